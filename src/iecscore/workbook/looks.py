"""Colours and formats of the workbook."""

from collections.abc import Mapping
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from iecscore.system.tables import Column, ColumnType

INK, SLATE, GREY, RULE = "#1F3A5F", "#64788F", "#8A94A6", "#C5D0DE"
PALE, MUST, PERHAPS = "#F3F6FA", "#FFF6DA", "#F1F6EC"
FONT: Final[dict[str, Any]] = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
EDGE: Final[dict[str, Any]] = {"border": 1, "border_color": RULE}
HEAD: Final[dict[str, Any]] = {"text_wrap": True, "align": "center", "font_color": "#FFFFFF", **EDGE}
OPEN: Final[dict[str, Any]] = {"locked": False, "num_format": "@"}

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 18, "font_color": INK},
    "subtitle": {"font_size": 11, "font_color": SLATE},
    "warning": {"bold": True, "italic": True, "font_color": "#B3261E"},
    "section": {"bold": True, "font_size": 12, "font_color": INK, "bottom": 2, "bottom_color": INK},
    "label": {"font_color": SLATE, "bg_color": PALE, "indent": 1, **EDGE},
    "identity": {"bold": True, "num_format": "@", "align": "left", "indent": 1, **EDGE},
    "identity_open": {"bold": True, "align": "left", "indent": 1, "bg_color": MUST, **EDGE, **OPEN},
    "answer": {"align": "left", "indent": 1, **EDGE, **OPEN},
    "mark": {"font_color": GREY, "font_size": 8, "indent": 1},
    "step": {"text_wrap": True, "align": "left", "indent": 1},
    "step_number": {"align": "right", "font_color": SLATE},
    "head": {"bold": True, "bg_color": INK, **HEAD},
    "line": {"text_wrap": True, "align": "left", "indent": 1, **EDGE},
    "link": {"font_color": "#1A56A0", "underline": 1, "align": "left", "indent": 1, **EDGE},
    "must": {"bg_color": MUST, "align": "left", "indent": 1, **EDGE},
    "perhaps": {"bg_color": PERHAPS, "align": "left", "indent": 1, **EDGE},
    "free": {"align": "left", "indent": 1, **EDGE},
    "zh_must": {"bold": True, "bg_color": INK, **HEAD},
    "zh_free": {"bold": True, "bg_color": SLATE, **HEAD},
    "en_must": {"font_size": 8, "bg_color": INK, **HEAD},
    "en_free": {"font_size": 8, "bg_color": SLATE, **HEAD},
    "code": {"font_color": GREY, "font_size": 7, "align": "center", "bg_color": PALE, **EDGE},
    "rule": {"font_color": "#44546A", "font_size": 8, "text_wrap": True, "valign": "top", "bg_color": PALE, **EDGE},
    "list_code": {"font_color": SLATE, "num_format": "@", **EDGE},
    "list_words": {"num_format": "@", **EDGE},
}
CELLS: Final[dict[str, dict[str, Any]]] = {
    "text": {"num_format": "@"},
    "wide": {"num_format": "@", "text_wrap": True},
    "choice": {"num_format": "@", "align": "center"},
    "year": {"num_format": "0", "align": "center"},
    "integer": {"num_format": "#,##0"},
    "number": {"num_format": "General"},
    "money": {"num_format": "#,##0.00"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
}
WIDE: Final = 40
TABS: Final = ("#1F3A5F", "#2E7D5B", "#B7791F", "#7A4E9E")


def make_looks(book: Workbook) -> Mapping[str, Format]:
    """Every format of the workbook, by name; cells to fill in are unlocked."""
    entered = {name: {"locked": False, **look} for name, look in CELLS.items()}
    return {name: book.add_format(FONT | look) for name, look in (LOOKS | entered).items()}


def shade(book: Workbook) -> Mapping[str, Format]:
    """How the cells to fill in look, whatever stands in them."""
    fills = {"must": MUST, "perhaps": PERHAPS, "free": None}
    return {name: book.add_format(EDGE | ({"bg_color": fill} if fill else {})) for name, fill in fills.items()}


def look_of(code: str, column: Column) -> str:
    """The format of a column's cells."""
    if column.type is ColumnType.INTEGER:
        return "year" if code == "year" else "integer"
    if column.type in {ColumnType.NUMBER, ColumnType.MONEY, ColumnType.DATE}:
        return str(column.type)
    if column.type in {ColumnType.BOOLEAN, ColumnType.CODE}:
        return "choice"
    return "wide" if column.length and column.length[1] > WIDE else "text"


def need_of(column: Column) -> str:
    """How a column is shaded."""
    return "perhaps" if isinstance(column.required, str) else "must" if column.required else "free"
