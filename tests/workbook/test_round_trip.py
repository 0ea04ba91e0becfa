"""What is written is read back the same, through real files."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from iecscore.demo.records import community_records
from iecscore.demo.world import build_world
from iecscore.problems import Severity
from iecscore.sheets import read_workbook
from iecscore.system import load_system
from iecscore.workbook import Envelope, read_parts, write_template

IEC = Path(__file__).parents[2] / "indicators" / "iec"

LIBRARY = {
    "library": [{"library_id": "L01", "name": "Rivertown", "residents": 4000}],
    "branch": [
        {"branch_id": "B01", "name": "Centre", "kind": "full", "isil": "CN-1", "district": "N", "opened": date(2001, 5, 1), "closed": None},
        {"branch_id": "B02", "name": "Harbour", "kind": "small", "isil": "007", "district": None, "opened": date(2012, 9, 1), "closed": None},
    ],
    "branch_year": [
        {
            "branch_id": code,
            "year": 2025,
            "n_loans": loans,
            "n_visits": 20,
            "n_visits_young": 3,
            "n_events": 0,
            "n_event_visitors": None,
            "n_stock": 100,
            "n_new": 5,
            "cost": Decimal("1.25"),
        }
        for code, loans in (("B01", 1000), ("B02", "refused"))
    ],
    "course": [
        {"branch_id": "B02", "year": 2025, "course_code": f"K00{number}", "topics": ("art", "it"), "free": number > 1, "fee": Decimal("0.3")}
        for number in (1, 2)
    ],
    "forecast": [{"year": 2027, "amount": Decimal(5)}],
}


def read(path, system):
    book = read_workbook(path)
    assert book.problems == ()
    return read_parts(system, book.result)


def told_by(parts):
    """Every row of every part by table, reasons in place of the blanks they explain, blanks left out."""
    told = {}
    for rows in (rows for part in parts for rows in part.tables):
        for index, row in enumerate(rows.rows):
            cells = dict(zip(rows.columns, row, strict=True)) | {code: reason for (at, code), reason in rows.reasons.items() if at == index}
            told.setdefault(rows.table, []).append({code: cell for code, cell in cells.items() if cell is not None})
    return told


def without_blanks(tables):
    return {key: [{code: cell for code, cell in row.items() if cell is not None} for row in rows] for key, rows in tables.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_whole_workbook_comes_back_as_it_was_written(library, tmp_path, language):
    path = tmp_path / "L01.xlsx"
    write_template(path, library.system, Envelope("L01", 2025), language=language, rows=LIBRARY)
    parts = read(path, library.system)
    assert [problem for part in parts for problem in part.problems] == []
    assert told_by(parts) == without_blanks(LIBRARY)
    assert [part.envelope.submitter for part in parts] == ["office", "branch:B01", "branch:B02"]


def test_a_members_workbook_filled_in_by_hand_is_its_part(library, tmp_path):
    path = tmp_path / "B01.xlsx"
    write_template(path, library.system, Envelope("L01", 2025, "branch", "B01"), language="zh", members=LIBRARY["branch"])
    book = load_workbook(path)
    for number, cell in enumerate((1000, "未采集", 3, 0, None, 100, 5, "1.5万元"), start=3):
        book["03 分馆年度"].cell(5, number, cell)
    book["05 课程"]["C5"] = "K001"
    book["05 课程"]["E5"] = "信息技术"
    book.save(path)
    (part,) = read(path, library.system)
    assert part.problems == ()
    assert part.envelope == Envelope("L01", 2025, "branch", "B01")
    assert told_by([part])["branch_year"][0]["n_visits"] == "not_collected"
    assert told_by([part])["course"] == [{"branch_id": "B01", "year": 2025, "course_code": "K001", "topics": ("it",)}]


def test_a_template_returned_as_it_was_sent_tells_nothing(library, tmp_path):
    path = tmp_path / "B01.xlsx"
    write_template(path, library.system, Envelope("L01", 2025, "branch", "B01"), language="en")
    (part,) = read(path, library.system)
    assert [(problem.code, problem.place.cell) for problem in part.problems] == [("workbook.row_unfilled", "A5")]


@pytest.fixture(scope="module")
def iec():
    system = load_system(IEC).result
    assert system is not None
    return system


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_workbook_of_the_shipped_system_comes_back_as_it_was_written(iec, tmp_path, language):
    rows = community_records(build_world()[0], 2025)
    path = tmp_path / "C01.xlsx"
    write_template(path, iec, Envelope("C01", 2025), language=language, rows=rows)
    parts = read(path, iec)
    assert {problem.severity for part in parts for problem in part.problems} <= {Severity.QUERY}
    assert plain(told_by(parts)) == plain(without_blanks(rows))


def test_the_parts_of_the_shipped_system_come_back_as_they_were_written(iec, tmp_path):
    rows = community_records(build_world()[0], 2025)
    for member, part in (("S01", "school"), ("E01", "enterprise"), ("", "secretariat")):
        owned = {key: [row for row in told if not member or row.get("member_id") == member] for key, told in rows.items()}
        path = tmp_path / f"{part}.xlsx"
        write_template(path, iec, Envelope("C01", 2025, part, member), language="zh", rows=owned, members=rows["member"])
        (read_part,) = read(path, iec)
        assert {problem.severity for problem in read_part.problems} <= {Severity.QUERY}
        assert plain(told_by([read_part])) == plain(
            {key: told for key, told in without_blanks(owned).items() if key in iec.parts[part].tables and told}
        )


def plain(tables):
    """Rows of each table in an order of their own, numbers as decimals."""
    return {key: sorted((sorted((code, _number(cell)) for code, cell in row.items()) for row in rows), key=str) for key, rows in tables.items()}


def _number(cell):
    return str(Decimal(str(cell)).normalize()) if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) else str(cell)
