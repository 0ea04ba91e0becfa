"""The stages as methods: what a document gets back, what it is refused for, and what was done by policy."""

import json
from pathlib import Path

import numpy as np
import pytest

from iecscore.matrix.stages import AGGREGATION_RULES, IMPUTATION_RULES, ROUND_RULES, SCALING_RULES, TRANSFORMS
from iecscore.methods import compute, read_page, say_fault
from iecscore.methods.stage_entries import ENTRIES
from iecscore.problems import Misuse

PAGES = Path(__file__).parents[2] / "src" / "iecscore" / "methods"
TYPES = [1, -1]
MATRIX = [[1, 9], [2, 7], [4, 8], [8, 1]]
GAPPED = [[1, 9], [2, None], [None, 8], [8, 1]]
WEIGHTS = [0.5, 0.5]


def refusal(name, document):
    with pytest.raises(Misuse) as caught:
        compute(name, document)
    return say_fault(caught.value)


def notes(name, document):
    return compute(name, document).get("notes", [])


def holds_no_nan(result):
    json.dumps(result, allow_nan=False)
    return True


@pytest.mark.parametrize("method", ENTRIES, ids=lambda method: method.name)
def test_the_example_of_each_page_runs_and_gives_what_the_method_promises(method):
    result = compute(method.name, read_page(method.name).example)
    assert set(method.results) <= set(result)
    assert holds_no_nan(result)


@pytest.mark.parametrize("method", ENTRIES, ids=lambda method: method.name)
def test_every_source_of_a_page_is_in_the_bibliography(method):
    known = (PAGES / "references.bib").read_text(encoding="utf-8")
    assert all(f"{{{key},\n" in known for key in read_page(method.name).references)


@pytest.mark.parametrize("rule", SCALING_RULES)
def test_every_rule_of_normalising_runs_on_gaps(rule):
    needed = {"goalposts": [[0, 10]], "targets": [10, 0], "reference": 0}
    result = compute("normalise", {"matrix": GAPPED, "types": TYPES, "method": rule} | needed)
    assert holds_no_nan(result)
    assert result["values"][1][1] is None
    assert "values: a gap stays null" in result["notes"]


def test_the_options_in_force_are_told_with_their_defaults_worked_out():
    options = compute("normalise", {"matrix": MATRIX, "types": TYPES, "method": "goalposts", "goalposts": [[0, 10]]})["options"]
    assert (options["ends"], options["clip"], options["ties"]) == ([0, 100], True, "min")
    assert compute("aggregate", {"matrix": MATRIX, "weights": WEIGHTS, "method": "mazziotta-pareto"})["options"]["deviation"] == "population"
    assert compute("aggregate", {"matrix": MATRIX, "weights": WEIGHTS, "method": "distance-to-best"})["options"]["deviation"] == "sample"


def test_posts_of_a_result_are_goalposts_of_the_next_round():
    first = compute("normalise", {"matrix": MATRIX, "types": TYPES})
    posts = [sorted(pair) for pair in first["posts"]]
    again = compute("normalise", {"matrix": MATRIX, "types": TYPES, "method": "goalposts", "goalposts": posts})
    assert again["values"] == first["values"]
    assert compute("normalise", {"matrix": MATRIX, "types": TYPES, "method": "rank"})["posts"] is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"types": [1]}, "types has 1 entries"),
        ({"method": "scaled"}, "goalposts is missing"),
        ({"method": "distance-to-target"}, "targets is missing"),
        ({"method": "distance-to-reference"}, "reference is missing"),
        ({"method": "distance-to-reference", "reference": 4}, "reference lies outside 0 to 3"),
        ({"method": "goalposts", "goalposts": [[0, 1], [0, 1], [0, 1]]}, "goalposts has 3 entries"),
        ({"ends": [5, 1]}, "ends runs from 5.0 to 1.0"),
        ({"ends": [1, 2, 3]}, "ends has 3 entries"),
        ({"method": "z-score", "ends": [100, 0]}, "ends[1] is not above 0"),
        ({"reference": -1}, "reference is below 0"),
        ({"method": "cubic"}, "method is “cubic”"),
        ({"targets": [1]}, "targets has 1 entries"),
    ],
)
def test_a_document_to_normalise_is_refused_by_key_and_place(more, said):
    assert refusal("normalise", {"matrix": MATRIX, "types": TYPES} | more).startswith(said)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"matrix": [[1, 5], [1, 6]]}, "values: indicator 0 does not vary and scores the middle"),
        ({"matrix": [[1, 5], [1, 6]], "method": "z-score"}, "values: indicator 0 does not vary and scores the mean wanted"),
        ({"matrix": [[1, 5], [None, 6]], "method": "percentile-rank"}, "values: indicator 0 has one value only and scores the middle"),
        ({"matrix": [[-1, 5], [-2, 6]], "method": "fraction-of-maximum"}, "values: indicator 0 has no score: the maximum"),
        (
            {"matrix": [[1, 5], [2, 6]], "method": "distance-to-target", "targets": [0, 0]},
            "values: indicator 0 has no score: the target is the worst",
        ),
        ({"matrix": [[1, 5], [2, 6]], "method": "distance-to-reference", "reference": 0}, "values: indicator 0 has no score: the reference unit"),
    ],
)
def test_what_normalising_did_by_policy_is_said(document, said):
    assert any(sentence.startswith(said) for sentence in notes("normalise", {"types": TYPES} | document))


