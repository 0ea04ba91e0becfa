"""Liken what was not recognised, sheets and columns, to what the system knows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, NamedTuple

from iecscore.problems import Place, Problem, error, query
from iecscore.sheets import Sheet, address_of, same_key
from iecscore.text import LANGUAGES
from iecscore.workbook.cover import title_cover
from iecscore.workbook.lining import Finding, Lined
from iecscore.workbook.plan import ColumnPlan, Plan, TablePlan
from iecscore.workbook.recognising import Heads, Line
from iecscore.workbook.writing_lists import title_lists

ALIKE: Final = 0.6
WRITTEN: Final = 0.75
SHORTEST: Final = {True: 6, False: 2}
NUMBER: Final = re.compile(r"^\d+")


class Unplaced(NamedTuple):
    """A sheet that is no table: where it stands in the book, its rows, and the texts of the first of them."""

    position: int
    sheet: Sheet
    lines: Mapping[int, Line]
    heads: Heads


def tell_unplaced(plan: Plan, file: str, unplaced: Unplaced, absent: Sequence[str]) -> Iterator[Finding | Problem]:
    """What is told of a sheet that is no table: an error with the table it resembles, or with one of the `absent` ones, else a question.

    Of the template's own sheets nothing is told.
    """
    position, sheet, lines, heads = unplaced
    if not lines or same_key(sheet.name) in {same_key(title(language)) for title in (title_cover, title_lists) for language in LANGUAGES}:
        return
    place = Place(file, sheet.name)
    key, row, column = _find_header(plan, lines, heads) or (_find_table(plan, sheet.name, lines, absent), 0, 0)
    if not key:
        yield query("workbook.unknown_sheet", place)
        return
    at = Place(place.file, place.sheet, address_of(row, column) if row else "")
    problem = error("workbook.unplaced_sheet", at, nearest=plan.tables[key].table.sheet)
    yield Finding((position, row, column), key, None, problem)


def _find_header(plan: Plan, lines: Mapping[int, Line], heads: Heads) -> tuple[str, int, int] | None:
    """The table whose headers stand in a row with something below it, and the first cell of them."""
    words, last = list(plan.words), max(lines)
    found: Counter[str] = Counter()
    cells: dict[str, tuple[int, int]] = {}
    for row, texts in heads.items():
        named = {column: text for column, text in texts.items() if text in plan.words} if row < last else {}
        if row < last and len(named) < len(texts):
            written = {column: close[0] for column, text in texts.items() if (close := get_close_matches(text, words, 1, WRITTEN))}
            named = written if len(written) > 1 else named
        for column, text in named.items():
            for table in {table for table, _, _ in plan.words[text]}:
                found[table] += 1
                cells.setdefault(table, (row, column))
    if not found:
        return None
    best = found.most_common(1)[0][0]
    return best, *cells[best]


def _find_table(plan: Plan, title: str, lines: Mapping[int, Line], absent: Sequence[str]) -> str:
    """The table of rows without a header: by the title, else the absent one that comes nearest, for its rows must be somewhere."""
    if len(lines) <= 1:
        return ""
    if near := _find_title(plan, title):
        return near
    names = {form: key for key in absent for form in plan.tables[key].title}
    wide = sum(len(cells) > 1 for cells in lines.values()) > 1
    return names[get_close_matches(same_key(title), names, 1, 0.0)[0]] if names and wide else ""


def _find_title(plan: Plan, told: str) -> str:
    """The table a title is near to, by its name without the number; empty where it is near to none."""
    names = {NUMBER.sub("", form): key for key, table in plan.tables.items() for form in table.title}
    title = NUMBER.sub("", same_key(told))
    within = sorted((name for name in names if len(name) >= SHORTEST[name.isascii()] and name in title), key=len)
    near = within[-1:] or get_close_matches(title, names, 1, ALIKE)
    return names[near[0]] if near else ""


def find_renamed(lined: Lined, column: int) -> ColumnPlan | None:
    """The column of the table that a header not recognised most likely stood for: one that lacks, with a name much like it."""
    absent = {form: plan for plan in absent_columns(lined) for form in _forms(lined.plan, plan.code)}
    texts = [cells[column] for cells in lined.header.heads.values() if cells.get(column)]
    near = [close[0] for text in texts if (close := get_close_matches(text, absent, 1, ALIKE))]
    return absent[near[0]] if near else None


def absent_columns(lined: Lined) -> list[ColumnPlan]:
    """The columns of the table that the sheet lacks."""
    return [plan for plan in lined.plan.columns.values() if plan.code not in lined.header.places]


def _forms(plan: TablePlan, code: str) -> Iterable[str]:
    return (form for words in (plan.codes, plan.names) for form, meant in words.items() if meant == code)
