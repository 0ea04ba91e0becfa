"""Write the judgement workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from iecscore.panel.book_layout import CODE_ROW, EXPERT_CELL, FIELDS, FIRST_ROW, HEADERS, OPEN_COLUMN, WIDTHS, PairRow, list_pairs, name_node
from iecscore.panel.scale import STEPS, write_step
from iecscore.system.model import System
from iecscore.text import say
from iecscore.weights import Judgements, Tree

SAFE: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
INK, PALE, OPEN, LINE = "#1F3864", "#EEF2F8", "#FFF8E1", "#C9D2E3"
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "plain": {"text_wrap": False, "font_color": "#444444"},
    "expert": {"bold": True, "num_format": "@", "bottom": 1, "bottom_color": LINE, "locked": False, "bg_color": OPEN},
    "header": {"bold": True, "font_color": "#FFFFFF", "bg_color": INK, "text_wrap": True, "valign": "vcenter", "align": "center"},
    "code": {"font_color": "#8A94A6", "font_size": 9, "border": 1, "border_color": LINE},
    "name": {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "vcenter"},
    "code_pale": {"font_color": "#8A94A6", "font_size": 9, "border": 1, "border_color": LINE, "bg_color": PALE},
    "name_pale": {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "vcenter", "bg_color": PALE},
    "open": {"border": 1, "border_color": LINE, "num_format": "@", "align": "center", "bold": True, "bg_color": OPEN, "locked": False},
}
TELLING: Final = (
    "How many times as important is A as B? 1 equal, 3 slightly more, 5 clearly more, 7 much more, 9 absolutely more; 2, 4, 6, 8 between.",
    "Where B is the more important, choose 1/2 to 1/9. A group of pairs is answered as a whole or left out as a whole.",
)


@dataclass(frozen=True, slots=True)
class _Pen:
    system: System
    pairs: tuple[PairRow, ...]
    language: str
    looks: Mapping[str, Format]
    filled: Mapping[tuple[str, ...], str]


def write_judgement_book(
    path: Path, system: System, trees: Mapping[str, Tree], experts: Sequence[str], language: str, judgements: Judgements | None = None
) -> None:
    """Write a workbook with a sheet for each expert, with the judgements filled in that there are."""
    with Workbook(str(path), SAFE) as book:
        book.set_properties({"created": CREATED})
        looks = {name: book.add_format({"font_name": "Microsoft YaHei", "font_size": 10} | look) for name, look in LOOKS.items()}
        pen = _Pen(system, tuple(list_pairs(trees)), language, looks, _index(judgements))
        for title, expert in zip(_title(experts), experts, strict=True):
            _write_sheet(book.add_worksheet(title), pen, expert)


def _index(judgements: Judgements | None) -> dict[tuple[str, ...], str]:
    return {
        (item.expert, item.level, item.parent, *pair): write_step(value)
        for item in (judgements.comparisons if judgements else ())
        for pair, value in (((item.left, item.right), item.value), ((item.right, item.left), 1 / item.value))
    }


def _title(experts: Sequence[str]) -> Iterator[str]:
    taken: set[str] = set()
    for number, expert in enumerate(experts, start=1):
        title = "".join("_" if sign in "[]:*?/\\'" else sign for sign in expert)[:27]
        title = f"{title} {number}" if not title or title.casefold() in taken else title
        taken.add(title.casefold())
        yield title


def _write_sheet(sheet: Worksheet, pen: _Pen, expert: str) -> None:
    _write_head(sheet, pen, expert)
    groups = groupby(enumerate(pen.pairs, start=FIRST_ROW), lambda item: (item[1].level, item[1].parent))
    for band, (_, members) in enumerate(groups):
        for row, pair in members:
            told = pen.filled.get((expert, pair.level, pair.parent, pair.left, pair.right))
            _write_pair(sheet, pen, row, pair, told, "" if band % 2 else "_pale")
    last = FIRST_ROW + len(pen.pairs) - 1
    sheet.data_validation(FIRST_ROW, OPEN_COLUMN, last, OPEN_COLUMN, _choice(pen.language))
    sheet.ignore_errors({"number_stored_as_text": f"F{FIRST_ROW + 1}:F{last + 1}"})
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_head(sheet: Worksheet, pen: _Pen, expert: str) -> None:
    sheet.write_string(0, 0, say("Judgements of the panel", pen.language), pen.looks["title"])
    sheet.write_string(EXPERT_CELL[0], 0, say("Expert", pen.language), pen.looks["plain"])
    sheet.write_string(*EXPERT_CELL, expert, pen.looks["expert"])
    for row, text in enumerate(TELLING, start=2):
        sheet.write_string(row, 0, say(text, pen.language), pen.looks["plain"])
    for column, (field, header, width) in enumerate(zip(FIELDS, HEADERS, WIDTHS, strict=True)):
        sheet.write_string(CODE_ROW, column, field, pen.looks["code"])
        sheet.write_string(CODE_ROW + 1, column, say(header, pen.language), pen.looks["header"])
        sheet.set_column(column, column, width)
    sheet.set_row(CODE_ROW, None, None, {"hidden": True})
    sheet.set_row(CODE_ROW + 1, 32)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(CODE_ROW + 1)


def _write_pair(sheet: Worksheet, pen: _Pen, row: int, pair: PairRow, told: str | None, band: str) -> None:
    under, left, right = (name_node(pen.system, node, pen.language) for node in (pair.parent, pair.left, pair.right))
    cells = (pair.level, pair.parent, under, pair.left, left, told, pair.right, right)
    for column, (field, text) in enumerate(zip(FIELDS, cells, strict=True)):
        look = "open" if column == OPEN_COLUMN else ("name" if field.endswith("_name") else "code") + band
        sheet.write(row, column, text, pen.looks[look])


def _choice(language: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(STEPS),
        "error_title": say("Not on the scale", language),
        "error_message": say("Choose 1 to 9, or 1/2 to 1/9.", language),
    }
