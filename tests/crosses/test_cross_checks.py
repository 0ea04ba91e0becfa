"""What must agree between sheets, between parts and between rounds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from crosses.drawn_parts import Reason, branch, faults, stored
from iecscore.problems import Severity, error
from iecscore.text import word_problem
from iecscore.workbook import check_parts

LIST = (branch("B01"), branch("B02"))


def year_row(member, year=2025, **figures):
    return {"branch_id": member, "year": year} | figures


def shelves(member, *items, year=2025):
    return [{"branch_id": member, "year": year, "shelf": chr(65 + number), "n_items": count} for number, count in enumerate(items)]


def told(desk, member, year=2025, shelf_year=(), **figures):
    return desk.branch(member, year=year, branch_year=[year_row(member, year, **figures)], shelf_year=list(shelf_year))


# ------------------------------------------------------------ within a member's part


@pytest.mark.parametrize(
    ("stock", "items", "codes"),
    [
        (1000, (600, 400), []),
        (1000, (600, 420), []),
        (1000, (600, 421), ["disagrees"]),
        (1000, (600, 379), ["disagrees"]),
        (1000, (), ["disagrees"]),
        (None, (600, 400), []),
        (1000, (600, None), []),
        (0, (), []),
    ],
)
def test_the_sums_of_two_sheets_agree_within_the_tolerance(extended, stock, items, codes):
    parts = [extended.office(*LIST), told(extended, "B01", shelf_year=shelves("B01", *items), n_stock=stock)]
    assert [code for _, code, _ in faults(check_parts(extended.system, parts, ()))] == codes


def test_a_disagreement_names_the_cell_both_sides_and_what_to_do(extended):
    parts = [extended.office(*LIST), told(extended, "B01", shelf_year=shelves("B01", 600, 300), n_stock=1000)]
    checked = check_parts(extended.system, parts, ())
    assert faults(checked) == [("branch:B01", "disagrees", "H5")]
    assert checked[1].refused
    assert word_problem(checked[1].problems[0], "en") == (
        "The shelves do not hold the stock. Correct one of the two.",
        "What was compared: total of “Items” in sheet “07 书架年度” is 900, total of “Items in stock” in sheet “03 分馆年度” is 1000.",
    )
    assert word_problem(checked[1].problems[0], "zh") == (
        "各书架册数合计与馆藏册数不符，请更正。",
        "比对结果：“07 书架年度”表“册数”合计为 900，“03 分馆年度”表“馆藏册数”合计为 1000。",
    )


def test_each_member_is_compared_by_itself(extended):
    parts = [
        extended.office(*LIST),
        told(extended, "B01", shelf_year=shelves("B01", 100), n_stock=200),
        told(extended, "B02", shelf_year=shelves("B02", 300), n_stock=200),
    ]
    assert faults(check_parts(extended.system, parts, ())) == [("branch:B01", "disagrees", "H5"), ("branch:B02", "disagrees", "H5")]


def test_where_the_cell_to_be_named_is_not_told_nothing_is_said(extended):
    parts = [extended.office(*LIST), extended.branch("B01", shelf_year=shelves("B01", 100))]
    assert faults(check_parts(extended.system, parts, ())) == []


def test_a_part_that_reading_refused_is_compared_all_the_same(extended):
    bad = replace(told(extended, "B01", shelf_year=shelves("B01", 100), n_stock=200), problems=(error("workbook.blank"),))
    checked = check_parts(extended.system, [extended.office(*LIST), bad], ())
    assert [problem.code for problem in checked[1].problems] == ["workbook.blank", "crosses.disagrees"]


def test_of_a_cell_that_could_not_be_read_nothing_more_is_said(extended):
    part = told(extended, "B01", shelf_year=shelves("B01", 100), n_stock=200)
    (wrong,) = check_parts(extended.system, [extended.office(*LIST), part], ())[1].problems
    bad = replace(part, problems=(error("workbook.blank", wrong.place),))
    assert [problem.code for problem in check_parts(extended.system, [extended.office(*LIST), bad], ())[1].problems] == ["workbook.blank"]


def test_rows_of_members_in_the_unit_s_own_part_are_compared_member_by_member(extended):
    wishes = [{"wish_id": f"W{number}", "branch_id": owner, "asked": date(2025, 1, 1)} for number, owner in enumerate(("B01", "B01", "B02"))]
    parts = [extended.office(*LIST, wish=wishes), told(extended, "B01", n_new=1), told(extended, "B02", n_new=1)]
    checked = check_parts(extended.system, parts, ())
    assert faults(checked) == [("branch:B01", "disagrees", "I5")]
    assert word_problem(checked[1].problems[0], "zh").remedy == "比对结果：“04 读者荐购”表符合条件的行数为 2，“03 分馆年度”表“新购册数”合计为 1。"


# ------------------------------------------------------------ between rounds


@pytest.mark.parametrize(("loans", "codes"), [(1500, []), (1501, ["disagrees"]), (500, []), (499, ["disagrees"]), (None, [])])
def test_a_figure_is_compared_with_last_year_s(library, loans, codes):
    before = stored(library.office(*LIST, year=2024), told(library, "B01", 2024, n_loans=1000))
    checked = check_parts(library.system, [library.office(*LIST), told(library, "B01", n_loans=loans)], before)
    assert [code for _, code, _ in faults(checked)] == codes
    assert all(problem.severity is Severity.QUERY for read in checked for problem in read.problems)


def test_last_year_is_named_as_such(library):
    before = stored(library.office(*LIST, year=2024), told(library, "B01", 2024, n_loans=1000))
    checked = check_parts(library.system, [library.office(*LIST), told(library, "B01", n_loans=10)], before)
    assert word_problem(checked[1].problems[0], "en").remedy.endswith("total of “Loans” in sheet “03 分馆年度” of the round before is 1000.")
    assert word_problem(checked[1].problems[0], "zh").remedy.endswith("上一年度“03 分馆年度”表“外借册次”合计为 1000。")


@pytest.mark.parametrize("before", [[], [Reason("refused")]])
def test_without_a_figure_of_last_year_nothing_is_compared(library, before):
    told_before = stored(library.office(*LIST, year=2024), *(told(library, "B01", 2024, n_loans=loans) for loans in before))
    assert faults(check_parts(library.system, [library.office(*LIST), told(library, "B01", n_loans=10)], told_before)) == []


def test_a_last_year_without_rows_is_not_a_nought(extended):
    lists = [extended.office(*LIST, year=year) for year in (2024, 2025)]
    before = stored(*lists, extended.branch("B01", year=2024, request=[{"request_id": "R1", "branch_id": "B01"}]))
    assert faults(check_parts(extended.system, [told(extended, "B01", n_loans=10)], before)) == []


def test_last_year_told_late_asks_about_the_year_that_is_there(library):
    before = stored(*(library.office(*LIST, year=year) for year in (2024, 2025)), told(library, "B01", n_loans=10))
    (checked,) = check_parts(library.system, [told(library, "B01", 2024, n_loans=1000)], before)
    assert [(problem.code, problem.place.file, problem.place.cell) for problem in checked.problems] == [
        ("crosses.disagrees", "2025_L01_B01.xlsx", "C5")
    ]


# ------------------------------------------------------------ by unit


def test_a_count_of_rows_is_compared_where_they_meet_the_condition(extended):
    listed = (*LIST, branch("B03", closed=date(2025, 3, 1)), branch("B04", closed=date(2026, 3, 1)))
    assert faults(check_parts(extended.system, [extended.office(*listed, library={"n_branches": 3})], ())) == []
    checked = check_parts(extended.system, [extended.office(*listed, library={"n_branches": 4})], ())
    assert faults(checked) == [("office", "disagrees", "F5")]
    assert word_problem(checked[0].problems[0], "en").remedy.endswith("rows in sheet “02 分馆名单” is 3.")
    assert not checked[0].refused


def test_rounds_are_compared_by_unit(extended):
    before = stored(extended.office(*LIST, year=2024, library={"n_branches": 2}))
    many = [branch(f"B{number:02d}") for number in range(1, 6)]
    checked = check_parts(extended.system, [extended.office(*many, library={"n_branches": 5})], before)
    assert faults(checked) == [("office", "disagrees", "F5")]


def asking(desk, members, n_branches, wishes=()):
    rows = [{"wish_id": f"W{number}", "branch_id": owner, "asked": date(2025, 1, 1)} for number, owner in enumerate(wishes)]
    listed = [branch(f"B{number:02d}") for number in range(1, 4)]
    return [
        desk.office(*listed, library={"n_branches": n_branches}, wish=rows),
        *(desk.branch(member, request=[{"request_id": f"R{member}", "branch_id": member}]) for member in members),
    ]


def test_members_are_counted_once_by_owner_or_by_the_column_named(extended):
    system = extended.system.model_copy(
        update={"cross_checks": tuple(check for check in extended.system.cross_checks if check.key == "branches_asking")}
    )
    three = ("B01", "B02", "B03")
    assert faults(check_parts(system, asking(extended, three, 3, ["B01", "B01", None]), ())) == []
    checked = check_parts(system, asking(extended, three, 2, ["B01"]), ())
    assert faults(checked) == [("office", "disagrees", "F5")]
    assert word_problem(checked[0].problems[0], "en").remedy == (
        "What was compared: members named in sheets “06 转交请求, 04 读者荐购” is 3, total of “Branches open” in sheet “01 图书馆系统” is 2."
    )


def events(desk, total, *counts, members=2):
    listed = [branch(f"B{number:02d}") for number in range(1, members + 1)]
    return [
        desk.office(*listed, library={"n_events": total}),
        *(told(desk, f"B{number:02d}", n_events=count) for number, count in enumerate(counts, 1)),
    ]


def test_an_error_between_parts_is_one_of_the_part_that_holds_the_cell(extended):
    checked = check_parts(extended.system, events(extended, 30, 10, 25), ())
    assert faults(checked) == [("branch:B01", "disagrees", "F5")]
    assert [read.refused for read in checked] == [False, True, False]


def test_the_cell_of_a_part_that_comes_in_goes_before_one_stored(extended):
    office, one, two = events(extended, 30, 10, 25)
    checked = check_parts(extended.system, [two], stored(office, one))
    assert faults(checked) == [("branch:B02", "disagrees", "F5")]


def test_where_the_cell_is_stored_the_part_that_comes_in_is_told(extended):
    office, one, two = events(extended, 30, 10, 25)
    (checked,) = check_parts(extended.system, [office], stored(extended.office(*LIST), one, two))
    assert [(problem.code, problem.place.file, problem.place.cell) for problem in checked.problems] == [
        ("crosses.disagrees", "2025_L01_B01.xlsx", "F5")
    ]
    assert checked.refused


def test_while_a_member_has_not_told_nothing_is_compared(extended):
    assert faults(check_parts(extended.system, events(extended, 30, 10, members=2), ())) == []
    assert faults(check_parts(extended.system, events(extended, 30, 10, 10)[1:], ()))[0][1] == "part_first"


def test_nobody_waits_for_who_left_in_the_year(extended):
    one = told(extended, "B01", n_events=10)
    listed = [branch("B01"), branch("B02", closed=date(2025, 1, 31))]
    office = extended.office(*listed, library={"n_events": 30})
    assert faults(check_parts(extended.system, [office, one], ())) == [("branch:B01", "disagrees", "F5")]
    assert faults(check_parts(extended.system, [office, one, told(extended, "B02", n_events=20)], ())) == []


def test_a_query_is_asked_as_soon_as_enough_members_have_told_an_error_needs_all(extended):
    queried = tuple(check.model_copy(update={"severity": "query"}) for check in extended.system.cross_checks)
    lenient = extended.system.model_copy(update={"cross_checks": queried})
    parts = events(extended, 30, 10, 10, 20, 20, members=5)
    assert faults(check_parts(extended.system, parts, ())) == []
    assert faults(check_parts(lenient, parts, ())) == [("branch:B01", "disagrees", "F5")]
    assert faults(check_parts(lenient, parts[:-1], ())) == []


def test_a_figure_that_may_be_blank_counts_as_nothing_unless_a_reason_is_told(extended):
    system = extended.system
    visitors = system.cross_checks[4].model_copy(
        update={"left": "sum(branch_year.n_event_visitors)", "cell": "branch_year.n_event_visitors", "severity": "query"}
    )
    changed = system.model_copy(update={"cross_checks": (visitors,)})

    def parts(blank):
        return [
            extended.office(*LIST, library={"n_events": 30}),
            told(extended, "B01", n_event_visitors=20),
            told(extended, "B02", n_event_visitors=blank),
        ]

    assert [code for _, code, _ in faults(check_parts(changed, parts(None), ()))] == ["disagrees"]
    assert faults(check_parts(changed, parts(Reason("not_collected")), ())) == []


def test_sums_are_exact(library):
    system = library.system
    check = system.cross_checks[0].model_copy(update={"left": "sum(branch_year.cost)", "right": "sum(previous.branch_year.cost)", "within": 0.1})
    changed = system.model_copy(update={"cross_checks": (check,)})
    before = stored(library.office(*LIST, year=2024), told(library, "B01", 2024, cost=Decimal("0.3")))
    for cost, codes in ((Decimal("0.33"), []), (Decimal("0.331"), ["disagrees"]), (0.33, [])):
        parts = [library.office(*LIST), told(library, "B01", n_loans=1, cost=cost)]
        assert [code for _, code, _ in faults(check_parts(changed, parts, before))] == codes
