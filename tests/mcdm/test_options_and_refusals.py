"""Options say what they do; what a method cannot take is refused with its key and place, in a sentence."""

import time

import numpy as np
import pytest
from pymcdm.methods import PROMETHEE_II

from iecscore.methods import compute, say_fault
from iecscore.problems import Misuse
from iecscore.scoring import mcdm

THREE = {"matrix": [[3, 8, 4], [9, 2, 7], [5, 5, 5]], "weights": [0.5, 0.3, 0.2], "types": [-1, 1, 1]}
TWO = {"matrix": [[1, 4], [3, 2]], "weights": [0.5, 0.5], "types": [1, 1]}


def refusal(method, **document):
    with pytest.raises(Misuse) as fault:
        compute(method, document)
    return f"{fault.value}".removeprefix("compute.")


def test_topsis_in_metric_form_takes_the_weights_unsquared():
    columns = {"matrix": [[1, 0], [0, 1]], "weights": [0.8, 0.2], "types": [1, 1], "normalisation": "none"}
    assert compute("topsis", columns)["scores"] == pytest.approx([0.8, 0.2])
    assert compute("topsis", columns | {"weighting": "metric"})["scores"] == pytest.approx([2 / 3, 1 / 3])


def test_topsis_on_bounds_is_the_closeness_of_goalpost_scores():
    document = TWO | {"normalisation": "bounds", "bounds": [[0, 4], [0, 4]], "weighting": "metric"}
    assert compute("topsis", document)["scores"] == pytest.approx([np.sqrt(17) / (np.sqrt(17) + 3), np.sqrt(13) / (np.sqrt(13) + np.sqrt(5))])


def test_topsis_without_a_normalisation_takes_costs_as_they_are():
    turned = {"matrix": [[-3, 8], [-9, 2], [-5, 5]], "weights": [0.6, 0.4], "types": [1, 1], "normalisation": "none"}
    given = turned | {"matrix": [[3, 8], [9, 2], [5, 5]], "types": [-1, 1]}
    assert compute("topsis", given)["scores"] == compute("topsis", turned)["scores"]


def test_a_weighted_product_without_a_normalisation_has_negative_exponents_for_costs():
    assert compute("wpm", TWO | {"types": [1, -1], "normalisation": "none"})["scores"] == pytest.approx([0.5, np.sqrt(1.5)])


def test_waspas_is_the_sum_at_one_and_the_product_at_none():
    assert compute("waspas", THREE | {"lambda": 1})["scores"] == compute("wsm", THREE)["scores"]
    assert compute("waspas", THREE | {"lambda": 0})["scores"] == compute("wpm", THREE)["scores"]


def test_weights_of_a_weighted_mean_are_scaled_and_that_is_said():
    heavy = THREE | {"weights": [5, 3, 2]}
    for method in ("promethee-ii", "gra", "mairca", "spotis"):
        assert compute(method, heavy)["scores"] == pytest.approx(compute(method, THREE)["scores"])
        assert "weights sum to 10 and were scaled to a sum of 1" in compute(method, heavy)["notes"]
    assert compute("wsm", heavy)["scores"] == pytest.approx([10 * score for score in compute("wsm", THREE)["scores"]])


def test_a_preference_may_be_named_for_each_criterion_with_null_where_no_threshold_is_needed():
    document = THREE | {"preference": ["usual", "vshape", "gaussian"], "p": [None, 4, None], "s": 2}
    result = compute("promethee-ii", document)
    single = [
        compute("promethee-ii", {"matrix": [[row[k]] for row in THREE["matrix"]], "weights": [1], "types": [THREE["types"][k]]} | more)
        for k, more in enumerate(({}, {"preference": "vshape", "p": 4}, {"preference": "gaussian", "s": 2}))
    ]
    assert result["scores"] == pytest.approx(np.dot(THREE["weights"], [each["scores"] for each in single]))
    assert result["options"] == {"preference": ["usual", "vshape", "gaussian"], "q": None, "p": [None, 4.0, None], "s": 2.0}


