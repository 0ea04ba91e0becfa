"""Reading answer files: the sheet is drawn in the test, as plain values from A1 on."""

import re
from datetime import datetime

import pytest

from iecscore.problems import Severity
from iecscore.responses import count_unread, read_answers
from iecscore.sheets import read_grids
from iecscore.survey import write_answer_book
from iecscore.text import word_problem
from responses.drawn_library import MEMBERS, PLAIN, SURVEY

COVER = (("Surveys", None), ("[unit] Library code", "L01"), ("[year] Round", "2025"), ("[survey] Questionnaires", "library"))
LIST = (("Members",), ("[branch_id] Code", "[name] Name"), ("B01", "Old Town"), ("B02", "Harbour"), (None, None), ("B03",))
ASKED = tuple(field.code for field in SURVEY.groups["P"].fields)


def partners(*rows, title=(("Partners",), (None,)), codes=ASKED):
    """A sheet of the partners' answers; rows are by code."""
    return (*title, tuple(f"[{code}] …" for code in codes), *(tuple(row.get(code) for code in codes) for row in rows))


def readers(*rows):
    codes = tuple(field.code for field in SURVEY.groups["R"].fields)
    return (tuple(f"[{code}] …" for code in codes), *(tuple(row.get(code) for code in codes) for row in rows))


def read(sheet=None, *, cover=COVER, members=LIST, **sheets):
    grids = {"Read first": cover} | ({"P": sheet} if sheet else {}) | sheets | {"Members": members}
    found = read_answers(PLAIN, SURVEY, "a.xlsx", grids)
    for problem in found.problems:
        assert re.search(r"[\u4e00-\u9fff]", word_problem(problem, "zh").cause)
        assert "{" not in "".join(word_problem(problem, "en"))
    return found


def column(read, group, code):
    return read.result.groups[group].column(code)


def rating(cell, code="R01"):
    """What a rating cell comes to, and what is asked about it."""
    found = read(R=readers({"RD1": "B01", "R02": 3, code: cell}))
    return column(found, "R", code)[0], [problem.code for problem in found.problems]


# ---- whose answers, which questions


def test_a_written_workbook_reads_back_as_it_was_filled(tmp_path):
    rows = {
        "R": [
            {"RD1": "B01", "RD2": "1", "RD3": "N", "RD4": "L01-B01", "R01": 4, "R02": "NA", "R04": 5, "R06a": 3, "RQ1": 2, "R10": ["1", "3"]}
            | {"R11a": 60, "R11b": 40, "R12": 15, "RT1": "More evenings"}
        ],
        "P": [{"PD1": "other: Acme Ltd", "PD2": ["B01", "B02"], "P01": 4}],
    }
    for language in ("zh", "en"):
        path = tmp_path / "answers.xlsx"
        write_answer_book(path, PLAIN, SURVEY, "L01", language=language, year=2025, members=MEMBERS, answers=rows)
        found = read_answers(PLAIN, SURVEY, "answers.xlsx", read_grids(path).result)
        assert found.problems == ()
        assert (found.result.unit, found.result.year, found.result.survey, found.result.size) == ("L01", 2025, "library", 2)
        (row,) = found.result.groups["R"].table.to_pylist()
        assert row == {"#row": 4, "#seconds": None, "R03": None, "R05": None, "R06b": None, "R07": None, "R08": None} | rows["R"][0] | {"R02": 0}
        assert column(found, "P", "PD1") == ("other:acmeltd",)
        assert column(found, "P", "PD2") == (["B01", "B02"],)


def test_sheets_and_columns_are_known_by_their_codes_wherever_they_stand():
    sheet = (("Export",), ("No.", "【P01】 x", "Name", "［PD1］", "[pd2]", "[P03]", "[P02]"), (1, "4", "Li", "B01", "B02", 3, 2))
    found = read(Sheet9=sheet)
    assert found.problems == ()
    group = found.result.groups["P"]
    assert (group.sheet, group.numbers, group.letters["P01"], group.letters["PD2"]) == ("Sheet9", (3,), "B", "E")
    assert [column(found, "P", code)[0] for code in ("PD1", "PD2", "P01", "P02", "P03", "PM1")] == ["B01", ["B02"], 4, 2, 3, None]