def test_treated_cells_and_indicators_are_told():
    column = [[x] for x in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100]]
    result = compute("treat", {"matrix": column})
    assert result["treated"] == [{"unit": 11, "indicator": 0, "before": 100, "after": 30, "treatment": "winsorised-high"}]
    assert result["indicators"][0]["treatment"] == "winsorised"
    forced = compute("treat", {"matrix": column, "forced": ["transform"], "second": "box-cox"})
    assert "exponent" in forced["indicators"][0]
    assert "exponent" not in result["indicators"][0]
    assert compute("treat", {"matrix": column, "forced": ["none"]})["values"] == column


@pytest.mark.parametrize("rule", [*TRANSFORMS, "none"])
def test_every_second_treatment_runs_on_gaps_and_on_columns_that_do_not_vary(rule):
    matrix = [[1, 5, None], [2, 5, None], [3, 5, None], [50, 5, None], [None, 5, None]]
    assert holds_no_nan(compute("treat", {"matrix": matrix, "second": rule, "forced": ["transform"] * 3}))


def test_what_treating_did_by_policy_is_said():
    said = notes("treat", {"matrix": [[1, 5], [2, 5], [3, None], [900, 5]], "second": "none", "most": 0, "skewness": 0.1, "kurtosis": -5})
    assert "indicator 0 fails the test after treatment too" in said
    assert any("1 has fewer than four values or does not vary" in sentence for sentence in said)
    assert "values: a gap stays null" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"forced": ["winsorise"]}, "forced has 1 entries"),
        ({"forced": ["twice", "none"]}, "forced[0] is “twice”"),
        ({"most": -1}, "most is below 0"),
        ({"most": 2.5}, "most is not a whole number"),
        ({"skewness": 0}, "skewness is not above 0"),
    ],
)
def test_a_document_to_treat_is_refused_by_key_and_place(more, said):
    assert refusal("treat", {"matrix": MATRIX} | more).startswith(said)


@pytest.mark.parametrize("rule", IMPUTATION_RULES)
def test_every_rule_of_imputing_runs(rule):
    result = compute("impute", {"matrix": GAPPED, "method": rule, "groups": ["a", "a", "b", "b"], "types": TYPES})
    assert holds_no_nan(result)
    assert result["errors"][0] == [0, 0]


def test_gaps_that_stay_and_errors_nobody_knows_are_said(monkeypatch):
    said = notes("impute", {"matrix": [[1, None], [None, None]], "method": "mean"})
    assert "values: 2 of 3 gaps could not be filled and stay null" in said
    assert any(sentence.startswith("errors: null where") for sentence in said)
    assert notes("impute", {"matrix": [[1, 2], [2, 4]], "method": "mean"}) == []
    monkeypatch.setattr("iecscore.matrix.stages.regressing.PASSES", 1)
    chasing = [[1, 10, 3], [2, 18, 5], [3, None, 9], [4, 43, None], [None, 50, 11], [7, 60, 20]]
    assert any("had not settled" in sentence for sentence in notes("impute", {"matrix": chasing, "method": "regression"}))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"method": "group-mean"}, "groups is missing"),
        ({"groups": ["a"]}, "groups has 1 entries, and there are 4 units"),
        ({"groups": ["a", 2, "b", "b"]}, "groups[1] is not a text"),
        ({"blocks": ["a"]}, "blocks has 1 entries"),
        ({"predictors": -1}, "predictors is below 0"),
    ],
)
def test_a_document_to_impute_is_refused_by_key_and_place(more, said):
    assert refusal("impute", {"matrix": GAPPED} | more).startswith(said)


