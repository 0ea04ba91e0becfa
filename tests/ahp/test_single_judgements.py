"""One matrix of judgements: printed figures, prioritisations, consistency, what is set right and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymcdm.weights.subjective import AHP

from ahp.drawn_judgements import HOUSE, drawn, plain, triangles
from iecscore.methods import compute, read_page, say_fault
from iecscore.methods.ahp_entries import ENTRIES
from iecscore.problems import Misuse
from iecscore.weights.ahp import PRIORITISATIONS, fit_index, geometric_index, judge, prioritise

THREE = drawn("1 2 3", "1/2 1 4", "1/3 1/4 1")
TABLES = {"alonso-lamata": 0.5247, "saaty-1980": 0.58, "saaty-2005": 0.52, "donegan-dodd": 0.4914, "tummala-ling": 0.5799}


def refusal(matrix, **options):
    with pytest.raises(Misuse) as caught:
        compute("ahp", {"matrix": matrix} | options)
    return say_fault(caught.value)


@pytest.mark.parametrize("method", ENTRIES, ids=lambda method: method.name)
def test_the_example_of_each_page_gives_what_the_method_promises(method):
    assert set(method.results) <= set(compute(method.name, read_page(method.name).example))


def test_saatys_house_is_as_printed():
    """Saaty (1990), EJOR 48:9-26."""
    found = judge(drawn(*HOUSE), random_index="saaty-1980")
    assert found.weights == pytest.approx([0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], abs=6e-4)
    assert (found.lambda_max, found.ci, found.cr) == pytest.approx((9.669, 0.238, 0.169), abs=6e-4)
    assert found.notes == ("cr: 0.169 is above 0.1: some judgements contradict each other",)


def test_the_houses_row_means_are_as_printed():
    weights, _ = prioritise(drawn(*HOUSE), "geometric-mean")
    assert weights == pytest.approx([0.175, 0.063, 0.149, 0.019, 0.036, 0.042, 0.167, 0.35], abs=7e-4)


def test_column_means_by_hand():
    # columns sum to 11/6, 13/4, 8: rows 6/11 8/13 3/8, 3/11 4/13 1/2, 2/11 1/13 1/8
    weights, peak = prioritise(THREE, "column-mean")
    assert weights == pytest.approx(np.array([6 / 11 + 8 / 13 + 3 / 8, 3 / 11 + 4 / 13 + 1 / 2, 2 / 11 + 1 / 13 + 1 / 8]) / 3)
    assert peak == pytest.approx((THREE @ weights / weights).mean())


@pytest.mark.parametrize(("table", "index"), TABLES.items())
def test_the_ratio_follows_the_random_index_named(table, index):
    found, given_as_number = judge(THREE, random_index=table), judge(THREE, random_index=index)
    assert (found.random_index, found.cr) == (index, pytest.approx(found.ci / index))
    assert given_as_number.cr == found.cr


def test_the_geometric_index_by_hand():
    # 1 2 1/2 of a cycle 2 · 2 · 1/k: for n = 3 all three errors are the cube root of a12 a23 / a13 = 2 · 4 / 3
    assert geometric_index(THREE) == pytest.approx(3 * (np.log(8 / 3) / 3) ** 2)


def test_the_geometric_index_of_its_authors_limit_is_the_ratios():
    """Aguarón & Moreno-Jiménez (2003): GCI 0.3147 for n = 3 goes with CR 0.1; here on a matrix near it."""
    slightly = drawn("1 2 3", "1/2 1 3.95", f"{1 / 3} {1 / 3.95} 1")
    found = judge(slightly)
    assert found.gci / found.cr == pytest.approx(3.147, rel=0.02)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_weights_and_ratio_are_pymcdms():
    theirs = AHP(matrix=THREE)
    assert judge(THREE).weights == pytest.approx(theirs())
    assert judge(THREE, random_index="tummala-ling").cr == pytest.approx(theirs.get_cr())


def test_pymcdm_still_refuses_judgements_between_the_steps_of_the_scale():
    """Ours take a panel's geometric means; if this fails, pymcdm has learnt to."""
    between = drawn("1 2.45 3", f"{1 / 2.45} 1 2", "1/3 1/2 1")
    with pytest.raises(ValueError, match="matrix"):
        AHP(matrix=between)
    assert judge(between).weights.sum() == pytest.approx(1)


def test_of_a_pair_that_is_reciprocal_as_rounded_the_larger_number_counts():
    rounded = compute("ahp", {"matrix": [[1, 0.33, 5], [3, 1, 7], [0.2, 0.14, 1]]})
    exact = compute("ahp", {"matrix": [[1, 1 / 3, 5], [3, 1, 7], [1 / 5, 1 / 7, 1]]})
    assert rounded["weights"] == pytest.approx(exact["weights"])
    assert rounded["notes"] == ["matrix: some pairs are reciprocal only as rounded; the larger number of a pair counts"]
    assert "notes" not in exact


