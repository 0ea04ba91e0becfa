"""The method design: every admissible way, each normalisation by its own rule, weight sets that a round gives."""

import numpy as np
import pytest

from drawn_ground import FIGURES, GAP, LEAGUES, draw_doubt, draw_indicator, draw_panel, draw_round
from iecscore.robustness.ground import under
from iecscore.robustness.method_design import design_method, find_sets, normalise_field
from iecscore.robustness.running import score_scenarios
from iecscore.system.robustness import MethodDoubt

WAYS = MethodDoubt(
    normalisations=("goalposts", "min-max", "z-score"),
    methods=("topsis", "weighted-mean", "geometric-mean"),
    excluded=(("z-score", "topsis"), ("z-score", "geometric-mean")),
    weights=("neutral", "ahp", "entropy"),
)


def test_an_excluded_pair_is_never_among_the_ways():
    ground, _ = draw_round()
    ways, _ = design_method(ground, WAYS, 0, None)
    told = {(way.normalisation, way.method) for way in ways}
    assert len(ways) == len(told) == 7
    assert not told & set(WAYS.excluded)


def test_a_weight_set_that_cannot_be_had_is_left_out():
    ground, _ = draw_round()
    assert set(find_sets(ground, WAYS, None)) == {"neutral", "entropy"}
    assert set(find_sets(ground, WAYS, draw_panel(("x", 2), ("y", 3)))) == {"neutral", "ahp", "entropy"}


def test_the_weights_of_a_way_are_the_sets_and_nothing_else():
    ground, _ = draw_round()
    ways, names = design_method(ground, WAYS, 0, draw_panel(("x", 2)))
    assert names == ("neutral", "ahp", "entropy")
    sets = find_sets(ground, WAYS, draw_panel(("x", 2)))
    drawn = {tuple(row) for row in np.round(ways[0].plan.weights.draw(0, 256), 12).tolist()}
    assert drawn == {tuple(np.round(row, 12).tolist()) for row in sets.values()}


def test_goalposts_move_within_their_band_and_stay_without_one():
    ground, _ = draw_round()
    for band, moves in ((0.1, True), (0.0, False)):
        ways, _ = design_method(ground, WAYS.model_copy(update={"goalpost_band": band, "weights": ("neutral",)}), 0, None)
        way = next(way for way in ways if (way.normalisation, way.method) == ("goalposts", "weighted-mean"))
        scores, _ = score_scenarios(way.plan, 0, 256)
        plain = 100 * ground.scores.values @ ground.overall
        assert bool(np.abs(scores - plain).max() > 1) is moves
        assert np.abs(scores - plain).max() < 100 * 0.1 / 0.8 + 1e-6


def test_costs_are_turned_round_and_intervals_count_by_their_score():
    changed = {"A2": draw_indicator(100, 0), "B1": draw_indicator() | draw_ideal()}
    del changed["B1"]["goalposts"]
    ground, _ = draw_round(changed=changed)
    found = normalise_field(ground, "min-max")
    assert found[:, 1].argmax() == np.argmin([row[1] for row in FIGURES.values()])
    assert found[:, 3].argmax() == ground.scores.values[:, 3].argmax()


def draw_ideal():
    return {"direction": "interval", "trapezoid": {"limits": [0, 100], "ideal": [60, 70]}}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("min-max", [1, 2 / 3, 1 / 3, 0, np.nan]), ("percentile", [1, 2 / 3, 1 / 3, 0, np.nan]), ("z-score", np.array([3, 1, -1, -3, np.nan]) / 5**0.5)],
)
def test_a_league_is_normalised_by_its_own_values(name, expected):
    figures = {f"U{number}": (figure,) * 6 for number, figure in enumerate((80, 60, 40, 20, GAP))} | {"V": (55,) * 6}
    ground, _ = draw_round(figures, leagues={"V": ("two",)})
    found = normalise_field(ground, name)
    np.testing.assert_allclose(found[:5, 0], expected, atol=1e-12)
    assert found[5, 0] == (0.0 if name == "z-score" else 0.5)


@pytest.mark.parametrize("method", ["topsis", "weighted-mean", "geometric-mean", "gra", "vikor", "promethee", "topsis-vector"])
def test_a_way_without_anything_varied_is_the_evaluation_by_that_method(method):
    ground, evaluation = draw_round(leagues=LEAGUES, method=method)
    doubt = MethodDoubt(goalpost_band=0.0, normalisations=("goalposts",), methods=(method,), weights=("neutral",))
    (way,), _ = design_method(under(ground, "weighted-mean"), doubt, 0, None)
    np.testing.assert_allclose(score_scenarios(way.plan, 0, 1)[0][0], [row.score for row in evaluation.ranking], atol=1e-9)


def test_what_is_declared_by_default_can_be_counted():
    ground, _ = draw_round()
    ways, _ = design_method(ground, draw_doubt().method, 0, None)
    assert [(way.normalisation, way.method) for way in ways] == [
        (scale, method) for scale in ("goalposts", "percentile") for method in ("topsis", "weighted-mean")
    ]
