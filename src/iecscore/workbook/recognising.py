"""Recognise which table a sheet is, whatever its title and the order of its columns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from iecscore.sheets import Raw, Sheet, Told, same_key
from iecscore.workbook.cover import ROUND, UNIT
from iecscore.workbook.plan import Plan, TablePlan
from iecscore.workbook.rules import is_rule
from iecscore.workbook.writing_lists import CODES

Line: TypeAlias = Mapping[int, Raw]
Heads: TypeAlias = Mapping[int, Mapping[int, str]]
HEAD_ROWS, COVER_ROWS = 10, 30
ENOUGH: Final = 2
IDENTITY: Final = frozenset({UNIT, ROUND})
SEEN: Final = re.compile(r"[^\s\u00a0\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]")


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's columns stand in a sheet: per field code every column that bears it, and the first row below."""

    plan: TablePlan
    places: Mapping[str, tuple[int, ...]]
    heads: Heads
    first_row: int


def lines_of(sheet: Sheet) -> dict[int, Line]:
    """The rows of a sheet with the cells in which a person sees something."""
    found: dict[int, dict[int, Raw]] = {}
    for (row, column), raw in sheet.cells.items():
        if _is_seen(raw.value):
            found.setdefault(row, {})[column] = raw
    return {row: found[row] for row in sorted(found)}


def _is_seen(told: Told) -> bool:
    return bool(told[:1].isalnum() or SEEN.search(told)) if isinstance(told, str) else told is not None


def heads_of(lines: Mapping[int, Line]) -> Heads:
    """The texts of the first rows, in the form headers are compared in."""
    return {
        row: {column: same_key(raw.value) for column, raw in cells.items() if isinstance(raw.value, str)}
        for row, cells in lines.items()
        if row <= HEAD_ROWS
    }


def recognise(plan: Plan, sheet: Sheet, lines: Mapping[int, Line], heads: Heads) -> Header | None:
    """The table a sheet holds, by the row of field codes, else by headers in either language."""
    counts, title = _count_words(plan, heads), same_key(sheet.name)
    scored = [((counts.get(key, 0), title in table.title, counts.get(key, 0) / len(table.columns)), table) for key, table in plan.tables.items()]
    score, best = max(scored, key=lambda item: item[0])
    return _place(best, heads, lines) if score[0] >= min(ENOUGH, len(best.columns)) else None


def _count_words(plan: Plan, heads: Heads) -> dict[str, int]:
    """How many columns of each table the best row names, by codes or by headers."""
    best: dict[str, int] = {}
    for row in heads.values():
        named: dict[tuple[str, str], set[str]] = {}
        for text in row.values():
            for table, form, code in plan.words.get(text, ()):
                named.setdefault((table, form), set()).add(code)
        for (table, _), codes in named.items():
            best[table] = max(best.get(table, 0), len(codes))
    return best


def is_cover(lines: Mapping[int, Line]) -> bool:
    """Whether a sheet holds the codes of the cover, in one column."""
    stacked: dict[int, set[str]] = {}
    for row, cells in lines.items():
        for column, raw in cells.items() if row <= COVER_ROWS else ():
            if isinstance(raw.value, str) and same_key(raw.value) in IDENTITY:
                stacked.setdefault(column, set()).add(same_key(raw.value))
    return any(codes == IDENTITY for codes in stacked.values())


def is_lists(heads: Heads) -> bool:
    """Whether a sheet is the one of the lists."""
    return any(set(CODES) <= set(cells.values()) for cells in heads.values())


def _count(words: Mapping[str, str], row: Mapping[int, str]) -> int:
    return len({words[text] for text in row.values() if text in words})


def _place(table: TablePlan, heads: Heads, lines: Mapping[int, Line]) -> Header:
    counts = {row: max(_count(table.codes, cells), _count(table.names, cells)) for row, cells in heads.items()}
    rows = [row for row, count in counts.items() if 2 * count >= max(counts.values())]
    places = _by_words(table.codes, (heads[row] for row in rows))
    for code, columns in _by_words(table.names, (heads[row] for row in rows)).items():
        taken = {column for told in places.values() for column in told}
        if free := tuple(column for column in columns if column not in taken):
            places.setdefault(code, free)
    return Header(table, places, {row: heads[row] for row in rows}, _skip_rules(max(rows) + 1, lines))


def _by_words(words: Mapping[str, str], rows: Iterator[Mapping[int, str]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, dict[int, None]] = {}
    for cells in rows:
        for column, text in cells.items():
            if text in words:
                found.setdefault(words[text], {})[column] = None
    return {code: tuple(sorted(columns)) for code, columns in found.items()}


def _skip_rules(row: int, lines: Mapping[int, Line]) -> int:
    texts = [raw.value for raw in lines.get(row, {}).values() if isinstance(raw.value, str)]
    return row + 1 if texts and 2 * sum(map(is_rule, texts)) >= len(texts) else row
