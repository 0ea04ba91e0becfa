"""What survey values would have been with other respondents: a bootstrap of respondents, drawn once for all indicators and every level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from iecscore.responses.answers import Answers
from iecscore.responses.members import read_frame
from iecscore.responses.quality import Whole
from iecscore.responses.rules import score_means
from iecscore.responses.scoring import GroupMean, Summed, choose_groups, gather_crowds, mean_group, sum_items
from iecscore.responses.votes import UNNAMED, Ballot, Crowd, open_ballot
from iecscore.survey import Survey, Vote
from iecscore.system.indicators import SurveyFormula
from iecscore.system.model import System
from iecscore.values import Floats, Rows, frozen

BLOCK = 256


@dataclass(frozen=True, slots=True)
class Replicates:
    """Survey values (replicates, units, indicators) on 0 to 100 under resampled respondents; NaN where a unit has none."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Floats


@dataclass(frozen=True, slots=True)
class Pool:
    """The answers of a group at a level, ready to be counted again: which answers are drawn together, from which unit."""

    crowd: Crowd
    ballot: Ballot
    cluster: Whole
    first: Whole
    size: Whole


def resample_answers(
    system: System, survey: Survey, year: int, answers: Sequence[Answers], rows: Sequence[Rows], level: str, count: int, seed: int
) -> Replicates:
    """Score `count` samples of respondents, drawn with replacement from those of each unit and group; organisations with all their people.

    Which groups make up an indicator, and which units have a value, stays as the real answers decide. Replicate r depends on seed, group and r
    alone, so that the levels of a system see the same samples. Source: Efron & Tibshirani (1993), ch. 6; clusters: Davison & Hinkley (1997), 3.8.
    """
    pools, fixed = _open_pools(system, survey, year, answers, rows, level), system.levels[level].parent is not None
    formulas = {code: formula for code in system.indicators_of(level) if (formula := system.indicators[code].survey)}
    units = tuple(sorted({unit for pool in pools.values() for unit in pool.ballot.units}))
    values = np.full((count, len(units), len(formulas)), np.nan)
    for start in range(0, count, BLOCK):
        drawn = range(start, min(start + BLOCK, count))
        multiplicities = {key: _draw(pool, seed, survey.order.index(key), drawn) for key, pool in pools.items()}
        for column, formula in enumerate(formulas.values()):
            found = _value(survey, pools, multiplicities, formula, units, fixed=fixed)
            if found is not None:
                values[start : drawn.stop, :, column] = found.T
    return Replicates(units, tuple(formulas), frozen(values))


def score_without(system: System, survey: Survey, year: int, answers: Sequence[Answers], rows: Sequence[Rows], level: str) -> dict[str, Replicates]:
    """Survey values (1, units, indicators) without each group of respondents, of the indicators that it makes up; NaN where nobody else tells."""
    pools, fixed = _open_pools(system, survey, year, answers, rows, level), system.levels[level].parent is not None
    whole = {key: np.ones((pool.crowd.answers.size, 1)) for key, pool in pools.items()}
    units = tuple(sorted({unit for pool in pools.values() for unit in pool.ballot.units}))
    found = {}
    for left in pools:
        formulas = {code: formula for code in system.indicators_of(level) if (formula := system.indicators[code].survey) and left in formula.groups}
        values = np.full((1, len(units), len(formulas)), np.nan)
        for column, formula in enumerate(formulas.values()):
            others = formula.model_copy(update={"groups": tuple(key for key in formula.groups if key != left)})
            told = _value(survey, pools, whole, others, units, fixed=fixed) if others.groups else None
            if told is not None:
                values[0, :, column] = told[:, 0]
        if formulas:
            found[left] = Replicates(units, tuple(formulas), frozen(values))
    return found


def _open_pools(system: System, survey: Survey, year: int, answers: Sequence[Answers], rows: Sequence[Rows], level: str) -> dict[str, Pool]:
    crowds, _ = gather_crowds(survey, year, answers, keep_careless=False)
    frame, declared = read_frame(system, survey, year, rows), system.levels[level]
    return {key: _open_pool(crowd, open_ballot(crowd, frame, level, declared.parent)) for key, crowd in crowds.items()}