def test_names_and_addresses_beside_the_questions_are_not_kept():
    sheet = (("[PD1]", "来自IP", "[PD2]", "姓名", "[P01]", "[P02]", "[P03]"), ("B01", "10.0.0.1", "B01", "Li Lei", 4, 2, 3))
    kept = read(sheet).result.groups["P"].table
    assert set(kept.column_names) == {"#row", "#seconds", *ASKED}
    assert "Li Lei" not in str(kept.to_pylist())
    assert "10.0.0.1" not in str(kept.to_pylist())


def test_rows_without_an_answer_are_passed_over():
    rows = ({"PD1": "B01", "PD2": "B01"}, {}, {"PD1": "B02", "PD2": "B01", "P01": 4}, {"PD1": "B02", "P01": "(跳过)"})
    found = read(partners(*rows))
    assert found.result.groups["P"].numbers == (6,)


def test_a_short_row_ends_in_blanks():
    sheet = (*partners()[:3], ("B01", "B02", 4))
    assert column(read(sheet), "P", "P03") == (None,)


STRUCTURE = [
    ("responses.not_told", {"cover": COVER[2:]}),
    ("responses.not_told", {"cover": (*COVER[:2], ("[year] Round", None))}),
    ("responses.not_a_year", {"cover": (*COVER[:2], ("[year]", "next"))}),
    ("responses.not_a_year", {"cover": (*COVER[:2], ("[year]", 1066))}),
    ("responses.other_survey", {"cover": (*COVER[:3], ("[survey]", "museum"))}),
    ("responses.no_questions", {"sheet": (("Number", "Answer"), (1, 4))}),
    ("responses.no_answers", {"sheet": partners()}),
    ("responses.code_twice", {"sheet": (("[PD1]", "[PD2]", "[P01]", "[P02]", "[P03]", "[P02] again"), ("B01", "B01", 1, 2, 3, 4))}),
    ("responses.group_twice", {"sheet": partners({"P01": 4}), "Second": partners({"P01": 5})}),
    ("responses.mixed_sheet", {"sheet": partners({"P01": 4}, codes=(*ASKED, "R01"))}),
    ("responses.columns_missing", {"sheet": partners({"P01": 4}, codes=("PD1", "P01", "P02"))}),
]


@pytest.mark.parametrize(("code", "drawn"), STRUCTURE, ids=[f"{case[0]}-{number}" for number, case in enumerate(STRUCTURE)])
def test_a_file_whose_structure_is_not_sure_is_refused(code, drawn):
    found = read(**({"sheet": partners({"PD1": "B01", "PD2": "B01", "P01": 4})} | drawn))
    assert found.result is None
    assert [(problem.code, problem.severity) for problem in found.problems] == [(code, Severity.ERROR)]


def test_every_missing_column_is_named_at_once():
    (problem,) = read(partners({"P01": 4}, codes=("PD1", "P01"))).problems
    assert problem.words["items"] == "PD2, P02, P03"


def test_a_code_twice_is_named_by_both_cells():
    sheet = (("[PD1]", "[PD2]", "[P01]", "[P02]", "[P03]", "[P02]"), ("B01", "B01", 1, 2, 3, 4))
    (problem,) = read(sheet).problems
    assert (problem.place.cell, problem.words["first"]) == ("F1", "D1")


def test_an_unknown_code_is_asked_back_with_the_nearest():
    found = read(partners({"PD1": "B01", "PD2": "B01", "P01": 4}, codes=(*ASKED, "PM2")))
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.place.cell) == ("responses.unknown_code", Severity.QUERY, "H3")
    assert problem.words["nearest"] == "PM1"
    assert found.result is not None


def test_a_year_typed_as_a_number_is_a_year():
    assert read(partners({"PD1": "B01", "PD2": "B01", "P01": 4}), cover=(*COVER[:2], ("[year]", 2025.0))).result.year == 2025


def test_the_label_of_a_survey_may_be_missing():
    assert read(partners({"PD1": "B01", "PD2": "B01", "P01": 4}), cover=COVER[:3]).problems == ()


