"""The tree of a level: dimensions, criteria, indicators, cut to the indicator set in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from iecscore.problems import Misuse, Problem, error, note
from iecscore.system.indicators import Indicator
from iecscore.system.model import ROOT, System

FULL, CORE, ADMINISTRATIVE = "full", "core", "administrative"
INDICATOR_SETS: Final = (FULL, CORE, ADMINISTRATIVE)


@dataclass(frozen=True, slots=True)
class Tree:
    """Which nodes lie under which parent: the root's dimensions, their criteria, and the criteria's indicators."""

    level: str
    children: Mapping[str, tuple[str, ...]]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The nodes under the root."""
        return self.children[ROOT]

    @property
    def criteria(self) -> tuple[str, ...]:
        """The nodes that hold indicators, dimension by dimension."""
        return tuple(criterion for dimension in self.dimensions for criterion in self.children[dimension])

    @property
    def indicators(self) -> tuple[str, ...]:
        """The leaves, criterion by criterion."""
        return tuple(indicator for criterion in self.criteria for indicator in self.children[criterion])

    @property
    def nodes(self) -> tuple[tuple[str, str], ...]:
        """Each node with its parent, level by level down each branch."""
        return tuple((child, parent) for parent, children in self.children.items() for child in children)


def build_tree(system: System, level: str, indicator_set: str = FULL) -> Tree:
    """Cut a level's tree to an indicator set; parents left without children go with them.

    Raises:
        Misuse: the indicator set is none of `full`, `core` and `administrative` (without survey indicators).
    """
    if indicator_set not in INDICATOR_SETS:
        raise Misuse(error("rank.unknown_choice", option="indicator_set", given=indicator_set, known=", ".join(INDICATOR_SETS)))
    kept = {code for code, indicator in system.indicators.items() if _is_kept(indicator, indicator_set)}
    branches = {
        dimension: {key: cut for key, codes in criteria.items() if (cut := tuple(code for code in codes if code in kept))}
        for dimension, criteria in system.levels[level].tree.items()
    }
    branches = {dimension: criteria for dimension, criteria in branches.items() if criteria}
    under_dimensions = {dimension: tuple(criteria) for dimension, criteria in branches.items()}
    under_criteria = {criterion: codes for criteria in branches.values() for criterion, codes in criteria.items()}
    return Tree(level, {ROOT: tuple(branches)} | under_dimensions | under_criteria)


def _is_kept(indicator: Indicator, indicator_set: str) -> bool:
    return indicator_set == FULL or (indicator.set == CORE if indicator_set == CORE else indicator.source != "survey")


def name_dropped(system: System, tree: Tree) -> tuple[Problem, ...]:
    """A note of the criteria that the indicator set leaves empty, where there are any."""
    declared = [criterion for criteria in system.levels[tree.level].tree.values() for criterion in criteria]
    empty = ", ".join(criterion for criterion in declared if criterion not in tree.children)
    return (note("weights.criteria_empty", criteria=empty),) if empty else ()
