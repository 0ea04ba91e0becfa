"""Values in, evaluation out: the chain as one piece, and its identity."""

import json
from dataclasses import replace

import numpy as np
import pytest

from iecscore.pipeline import rank_values, seal
from iecscore.problems import Misuse
from iecscore.records import evaluation_from_json, evaluation_to_json
from iecscore.values import IndicatorValue, Options, Status, Unit
from iecscore.weights import Comparison, Judgements
from scoring.drawn_system import draw_indicator, draw_system

TREE = {"P": {"P1": ["a", "b"], "P2": ["c"]}, "Q": {"Q1": ["d"]}}
INDICATORS = {"a": draw_indicator(0, 50), "b": draw_indicator(100, 0), "c": draw_indicator(core=False), "d": draw_indicator(0, 10)}
UNITS = tuple(Unit(code, "site", f"Name of {code}", "a", ("one",)) for code in ("U1", "U2", "U3"))
OPTIONS = Options("site", "2025", method="weighted-mean")
PANEL = Judgements((Comparison("E1", "site", "ROOT", "P", "Q", 3.0), Comparison("E1", "site", "P", "P1", "P2", 1 / 3)))


def values(**rows):
    """Values of a, b, c, d by unit; None is missing."""
    return tuple(
        IndicatorValue(unit, code, figure, Status.MISSING if figure is None else Status.VALUE, "not_submitted" if figure is None else "")
        for unit, figures in rows.items()
        for code, figure in zip("abcd", figures, strict=True)
    )


VALUES = values(U1=(25, 20, 40, 9), U2=(50, None, 90, 2), U3=(None, 60, 70, 5))


def sealed(system=None, options=OPTIONS, judgements=None, inputs=(("x.xlsx", "d1"), ("a.xlsx", "d2")), version="1"):
    return seal(system or draw_system(TREE, INDICATORS, coverage=0.5), options, UNITS, VALUES, judgements, inputs, version)


def test_an_evaluation_by_hand():
    # U1: a 25/50 = .5, b (100-20)/100 = .8, c .4, d .9; weights 1/8 1/8 1/4 1/2
    # U2: b missing: a takes 1/4; .25*1 + .25*.9 + .5*.2; lowest case: b counts 0 -> .125*1
    # U3: a missing: .25*.4 + .25*.7 + .5*.5; lowest: .125*.4
    rows = sealed().ranking
    assert [row.score for row in rows] == pytest.approx([6.25 + 10 + 10 + 45, 25 + 22.5 + 10, 10 + 17.5 + 25])
    assert [row.lowest_score for row in rows] == pytest.approx([71.25, 12.5 + 22.5 + 10, 5 + 17.5 + 25])
    assert [(row.rank, row.lowest_rank, row.tier) for row in rows] == [(1, 1, "high"), (2, 3, "low"), (3, 3, "low")]
    assert [row.missing for row in rows] == [(), ("b",), ("a",)]


def test_the_core_set_leaves_the_rest_out_and_says_so():
    evaluation = sealed(options=replace(OPTIONS, indicator_set="core"))
    assert evaluation.scores.indicators == ("a", "b", "d")
    assert evaluation.ranking[0].score == pytest.approx(100 * (0.25 * 0.5 + 0.25 * 0.8 + 0.5 * 0.9))
    assert [(told.code, told.words) for told in evaluation.notes] == [("weights.criteria_empty", {"criteria": "P2"})]


def test_missing_as_zero_is_one_option_away():
    rows = sealed(options=replace(OPTIONS, missing="zero")).ranking
    assert [row.score for row in rows] == pytest.approx([71.25, 45, 47.5])
    assert [row.lowest_score for row in rows] == [row.score for row in rows]


def test_missing_as_zero_hides_no_gap():
    regular, zero = sealed(), sealed(options=replace(OPTIONS, missing="zero"))
    for before, after in zip(regular.ranking, zero.ranking, strict=True):
        assert (after.missing, after.coverage) == (before.missing, before.coverage)
    assert {item.node: item.coverage for item in zero.nodes if item.unit == "U2"}["P1"] == 0.5
    assert [zero.scores.of("U2", "b"), regular.scores.of("U2", "a")] == [0, 1]
    assert [step.name for step in zero.scores.steps] == ["build", "goalposts", "owed gaps score 0"]
    held = next(item for item in zero.contributions if (item.unit, item.indicator) == ("U2", "b"))
    assert (held.score, held.weight) == (0, 0.125)


