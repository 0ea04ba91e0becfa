"""What cells point at: rows of the unit, and codes the unit lists."""

from dataclasses import replace
from datetime import date

import pytest

from crosses.drawn_parts import branch, faults, stored
from iecscore.problems import Place, error
from iecscore.text import word_problem
from iecscore.workbook import check_parts


def wish(code, member, **more):
    return {"wish_id": code, "branch_id": member, "asked": date(2025, 1, 1)} | more


def only(checked):
    (problem,) = (problem for read in checked for problem in read.problems)
    return problem


def test_a_row_that_is_not_there_is_named_with_the_nearest(library):
    problem = only(check_parts(library.system, [library.office(branch("B01"), branch("B22"), wish=[wish("W1", "B01"), wish("W2", "B20")])], ()))
    assert (problem.code, problem.place.cell, problem.words["nearest"]) == ("crosses.unknown_reference", "B6", "B22")
    assert word_problem(problem, "en").cause == "Sheet “02 分馆名单” has no row with “Branch code” “B20”."
    assert word_problem(problem, "zh").cause == "“02 分馆名单”表中没有分馆编码为“B20”的行。"


def test_every_row_that_is_not_there_is_named_at_once(library):
    wishes = [wish(f"W{number}", f"B8{number}") for number in range(3)]
    assert [cell for _, _, cell in faults(check_parts(library.system, [library.office(branch("B01"), wish=wishes)], ()))] == ["B5", "B6", "B7"]


def test_where_nothing_is_listed_nothing_is_offered(library):
    problem = only(check_parts(library.system, [library.office(wish=[wish("W1", "B01")])], ()))
    assert (problem.words["nearest"], problem.words["known"]) == ("–", "–")


def test_the_row_referred_to_must_meet_the_condition(extended):
    branches = [branch("B01"), branch("B02", kind="small"), branch("B03")]
    problem = only(check_parts(extended.system, [extended.office(*branches, library={"main_branch": "B02"})], ()))
    assert (problem.code, problem.place.cell, problem.words["known"]) == ("crosses.unfit_reference", "E5", "B01, B03")
    assert word_problem(problem, "en").cause == (
        "“B02” may not stand under “Main branch”: in sheet “02 分馆名单” it has Kind: small branch, but asked for is: “Kind” is full branch."
    )
    assert word_problem(problem, "zh").cause == "“B02”不能填入“中心馆”：“02 分馆名单”表中该项为类型: 小型分馆，而此处要求“类型”为综合分馆。"


def test_the_nearest_offered_is_one_that_fits(extended):
    branches = [branch("B07", kind="small"), branch("B21")]
    problem = only(check_parts(extended.system, [extended.office(*branches, library={"main_branch": "B08"})], ()))
    assert (problem.code, problem.words["nearest"]) == ("crosses.unknown_reference", "B21")


def test_rows_accepted_before_can_be_referred_to(extended):
    before = stored(extended.office(branch("B01"), wish=[wish("W1", None)]))
    parts = [extended.branch("B01", request=[{"request_id": "R1", "branch_id": "B01", "wish_id": "W1"}])]
    assert faults(check_parts(extended.system, parts, before)) == []


def test_registers_of_earlier_rounds_can_be_referred_to(extended):
    before = stored(extended.office(branch("B01"), year=2024, wish=[wish("W1", None)]), extended.office(branch("B01")))
    parts = [extended.branch("B01", request=[{"request_id": "R1", "branch_id": "B01", "wish_id": "W1"}])]
    assert faults(check_parts(extended.system, parts, before)) == []


def test_a_register_may_name_a_member_of_an_earlier_round(library):
    before = stored(library.office(branch("B01"), branch("B02"), year=2024))
    wishes = [wish("W1", "B02"), wish("W2", "B03")]
    problem = only(check_parts(library.system, [library.office(branch("B01"), wish=wishes)], before))
    assert (problem.code, problem.place.cell) == ("crosses.unknown_reference", "B6")


def test_a_row_of_the_round_names_only_members_of_the_round(extended):
    before = stored(extended.office(branch("B01"), branch("B02"), year=2024))
    checked = check_parts(extended.system, [extended.office(branch("B01"), library={"main_branch": "B02"})], before)
    assert faults(checked) == [("office", "unknown_reference", "E5")]


def test_what_other_members_tell_is_looked_for_only_when_all_have_told(extended):
    rows = [{"request_id": "R1", "branch_id": "B01", "follows": "R0"}]
    parts = [extended.office(branch("B01"), branch("B02")), extended.branch("B01", request=rows)]
    assert faults(check_parts(extended.system, parts, ())) == []
    assert faults(check_parts(extended.system, [*parts, extended.branch("B02")], ())) == [("branch:B01", "unknown_reference", "D5")]
    parts = [*parts, extended.branch("B02", request=[{"request_id": "R0", "branch_id": "B02"}])]
    assert faults(check_parts(extended.system, parts, ())) == []


