"""What the answer workbook looks like: formats, widths, and what each column asks for."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from iecscore.survey.marks import mark_code
from iecscore.survey.model import Field, Group, Item, ItemType, Survey
from iecscore.system.closed import Words
from iecscore.system.model import System
from iecscore.text import say

INK, SOFT, PALE, LINE, GREY = "#1F3864", "#5B6B8C", "#EEF2F8", "#C9D2E3", "#5F6B7A"
FONT: Final = {"font_name": "Microsoft YaHei", "font_size": 10}
CELL: Final = {"border": 1, "border_color": LINE, "valign": "vcenter"}
LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "label": {"bold": True, "font_color": "#B3261E"},
    "plain": {"text_wrap": True, "valign": "top", "font_color": "#333333"},
    "hint": {"font_color": GREY, "valign": "vcenter"},
    "head": CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": INK, "text_wrap": True, "align": "center"},
    "free_head": CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": SOFT, "text_wrap": True, "align": "center"},
    "name": CELL | {"bg_color": PALE, "text_wrap": True},
    "told": CELL | {"bold": True, "num_format": "@", "text_wrap": True, "align": "left"},
    "plain_cell": CELL | {"text_wrap": True},
    "figure": CELL | {"align": "center"},
    "code": CELL | {"num_format": "@"},
    "text": CELL | {"num_format": "@", "text_wrap": True, "valign": "top"},
    "open_figure": {"align": "center"},
    "open_code": {"num_format": "@"},
    "open_text": {"num_format": "@", "text_wrap": True, "valign": "top"},
    "link": CELL | {"font_color": "#0B57D0", "underline": 1},
}
WIDTHS: Final[Mapping[ItemType, int]] = {
    ItemType.RATING: 17,
    ItemType.ATTENTION: 17,
    ItemType.SINGLE: 22,
    ItemType.MULTI: 24,
    ItemType.SHARES: 15,
    ItemType.NUMBER: 15,
    ItemType.MEMBER: 28,
    ItemType.LISTED: 18,
    ItemType.TEXT: 48,
}
CENTRED: Final = frozenset({ItemType.RATING, ItemType.ATTENTION, ItemType.SHARES, ItemType.NUMBER})
LINE_HEIGHT, TALLEST = 15.5, 400.0


@dataclass(frozen=True, slots=True)
class Pen:
    """What every sheet is written with."""

    system: System
    survey: Survey
    language: str
    looks: Mapping[str, Format]
    label: str = ""

    def say(self, words: Words) -> str:
        """A wording of the content in the workbook's language."""
        return words.say(self.language)


def make_looks(book: Workbook) -> dict[str, Format]:
    """The formats of a workbook by name."""
    return {name: book.add_format({**FONT, **look}) for name, look in LOOKS.items()}


def look_of(item: Item) -> str:
    """How the answers of an item are shown."""
    return "figure" if item.type in CENTRED else "text" if item.type is ItemType.TEXT else "code"


def write_header(pen: Pen, group: Group, field: Field) -> str:
    """The header of a column: code and question."""
    return f"{mark_code(field.code)} {pen.say(group.word_field(field))}"


def list_answers(pen: Pen, item: Item) -> tuple[str, ...]:
    """The answers an item offers, each as `4 agree`; of a rating without them, of a list from a dictionary its codes."""
    words = pen.system.dictionaries[item.dictionary].codes if item.dictionary else pen.survey.options_of(item)
    return tuple(f"{code} {pen.say(text)}" for code, text in words.items())


def tell_how(pen: Pen, item: Item) -> str:
    """What to enter into a column, in a few words and the answers there are."""
    rule = _rule(pen, item)
    note = pen.say(item.note) if item.note else ""
    answers = "\n".join(list_answers(pen, item)) if item.type in {ItemType.RATING, ItemType.ATTENTION, ItemType.SINGLE, ItemType.MULTI} else ""
    return "\n".join(part for part in (rule, note, answers) if part)


def _rule(pen: Pen, item: Item) -> str:
    if item.type is ItemType.MULTI and item.most:
        return say("Up to {most} numbers, with semicolons between: 1;3", pen.language, most=item.most)
    if item.type is ItemType.SHARES:
        return say("A number from 0 to {total}; the parts add up to {total}.", pen.language, total=f"{item.total:g}")
    if item.type is ItemType.NUMBER and item.minimum is not None and item.maximum is not None:
        return say("A number from {least} to {greatest}.", pen.language, least=f"{item.minimum:g}", greatest=f"{item.maximum:g}")
    return say(RULES[item.type], pen.language) if item.type in RULES else ""


RULES: Final[Mapping[ItemType, str]] = {
    ItemType.MULTI: "Numbers, with semicolons between: 1;3",
    ItemType.NUMBER: "A number.",
    ItemType.MEMBER: "Choose from the list, or type the code.",
    ItemType.TEXT: "Please write no names of persons.",
}


def measure_height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """The height a row needs so that each text is seen whole in a column of its width."""
    lines = max((math.ceil(_breadth(text) / (width - 2)) for text, width in zip(texts, widths, strict=True)), default=1)
    return min(TALLEST, LINE_HEIGHT * (lines + 0.5))


def _breadth(text: str) -> float:
    return sum(2.1 if unicodedata.east_asian_width(sign) in "WF" else 1.15 for sign in text)
