"""A plain table from a spreadsheet: what is understood, and every fault with its cell."""

from datetime import date

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook

from iecscore.desk.plain_tables import rank_file, read_plain_table
from iecscore.problems import Misuse, Severity

HEAD = ("", "loans", "visits", "cost")
BODY = (("North", 5, 8, 4), ("South", 7, 6, 8), ("East", 8, 8, 6))


def read(*rows, sheet="S"):
    return read_plain_table("t.xlsx", rows, sheet)


def test_names_stand_in_the_first_column_and_criteria_in_the_header():
    found = read(HEAD, *BODY)
    table = found.result
    assert (table.names, table.criteria, table.types, table.weights) == (("North", "South", "East"), ("loans", "visits", "cost"), (1, 1, 1), None)
    assert table.values.tolist() == [[5, 8, 4], [7, 6, 8], [8, 8, 6]]
    assert [(problem.code, problem.place.sheet) for problem in found.problems] == [("rank.all_benefit", "S")]


@pytest.mark.parametrize(
    ("label", "kinds"),
    [
        ("type", ("benefit", "Benefit ", "cost")),
        ("类型", ("效益", "效益型", "成本")),
        ("方向", ("正向", "越大越好", "负向")),
        ("Types", ("max", "+", "min")),
        (" 指标类型 ", (1, 1.0, -1)),
    ],
)
@pytest.mark.parametrize("weight", ["weight", "权重", "Weights"])
def test_rows_of_types_and_weights_are_understood_in_both_languages_wherever_they_stand(label, kinds, weight):
    for rows in (((label, *kinds), (weight, 0.5, "0.3", 0.2), *BODY), (*BODY, (weight, 0.5, "0.3", 0.2), (label, *kinds))):
        found = read(HEAD, *rows)
        assert found.problems == ()
        assert (found.result.types, found.result.weights) == ((1, 1, -1), (0.5, 0.3, 0.2))
        assert found.result.names == ("North", "South", "East")


def test_titles_above_empty_rows_and_empty_columns_are_passed_over():
    found = read(
        ("Libraries 2025", None, None),
        (),
        (None, "loans", None, " ", "cost"),
        (None, None),
        ("type", "benefit", None, None, "cost"),
        ("North", 1, None, None, 2),
        ("South", 2),
    )
    assert [(problem.code, problem.place.cell) for problem in found.problems] == [("rank.not_a_number", "E7")]
    table = read(
        ("Libraries", None), (None, "loans", None, "cost"), ("type", "benefit", None, "cost"), ("North", 1, None, 2), (), ("South", 2, "", 1)
    ).result
    assert (table.criteria, table.values.tolist()) == (("loans", "cost"), [[1, 2], [2, 1]])


def test_a_title_and_a_column_of_running_numbers_are_passed_over_with_a_note():
    found = read(
        (None, "Libraries 2025", None, None),
        ("No.", "Library", "loans", "cost"),
        ("type", None, "benefit", "cost"),
        (1, "North", 5, 4),
        (2, "South", 7, 8),
        ("total", None, 12, 12),
    )
    table = found.result
    assert (table.names, table.criteria, table.types, table.values.tolist()) == (("North", "South"), ("loans", "cost"), (1, -1), [[5, 4], [7, 8]])
    told = [(problem.code, problem.place.cell) for problem in found.problems]
    assert told == [("rank.summary_left_out", "B6"), ("rank.title_passed", "B1"), ("rank.numbered", "A2")]


def test_years_that_name_the_rows_are_no_running_numbers():
    found = read(("year", "loans", "cost"), (2023, 5, 4), (2024, 7, 8))
    assert (found.result.names, found.result.criteria) == (("2023", "2024"), ("loans", "cost"))


def test_weights_typed_in_per_cent_are_shares_of_one():
    assert read(HEAD, ("weight", "40%", "30 %", 0.3), *BODY).result.weights == (0.4, 0.3, 0.3)


def test_figures_are_read_as_people_type_them():
    table = read(HEAD, ("North", "1,200", " ３ ", "-0.5"), ("South", 2, "(4)", 1e-3)).result
    assert table.values.tolist() == [[1200, 3, -0.5], [2, -4, 0.001]]


