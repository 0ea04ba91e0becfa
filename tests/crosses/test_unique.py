"""What identifies a row does so in the whole unit, whoever tells it and in whatever round."""

from dataclasses import replace
from datetime import date

from crosses.drawn_parts import branch, faults, stored
from iecscore.text import word_problem
from iecscore.workbook import check_parts


def request(code, member, **more):
    return {"request_id": code, "branch_id": member} | more


TWO = (branch("B01"), branch("B02"))


def test_two_members_who_give_one_number_are_both_named(extended):
    parts = [
        extended.office(*TWO),
        extended.branch("B01", request=[request("R1", "B01")]),
        extended.branch("B02", request=[request("R7", "B02"), request("R1", "B02")]),
    ]
    checked = check_parts(extended.system, parts, ())
    assert faults(checked) == [("branch:B01", "told_twice", "A5"), ("branch:B02", "told_twice", "A6")]
    assert word_problem(checked[1].problems[0], "en").cause == (
        "“Request number” “R1” also stands in 2025_L01_B02.xlsx, sheet “06 转交请求”, cell A6."
    )
    assert word_problem(checked[2].problems[0], "zh").cause == "请求编号“R1”与 2025_L01_B01.xlsx 中“06 转交请求”表 A5 单元格重复。"


def test_only_who_comes_later_is_refused(extended):
    before = stored(extended.office(*TWO), extended.branch("B01", request=[request("R1", "B01")]))
    checked = check_parts(extended.system, [extended.branch("B02", request=[request("R1", "B02")])], before)
    assert faults(checked) == [("branch:B02", "told_twice", "A5")]


def test_a_corrected_part_is_not_compared_with_itself(extended):
    before = stored(extended.office(*TWO), extended.branch("B01", request=[request("R1", "B01")]))
    parts = [extended.branch("B01", request=[request("R1", "B01", district="N"), request("R2", "B01")])]
    assert faults(check_parts(extended.system, parts, before)) == []


def test_a_register_s_number_stays_with_who_gave_it_in_an_earlier_round(extended):
    before = stored(extended.office(*TWO, year=2024), extended.office(*TWO), extended.branch("B01", year=2024, request=[request("R1", "B01")]))
    parts = [extended.branch("B01", request=[request("R1", "B01")]), extended.branch("B02", request=[request("R1", "B02")])]
    assert faults(check_parts(extended.system, parts[:1], before)) == []
    assert faults(check_parts(extended.system, parts[1:], before)) == [("branch:B02", "told_twice", "A5")]


def test_a_later_round_does_not_count_for_an_earlier_one(extended):
    before = stored(extended.office(*TWO, year=2024), extended.office(*TWO), extended.branch("B01", request=[request("R1", "B01")]))
    parts = [extended.branch("B02", year=2024, request=[request("R1", "B02")])]
    assert faults(check_parts(extended.system, parts, before)) == []


def test_the_rows_of_one_sheet_are_left_to_reading(extended):
    whole = [extended.part("branch", member=member, file="whole.xlsx", request=[request("R1", member)]) for member in ("B01", "B02")]
    assert faults(check_parts(extended.system, [extended.office(*TWO), *whole], ())) == []
    checked = check_parts(extended.system, whole[1:], stored(extended.office(*TWO), whole[0]))
    assert faults(checked) == [("branch:B02", "told_twice", "A5")]


def test_a_key_that_does_not_hold_the_member_is_one_for_the_whole_unit(extended):
    visit = {"year": 2025, "school": "North"}
    parts = [extended.office(*TWO), *(extended.branch(member, visit=[visit | {"branch_id": member}]) for member in ("B01", "B02"))]
    checked = check_parts(extended.system, parts, ())
    assert faults(checked) == [("branch:B01", "told_twice", "A5"), ("branch:B02", "told_twice", "A5")]
    assert word_problem(checked[1].problems[0], "en").cause.startswith("“Year, School” “2025, North” also stands in 2025_L01_B02.xlsx")


def test_a_key_of_another_year_is_another_key(extended):
    before = stored(
        extended.office(*TWO, year=2024),
        extended.office(*TWO),
        extended.branch("B01", year=2024, visit=[{"year": 2024, "school": "North", "branch_id": "B01"}]),
    )
    parts = [extended.branch("B02", visit=[{"year": 2025, "school": "North", "branch_id": "B02"}])]
    assert faults(check_parts(extended.system, parts, before)) == []


def test_the_list_of_members_is_compared_within_its_round_only(library):
    before = stored(library.office(branch("B01", isil="CN-7"), year=2024))
    assert faults(check_parts(library.system, [library.office(branch("B02", isil="CN-7"))], before)) == []


def test_a_blank_is_shared_by_all(extended):
    parts = [extended.office(*TWO), *(extended.branch(member, request=[request(None, member)]) for member in ("B01", "B02"))]
    assert faults(check_parts(extended.system, parts, ())) == []


def test_what_stands_twice_in_two_workbooks_of_the_unit_itself_is_named(library):
    # rows of the same list told by nobody in particular, as an older store may hold them
    old = [replace(rows, submitter="") for rows in stored(library.office(branch("B01", isil="CN-7"), year=2025))]
    checked = check_parts(library.system, [library.office(branch("B02", isil="CN-7", opened=date(2020, 1, 1)))], old)
    assert faults(checked) == [("office", "told_twice", "D5")]


def test_codes_that_differ_in_small_letters_or_width_alone_are_one_code(extended):
    parts = [
        extended.office(*TWO),
        extended.branch("B01", request=[request("R1-a", "B01")]),
        extended.branch("B02", request=[request("ｒ１-A", "B02")]),
    ]
    assert faults(check_parts(extended.system, parts, ())) == [("branch:B01", "told_twice", "A5"), ("branch:B02", "told_twice", "A5")]


def test_a_register_s_code_must_be_spelled_as_in_the_round_before(extended):
    before = stored(extended.office(*TWO, year=2024), extended.office(*TWO), extended.branch("B01", year=2024, request=[request("R1", "B01")]))
    (checked,) = check_parts(extended.system, [extended.branch("B01", request=[request("r1", "B01")])], before)
    assert faults([checked]) == [("branch:B01", "told_twice", "A5")]
    assert checked.problems[0].words["other_file"] == "2024_L01_B01.xlsx"