# ---- ratings and options


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (4, 4),
        (4.0, 4),
        ("4", 4),
        ("４", 4),
        (" 4 ", 4),
        ("4.0", 4),
        ("同意", 4),
        ("agree", 4),
        ("Agree", 4),
        ("4 同意", 4),
        ("4、同意", 4),
        ("4（同意）", 4),
        ("4: agree", 4),
        ("NA", 0),
        ("na", 0),
        ("不清楚", 0),
        (None, None),
        ("", None),
        ("(跳过)", None),
        ("（跳过）", None),
        (-3, None),
    ],
)
def test_a_rating_is_its_number_its_wording_or_both(cell, value):
    assert rating(cell) == (value, [])


@pytest.mark.parametrize("cell", [6, 0, 3.5, "4 不同意", "很好", "good", "about 4", True, datetime(2025, 3, 4)])  # noqa: DTZ001 - as a cell holds it
def test_a_rating_that_is_not_sure_counts_as_missing_and_is_asked_back(cell):
    assert rating(cell) == (None, ["responses.not_an_answer"])


def test_a_wording_means_what_it_means_on_the_scale_of_its_own_item():
    assert rating("一般") == (3, [])
    assert rating("一般", "R06a") == (2, [])
    assert rating("very good", "R06a") == (4, [])


def test_not_known_is_understood_where_a_scale_does_not_offer_it():
    assert rating("NA", "R06a") == (0, [])


def test_reversed_items_are_not_turned_round_in_reading():
    assert rating(5, "R03") == (5, [])


def test_a_bad_cell_is_named_and_the_answers_are_told_in_both_languages():
    found = read(R=readers({"RD1": "B01", "R01": 4}, {"RD1": "B01", "R01": 9}))
    (problem,) = found.problems
    assert (problem.place.sheet, problem.place.cell, problem.severity) == ("R", "E3", Severity.QUERY)
    assert problem.words["offered_zh"].startswith("1 非常不同意")
    assert problem.words["offered_en"].endswith("NA do not know")


def choice(code, cell):
    found = read(R=readers({"RD1": "B01", "R01": 3, code: cell}))
    return column(found, "R", code)[0], [problem.code for problem in found.problems]


@pytest.mark.parametrize("cell", ["1", 1, 1.0, "1 1-5次", "1-5次", "1 to 5", "1 1 to 5"])
def test_an_option_is_its_code_its_wording_or_both(cell):
    assert choice("RD2", cell) == ("1", [])


@pytest.mark.parametrize("cell", ["N", "n", "北区", "N North"])
def test_a_code_of_a_dictionary_is_read_likewise(cell):
    assert choice("RD3", cell) == ("N", [])


@pytest.mark.parametrize(("cell", "value"), [("L01-B01", "L01-B01"), ("L01-B01 Old Town", "L01-B01"), (12345.0, "12345"), ("某馆", "某馆")])
def test_a_code_of_another_list_is_kept_as_it_stands(cell, value):
    assert choice("RD4", cell) == (value, [])


def test_a_blank_code_is_no_code():
    assert choice("RD4", "") == (None, [])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1;3", ["1", "3"]),
        ("3；1", ["3", "1"]),
        ("1┋3", ["1", "3"]),
        ("1,3", ["1", "3"]),
        ("1、3", ["1", "3"]),
        ("1、借书;3、参加活动", ["1", "3"]),
        ("借书;参加活动", ["1", "3"]),
        ("to borrow; for events;", ["1", "3"]),
        ("3;3", ["3"]),
        (2, ["2"]),
        (None, None),
    ],
)
def test_several_options_have_semicolons_between(cell, value):
    assert choice("R10", cell) == (value, [])


def test_more_options_than_allowed_count_as_missing():
    assert choice("R10", "1;2;3") == (None, ["responses.too_many"])


def test_one_unknown_option_makes_the_others_unsure():
    assert choice("R10", "1;9") == (None, ["responses.not_an_answer"])


# ---- figures


@pytest.mark.parametrize(
    ("cell", "value", "faults"),
    [
        (15, 15.0, []),
        ("１５", 15.0, []),
        (None, None, []),
        (61, None, ["responses.out_of_range"]),
        (-1, None, ["responses.out_of_range"]),
        ("约20", None, ["sheets.about"]),
    ],
)
def test_a_number_lies_between_its_ends(cell, value, faults):
    assert choice("R12", cell) == (value, faults)


