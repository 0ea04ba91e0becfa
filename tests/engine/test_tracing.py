"""Every figure can be followed to its cells, and every cell left out says why."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from engine.drawn_club import club, club_system, measure, tell, trace
from engine.drawn_rows import draw_rows
from iecscore.engine import compute_units, compute_values, describe_formula, trace_cells
from iecscore.engine.bench import set_up
from iecscore.engine.judging import judge_row
from iecscore.engine.plan import Frame, plan_jobs, sources_of
from iecscore.system import load_system
from iecscore.system.formula import RowExpression, evaluate_row, sides_of

RATIO = "sum(work.hours) / nullif(sum(work.n), 0)"
IEC = load_system(Path(__file__).parents[2] / "indicators" / "iec").result


def work(*rows, columns="member_id year hours n", **options):
    return tell("work", columns, *rows, **options)


def places(cells):
    return [(cell.cell, cell.field, cell.value, cell.left_out) for cell in cells]


def test_each_cell_is_told_with_file_sheet_and_value():
    cells = trace(RATIO, *club("M1"), work(("M1", 2025, "7.50", 3)))
    assert [(cell.file, cell.sheet, cell.cell, cell.field, cell.value, cell.year, cell.counted) for cell in cells] == [
        ("U1-2025.xlsx", "sheet work", "C5", "work.hours", Decimal("7.50"), 2025, True),
        ("U1-2025.xlsx", "sheet work", "D5", "work.n", 3, 2025, True),
    ]
    assert [cell.terms for cell in cells] == [("sum(work.hours)", "sum(work.n)")] * 2


def test_what_was_left_out_says_why():
    rows = work(
        ("M1", 2025, 10, 1), ("M2", 2025, None, 1), ("M1", 2022, 10, 1), ("M1", 2024, 10, 1), ("M3", 2025, 10, 1), reasons={(1, "hours"): "refused"}
    )
    cells = trace(RATIO, *club("M1", "M2", ("M3", "full", None, _day("2024-05-05"))), rows, window=3)
    assert [(cell.cell, cell.value, cell.left_out, cell.reason) for cell in cells if cell.field == "work.hours"] == [
        ("C5", 10, "", ""),
        ("C6", None, "incomplete", "refused"),
        ("C7", 10, "outside_window", ""),
        ("C8", 10, "year_left_out", ""),
        ("C9", 10, "not_a_member", ""),
    ]


def _day(text):
    return tell("club", "c", (text,)).rows[0][0]


def test_rows_of_a_member_that_told_one_side_only_are_unpaired():
    deals = tell("deal", "deal_id member_id year sum", ("D1", "M1", 2025, 10), ("D2", "M2", 2025, 90))
    cells = trace("sum(deal.sum) / nullif(sum(work.n), 0)", *club("M1", ("M2", "guest")), deals, work(("M1", 2025, 1, 5)))
    assert [(cell.value, cell.left_out) for cell in cells if cell.field == "deal.sum"] == [(10, ""), (90, "unpaired")]


def test_registers_of_silent_members_are_not_handed_in():
    before = (*club("M1", year=2024), tell("need", "need_id member_id asked", ("N1", "M1", "2025-01-01"), year=2024))
    cells = trace("count(need.need_id) filter (where in_window(asked))", *before, *club("M1"))
    assert {(cell.field, cell.left_out) for cell in cells} == {("need.need_id", "not_handed_in"), ("need.asked", "not_handed_in")}


def test_rows_no_filter_takes_do_not_meet_its_condition():
    courses = tell(
        "course", "course member_id year places taken", ("C1", "M1", 2025, 5, True), ("C2", "M1", 2025, 7, False), ("C3", "M1", 2025, None, True)
    )
    cells = trace("sum(course.places) filter (where taken)", *club("M1"), courses)
    assert [(cell.cell, cell.left_out) for cell in cells if cell.field == "course.places"] == [("D5", ""), ("D6", "condition"), ("D7", "incomplete")]


def test_each_row_names_the_terms_it_entered():
    courses = tell("course", "course member_id year taken", ("C1", "M1", 2025, True), ("C2", "M1", 2025, False))
    part, whole = "count(course.course) filter (where course.taken)", "count(course.course)"
    cells = trace(f"{part} / nullif({whole}, 0)", *club("M1"), courses)
    assert [(cell.cell, cell.terms) for cell in cells if cell.field == "course.taken"] == [("D5", (part, whole)), ("D6", (whole,))]


def test_the_clubs_own_figure_is_a_cell_too():
    cells = trace("sum(work.n) / nullif(club.seats, 0)", *club("M1", seats=8), work(("M1", 2025, 1, 4)))
    assert [(cell.sheet, cell.cell, cell.field, cell.value, cell.terms) for cell in cells] == [
        ("sheet club", "C5", "club.seats", 8, ("club.seats",)),
        ("sheet work", "D5", "work.n", 4, ("sum(work.n)",)),
    ]


def test_what_a_condition_compares_with_comes_along():
    deals = tell("deal", "deal_id member_id year sum place", ("D1", "M1", 2025, 5, "b"), ("D2", "M1", 2025, 5, "a"))
    cells = trace("sum(deal.sum) filter (where place <> club.home and member.type = 'full')", *club("M1"), deals)
    assert [(cell.field, cell.cell) for cell in cells if cell.sheet != "sheet deal"] == [("club.home", "E5"), ("member.type", "B5")]
    assert [cell.counted for cell in cells if cell.field == "deal.sum"] == [True, False]


def test_of_an_organisation_that_is_not_listed_no_row_comes_along():
    deals = tell("deal", "deal_id member_id year sum", ("D1", "M9", 2025, 5))
    cells = trace("sum(deal.sum) filter (where member.type is null or member.type <> 'guest')", *club("M1"), deals)
    assert [(cell.field, cell.left_out) for cell in cells] == [("deal.sum", "incomplete")]
    cells = trace("sum(deal.sum) filter (where member.joined is null)", *club("M1"), deals)
    assert [(cell.field, cell.counted) for cell in cells] == [("deal.sum", True)]


def test_a_derived_column_leads_to_the_cells_it_is_made_of():
    courses = tell("course", "course member_id year places level", ("C1", "M1", 2025, 5, "a1"))
    cells = trace("sum(course.places) filter (where ring = 'inner')", *club("M1"), courses)
    assert places(cells) == [("D5", "course.places", 5, ""), ("E5", "course.level", "a1", "")]


def test_money_is_shown_as_told_and_as_used():
    rows = tell("purse", "year spent earned", (2025, "1", "1"), (2023, "8", "1"))
    cells = trace("sum(purse.spent)", *club(), rows, window=3)
    assert [(cell.value, cell.used) for cell in cells if cell.year == 2023] == [(8, 10)]


def test_both_sides_of_a_comparison_are_traced_with_their_keys():
    courses = tell("course", "course member_id year field places", ("C1", "M1", 2025, "a", 50))
    plans = tell("plan", "year field posts", (2025, "a", 60), (2025, None, 60), (2026, "a", 9))
    cells = trace("structure_overlap(course.places, plan.posts, field)", *club("M1"), courses, plans)
    assert places(cells) == [
        ("D5", "course.field", "a", ""),
        ("E5", "course.places", 50, ""),
        ("B5", "plan.field", "a", ""),
        ("C5", "plan.posts", 60, ""),
        ("B6", "plan.field", None, "incomplete"),
        ("C6", "plan.posts", 60, "incomplete"),
        ("B7", "plan.field", "a", "outside_window"),
        ("C7", "plan.posts", 9, "outside_window"),
    ]


def test_an_earlier_telling_is_traced_to_the_earlier_file():
    plan = "year field posts opened"
    before = (*club(year=2024), tell("plan", "year field posts", (2025, "a", 100), (2025, "b", 50), year=2024))
    now = (*club(), tell("plan", plan, (2025, "a", 100, 80), (2025, "b", 50, None)))
    cells = trace("weighted_error(previous.plan.posts, plan.opened, field)", *before, *now)
    assert [(cell.file, cell.cell, cell.field, cell.left_out) for cell in cells] == [
        ("U1-2024.xlsx", "B5", "plan.field", ""),
        ("U1-2024.xlsx", "C5", "plan.posts", ""),
        ("U1-2024.xlsx", "B6", "plan.field", "incomplete"),
        ("U1-2024.xlsx", "C6", "plan.posts", "incomplete"),
        ("U1-2025.xlsx", "B5", "plan.field", ""),
        ("U1-2025.xlsx", "D5", "plan.opened", ""),
        ("U1-2025.xlsx", "B6", "plan.field", "incomplete"),
        ("U1-2025.xlsx", "D6", "plan.opened", "incomplete"),
    ]


def test_evenness_is_traced_to_codes_and_to_the_list_they_are_compared_with():
    deals = tell("deal", "deal_id member_id year kind", ("D1", "M1", 2025, "a"), ("D2", "M1", 2025, "b"))
    cells = trace("evenness(deal.kind, club.fields)", *club("M1"), deals)
    assert places(cells) == [("D5", "club.fields", ("a", "b", "c"), ""), ("D5", "deal.kind", "a", ""), ("D6", "deal.kind", "b", "")]


def test_a_median_is_traced_to_both_dates():
    needs = tell("need", "need_id member_id asked met", ("N1", "M1", "2025-01-01", "2025-01-04"))
    cells = trace("median(days_between(need.asked, need.met)) filter (where in_window(met))", *club("M1"), needs)
    assert [(cell.cell, cell.field, cell.counted) for cell in cells] == [("C5", "need.asked", True), ("D5", "need.met", True)]


def test_a_members_figure_is_traced_to_its_own_rows():
    cells = trace(RATIO, *club("M1", "M2"), work(("M1", 2025, 10, 1), ("M2", 2025, 20, 1)), unit="U1/M2", level="fellow", levels=["club", "fellow"])
    assert [(cell.cell, cell.value) for cell in cells] == [("C6", 20), ("D6", 1)]


def test_other_clubs_cells_are_nobodys_business():
    rows = (*club("M1"), *club("M1", unit="U2"), work(("M1", 2025, 10, 1)), work(("M1", 2025, 20, 1), unit="U2"))
    assert {cell.file for cell in trace(RATIO, *rows, unit="U2")} == {"U2-2025.xlsx"}


def test_cells_stand_in_the_order_of_files_sheets_and_rows():
    rows = [work((f"M{number:02}", 2025, number, 1), file=f"{number:02}.xlsx") for number in (3, 1, 2)]
    many = tell("work", "member_id year hours n", *((f"N{number:02}", 2025, number, 1) for number in range(12)), file="00.xlsx")
    cells = trace(RATIO, *club("M1"), *rows, many)
    assert [(cell.file, cell.cell) for cell in cells if cell.field == "work.hours"] == [
        *(("00.xlsx", f"C{row}") for row in range(5, 17)),
        ("01.xlsx", "C5"),
        ("02.xlsx", "C5"),
        ("03.xlsx", "C5"),
    ]


@pytest.mark.parametrize("unit", ["U9", "U1/M1", ""])
def test_a_unit_that_is_none_has_no_cells(unit):
    assert trace(RATIO, *club("M1"), work(("M1", 2025, 10, 1)), unit=unit) == ()


def test_a_survey_indicator_has_no_cells():
    system = club_system({"K.1": None}, source="survey", survey={"items": ["E1"], "groups": ["E"]})
    assert trace_cells(system, "club", 2025, club("M1"), "U1", "K.1") == ()
    (value,) = compute_values(system, "club", 2025, club("M1"))
    assert describe_formula(system, "town", value) == ""


@pytest.mark.parametrize(
    ("formula", "described"),
    [
        (f"100 * {RATIO}", "100 * 1500000.25 / nullif(3, 0)"),
        ("sum(work.n) - sum(work.hours)", "3 - 1500000.25"),
        ("sum(work.n) * -sum(-work.n)", "3 * -(-3)"),
        ("sum(work.n) / nullif(club.seats, 0) + sum(purse.spent)", "3 / nullif(100, 0) + …"),
        ("sum(work.n) * 1e12", "3 * 1000000000000"),
    ],
)
def test_the_formula_is_shown_with_its_numbers(formula, described):
    value = measure(formula, *club("M1"), work(("M1", 2025, "1500000.25", 3)))
    assert describe_formula(club_system({"K.1": formula}), "town", value) == described


def test_numbers_are_cut_to_the_digits_asked_for_and_never_to_powers_of_ten():
    value = measure("sum(work.hours)", *club("M1"), work(("M1", 2025, "123456789.123456", 3)))
    system = club_system({"K.1": "sum(work.hours)"})
    assert [describe_formula(system, "town", value, digits) for digits in (3, 12, 15)] == ["123000000", "123456789.123", "123456789.123456"]


ROWS = draw_rows(IEC, units=2, members=8, year=2025, rounds=3, seed=3, blanks=0.02)


@pytest.mark.parametrize("level", ["community", "college"])
def test_a_row_is_judged_alone_as_the_scan_judges_all(level):
    """Of every formula, unit and aggregate: as many values stand behind the figure as rows are traced into it."""
    frame = Frame(IEC, level, 2025)
    bench = set_up(frame, plan_jobs(frame, IEC.indicators_of(level), compute_units(IEC, level, 2025, ROWS)), ROWS, 1)
    checked = Counter()
    for covering in bench.coverings:
        for unit in covering.job.units:
            cover = covering.cover(unit)
            for source in covering.job.reads:
                rows = [row for row in bench.rows_of(source, unit) if not covering.bar(source, cover.terms, row.member, row.year)]
                judged = [(row, judge_row(bench, covering, source, row, unit).entered) for row in rows]
                for aggregate, _ in covering.job.reads[source].takers:
                    entered = [row for row, aggregates in judged if aggregate in aggregates]
                    assert counted(bench, covering, cover, source, aggregate) == worth(bench, covering, aggregate, source, entered)
                    checked[aggregate.kind] += bool(entered)
    assert min(checked[kind] for kind in ("sum", "count")) > 5
    assert level == "college" or set(checked) >= {"sum", "count", "median", "structure_overlap", "weighted_error", "evenness", "winsorised_mean"}


def counted(bench, covering, cover, source, aggregate):
    """How many values the scan counted; of two tables compared, what it summed."""
    if sides_of(aggregate):
        place = sources_of(aggregate).index(source)
        found = bench.scans.sums[covering.number, aggregate, place].get(cover.terms.unit.code, [])
        return sum(item.total for item in found if not covering.bar(source, cover.terms, item.member, item.year))
    return sum(bench.scans.cell(covering.number, source, (aggregate, "count"), lot) for lot in covering.entering(source, cover.terms))


def worth(bench, covering, aggregate, source, rows):
    """The same from the rows judged one by one."""
    if sides := sides_of(aggregate):
        column = sides[sources_of(aggregate).index(source)].column
        return sum(row.cells[column] for row in rows)
    inner = aggregate.parts[0]
    context = bench.context(covering.job.window)
    return sum(evaluate_row(RowExpression("", inner, source.table), row.cells, context) is not None for row in rows)


def test_sums_are_the_sums_of_the_cells_traced():
    for code, column in (
        ("T2.2", "college_year.n_courses_joint"),
        ("X2.1", "college_year.n_teachers_participating"),
        ("E2.1", "finance_year.exp_total"),
    ):
        values = {value.unit: value for value in compute_values(IEC, "community", 2025, ROWS) if value.indicator == code}
        for unit, value in values.items():
            cells = trace_cells(IEC, "community", 2025, ROWS, unit, code)
            summed = sum(cell.used for cell in cells if cell.field == column and f"sum({column})" in cell.terms)
            assert float(summed) == pytest.approx({part.text: part.value for part in value.parts}[f"sum({column})"], rel=1e-12)
