"""Read a workbook into its parts, with every problem at once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from iecscore.problems import Place, Problem, error, errors_in, note
from iecscore.sheets import Book
from iecscore.system.model import System
from iecscore.workbook.cells import Reader, name_members
from iecscore.workbook.envelope import PartRead
from iecscore.workbook.folding import fold
from iecscore.workbook.identity import identify
from iecscore.workbook.lining import Lined, line_up
from iecscore.workbook.parts import tables_of
from iecscore.workbook.plan import Plan, make_plan
from iecscore.workbook.reading_cover import Cover, read_cover
from iecscore.workbook.reading_sheets import read_sheets
from iecscore.workbook.recognising import heads_of, is_cover, is_lists, lines_of, recognise
from iecscore.workbook.splitting import Split, split


@dataclass(frozen=True, slots=True)
class Opened:
    """A book with its sheets recognised: the cover, the tables, and what could not be placed."""

    cover: Cover | None
    sheets: tuple[Lined, ...]
    problems: tuple[Problem, ...]


def read_parts(system: System, book: Book, rounds: Collection[int] = ()) -> tuple[PartRead, ...]:
    """Read a workbook: a whole one gives each part and member a `PartRead`, a part's workbook one.

    `rounds` are the years that are collected; where they are given, a workbook of another year is refused. What concerns the file as such
    gives one `PartRead` without tables.
    """
    plan = make_plan(system, epoch_1904=book.epoch_1904)
    opened = _open(plan, book)
    identity = identify(plan, book.file, opened.cover, opened.sheets)
    problems = (*identity.problems, *opened.problems)
    if not identity.envelope.year:
        return (PartRead(identity.envelope, (), problems),)
    names = {**(opened.cover.names if opened.cover else {}), **name_members(plan, opened.sheets)}
    reader = Reader(plan, identity.envelope, names)
    problems += tuple(_check_file(reader, book.file, opened, rounds))
    filled, findings = read_sheets(reader, opened.sheets)
    if errors_in(problems):
        return (PartRead(identity.envelope, (), (*problems, *fold(findings))),)
    return split(Split(system, identity.envelope, filled, findings), problems)


def _open(plan: Plan, book: Book) -> Opened:
    cover, sheets, problems = None, [], []
    for position, sheet in enumerate(book.sheets):
        lines = lines_of(sheet)
        heads = heads_of(lines)
        if is_cover(lines):
            cover = cover or read_cover(book.file, sheet.name, lines)
        elif header := recognise(plan, sheet, lines, heads):
            sheets.append(line_up(position, book.file, sheet, header, lines))
        elif lines and not is_lists(heads):
            problems.append(note("workbook.unknown_sheet", Place(book.file, sheet.name)))
    return Opened(cover, tuple(sheets), tuple(problems))


def _check_file(reader: Reader, file: str, opened: Opened, rounds: Collection[int]) -> Iterator[Problem]:
    year, place = reader.envelope.year, Place(file)
    if rounds and year not in rounds:
        yield error("workbook.other_round", place, year=year, rounds=", ".join(map(str, sorted(rounds))))
    own = tables_of(reader.plan.system, reader.envelope.part)
    found = {lined.plan.table.key for lined in opened.sheets}
    for table in own:
        if table.key not in found:
            yield note("workbook.sheet_absent", place, sheet=table.sheet)
    if not any(lined.is_used for lined in opened.sheets):
        yield error("workbook.nothing_told", place)
