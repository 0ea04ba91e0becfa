"""Rows drawn at random for any system: every column by its type, blanks and reasons among them; the same seed draws the same."""

import random
from datetime import date, timedelta
from decimal import Decimal

from iecscore.system import System
from iecscore.system.tables import Column, ColumnType, Table, Time
from iecscore.values import Rows

REASONS = ("not_collected", "not_applicable", "refused")
LETTERS = tuple(f"{first}{second}" for first in ("", *"ABCDEFG") for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def draw_rows(system: System, units: int, members: int, year: int, *, rounds: int = 1, seed: int = 0, blanks: float = 0.03) -> tuple[Rows, ...]:
    """What `units` units with `members` members each hand in for `rounds` rounds up to `year`, as whole workbooks."""
    chance = random.Random(seed)
    told: list[Rows] = []
    for number in range(1, units + 1):
        unit = f"U{number:04}"
        for told_in in range(year - rounds + 1, year + 1):
            told += [_draw_table(system, table, unit, members, told_in, chance, blanks) for table in system.tables.values()]
    return tuple(told)


def _draw_table(system, table: Table, unit, members, year, chance, blanks) -> Rows:
    columns = tuple(table.entered)
    rows = tuple(
        _draw_row(system, table, columns, identity, year, chance, blanks) for identity in _identities(system, table, unit, members, year, chance)
    )
    reasons = {
        (index, code): chance.choice(REASONS)
        for index, row in enumerate(rows)
        for code, cell in zip(columns, row, strict=True)
        if cell is None and table.columns[code].required and chance.random() < 0.5
    }
    return Rows(
        table.key, unit, year, f"{unit}-{year}.xlsx", table.sheet, columns, LETTERS[: len(columns)], rows, tuple(range(5, 5 + len(rows))), reasons
    )


def _identities(system, table, unit, members, year, chance):
    codes = [f"M{number:02}" for number in range(1, members + 1)]
    tops = {level.units for level in system.levels.values() if not level.parent}
    if table.key in tops:
        return [{table.keys[0]: unit}]
    if table.key == system.members.table:
        return [{system.members.key: code} for code in codes]
    serial = [f"{table.key}-{number}" for number in range(1, 1 + chance.randint(0, 2 * members))]
    if table.time is Time.DATED:
        return [{table.keys[0]: name} for name in serial]
    if set(table.keys) <= {"year", table.owner}:
        return [{"year": year, **({table.owner: code} if table.owner else {})} for code in (codes if table.owner else [""])]
    free = next(key for key in table.keys if key not in {"year", table.owner})
    return [{"year": year, free: name} for name in serial]


def _draw_row(system, table, columns, identity, year, chance, blanks):
    return tuple(
        identity[code] if code in identity else _draw_cell(system, table, table.columns[code], code, year, chance, blanks) for code in columns
    )


def _draw_cell(system, table, column: Column, code, year, chance, blanks):
    if code == system.members.left and table.key == system.members.table:
        return date(year, 6, 1) if chance.random() < 0.05 else None
    if code == system.members.joined and table.key == system.members.table:
        return date(chance.randint(year - 6, year), 3, 1)
    if (column.required is not True and chance.random() < 0.3) or (code not in table.keys and chance.random() < blanks):
        return None
    return _draw_value(system, column, code, year, chance)


def _draw_value(system, column, code, year, chance):
    codes = list(system.dictionaries[column.dictionary].codes) if column.dictionary else []
    cents = chance.randint(0, 10**6)
    drawn = {
        ColumnType.INTEGER: year if code == "year" else chance.randint(0, 400),
        ColumnType.NUMBER: Decimal(cents).scaleb(-2),
        ColumnType.MONEY: Decimal(cents).scaleb(-2),
        ColumnType.DATE: date(year - chance.randint(0, 2), 1, 1) + timedelta(days=chance.randint(0, 364)),
        ColumnType.BOOLEAN: chance.random() < 0.6,
        ColumnType.CODE: chance.choice(codes) if codes else None,
        ColumnType.CODES: tuple(chance.sample(codes, min(4, len(codes)))),
        ColumnType.REFERENCE: f"M{chance.randint(1, 4):02}",
        ColumnType.TEXT: f"{chance.randint(4101, 4120)}01",
    }
    return drawn[column.type]