def test_every_fault_of_a_number_is_a_query():
    found = read(R=readers({"RD1": "B01", "R01": 3, "R12": "约20"}))
    assert [(problem.severity, problem.place.cell) for problem in found.problems] == [(Severity.QUERY, "R2")]


def test_a_number_without_ends_may_be_any():
    found = read(partners({"PD1": "B01", "PD2": "B01", "P01": 4, "PN1": 100000}))
    assert column(found, "P", "PN1") == (100000.0,)


@pytest.mark.parametrize(
    ("parts", "values", "faults"),
    [
        ((60, 40), (60.0, 40.0), []),
        (("60%", "40%"), (60.0, 40.0), []),
        ((100, None), (100.0, 0.0), []),
        ((33.3, 66.2), (33.3, 66.2), []),
        ((None, None), (None, None), []),
        ((60, 30), (None, None), ["responses.shares_sum"]),
        ((101, None), (None, None), ["responses.out_of_range"]),
    ],
)
def test_shares_add_up_to_their_total(parts, values, faults):
    found = read(R=readers({"RD1": "B01", "R01": 3, "R11a": parts[0], "R11b": parts[1]}))
    assert (column(found, "R", "R11a")[0], column(found, "R", "R11b")[0]) == values
    assert [problem.code for problem in found.problems] == faults


@pytest.mark.parametrize(("cell", "seconds"), [(128, 128.0), ("128秒", 128.0), ("2分8秒", 128.0), ("3分钟", 180.0), ("soon", None), (None, None)])
def test_how_long_an_answer_took_is_kept_where_a_platform_tells_it(cell, seconds):
    sheet = (("所用时间", "[PD1]", "[PD2]", "[P01]", "[P02]", "[P03]"), (cell, "B01", "B01", 4, 4, 4))
    assert column(read(sheet), "P", "#seconds") == (seconds,)


def test_text_is_kept_as_it_was_written():
    assert choice("RT1", "  多开  夜场 ")[0] == "多开 夜场"
    assert choice("RT1", "  ")[0] is None


# ---- conditions


def test_an_answer_to_a_question_that_was_not_to_be_asked_is_left_out():
    rows = [{"RD1": "B01", "RD2": visits, "R01": 3, "R04": 5} for visits in (0, 1, None, 0)]
    found = read(R=readers(*rows))
    assert column(found, "R", "R04") == (None, 5, 5, None)
    (problem,) = found.problems
    assert (problem.code, problem.place.cell, problem.words["count"]) == ("responses.not_asked", "H2", 2)


# ---- members and organisations


def named(group, code, cell, members=LIST):
    rows = {"PD1": "B01", "PD2": "B01", "P01": 4} if group == "P" else {"RD1": "B01", "R01": 4}
    sheet = (partners if group == "P" else readers)(rows | {code: cell})
    found = read(**{group: sheet}, members=members)
    return column(found, group, code)[0], [problem.code for problem in found.problems]


@pytest.mark.parametrize("cell", ["B01", "b01", "Ｂ０１", "B01 Old Town", "Old Town", "old town", "B01 as it was called before"])
def test_a_member_is_named_by_code_or_name_or_both(cell):
    assert named("R", "RD1", cell) == ("B01", [])


def test_a_code_that_the_list_does_not_hold_is_kept_to_be_checked_later():
    assert named("R", "RD1", "B77") == ("B77", [])
    assert named("R", "RD1", "B77 New Branch", members=()) == ("B77", [])


def test_a_name_that_the_list_does_not_hold_is_asked_back_and_counts_for_the_unit():
    assert named("R", "RD1", "Moon Base") == (None, ["responses.unknown_name"])


def test_only_members_where_only_members_are_asked_for():
    assert named("R", "RD1", "其他：某馆") == (None, ["responses.members_only"])


@pytest.mark.parametrize("cell", ["other: Acme Ltd", "其他：Acme Ltd", "OTHER : acme  ltd"])
def test_an_organisation_outside_is_kept_under_one_spelling(cell):
    assert named("P", "PD1", cell) == ("other:acmeltd", [])


