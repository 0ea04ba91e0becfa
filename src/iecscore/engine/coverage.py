"""How much of what should be there is there, and which rows may enter: complete pairs, the years at hand, the members of their years."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from iecscore.engine.plan import Frame, Job, Nature, Source
from iecscore.engine.roll import Roll
from iecscore.engine.scanning import COMPLETE, RELEVANT, SIZE, Lot, Scans
from iecscore.values import Unit

Pairs: TypeAlias = frozenset[tuple[str, int]]

NOT_SUBMITTED, ROW_COVERAGE = "not_submitted", "row_coverage"
OUTSIDE_WINDOW, NOT_A_MEMBER, YEAR_LEFT_OUT = "outside_window", "not_a_member", "year_left_out"
NOT_HANDED_IN, UNPAIRED = "not_handed_in", "unpaired"
WHOLE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Cover:
    """The share of rows that are there in the round, the years pooled, why there may be no value, and what rows must meet to enter."""

    share: float
    years: tuple[int, ...]
    gap: str
    shares: Mapping[Source, float | None]
    terms: "Terms"


class Terms(NamedTuple):
    """What rows of a unit must meet to enter: their year, and the members and years with complete rows in each table that members fill."""

    unit: Unit
    years: frozenset[int]
    pairs: Mapping[Source, Pairs]


@dataclass(frozen=True, slots=True)
class Covering:
    """One job's view of the scans, by which its units are judged."""

    frame: Frame
    roll: Roll
    scans: Scans
    number: int
    job: Job
    natures: Mapping[Source, Nature]

    def cover(self, unit: Unit) -> Cover:
        """How a unit is covered, and which of its rows enter."""
        now, current = self.frame.year, [source for source in self.natures if not source.previous]
        yearly = [source for source in current if self.natures[source].windowed]
        shares = {source: self._share(source, unit, now) for source in current}
        window = range(now - self.job.window + 1, now + 1) if yearly else ()
        by_year = ((year, shares if year == now else {source: self._share(source, unit, year) for source in yearly}) for year in window)
        years = tuple(year for year, told in by_year if all(self._suffices(told[source]) for source in yearly))
        share = min((share or 0.0 for share in shares.values()), default=WHOLE)
        gap = NOT_SUBMITTED if None in shares.values() else "" if self._suffices(share) else ROW_COVERAGE
        return Cover(share, years, gap, shares, Terms(unit, frozenset({*years, now}), self._pairs(unit, yearly)))

    def _suffices(self, share: float | None) -> bool:
        return share is not None and 0 < share >= self.frame.system.row_coverage

    def _pairs(self, unit: Unit, yearly: Sequence[Source]) -> dict[Source, Pairs]:
        filled = [source for source in yearly if self.natures[source].part] if len(self.natures) > 1 else []
        return {
            source: frozenset((lot.member, lot.year) for lot in self.scans.of(source, unit.code) if self._tells(source, lot)) for source in filled
        }

    def _tells(self, source: Source, lot: Lot) -> bool:
        """Whether complete rows are there, or none that matters."""
        return bool(self._count(source, COMPLETE, lot)) or not self._count(source, RELEVANT, lot)

    def bar(self, source: Source, terms: Terms, member: str, year: int) -> str:
        """Why the rows of a member and year do not enter; nothing where they do."""
        nature, now, top = self.natures[source], self.frame.year, terms.unit.parent or terms.unit.code
        if nature.windowed:
            if not now - self.job.window < year <= now:
                return OUTSIDE_WINDOW
            if nature.owned and not self.roll.belongs(top, member, year):
                return NOT_A_MEMBER
            if year not in terms.years:
                return YEAR_LEFT_OUT
        elif member in self._expected(source, terms.unit, now) and (top, source.table, member, now) not in self.roll.handed:
            return NOT_HANDED_IN
        if source.previous or not nature.owned:
            return ""
        asked = (member, year if nature.windowed else now)
        return UNPAIRED if any(asked not in pairs for other, pairs in terms.pairs.items() if other != source) else ""

    def entering(self, source: Source, terms: Terms) -> list[Lot]:
        """The lots of a unit that enter."""
        return [lot for lot in self.scans.of(source, terms.unit.code) if not self.bar(source, terms, lot.member, lot.year)]

    def _expected(self, source: Source, unit: Unit, year: int) -> frozenset[str]:
        """The members that should have filled a table; a unit that is a member expects itself alone."""
        part = self.natures[source].part
        if not part:
            return frozenset()
        return frozenset({unit.member}) if unit.member else self.roll.expected(part, unit.code, year)

    def _count(self, source: Source, what: str, lot: Lot) -> int:
        return int(self.scans.cell(self.number, source, what, lot) or 0)

    def _share(self, source: Source, unit: Unit, year: int) -> float | None:
        """The share of what should be there for a year; nothing where the table was not told at all."""
        told = self.told_by(source, unit, year)
        if all(share is None for share in told.values()):
            return None
        sizes = self._sizes(source, unit, told.keys(), year)
        return math.fsum(sizes[member] * (share or 0.0) for member, share in told.items()) / math.fsum(sizes.values())

    def told_by(self, source: Source, unit: Unit, year: int) -> dict[str, float | None]:
        """The share that each expected member told; of a table that the unit fills itself, the unit's under the empty code."""
        expected, windowed = self._expected(source, unit, year), self.natures[source].windowed
        grouped: dict[str, list[Lot]] = {member: [] for member in sorted(expected or {""})}
        for lot in self.scans.of(source, unit.code):
            if not windowed or lot.year == year:
                grouped.get(lot.member if expected else "", []).append(lot)
        return {member: self._told_share(source, unit, member, lots, year) for member, lots in grouped.items()}

    def _told_share(self, source: Source, unit: Unit, member: str, lots: Sequence[Lot], year: int) -> float | None:
        """The share of complete rows among those that matter; all where none matters, nothing where none was told and none is no answer."""
        handed = (unit.parent or unit.code, source.table, member, year) in self.roll.handed
        if not any(lot.year == year for lot in lots) and (self.natures[source].one_a_year or not handed):
            return None
        relevant = sum(self._count(source, RELEVANT, lot) for lot in lots)
        return sum(self._count(source, COMPLETE, lot) for lot in lots) / relevant if relevant else WHOLE

    def _sizes(self, source: Source, unit: Unit, members: Collection[str], year: int) -> dict[str, float]:
        """How much each member weighs: its denominator, of the year or else the last one told; by count where one is not known."""
        sizes: dict[str, float] = {}
        for lot in self.scans.of(source, unit.code) if self.natures[source].windowed else ():
            size = self.scans.cell(self.number, source, SIZE, lot)
            if lot.member in members and lot.year <= year and size is not None:
                sizes[lot.member] = float(size)
        return sizes if len(sizes) == len(members) and math.fsum(sizes.values()) > 0 else dict.fromkeys(members, 1.0)


def look_by(frame: Frame, roll: Roll, scans: Scans, jobs: Sequence[Job]) -> tuple[Covering, ...]:
    """A covering for each job."""
    natures = {source: frame.nature(source.table) for job in jobs for source in job.reads}
    return tuple(Covering(frame, roll, scans, number, job, {source: natures[source] for source in job.reads}) for number, job in enumerate(jobs))
