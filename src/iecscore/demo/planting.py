"""Write the workbooks with planted faults, and tell which cells the import must name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import ZipFile

from iecscore.demo.binding import Bindery, cut_records
from iecscore.demo.cases import LAST_ROUND
from iecscore.demo.faults import DRAFTS, RETURNED, Deed, Draft, Tearing
from iecscore.demo.planning import Book, name_book
from iecscore.demo.records import community_records
from iecscore.demo.rosters import Record
from iecscore.demo.world import Community, build_world
from iecscore.problems import Problem, Severity
from iecscore.sheets import letter_of
from iecscore.system import System
from iecscore.system.closed import Words
from iecscore.text import say

CODE_ROW: Final = 3
FIRST_ROW: Final = 5
CELL: Final = re.compile(r'(<row r="|<c r="[A-Z]+)(\d+)"')
MISSING: Final = "workbook.missing_column"
SHEET: Final = re.compile(r'<sheet name="([^"]*)"')


class Planted(NamedTuple):
    """A problem the import must name: file, sheet, cell, code."""

    file: str
    sheet: str
    cell: str
    code: str


def write_planted(bindery: Bindery) -> tuple[Path, ...]:
    """Write the workbooks with planted faults."""
    (bindery.folder / RETURNED).mkdir(parents=True, exist_ok=True)
    return tuple(_write_draft(bindery, draft) for draft in DRAFTS)


def list_planted(system: System, language: str) -> tuple[Planted, ...]:
    """Every problem that importing these workbooks must name, beside the queries and notes that any workbook may bring."""
    return tuple(planted for draft in DRAFTS for planted in _list_draft(system, draft, name_draft(draft, language)))


def name_refusals(problems: Iterable[Problem]) -> frozenset[Planted]:
    """The errors among the problems of an import, to be held against `list_planted`."""
    return frozenset(
        Planted(problem.place.file, problem.place.sheet, problem.place.cell, problem.code)
        for problem in problems
        if problem.severity is Severity.ERROR
    )


def name_draft(draft: Draft, language: str) -> str:
    """The file of a workbook with planted faults: the one in the inbox, come back a second time."""
    plain = name_book(draft.unit, LAST_ROUND, draft.part, draft.member, language)
    return f"{Path(plain).stem}_{say('second version', language)}.xlsx"


def _community(draft: Draft) -> Community:
    return next(community for community in build_world() if community.code == draft.unit)


def _book(draft: Draft, language: str) -> Book:
    return Book(f"{RETURNED}/{name_draft(draft, language)}", _community(draft).number, LAST_ROUND, draft.part, draft.member)


def _plant(draft: Draft) -> tuple[dict[str, list[Record]], list[tuple[Deed, int]]]:
    """The rows as somebody changed them, and the place of each deed's row in its table."""
    told = cut_records(_book(draft, ""), community_records(_community(draft), LAST_ROUND))
    records = {key: [dict(row) for row in rows] for key, rows in told.items()}
    return records, [(deed, _do(deed, records[deed.table])) for deed in draft.deeds]


def _do(deed: Deed, rows: list[Record]) -> int:
    place = _find(rows, deed.at)
    if deed.copied:
        rows.append(dict(rows[place]))
        place = len(rows) - 1
    rows[place] |= deed.change(rows[place])
    return place


def _find(rows: Sequence[Record], at: Mapping[str, object]) -> int:
    return next(place for place, row in enumerate(rows) if all(row[column] == value for column, value in at.items()))


def _list_draft(system: System, draft: Draft, file: str) -> Iterator[Planted]:
    records, places = _plant(draft)
    for deed, place in places:
        for named, code in deed.named.items():
            table, _, column = named.partition(".")
            row = FIRST_ROW + (place if table == deed.table else _find(records[table], deed.at))
            shift = int(draft.tearing is not None and draft.tearing.table == table)
            letter = letter_of(1 + list(system.tables[table].entered).index(column))
            yield Planted(file, system.tables[table].sheet, f"{letter}{row - shift}", code)
    if draft.tearing:
        yield Planted(file, system.tables[draft.tearing.table].sheet, "", MISSING)


def _write_draft(bindery: Bindery, draft: Draft) -> Path:
    book = _book(draft, bindery.language)
    path, (records, _) = bindery.folder / book.path, _plant(draft)
    if draft.tearing:
        bindery.write_tables(book, records, _rename(bindery.system, draft.tearing))
        _take_out_codes(path, bindery.system.tables[draft.tearing.table].sheet)
    else:
        bindery.write_tables(book, records, bindery.system)
    return path


def _rename(system: System, tearing: Tearing) -> System:
    """The system with a column called otherwise, to write the sheet somebody renamed it in."""
    table = system.tables[tearing.table]
    column = table.columns[tearing.column].model_copy(update={"name": Words(en=tearing.en, zh=tearing.zh)})
    changed = table.model_copy(update={"columns": {code: column if code == tearing.column else kept for code, kept in table.columns.items()}})
    return system.model_copy(update={"tables": {key: changed if key == tearing.table else kept for key, kept in system.tables.items()}})


def _take_out_codes(path: Path, title: str) -> None:
    """Take the row of field codes out of a sheet, as somebody would who deletes it."""
    with ZipFile(path) as book:
        names = [escaped[1] for escaped in SHEET.finditer(book.read("xl/workbook.xml").decode())]
        part = f"xl/worksheets/sheet{1 + names.index(title)}.xml"
        files = [(info, book.read(info)) for info in book.infolist()]
    with ZipFile(path, "w") as book:
        for info, data in files:
            book.writestr(info, take_out_row(data.decode(), CODE_ROW).encode() if info.filename == part else data)


def take_out_row(xml: str, gone: int) -> str:
    """Take a row out of a sheet's XML; the rows below move up."""
    rest = re.sub(rf'<row r="{gone}".*?</row>', "", xml, count=1, flags=re.DOTALL)
    return CELL.sub(lambda found: f'{found[1]}{int(found[2]) - (int(found[2]) > gone)}"', rest)
