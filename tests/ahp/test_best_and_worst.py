"""The best-worst method: consistent judgements, the optimum, consistency, names, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iecscore.methods import compute, say_fault
from iecscore.problems import Misuse
from iecscore.weights.best_worst import find_threshold, weigh_best_worst

CAR = {"best": 1, "worst": 4, "best_to_others": [2, 1, 4, 3, 8], "others_to_worst": [4, 8, 2, 3, 1]}


def gap(weights, over, under, best, worst):
    return max(np.abs(weights[best] - over * weights).max(), np.abs(weights - under * weights[worst]).max())


def refusal(**changes):
    with pytest.raises(Misuse) as caught:
        compute("bwm", CAR | changes)
    return say_fault(caught.value)


def test_the_weights_of_a_car_by_the_equations_that_bind():
    # quality is 2 under price exactly on one side, price 8 style on the other ...: the three tightest gaps are of one size, xi
    found = compute("bwm", CAR)
    weights = np.array(found["weights"])
    gaps = np.abs(np.concatenate([weights[1] - np.array(CAR["best_to_others"]) * weights, weights - np.array(CAR["others_to_worst"]) * weights[4]]))
    assert gaps.max() == pytest.approx(found["xi"])
    assert (gaps > found["xi"] - 1e-9).sum() >= 5
    assert weights.sum() == pytest.approx(1)


def test_input_based_consistency_by_hand():
    # safety: |3 · 3 - 8| / (64 - 8) = 1/56; all others are 8 exactly; Liang et al. (2020): 0.2958 for 5 criteria and a best of 8 times the worst
    found = compute("bwm", CAR)
    assert found["cr_input_each"] == pytest.approx([0, 0, 0, 1 / 56, 0])
    assert (found["cr_input"], found["cr_input_threshold"]) == (pytest.approx(1 / 56), 0.2958)
    assert "notes" not in found


def test_best_and_worst_may_be_named():
    named = compute("bwm", CAR | {"best": "price", "worst": "style", "names": ["quality", "price", "comfort", "safety", "style"]})
    assert named["weights"] == compute("bwm", CAR)["weights"]


@settings(max_examples=40, deadline=None)
@given(shares=st.lists(st.integers(1, 9), min_size=2, max_size=7, unique=True))
def test_consistent_judgements_give_back_their_weights(shares):
    weights = np.array(shares, dtype=float)
    best, worst = int(weights.argmax()), int(weights.argmin())
    found = weigh_best_worst(best, worst, weights[best] / weights, weights / weights[worst])
    assert found.weights == pytest.approx(weights / weights.sum(), abs=1e-7)
    assert (found.xi, found.ratio) == pytest.approx((0, 0), abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(told=st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=4), span=st.integers(1, 9), seed=st.integers(0, 99))
def test_no_weights_nearby_leave_a_smaller_gap(told, span, seed):
    over, under = np.array([1, span, *(a for a, _ in told)], dtype=float), np.array([span, 1, *(b for _, b in told)], dtype=float)
    found = weigh_best_worst(0, 1, over, under)
    assert found.weights.sum() == pytest.approx(1)
    assert (found.weights >= 0).all()
    assert gap(found.weights, over, under, 0, 1) == pytest.approx(found.xi, abs=1e-8)
    for move in np.random.default_rng(seed).normal(0, 0.02, (20, len(over))):
        moved = np.abs(found.weights + move)
        assert gap(moved / moved.sum(), over, under, 0, 1) >= found.xi - 1e-8


def test_a_judgement_above_that_of_the_best_against_the_worst_is_told_and_so_is_contradiction():
    found = compute("bwm", CAR | {"best_to_others": [2, 1, 9, 3, 8], "others_to_worst": [4, 8, 9, 3, 1]})
    assert found["notes"] == [
        "best_to_others[2]: above the judgement of the best against the worst, which should be the largest",
        "others_to_worst[2]: above the judgement of the best against the worst, which should be the largest",
        "cr_input: 1.3036 is above 0.2958: some judgements contradict each other",
    ]


def test_outside_the_published_table_there_is_no_threshold():
    found = compute("bwm", {"best": 0, "worst": 1, "best_to_others": [1, 2], "others_to_worst": [2, 1]})
    assert found["weights"] == pytest.approx([2 / 3, 1 / 3])
    assert found["cr_input_threshold"] is None
    assert found["notes"][0].startswith("cr_input_threshold: tabled for 3 to 9")
    assert [find_threshold(span, size) for span, size in ((3, 3), (9, 9))] == [0.1667, 0.3662]
    assert np.isnan([find_threshold(span, size) for span, size in ((2.5, 3), (10, 3), (9, 10))]).all()


def test_a_best_as_important_as_the_worst_cannot_contradict():
    found = compute("bwm", {"best": 0, "worst": 2, "best_to_others": [1, 1, 1], "others_to_worst": [1, 1, 1]})
    assert found["weights"] == pytest.approx([1 / 3] * 3)
    assert found["cr_input"] == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"worst": 1}, "worst is the best criterion too"),
        ({"best": 5}, "best lies outside 0 to 4"),
        ({"best": -1}, "best lies outside 0 to 4"),
        ({"best": "price"}, "names is missing"),
        ({"best": "price", "names": ["a", "b", "c", "d", "e"]}, "best is “price”. Choose one of: a, b, c, d, e"),
        ({"names": ["a", "b"]}, "names has 2 entries"),
        ({"best": True}, "best is not a whole number"),
        ({"best": 1.0}, "best is not a whole number"),
        ({"others_to_worst": [1, 2]}, "others_to_worst has 2 entries"),
        ({"best_to_others": [2, 1, 0.5, 3, 8]}, "best_to_others[2] is not a judgement from 1 up"),
        ({"best_to_others": [2, 3, 4, 3, 8]}, "best_to_others[1] compares a thing with itself"),
        ({"others_to_worst": [4, 7, 2, 3, 1]}, "others_to_worst[1] is 7.0, and the best against the worst is 8.0"),
    ],
)
def test_what_cannot_be_weighed_is_refused_by_name(changes, said):
    assert refusal(**changes).startswith(said)
