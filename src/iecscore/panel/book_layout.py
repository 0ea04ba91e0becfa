"""The judgement workbook: a sheet an expert, a row a pair."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from iecscore.system.model import ROOT, System
from iecscore.text import say
from iecscore.weights import Tree

FIELDS: Final = ("level", "parent", "parent_name", "left", "left_name", "judgement", "right", "right_name")
HEADERS: Final = ("Level", "Parent code", "Compared under", "Code A", "A", "A is … times as important as B", "Code B", "B")
WIDTHS: Final = (10, 10, 30, 9, 34, 16, 9, 34)
CODE_ROW, FIRST_ROW = 4, 6
OPEN_COLUMN: Final = FIELDS.index("judgement")
EXPERT_CELL: Final = (1, 1)


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair to judge."""

    level: str
    parent: str
    left: str
    right: str


def list_pairs(trees: Mapping[str, Tree]) -> Iterator[PairRow]:
    """Every pair of every parent of every level, in tree order."""
    for level, tree in trees.items():
        for parent, children in tree.children.items():
            for left, right in combinations(children, 2):
                yield PairRow(level, parent, left, right)


def name_node(system: System, node: str, language: str) -> str:
    """The name of a node; the root is the overall goal."""
    return say("Overall goal", language) if node == ROOT else system.node_name(node).say(language)
