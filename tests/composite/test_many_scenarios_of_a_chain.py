"""A chain run for many scenarios at once gives each of them what it gives it alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from composite.index_files import tell_unit, write_index
from iecscore.matrix import lay_chain, run_chain
from iecscore.matrix.stages import TRANSFORMS
from iecscore.pipeline import evaluate
from iecscore.problems import Misuse
from iecscore.robustness.data_sources import measure_error
from iecscore.robustness.ground import lay_field, name_scorer, stand_on
from iecscore.robustness.points import Cells, Layout
from iecscore.robustness.rerunning import RerunChain
from iecscore.robustness.running import Plan, score_scenarios
from iecscore.robustness.weight_sources import FlatWeights
from iecscore.system import load_system
from iecscore.system.chain import Exceptions, Link
from iecscore.values import Matrix, Options

UNITS, LEAVES, SCENARIOS = 14, 6, 4
CODES = ("A1", "A2", "A3", "B1", "B2", "B3")
UP, DOWN = ({"goalposts": {"zero": zero, "full": 50 - zero}} for zero in (0, 50))
INDICATORS = {code: ("cost", None, DOWN) if code in {"A2", "B1"} else ("benefit", None, UP) for code in CODES}
TREE = {"D": {"A": ["A1", "A2", "A3"]}, "E": {"B": ["B1", "B2", "B3"]}}
IMPUTE, TREAT, SCALE = {"impute": {"method": "mean"}}, {"treat": {}}, {"normalise": {}}
IMPUTATIONS = (
    *({"method": method} for method in ("none", "mean", "median", "row-mean", "row-median", "nearest-neighbour")),
    {"method": "regression", "predictors": 2},
    *({"method": method, "groups": "side", "fallback": fallback} for method in ("group-mean", "group-median") for fallback in ("none", "overall")),
    {"method": "row-mean", "blocks": "criterion"},
)
SCALINGS = (
    *({"method": method} for method in ("min-max", "z-score", "goalposts", "scaled", "distance-to-maximum", "around-reference", "borda")),
    *({"method": "rank", "ties": ties} for ties in ("min", "average", "dense")),
    *({"method": "fraction-of-maximum", "fraction": fraction} for fraction in ("reflect", "complement", "ratio")),
    {"method": "percentile-rank"},
    {"method": "goalposts", "goalposts": [1, 30], "ends": [1, 10]},
    {"method": "distance-to-target", "target": 25},
    {"method": "distance-to-reference", "reference": "u3", "clip": True},
    {"method": "around-reference", "centre": 12},
)


def draw_rows():
    rng = np.random.default_rng(1)
    for place in range(UNITS):
        cells = {code.lower(): round(float(rng.lognormal(2, 1)), 3) if rng.random() < 0.9 else None for code in CODES}
        yield tell_unit(2025, f"u{place}", {"side": ("north", "south", "east")[place % 3], **cells})


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many") / "drawn"
    chain = [IMPUTE, TREAT, SCALE, {"aggregate": {}}]
    read = load_system(write_index(folder, units="town", groups=("side",), indicators=INDICATORS, tree=TREE, chain=chain))
    assert read.problems == ()
    return read.result


@pytest.fixture(scope="module")
def evaluation(system):
    return evaluate(system, Options("town", "2025"), tuple(draw_rows()), None, None, (), "1")


def draw_values(seed, gaps=0.15, scenarios=SCENARIOS):
    """Values (scenarios, units, leaves) with an outlier now and then, and the same gaps in all."""
    rng = np.random.default_rng(seed)
    values = rng.lognormal(2, 1, (scenarios, UNITS, LEAVES)) + 1e3 * (rng.random((scenarios, UNITS, LEAVES)) < 0.03)
    values[:, rng.random((UNITS, LEAVES)) < gaps] = np.nan
    return values


def chained_by(system, *links, **exceptions):
    level = system.levels["town"]
    told = {node: Exceptions.model_validate(exception) for node, exception in exceptions.items()}
    return level.model_copy(update={"chain": tuple(Link.model_validate(link) for link in links), "exceptions": told})


def check(system, evaluation, level, values):
    found = lay_chain(system, level, CODES, evaluation.units).run(values)
    for number, own in enumerate(values):
        matrix = Matrix(own, tuple(unit.code for unit in evaluation.units), CODES, ())
        alone = run_chain(system, level, matrix, evaluation.units, 2025)
        np.testing.assert_allclose(found.scores[number].T, alone.scores.values, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(found.positions[number].T, alone.positions.values, rtol=1e-12, atol=1e-12)
    return found


@pytest.mark.parametrize("told", IMPUTATIONS, ids=str)
def test_every_way_of_filling_gaps(system, evaluation, told):
    check(system, evaluation, chained_by(system, {"impute": told}, SCALE), draw_values(1))


@pytest.mark.parametrize("told", SCALINGS, ids=str)
def test_every_way_of_normalising(system, evaluation, told):
    for gaps in (0.0, 0.1):
        check(system, evaluation, chained_by(system, {"normalise": told}), draw_values(2, gaps))


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(IMPUTATIONS),
    st.sampled_from((*TRANSFORMS, "none")),
    st.sampled_from((None, 0.5)),
    st.tuples(st.sampled_from(("as-tested", "winsorise", "transform", "none")), st.booleans()),
    st.sampled_from(SCALINGS),
    st.integers(0, 10**6),
)
def test_chains_at_random(system, evaluation, imputation, second, exponent, how, scaling, seed):
    treat = {"second": second, "exponent": exponent, "forced": how[0], "combine": how[1], "skewness": 1.0, "kurtosis": 1.0}
    below = {"treat": {"most": 1}, "normalise": {"method": "rank"}}
    level = chained_by(system, {"impute": imputation}, {"treat": treat}, {"normalise": scaling}, A=below)
    check(system, evaluation, level, draw_values(seed))


def test_leaves_without_a_gap_are_left_alone_by_their_way_of_filling(system, evaluation):
    values = draw_values(8)
    values[:, :, 3:] = np.nan_to_num(values[:, :, 3:], nan=7.0)
    check(system, evaluation, chained_by(system, IMPUTE, SCALE, B={"impute": {"method": "median"}}), values)


def test_a_chain_without_normalising_is_scored_on_goalposts(system, evaluation):
    assert check(system, evaluation, chained_by(system, IMPUTE, TREAT), draw_values(3)).high.max() == 1


def test_units_screened_out_have_no_scores_and_move_nobody(system, evaluation):
    values = draw_values(4)
    values[:, 5, :4] = np.nan
    screen = {"screen": {"available": 0.5}}
    found = check(system, evaluation, chained_by(system, screen, IMPUTE, SCALE), values)
    assert np.isnan(found.scores[:, :, 5]).all()
    check(system, evaluation, chained_by(system, IMPUTE, screen, SCALE), values)
    with pytest.raises(Misuse, match=r"rank\.all_removed"):
        check(system, evaluation, chained_by(system, {"screen": {"available": 1.0}}, SCALE), np.full((2, UNITS, LEAVES), np.nan))


def test_scenarios_that_screen_out_other_units_are_run_alone(system, evaluation):
    values = draw_values(5, 0.0)
    for number in range(SCENARIOS):
        values[number, number, :5] = 0.0
    found = check(system, evaluation, chained_by(system, {"screen": {"by": "zeros", "nonzero": 0.5}}, SCALE), values)
    assert np.isnan(found.scores).all(axis=1).tolist() == np.eye(SCENARIOS, UNITS, dtype=bool).tolist()
    moved = lay_chain(system, chained_by(system, {"screen": {"by": "zeros", "nonzero": 0.5}}, SCALE), CODES, evaluation.units)
    np.testing.assert_array_equal(moved.run(values, np.ones(values.shape)).scores, found.scores)


def test_what_is_imputed_is_moved_by_its_error(system, evaluation):
    values, moves = draw_values(6), np.random.default_rng(7).standard_normal((SCENARIOS, UNITS, LEAVES))
    level = chained_by(system, IMPUTE, TREAT, SCALE)
    found = lay_chain(system, level, CODES, evaluation.units).run(values, moves)
    for own, move, scores in zip(values, moves, found.scores, strict=True):
        matrix, filled = Matrix(own, tuple(unit.code for unit in evaluation.units), CODES, ()), own.copy()
        for item in run_chain(system, level, matrix, evaluation.units, 2025).imputed:
            cell = matrix.units.index(item.unit), CODES.index(item.indicator)
            filled[cell] = item.value + (item.error or 0.0) * move[cell]
        alone = run_chain(system, level, replace(matrix, values=filled), evaluation.units, 2025)
        np.testing.assert_allclose(scores.T, alone.scores.values, rtol=1e-12, atol=1e-12)


def test_a_plan_of_re_runs_gives_each_scenario_what_a_run_of_its_own_gives(system, evaluation):
    ground = stand_on(system, evaluation)
    source = RerunChain(ground, np.nan_to_num(measure_error(ground.raw.values, 0.05)), Cells(1, "figures"))
    blocks = source.change(np.empty((16, LEAVES, UNITS)), 16, 32)
    assert np.array_equal(source.change(np.empty((32, LEAVES, UNITS)), 0, 32)[16:], blocks)
    weights = FlatWeights(Layout(2, (("weights", LEAVES),)).points("weights"))
    scores, drawn = score_scenarios(Plan(lay_field(ground), weights, (source,), scorer=name_scorer(ground)), 0, 32)
    alone = [name_scorer(ground)(np.ascontiguousarray(block.T), row) for block, row in zip(blocks, drawn[16:], strict=True)]
    np.testing.assert_allclose(scores[16:], alone, rtol=1e-12)
    assert np.ptp(scores, axis=0).min() > 0


def test_a_chain_that_looks_at_other_rounds_is_run_one_by_one(system, evaluation):
    level = chained_by(system, {"impute": {"method": "latest"}}, IMPUTE, SCALE)
    ground = stand_on(system.model_copy(update={"levels": {"town": level}}), evaluation)
    source = RerunChain(ground, np.zeros(ground.raw.values.shape), Cells(1, "figures"))
    blocks = source.change(np.empty((16, LEAVES, UNITS)), 0, 16)
    known = ~np.isnan(ground.raw.values.T).any(axis=1)
    assert known.any()
    assert np.ptp(blocks, axis=0)[known].max() < 1e-9
    assert np.ptp(blocks, axis=0)[~known].max() > 1e-3
