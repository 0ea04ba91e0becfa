"""Blanks: three ways of filling them, the random index that fits, and judgements to look at again."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ahp.drawn_judgements import HOUSE, drawn, mirror, plain, triangles
from iecscore.methods import compute
from iecscore.weights.ahp import COMPLETIONS, fill_blanks, find_priorities, fit_index, judge

TREE = drawn("1 2 -", "1/2 1 2", "- 1/2 1")
OPEN = drawn("1 3 - 2", "1/3 1 1/2 -", "- 2 1 4", "1/2 - 1/4 1")


def blanked(matrix, *pairs):
    changed = matrix.copy()
    for i, j in pairs:
        changed[i, j] = changed[j, i] = np.nan
    return changed


@pytest.mark.parametrize("incomplete", COMPLETIONS)
def test_judgements_that_are_as_few_as_can_be_say_what_follows_from_them(incomplete):
    """Harker (1987): 1 2 _ / 1/2 1 2 gives 4 : 2 : 1, lambda max 3; the blank is 2 · 2."""
    found = compute("ahp", {"matrix": plain(TREE), "incomplete": incomplete})
    assert found["weights"] == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found["filled"][0][2] == pytest.approx(4)
    assert (found["lambda_max"], found["cr"], found["gci"], found["random_index"]) == (pytest.approx(3), 0, 0, 0)
    assert found["worst_judgements"] == []
    assert found["notes"] == ["cr: the judgements given are as few as can be, so that they cannot contradict each other"]


def test_harkers_matrix_has_the_blanks_of_the_row_on_its_diagonal():
    harker = np.array([[2, 3, 0, 2], [1 / 3, 2, 1 / 2, 0], [0, 2, 2, 4], [1 / 2, 0, 1 / 4, 2]])
    weights, peak = find_priorities(harker)
    found = judge(OPEN)
    assert found.weights == pytest.approx(weights)
    assert found.lambda_max == pytest.approx(peak)
    assert found.filled[0, 2] == pytest.approx(weights[0] / weights[2])


def test_logarithmic_least_squares_solve_the_normal_equations():
    # w on the cycle 0-1-2-3-0: logs of 3, 1/2, 4, 1/2 sum to ln 3, a quarter of which each judgement gives up
    found = judge(OPEN, incomplete="logarithmic-least-squares")
    steps = np.log([3, 1 / 2, 4, 1 / 2]) - np.log(3) / 4
    logs = -np.concatenate([[0], np.cumsum(steps)[:3]])
    assert found.weights == pytest.approx(np.exp(logs) / np.exp(logs).sum())
    assert found.prioritisation == "geometric-mean"
    assert found.gci == pytest.approx(4 * (np.log(3) / 4) ** 2 / 1)
    told = judge(OPEN, incomplete="logarithmic-least-squares", prioritisation="eigenvector")
    assert told.weights == pytest.approx(find_priorities(found.filled)[0])


def test_the_least_eigenvalue_is_found_as_by_a_fine_grid():
    def peak(value):
        whole = blanked(drawn(*HOUSE), (1, 5))
        whole[1, 5], whole[5, 1] = value, 1 / value
        return find_priorities(whole)[1]

    filled = fill_blanks(blanked(drawn(*HOUSE), (1, 5)), "min-lambda")
    grid = np.linspace(filled[1, 5] * 0.9, filled[1, 5] * 1.1, 201)
    assert min(map(peak, grid)) >= peak(filled[1, 5]) - 1e-12


@settings(max_examples=25, deadline=None)
@given(matrix=triangles(5), pairs=st.sets(st.sampled_from([(0, 2), (0, 3), (1, 3), (1, 4), (2, 4)]), min_size=1, max_size=3))
def test_no_other_filling_has_a_smaller_eigenvalue(matrix, pairs):
    judged = blanked(matrix, *pairs)
    best = judge(judged, incomplete="min-lambda")
    for other in ("harker", "logarithmic-least-squares"):
        assert best.lambda_max <= find_priorities(fill_blanks(judged, other))[1] + 1e-9
    for i, j in pairs:
        for factor in (0.99, 1.01):
            moved = best.filled.copy()
            moved[i, j], moved[j, i] = moved[i, j] * factor, moved[j, i] / factor
            assert find_priorities(moved)[1] >= best.lambda_max - 1e-10


@pytest.mark.parametrize("incomplete", COMPLETIONS)
@settings(max_examples=25, deadline=None)
@given(shares=st.lists(st.integers(1, 30), min_size=5, max_size=5), pairs=st.sets(st.sampled_from([(0, 2), (0, 3), (1, 4), (2, 4)]), min_size=1))
def test_consistent_judgements_are_completed_exactly(incomplete, shares, pairs):
    weights = np.array(shares, dtype=float)
    found = judge(blanked(weights[:, None] / weights, *pairs), incomplete=incomplete)
    assert found.weights == pytest.approx(weights / weights.sum(), abs=1e-7)
    assert found.cr == pytest.approx(0, abs=1e-7)


def test_the_random_index_fits_the_number_of_blanks():
    """Ágoston & Csató (2022): RI (1 - 2 m / ((n - 1)(n - 2))), falling evenly to 0 at a tree."""
    assert [fit_index("alonso-lamata", 4, blanks) for blanks in range(4)] == pytest.approx([0.8816, 0.8816 * 2 / 3, 0.8816 / 3, 0])
    assert fit_index("alonso-lamata", 6, 4) == pytest.approx(1.2479 * (1 - 8 / 20))
    found = compute("ahp", {"matrix": plain(OPEN)})
    assert found["random_index"] == pytest.approx(0.8816 / 3)
    assert found["cr"] == pytest.approx(found["ci"] / found["random_index"])
    assert any("fitted to 2 blank pairs by RI (1 - 2m / ((n - 1)(n - 2)))" in note for note in found["notes"])


def test_the_fitted_index_is_what_random_matrices_come_to():
    """The mean CI of random judgements with blanks filled at the least eigenvalue; 400 matrices tell it to a few percent."""
    generator = np.random.default_rng(11)
    steps = np.array([1 / step for step in range(9, 1, -1)] + list(range(1, 10)))
    rows, columns = np.triu_indices(4, 1)
    drawn_indices = []
    for _ in range(400):
        matrix = np.ones((4, 4))
        matrix[rows, columns] = generator.choice(steps, 6)
        matrix[columns, rows] = 1 / matrix[rows, columns]
        drawn_indices.append(judge(blanked(matrix, (0, 3)), incomplete="min-lambda").ci)
    assert np.mean(drawn_indices) == pytest.approx(fit_index("alonso-lamata", 4, 1), rel=0.12)


def test_a_random_index_given_as_a_number_stands_for_itself():
    found = compute("ahp", {"matrix": plain(OPEN), "random_index": 0.3})
    assert found["random_index"] == 0.3
    assert "random_index: the number given is used as it is, for 2 blank pairs" in found["notes"]


def test_the_judgement_saaty_would_have_looked_at_again():
    """Saaty (2003), EJOR 145:85-91: in the house matrix the third against the seventh, 6, best becomes 1/2, and CR falls to 0.083."""
    found = compute("ahp", {"matrix": plain(drawn(*HOUSE)), "random_index": 1.41})
    worst = found["worst_judgements"][0]
    assert (worst["i"], worst["j"], worst["given"], worst["suggested"]) == (2, 6, 6, 0.5)
    assert worst["cr_after"] == pytest.approx(0.083, abs=1e-3)


def test_judgements_to_look_at_again_stand_in_order_of_their_error():
    found = compute("ahp", {"matrix": plain(drawn(*HOUSE))})
    weights, matrix = np.array(found["weights"]), drawn(*HOUSE)
    errors = [abs(np.log(matrix[worst["i"], worst["j"]] * weights[worst["j"]] / weights[worst["i"]])) for worst in found["worst_judgements"]]
    assert errors == sorted(errors, reverse=True)
    assert len(errors) == 28
    assert all(worst["i"] < worst["j"] for worst in found["worst_judgements"])


@settings(max_examples=30, deadline=None)
@given(matrix=triangles(4))
def test_what_is_suggested_lies_on_the_scale_and_mends_the_worst_judgement(matrix):
    found = compute("ahp", {"matrix": plain(matrix)})
    assume(found["worst_judgements"])
    for worst in found["worst_judgements"]:
        assert max(worst["suggested"], 1 / worst["suggested"]) in map(pytest.approx, range(1, 10))
        mended = matrix.copy()
        mended[worst["i"], worst["j"]], mended[worst["j"], worst["i"]] = worst["suggested"], 1 / worst["suggested"]
        assert worst["cr_after"] == pytest.approx(judge(mended).cr, abs=1e-9)


def test_a_judgement_that_alone_joins_its_two_sides_is_not_doubted():
    # 0-1-2 is a contradictory triangle, 3 hangs on 2 alone
    hung = drawn("1 3 1/2 -", "1/3 1 2 -", "2 1/2 1 5", "- - 1/5 1")
    pairs = [(worst["i"], worst["j"]) for worst in compute("ahp", {"matrix": plain(hung)})["worst_judgements"]]
    assert set(pairs) == {(0, 1), (0, 2), (1, 2)}


def test_judgements_far_beyond_any_scale_are_completed_as_well_as_digits_allow():
    generator = np.random.default_rng(3)
    for _ in range(120):
        size = int(generator.integers(5, 9))
        matrix = mirror(np.exp(generator.normal(0, 12, size * (size - 1) // 2)), size)
        judged = blanked(matrix, (0, 2), (0, 3), (1, 3), (2, 4))
        best = find_priorities(fill_blanks(judged, "min-lambda"))[1]
        assert best <= find_priorities(fill_blanks(judged, "logarithmic-least-squares"))[1] * (1 + 1e-9)