def test_a_linear_preference_whose_thresholds_meet_is_a_step():
    step = compute("promethee-ii", THREE | {"preference": "linear", "q": 2, "p": 2})
    assert step["scores"] == compute("promethee-ii", THREE | {"preference": "ushape", "q": 2})["scores"]


def test_a_difference_that_equals_a_threshold_up_to_rounding_is_not_beyond_it():
    tenths = {"matrix": [[0.8], [0.7]], "weights": [1], "types": [1], "preference": "ushape", "q": 0.1}
    assert tenths["matrix"][0][0] - tenths["matrix"][1][0] > 0.1
    assert compute("promethee-ii", tenths)["scores"] == [0, 0]


def test_vikor_of_one_alternative_puts_it_forward():
    result = compute("vikor", {"matrix": [[3, 8]], "weights": [0.5, 0.5], "types": [1, -1]})
    assert (result["scores"], result["compromise_set"]) == ([0], [0])
    assert (result["acceptable_advantage"], result["acceptable_stability"]) == (True, True)


def test_a_grey_grade_of_series_takes_weights_and_says_that_nothing_was_scaled():
    document = {"reference": [1, 1], "series": [[1, 0], [0, 1]], "weights": [3, 1], "rho": 1}
    result = compute("gra", document)
    assert result["scores"] == pytest.approx([0.875, 0.625])
    assert result["options"] == {"normalisation": "none", "rho": 1.0}
    assert result["notes"] == ["weights sum to 4 and were scaled to a sum of 1"]


def test_spotis_and_rim_take_their_bounds_from_the_alternatives_and_show_them():
    still = THREE | {"matrix": [[3, 8, 4], [9, 8, 7], [5, 8, 5]]}
    spotis, rim = compute("spotis", still), compute("rim", still)
    assert spotis["options"] == {"bounds": [[3, 9], None, [4, 7]], "esp": [3, None, 7]}
    assert rim["options"] == {"bounds": [[3, 9], None, [4, 7]], "reference_ideal": [[3, 3], None, [7, 7]]}
    assert (
        spotis["notes"]
        == rim["notes"]
        == [
            "criteria 1: the same for all alternatives, left out",
            "bounds: taken from the alternatives at hand, so ranks can change when one is added",
        ]
    )


def test_rim_needs_no_types_where_the_ideal_is_given():
    document = {"matrix": [[1], [4]], "weights": [1], "bounds": [[0, 5]], "reference_ideal": [[2, 3]]}
    assert compute("rim", document)["scores"] == pytest.approx([0.5, 0.5])
    assert refusal("rim", matrix=[[1]], weights=[1]) == "missing_key types"


def test_mairca_spreads_its_gaps_by_preference():
    even, uneven = compute("mairca", THREE), compute("mairca", THREE | {"preferences": [2, 1, 1]})
    assert uneven["scores"] == pytest.approx(np.multiply(even["scores"], [1.5, 0.75, 0.75]))


def test_copras_gives_the_limit_where_costs_are_zero():
    document = {"matrix": [[2, 0], [2, 0], [2, 4]], "weights": [0.5, 0.5], "types": [1, -1]}
    nearly = document | {"matrix": [[2, 1e-9], [2, 1e-9], [2, 4]]}
    assert compute("copras", document)["scores"] == pytest.approx(compute("copras", nearly)["scores"], abs=1e-6)