def test_the_policy_for_gaps_does_not_move_weights_from_the_data():
    options = replace(OPTIONS, weights="critic", force=True)
    assert sealed(options=options).weights == sealed(options=replace(options, missing="zero")).weights


def test_a_panel_weighs_the_tree():
    evaluation = sealed(options=replace(OPTIONS, weights="ahp"), judgements=PANEL)
    assert evaluation.weights.overall("c") == pytest.approx(3 / 4 * 3 / 4)
    assert evaluation.weights.overall("d") == pytest.approx(1 / 4)
    assert [told.words["parents_en"] for told in evaluation.notes] == ["P1"]


def test_the_matrix_tells_its_steps():
    assert [step.name for step in sealed().scores.steps] == ["build", "goalposts"]


def test_equal_inputs_give_an_equal_evaluation_whatever_their_order():
    assert evaluation_to_json(sealed()) == evaluation_to_json(sealed(inputs=(("a.xlsx", "d2"), ("x.xlsx", "d1"))))


def test_whatever_an_evaluation_depends_on_changes_its_id():
    changed = [
        sealed(),
        sealed(system=draw_system(TREE, INDICATORS, coverage=0.4)),
        sealed(options=replace(OPTIONS, method="topsis")),
        sealed(options=replace(OPTIONS, seed=1)),
        sealed(judgements=PANEL),
        sealed(judgements=Judgements(PANEL.comparisons[:1])),
        sealed(inputs=(("x.xlsx", "d1"), ("a.xlsx", "other"))),
        sealed(version="2"),
    ]
    assert len({evaluation.id for evaluation in changed}) == len(changed)
    assert all(len(evaluation.id) == 64 for evaluation in changed)


@pytest.mark.parametrize("method", ["topsis", "weighted-mean", "geometric-mean", "gra", "topsis-vector", "vikor", "promethee"])
def test_an_evaluation_survives_json_without_loss(method):
    evaluation = sealed(options=replace(OPTIONS, method=method, weights="ahp"), judgements=PANEL)
    text = json.dumps(evaluation_to_json(evaluation), allow_nan=False)
    back = evaluation_from_json(json.loads(text))
    assert np.array_equal(back.scores.values, evaluation.scores.values, equal_nan=True)
    assert replace(back, scores=evaluation.scores) == evaluation
    assert (back.scores.steps, back.scores.units) == (evaluation.scores.steps, evaluation.scores.units)


def test_unknown_options_are_refused_all_at_once_whether_they_are_used_or_not():
    asked = {"level": "city", "method": "x", "indicator_set": "x", "missing": "x", "combine": "x", "random_index": "x", "round": "spring"}
    with pytest.raises(Misuse) as refused:
        rank_values(draw_system(TREE, INDICATORS), replace(OPTIONS, **asked), UNITS, VALUES)
    told = [(problem.code, problem.words.get("option")) for problem in refused.value.problems]
    assert told == [*(("rank.unknown_choice", option) for option in asked if option != "round"), ("rank.not_a_year", None)]


def test_a_round_without_units_is_refused():
    with pytest.raises(Misuse, match=r"rank\.no_units"):
        rank_values(draw_system(TREE, INDICATORS), OPTIONS, (), ())


def test_thousands_of_units_are_ranked_at_once():
    many = [Unit(f"U{number}", "site", "", "a", ("one",)) for number in range(3000)]
    draws = np.random.default_rng(1).uniform(0, 10, (3000, 4))
    told = [
        IndicatorValue(unit.code, code, float(draws[row, column]), Status.VALUE)
        for row, unit in enumerate(many)
        for column, code in enumerate("abcd")
    ]
    ranked = rank_values(draw_system(TREE, INDICATORS), replace(OPTIONS, method="topsis"), many, told)
    assert sorted(row.rank for row in ranked.card.ranking) == list(range(1, 3001))
