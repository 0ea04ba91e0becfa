"""The workbook that is sent out."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from iecscore.workbook import Envelope, write_template

BRANCHES = (
    {"branch_id": "B01", "name": "Centre", "kind": "full", "isil": "CN-1", "opened": date(2001, 5, 1)},
    {"branch_id": "B02", "name": "Harbour", "kind": "small", "isil": "CN-2", "opened": date(2012, 9, 1)},
    {"branch_id": "B03", "name": "Station", "kind": "kiosk", "isil": "CN-3", "opened": date(2020, 9, 1)},
)


@pytest.fixture
def write(library, tmp_path):
    def write(envelope=None, language="en", **more):
        path = tmp_path / "template.xlsx"
        write_template(path, library.system, envelope or Envelope("L01", 2025), language=language, **more)
        return load_workbook(path)

    return write


def column(sheet, code):
    """The number of a column, by the field code in row 3."""
    return next(cell.column for cell in sheet[3] if cell.value == code)


def validation(sheet, code):
    letter = next(cell.column_letter for cell in sheet[3] if cell.value == code)
    return next(item for item in sheet.data_validations.dataValidation if str(item.sqref).startswith(f"{letter}5:"))


def texts(sheet):
    return [cell.value for row in sheet for cell in row if cell.value is not None]


def test_a_whole_workbook_has_a_cover_every_table_and_the_lists(write):
    assert write().sheetnames == [
        "00 Instructions",
        "01 图书馆系统",
        "02 分馆名单",
        "03 分馆年度",
        "04 读者荐购",
        "05 课程",
        "06 经费预测",
        "99 Lists",
    ]
    assert write(language="zh").sheetnames[0::7] == ["00 填报说明", "99 字典"]


def test_a_part_has_its_tables_alone(write):
    assert write(Envelope("L01", 2025, "branch", "B01")).sheetnames[1:-1] == ["03 分馆年度", "05 课程"]


def test_equal_content_is_an_equal_file(library, tmp_path):
    files = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in files:
        write_template(path, library.system, Envelope("L01", 2025), language="zh", members=BRANCHES)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_four_rows_stand_above_the_data(write):
    sheet = write(Envelope("L01", 2025, "branch", "B01"))["03 分馆年度"]
    assert [sheet.cell(row, 3).value for row in (1, 2, 3)] == ["外借册次", "Loans", "n_loans"]
    assert sheet.cell(4, 3).value == "Required\nitems, whole number, at least 0"
    assert sheet.freeze_panes == "C4"


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("branch_id", "必填\n编码，从下拉列表选择"),
        ("course_code", "必填\n文本\n字母 K 加三位数字，如 K001。"),
        ("title", "选填\n文本，2 至 12 个字"),
        ("topics", "选填\n可多选，用分号隔开，选项见末页"),
        ("free", "选填\n填是或否"),
        ("fee", "条件必填：“是否免费”为否\n万元，金额，保留两位小数，不小于 0"),
        ("hours", "选填\n数值，0.5 至 400"),
        ("partner_city", "条件必填：已填“合作方信用代码”\n6 位城市行政区划代码"),
        ("room", "选填\n文本，不得重复"),
        ("starts", "选填\n日期，如 2025-03-01"),
    ],
)
def test_the_rule_of_a_column_is_worded_for_a_person(write, code, rule):
    sheet = write(language="zh")["05 课程"]
    assert sheet.cell(4, column(sheet, code)).value == rule


def test_the_year_is_that_of_the_round_or_one_ahead(write):
    assert write(language="zh")["05 课程"]["B4"].value == "必填\n整数，2025"
    assert write(language="zh")["06 经费预测"]["A4"].value == "必填\n整数，2025 至 2027"


def test_an_upper_limit_alone_is_worded_too(write):
    assert write()["06 经费预测"]["B4"].value == "Required\n10,000 yuan, amount, two decimals, at most 5000"


def test_derived_columns_are_not_in_the_workbook(write):
    assert "shelf" not in [cell.value for cell in write()["05 课程"][3]]


def test_cells_to_fill_in_are_open_and_everything_else_is_locked(write):
    sheet = write()["05 课程"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert (sheet.protection.formatColumns, sheet.protection.formatRows, sheet.protection.insertRows) == (False, False, True)
    assert {sheet.cell(row, 1).protection.locked for row in (1, 2, 3, 4)} == {True}
    assert not any(dimension.protection.locked for dimension in sheet.column_dimensions.values())


def test_codes_and_texts_are_kept_as_text_and_numbers_have_their_format(write):
    sheet = write(language="zh")["05 课程"]
    formats = {sheet.cell(3, item.min).value: item.number_format for item in sheet.column_dimensions.values()}
    assert {code: formats[code] for code in ("course_code", "partner", "district", "year", "fee", "hours", "starts")} == {
        "course_code": "@",
        "partner": "@",
        "district": "@",
        "year": "0",
        "fee": "#,##0.00",
        "hours": "General",
        "starts": "yyyy-mm-dd",
    }


def test_lists_are_ranges_with_names_on_the_last_sheet(write):
    book = write(members=BRANCHES)
    assert validation(book["05 课程"], "district").formula1 == "codes_district"
    assert validation(book["05 课程"], "free").formula1 == "yes_no"
    named = {name: book[item.attr_text.split("'")[1]][item.attr_text.split("!")[1].replace("$", "")] for name, item in book.defined_names.items()}
    assert {name: [cell.value for (cell,) in cells] for name, cells in named.items()} == {
        "codes_missing_reason": ["not collected", "not applicable", "refused"],
        "codes_branch_kind": ["full branch", "small branch", "kiosk"],
        "codes_district": ["North", "South"],
        "codes_topic": ["Art, music", "Computing", "not applicable"],
        "yes_no": ["yes", "no"],
        "members_0": ["B01 · Centre", "B02 · Harbour", "B03 · Station"],
        "members_1": ["B01 · Centre", "B02 · Harbour"],
    }
    assert write(language="zh").defined_names["yes_no"].attr_text.startswith("'99 字典'!$C$")


def test_members_not_known_yet_are_chosen_from_their_sheet(write):
    assert validation(write()["04 读者荐购"], "branch_id").formula1 == "'02 分馆名单'!$A$5:$A$200"
    assert validation(write(Envelope("L01", 2025, "branch", "B01"))["05 课程"], "branch_id").type is None


def test_checks_warn_and_help_so_that_a_reason_can_be_typed(write):
    sheet = write(language="zh", rows={"course": [{"title": "Oil"}] * 150})["05 课程"]
    hours = validation(sheet, "hours")
    assert (hours.type, hours.errorStyle, hours.operator, hours.formula1, hours.formula2) == ("decimal", "warning", None, "0.5", "400.0")
    assert hours.error == "应填：数值，0.5 至 400。确无数据的，请填：未采集；不适用；拒绝提供。"
    assert str(hours.sqref) == "I5:I254"
    assert validation(sheet, "course_code").prompt == "字母 K 加三位数字，如 K001。"
    assert validation(sheet, "topics").prompt.endswith("\n艺术、音乐；信息技术；不适用")
    assert (validation(sheet, "title").type, validation(sheet, "title").formula2) == ("textLength", "12")
    assert (validation(sheet, "partner").type, validation(sheet, "partner").formula1) == ("textLength", "18")
    assert (validation(sheet, "starts").type, validation(sheet, "room").type) == ("date", None)
    assert (validation(sheet, "year").formula1, validation(sheet, "year").formula2) == ("2025", "2025")
    assert validation(write()["06 经费预测"], "year").formula2 == "2027"
    assert {item.errorStyle for item in sheet.data_validations.dataValidation} == {"warning"}


def test_long_notes_are_cut_to_what_a_cell_can_show(library, tmp_path):
    table = library.system.tables["course"]
    note = table.columns["course_code"].note.model_copy(update={"en": "long " * 80})
    code = table.columns["course_code"].model_copy(update={"note": note})
    course = table.model_copy(update={"columns": table.columns | {"course_code": code}})
    system = library.system.model_copy(update={"tables": library.system.tables | {"course": course}})
    write_template(tmp_path / "long.xlsx", system, Envelope("L01", 2025), language="en")
    prompt = validation(load_workbook(tmp_path / "long.xlsx")["05 课程"], "course_code").prompt
    assert len(prompt) == 255
    assert prompt.endswith("…")


def test_the_cover_says_whose_it_is_and_how_to_fill_it_in(write):
    told = texts(write(Envelope("L01", 2025, "branch", "B01"), language="zh", members=BRANCHES, rows=LIBRARY, label="仅供演示")["00 填报说明"])
    assert told[:2] == ["城市图书馆填报表（2025 年度）", "本表数据用于计算本轮各项指标，每项结果均可追溯到填报单元格，请如实填写。"]
    for words in ("仅供演示", "L01 · Rivertown", "unit", "2025", "round", "分馆", "part", "B01 · Centre", "member", "金额单位为万元，保留两位小数。"):
        assert words in told
    assert "必填项确无数据的，直接在单元格内填写原因：未采集；不适用；拒绝提供。空白不等于零，数值为零的请填 0。" in told


LIBRARY = {"library": [{"library_id": "L01", "name": "Rivertown", "residents": 4000}]}


def test_a_workbook_without_money_says_nothing_of_money(library, tmp_path):
    tables = {key: table for key, table in library.system.tables.items() if key in {"library", "branch", "wish"}}
    part = library.system.parts["office"].model_copy(update={"tables": tuple(tables)})
    system = library.system.model_copy(update={"parts": {"office": part}, "tables": tables})
    write_template(tmp_path / "office.xlsx", system, Envelope("", 2025), language="en")
    cover = load_workbook(tmp_path / "office.xlsx")["00 Instructions"]
    assert not [text for text in texts(cover) if "money" in str(text)]
    unit = next(cell for row in cover for cell in row if cell.value == "unit")
    assert not cover.cell(unit.row, unit.column - 1).protection.locked


def test_the_label_stands_on_every_page(write):
    book = write(label="Synthetic data")
    assert {book[name].oddHeader.right.text for name in book.sheetnames[1:-1]} == {"Synthetic data"}
    assert "Synthetic data" in texts(book["00 Instructions"])


def test_what_is_certain_is_filled_in_beforehand(write):
    whole = write(members=BRANCHES)
    assert whole["01 图书馆系统"]["A5"].value == "L01"
    assert [cell.value for cell in whole["02 分馆名单"][5]][:4] == ["B01", "Centre", "full branch", "CN-1"]
    assert [[cell.value for cell in row[:3]] for row in whole["03 分馆年度"]["A5:C7"]] == [
        ["B01 · Centre", 2025, None],
        ["B02 · Harbour", 2025, None],
        [None, None, None],
    ]
    assert whole["05 课程"]["A5"].value is None
    assert whole["06 经费预测"]["A5"].value is None
    own = write(Envelope("L01", 2025, "branch", "B01"))
    assert [[cell.value for cell in row] for row in own["03 分馆年度"]["A5:B6"]] == [["B01", 2025], [None, None]]
    assert [own["05 课程"].cell(row, 1).value for row in (5, 34, 35)] == ["B01", "B01", None]


def test_the_year_of_a_table_with_one_row_is_filled_in_beforehand(library, tmp_path):
    forecast = library.system.tables["forecast"].model_copy(update={"years_ahead": 0})
    system = library.system.model_copy(update={"tables": library.system.tables | {"forecast": forecast}})
    write_template(tmp_path / "year.xlsx", system, Envelope("", 2025), language="en")
    book = load_workbook(tmp_path / "year.xlsx")
    assert book["06 经费预测"]["A5"].value == 2025
    assert book["01 图书馆系统"]["A5"].value is None


def test_given_rows_are_written_as_people_read_them(write):
    row = {
        "branch_id": "B01",
        "year": 2025,
        "course_code": "K001",
        "title": "=1+1",
        "topics": ("art", "it"),
        "district": "not_collected",
        "free": False,
        "fee": Decimal("0.5"),
        "hours": 2.5,
        "starts": date(2025, 3, 1),
    }
    sheet = write(rows={"course": [row], "branch": BRANCHES})["05 课程"]
    cells = {sheet.cell(3, cell.column).value: cell for cell in sheet[5] if cell.value is not None}
    assert {code: cell.value for code, cell in cells.items() if code != "starts"} == {
        "branch_id": "B01 · Centre",
        "year": 2025,
        "course_code": "K001",
        "title": "=1+1",
        "topics": "Art, music; Computing",
        "district": "not collected",
        "free": "no",
        "fee": 0.5,
        "hours": 2.5,
    }
    assert cells["starts"].value.date() == date(2025, 3, 1)
    assert cells["title"].data_type == "s"