@pytest.mark.parametrize(
    ("method", "more", "said"),
    [
        ("topsis", {"bounds": [[0, 9], [0, 9], [0, 9]]}, "bounds_unused bounds"),
        ("topsis", {"normalisation": "bounds"}, "missing_key bounds"),
        ("topsis", {"normalisation": "bounds", "bounds": [[0, 9], [0, 7], [0, 9]]}, "outside_bounds matrix[0][1]"),
        ("topsis", {"normalisation": "bounds", "bounds": [[0, 9], [0, 9]]}, "length bounds"),
        ("topsis", {"weights": [1, 1]}, "length weights"),
        ("topsis", {"types": [1, 1]}, "length types"),
        ("topsis", {"weighting": "cubed"}, "not_one_of weighting"),
        ("vikor", {"v": 1.5}, "out_of_range v"),
        ("waspas", {"lambda": -0.1}, "out_of_range lambda"),
        ("promethee-ii", {"preference": "steep"}, "not_one_of preference"),
        ("promethee-ii", {"preference": ["usual", "steep", "usual"]}, "not_one_of preference[1]"),
        ("promethee-ii", {"preference": ["usual"]}, "length preference"),
        ("promethee-ii", {"preference": "ushape"}, "threshold_missing q"),
        ("promethee-ii", {"preference": "vshape", "p": [1, None, 1]}, "threshold_missing p[1]"),
        ("promethee-ii", {"preference": "vshape", "p": 0}, "threshold_low p"),
        ("promethee-ii", {"preference": "ushape", "q": [1, 1, -1]}, "threshold_low q[2]"),
        ("promethee-ii", {"preference": "gaussian", "s": "2"}, "not_a_number s"),
        ("promethee-ii", {"preference": "linear", "q": 3, "p": [4, 2, 4]}, "threshold_order q"),
        ("promethee-ii", {"preference": "linear", "q": [1, 1], "p": 2}, "length q"),
        ("gra", {"rho": 0}, "out_of_range rho"),
        ("gra", {"series": [[1, 2, 3]]}, "missing_key reference"),
        ("gra", {"reference": [1, 2, 3], "series": [[1, 2, 3]]}, "two_forms matrix"),
        ("aras", {"esp": [1, 1]}, "length esp"),
        ("aras", {"esp": [1, 0, 1]}, "not_above_zero esp[1]"),
        ("codas", {"tau": -1}, "out_of_range tau"),
        ("mairca", {"preferences": [1, 1]}, "ragged preferences"),
        ("mairca", {"preferences": [0, 0, 0]}, "no_weight preferences"),
        ("mairca", {"preferences": [2, -1, 0]}, "no_weight preferences"),
        ("spotis", {"esp": [1, 5, 5]}, "out_of_range esp[0]"),
        ("spotis", {"esp": [1, 5]}, "length esp"),
        ("spotis", {"bounds": [[0, 9], [9, 0], [0, 9]]}, "bounds_order bounds[1]"),
        ("rim", {"reference_ideal": [[3, 3], [8, 5], [4, 4]]}, "bounds_order reference_ideal[1]"),
        ("rim", {"reference_ideal": [[3, 3], [8, 9], [4, 4]]}, "out_of_range reference_ideal[1]"),
        ("rim", {"reference_ideal": [[3], [8], [4]]}, "ragged reference_ideal"),
        ("vikor", {"matrix": [[3, 8, 4], [9, -1e200, 7]]}, "odd_size matrix[1][1]"),
        ("edas", {"matrix": [[3, 8, -4], [9, 2, -7]]}, "mean_not_above_zero matrix[*][2]"),
    ],
)
def test_what_a_method_cannot_take_is_refused_by_its_place(method, more, said):
    assert refusal(method, **(THREE | more)) == said


def test_series_are_as_long_as_the_reference():
    assert refusal("gra", reference=[1, 2], series=[[1, 2, 3]]) == "ragged series[0]"
    assert refusal("gra", matrix=[[1, 2]], weights=[1, 1]) == "missing_key types"


