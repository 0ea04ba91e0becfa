"""Find in a file whose answers it holds, and which sheet and column is which question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from iecscore.problems import Place, Problem, error, query
from iecscore.responses.cells import ANY_CODE, Directory, text_of
from iecscore.sheets import Grid, address_of, same_key
from iecscore.survey import Group, Survey
from iecscore.survey.marks import SECONDS, SURVEY, UNIT, YEAR, find_mark, mark_code
from iecscore.system.loading_names import offer_names
from iecscore.system.model import System
from iecscore.text import LANGUAGES

Fields: TypeAlias = Mapping[str, tuple[str, str]]
HEAD_ROWS: Final = 10
COVER_ROWS, COVER_COLUMNS = 30, 6
TOOK: Final = frozenset(same_key(name) for name in ("所用时间", "答题时长", "Duration (in seconds)", "Duration"))
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet with answers: its group, the row of its headers (from 0) and the column (from 0) of each field."""

    group: str
    title: str
    row: int
    columns: Mapping[str, int]
    seconds: int | None = None

    def address(self, row: int, field: str) -> str:
        """The cell of a row of the grid (from 0)."""
        return address_of(row + 1, self.columns[field] + 1)


def find_identity(survey: Survey, file: str, grids: Mapping[str, Grid]) -> tuple[str, int, list[Problem]]:
    """The unit and the round's year on the cover, and what is wrong with them."""
    told = {mark: _read_mark(grids, mark) for mark in (UNIT, YEAR, SURVEY)}
    problems = [error("responses.not_told", Place(file), mark=mark_code(mark)) for mark in (UNIT, YEAR) if not told[mark]]
    year = int(told[YEAR]) if re.fullmatch(r"\d{4}", told[YEAR]) else 0
    if told[YEAR] and not FIRST_YEAR <= year <= LAST_YEAR:
        problems.append(error("responses.not_a_year", Place(file), told=told[YEAR]))
    if told[SURVEY] not in {"", survey.key}:
        problems.append(error("responses.other_survey", Place(file), told=told[SURVEY], survey=survey.key))
    return told[UNIT], year, problems


def _read_mark(grids: Mapping[str, Grid], mark: str) -> str:
    for grid in grids.values():
        for cells in grid[:COVER_ROWS]:
            texts = [text_of(cell) for cell in cells[:COVER_COLUMNS]]
            for column, text in enumerate(texts):
                if find_mark(text) == mark:
                    return next((told for told in texts[column + 1 :] if told), "")
    return ""


def find_members(system: System, grids: Mapping[str, Grid]) -> Directory:
    """The list of members that the workbook carries, where it does."""
    members = system.members
    form = system.tables[members.table].columns[members.key].pattern or ANY_CODE
    found: dict[str, str] = {}
    for grid in grids.values():
        for row, cells in enumerate(grid[:HEAD_ROWS]):
            marks = [find_mark(text_of(cell)) for cell in cells]
            if members.key in marks and members.name in marks:
                found |= _list_members(grid[row + 1 :], marks.index(members.key), marks.index(members.name))
    return Directory(found, form)


def _list_members(rows: Sequence[Sequence[object]], key: int, name: int) -> dict[str, str]:
    told = [(text_of(cells[key]), text_of(cells[name])) for cells in rows if len(cells) > max(key, name)]  # type: ignore[arg-type]
    return {same_key(text): code for code, worded in told if code for text in (worded, f"{code}{worded}", code) if text}


def find_sheets(survey: Survey, file: str, grids: Mapping[str, Grid]) -> tuple[tuple[Headed, ...], list[Problem]]:
    """The sheets with answers, whatever their titles, and what is wrong with their headers."""
    known = _fields(survey)
    rows = {title: row for title, grid in grids.items() if (row := _find_header(known, grid)) is not None}
    if not rows:
        return (), [error("responses.no_questions", Place(file))]
    problems = [problem for title, row in rows.items() for problem in _check_header(survey, known, Place(file, title), row, grids[title][row])]
    headed = [_head(survey.order, known, title, row, grids[title][row]) for title, row in rows.items()]
    first: dict[str, str] = {}
    for sheet in headed:
        if sheet.group in first:
            problems.append(error("responses.group_twice", Place(file, sheet.title), first=first[sheet.group], **_name(survey.groups[sheet.group])))
        first.setdefault(sheet.group, sheet.title)
        problems += _check_whole(survey.groups[sheet.group], Place(file, sheet.title), sheet)
    return tuple(headed), problems


def _find_header(known: Fields, grid: Grid) -> int | None:
    counts = [sum(find_mark(text_of(cell)).casefold() in known for cell in cells) for cells in grid[:HEAD_ROWS]]
    return counts.index(max(counts)) if any(counts) else None


def _fields(survey: Survey) -> Fields:
    """Field code in small letters to the code and its group."""
    return {field.code.casefold(): (field.code, key) for key, group in survey.groups.items() for field in group.fields}


def _head(order: Sequence[str], known: Fields, title: str, row: int, cells: Sequence[object]) -> Headed:
    texts = [text_of(cell) for cell in cells]  # type: ignore[arg-type]
    found = {known[mark]: column for column, text in reversed(list(enumerate(texts))) if (mark := find_mark(text).casefold()) in known}
    groups = [group for _, group in found]
    main = max(order, key=groups.count)
    took = next((column for column, text in enumerate(texts) if find_mark(text) == SECONDS or same_key(text) in TOOK), None)
    return Headed(main, title, row, {code: column for (code, group), column in found.items() if group == main}, took)


def _check_header(survey: Survey, known: Fields, place: Place, row: int, cells: Sequence[object]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    groups: set[str] = set()
    for column, cell in enumerate(cells):
        mark, at = find_mark(text_of(cell)), Place(place.file, place.sheet, address_of(row + 1, column + 1))  # type: ignore[arg-type]
        if mark and mark.casefold() not in known and mark != SECONDS:
            yield query("responses.unknown_code", at, **offer_names(mark, [code for code, _ in known.values()]))
        if mark.casefold() in first:
            yield error("responses.code_twice", at, item=mark, first=first[mark.casefold()])
        if mark.casefold() in known:
            first.setdefault(mark.casefold(), at.cell)
            groups.add(known[mark.casefold()][1])
    if len(groups) > 1:
        named = {language: ", ".join(survey.groups[key].short.say(language) for key in sorted(groups)) for language in LANGUAGES}
        yield error("responses.mixed_sheet", place, **{f"groups_{language}": names for language, names in named.items()})


def _name(group: Group) -> dict[str, str]:
    return {f"group_{language}": group.short.say(language) for language in LANGUAGES}


def _check_whole(group: Group, place: Place, sheet: Headed) -> Iterator[Problem]:
    asked = [field.code for field in group.fields if group.items[field.item].required or field.item in {group.member_item, group.organisation_item}]
    missing = [code for code in asked if code not in sheet.columns]
    if missing:
        yield error("responses.columns_missing", place, items=", ".join(missing), **_name(group))
