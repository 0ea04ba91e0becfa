"""Conditions of the content, said to the person who fills in the form."""

import pytest

from iecscore.problems import Misuse
from iecscore.text import untranslated
from iecscore.workbook.conditions import word_condition
from iecscore.workbook.parts import compile_row
from iecscore.workbook.rules import FORMATS, KINDS, NEEDS, is_rule


@pytest.mark.parametrize(
    ("condition", "english", "chinese"),
    [
        ("free", "“Free of charge” is yes", "“是否免费”为“是”"),
        ("free = false", "“Free of charge” is no", "“是否免费”为否"),
        ("district = 'N'", "“District” is North", "“城区”为北区"),
        ("district in ('N', 'S')", "“District” is North/South", "“城区”为北区/南区"),
        ("room is null", "“Room” is blank", "未填“教室”"),
        ("room is not null", "“Room” is filled in", "已填“教室”"),
        ("hours >= 10", "“Hours” ≥ 10", "“课时” ≥ 10"),
        ("starts < ends", "“Starts on” < …", "“开课日期” < …"),
        ("free and hours > 1", "“Free of charge” is yes and “Hours” > 1", "“是否免费”为“是”且“课时” > 1"),
        ("free or room is null", "“Free of charge” is yes or “Room” is blank", "“是否免费”为“是”或未填“教室”"),
        ("hours * 2 > 10", "it applies", "适用本项"),
    ],
)
def test_a_condition_is_said_with_headers_and_wording(library, condition, english, chinese):
    table = library.system.tables["course"]
    assert word_condition(library.system, table, condition, "en") == english
    assert word_condition(library.system, table, condition, "zh") == chinese


def test_a_condition_that_cannot_be_read_is_a_misuse(library):
    with pytest.raises(Misuse, match=r"formula\.unknown_field"):
        compile_row("colour = 'red'", library.system.tables["course"])


def test_everything_a_rule_may_say_is_worded_in_chinese():
    assert untranslated((*KINDS.values(), *FORMATS.values(), *NEEDS), "zh") == ()


@pytest.mark.parametrize("text", ["Required", "Optional\ntext", "必填", "选填\n文本", "条件必填：适用本项", "Required where it applies"])
def test_a_rule_is_known_by_how_it_begins(text):
    assert is_rule(text)
    assert not is_rule("B01")
