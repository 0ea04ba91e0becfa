"""The units of each round, so that they can be named and found without opening every table."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from iecscore.store.schema import units
from iecscore.values import Unit


def save_units(connection: Connection, year: int, found: Sequence[Unit]) -> None:
    """Put the units of a round in place of those known so far."""
    connection.execute(delete(units).where(units.c.year == year))
    rows = [
        {"year": year, "level": unit.level, "unit": unit.code, "name": unit.name, "profile": unit.profile, "parent": unit.parent} for unit in found
    ]
    if rows:
        connection.execute(insert(units), rows)


def load_units(connection: Connection, year: int) -> tuple[Unit, ...]:
    """The units known of a round, without their leagues."""
    found = connection.execute(select(units).where(units.c.year == year).order_by(units.c.level, units.c.unit)).mappings()
    return tuple(Unit(row["unit"], row["level"], row["name"], row["profile"], (), row["parent"], row["unit"].partition("/")[2]) for row in found)
