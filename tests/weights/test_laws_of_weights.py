"""What holds for all data: a sum of one, nothing negative, the order of rows and columns does not matter, nor does the unit where it must not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from iecscore.problems import Misuse
from iecscore.weights import objective
from iecscore.weights.joining import RULES, join_weights

BLIND = {
    "equal": objective.weigh_equally,
    "entropy": objective.weigh_by_entropy,
    "standard-deviation": objective.weigh_by_deviation,
    "standard-deviation, minmax": lambda matrix: objective.weigh_by_deviation(matrix, scaling="minmax"),
    "coefficient-of-variation": objective.weigh_by_variation,
    "gini": objective.weigh_by_inequality,
    "angle": objective.weigh_by_angle,
}
DIRECTED = {
    "entropy, directed": lambda matrix, types: objective.weigh_by_entropy(matrix, types, directed=True),
    "critic": objective.weigh_by_conflict,
    "critic, spearman": lambda matrix, types: objective.weigh_by_conflict(matrix, types, correlation="spearman"),
    "merec": objective.weigh_by_removal,
    "lopcow": objective.weigh_by_log_change,
    "cilos": objective.weigh_by_losses,
    "idocriw": objective.weigh_by_losses_and_entropy,
}
RULES_BY_NAME = {name: lambda matrix, _, weigh=weigh: weigh(matrix) for name, weigh in BLIND.items()} | DIRECTED
UNIT_COUNTS = {"standard-deviation"}
MATRICES = arrays(float, (6, 4), elements=st.integers(1, 400).map(float), unique=True)
SIGNS = arrays(float, 4, elements=st.sampled_from([1.0, -1.0]))
SHARES = st.lists(st.integers(1, 50), min_size=3, max_size=3)


def weigh(name, matrix, types):
    """The weights; None where losses leave them open, which is the one refusal drawn matrices meet."""
    try:
        return RULES_BY_NAME[name](matrix, types).weights
    except Misuse as refused:
        if refused.problems[0].code != "weights.losses_undetermined":
            raise
        return None


@pytest.mark.parametrize("name", RULES_BY_NAME)
@settings(max_examples=25, deadline=None)
@given(matrix=MATRICES, types=SIGNS)
def test_weights_sum_to_one_and_none_is_negative(name, matrix, types):
    found = weigh(name, matrix, types)
    if found is not None:
        assert found.sum() == pytest.approx(1)
        assert (found >= 0).all()


@pytest.mark.parametrize("name", RULES_BY_NAME)
@settings(max_examples=25, deadline=None)
@given(matrix=MATRICES, types=SIGNS, rows=st.permutations(range(6)), columns=st.permutations(range(4)))
def test_the_order_of_alternatives_and_of_criteria_does_not_matter(name, matrix, types, rows, columns):
    found = weigh(name, matrix, types)
    if found is not None:
        assert weigh(name, matrix[rows][:, columns], types[columns]) == pytest.approx(found[columns], abs=1e-9)


@pytest.mark.parametrize("name", sorted(set(RULES_BY_NAME) - UNIT_COUNTS))
@settings(max_examples=25, deadline=None)
@given(matrix=MATRICES, types=SIGNS, units=arrays(float, 4, elements=st.sampled_from([0.25, 1.0, 8.0, 1024.0])))
def test_the_unit_of_a_criterion_does_not_matter(name, matrix, types, units):
    found = weigh(name, matrix, types)
    if found is not None:
        assert weigh(name, matrix * units, types) == pytest.approx(found, abs=1e-9)


def test_the_unit_does_matter_for_unscaled_deviations():
    assert objective.weigh_by_deviation([[1, 1], [2, 2]]).weights.tolist() == [0.5, 0.5]
    assert objective.weigh_by_deviation([[1, 1000], [2, 2000]]).weights[1] > 0.99


@pytest.mark.parametrize("name", sorted(set(RULES_BY_NAME) - {"equal", "lopcow"}))
@settings(max_examples=25, deadline=None)
@given(matrix=MATRICES, types=SIGNS, level=st.integers(1, 9))
def test_a_criterion_that_does_not_vary_weighs_nothing(name, matrix, types, level):
    with_still = np.column_stack([matrix, np.full(6, float(level))])
    found = weigh(name, with_still, np.append(types, 1.0))
    if found is not None:
        assert found[4] == 0


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=40, deadline=None)
@given(ours=SHARES, theirs=SHARES)
def test_joined_weights_sum_to_one_and_lie_between_the_two_where_shares_are_not_negative(rule, ours, theirs):
    try:
        found = join_weights(ours, theirs, rule)
    except Misuse as refused:
        if refused.problems[0].code != "weights.no_balance":
            raise
        return
    assert found.weights.sum() == pytest.approx(1)
    if rule == "arithmetic" or (found.alpha is not None and (found.alpha >= 0).all()):
        pair = np.array([ours, theirs], dtype=float)
        pair /= pair.sum(axis=1, keepdims=True)
        assert ((found.weights >= pair.min(axis=0) - 1e-12) & (found.weights <= pair.max(axis=0) + 1e-12)).all()
    assert join_weights(theirs, ours, rule).weights == pytest.approx(found.weights, abs=1e-7)
