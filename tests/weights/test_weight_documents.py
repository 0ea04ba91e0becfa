"""Weights as documents: degenerate data, what is refused and where, what is noted; joined weights; the time CRITIC takes."""

import json
import time

import numpy as np
import pytest
from pymcdm.weights import critic_weights

from iecscore.methods import compute, read_page, say_fault
from iecscore.methods.weight_entries import ENTRIES
from iecscore.problems import Misuse
from iecscore.weights import objective
from iecscore.weights.joining import join_weights

DATA = [method.name for method in ENTRIES if method.name != "combine-weights"]
TYPES = [1, -1, 1]
PLAIN = [[1, 2, 9], [2, 5, 3], [4, 3, 5]]
ALL_ALIKE = "no criterion varies, so that all weigh the same"
NOTHING_EARNED = "no criterion earns any weight from these values, so that all that vary weigh the same"


def refusal(name, **document):
    with pytest.raises(Misuse) as caught:
        compute(name, document)
    return say_fault(caught.value)


def weigh(name, matrix, **options):
    return compute(name, {"matrix": matrix, "types": [1] * len(matrix[0])} | options)


@pytest.mark.parametrize("method", ENTRIES, ids=lambda method: method.name)
def test_the_example_of_each_page_gives_what_the_method_promises(method):
    result = compute(method.name, read_page(method.name).example)
    assert set(method.results) <= set(result)
    assert sum(result["weights"]) == pytest.approx(1)
    json.dumps(result, allow_nan=False)


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("matrix", [[[1, 2, 3]], [[1, 2, 3]] * 3], ids=["one alternative", "identical rows"])
def test_where_nothing_varies_all_criteria_weigh_the_same_with_a_note(name, matrix):
    result = weigh(name, matrix)
    assert result["weights"] == pytest.approx([1 / 3] * 3)
    assert name == "equal" or result["notes"] == [ALL_ALIKE]


@pytest.mark.parametrize("name", DATA)
def test_one_criterion_takes_all_the_weight(name):
    assert weigh(name, [[1], [2], [4]])["weights"] == [1]


@pytest.mark.parametrize("size", [1e-90, 1e-30, 1e30, 1e90])
@pytest.mark.parametrize("name", DATA)
def test_figures_of_any_size_weigh_as_those_of_the_usual_size(name, size):
    matrix = [[1, 7, 9], [2, 3, 3], [4, 6, 5]]
    assert weigh(name, [[cell * size for cell in row] for row in matrix])["weights"] == pytest.approx(weigh(name, matrix)["weights"])


@pytest.mark.parametrize("name", [name for name in DATA if name != "equal"])
def test_a_constant_criterion_weighs_nothing_and_is_named(name):
    result = weigh(name, [[1, 7, 9], [2, 7, 3], [4, 7, 5]])
    assert result["weights"][1] == 0
    assert "criterion 1: the same for all alternatives, so that it weighs 0" in result["notes"]


@pytest.mark.parametrize("name", ["entropy", "gini", "angle", "cilos", "idocriw"])
def test_amounts_below_zero_are_refused_at_their_place(name):
    assert refusal(name, matrix=[[1, 2], [3, -4]], types=[1, 1]).startswith(f"matrix[1][1] is -4.0, and {name} weights are defined for amounts")


@pytest.mark.parametrize("name", ["critic", "standard-deviation", "lopcow"])
def test_values_below_zero_are_welcome_where_only_differences_count(name):
    shifted = (np.array(PLAIN) - 20).tolist()
    assert weigh(name, shifted)["weights"] == pytest.approx(weigh(name, PLAIN)["weights"])


@pytest.mark.parametrize(("name", "types"), [("merec", [1, 1]), ("cilos", [1, -1]), ("idocriw", [1, -1])])
def test_zeros_are_refused_where_they_would_be_divided_by(name, types):
    assert refusal(name, matrix=[[1, 2], [3, 0]], types=types).startswith(f"matrix[1][1] is 0.0, and {name} weights divide by it")


@pytest.mark.parametrize("name", ["entropy", "gini", "angle", "cilos", "idocriw", "coefficient-of-variation"])
def test_zeros_among_benefits_are_taken(name):
    result = weigh(name, [[0, 2, 5], [3, 1, 4], [1, 5, 1]])
    assert sum(result["weights"]) == pytest.approx(1)
    assert ("0 ln 0 = 0" in " ".join(result.get("notes", []))) == (name == "entropy")


