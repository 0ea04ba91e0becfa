"""Answers kept as Parquet, members checked, values followed to their columns."""

import subprocess
import sys

import pytest

from iecscore.problems import Place, Severity
from iecscore.responses import TracedColumn, check_members, draw_answers, from_parquet, read_answers, to_parquet, trace_answers
from iecscore.text import word_problem
from responses.drawn_library import PLAIN, SURVEY, SYSTEM, drawn, drawn_rows, library_rows, partner, reader

ROWS = library_rows("L01", {"B01": 300, "B02": 100})
TOLD = drawn(
    R=[reader("B01", 4, "NA", 2, RD2="1", R10=["1", "3"], R11a=60.0, R11b=40.0, RT1="夜场"), reader(None, None, 3), reader("B77", 1, 2)],
    P=[partner("other:acme", ["B01", "B99"], 4, 2, 4), partner("B02", ["B01"], 3)],
)
COVER = (("[unit]", "L01"), ("[year]", 2025))


def sheet(codes, *rows):
    return (tuple(f"[{code}]" for code in codes), *rows)


ANSWERED = (("B01", "B01", 4, 2, 3), ("B98", "B01;B98", 4, 2, None), ("B98", None, 3, 2, 1))
READ = read_answers(PLAIN, SURVEY, "a.xlsx", {"Cover": COVER, "P": sheet(["PD1", "PD2", "P01", "P02", "P03"], *ANSWERED)}).result


def test_answers_come_back_from_parquet_as_they_were():
    for answers in (TOLD, READ):
        again = from_parquet(to_parquet(answers))
        assert again == answers
        assert {key: group.table.schema for key, group in again.groups.items()} == {key: group.table.schema for key, group in answers.groups.items()}


def test_equal_answers_are_equal_bytes():
    assert to_parquet(TOLD) == to_parquet(from_parquet(to_parquet(TOLD)))


def test_sizes_are_told():
    assert (TOLD.size, {key: group.size for key, group in TOLD.groups.items()}) == (5, {"R": 3, "P": 2})


def test_written_answers_need_not_be_of_the_kept_types():
    told = draw_answers(SURVEY, "L01", 2025, {"P": [{"PD1": 7, "member": "B01", "PM1": "1", "PN1": 3}]}).groups["P"]
    assert [told.column(code) for code in ("PD1", "PD2", "PM1", "PN1")] == [("7",), (["B01"],), (["1"],), (3.0,)]


def test_an_organisation_that_is_no_member_is_asked_back_once_with_its_first_cell():
    problems = check_members(PLAIN, SURVEY, READ, ROWS)
    assert "B98" in word_problem(problems[0], "zh").cause
    assert [(problem.code, problem.severity, problem.place, problem.words) for problem in problems] == [
        ("responses.unknown_member", Severity.QUERY, Place("a.xlsx", "P", "A3"), {"told": "B98", "count": 2}),
        ("responses.unknown_member", Severity.QUERY, Place("a.xlsx", "P", "B3"), {"told": "B98", "count": 1}),
    ]


def test_answers_without_cells_are_checked_too_and_outsiders_are_none_of_the_members():
    assert [(problem.words["told"], problem.place.cell) for problem in check_members(PLAIN, SURVEY, TOLD, ROWS)] == [("B77", ""), ("B99", "")]


def test_without_a_list_of_members_there_is_nothing_to_ask():
    assert check_members(PLAIN, SURVEY, READ, ()) == ()
    assert check_members(PLAIN, SURVEY, READ, library_rows("L02", {"B01": 1})) == ()


def test_a_value_is_followed_to_its_columns_and_never_to_a_person():
    found = trace_answers(SYSTEM, SURVEY, [READ], "L01", "V1.2")
    assert found == (
        TracedColumn("a.xlsx", "P", "C2:C4", "P01", 3),
        TracedColumn("a.xlsx", "P", "D2:D4", "P02", 3),
        TracedColumn("a.xlsx", "P", "E2:E4", "P03", 2),
    )


def test_of_a_member_only_the_answers_that_name_it_are_counted():
    assert [column.answers for column in trace_answers(SYSTEM, SURVEY, [READ], "L01/B01", "V1.2")] == [2, 2, 1]
    assert [column.answers for column in trace_answers(SYSTEM, SURVEY, [TOLD], "L01/B77", "V1.3")] == [1, 1, 0, 0]


@pytest.mark.parametrize("unit", ["L02", "L02/B01"])
def test_files_of_other_units_are_no_source(unit):
    assert trace_answers(SYSTEM, SURVEY, [READ, TOLD], unit, "V1.2") == ()


def test_items_beside_an_indicator_are_followed_too():
    indicator = PLAIN.indicators["S1.1"].model_copy(update={"beside": ("R11",)})
    criterion = PLAIN.criteria["S1"].model_copy(update={"indicators": {"S1.1": indicator}})
    system = PLAIN.model_copy(update={"criteria": {"S1": criterion}})
    assert [(column.item, column.cells, column.answers) for column in trace_answers(system, SURVEY, [TOLD], "L01", "S1.1")] == [
        ("R11a", "", 1),
        ("R11b", "", 1),
    ]


def test_a_group_the_survey_no_longer_asks_is_passed_over():
    shorter = SURVEY.model_copy(update={"groups": {"R": SURVEY.groups["R"]}, "order": ("R",)})
    assert check_members(PLAIN, shorter, READ, ROWS) == ()


def test_the_members_are_those_of_the_round():
    later = drawn_rows("branch", "L01", "branch_id", ("B98",), year=2026)
    assert len(check_members(PLAIN, SURVEY, READ, (*ROWS, later))) == 2
    now = drawn_rows("branch", "L01", "branch_id", ("B98",))
    assert check_members(PLAIN, SURVEY, READ, (*ROWS, now)) == ()


def test_answers_are_kept_without_waiting_for_pandas_which_may_be_had_later():
    script = "import sys, iecscore.responses, pyarrow as pa; pa.array(['a']); assert 'pandas' not in sys.modules; import pandas"
    subprocess.run([sys.executable, "-c", script], check=True)
