"""Answer sheets and votes are two counts, and both are told."""

import pytest

from iecscore.responses import Counted, count_answers, score_answers
from responses.drawn_library import SURVEY, SYSTEM, drawn, library_rows, partner, reader

ROWS = (*library_rows("L01", {"B01": 300, "B02": 100}), *library_rows("L02", {"B01": 10}))
PEOPLE = [
    partner("ONE", ["B01"], 4, 2, 4),
    partner("ONE", ["B01", "B02"], 5, 2, 4),
    partner("TWO", ["B02"], 3, 2, 4),
    partner(None, ["B01"], 3, 2, 4),
]
ANSWERS = (
    drawn(R=[reader("B01", 4, 4, 2), reader("B01", 4), reader("B02", 3, 3, 3)], P=PEOPLE),
    drawn("L02", R=[reader("B01", 5, 5, 1)]),
)


def count(unit, indicator, level="library"):
    return count_answers(SYSTEM, SURVEY, level, 2025, ANSWERS, ROWS, unit, indicator)


def test_the_people_of_one_organisation_are_several_sheets_and_one_vote():
    assert count("L01", "V1.2") == (Counted("P", 3, 2),), "one sheet names no organisation"


def test_a_sheet_that_answers_too_few_items_does_not_count():
    assert count("L01", "V1.1") == (Counted("R", 2, 2), Counted("P", 3, 2))


def test_of_a_member_only_the_sheets_that_name_it_count():
    assert count("L01/B01", "V1.2", "branch") == (Counted("P", 2, 1),)
    assert count("L01/B02", "V1.2", "branch") == (Counted("P", 2, 2),)


def test_a_group_that_did_not_answer_has_no_sheets():
    assert count("L02", "V1.1") == (Counted("R", 1, 1), Counted("P", 0, 0))


def test_an_indicator_with_a_formula_has_no_sheets():
    system = SYSTEM.model_copy(update={"criteria": {"V1": SYSTEM.criteria["S1"].model_copy()}})
    code = next(iter(system.criteria["V1"].indicators))
    assert count_answers(system, SURVEY, "library", 2025, ANSWERS, ROWS, "L01", code) == ()


@pytest.mark.parametrize(("unit", "level"), [("L01", "library"), ("L01/B01", "branch"), ("L01/B02", "branch"), ("L02", "library")])
def test_the_votes_are_those_the_value_was_made_of(unit, level):
    values = score_answers(SYSTEM, SURVEY, 2025, ANSWERS, ROWS).values
    for code in ("V1.2", "V1.3"):
        told = sum(item.votes for item in count(unit, code, level))
        assert told == (values[unit, code].n if (unit, code) in values else 0)