def test_a_shift_takes_the_place_of_the_policy_for_zeros():
    shifted = weigh("entropy", [[0, 2], [3, 1], [1, 5]], zero_shift=0.01)
    assert "notes" not in shifted
    assert shifted["options"] == {"zero_shift": 0.01, "directed": False}


def test_the_mean_must_not_be_zero_for_the_coefficient_of_variation_and_negative_values_are_noted():
    assert refusal("coefficient-of-variation", matrix=[[1, -2], [3, 2]]).startswith("The mean of matrix[*][1] is 0")
    result = weigh("coefficient-of-variation", [[1, -2], [3, -4]])
    assert result["weights"] == pytest.approx([0.6, 0.4])  # sd √2 over 2 and over 3
    assert result["notes"] == ["criterion 1: has values below 0, where a coefficient of variation says little"]


def test_criteria_that_say_the_same_earn_nothing_in_critic():
    result = weigh("critic", [[1, 10, 5], [2, 20, 5], [4, 40, 5]])
    assert (result["weights"], result["notes"][-1]) == ([0.5, 0.5, 0], NOTHING_EARNED)


def test_two_alternatives_tell_lopcow_nothing():
    # scaled to 0 and 1 the root mean square and the deviation are both √½, and the logarithm of their ratio is 0
    two = weigh("lopcow", [[1, 2], [3, 4]])
    assert (two["weights"], two["notes"]) == ([0.5, 0.5], [NOTHING_EARNED])


def test_a_criterion_that_earns_nothing_beside_others_is_named():
    # the best of the first criterion stands wherever another one is at its best: it loses nothing, and takes all the weight of CILOS
    result = weigh("cilos", [[9, 8, 1], [9, 1, 7], [3, 2, 2]])
    assert result["weights"] == pytest.approx([1, 0, 0])
    assert result["notes"][-1] == "criterion 1, 2: earns no weight beside the others"


def test_an_alternative_that_is_best_in_everything_leaves_losses_open():
    assert refusal("cilos", matrix=[[9, 8], [1, 2], [3, 1]], types=[1, 1]).startswith("CILOS finds more than one set of weights for matrix")


def test_a_shared_best_is_told_since_the_first_of_them_counts():
    notes = weigh("cilos", [[9, 1, 4], [9, 5, 2], [1, 8, 3]])["notes"]
    assert notes == ["criterion 0: several alternatives share the best value, the first of them counts"]


def test_directions_are_asked_for_only_where_they_count():
    assert refusal("critic", matrix=PLAIN).startswith("types is missing")
    assert refusal("entropy", matrix=PLAIN, directed=True).startswith("types is missing")
    assert refusal("merec", matrix=PLAIN).startswith("types is missing")
    assert weigh("critic", PLAIN, types=TYPES, directed=False) == compute("critic", {"matrix": PLAIN, "directed": False})
    assert weigh("gini", PLAIN, types=TYPES) == compute("gini", {"matrix": PLAIN})


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: objective.weigh_equally([1, 2]), "compute.not_a_list matrix"),
        (lambda: objective.weigh_by_entropy([[1, np.nan]]), "compute.not_a_number matrix[0][1]"),
        (lambda: objective.weigh_by_entropy([[1, 2]], zero_shift=-1), "compute.out_of_range zero_shift"),
        (lambda: objective.weigh_by_conflict([[1, 2]], [1]), "compute.length types"),
        (lambda: objective.weigh_by_conflict([[1, 2]], [1, 3]), "compute.not_a_type types[1]"),
        (lambda: objective.weigh_by_conflict([[1, 2]], [1, 1], correlation="kendall"), "compute.not_one_of correlation"),
        (lambda: objective.weigh_by_deviation([[1, 2]], scaling="rank"), "compute.not_one_of scaling"),
        (lambda: join_weights([1, 2], [1]), "compute.length objective"),
        (lambda: join_weights([1, -2], [1, 2]), "compute.negative_weight subjective[1]"),
        (lambda: join_weights([0, 0], [1, 2]), "compute.no_weight subjective"),
        (lambda: join_weights([1, 2], [1, 2], "sum"), "compute.not_one_of rule"),
    ],
)
def test_functions_refuse_by_name_as_documents_do(call, said):
    with pytest.raises(Misuse) as refused:
        call()
    assert str(refused.value).strip() == said


