"""The checks of an index's structure as documents: odd input, and what they refuse, by name."""

import pytest

from analysis.attitudes import ATTITUDES
from iecscore.methods import compute, say_fault
from iecscore.problems import Misuse

LINE = [[1, 2], [2, 4.1], [3, 5.9]]


def notes(result):
    return " | ".join(result.get("notes", []))


@pytest.mark.parametrize(
    ("method", "document", "words"),
    [
        ("correlation-structure", {"matrix": LINE[:2]}, "matrix has 2 units, and at least 3"),
        ("correlation-structure", {"matrix": [[1], [2], [3]]}, "matrix[0] has 1 indicators, and at least 2"),
        ("correlation-structure", {"matrix": LINE, "groups": ["T"]}, "groups has 1 entries"),
        ("correlation-structure", {"matrix": LINE, "types": [1, 0]}, "types[1] is neither 1"),
        ("cronbach-alpha", {"matrix": [[1, 5], [2, 5], [3, 5]]}, "matrix[0] has 1 indicators that vary, and at least 2"),
        ("cronbach-alpha", {"matrix": [[1, None], [2, 5], [3, 6]]}, "matrix has 2 units"),
        ("omega", {"matrix": LINE}, "matrix[0] has 2 indicators that vary, and at least 3"),
        ("omega", {"matrix": [[1, 2, 4], [2, 1, 3], [3, 5, 1]]}, "matrix has 3 usable rows for 3 indicators"),
        ("pca", {"matrix": [[1, 2], [2, -1e200], [3, 5]]}, "matrix[1][1] is not 0, nor between 1e-100 and 1e+100 in size"),
        ("pca", {"matrix": [[1], [2], [3]]}, "matrix[0] has 1 indicators that vary"),
        ("effective-weights", {"matrix": LINE, "weights": [1]}, "weights has 1 entries"),
        ("effective-weights", {"matrix": LINE[:1], "weights": [1, 1]}, "matrix has 1 units"),
        ("leave-one-out", {"matrix": [[1], [2]], "weights": [1]}, "matrix[0] has 1 criteria, and at least 2"),
        ("leave-one-out", {"matrix": LINE, "weights": [-1, 2]}, "weights[0] is below 0"),
    ],
)
def test_what_cannot_be_computed_is_refused_by_name(method, document, words):
    with pytest.raises(Misuse) as caught:
        compute(method, document)
    assert words in say_fault(caught.value)


def test_correlations_are_summed_up_by_criterion_and_flagged():
    matrix = [[1, 2.1, 9, 5], [2, 3.9, 8, 4], [3, 6.2, 7.5, 9], [4, 7.9, 5, 6]]
    result = compute("correlation-structure", {"matrix": matrix, "groups": ["T", "T", "X", "X"]})
    assert [(flag["i"], flag["j"], flag["kind"], flag["within"]) for flag in result["flags"]][:2] == [
        (0, 1, "collinear", True),
        (0, 2, "negative", False),
    ]
    assert result["within"]["T"] == result["correlations"][0][1]
    assert result["across"][0]["mean"] == pytest.approx(sum(result["correlations"][i][j] for i in (0, 1) for j in (2, 3)) / 4)


def test_costs_turned_round_contradict_no_more():
    document = {"matrix": [[1, 9], [2, 7], [3, 8], [4, 5]]}
    assert [flag["kind"] for flag in compute("correlation-structure", document)["flags"]] == ["negative"]
    assert compute("correlation-structure", document | {"types": [1, -1]})["flags"] == []


def test_correlations_that_do_not_exist_are_told():
    result = compute(
        "correlation-structure", {"matrix": [[1, 2, None, 5], [2, 3, 4, 5], [3, 1, None, 5], [4, 2, 6, 5]], "groups": ["T", "T", "X", "E"]}
    )
    assert result["correlations"][3] == [None] * 4
    assert result["correlations"][0][2] == pytest.approx(1)
    assert "indicator 3 does not vary" in notes(result)
    assert "within: X, E: there is no pair" in notes(result)


def test_indicators_no_unit_shares_have_no_correlation():
    result = compute("correlation-structure", {"matrix": [[1, None], [2, None], [None, 1], [None, 2]]})
    assert result["correlations"][0][1] is None
    assert "too few units have both" in notes(result)


def test_spearman_looks_at_ranks_alone():
    document = {"matrix": [[1, 1], [2, 10], [3, 1000]], "coefficient": "spearman"}
    assert compute("correlation-structure", document)["correlations"][0][1] == pytest.approx(1)


def test_alpha_of_a_survey_is_that_of_psych_and_constant_items_are_left_out():
    result = compute("cronbach-alpha", {"matrix": [[*row, 3] for row in ATTITUDES]})
    assert (result["alpha"], result["alpha_standardised"]) == pytest.approx((0.843, 0.839), abs=5e-4)
    assert (result["item_rest"][7], result["alpha_if_dropped"][7], result["units"]) == (None, None, 30)
    assert "indicator 7 does not vary and was left out" in notes(result)


def test_a_reversed_item_makes_alpha_negative_until_it_is_turned():
    matrix = [[1, 5], [2, 4], [4, 2.5], [5, 1]]
    bent = compute("cronbach-alpha", {"matrix": matrix})
    assert bent["alpha"] < 0
    assert "some item runs against the others" in notes(bent)
    assert bent["alpha_if_dropped"] == [None, None]
    assert compute("cronbach-alpha", {"matrix": matrix, "types": [1, -1]})["alpha"] > 0.9


