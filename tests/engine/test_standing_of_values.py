"""How a value stands: scored, too small, impossible, implausible, withheld by a guard; profiles word formulas of their own."""

import pytest

from engine.drawn_club import club, club_system, measure, tell
from iecscore.engine import compute_values, describe_formula
from iecscore.responses import ItemFigure, SurveyScores
from iecscore.values import IndicatorValue, Status

RATIO = "sum(work.hours) / nullif(sum(work.n), 0)"


def work(hours, n, **options):
    return tell("work", "member_id year hours n", ("M1", 2025, hours, n), **options)


def ratio(hours, n, **attributes):
    return measure(RATIO, *club("M1"), work(hours, n), **attributes)


@pytest.mark.parametrize(("n", "status", "reason"), [(5, "value", ""), (4, "below_minimum", "minimum_denominator")])
def test_below_the_least_denominator_a_value_is_shown_and_not_scored(n, status, reason):
    value = ratio(8, n, minimum_denominator=5)
    assert (value.value, str(value.status), value.reason, value.scored) == (8 / n, status, reason, status == "value")


def test_without_a_fraction_the_least_denominator_counts_rows():
    rows = (*club("M1"), tell("need", "need_id member_id asked met", *((f"N{day}", "M1", "2025-01-01", f"2025-01-0{day}") for day in (2, 3))))
    assert str(measure("median(days_between(need.asked, need.met))", *rows, minimum_denominator=3).status) == "below_minimum"
    assert str(measure("median(days_between(need.asked, need.met)) / 7", *rows, minimum_denominator=2).status) == "value"


@pytest.mark.parametrize(("hours", "expected"), [(100, 100.0), ("100.01", None), (0, 0.0), ("-0.01", None)])
def test_an_impossible_value_is_missing(hours, expected):
    value = measure(
        RATIO, *club("M1"), tell("work", "member_id year hours n", ("M1", 2025, float(hours), 1)), hard_range=[0, 100], plausible_range=[0, 100]
    )
    assert (value.value, value.reason) == (expected, "" if expected is not None else "hard_range")


def test_all_of_a_whole_is_a_hundred_per_cent_to_the_last_bit():
    row = tell("work", "member_id year hours n", ("M1", 2025, "256.4", 1))
    assert (
        measure("100 * sum(work.hours) / nullif(sum(work.hours), 0)", *club("M1"), row, hard_range=[0, 100], plausible_range=[0, 100]).value == 100.0
    )


@pytest.mark.parametrize(("hours", "flags"), [(2, ()), (10, ()), (1, ("implausible",)), (11, ("implausible",))])
def test_an_implausible_value_is_flagged_and_scored(hours, flags):
    value = ratio(hours, 1, plausible_range=[2, 10])
    assert (value.value, value.flags, value.scored) == (float(hours), flags, True)


def guarded(*guards, hours=0, survey=None, **attributes):
    told = [{"kind": "flag", "text": {"en": "x", "zh": "x"}, "when": when, "effect": effect} for when, effect in guards]
    return ratio(hours, 2, guards=told, survey=survey, **attributes)


def survey(**means):
    items = {("U1", item): ItemFigure(12, mean, {5: share}) for item, (mean, share) in means.items()}
    return SurveyScores({}, items)


def test_a_guard_whose_condition_holds_flags_the_value():
    value = guarded(("value = 0", "flag"), ("value > 0", "flag"), ("value <= 0", "flag"))
    assert (value.value, value.flags) == (0.0, ("guard:0", "guard:2"))


def test_a_guard_may_withhold_the_value_and_later_ones_see_nothing():
    value = guarded(("value = 0 and item_agreement('E14') > 40", "missing"), ("value = 0", "flag"), survey=survey(E14=(3.0, 0.41)))
    assert (value.value, value.status, value.reason, value.flags, value.accepted) == (None, Status.MISSING, "guard", ("guard:0",), False)


@pytest.mark.parametrize("told", [None, SurveyScores({}), survey(E14=(3.0, 0.4)), survey(E15=(3.0, 1.0))])
def test_a_guard_that_asks_for_what_is_not_there_does_not_act(told):
    value = guarded(("value = 0 and item_agreement('E14') > 40", "missing"), survey=told)
    assert (value.value, value.flags) == (0.0, ())


def test_a_guard_asks_for_item_means():
    value = guarded(("abs(item_mean('M1') - item_mean('E1')) > 1", "flag"), survey=survey(M1=(4.5, 0), E1=(3.4, 0)))
    assert value.flags == ("guard:0",)


def test_a_suppressed_item_is_not_asked():
    hidden = SurveyScores({}, {("U1", "E1"): ItemFigure(4, 5.0, {}, shown=False)})
    assert guarded(("item_mean('E1') > 4", "flag"), survey=hidden).flags == ()


def test_a_guard_without_a_condition_is_a_persons_work():
    assert ratio(0, 2, guards=[{"kind": "manual", "text": {"en": "x", "zh": "x"}}]).flags == ()


