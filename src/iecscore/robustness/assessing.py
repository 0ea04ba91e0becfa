"""Assess how sure the ranks of an evaluation are: both designs, what drives the doubt, and the structural tests."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

import numpy as np

from iecscore.engine import Behind
from iecscore.robustness.assessment import Assessment
from iecscore.robustness.central_weights import measure_confidence
from iecscore.robustness.counting import Asked
from iecscore.robustness.data_design import PARTS, RESPONDENTS, Sampled, design_data
from iecscore.robustness.drivers import find_drivers
from iecscore.robustness.field import BLOCK, CHUNK, Places
from iecscore.robustness.findings import find_sets_in_leagues, read_tally
from iecscore.robustness.ground import Ground, name_scorer, score_in_force
from iecscore.robustness.listing import TOP, list_pairs, list_units, list_ways
from iecscore.robustness.method_design import design_method
from iecscore.robustness.neighbours import order_neighbours
from iecscore.robustness.parts_left_out import leave_out
from iecscore.robustness.parts_of_tree import share_among_parts
from iecscore.robustness.rank_agreement import find_compromise
from iecscore.robustness.rank_intervals import find_intervals, judge_settled
from iecscore.robustness.running import Plan, change_data, run_plan
from iecscore.robustness.structure import find_levers, find_swaps, score_alone, try_reversals
from iecscore.robustness.tally import Kept, Tally
from iecscore.robustness.weight_sources import JudgedWeights
from iecscore.scoring.ranks import Ranks, rank_in_leagues
from iecscore.scoring.scorecard import put_places
from iecscore.values import Evaluation, Floats
from iecscore.weights import Judgements

TRUSTED: Final = 256
SPANNED: Final = 512
KEPT_CELLS: Final = 40_000_000
ENDS: Final = (0.05, 0.95)
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the designs draw from beside the evaluation itself, which parts of the data vary, and up to how many scenarios to go on.

    Without `most` it stays at the scenarios declared; with it their number doubles until no end of an interval moves by more than a rank.
    `others` are the survey values (1, units, indicators) without each group of respondents, `behind` the formulas with the numbers they count.
    """

    judgements: Judgements | None = None
    sampled: Sampled | None = None
    parts: tuple[str, ...] = PARTS
    most: int = 0
    others: Mapping[str, Sampled] = field(default_factory=dict)
    behind: Behind | None = None


@dataclass(slots=True)
class _Course:
    """How many scenarios are done, and how many are to be done as far as is known by now."""

    told: Progress | None
    done: int = 0
    total: int = 0

    def expect(self, more: int) -> None:
        """There are so many more to do, or fewer than was thought."""
        self.total += more

    def tell(self, more: int) -> None:
        """So many more are done."""
        self.done += more
        if self.told:
            self.told(self.done, self.total)


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was found, and where it was kept the score and rank of each unit in each scenario of the data design."""

    assessment: Assessment
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The data design done: its plan, the scores (units,) and ranks without anything varied, the pairs of neighbours, what was counted."""

    plan: Plan
    scores: Floats
    ranks: Ranks
    pairs: tuple[tuple[int, int], ...]
    half: Tally
    tally: Tally


def assess(
    ground: Ground, evaluation: Evaluation, inputs: Inputs, seed: int, executor: Executor, progress: Progress | None = None, *, brief: bool = False
) -> Assessed:
    """Assess by what the system declares; draws depend on the seed and the scenario alone, whatever the executor.

    `progress` is told how many scenarios are done and how many there are to be, which grows where it goes on until settled. Scores and ranks of
    single scenarios are kept up to 40 million of them, and with them come rank confidence sets. `brief` leaves it at the data design.
    """
    course = _Course(progress, total=0 if brief else ground.system.robustness.method.draws)
    drawn = _draw(ground, inputs, seed, executor, course)
    findings, kept = read_tally(drawn.tally, TOP), drawn.tally.kept
    confident = find_sets_in_leagues(drawn.scores, kept.scores.astype(np.float64), drawn.tally.members) if kept else None
    settled, data = judge_settled(drawn.tally.ranks, drawn.half.ranks), ground.system.robustness.data
    weights, sampled = drawn.plan.weights, inputs.sampled
    found = Assessment(
        evaluation=evaluation.id,
        seed=seed,
        draws=drawn.tally.draws,
        method_draws=0,
        parts=tuple(part for part in PARTS if part in inputs.parts and getattr(data, part) and (part != RESPONDENTS or sampled is not None)),
        replicates=0 if sampled is None else len(sampled.values),
        judges=weights.judges if isinstance(weights, JudgedWeights) else 0,
        settled=settled.settled,
        restless=len(settled.restless),
        weight_sets=(),
        units=tuple(list_units(ground, drawn.ranks, findings, confident, _trust(ground, drawn.plan, findings.central))),
        pairs=list_pairs(ground, drawn.tally, drawn.pairs),
        version=evaluation.version,
    )
    return Assessed(found if brief else _deepen(found, ground, inputs, drawn, executor, course), kept)