def test_a_row_without_figures_is_left_out_with_a_note():
    found = read(HEAD, *BODY, ("Source: yearbooks",))
    assert found.result.names == ("North", "South", "East")
    assert [(problem.code, problem.place.cell) for problem in found.problems] == [("rank.no_figures", "A5"), ("rank.all_benefit", "")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), [("rank.no_table", "")]),
        ((("only a title",),), [("rank.no_table", "")]),
        ((HEAD, ("North", 1, None, 2), *BODY[1:]), [("rank.not_a_number", "C2")]),
        ((HEAD, ("North", 1, "about 3", 2), *BODY[1:]), [("rank.not_a_number", "C2")]),
        ((HEAD, ("North", 1, "—", 2), *BODY[1:]), [("rank.not_a_number", "C2")]),
        ((HEAD, ("North", 1, "5%", 2), *BODY[1:]), [("sheets.percent", "C2")]),
        ((HEAD, ("North", 1, date(2025, 1, 3), 2), *BODY[1:]), [("sheets.date_for_number", "C2")]),
        ((HEAD, ("North", 1, "high", True), *BODY[1:]), [("sheets.not_a_number", "C2"), ("sheets.not_a_number", "D2")]),
        ((("", "loans", "", "cost"), *BODY), [("rank.no_heading", "C1")]),
        ((("", "loans", "loans ", "cost"), *BODY), [("rank.criterion_twice", "C1")]),
        ((HEAD, *BODY, ("North", 1, 2, 3)), [("rank.name_twice", "A5")]),
        ((HEAD, *BODY, (None, 1, 2, 3)), [("rank.no_name", "A5")]),
        ((HEAD, ("type", "benefit", "good", None), *BODY), [("rank.bad_type", "C2"), ("rank.bad_type", "D2")]),
        ((HEAD, ("weight", 0.5, -0.1, "much"), *BODY), [("rank.bad_weight", "C2"), ("rank.bad_weight", "D2")]),
        ((HEAD, ("weight", 0.5, 0.1, 0.4), *BODY, ("权重", 0.5, 0.1, 0.4)), [("rank.row_twice", "A6")]),
    ],
)
def test_each_fault_names_its_cell(rows, expected):
    found = read(*rows)
    assert found.result is None
    assert [(problem.code, problem.place.cell) for problem in found.problems] == expected


@pytest.fixture
def saved(tmp_path):
    def saving(*rows, title="Sheet"):
        book = Workbook()
        book.active.title = title
        for row in rows:
            book.active.append(row)
        book.create_sheet("notes")["A1"] = "nothing"
        book.save(tmp_path / "t.xlsx")
        return tmp_path / "t.xlsx"

    return saving


def test_a_file_is_ranked_in_one_step(saved):
    found = rank_file(saved(HEAD, ("type", "benefit", "benefit", "cost"), ("weight", 2, 1, 1), *BODY), "given")
    assert [problem.code for problem in found.problems] == ["rank.weights_scaled"]
    weights, types, values = np.array([0.5, 0.25, 0.25]), np.array([1, 1, -1]), np.array([row[1:] for row in BODY], dtype=float)
    seen = weights * values / np.sqrt((values**2).sum(axis=0))
    best, worst = (np.where(types > 0, *ends) for ends in ((seen.max(axis=0), seen.min(axis=0)), (seen.min(axis=0), seen.max(axis=0))))
    near, far = np.sqrt(((seen - best) ** 2).sum(axis=1)), np.sqrt(((seen - worst) ** 2).sum(axis=1))
    assert found.result.scores == pytest.approx(far / (near + far), abs=1e-12)


def test_a_row_of_weights_is_used_unless_another_rule_is_named(saved):
    path = saved(HEAD, ("weight", 0.5, 0.25, 0.25), *BODY)
    assert [(rank_file(path, rule).result.rule, rank_file(path, rule).problems[-1].code) for rule in ("", "equal", "given")] == [
        ("given", "rank.weights_taken"),
        ("equal", "rank.weights_unused"),
        ("given", "rank.all_benefit"),
    ]
    assert rank_file(saved(HEAD, *BODY)).result.rule == "equal"


def test_of_figures_typed_in_per_cent_the_one_that_is_not_is_blamed():
    found = read(HEAD, ("North", "92.5%", 8, 4), ("South", 0.881, 6, 8), ("East", "90％", 8, 6))
    assert [(problem.code, problem.place.cell) for problem in found.problems] == [("rank.not_per_cent", "B3")]


def test_figures_shown_in_per_cent_and_typed_in_per_cent_are_of_one_kind(saved):
    path = saved(HEAD, ("North", 0.925, 8, 4), ("South", "88.1%", 6, 8), ("East", 0.9, 8, 6))
    book = load_workbook(path)
    for cell in ("B2", "B4"):
        book["Sheet"][cell].number_format = "0.0%"
    book.save(path)
    assert rank_file(path).result.table.values[:, 0].tolist() == [92.5, 88.1, 90]


