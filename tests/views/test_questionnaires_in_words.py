"""A survey value in words: its groups, their votes and minima, and its arithmetic."""

from dataclasses import replace

from iecscore.pipeline import seal
from iecscore.responses import score_answers
from iecscore.values import IndicatorValue, Options, Status, Unit
from iecscore.views import survey_of, view_explanation
from iecscore.views.questionnaire import describe_survey_formula, list_groups, put_numbers_in
from iecscore.views.reasons import explain_reason
from responses.drawn_library import SURVEY, SYSTEM, drawn, library_rows, partner, reader

ROWS = library_rows("L01", {"B01": 300, "B02": 100})


def value_of(readers, partners, indicator="V1.1", unit="L01"):
    told = {"R": [reader("B01", 4, 4, 2)] * readers, "P": [partner(f"O{number}", ["B01"], 4, 2, 3) for number in range(partners)]}
    answers = drawn(**{key: rows for key, rows in told.items() if rows})
    return score_answers(SYSTEM, SURVEY, 2025, [answers], ROWS).values[unit, indicator]


def test_the_arithmetic_names_reversed_items_and_the_weight_of_groups():
    value = value_of(5, 3)
    groups = list_groups(SYSTEM, value, SURVEY, "en")
    assert [(group.count, group.minimum, group.mean, group.enters, group.short) for group in groups] == [
        ("5", 5, 4.0, True, False),
        ("3", 3, 4.0, True, False),
    ]
    assert groups[0].items == "R01, R02, R03 (reversed: 6 − answer)"
    told = describe_survey_formula(SURVEY, groups, "en", upper=True)
    assert told.startswith("100 × (m − 1) ÷ 4; m is the mean of the groups R, P, each with weight 1/2")
    assert told.endswith("persons weigh by branch_year.n_visits of their member")
    assert "persons" not in describe_survey_formula(SURVEY, groups, "en", upper=False)
    assert put_numbers_in(SURVEY, groups) == "100 × ((4.0000 + 4.0000) ÷ 2 − 1) ÷ 4"
    assert value.value == 100 * ((4 + 4) / 2 - 1) / 4


def test_where_only_organisations_answer_nobody_weighs():
    groups = list_groups(SYSTEM, value_of(5, 3, "V1.2"), SURVEY, "en")
    assert "persons" not in describe_survey_formula(SURVEY, groups, "en", upper=True)
    assert put_numbers_in(SURVEY, groups).startswith("100 × (3.6667 − 1)")


def test_too_few_is_told_with_the_votes_and_the_minimum():
    value = value_of(5, 2)
    assert value.status is Status.BELOW_MINIMUM
    assert explain_reason(SYSTEM, value, SURVEY, "en").endswith("(P Organisations that work with the branches: n = 2, minimum 3)")
    assert "下限 3" in explain_reason(SYSTEM, value, SURVEY, "zh")
    assert explain_reason(SYSTEM, value, None, "en") == "too few answered"


def test_a_hidden_group_shows_neither_its_votes_nor_its_mean():
    groups = list_groups(SYSTEM, value_of(2, 3), SURVEY, "en")
    assert (groups[0].count, groups[0].mean, groups[0].short) == ("<3", None, True)
    assert put_numbers_in(SURVEY, groups) == ""


def test_a_group_that_did_not_answer_is_named():
    value = value_of(5, 0)
    assert value.reason == "group_lacking"
    assert "n = 0, minimum 3" in explain_reason(SYSTEM, value, SURVEY, "en")


def test_a_denominator_too_small_is_told_with_its_minimum():
    least = next(code for code, item in SYSTEM.indicators.items() if item.minimum_denominator)
    value = IndicatorValue("L01", least, 1.0, Status.BELOW_MINIMUM, "minimum_denominator", denominator=7.0)
    told = explain_reason(SYSTEM, value, None, "en")
    assert told == f"its denominator is below the minimum (n = 7, minimum {SYSTEM.indicators[least].minimum_denominator:g})"
    assert "(n = –," in explain_reason(SYSTEM, replace(value, denominator=None), None, "en")
    assert explain_reason(SYSTEM, replace(value, reason="own words"), None, "en") == "own words"


def test_an_evaluation_is_explained_with_the_questionnaire_it_was_made_with():
    unit, value = Unit("L01", "library", "Library", "", ()), value_of(5, 3)
    values = [value, *(IndicatorValue("L01", code, 50.0, Status.VALUE) for code in ("V1.2", "V1.3"))]
    evaluation = seal(SYSTEM, Options("library", "2025"), [unit], values, None, (), "1", survey=SURVEY)
    assert survey_of(evaluation) == SURVEY
    view = view_explanation(evaluation, SYSTEM, unit, value, (), (), "en")
    assert view.asked
    assert view.with_numbers == "100 × ((4.0000 + 4.0000) ÷ 2 − 1) ÷ 4"
    plain = seal(SYSTEM, Options("library", "2025"), [unit], values, None, (), "1")
    assert survey_of(plain) is None
    assert not view_explanation(plain, SYSTEM, unit, value, (), (), "en").asked


def test_a_question_turned_round_makes_another_evaluation():
    unit = Unit("L01", "library", "Library", "", ())
    values = [IndicatorValue("L01", code, 50.0, Status.VALUE) for code in ("V1.1", "V1.2", "V1.3")]
    group = SURVEY.groups["R"]
    turned = group.items | {"R03": group.items["R03"].model_copy(update={"reverse": False})}
    flipped = SURVEY.model_copy(update={"groups": SURVEY.groups | {"R": group.model_copy(update={"items": turned})}})
    made = [seal(SYSTEM, Options("library", "2025"), [unit], values, None, (), "1", survey=survey) for survey in (SURVEY, SURVEY, flipped, None)]
    assert made[0].id == made[1].id
    assert len({item.id for item in made}) == 3
    assert [bool(item.survey_digest) for item in made] == [True, True, True, False]
