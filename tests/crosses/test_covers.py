"""A workbook under the cover of another unit: told by the codes and names in its rows, and refused as a whole."""

from dataclasses import replace

import pytest

from crosses.drawn_parts import branch, faults, stored
from iecscore.problems import Place, Severity
from iecscore.text import word_problem
from iecscore.workbook import check_parts
from iecscore.workbook.envelope import Label

COVER = Place("whole.xlsx", "00", "B1")
OTHER = "L02"


def request(code, member):
    return {"request_id": code, "branch_id": member}


def whole(desk, *codes):
    """Two branches' parts of one file; the first alone has rows with codes."""
    loans = {"branch_id": "B02", "year": 2025, "n_loans": 900}
    first = desk.part("branch", member="B01", file="whole.xlsx", request=[request(code, "B01") for code in codes])
    second = desk.part("branch", member="B02", file="whole.xlsx", branch_year=[loans])
    return [replace(part, cover=COVER) for part in (first, second)]


@pytest.fixture
def before(extended):
    branches = [branch("B01", name="Harbour"), branch("B02", name="Hill")]
    others = [branch("B01", name="Market", isil="CN-9"), branch("B02", name="Station", isil="CN-8")]
    return stored(extended.office(*branches), extended.office(*others, unit=OTHER))


def test_codes_that_begin_with_another_unit_s_code_refuse_every_part_of_the_file_at_the_cover(extended, before):
    checked = check_parts(extended.system, whole(extended, "l02-1", "L02-2", "R3"), before)
    assert faults(checked) == [("branch:B01", "other_cover", "B1"), ("branch:B02", "other_cover", "B1")]
    assert word_problem(checked[1].problems[0], "en").cause == (
        "The cover says L01, but 2 of the 3 row codes begin with “L02”, the first in sheet “06 转交请求”, cell A5."
    )


def test_a_few_such_codes_are_asked_back_where_they_stand(extended, before):
    checked = check_parts(extended.system, whole(extended, "L02-1", "L01-2", "L01-3"), before)
    assert faults(checked) == [("branch:B01", "other_unit_key", "A5")]
    assert checked[0].problems[0].severity is Severity.QUERY


@pytest.mark.parametrize("codes", [("L01-1", "L01-2"), ("L03-1", "R2"), ("L021", "L0-2")])
def test_own_codes_and_codes_of_no_unit_say_nothing(extended, before, codes):
    assert faults(check_parts(extended.system, whole(extended, *codes), before)) == []


def test_where_no_cover_is_left_the_file_is_named(extended, before):
    parts = [replace(part, cover=Place("whole.xlsx")) for part in whole(extended, "L02-1")]
    assert [problem.place for read in check_parts(extended.system, parts, before) for problem in read.problems] == [Place("whole.xlsx")] * 2


@pytest.mark.parametrize(("name", "cover", "told"), [("Station", COVER, "00!B1"), ("station", Place("whole.xlsx"), "–")])
def test_a_name_beside_the_code_that_is_a_member_s_of_another_unit_refuses_the_part(extended, before, name, cover, told):
    _, part = whole(extended)
    label = Label("B02", name, Place("whole.xlsx", "03", "A5"))
    (checked,) = check_parts(extended.system, [replace(part, cover=cover, labels=(label,))], before)
    assert faults([checked]) == [("branch:B02", "other_label", "A5")]
    assert checked.problems[0].words == {"told": name, "member": "B02", "unit": "L01", "other": "L02", "cover": told}


@pytest.mark.parametrize("name", ["Hill", "Hill (renamed)"])
def test_the_member_s_own_name_and_one_nobody_has_say_nothing(extended, before, name):
    _, part = whole(extended)
    assert faults(check_parts(extended.system, [replace(part, labels=(Label("B02", name, COVER),))], before)) == []


def test_where_the_unit_has_no_list_of_members_yet_no_other_unit_is_suggested(extended):
    _, part = whole(extended)
    others = stored(extended.office(branch("B02", name="Station"), unit=OTHER))
    (checked,) = check_parts(extended.system, [replace(part, cover=COVER, labels=(Label("B02", "Station", COVER),))], others)
    assert faults([checked]) == [("branch:B02", "part_first", "")]