def test_items_that_cancel_out_have_no_alpha():
    result = compute("cronbach-alpha", {"matrix": [[1, 3], [2, 2], [3, 1]]})
    assert result["alpha"] is None
    assert "alpha: the sum of the items does not vary" in notes(result)


def test_gaps_are_left_out_row_by_row_or_pair_by_pair():
    matrix = [[1, 2, None], [2, 3, 2], [4, 4, 3], [5, 5, 5], [2, None, 2]]
    rows, pairs = (compute("cronbach-alpha", {"matrix": matrix, "missing": way}) for way in ("listwise", "pairwise"))
    assert (rows["units"], pairs["units"]) == (3, 5)
    assert "2 units have gaps and were left out" in notes(rows)
    assert rows["alpha"] != pairs["alpha"]


def test_items_nobody_answers_together_have_no_alpha():
    result = compute("cronbach-alpha", {"matrix": [[1, None], [2, None], [None, 1], [None, 3]], "missing": "pairwise"})
    assert result["alpha"] is None
    assert "too few units have both of two items" in notes(result)


def test_omega_of_a_survey_stands_above_its_alpha():
    likely, least = (compute("omega", {"matrix": ATTITUDES, "estimator": way}) for way in ("ml", "minres"))
    alpha = compute("cronbach-alpha", {"matrix": ATTITUDES})["alpha"]
    assert min(likely["omega"], least["omega"]) > alpha
    assert abs(likely["omega"] - least["omega"]) < 0.01


def test_omega_tells_of_a_doubtful_fit_and_of_a_reversed_item():
    matrix = [[5, 1, 1, 1], [4, 2, 2, 3], [2, 4, 4, 2], [1, 5, 5, 4], [3, 3, 3.5, 3], [2, 3, 4, 5]]
    result = compute("omega", {"matrix": matrix, "estimator": "minres"})
    assert "indicator 0 runs against the others" in notes(result)
    assert "Heywood" in notes(result)


def test_minres_needs_no_inverse():
    matrix = [[1, 2, 4], [2, 1, 3], [3, 5, 1]]
    assert compute("omega", {"matrix": matrix, "estimator": "minres"})["omega"] is not None


def test_components_of_as_many_indicators_as_units_have_no_adequacy():
    result = compute("pca", {"matrix": [[1, 2, 5], [2, 1, 4], [3, 5, 1]]})
    assert (result["kmo"], result["bartlett"]["p"]) == (None, None)
    assert "kmo: an indicator is a sum of others" in notes(result)
    assert result["cumulative"][-1] == pytest.approx(1)


def test_indicators_with_nothing_in_common_have_no_kmo():
    result = compute("pca", {"matrix": [[0, 0], [0, 1], [1, 0], [1, 1]], "basis": "covariance"})
    assert (result["kmo"], result["bartlett"]["chi2"]) == (None, pytest.approx(0))
    assert "no two indicators are correlated" in notes(result)
    assert result["eigenvalues"] == pytest.approx([1 / 3, 1 / 3])


def test_a_constant_indicator_has_no_loadings():
    result = compute("pca", {"matrix": [[1, 5, 2], [2, 5, 3], [4, 5, 1]]})
    assert (result["loadings"][1], result["kmo_each"][1]) == ([None, None], None)


def test_effective_weights_of_raw_columns_depend_on_their_units_unless_scaled():
    document = {"matrix": [[1000, 0.1], [2000, 0.9], [1500, 0.4]], "weights": [0.5, 0.5]}
    scaled, raw = compute("effective-weights", document), compute("effective-weights", document | {"normalisation": "none"})
    assert raw["variance_share"][0] == pytest.approx(1, abs=2e-3)
    assert scaled["variance_share"] == pytest.approx([0.5, 0.5], abs=0.02)


def test_effective_weights_say_what_is_undefined():
    flat = compute("effective-weights", {"matrix": [[1, 5], [1, 5]], "weights": [1, 1]})
    assert flat["variance_share"] == [None, None]
    assert "variance_share: the composite is the same for all" in notes(flat)
    half = compute("effective-weights", {"matrix": [[1, 5], [2, 5]], "weights": [1, 0], "types": [-1, 1]})
    assert (half["correlation"], half["ratio"]) == ([pytest.approx(1), None], [pytest.approx(1), None])
    assert "ratio: criterion 1 has no weight" in notes(half)
    assert "a criterion that is the same for all has none" in notes(half)


def test_leaving_out_an_indicator_moves_those_it_carried():
    result = compute("leave-one-out", {"matrix": [[10, 1], [6, 4], [1, 9]], "weights": [0.6, 0.4]})
    assert result["rankings"] == [[3, 2, 1], [1, 2, 3]]
    assert result["largest_shift"] == [max(map(abs, row)) for row in result["shifts"]]
    assert result["mean_shift"] == pytest.approx([sum(map(abs, row)) / 3 for row in result["shifts"]])


def test_leaving_out_the_only_weight_leaves_nothing():
    result = compute("leave-one-out", {"matrix": [[1, 2], [3, 4]], "weights": [1, 0], "types": [1, -1]})
    assert (result["rankings"][0], result["correlation"][0]) == ([None, None], None)
    assert "rankings: without criterion 0 nothing has a weight" in notes(result)


def test_units_that_are_all_alike_share_the_first_rank():
    result = compute("leave-one-out", {"matrix": [[1, 2], [1, 2]], "weights": [1, 1]})
    assert (result["ranking"], result["shifts"]) == ([1, 1], [[0, 0], [0, 0]])
    assert "correlation: all units share one rank" in notes(result)