def test_a_comma_separated_file_and_a_named_sheet_are_read_too(saved, tmp_path):
    (tmp_path / "t.csv").write_text("名称,借阅,成本\n类型,效益,成本\n甲,5,4\n乙,7,8\n", encoding="utf-8")
    assert rank_file(tmp_path / "t.csv").result.table.types == (1, -1)
    path = saved(HEAD, *BODY, title="data")
    assert rank_file(path, sheet="data").result.table.names == ("North", "South", "East")
    assert rank_file(path, sheet="notes").problems[0].code == "rank.no_table"


def test_what_cannot_be_read_or_ranked_is_refused(saved, tmp_path):
    assert rank_file(tmp_path / "missing.xlsx").problems[0].code.startswith("sheets.")
    assert [problem.code for problem in rank_file(saved(HEAD, *BODY[:1])).problems] == [
        "rank.all_benefit",
        "rank.few_alternatives",
        "rank.all_alike",
    ][:2]
    with pytest.raises(Misuse, match=r"rank\.unknown_choice"):
        rank_file(saved(HEAD, *BODY), "magic")


@pytest.mark.parametrize(
    "summary",
    [("Total", 20, 22, 18), ("合计", 20, "22", None), ("Average ", 6.67, 7.33, 6), ("平均值", "6.67", 7.333, 6.0), ("Grand Total", 20, 7.33, 6)],
)
def test_a_row_of_sums_or_means_is_left_out_and_told(summary):
    found = read(HEAD, *BODY, summary)
    assert found.result.names == ("North", "South", "East")
    assert ("rank.summary_left_out", "A5") in [(problem.code, problem.place.cell) for problem in found.problems]


def test_totals_and_averages_do_not_count_each_other():
    assert read(HEAD, *BODY, ("Sum", 20, 22, 18), ("Mean", 6.667, 7.333, 6)).result.names == ("North", "South", "East")


@pytest.mark.parametrize("summary", [("Total", 20, 23, 18), ("小计", 12, 14, 12), ("Mean", 1, 2, 3)])
def test_a_row_that_is_only_called_like_a_total_is_ranked_with_a_query(summary):
    found = read(HEAD, *BODY, summary)
    assert found.result.names == ("North", "South", "East", summary[0])
    (asked,) = [problem for problem in found.problems if problem.code == "rank.summary_doubtful"]
    assert (asked.severity, asked.place.cell) == (Severity.QUERY, "A5")


def test_a_row_called_like_a_total_and_without_figures_is_left_out_like_any_other():
    found = read(HEAD, *BODY, ("Total",))
    assert found.result.names == ("North", "South", "East")
    assert "rank.no_figures" in [problem.code for problem in found.problems]


def test_columns_in_per_cent_are_read_and_mixtures_refused_by_cell():
    table = read(("", "share", "loans"), ("North", "85%", 1), ("South", "7.5 ％", 2), ("Mean", "46.25%", 1.5)).result
    assert table.values.tolist() == [[85, 1], [7.5, 2]]
    found = read(("", "share", "loans"), ("North", "85%", 1), ("South", 0.3, 2))
    assert [(problem.code, problem.place.cell) for problem in found.problems] == [("sheets.percent", "B2")]


@pytest.mark.parametrize("told", [1e200, -1e151, "9" * 400])
def test_a_figure_whose_square_has_no_number_is_refused_by_cell(told):
    found = read(HEAD, ("North", 1, told, 2), *BODY[1:])
    assert [(problem.code, problem.place.cell) for problem in found.problems] == [("sheets.beyond_sums", "C2")]
    weighed = read(HEAD, ("weight", 1, told, 1), *BODY)
    assert [(problem.code, problem.place.cell) for problem in weighed.problems] == [("rank.bad_weight", "C2")]


@pytest.mark.parametrize(("rule", "told"), [("equal", True), ("critic", True), ("given", False)])
def test_weights_that_are_there_and_not_used_are_pointed_at(tmp_path, rule, told):
    path = tmp_path / "t.csv"
    path.write_text("name,a,b\nweight,1,2\ntype,benefit,cost\nN,1,2\nS,2,3\nE,3,1\n", encoding="utf-8")
    read = rank_file(path, rule)
    assert ("rank.weights_unused" in [problem.code for problem in read.problems]) is told
