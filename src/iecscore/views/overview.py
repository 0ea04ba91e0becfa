"""A round at a glance: tiers and how surely they hold, how much of the data is there, how scores are spread, and what to remember."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from iecscore.robustness.assessment import Assessment
from iecscore.robustness.neighbours import SURE
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation, RankRow
from iecscore.views.naming import name_league, name_tier, remark_on

STEP: Final = 10


@dataclass(frozen=True, slots=True)
class TierCount:
    """A tier of a league: how many units stand in it, and how many stay there in nearly all scenarios; none where nobody asked."""

    name: str
    count: int
    sure: int | None


@dataclass(frozen=True, slots=True)
class LeagueGlance:
    """A league: its tiers, the units without a rank, the middle score, the least coverage, and how many scores lie in each step of ten."""

    name: str
    units: int
    unranked: int
    tiers: tuple[TierCount, ...]
    middle: float | None
    coverage: float
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """All leagues, what to remember of them, and who lacks what."""

    leagues: tuple[LeagueGlance, ...]
    messages: tuple[str, ...]
    lacking: tuple[tuple[str, str, str], ...]


def view_overview(evaluation: Evaluation, system: System, assessment: Assessment | None, language: str) -> OverviewView:
    """A round at a glance, in a language."""
    names = {unit.code: unit.name for unit in evaluation.units}
    leagues = tuple(_view_league(evaluation, system, league, assessment, language) for league in sorted({row.league for row in evaluation.ranking}))
    lacking = tuple((row.unit, names[row.unit], remark_on(system, row, language)) for row in evaluation.ranking if row.withheld)
    return OverviewView(leagues, tuple(_tell(leagues, assessment, language)), lacking)


def _view_league(evaluation: Evaluation, system: System, league: tuple[str, ...], assessment: Assessment | None, language: str) -> LeagueGlance:
    level = evaluation.options.level
    rows = [row for row in evaluation.ranking if row.league == league]
    scores = [row.score for row in rows if row.score is not None and row.rank is not None]
    steps = [0] * (100 // STEP)
    for score in scores:
        steps[max(0, min(len(steps) - 1, int(score // STEP)))] += 1
    return LeagueGlance(
        name_league(system, level, league, language),
        len(rows),
        sum(row.rank is None for row in rows),
        tuple(
            TierCount(name_tier(system, level, tier.key, language), *_count_tier(rows, tier.key, assessment)) for tier in system.levels[level].tiers
        ),
        median(scores) if scores else None,
        min(row.coverage for row in rows),
        tuple(steps),
    )


def _count_tier(rows: Sequence[RankRow], tier: str, assessment: Assessment | None) -> tuple[int, int | None]:
    """How many stand in a tier, and how many of them do so in nearly all scenarios."""
    held = {row.unit for row in rows if row.rank is not None and row.tier == tier}
    if assessment is None:
        return len(held), None
    return len(held), sum(dict(unit.tiers).get(tier, 0.0) >= SURE for unit in assessment.units if unit.unit in held)


def _tell(leagues: Sequence[LeagueGlance], assessment: Assessment | None, language: str) -> Iterator[str]:
    for league in leagues:
        ranked = league.units - league.unranked
        for top in (tier for tier in league.tiers[:1] if tier.sure is not None):
            words = {"league": league.name, "count": top.count, "ranked": ranked, "tier": top.name, "sure": top.sure}
            yield say("{league}: {count} of {ranked} ranked units are in tier “{tier}”, {sure} of them in nearly all scenarios.", language, **words)
    if assessment is None:
        yield say("Nobody has asked yet how sure these ranks are; read tiers and ranks with that in mind.", language)
        return
    pairs = [pair for pair in assessment.pairs if pair.neighbours]
    sure = sum(pair.ahead >= SURE for pair in pairs)
    yield say(
        "Of {all} pairs of neighbours the order of {sure} can be relied on; the others are to be read as level.", language, all=len(pairs), sure=sure
    )
