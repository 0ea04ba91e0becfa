"""A whole assessment: equal for any number of threads, on until settled, sensible for the smallest rounds, and what drives the doubt."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest

from composite.test_drawn_index import draw as draw_index
from composite.test_drawn_index import rows_of
from composite.test_drawn_index import run as run_index
from drawn_ground import FIGURES, GAP, LEAGUES, draw_doubt, draw_panel, draw_round, survey_indicator
from iecscore.robustness import assessing
from iecscore.robustness.assessing import Inputs, assess
from iecscore.robustness.data_design import Sampled
from iecscore.robustness.drivers import find_drivers
from iecscore.robustness.ground import name_scorer, stand_on
from iecscore.robustness.units_of_chain import gather_cast
from iecscore.system.robustness import Robustness
from iecscore.weights import AHP

GAPPED = {**FIGURES, "U2": (GAP, 75, 65, 80, 60, 65)}


def doubt(ground, evaluation, inputs=None, *, threads=1, brief=False, progress=None):
    with ThreadPoolExecutor(threads) as executor:
        return assess(ground, evaluation, inputs or Inputs(), 0, executor, progress, brief=brief)


def test_one_thread_and_two_find_the_same():
    made = draw_round(GAPPED, leagues=LEAGUES, doubt=draw_doubt(draws=1024))
    one, two = (doubt(*made, threads=threads) for threads in (1, 2))
    assert one.assessment == two.assessment
    assert one.kept.scores.tobytes() == two.kept.scores.tobytes()


def test_everything_is_told_of_a_round():
    panel = draw_panel(("x", 3), ("y", 0.5))
    survey = Sampled(tuple(FIGURES), ("C1",), np.random.default_rng(1).uniform(30, 70, (8, 5, 1)))
    made = draw_round(GAPPED, weights=AHP, judgements=panel, changed={"C1": survey_indicator("R")})
    seen = []
    found = doubt(*made, Inputs(panel, survey, others={"R": survey}), progress=lambda *counted: seen.append(counted)).assessment
    assert (found.draws, found.judges, found.replicates, found.parts) == (300, 2, 8, ("respondents", "figures", "gaps", "experts"))
    assert seen[-1] == (found.draws + found.method_draws,) * 2
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    for unit in found.units:
        assert unit.low <= unit.median <= unit.high
        assert sum(share for _, share in unit.tiers) == pytest.approx(1)
        assert unit.set_best <= unit.rank <= unit.set_worst
    assert sum(unit.first for unit in found.units) >= 1 - 1e-12
    assert len(found.pairs) == 10
    assert sum(pair.neighbours for pair in found.pairs) == 4
    assert {driver.group for driver in found.drivers} == {"respondents", "figures", "gaps", "weights", "method"}
    assert {item.kind for item in found.left_out} == {"indicator", "criterion", "dimension", "expert", "group"}
    assert all(way.agreement is not None for way in found.ways)


def test_central_weights_are_those_of_the_scenarios_in_which_a_unit_is_first():
    made = draw_round({"U1": (60, 60, 60, 60, 60, 40), "U2": (40, 40, 40, 40, 40, 60)}, doubt=draw_doubt(draws=512, figures=False))
    first, second = doubt(*made, brief=True).assessment.units
    (leaf, central, own), *others = first.central
    assert (leaf, own) == ("C1", pytest.approx(0.5))
    assert central < own < {item[0]: item[1] for item in second.central}["C1"]
    assert len(others) == 2


def test_a_unit_never_first_has_no_central_weights():
    found = doubt(*draw_round(), brief=True).assessment
    assert {unit.unit: unit.first for unit in found.units}["U4"] == 0
    assert {unit.unit: unit.central for unit in found.units}["U4"] == ()


def test_it_goes_on_until_no_interval_moves_or_enough_is_enough(monkeypatch):
    made = draw_round(doubt=draw_doubt(draws=300))
    assert doubt(*made, Inputs(most=2048), brief=True).assessment.draws == 512
    monkeypatch.setattr(assessing, "judge_settled", lambda *_: SimpleNamespace(settled=False, restless=()))
    found = doubt(*made, Inputs(most=2048), brief=True).assessment
    assert (found.draws, found.settled) == (2048, False)


def test_progress_counts_towards_as_many_scenarios_as_are_known_to_come(monkeypatch):
    made, seen = draw_round(doubt=draw_doubt(draws=512)), []
    monkeypatch.setattr(assessing, "judge_settled", lambda *_: SimpleNamespace(settled=False, restless=()))
    found = doubt(*made, Inputs(most=2048), progress=lambda *counted: seen.append(counted)).assessment
    assert [total for _, total in seen if total] == sorted(total for _, total in seen)
    assert sorted({total for _, total in seen}) == [512 + 256, 1024 + 256, 2048 + 256]
    assert seen[-1] == (2048 + 256, 2048 + 256)
    assert found.method_draws == 256


def test_where_single_scenarios_are_too_many_they_are_not_kept(monkeypatch):
    monkeypatch.setattr(assessing, "KEPT_CELLS", 100)
    found = doubt(*draw_round(), brief=True)
    assert found.kept is None
    assert {unit.set_best for unit in found.assessment.units} == {None}


@pytest.mark.parametrize("method", ["topsis", "weighted-mean", "vikor", "promethee", "topsis-vector"])
@pytest.mark.parametrize("figures", [{"U1": (50,) * 6}, {"U1": (50,) * 6, "U2": (50,) * 6, "U3": (50,) * 6}])
def test_one_unit_alone_and_units_all_alike_can_be_assessed(figures, method):
    ground, evaluation = draw_round(figures, method=method, doubt=draw_doubt(figures=False))
    found = doubt(ground, evaluation).assessment
    assert [unit.rank for unit in found.units] == [row.rank for row in evaluation.ranking]
    assert all(unit.rank == unit.low == unit.high == unit.median for unit in found.units)
    assert all(pair.ahead == 0.5 for pair in found.pairs)


@pytest.mark.parametrize("method", ["topsis", "vikor"])
def test_units_without_any_figure_are_ranked_in_no_scenario(method):
    found = doubt(*draw_round({"U1": (GAP,) * 6, "U2": (GAP,) * 6}, method=method)).assessment
    assert all((unit.rank, unit.median, unit.low, unit.high, unit.first, unit.mean) == (None, None, None, None, 0, None) for unit in found.units)
    assert found.pairs == found.swaps == found.levers == ()


def test_nothing_varied_has_no_drivers():
    quiet = Robustness(data={"respondents": False, "figures": False, "gaps": False, "experts": False}, method={"methods": ("weighted-mean",)})
    ground, _ = draw_round(doubt=quiet)
    assert find_drivers(ground, quiet, 0, None, None) == ()


def test_of_many_units_only_the_mean_shift_is_explained():
    figures = {f"U{number}": row for number, row in enumerate(np.random.default_rng(2).uniform(20, 80, (201, 6)).round(2).tolist())}
    ground, _ = draw_round(figures, method="weighted-mean")
    found = find_drivers(ground, ground.system.robustness, 0, None, None)
    assert {driver.output for driver in found} == {"shift"}
    assert all(driver.first <= driver.total + 0.1 for driver in found)


CHAIN = (
    {"impute": {"method": "group-mean", "groups": "side"}},
    {"screen": {"available": 0.5}},
    {"normalise": {"method": "min-max", "ends": [0, 100]}},
    {"aggregate": {"method": "arithmetic"}},
)
TOWNS = {
    "a": ("north", 49, 4, 30),
    "b": ("north", None, 8, 20),
    "f": ("north", 51, 6, 26),
    "c": ("south", 0, 2, 10),
    "d": ("south", 100, 7, 40),
    "e": ("east", None, None, None),
}


@pytest.fixture
def index(tmp_path):
    system = draw_index(tmp_path / "drawn", CHAIN)
    system = system.model_copy(update={"robustness": draw_doubt(draws=256, figure_error=0.0)})
    evaluation = run_index(system, rows=rows_of(TOWNS))
    return stand_on(system, evaluation), evaluation


def test_a_level_with_a_chain_runs_it_anew_and_moves_what_it_imputed(index):
    ground, evaluation = index
    found = doubt(ground, evaluation, Inputs(parts=("figures",)), brief=True).assessment
    spread = {unit.unit: unit.spread for unit in found.units}
    assert ground.chained
    assert ground.indexed
    assert spread["b"] > 0.1
    assert spread["c"] == pytest.approx(0, abs=1e-9)
    own = {row.unit: row.score for row in evaluation.ranking}
    assert all(unit.mean == pytest.approx(own[unit.unit], abs=2) for unit in found.units if unit.rank)


def test_an_index_is_assessed_in_full(index):
    found = doubt(*index).assessment
    assert {driver.group for driver in found.drivers} == {"figures", "weights"}
    assert {item.kind for item in found.left_out} == {"indicator", "criterion", "dimension", "unit"}
    assert {item.test for item in found.reversals} == {"drop", "clone", "dominated"}
    assert all(0 <= item.turned <= item.compared for item in found.reversals)
    assert [(swap.first, swap.second) for swap in found.swaps] == [(pair.first, pair.second) for pair in found.pairs if pair.neighbours]
    assert {(swap.value_of, swap.cell) for swap in found.swaps} == {("", None)}
    assert {unit.confidence is None for unit in found.units if unit.central} == {False}
    assert {way.normalisation for way in found.ways} == {"goalposts"}
    assert [unit.unit for unit in found.units if unit.rank is None] == ["e"]


def test_a_chain_without_imputation_errors_is_run_once(tmp_path):
    system = draw_index(tmp_path / "drawn", CHAIN[1:])
    system = system.model_copy(update={"robustness": draw_doubt(draws=256, figure_error=0.05)})
    rows = {code: row for code, row in TOWNS.items() if None not in row}
    evaluation = run_index(system, rows=rows_of(rows), method="weighted-mean")
    ground = stand_on(system, evaluation)
    assert name_scorer(ground) is None
    found = doubt(ground, evaluation, Inputs(parts=("figures",)), brief=True).assessment
    assert {unit.unit: unit.spread for unit in found.units}["f"] > 0


def test_a_chain_without_a_unit_is_the_index_of_a_round_without_it(tmp_path):
    system = draw_index(tmp_path / "drawn", CHAIN)
    evaluation = run_index(system, rows=rows_of(TOWNS))
    ground = stand_on(system, evaluation)
    cast = gather_cast(ground, np.arange(6))
    codes = [unit.code for unit in ground.units]
    for place, code in enumerate(codes):
        others = [other for other in codes if other != code]
        again = run_index(system, rows=rows_of({other: TOWNS[other] for other in others}))
        told = {row.unit: row.score for row in again.ranking}
        found = cast.score(np.delete(cast.rows, place, axis=0), ground.overall)
        assert [None if np.isnan(score) else pytest.approx(score) for score in found.tolist()] == [told[other] for other in others]


def test_a_chain_takes_a_copy_of_a_unit_and_one_worse_in_every_figure(tmp_path):
    system = draw_index(tmp_path / "drawn", CHAIN)
    ground = stand_on(system, run_index(system, rows=rows_of(TOWNS)))
    cast = gather_cast(ground, np.array([0, 2, 3, 4]))
    twice = cast.score(np.vstack([cast.rows, cast.rows[:1]]), ground.overall)
    assert twice[-1] == pytest.approx(twice[0])
    assert len(cast.beside) == 2
    assert cast.weaker[0, 1:] == pytest.approx([49 - 0.05 * 100, 4 + 0.05 * 5, 30 - 0.05 * 30])
    weaker = cast.score(np.vstack([cast.rows, cast.weaker[:1]]), ground.overall)
    assert weaker[-1] < weaker[0]


def test_where_a_chain_cannot_do_without_a_unit_nothing_is_compared(tmp_path):
    chain = (*CHAIN[1:2], {"normalise": {"method": "distance-to-reference", "reference": "d"}}, CHAIN[3])
    system = draw_index(tmp_path / "drawn", chain)
    rows = {code: row for code, row in TOWNS.items() if None not in row}
    ground = stand_on(system, run_index(system, rows=rows_of(rows)))
    cast = gather_cast(ground, np.arange(4))
    codes = [unit.code for unit in ground.units]
    assert np.isnan(cast.score(np.delete(cast.rows, codes.index("d"), axis=0), ground.overall)).all()
    assert np.isfinite(cast.score(np.delete(cast.rows, codes.index("c"), axis=0), ground.overall)).all()


def test_the_doubt_about_a_score_is_shared_among_the_parts_of_the_tree():
    """Weighted mean, independent errors of 2 % of each figure: the variance of a dimension is that of its figures times their weights squared."""
    ground, evaluation = draw_round(doubt=draw_doubt(rounding=False))
    found = {item.unit: dict(item.shares) for item in doubt(ground, evaluation).assessment.parts_of_tree}
    for row, unit in enumerate(ground.units):
        spread = (ground.overall * 0.02 * ground.raw.values[row]) ** 2
        assert found[unit.code]["D"] == pytest.approx(spread[:5].sum() / spread.sum(), abs=0.06)
        assert sum(found[unit.code].values()) == pytest.approx(1)


@pytest.mark.parametrize(("tree", "expected"), [({"D": {"A": ["A1", "A2"], "B": ["B1"]}}, ["A", "B"]), ({"D": {"A": ["A1", "A2", "B1"]}}, [])])
def test_one_dimension_is_told_by_its_criteria_and_one_part_alone_by_none(tree, expected):
    ground, evaluation = draw_round({"U1": (60, 50, 40), "U2": (50, 60, 45), "U3": (45, 40, 52)}, tree=tree)
    found = doubt(ground, evaluation).assessment.parts_of_tree
    assert [node for item in found[:1] for node, _ in item.shares] == expected


def test_a_part_that_alone_varies_brings_all_the_doubt():
    fixed = {leaf: survey_indicator("R") for leaf in ("A1", "A2", "A3", "B1", "B2")}
    ground, evaluation = draw_round(changed=fixed)
    assert {dict(item.shares)["E"] for item in doubt(ground, evaluation).assessment.parts_of_tree} == {1.0}


def test_the_compromise_is_found_within_each_league():
    found = doubt(*draw_round(leagues=LEAGUES)).assessment
    told = {unit.unit: rank for unit, rank in zip(found.units, found.compromise, strict=True)}
    assert (told["U5"], told["U4"]) == (1, 2)
    assert sorted(told[code] for code in ("U1", "U2", "U3")) == [1, 2, 3]
