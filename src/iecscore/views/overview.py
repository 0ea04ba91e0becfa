"""A round at a glance: tiers and how surely they hold, how much of the data is there, how scores are spread, and what to remember."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from statistics import median
from typing import Final

from iecscore.robustness.assessment import Assessment
from iecscore.robustness.neighbours import SURE
from iecscore.scoring import WITH_TIERS
from iecscore.system import System
from iecscore.values import Evaluation, RankRow
from iecscore.views.messages import tell_round
from iecscore.views.naming import name_league, name_tier, remark_on

FULL: Final = 100.0
STEP: Final = 10.0
MOST: Final = 12
SLACK: Final = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class TierCount:
    """A tier of a league: how many units stand in it, and how many stay there in nearly all scenarios; none where nobody asked."""

    name: str
    count: int
    sure: int | None


@dataclass(frozen=True, slots=True)
class LeagueGlance:
    """A league: its tiers, the units without a rank, the middle score, the least coverage, and how many scores lie in each step of the scale."""

    name: str
    units: int
    unranked: int
    tiers: tuple[TierCount, ...]
    middle: float | None
    coverage: float
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """All leagues, what to remember of them, who lacks what; `steps` are the steps of the scale by name, `decimals` suit its scores."""

    leagues: tuple[LeagueGlance, ...]
    messages: tuple[str, ...]
    lacking: tuple[tuple[str, str, str], ...]
    steps: tuple[str, ...]
    decimals: int


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale that scores are counted on: so many steps of the same width from `start` on."""

    start: float
    step: float
    count: int

    def place(self, score: float) -> int:
        """The step a score lies in; the ends belong to the outermost."""
        return max(0, min(self.count - 1, floor((score - self.start) / (self.step * SLACK))))

    @property
    def decimals(self) -> int:
        """How many decimals suit its scores."""
        return 1 if self.step >= 1 else 1 - floor(log10(self.step))

    @property
    def names(self) -> tuple[str, ...]:
        """Each step from its lower to its upper end."""
        ends = [f"{round(self.start + place * self.step, 10):g}".replace("-", "−") for place in range(self.count + 1)]
        return tuple(f"{low} – {high}" for low, high in pairwise(ends))


def find_scale(evaluation: Evaluation) -> Scale:
    """The declared scale of 0 to 100 in tens; for a method or chain with a scale of its own round steps over the scores there are."""
    if evaluation.options.method in WITH_TIERS and evaluation.full_score == FULL:
        return Scale(0.0, STEP, int(FULL / STEP))
    scores = _list_scores(evaluation.ranking)
    return fit_scale(min(scores, default=0.0), max(scores, default=1.0))


def fit_scale(low: float, high: float, most: int = MOST) -> Scale:
    """Steps of 1, 2 or 5 times a power of ten, so many or a few more that they take in both ends."""
    width = (high - low) / most or 1.0
    power = 10.0 ** floor(log10(width))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= width * SLACK)
    start = floor(low / step) * step
    return Scale(start, step, max(1, ceil((high - start) / step * SLACK)))


def view_overview(evaluation: Evaluation, system: System, assessment: Assessment | None, language: str) -> OverviewView:
    """A round at a glance, in a language."""
    names, scale = {unit.code: unit.name for unit in evaluation.units}, find_scale(evaluation)
    leagues = tuple(
        _view_league(evaluation, system, league, assessment, scale, language) for league in sorted({row.league for row in evaluation.ranking})
    )
    lacking = tuple((row.unit, names[row.unit], remark_on(system, row, language)) for row in evaluation.ranking if row.withheld)
    return OverviewView(leagues, tuple(tell_round(evaluation, system, assessment, language)), lacking, scale.names, scale.decimals)


def _list_scores(rows: Iterable[RankRow]) -> list[float]:
    return [row.score for row in rows if row.score is not None and row.rank is not None]


def _view_league(
    evaluation: Evaluation, system: System, league: tuple[str, ...], assessment: Assessment | None, scale: Scale, language: str
) -> LeagueGlance:
    level = evaluation.options.level
    rows = [row for row in evaluation.ranking if row.league == league]
    scores, steps = _list_scores(rows), [0] * scale.count
    for score in scores:
        steps[scale.place(score)] += 1
    tiers = system.levels[level].tiers if evaluation.options.method in WITH_TIERS else ()
    return LeagueGlance(
        name_league(system, level, league, language),
        len(rows),
        sum(row.rank is None for row in rows),
        tuple(TierCount(name_tier(system, level, tier.key, language), *_count_tier(rows, tier.key, assessment)) for tier in tiers),
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