def test_without_the_unit_s_own_part_no_reference_to_it_is_a_fault_of_its_own(extended):
    rows = [{"request_id": "R1", "branch_id": "B01", "wish_id": "W9"}]
    assert faults(check_parts(extended.system, [extended.branch("B01", request=rows)], ())) == [("branch:B01", "part_first", "")]


@pytest.mark.parametrize(("listed", "cells"), [(("N",), ["F6"]), (("N", "S"), []), (None, []), ((), [])])
def test_a_code_is_among_those_the_unit_lists_where_it_lists_any(extended, listed, cells):
    branches = [branch("B01", district="N"), branch("B02", district="S"), branch("B03")]
    checked = check_parts(extended.system, [extended.office(*branches, library={"districts": listed})], ())
    assert [(code, cell) for _, code, cell in faults(checked)] == [("not_in_subset", cell) for cell in cells]


def test_a_code_not_listed_is_worded_with_those_that_are(extended):
    problem = only(check_parts(extended.system, [extended.office(branch("B01", district="S"), library={"districts": ("N",)})], ()))
    assert word_problem(problem, "en").cause == ("“South” is not listed under “Districts served” in sheet “01 图书馆系统”; listed are: North.")
    assert word_problem(problem, "zh").cause == "“南区”不在“01 图书馆系统”表“服务城区”所列范围内；所列为：北区。"


def test_each_of_several_codes_must_be_listed(extended):
    office = extended.office(branch("B01"), library={"districts": ("N",)})
    rows = [{"branch_id": "B01", "year": 2025, "shelf": shelf, "subjects": codes} for shelf, codes in (("A", ("N", "S")), ("B", ("N",)), ("C", None))]
    assert faults(check_parts(extended.system, [extended.branch("B01", shelf_year=rows)], stored(office))) == [("branch:B01", "not_in_subset", "E5")]


def test_registers_may_use_codes_listed_in_their_time(extended):
    before = stored(extended.office(branch("B01"), year=2024, library={"districts": ("S",)}))
    requests = [{"request_id": f"R{code}", "branch_id": "B01", "district": code} for code in ("N", "S", "W")]
    parts = [extended.office(branch("B01"), library={"districts": ("N",)}), extended.branch("B01", request=requests)]
    assert faults(check_parts(extended.system, parts, before)) == [("branch:B01", "not_in_subset", "E7")]


def test_a_reference_in_small_letters_means_the_row_and_is_spelled_like_it(extended):
    office = extended.office(branch("B01"), wish=[wish("W1", "B01")])
    told = extended.branch("B01", request=[{"request_id": "R1", "branch_id": "b01", "wish_id": "ｗ1"}])
    checked = check_parts(extended.system, [office, told], ())
    assert faults(checked) == []
    (rows,) = checked[1].tables
    assert (rows.column("branch_id"), rows.column("wish_id")) == (("B01",), ("W1",))


def test_a_reference_that_two_rows_could_be_meant_by_stays_as_it_is(extended):
    office = extended.office(branch("B01"), wish=[wish("W1", "B01")])
    other = extended.office(branch("B01"), year=2024, wish=[wish("w1", "B01")])
    told = extended.branch("B01", request=[{"request_id": "R1", "branch_id": "B01", "wish_id": "ｗ1"}])
    assert [code for _, code, _ in faults(check_parts(extended.system, [told], stored(office, other)))] == ["unknown_reference"]


def unread(cell):
    return error("workbook.unknown_code", Place("2025_L01_office.xlsx", "02 分馆名单", cell))


def test_a_row_whose_condition_could_not_be_read_is_not_called_unfit(extended):
    part = extended.office(branch("B02", kind=None), library={"main_branch": "B02"})
    place = next(rows for rows in part.tables if rows.table == "branch").address(0, "kind")
    (checked,) = check_parts(extended.system, [replace(part, problems=(unread(place),))], ())
    assert faults([checked]) == [("office", "workbook.unknown_code", place)]


def test_where_a_code_of_the_list_could_not_be_read_no_reference_is_called_unknown(library):
    part = library.office(branch("B01"), branch(None), wish=[wish("W1", "B02")])
    (checked,) = check_parts(library.system, [replace(part, problems=(unread("A6"),))], ())
    assert faults([checked]) == [("office", "workbook.unknown_code", "A6")]
