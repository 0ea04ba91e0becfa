"""A refused part counts for nobody; what was accepted of it before stays in force."""

from dataclasses import replace

from crosses.drawn_parts import branch, stored
from iecscore.problems import Place, error, query
from iecscore.text import word_problem
from iecscore.workbook import Envelope, PartRead, check_parts

FAULT = error("workbook.blank", Place("2025_L01_office.xlsx", "01 图书馆系统", "B5"))


def refused(part):
    return replace(part, problems=(FAULT,))


def loans(desk, member, unit="L01", count=900):
    return desk.branch(member, unit=unit, branch_year=[{"branch_id": member, "year": 2025, "n_loans": count}])


def codes(checked):
    return [[problem.code.partition(".")[2] for problem in read.problems] for read in checked]


def test_members_wait_for_a_list_that_reading_refused(library):
    checked = check_parts(library.system, [refused(library.office(branch("B01"))), loans(library, "B01")], ())
    assert codes(checked) == [["blank"], ["part_refused"]]
    assert word_problem(checked[1].problems[0], "en") == (
        "The workbook “Head office” of L01 for 2025 is refused in this import, and without it this part cannot be checked.",
        "Correct 2025_L01_office.xlsx first, then hand in both again.",
    )


def test_members_wait_for_a_list_that_is_refused_here(extended):
    office = extended.office(branch("B01"), library={"main_branch": "B07"})
    checked = check_parts(extended.system, [loans(extended, "B01"), office], ())
    assert codes(checked) == [["part_refused"], ["unknown_reference"]]


def test_members_wait_for_a_workbook_of_which_nothing_could_be_read(library):
    whole = PartRead(Envelope("L01", 2025), problems=(FAULT,))
    checked = check_parts(library.system, [whole, loans(library, "B01"), loans(library, "B01", "L02")], ())
    assert codes(checked) == [["blank"], ["part_refused"], ["part_first"]]


def test_a_list_accepted_before_serves_when_the_new_one_is_refused(library):
    before = stored(library.office(branch("B01")))
    parts = [refused(library.office(branch("B01"), branch("B02"))), loans(library, "B01"), loans(library, "B02")]
    assert codes(check_parts(library.system, parts, before)) == [["blank"], [], ["part_refused"]]


def test_only_the_unit_with_the_refused_part_is_touched(library):
    parts = [refused(library.office(branch("B01"))), library.office(branch("B01", isil="CN-2"), unit="L02"), loans(library, "B01", "L02")]
    assert codes(check_parts(library.system, parts, ())) == [["blank"], [], []]


def test_all_faults_of_a_refused_part_are_named_beside_those_of_reading(extended):
    office = refused(extended.office(branch("B01", district="S"), library={"main_branch": "B07", "districts": ("N",)}))
    assert codes(check_parts(extended.system, [office], ())) == [["blank", "not_in_subset", "unknown_reference"]]


def test_a_refused_part_does_not_contradict_another_unit_but_is_itself_compared(library):
    offices = [library.office(branch("B01", isil="CN-1"), unit=unit) for unit in ("L01", "L02")]
    parts = [*offices, refused(loans(library, "B01", "L01", 900)), loans(library, "B01", "L02", 950)]
    assert codes(check_parts(library.system, parts, ())) == [[], [], ["blank", "organisation_differs"], []]


def test_what_two_refused_parts_had_to_do_with_each_other_stays_told(library):
    offices = [library.office(branch("B01", isil="CN-1"), unit=unit) for unit in ("L01", "L02")]
    parts = [*offices, loans(library, "B01", "L01", 900), loans(library, "B01", "L02", 950)]
    assert codes(check_parts(library.system, parts, ())) == [[], [], ["organisation_differs"], ["organisation_differs"]]


def test_a_part_accepted_before_is_replaced_by_the_new_one(library):
    before = stored(library.office(branch("B01"), branch("B02")))
    checked = check_parts(library.system, [library.office(branch("B01")), loans(library, "B02")], before)
    assert codes(checked) == [[], ["unknown_member"]]


def test_of_two_tellings_in_the_store_the_later_counts(library):
    before = stored(library.office(branch("B01")), library.office(branch("B02")))
    assert codes(check_parts(library.system, [loans(library, "B02")], before)) == [[]]


def test_queries_refuse_nothing_and_are_kept(library):
    asked = query("workbook.implausible", Place("x.xlsx"))
    checked = check_parts(library.system, [replace(library.office(branch("B01")), problems=(asked,)), loans(library, "B01")], ())
    assert codes(checked) == [["implausible"], []]
    assert checked[0].problems == (asked,)


def test_a_part_that_comes_twice_is_checked_each_time(library):
    twice = [loans(library, "B01"), loans(library, "B09"), loans(library, "B09")]
    assert codes(check_parts(library.system, [library.office(branch("B01")), *twice], ())) == [[], [], ["unknown_member"], ["unknown_member"]]


def test_without_parts_there_is_nothing_to_check(library):
    assert check_parts(library.system, (), stored(library.office(branch("B01")))) == ()