def measured(formulas, *rows, answers=None, **attributes):
    values = compute_values(club_system(formulas, **attributes), "club", 2025, rows, answers)
    return {value.indicator: value for value in values}


def test_a_guard_asks_for_other_indicators_as_they_were_before_any_guard():
    guards = [{"kind": "flag", "text": {"en": "x", "zh": "x"}, "when": "indicator('K.1') = 4 and indicator('K.2') = 4", "effect": "missing"}]
    values = measured({"K.1": RATIO, "K.2": "sum(work.n)"}, *club("M1"), work(16, 4), guards=guards)
    assert [value.reason for value in values.values()] == ["guard", "guard"]


def test_a_guard_does_not_ask_for_an_indicator_that_is_not_scored():
    guards = [{"kind": "flag", "text": {"en": "x", "zh": "x"}, "when": "indicator('K.1') = 4"}]
    values = measured({"K.1": RATIO}, *club("M1"), work(16, 4), guards=guards, minimum_denominator=5)
    assert values["K.1"].flags == ()


def test_a_profile_words_the_formula_its_own_way():
    profiles = {"village": {"formula": "sum(work.hours)"}}
    rows = (*club("M1"), *club("M1", unit="U2", kind="village"), work(8, 4), work(8, 4, unit="U2"))
    values = measure(RATIO, *rows, profiles=profiles)
    assert {unit: value.value for unit, value in values.items()} == {"U1": 2.0, "U2": 8.0}
    system = club_system({"K.1": RATIO}, profiles=profiles)
    assert describe_formula(system, "town", values["U1"]) == "8 / nullif(4, 0)"
    assert describe_formula(system, "village", values["U2"]) == "8"


def test_a_profile_may_look_at_other_rows():
    formula = "sum(deal.sum) filter (where place <> club.home)"
    profiles = {"village": {"formula": "sum(deal.sum) filter (where place = club.home)"}}
    deals = [
        tell("deal", "deal_id member_id year sum place", ("D1", "M1", 2025, 5, "a"), ("D2", "M1", 2025, 7, "b"), unit=unit) for unit in ("U1", "U2")
    ]
    values = measure(formula, *club("M1"), *club("M1", unit="U2", kind="village"), *deals, profiles=profiles)
    assert {unit: value.value for unit, value in values.items()} == {"U1": 7.0, "U2": 5.0}


SURVEYED = {"source": "survey", "survey": {"items": ["E1"], "groups": ["E"]}}


def test_survey_indicators_take_their_value_from_the_answers():
    rated = SurveyScores({("U1", "K.1"): IndicatorValue("U1", "K.1", 71.5, Status.VALUE, n=12)})
    values = measured({"K.1": None}, *club("M1"), answers=rated, **SURVEYED)
    assert values["K.1"] is rated.values["U1", "K.1"]
    values = measured({"K.1": None}, *club("M1"), **SURVEYED)
    assert (values["K.1"].value, values["K.1"].reason, values["K.1"].accepted) == (None, "no_answers", False)


def test_where_there_is_a_formula_it_gives_the_value_and_the_answers_stand_beside():
    rated = SurveyScores({("U1", "K.1"): IndicatorValue("U1", "K.1", 71.5, Status.VALUE, n=12)})
    system = club_system({"K.1": RATIO}, source="mixed", survey={"items": ["E1"], "groups": ["E"]})
    (value,) = compute_values(system, "club", 2025, (*club("M1"), work(8, 4)), rated)
    assert value.value == 2.0


def test_every_unit_has_a_value_for_every_indicator_in_order():
    system = club_system({"K.2": RATIO, "K.1": "sum(work.n)"})
    values = compute_values(system, "club", 2025, (*club("M1", unit="U2"), *club("M1"), work(8, 4)))
    assert [(value.unit, value.indicator) for value in values] == [("U1", "K.2"), ("U1", "K.1"), ("U2", "K.2"), ("U2", "K.1")]


def test_nobody_to_measure_gives_no_values():
    assert compute_values(club_system({"K.1": RATIO}), "club", 2025, ()) == ()


def test_of_a_row_that_is_not_complete_no_number_is_told_but_the_reason_given_in_its_cell():
    rows = work(None, 3, reasons={(0, "hours"): "not_collected"})
    value = measure(RATIO, *club("M1"), rows)
    assert (value.reason, value.coverage, value.given, value.denominator) == ("row_coverage", 0.0, ("not_collected",), None)
    assert [part.value for part in value.parts] == [None, None]
    assert not describe_formula(club_system({value.indicator: RATIO}), "full", value)


def test_without_a_word_in_the_cell_no_reason_is_given():
    assert measure(RATIO, *club("M1"), work(None, 3)).given == ()


def test_a_value_that_is_scored_repeats_no_reasons():
    members = [f"M{number}" for number in range(1, 11)]
    told = [(member, 2025, None if member == "M10" else 2, 1) for member in members]
    value = measure(RATIO, *club(*members), tell("work", "member_id year hours n", *told, reasons={(9, "hours"): "refused"}))
    assert (value.scored, value.given, [part.value for part in value.parts]) == (True, (), [18.0, 9.0])
