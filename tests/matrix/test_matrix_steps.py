"""Build, normalise and fill a matrix."""

import numpy as np
import pytest

from iecscore.matrix import build_matrix, fill_owed, find_dues, lay_shares, lower, mark_accepted, normalise, score_values
from iecscore.system.indicators import Goalposts, Trapezoid
from iecscore.values import IndicatorValue, Status
from scoring.drawn_system import draw_indicator, draw_system

TRAPEZOID = Trapezoid.model_validate({"ideal": [60, 90], "limits": [10, 120]})


def told(unit, indicator, value, status=Status.VALUE, **more):
    return IndicatorValue(unit, indicator, value, status, **more)


def test_only_scored_values_stand_in_the_matrix():
    values = [told("A", "P1", 3.0), told("A", "P2", 2.0, Status.BELOW_MINIMUM), told("B", "P2", 5.0), told("Z", "P1", 1.0)]
    matrix = build_matrix(values, ["A", "B"], ["P1", "P2"])
    assert matrix.of("A", "P1") == 3
    assert matrix.of("B", "P2") == 5
    assert np.isnan([matrix.of("A", "P2"), matrix.of("B", "P1")]).all()
    assert [step.name for step in matrix.steps] == ["build"]


@pytest.mark.parametrize(
    ("value", "zero", "full", "score"),
    [
        (0.80, 0.3, 0.9, (0.80 - 0.3) / (0.9 - 0.3)),
        (20, 90, 7, (90 - 20) / (90 - 7)),
        (15, 25, 4, (25 - 15) / (25 - 4)),
        (95, 10, 80, 1),
        (30, 25, 4, 0),
    ],
)
def test_benefit_and_cost_run_from_zero_to_full_and_are_clipped(value, zero, full, score):
    assert score_values(np.array([value]), Goalposts(zero=zero, full=full))[0] == pytest.approx(score, abs=1e-12)


@pytest.mark.parametrize(
    ("value", "score"), [(95, (120 - 95) / (120 - 90)), (60, 1), (75, 1), (90, 1), (35, (35 - 10) / (60 - 10)), (10, 0), (-5, 0), (130, 0)]
)
def test_an_interval_is_full_between_its_ideal_ends_and_falls_to_its_limits(value, score):
    assert score_values(np.array([value]), TRAPEZOID)[0] == pytest.approx(score, abs=1e-12)


def test_a_gap_stays_a_gap():
    assert np.isnan(score_values(np.array([np.nan]), TRAPEZOID)).all()
    assert np.isnan(score_values(np.array([np.nan]), Goalposts(zero=0, full=1))).all()


def test_each_unit_is_scored_on_the_goalposts_of_its_profile():
    indicators = {"P1": draw_indicator(10, 80, profiles={"b": {"goalposts": {"zero": 10, "full": 60}}})}
    system = draw_system({"P": {"P1x": ["P1"]}}, indicators)
    matrix = build_matrix([told("A", "P1", 45.0), told("B", "P1", 45.0)], ["A", "B"], ["P1"])
    scores = normalise(matrix, system, ["a", "b"])
    assert scores.of("A", "P1") == pytest.approx((45 - 10) / (80 - 10))
    assert scores.of("B", "P1") == pytest.approx((45 - 10) / (60 - 10))
    assert [step.name for step in scores.steps] == ["build", "goalposts"]


def test_in_the_lowest_case_only_what_was_owed_scores_nothing():
    values = [
        told("A", "P1", None, Status.MISSING),
        told("A", "P2", None, Status.NOT_APPLICABLE),
        told("A", "P3", None, Status.MISSING, accepted=True),
        told("A", "P4", 3.0, Status.SUPPRESSED),
        told("A", "P5", None, Status.MISSING),
        told("A", "P6", 0.5),
        told("A", "P8", 2.0, Status.BELOW_MINIMUM, reason="minimum_denominator"),
        told("A", "P9", 2.0, Status.BELOW_MINIMUM, reason="survey_minimum", n=4),
        told("Z", "P1", None, Status.MISSING, accepted=True),
    ]
    codes = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"]
    matrix = build_matrix(values, ["A"], codes)
    dues = find_dues(matrix, mark_accepted(values, ["A"], codes), lay_shares(values, ["A"], codes), frozenset(codes) - {"P5"})
    assert dues.kept.tolist() == [[0, 1, 1, 0, 1, 1, 0, 1, 0]], "P5 is extended"
    lowest = dict(zip(codes, lower(matrix.values, dues.kept)[0].tolist(), strict=True))
    assert [lowest[code] for code in ("P1", "P4", "P6", "P7")] == [0, 0, 0.5, 0]
    assert np.isnan([lowest[code] for code in ("P2", "P3", "P5", "P8")]).all()
    zero = fill_owed(matrix, dues.owed)
    assert [zero.of("A", code) for code in ("P1", "P4", "P5", "P6", "P7")] == [0, 0, 0, 0.5, 0], "the policy asks extended indicators too"
    assert np.isnan([zero.of("A", code) for code in ("P2", "P3", "P8")]).all()


def test_only_what_lacks_rows_without_an_accepted_reason_keeps_a_part():
    values = [
        told("A", "P1", 4.0, coverage=0.9),
        told("A", "P2", 4.0, coverage=0.8, accepted=True),
        told("A", "P3", None, Status.MISSING, coverage=0.5),
        told("Z", "P1", 4.0, coverage=0.1),
    ]
    assert lay_shares(values, ["A"], ["P1", "P2", "P3"]).tolist() == [[0.9, 1, 1]]


def test_lowering_goes_towards_the_low_end_of_the_scale():
    scores = np.array([[3.0, 3.0, np.nan, np.nan]])
    assert lower(scores, np.array([[0.5, 1, 0, 1]]), 1.0)[0, :3].tolist() == [2.0, 3.0, 1.0]
