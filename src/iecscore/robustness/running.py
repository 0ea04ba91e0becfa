"""Run a plan: scenarios in chunks of fixed size, chunks in batches, batches on any executor; no division of the work changes a byte."""

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as begin_with
from functools import cache, partial
from threading import Lock
from typing import Final, TypeAlias

import numpy as np
from threadpoolctl import ThreadpoolController

from iecscore.execute import run_in_order, share
from iecscore.robustness.counting import Asked, Counter
from iecscore.robustness.field import BLOCK, CHUNK, TILE, Field, Places
from iecscore.robustness.measuring import MEASURED, make_ready, make_tiles, measure_scenarios
from iecscore.robustness.setting_against import ByMethod, Scorer
from iecscore.robustness.sources import DataSource, WeightSource
from iecscore.robustness.tally import Kept, Tally, add_up, complete
from iecscore.values import Floats

MOST_BATCHES: Final = 16
MOST_CHUNKS: Final = 64
ALL: Final = Asked()
ChunkScorer: TypeAlias = Callable[[Floats, int, Floats], None]
DataScorer: TypeAlias = Callable[[Floats, Floats, Floats], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """A field, what varies in it, and what is counted: all a worker needs.

    `data` change the scores one after the other; `scorer` takes the place of the field's method.
    """

    field: Field
    weights: WeightSource
    data: tuple[DataSource, ...] = ()
    asked: Asked = ALL
    scorer: Scorer | None = None

    @property
    def weights_alone(self) -> bool:
        """Whether scenarios change nothing but weights: then the scores of the leaves, and all before them, are worked once for all scenarios."""
        return not self.data


def run_plan(
    plan: Plan, draws: int, executor: Executor, progress: Callable[[int], None] | None = None, *, first: int = 0, chunks: int | None = None
) -> Tally:
    """Work scenarios `first` to `first + draws`, of which `first` begins a chunk; `progress` is told how many more are done.

    `chunks` of 256 scenarios make a batch; left out, a batch holds a few per cent of all, or more where leagues are wide.
    """
    size, last = CHUNK * (chunks or _size_batch(plan.field, draws)), first + draws
    spans = [(begin, min(begin + size, last)) for begin in range(first, last, size)]
    if not isinstance(executor, ThreadPoolExecutor):
        sent = share(executor, plan)
        return add_up(_tell(run_in_order(executor, work_batch, [(sent, *span) for span in spans]), progress), take=True)
    counters, kept = Counters(plan, draws), []
    for done, found in run_in_order(executor, counters.work, spans):
        kept.append(found)
        if progress is not None:
            progress(done)
    return counters.close(first, last, kept)


@dataclass(slots=True)
class Counters:
    """What threads of one process count with: who works a batch takes one that is idle and lays it back, so that there are as few as work at once."""

    plan: Plan
    most: int
    idle: list[Counter] = begin_with(default_factory=list)

    def work(self, first: int, last: int) -> tuple[int, Kept | None]:
        """Work scenarios `first` to `last`: how many they were, and what was kept of them."""
        try:
            counter = self.idle.pop()
        except IndexError:
            counter = Counter(self.plan.field, self.plan.asked, self.most)
        _count(self.plan, counter, first, last)
        kept = counter.take_kept()
        self.idle.append(counter)
        return last - first, kept

    def close(self, first: int, last: int, kept: Sequence[Kept | None]) -> Tally:
        """All together."""
        return complete(add_up((counter.close(first, last) for counter in self.idle), take=True), kept)


def _size_batch(field: Field, draws: int) -> int:
    """Batches enough to share out and to show progress by, yet so large that counting outweighs adding up their tallies."""
    chunks = -(-draws // CHUNK)
    least = max(1, field.widest // (2 * CHUNK))
    return min(MOST_CHUNKS, -(-chunks // max(1, min(MOST_BATCHES, chunks // least))))


def _tell(tallies: Iterator[Tally], progress: Callable[[int], None] | None) -> Iterator[Tally]:
    for tally in tallies:
        if progress is not None:
            progress(tally.draws)
        yield tally


def work_batch(plan: Plan, first: int, last: int) -> Tally:
    """Work scenarios `first` (which begins a chunk) to `last`."""
    counter = Counter(plan.field, plan.asked, last - first)
    _count(plan, counter, first, last)
    return counter.close(first, last)


def _count(plan: Plan, counter: Counter, first: int, last: int) -> None:
    with _one_thread():
        for _, weights, scores in _score_chunks(plan, first, last):
            counter.count(scores, weights)


def score_scenarios(plan: Plan, first: int, last: int) -> tuple[Floats, Floats]:
    """Scores (scenarios, units) and weights (scenarios, leaves) of a few scenarios, `first` the beginning of a chunk: nothing is counted."""
    scores, drawn = np.empty((last - first, plan.field.units)), np.empty((last - first, plan.field.leaves))
    with _one_thread():
        for rows, weights, figures in _score_chunks(plan, first, last):
            scores[rows], drawn[rows] = figures, weights
    return scores, drawn


def score_by_turns(plans: Sequence[Plan], picked: Places) -> Floats:
    """Scores (scenarios, units) of plans that differ in their method alone, each of whole chunks of scenarios by the plan picked for it.

    Weights and data are drawn once for all plans.
    """
    plan, scores = plans[0], np.empty((len(picked), plans[0].field.units))
    with _one_thread():
        weights = np.concatenate([plan.weights.draw(first, first + CHUNK) for first in range(0, len(picked), CHUNK)])
        for first in range(0, len(picked), BLOCK):
            data, turns = change_data(plan, first), picked[first : first + BLOCK]
            for number in np.unique(turns).tolist():
                mine = np.flatnonzero(turns == number)
                found = np.empty((len(mine), scores.shape[1]))
                _score_data(plans[number])(weights[first + mine], data[mine], found)
                scores[first + mine] = found
    return scores


def change_data(plan: Plan, first: int) -> Floats:
    """Scores (scenarios, leaves, units) of the block that begins with scenario `first`."""
    data = np.repeat(plan.field.scores.T[np.newaxis], BLOCK, axis=0)
    for source in plan.data:
        data = source.change(data, first, first + BLOCK)
    return data


def _score_chunks(plan: Plan, first: int, last: int) -> Iterator[tuple[slice, Floats, Floats]]:
    """The rows of each chunk, its weights and its scores, which stand until the next is asked for; what is beyond `last` is cut off."""
    score, scores = _ready_scorer(plan), np.empty((CHUNK, plan.field.units))
    for begin in range(first, last, CHUNK):
        weights, used = plan.weights.draw(begin, begin + CHUNK), min(CHUNK, last - begin)
        score(weights, begin, scores)
        yield slice(begin - first, begin - first + used), weights[:used], scores[:used]


def _ready_scorer(plan: Plan) -> ChunkScorer:
    """How chunks are scored: what no scenario changes is worked once, here."""
    base = np.ascontiguousarray(plan.field.scores.T)
    if not (plan.weights_alone and _is_measured(plan)):
        return _by_block(plan, base, _score_data(plan))
    tiles = make_tiles(plan.field, base)
    room = np.empty((len(tiles[0][1].parts), CHUNK, TILE)).reshape(-1)

    def score(weights: Floats, _: int, scores: Floats) -> None:
        for units, ready in tiles:
            shape = len(ready.parts), CHUNK, ready.parts.shape[-1]
            measure_scenarios(plan.field, weights, ready, scores[:, units], room[: math.prod(shape)].reshape(shape))

    return score


def _is_measured(plan: Plan) -> bool:
    return plan.scorer is None and plan.field.method in MEASURED


def _score_data(plan: Plan) -> DataScorer:
    """How a plan scores weights (scenarios, leaves) and data of their own."""
    return partial(_measure_own, plan.field) if _is_measured(plan) else partial(_score_many, plan.scorer or ByMethod(plan.field))


def _score_many(scorer: Scorer, weights: Floats, data: Floats, scores: Floats) -> None:
    scores[:] = scorer.many(data, weights)


def _measure_own(field: Field, weights: Floats, data: Floats, scores: Floats) -> None:
    measure_scenarios(field, weights, make_ready(field, data), scores)


def _by_block(plan: Plan, base: Floats, score: DataScorer) -> ChunkScorer:
    """Score block by block, each on data of its own; where weights alone vary a chunk at once, on the same data."""
    if plan.weights_alone:
        return lambda weights, _, scores: score(weights, base[None], scores)
    step = BLOCK * min(getattr(source, "together", 1) for source in plan.data)
    own = np.empty((step, *base.shape))

    def score_chunk(weights: Floats, first: int, scores: Floats) -> None:
        for at in range(0, len(weights), step):
            own[:] = base
            data = own
            for source in plan.data:
                data = source.change(data, first + at, first + at + step)
            score(weights[at : at + step], data, scores[at : at + step])

    return score_chunk


@dataclass
class _Threads:
    """How many batches of this process are at work, and what gives matrix products their threads back."""

    lock: Lock
    at_work: int = 0
    give_back: Callable[[], None] = lambda: None


_THREADS: Final = _Threads(Lock())


@cache
def _find_pools() -> ThreadpoolController:
    return ThreadpoolController()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Matrix products on one thread while any batch of this process is at work, so that their sums are always formed in the same order."""
    with _THREADS.lock:
        if not _THREADS.at_work:
            _THREADS.give_back = _find_pools().limit(limits=1).restore_original_limits
        _THREADS.at_work += 1
    try:
        yield
    finally:
        with _THREADS.lock:
            _THREADS.at_work -= 1
            if not _THREADS.at_work:
                _THREADS.give_back()
