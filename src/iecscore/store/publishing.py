"""What others than those who see everything may see: which evaluations are published, and the fixed groups of peers of a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, func, insert, select

from iecscore.store.people import aware
from iecscore.store.schema import evaluations, peer_groups, published
from iecscore.values import Unit

PROVISIONAL: Final = "provisional"
PUBLISHED: Final = "published"
WITHDRAWN: Final = "withdrawn"
SHOWN: Final = frozenset({PROVISIONAL, PUBLISHED})
LEAST: Final = 6


@dataclass(frozen=True, slots=True)
class Publication:
    """How an evaluation stands towards others: its state, who put it so, when, and why."""

    evaluation: str
    state: str
    by: str
    at: datetime
    reason: str

    @property
    def shown(self) -> bool:
        """Whether others see the evaluation."""
        return self.state in SHOWN


def save_publication(connection: Connection, evaluation: str, state: str, by: str, reason: str) -> None:
    """Put an evaluation into a state; the states before stay kept."""
    told = {"evaluation": evaluation, "state": state, "by": by, "at": datetime.now(UTC), "reason": reason}
    connection.execute(insert(published).values(**told))


def load_publications(connection: Connection) -> dict[str, Publication]:
    """The state of each evaluation that ever had one."""
    last = select(func.max(published.c.id)).group_by(published.c.evaluation)
    rows = connection.execute(select(published).where(published.c.id.in_(last))).mappings()
    return {row["evaluation"]: Publication(row["evaluation"], row["state"], row["by"], aware(row["at"]), row["reason"]) for row in rows}


def list_shown(connection: Connection, level: str, year: int) -> tuple[str, ...]:
    """The evaluations of a level and round that others see."""
    known = load_publications(connection)
    told = select(evaluations.c.id).where(evaluations.c.level == level, evaluations.c.year == year)
    return tuple(item for item in connection.execute(told).scalars() if item in known and known[item].shown)


def fix_peers(connection: Connection, level: str, year: int, found: Sequence[Unit]) -> None:
    """Part the units of a round into groups of peers, once; later evaluations of the round keep them."""
    if load_peer_groups(connection, level, year):
        return
    cells = part_units({unit.code: unit.league for unit in found})
    rows = [{"year": year, "level": level, "unit": unit, "cell": cell} for unit, cell in cells.items()]
    if rows:
        connection.execute(insert(peer_groups), rows)


def load_peer_groups(connection: Connection, level: str, year: int) -> dict[str, str]:
    """The group of each unit of a round."""
    told = select(peer_groups.c.unit, peer_groups.c.cell).where(peer_groups.c.level == level, peer_groups.c.year == year)
    return {str(unit): str(cell) for unit, cell in connection.execute(told)}


def part_units(leagues: Mapping[str, tuple[str, ...]], least: int = LEAST) -> dict[str, str]:
    """The group of each unit: its league, the smallest joined with the most alike until each has at least `least` units; none where all are fewer."""
    cells = {league: {league} for league in set(leagues.values())}
    sizes = {league: sum(told == league for told in leagues.values()) for league in cells}
    while len(cells) > 1 and (small := min(cells, key=lambda cell: (sizes[cell], cell))) and sizes[small] < least:
        others = [cell for cell in cells if cell != small]
        into = min(others, key=lambda cell: (-_alike(small, cell), sizes[cell], cell))
        cells[into] |= cells.pop(small)
        sizes[into] += sizes.pop(small)
    named = {league: " | ".join(sorted("·".join(told) for told in joined)) for joined in cells.values() for league in joined}
    return {unit: named[league] for unit, league in leagues.items()} if len(leagues) >= least else {}


def _alike(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """In how many places two leagues agree."""
    return sum(one == other for one, other in zip(first, second, strict=True))