@pytest.mark.parametrize("rule", ROUND_RULES)
def test_every_rule_of_imputing_from_rounds_runs(rule):
    result = compute("impute-rounds", {"rounds": [MATRIX, GAPPED, MATRIX], "method": rule})
    assert holds_no_nan(result)
    assert len(result["imputed"]) == 2
    assert compute("impute-rounds", {"rounds": [GAPPED]})["notes"][0] == "values: 2 of 2 gaps could not be filled and stay null"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"rounds": [MATRIX, MATRIX[:3]]}, "rounds[1] has 3 entries, and 4 are wanted"),
        ({"rounds": [MATRIX, [row[:1] for row in MATRIX]]}, "rounds[1][0] has 1 entries, and 2 are wanted"),
        ({"rounds": [MATRIX], "times": [1, 2]}, "times has 2 entries, and 1 are wanted"),
        ({"rounds": [MATRIX, MATRIX], "times": [2, 2]}, "times[1] is not greater"),
        ({"rounds": []}, "rounds is empty"),
    ],
)
def test_rounds_are_refused_by_key_and_place(document, said):
    assert refusal("impute-rounds", document).startswith(said)


@pytest.mark.parametrize("rule", AGGREGATION_RULES)
def test_every_rule_of_aggregating_runs_on_gaps_identical_rows_and_one_unit(rule):
    for matrix in (GAPPED, [[1, 2], [1, 2]], [[1, 2]], [[1], [2]], [[0, 0], [1, 2]]):
        result = compute("aggregate", {"matrix": matrix, "weights": WEIGHTS[: len(matrix[0])], "method": rule})
        assert holds_no_nan(result)
        assert None not in result["scores"]


def test_the_direction_of_scores_is_told_and_ranks_follow_it():
    far = compute("aggregate", {"matrix": [[3, 4], [0, 4], [3, 0]], "weights": WEIGHTS, "method": "distance-to-best"})
    assert (far["higher_is_better"], far["ranking"]) == (False, [1, 2, 3])
    poor = compute("aggregate", {"matrix": [[110, 100], [90, 95]], "weights": WEIGHTS, "method": "mazziotta-pareto", "penalty": "positive"})
    assert (poor["higher_is_better"], poor["ranking"]) == (False, [2, 1])
    assert compute("aggregate", {"matrix": MATRIX, "weights": WEIGHTS})["higher_is_better"]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"matrix": MATRIX, "weights": [2, 2]}, "weights are rescaled to a sum of 1"),
        ({"matrix": GAPPED, "weights": WEIGHTS}, "unit 1, 2 has gaps; its weights are rescaled over what is there"),
        ({"matrix": [[0, 1], [1, 1]], "weights": WEIGHTS, "method": "geometric"}, "unit 0 has a zero, which makes this mean 0"),
        ({"matrix": GAPPED, "weights": WEIGHTS, "least_share": 0.9}, "scores: unit 1, 2 has too little to be scored"),
        ({"matrix": GAPPED, "weights": WEIGHTS, "least_share": 0.9}, "ranking: a unit without a score has no rank"),
        ({"matrix": [[-3, 1], [1, 1]], "weights": WEIGHTS, "method": "mazziotta-pareto"}, "scores: unit 0 has a mean that is not above 0"),
        ({"matrix": [[1, 2], [1, 2]], "weights": WEIGHTS}, "all scores are equal"),
    ],
)
def test_what_aggregating_did_by_policy_is_said(document, said):
    assert any(sentence.startswith(said) for sentence in notes("aggregate", document))


def test_a_dozen_units_are_named_and_the_rest_counted():
    said = notes("aggregate", {"matrix": [[1, None]] * 15, "weights": WEIGHTS})
    assert any(sentence.startswith("unit 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more has gaps") for sentence in said)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"weights": [1]}, "weights has 1 entries"),
        ({"weights": [0, 0]}, "weights sum to 0"),
        ({"orders": [1]}, "orders has 1 entries"),
        ({"method": "geometric", "matrix": [[1, -2]]}, "matrix[0][1] is below 0"),
        ({"method": "power", "power": 2, "matrix": [[1, -2]]}, "matrix[0][1] is below 0"),
        ({"least_share": 2}, "least_share lies outside"),
    ],
)
def test_a_document_to_aggregate_is_refused_by_key_and_place(more, said):
    assert refusal("aggregate", {"matrix": MATRIX, "weights": WEIGHTS} | more).startswith(said)


def test_a_negative_value_without_weight_is_no_hindrance():
    assert compute("aggregate", {"matrix": [[4, -2]], "weights": [1, 0], "method": "geometric"})["scores"] == pytest.approx([4])