def test_an_unlisted_name_is_taken_for_an_organisation_outside_and_asked_back():
    assert named("P", "PD1", "Acme Ltd") == ("other:acmeltd", ["responses.taken_as_outside"])


def test_an_organisation_outside_needs_a_name():
    assert named("P", "PD1", "其他") == (None, ["responses.outside_unnamed"])


@pytest.mark.parametrize("cell", ["B01;B02", "B01、B02", "B01 Old Town；B02 Harbour", "Old Town;Harbour;Old Town"])
def test_several_members_have_semicolons_between(cell):
    assert named("P", "PD2", cell) == (["B01", "B02"], [])


def test_of_several_members_those_understood_count():
    assert named("P", "PD2", "B01;Moon Base") == (["B01"], ["responses.unknown_name"])


def test_a_name_with_a_stop_in_it_is_one_name():
    assert named("P", "PD2", "Old, Town", members=(LIST[1], ("B05", "Old, Town")))[0] == ["B05"]


def test_answers_that_name_nobody_are_told_once_a_sheet():
    found = read(partners({"PD2": "B01", "P01": 4}, {"P01": 5}, {"PD1": "B01", "P01": 3}))
    assert [(problem.code, problem.place.cell, problem.words["count"]) for problem in found.problems] == [
        ("responses.no_member", "B5", 2),
        ("responses.no_organisation", "A4", 2),
    ]


def test_a_whole_column_of_bad_cells_is_told_in_short():
    found = read(R=readers(*({"RD1": "B01", "R01": "满意", "R02": 3} for _ in range(25))))
    codes = [problem.code for problem in found.problems]
    assert codes == ["responses.not_an_answer"] * 20 + ["responses.more_cells"]
    assert (found.problems[-1].place.cell, found.problems[-1].words["count"]) == ("E22", 5)


# ---- rows pasted in more than once

SAME = {"RD1": "B01", "R01": 4, "R02": 3, "R04": 5, "R06a": 3, "RQ1": 2, "R10": "1;3", "R11a": 60, "R11b": 40, "RT1": "More evenings"}


def repeats(*rows, **more):
    found = read(R=readers(*rows), **more)
    return [(problem.place.cell, problem.words["rows"]) for problem in found.problems if problem.code == "responses.repeated"]


def test_rows_alike_in_every_answer_are_asked_back_from_three_on():
    other = SAME | {"RT1": "Fewer"}
    assert repeats(SAME, other, SAME, SAME) == [("A2", "2, 4, 5")]
    assert repeats(SAME, other, SAME) == []


def test_short_answers_may_well_be_alike():
    assert repeats(*[{"RD1": "B01", "R01": 4, "R02": 3}] * 5) == []


def test_two_rows_that_took_as_long_are_enough_where_the_time_is_told():
    codes = tuple(field.code for field in SURVEY.groups["R"].fields)

    def timed(*seconds):
        head = (*(f"[{code}] …" for code in codes), "所用时间")
        return (head, *((*(SAME.get(code) for code in codes), told) for told in seconds))

    def found(*seconds):
        return [problem.words["rows"] for problem in read(R=timed(*seconds)).problems if problem.code == "responses.repeated"]

    assert found("128秒", "128秒", "99秒") == ["2, 3"]
    assert found("128秒", "127秒", "99秒") == []
    assert found("9" * 5000, "8" * 400, None) == ["2, 3, 4"]


@pytest.mark.parametrize("told", [10**15, 1e300, "9" * 5000])
def test_a_figure_beyond_all_sums_counts_as_not_answered(told):
    found = read(R=readers({"RD1": "B01", "R02": 3, "R12": told}))
    assert column(found, "R", "R12") == (None,)
    assert [problem.code for problem in found.problems] == ["sheets.beyond_sums"]


def test_a_changed_header_and_wrong_cells_are_told_at_once():
    found = read(partners({"PD1": "B01", "P01": 7}, codes=("PD1", "P01", "P02")))
    assert [problem.code for problem in found.problems] == ["responses.columns_missing", "responses.not_an_answer"]


def test_cells_that_are_not_understood_are_counted_with_those_not_listed_one_by_one():
    found = read(partners(*({"PD1": "B01", "PD2": "B01", "P01": 7, "P02": 4} for _ in range(25))))
    assert count_unread(found.problems) == 25