def test_equal_numbers_a_little_off_one_are_made_reciprocal():
    assert compute("ahp", {"matrix": [[1, 1.02], [1.02, 1]]})["filled"] == [[1, 1.02], [pytest.approx(1 / 1.02), 1]]


def test_a_pair_judged_on_one_side_counts():
    half = compute("ahp", {"matrix": [[1, 2, 3], [None, 1, 4], [None, None, 1]]})
    assert half["weights"] == pytest.approx(judge(THREE).weights)
    assert half["notes"][0] == "matrix: pairs judged on one side only count as judged"


def test_a_diagonal_left_out_is_one():
    assert compute("ahp", {"matrix": [[None, 4], [0.25, None]]})["weights"] == pytest.approx([0.8, 0.2])


@pytest.mark.parametrize(
    ("matrix", "said"),
    [
        ([[1, 2], [0.5, 1], [3, 4]], "matrix is not square"),
        ([[1, 0], [2, 1]], "matrix[0][1] is not above 0"),
        ([[1, -2], [-0.5, 1]], "matrix[0][1] is not above 0"),
        ([[1, 2], [0.5, 2]], "matrix[1][1] compares a thing with itself"),
        ([[1, 3], [3, 1]], "matrix[0][1] is not the reciprocal"),
        ([[1, 0.9], [1, 1]], "matrix[0][1] is not the reciprocal"),
        ([[1, 2, None], [0.5, 1, None], [None, None, 1]], "No chain of judgements in matrix joins these groups of rows: 0, 1 | 2."),
        ([[1.0] * 16] * 16, "matrix compares 16 things, and the random index alonso-lamata ends at 15"),
    ],
)
def test_what_is_no_matrix_of_judgements_is_refused_at_its_place(matrix, said):
    assert refusal(matrix).startswith(said)


def test_options_are_refused_by_name():
    assert refusal([[1]], random_index="noble").startswith("random_index is “noble”. Choose one of: alonso-lamata")
    assert refusal([[1]], random_index=0).startswith("random_index is not above 0")
    assert refusal([[1]], random_index=[1]).startswith("random_index is not a number")
    assert refusal([[1]], prioritisation="mean").startswith("prioritisation is “mean”")
    for options in ({"incomplete": "guess"}, {"prioritisation": "mean"}):
        with pytest.raises(Misuse, match="not_one_of"):
            judge([[1]], **options)


def test_more_things_than_the_tables_know_are_weighed_with_a_number():
    assert compute("ahp", {"matrix": [[1.0] * 16] * 16, "random_index": 1.6})["cr"] == 0


@pytest.mark.parametrize(("matrix", "weights"), [([[1]], [1]), ([[1, 3], [1 / 3, 1]], [0.75, 0.25]), ([[1.0] * 4] * 4, [0.25] * 4)])
@pytest.mark.parametrize("prioritisation", PRIORITISATIONS)
def test_one_thing_two_things_and_things_alike_are_consistent(matrix, weights, prioritisation):
    found = compute("ahp", {"matrix": matrix, "prioritisation": prioritisation})
    assert found["weights"] == pytest.approx(weights)
    assert (found["ci"], found["cr"], found["gci"], found["worst_judgements"]) == (pytest.approx(0), pytest.approx(0), pytest.approx(0), [])


def test_the_random_index_of_one_or_two_is_nothing():
    assert (fit_index("saaty-1980", 1, 0), fit_index("saaty-1980", 2, 0)) == (0, 0)


@pytest.mark.parametrize("prioritisation", PRIORITISATIONS)
@settings(max_examples=40, deadline=None)
@given(matrix=triangles(5), order=st.permutations(range(5)))
def test_weights_follow_the_things_in_whatever_order(prioritisation, matrix, order):
    found, turned = judge(matrix, prioritisation=prioritisation), judge(matrix[order][:, order], prioritisation=prioritisation)
    assert found.weights.sum() == pytest.approx(1)
    assert (found.weights > 0).all()
    assert turned.weights == pytest.approx(found.weights[order], abs=1e-9)
    assert (turned.cr, turned.gci) == pytest.approx((found.cr, found.gci), abs=1e-9)
    assert found.lambda_max >= 5 - 1e-9


@settings(max_examples=40, deadline=None)
@given(shares=st.lists(st.integers(1, 40), min_size=4, max_size=4))
def test_consistent_judgements_give_back_their_weights_whatever_the_prioritisation(shares):
    weights = np.array(shares, dtype=float)
    for prioritisation in PRIORITISATIONS:
        found = judge(weights[:, None] / weights, prioritisation=prioritisation)
        assert found.weights == pytest.approx(weights / weights.sum())
        assert (found.cr, found.gci) == pytest.approx((0, 0), abs=1e-9)


def test_a_document_of_plain_rows_is_what_the_function_makes_of_the_array():
    found = compute("ahp", {"matrix": plain(drawn(*HOUSE))})
    assert found["weights"] == pytest.approx(judge(drawn(*HOUSE)).weights)
    assert found["options"] == {"prioritisation": "eigenvector", "incomplete": "harker", "random_index": "alonso-lamata"}