def test_units_are_screened_and_what_was_decided_by_name_is_said():
    matrix = [[1, 2], [None, None], [0, 0]]
    result = compute("screen", {"matrix": matrix, "by": "both", "include": [1]})
    assert (result["kept"], result["removed"]) == ([0, 1], [2])
    assert result["nonzero"] == [1, None, 0]
    assert "unit 1 stays in or out whatever it holds" in result["notes"]
    assert any(sentence.startswith("nonzero: unit 1 has no value at all") for sentence in result["notes"])
    assert compute("screen", {"matrix": matrix, "include": [1], "exclude": [0]})["kept"] == [1, 2]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"include": [0], "exclude": [0]}, "exclude[0] stands in include too"),
        ({"include": [9]}, "include[0] lies outside 0 to 3"),
        ({"exclude": [1, 4]}, "exclude[1] lies outside 0 to 3"),
        ({"weights": [1]}, "weights has 1 entries"),
    ],
)
def test_a_document_to_screen_is_refused_by_key_and_place(more, said):
    assert refusal("screen", {"matrix": MATRIX} | more).startswith(said)


def test_figures_that_lose_their_meaning_are_said():
    result = compute("denominate", {"matrix": [[4, 1], [6, None]], "denominators": [[2], [0]], "by": [0, None], "factors": [10, 1]})
    assert result["values"] == [[20, 1], [None, None]]
    assert result["notes"] == ["values: 1 became null, since the denominator is missing or not above 0", "values: a gap stays null"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"by": [0]}, "by has 1 entries"),
        ({"by": [1, None]}, "by[0] lies outside 0 to 0"),
        ({"denominators": [[1]]}, "denominators has 1 entries, and there are 4 units"),
        ({"factors": [1]}, "factors has 1 entries"),
    ],
)
def test_a_document_to_denominate_is_refused_by_key_and_place(more, said):
    document = {"matrix": MATRIX, "denominators": [[1], [2], [3], [4]], "by": [0, None]}
    assert refusal("denominate", document | more).startswith(said)


def test_units_get_the_benefit_of_the_doubt():
    result = compute("benefit-of-the-doubt", {"matrix": [[1, 0], [0.5, 0.5], [0, 0]], "bounds": [[0, 0.9], [0.1, 1]]})
    assert result["ranking"] == [2, 1, 2]
    assert compute("benefit-of-the-doubt", {"matrix": [[1, 0.5], [0.5, 1]], "bounds": [[0.5, 0.5]]})["shares"][0] == pytest.approx([0.5, 0.5])
    assert result["shares"][2] == [None, None]
    assert any(sentence.startswith("shares: unit 0, 2 scores 0") for sentence in result["notes"])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"bounds": [[0.6, 1]]}, "The shares of bounds sum to at least 1.2 and at most 2.0"),
        ({"bounds": [[0, 0.4]]}, "The shares of bounds sum to at least 0.0 and at most 0.8"),
        ({"bounds": [[0, 1.4]]}, "bounds[0][1] lies outside 0 to 1"),
        ({"bounds": [[0, 1], [0.7, 0.3]]}, "bounds[1] runs from 0.7 to 0.3"),
        ({"bounds": [[0, 0.5, 1]]}, "bounds[0] has 3 entries"),
        ({"bounds": [[0, 1]] * 3}, "bounds has 3 entries"),
        ({"matrix": [[1, -1]]}, "matrix[0][1] is below 0"),
    ],
)
def test_doubt_is_refused_by_key_and_place(more, said):
    assert refusal("benefit-of-the-doubt", {"matrix": MATRIX} | more).startswith(said)


def test_balanced_weights_say_how_near_they_come():
    matrix = np.random.default_rng(2).normal(size=(20, 3)).tolist()
    assert "notes" not in compute("balanced-weights", {"matrix": matrix, "targets": [1, 2, 1], "measure": "squared"})
    said = notes("balanced-weights", {"matrix": [[*row, sum(row), 4] for row in matrix]})
    assert "correlations: indicator 4 does not vary, has weight 0 and no correlation" in said
    clashing = [[6, 7, 2], [8, 7.5, 5], [5, 4, 6.5], [9, 8.5, 3], [6.5, 6, 7]]
    said = notes("balanced-weights", {"matrix": clashing})
    assert "no weights from 0 up balance exactly; these come nearest" in said
    assert any(sentence.startswith("indicator 0 has weight 0") for sentence in said)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"matrix": MATRIX[:2]}, "matrix has 2 rows, and at least 3 are needed"),
        ({"matrix": [[1, 2]] * 3}, "No criterion of matrix varies"),
        ({"targets": [1]}, "targets has 1 entries"),
        ({"targets": [1, 0]}, "targets[1] is not above 0"),
    ],
)
def test_balance_is_refused_by_key_and_place(more, said):
    assert refusal("balanced-weights", {"matrix": MATRIX} | more).startswith(said)


def test_a_rule_without_posts_says_that_it_has_none():
    found = compute("normalise", {"matrix": [[82, 12], [75, 20]], "types": [1, -1], "method": "rank"})
    assert found["posts"] is None
    assert "posts: null, since rank has none" in found["notes"]