def _draw(ground: Ground, inputs: Inputs, seed: int, executor: Executor, course: _Course) -> _Drawn:
    """Work the data design, first half then the rest, so that the stopping rule can compare."""
    data = ground.system.robustness.data
    draws = -(-data.draws // CHUNK) * CHUNK if inputs.most else data.draws
    size = max(draws, inputs.most)
    course.expect(draws)
    plain = score_in_force(ground)
    ranks = rank_in_leagues(plain, ground.leagues)
    plan = design_data(ground, data, seed, inputs.judgements, inputs.sampled, inputs.parts)
    pairs = tuple(order_neighbours(ranks, plan.field.leagues))
    plan = replace(plan, asked=Asked(keep=size * len(ground.units) <= KEPT_CELLS, pairs=pairs))
    half = run_plan(plan, min(draws, max(1, draws // (2 * CHUNK)) * CHUNK), executor, course.tell)
    rest = run_plan(plan, draws - half.draws, executor, course.tell, first=half.draws) if draws > half.draws else None
    tally = half.merge(rest) if rest else half
    while tally.draws * 2 <= inputs.most and not judge_settled(tally.ranks, half.ranks).settled:
        course.expect(tally.draws)
        half, tally = tally, tally.merge(run_plan(plan, tally.draws, executor, course.tell, first=tally.draws))
    return _Drawn(plan, plain, ranks, pairs, half, tally)


def _deepen(found: Assessment, ground: Ground, inputs: Inputs, drawn: _Drawn, executor: Executor, course: _Course) -> Assessment:
    """Add the method range, the drivers and the structural tests."""
    doubt, seed = ground.system.robustness, found.seed
    ways, sets = design_method(ground, doubt.method, seed, inputs.judgements)
    each = -(-doubt.method.draws // len(ways))
    course.expect(each * len(ways) - doubt.method.draws)
    counted = [run_plan(way.plan, each, executor, course.tell) for way in ways]
    tables = [(way, find_intervals(tally.ranks).median) for way, tally in zip(ways, counted, strict=True)]
    method = find_intervals(np.asarray(sum(tally.ranks.astype(np.int64) for tally in counted)))
    ranges = {unit.code: (int(method.low[row]) or None, int(method.high[row]) or None) for row, unit in enumerate(ground.units)}
    return replace(
        found,
        method_draws=sum(tally.draws for tally in counted),
        weight_sets=sets,
        units=tuple(replace(unit, method_low=ranges[unit.unit][0], method_high=ranges[unit.unit][1]) for unit in found.units),
        drivers=find_drivers(ground, doubt, seed, inputs.judgements, inputs.sampled, inputs.parts),
        parts_of_tree=tuple(share_among_parts(ground, drawn.plan)),
        ways=tuple(list_ways(tables, drawn.ranks)),
        left_out=tuple(leave_out(ground, inputs.judgements, {} if ground.chained else inputs.others)),
        reversals=tuple(try_reversals(ground)),
        swaps=tuple(find_swaps(ground, drawn.ranks, inputs.behind)),
        levers=tuple(find_levers(ground, *_find_ends(drawn.plan))),
        compromise=tuple(put_places(_agree(np.array([usual for _, usual in tables]), drawn.plan.field.leagues))),
    )


def _agree(usual: Ranks, members: Sequence[Places]) -> Ranks:
    """The compromise of the ranks (ways, units) within each league."""
    found = np.zeros(usual.shape[1], dtype=np.int64)
    for mine in members:
        found[mine] = find_compromise(usual[:, mine])
    return found


def _trust(ground: Ground, plan: Plan, central: Floats) -> Floats:
    """Confidence factors within each league, over the first scenarios of the data."""
    found, score = np.full(len(ground.units), np.nan), name_scorer(ground) or score_alone(ground)
    for mine in plan.field.leagues:
        changes = (scores[:, mine].T for first in range(0, TRUSTED, BLOCK) for scores in change_data(plan, first))
        found[mine] = measure_confidence(central[mine], changes, score)
    return found


def _find_ends(plan: Plan) -> tuple[Floats, Floats]:
    """The ends (units, leaves) of each figure's plausible range: 5 % and 95 % of its scores over the first scenarios."""
    drawn = np.concatenate([change_data(plan, first) for first in range(0, SPANNED, BLOCK)])
    with np.errstate(invalid="ignore"):
        low, high = np.quantile(drawn, ENDS, axis=0)
    return np.asarray(low.T), np.asarray(high.T)