OURS, THEIRS = [0.4, 0.3, 0.2, 0.1], [0.25, 0.2, 0.3, 0.25]


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("multiplicative", [0.4081633, 0.244898, 0.244898, 0.1020408]),
        ("geometric", np.sqrt(np.multiply(OURS, THEIRS)) / np.sqrt(np.multiply(OURS, THEIRS)).sum()),
        ("arithmetic", [0.325, 0.25, 0.25, 0.175]),
    ],
)
def test_two_sets_of_weights_are_joined(rule, wanted):
    result = compute("combine-weights", {"subjective": OURS, "objective": THEIRS, "rule": rule})
    assert result["weights"] == pytest.approx(wanted, abs=1e-7)
    assert "alpha" not in result


def test_game_theory_solves_its_equations():
    # u·u = .30, u·v = .245, v·v = .255: (.30 .245; .245 .255) a = (.30, .255)
    a = np.linalg.solve([[0.30, 0.245], [0.245, 0.255]], [0.30, 0.255])
    result = compute("combine-weights", {"subjective": OURS, "objective": THEIRS, "rule": "game-theory"})
    assert result["alpha"] == pytest.approx(a / a.sum())
    assert result["weights"] == pytest.approx(np.array(OURS) * result["alpha"][0] + np.array(THEIRS) * result["alpha"][1])


def test_a_negative_coefficient_is_told_and_the_other_rule_avoids_it():
    document = {"subjective": [0.7, 0.2, 0.1], "objective": [0.4, 0.35, 0.25]}
    published = compute("combine-weights", document | {"rule": "game-theory"})
    assert published["alpha"] == pytest.approx([1.40, -0.40], abs=5e-3)
    assert any("a coefficient is negative" in note for note in published["notes"])
    bounded = compute("combine-weights", document | {"rule": "game-theory-nonnegative"})
    assert bounded["alpha"] == [1, 0]
    assert bounded["weights"] == pytest.approx([0.7, 0.2, 0.1])
    assert "notes" not in bounded


def test_negative_weights_of_the_published_formula_are_told():
    result = compute("combine-weights", {"subjective": [0.9, 0.1, 0, 0], "objective": [0.5, 0.3, 0.1, 0.1], "rule": "game-theory"})
    assert min(result["weights"]) < 0
    assert any(note.startswith("weights: some are negative") for note in result["notes"])


def test_the_same_weights_twice_share_evenly():
    result = compute("combine-weights", {"subjective": [2, 1], "objective": [4, 2], "rule": "game-theory"})
    assert (result["weights"], result["alpha"]) == (pytest.approx([2 / 3, 1 / 3]), [0.5, 0.5])
    assert result["notes"][0] == "subjective sum to 3 and were scaled to a sum of 1"


def test_weights_with_nothing_in_common_have_no_product():
    assert refusal("combine-weights", subjective=[1, 0], objective=[0, 1]).startswith("There is no criterion to which both")


def test_coefficients_that_do_not_balance_are_refused():
    # u = (1, 0, 0), v·u = a = .8: 2 v·v < a (1 + v·v) -> the coefficients sum to less than 0
    fault = refusal("combine-weights", subjective=[1, 0, 0], objective=[0.8, 0.1, 0.1], rule="game-theory")
    assert fault.startswith("The coefficients of the game-theory rule")


def test_critic_is_a_hundred_times_as_fast_as_pymcdms():
    """At 1,000 alternatives × 60 criteria; the margin is wide, so that a busy machine does not fail it."""
    matrix = np.random.default_rng(3).uniform(1, 9, (1000, 60))
    types = np.ones(60)

    def clock(weigh, times):
        spans = []
        for _ in range(times):
            begin = time.perf_counter()
            weigh()
            spans.append(time.perf_counter() - begin)
        return min(spans)

    theirs = clock(lambda: critic_weights(matrix), 2)
    ours = clock(lambda: objective.weigh_by_conflict(matrix, types), 20)
    assert theirs / ours > 30
