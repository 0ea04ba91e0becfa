"""Read a workbook into its parts, with every problem at once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from iecscore.problems import Place, Problem, error, errors_in, note
from iecscore.sheets import Book, fold_code, same_key
from iecscore.system.model import System
from iecscore.workbook.cells import Reader, name_members
from iecscore.workbook.envelope import Label, PartRead
from iecscore.workbook.folding import fold
from iecscore.workbook.identity import Identity, identify
from iecscore.workbook.likening import Unplaced, tell_unplaced
from iecscore.workbook.lining import Finding, Lined, line_up
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
    unplaced: tuple[Unplaced, ...]


def read_parts(system: System, book: Book, rounds: Collection[int] = ()) -> tuple[PartRead, ...]:
    """Read a workbook: a whole one gives each part and member a `PartRead`, a part's workbook one.

    `rounds` are the years that are collected; where they are given, a workbook of another year is refused. What concerns the file as such
    gives one `PartRead` without tables.
    """
    plan = make_plan(system, epoch_1904=book.epoch_1904)
    opened = _open(plan, book)
    identity = identify(plan, book.file, opened.cover, opened.sheets)
    unplaced = _tell_unplaced(plan, book.file, opened, identity.envelope.part)
    problems = (*identity.problems, *(told for told in unplaced if isinstance(told, Problem)))
    if not identity.envelope.year:
        return (PartRead(identity.envelope, (), problems),)
    member = identity.envelope.member
    names = {same_key(member): member, **(opened.cover.names if opened.cover else {}), **name_members(plan, opened.sheets)}
    reader = Reader(plan, identity.envelope, names)
    problems += tuple(_check_file(reader, book.file, opened, rounds))
    filled, found = read_sheets(reader, opened.sheets)
    findings = [*(told for told in unplaced if isinstance(told, Finding)), *found]
    if errors_in(problems):
        return (PartRead(identity.envelope, (), (*problems, *fold(findings))),)
    parts = split(Split(system, identity.envelope, filled, findings), problems)
    return tuple(replace(part, cover=identity.cover, labels=_own_labels(part, identity)) for part in parts)


def _own_labels(part: PartRead, identity: Identity) -> tuple[Label, ...]:
    return tuple(label for label in identity.labels if fold_code(label.member) == fold_code(part.envelope.member))


def _open(plan: Plan, book: Book) -> Opened:
    cover, sheets, unplaced = None, [], []
    for position, sheet in enumerate(book.sheets):
        lines = lines_of(sheet)
        heads = heads_of(lines)
        if is_cover(lines):
            cover = cover or read_cover(book.file, sheet.name, lines)
        elif header := recognise(plan, sheet, lines, heads):
            sheets.append(line_up(position, book.file, sheet, header, lines))
        elif not is_lists(heads):
            unplaced.append(Unplaced(position, sheet, lines, heads))
    return Opened(cover, tuple(sheets), tuple(unplaced))


def _tell_unplaced(plan: Plan, file: str, opened: Opened, part: str) -> list[Finding | Problem]:
    found = {lined.plan.table.key for lined in opened.sheets}
    absent = [table.key for table in tables_of(plan.system, part) if table.key not in found]
    return [told for unplaced in opened.unplaced for told in tell_unplaced(plan, file, unplaced, absent)]


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