def test_a_refusal_reads_as_a_sentence_with_key_and_place():
    with pytest.raises(Misuse) as fault:
        compute("wsm", {"matrix": [[1, 0], [2, 3]], "weights": [1, 1], "types": [1, -1]})
    assert say_fault(fault.value).startswith("matrix[0][1] is 0 in a cost criterion, and linear divides by it.")
    assert say_fault(fault.value, "zh").startswith("matrix[0][1] 是成本型指标且为 0")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (([1, 2], [1, 1], [1, 1]), "not_a_list matrix"),
        (([[]], [], []), "not_a_list matrix"),
        (([[1, np.inf]], [1, 1], [1, 1]), "not_a_number matrix[0][1]"),
        (([[1, 2]], [1, -1], [1, 1]), "negative_weight weights[1]"),
        (([[1, 2]], [1, np.nan], [1, 1]), "negative_weight weights[1]"),
        (([[1, 2]], [1, 1], [1, 0]), "not_a_type types[1]"),
        (([[1, 2]], [1, np.inf], [1, 1]), "no_weight weights"),
    ],
)
def test_the_functions_check_arrays_as_the_documents_are_checked(arguments, said):
    with pytest.raises(Misuse) as fault:
        mcdm.score_wsm(*arguments)
    assert f"{fault.value}" == f"compute.{said}"


@pytest.mark.parametrize(
    ("score", "options", "said"),
    [
        (mcdm.score_wsm, {"normalisation": "best"}, "not_one_of normalisation"),
        (mcdm.score_gra, {"normalisation": "vector"}, "not_one_of normalisation"),
        (mcdm.score_topsis, {"weighting": "cubed"}, "not_one_of weighting"),
        (mcdm.score_gra, {"rho": 0}, "out_of_range rho"),
        (mcdm.score_codas, {"tau": -1}, "below_zero tau"),
        (mcdm.score_codas, {"tau": np.nan}, "below_zero tau"),
        (mcdm.score_cocoso, {"lambda_": 2}, "out_of_range lambda"),
        (mcdm.score_spotis, {"bounds": [[0, 9], [9, 0], [0, 9]]}, "bounds_order bounds[1]"),
        (mcdm.score_spotis, {"bounds": [0, 1]}, "ragged bounds"),
        (mcdm.score_spotis, {"bounds": 1}, "ragged bounds"),
    ],
)
def test_the_functions_check_their_options(score, options, said):
    with pytest.raises(Misuse) as fault:
        score(THREE["matrix"], THREE["weights"], THREE["types"], **options)
    assert f"{fault.value}" == f"compute.{said}"


def test_scores_whose_terms_cancel_tie_at_the_size_of_the_terms():
    assert mcdm.rank_alternatives(np.array([1e-17, -1e-17, 0.5])).tolist() == [2, 2, 1]
    assert mcdm.rank_alternatives(np.array([2e-17, 1e-17])).tolist() == [1, 2]
    assert mcdm.rank_alternatives(np.array([1e-17, -1e-17]), scale=1).tolist() == [1, 1]
    assert mcdm.rank_alternatives(np.array([3.0, 1.0, 1.0]), higher_is_better=False).tolist() == [3, 1, 1]


def test_flows_by_sorting_are_at_least_thirty_times_as_fast_as_pair_by_pair():
    generator = np.random.default_rng(1)
    table = generator.uniform(size=(2000, 40)), np.full(40, 1 / 40), np.ones(40)

    def spend(method, *arguments, **options):
        start = time.process_time()
        found = method(*arguments, **options)
        return time.process_time() - start, found

    slow, theirs = spend(PROMETHEE_II("usual"), *table, validation=False)
    fast, ours = min((spend(mcdm.score_promethee, *table) for _ in range(3)), key=lambda timed: timed[0])
    assert ours.scores == pytest.approx(theirs, abs=1e-12)
    assert slow > 30 * fast


def test_a_number_too_large_for_its_square_is_refused_by_its_cell():
    with pytest.raises(Misuse) as refused:
        mcdm.score_topsis([[1, 2], [3, -1e151]], [0.5, 0.5], [1, 1])
    assert str(refused.value) == "compute.out_of_range matrix[1][1]"
