"""The answer workbook: what stands where, what is offered, and that equal content is an equal file."""

from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from iecscore.survey import write_answer_book
from iecscore.survey.book_layout import RULES
from iecscore.survey.marks import CHOICES, COVER
from iecscore.survey.marks import MEMBERS as MEMBER_SHEET
from iecscore.text import untranslated
from responses.drawn_library import MEMBERS, PLAIN, SURVEY

READERS = (
    {"RD1": "B01", "RD2": "1", "RD3": "N", "R01": 4, "R02": "NA", "R10": ["1", "3"], "R11a": 60, "R11b": 40, "R12": 15, "RT1": "=more evenings"},
    {"RD1": "B99", "R01": 5},
)


@pytest.fixture
def book(tmp_path):
    def write(**options):
        path = tmp_path / "answers.xlsx"
        told = {"language": "en", "year": 2025, "unit_name": "City of Lanes", "members": MEMBERS, "answers": {"R": READERS}, "label": "drawn"}
        write_answer_book(path, PLAIN, SURVEY, "L01", **(told | options))
        return load_workbook(path)

    return write


def texts(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def cells_under(sheet, code):
    header = next(cell for cell in sheet[3] if str(cell.value).startswith(f"[{code}]"))
    return [sheet.cell(row, header.column).value for row in (4, 5)]


def offer(sheet, code):
    column = next(cell.column_letter for cell in sheet[3] if str(cell.value).startswith(f"[{code}]"))
    return next(rule for rule in sheet.data_validations.dataValidation if f"{column}4" in str(rule.sqref).split(":")[0])


def test_the_cover_says_whose_answers_of_which_round_these_are(book):
    cover = dict(row[:2] for row in texts(book()["Read first"]) if row[0])
    assert cover["[unit] Library code"] == "L01"
    assert cover["[year] Round (year)"] == "2025"
    assert cover["[survey] Questionnaires"] == "library"
    assert cover["Name"] == "City of Lanes"


def test_a_unit_without_a_name_has_no_line_for_it(book):
    assert "Name" not in {row[0] for row in texts(book(unit_name="")["Read first"])}


def test_the_cover_lists_the_groups_with_their_minimums_and_rows(book):
    rows = {row[0]: row[1:5] for row in texts(book()["Read first"])}
    assert rows["Readers"] == ["Readers of the branches", 19, 2, "3 / 5 persons"]
    assert rows["Partners"] == ["Organisations that work with the branches", 7, 0, "2 / 3 organisations"]


def test_every_column_is_headed_by_its_code_and_question(book):
    headers = [cell.value for cell in book()["Readers"][3]]
    assert headers[0] == "[RD1] Your branch"
    assert "[R06b] How good are: events" in headers
    assert "[R11a] How you spend your time there (total 100): reading" in headers


def test_chinese_titles_and_headers(book):
    written = book(language="zh")
    assert written.sheetnames == ["填写说明", "读者", "合作方", "选项对照", "成员名单"]
    assert written["读者"]["A3"].value == "[RD1] 您常去的分馆"


def test_answers_are_filled_in_as_people_would(book):
    sheet = book()["Readers"]
    assert cells_under(sheet, "RD1") == ["B01 Old Town", "B99"]
    assert cells_under(sheet, "RD2") == ["1 1 to 5", None]
    assert cells_under(sheet, "R01") == [4, 5]
    assert cells_under(sheet, "R02") == ["NA", None]
    assert cells_under(sheet, "R10") == ["1;3", None]
    assert cells_under(sheet, "R11a") == [60, None]


def test_text_stays_text_and_no_formula(book):
    sheet = book()["Readers"]
    column = next(cell.column for cell in sheet[3] if str(cell.value).startswith("[RT1]"))
    assert sheet.cell(4, column).data_type == "s"


def test_ratings_offer_the_points_of_their_own_scale(book):
    sheet = book()["Readers"]
    assert offer(sheet, "R01").formula1 == '"1,2,3,4,5,NA"'
    assert offer(sheet, "R06a").formula1 == '"1,2,3,4,5"'
    assert "4 very good" in offer(sheet, "R06a").prompt
    assert offer(sheet, "R01").showErrorMessage


def test_lists_may_be_typed_over(book):
    sheet = book()["Readers"]
    assert offer(sheet, "RD1").formula1 == "'Members'!$C$4:$C$6"
    assert not offer(sheet, "RD1").showErrorMessage
    assert offer(sheet, "RD3").formula1.startswith("'Answers to choose from'!$C$")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("R10", "Up to 2 numbers, with semicolons between: 1;3\n1 to borrow"),
        ("R11a", "A number from 0 to 100; the parts add up to 100."),
        ("R12", "A number from 0 to 60."),
        ("RD4", "Printed in every book."),
        ("RT1", "Please write no names of persons."),
    ],
)
def test_every_column_tells_what_to_enter(book, code, told):
    assert offer(book()["Readers"], code).prompt.startswith(told)


def test_a_number_without_ends_and_choices_without_a_most_are_told_so(book):
    sheet = book()["Partners"]
    assert offer(sheet, "PN1").prompt == "A number."
    assert offer(sheet, "PM1").prompt.startswith("Numbers, with semicolons between: 1;3")


def test_the_lists_hold_members_and_options(book):
    written = book()
    assert texts(written["Members"])[2:4] == [
        ["[branch_id] Branch code", "[name] Name", "As the lists offer it"],
        ["B01", "Old Town", "B01 Old Town"],
    ]
    answers = {tuple(row) for row in texts(written["Answers to choose from"])}
    assert ("RD2", "Visits in a year", "0 none") in answers
    assert ("R06a", "How good are: opening hours", "5 excellent") in answers
    assert not any(row[0] == "R01" for row in answers)


def test_without_members_codes_are_typed(book):
    written = book(members=())
    assert "Members" not in written.sheetnames
    assert offer(written["Readers"], "RD1").type in {None, "none"}


def test_headers_stay_in_sight(book):
    assert book()["Partners"].freeze_panes == "B4"


def test_the_label_stands_on_cover_and_sheets(book):
    written = book()
    assert written["Read first"]["A2"].value == "drawn"
    assert written["Readers"]["A1"].value == "Readers of the branches  drawn"
    assert book(label="", answers=None)["Readers"]["A1"].value == "Readers of the branches"


def test_equal_content_is_an_equal_file(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_answer_book(tmp_path / name, PLAIN, SURVEY, "L01", language="zh", year=2025, members=MEMBERS, answers={"R": READERS})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_five_hundred_answers_are_written_at_once(tmp_path):
    begun = datetime.now(UTC)
    write_answer_book(tmp_path / "a.xlsx", PLAIN, SURVEY, "L01", language="zh", year=2025, answers={"R": READERS * 250})
    assert (datetime.now(UTC) - begun).total_seconds() < 2


def test_rules_and_titles_have_their_chinese():
    assert untranslated((COVER, CHOICES, MEMBER_SHEET, *RULES.values()), "zh") == ()
