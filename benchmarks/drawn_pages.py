"""A workspace of any size for the benchmarks of pages: drawn values of every indicator, an evaluation published with its intervals, accounts."""

from itertools import pairwise
from pathlib import Path

import numpy as np

from iecscore.desk.publishing import publish_evaluation
from iecscore.desk.workspace import Workspace, init_workspace, operator
from iecscore.pipeline import seal
from iecscore.robustness.assessment import Assessment, PairDoubt, UnitDoubt
from iecscore.system import System
from iecscore.values import Evaluation, IndicatorValue, Options, RankRow, Status, Unit

LEVEL, ROUND = "community", "2025"
MISSING, SPAN = 0.03, 3


def draw_workspace(folder: Path, units: int) -> Workspace:
    """A workspace with one published evaluation of so many units."""
    workspace = init_workspace(folder, "iec", "en")
    evaluation = draw_evaluation(workspace.system, units)
    with workspace.store.acting(operator()) as repository:
        repository.save_evaluation(evaluation)
        repository.save_assessment(draw_assessment(evaluation), None)
    publish_evaluation(workspace, operator(), evaluation.id, "drawn")
    return workspace


def draw_evaluation(system: System, count: int) -> Evaluation:
    """Units in the leagues of the level, each indicator spread evenly over its own range, a few cells missing."""
    rng = np.random.default_rng(count)
    kinds = [tuple(system.dictionaries[name].codes) for name in _list_dictionaries(system)]
    units = [Unit(f"C{place:04}", LEVEL, f"Community {place:04}", "", tuple(codes[place % len(codes)] for codes in kinds)) for place in range(count)]
    codes = system.indicators_of(LEVEL)
    figures, gone = rng.uniform(size=(count, len(codes))), rng.uniform(size=(count, len(codes))) < MISSING
    spans = [(system.indicators[code].plausible_range.low, system.indicators[code].plausible_range.high) for code in codes]
    values = [
        IndicatorValue(unit.code, code, None, Status.MISSING, "not_submitted")
        if gone[row, place]
        else IndicatorValue(unit.code, code, spans[place][0] + float(figures[row, place]) * (spans[place][1] - spans[place][0]), Status.VALUE)
        for row, unit in enumerate(units)
        for place, code in enumerate(codes)
    ]
    return seal(system, Options(LEVEL, ROUND), units, values, None, [("drawn", str(count))], "bench")


def _list_dictionaries(system: System) -> list[str]:
    """The dictionary behind each place of the level's league."""
    told = (place.partition(".") for place in system.levels[LEVEL].league)
    return [str(system.tables[table].columns[column].dictionary) for table, _, column in told]


def draw_assessment(evaluation: Evaluation) -> Assessment:
    """Each rank a few places up and down, and every pair of neighbours."""
    ranked = sorted((row for row in evaluation.ranking if row.rank), key=lambda row: (row.league, row.rank or 0))
    pairs = tuple(PairDoubt(one.unit, other.unit, 0.7, 0.01) for one, other in pairwise(ranked) if one.league == other.league)
    units = tuple(_doubt(row) for row in evaluation.ranking)
    return Assessment(evaluation.id, 0, 1000, 0, ("respondents",), 0, 0, settled=True, restless=0, weight_sets=(), units=units, pairs=pairs)


def _doubt(row: RankRow) -> UnitDoubt:
    if not row.rank:
        return UnitDoubt(row.unit, row.league, *[None] * 10, 0.0, (), (), 0.0)
    low, high = max(1, row.rank - SPAN), row.rank + SPAN
    ends = (row.rank, row.rank, low, high, low, high, None, None)
    return UnitDoubt(row.unit, row.league, *ends, row.score, 2.0, 0.1, ((row.tier, 0.8),), ((10, 0.5),), 0.01)
