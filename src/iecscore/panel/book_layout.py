"""The judgement workbook: a guide, then a sheet an expert, a row a pair."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import ceil
from typing import Any, Final
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from iecscore.system.model import ROOT, System
from iecscore.text import say
from iecscore.weights import Tree

FIELDS: Final = ("number", "left_name", "judgement", "right_name", "words", "level", "parent", "left", "right")
HEADERS: Final = ("No.", "A", "A is … times as important as B", "B", "In words")
WIDTHS: Final = (7, 42, 18, 42, 36)
NUMBER, LEFT, OPEN_COLUMN, RIGHT, WORDS, CODES = 0, 1, 2, 3, 4, 5
FIRST_HELPER: Final = len(FIELDS)
CODE_ROW, FIRST_ROW = 4, 6
EXPERT_CELL: Final = (1, 1)
NARROW, WIDE, LINE = 1.1, 1.95, 14.5

INK, SLATE, GREY, RULE, PALE, BAND, OPEN = "#1F3A5F", "#64788F", "#8A94A6", "#C5D0DE", "#F3F6FA", "#DCE5EF", "#FFF6DA"
FONT: Final[dict[str, Any]] = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
EDGE: Final[dict[str, Any]] = {"border": 1, "border_color": RULE}
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 18, "font_color": INK},
    "warning": {"bold": True, "italic": True, "font_color": "#B3261E"},
    "section": {"bold": True, "font_size": 12, "font_color": INK},
    "plain": {"font_color": "#44546A"},
    "step": {"text_wrap": True, "align": "left", "indent": 1},
    "field": {"font_color": SLATE, "bg_color": PALE, "indent": 1, **EDGE},
    "expert": {"bold": True, "num_format": "@", "locked": False, "bg_color": OPEN, "align": "left", "indent": 1, **EDGE},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": INK, "text_wrap": True, "align": "center", **EDGE},
    "band": {"bold": True, "font_color": INK, "bg_color": BAND, "text_wrap": True, "align": "left", "indent": 1, **EDGE},
    "state": {"bold": True, "font_color": INK, "bg_color": BAND, "align": "left", "indent": 1, **EDGE},
    "number": {"font_color": GREY, "align": "center", **EDGE},
    "name": {"text_wrap": True, "align": "left", "indent": 1, **EDGE},
    "words": {"font_color": "#44546A", "align": "left", "indent": 1, **EDGE},
    "open": {"num_format": "@", "align": "center", "bold": True, "font_size": 12, "bg_color": OPEN, "locked": False, **EDGE},
    "code": {"font_color": GREY, "font_size": 8, "num_format": "@"},
    "good": {"font_color": "#1E7145", "bg_color": "#E3F1E7"},
    "poor": {"font_color": "#9C2F1C", "bg_color": "#FBE3DC"},
}


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair to judge, its number on the sheet and the row it stands in (counted from 0)."""

    number: int
    row: int
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Group:
    """All pairs under one parent; the heading stands in the row above the first."""

    level: str
    parent: str
    children: tuple[str, ...]
    pairs: tuple[Pair, ...]

    @property
    def heading(self) -> int:
        """The row of the heading."""
        return self.pairs[0].row - 1


def make_looks(book: Workbook) -> Mapping[str, Format]:
    """Every format of the workbook, by name."""
    return {name: book.add_format(FONT | look) for name, look in LOOKS.items()}


def lay_groups(trees: Mapping[str, Tree], *, leaves: bool) -> Iterator[Group]:
    """Every parent with something to compare, in tree order; without `leaves` the indicators are left out."""
    row, number = FIRST_ROW, 1
    for level, tree in trees.items():
        for parent, children in tree.children.items():
            couples = tuple(combinations(children, 2))
            if couples and (leaves or parent not in tree.criteria):
                yield Group(level, parent, children, tuple(Pair(number + at, row + 1 + at, *couple) for at, couple in enumerate(couples)))
                row, number = row + len(couples) + 1, number + len(couples)


def name_node(system: System, node: str, language: str) -> str:
    """Code and name of a node; the root is the overall goal."""
    return say("Overall goal", language) if node == ROOT else f"{node} {system.node_name(node).say(language)}"


def explain_node(system: System, tree: Tree, node: str, language: str) -> str:
    """What a criterion asks or an indicator measures; of any other node, what lies under it."""
    if node in system.criteria:
        return system.criteria[node].question.say(language)
    if node in system.indicators:
        return system.indicators[node].definition.say(language)
    names = (name_node(system, child, language) for child in tree.children[node])
    return say("What lies under it: {names}", language, names=say(", ", language).join(names))


def height_of(text: str, width: float) -> float:
    """The height of a row that holds a text in a column; spreadsheet programs do not all find it by themselves."""
    wide = sum(east_asian_width(sign) in "WF" for sign in text)
    lines = ceil((NARROW * (len(text) - wide) + WIDE * wide) / (width - 2))
    return LINE * max(lines, 1) + 6