def _open_pool(crowd: Crowd, ballot: Ballot) -> Pool:
    """Number the clusters, unit by unit: an organisation, or the person where persons vote and where no organisation is named."""
    alone = (crowd.voter == UNNAMED) | (crowd.declared.vote is Vote.PERSON)
    label = np.where(alone, len(crowd.names) + np.arange(crowd.answers.size), crowd.voter)
    keys, cluster = np.unique(crowd.unit * (len(crowd.names) + crowd.answers.size + 1) + label, return_inverse=True)
    unit = keys // (len(crowd.names) + crowd.answers.size + 1)
    size = np.bincount(unit, minlength=len(crowd.units))
    return Pool(crowd, ballot, cluster.astype(np.int64), (np.cumsum(size) - size)[unit], size[unit])


def _draw(pool: Pool, seed: int, group: int, replicates: range) -> Floats:
    """How often each answer (answers, replicates) is in each sample: as often as its cluster was drawn from those of its unit."""
    counts = np.empty((len(pool.first), len(replicates)))
    for place, replicate in enumerate(replicates):
        chance = np.random.Generator(np.random.Philox(key=[seed, group], counter=[0, 0, 0, replicate])).random(len(pool.first))
        counts[:, place] = np.bincount(pool.first + (chance * pool.size).astype(np.int64), minlength=len(pool.first))
    return counts[pool.cluster]


def _value(
    survey: Survey, pools: Mapping[str, Pool], drawn: Mapping[str, Floats], formula: SurveyFormula, units: Sequence[str], *, fixed: bool
) -> Floats | None:
    """The value (units, replicates) of an indicator: groups weigh the same; a group that a sample leaves without votes keeps its own mean.

    None where a group that makes it up did not answer.
    """
    told = {key: mean_group(survey, pools[key].crowd, pools[key].ballot, formula) for key in formula.groups if key in pools}
    made_of = choose_groups(survey, formula, told, fixed=fixed) or formula.groups
    if not set(made_of) <= set(pools):
        return None
    means = [
        _place(pools[key].ballot, units, told[key], _average(pools[key].ballot, drawn[key], sum_items(survey, pools[key].crowd, formula)))
        for key in made_of
    ]
    return score_means(survey, np.mean(means, axis=0))


def _place(ballot: Ballot, units: Sequence[str], told: Mapping[str, GroupMean], found: Floats) -> Floats:
    """Means by ballot unit laid out for all units."""
    own = np.array([told[unit].mean if unit in told else np.nan for unit in ballot.units])
    spread = np.full((len(units), found.shape[1]), np.nan)
    spread[np.searchsorted(units, ballot.units)] = np.where(np.isnan(found), own[:, np.newaxis], found)
    return spread


def _average(ballot: Ballot, drawn: Floats, summed: Summed) -> Floats:
    """The means (units, replicates) of the ballot in each sample, as `join_cells` joins them; NaN where a sample holds no vote of a unit."""
    inside = summed.given[ballot.answer]
    answer, cell = ballot.answer[inside], ballot.cell[inside]
    cells = len(ballot.unit_of)
    count = _sum(cell, drawn[answer], cells)
    total = _sum(cell, drawn[answer] * (summed.amounts[answer] / summed.common)[:, np.newaxis], cells)
    rate = _rate(ballot, count, np.bincount(cell, minlength=cells))
    weight, sums = (_sum(ballot.unit_of, rate * figures, len(ballot.units)) for figures in (count, total))
    return np.asarray(np.divide(sums, weight, out=np.full(weight.shape, np.nan), where=weight > 0))


def _rate(ballot: Ballot, count: Floats, answers: Whole) -> Floats:
    """What each answer of a cell weighs in each sample: an organisation one vote, drawn however often; a member what it weighs by its answers."""
    if ballot.by_cell:
        return np.broadcast_to(1 / np.maximum(answers, 1)[:, np.newaxis], count.shape)
    known = (count > 0) & ~np.isnan(ballot.weight)[:, np.newaxis]
    weight = np.where(known, np.nan_to_num(ballot.weight)[:, np.newaxis], 0.0)
    told, heard = (_sum(ballot.unit_of, figures, len(ballot.units)) for figures in (weight, np.where(known, count, 0.0)))
    usual = np.divide(told, heard, out=np.ones(told.shape), where=told > 0)[ballot.unit_of]
    own = np.divide(weight, count, out=np.zeros(count.shape), where=count > 0)
    return np.where(known & (told[ballot.unit_of] > 0), own, usual)


def _sum(where: Whole, rows: Floats, size: int) -> Floats:
    """The sums of the rows that stand at the same place."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - read late: the command must start at once

    picked = csr_array((np.ones(len(where)), (where, np.arange(len(where)))), shape=(size, len(where)))
    return np.asarray(picked @ rows)
