"""Check what the system file declares about doubts: names of normalisations, pairs and orders of weights."""

from collections.abc import Iterator

from iecscore.problems import Problem, error
from iecscore.system.checking_trees import children_of
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import offer_names
from iecscore.system.model import ROOT, System
from iecscore.system.robustness import NORMALISATIONS, NUMBER_KINDS

AT_LEAST = ">="


def check_robustness(system: System, sources: Sources) -> Iterator[Problem]:
    """Check the names in `robustness:`; methods and weights are checked where they are known."""
    declared = system.robustness
    for number, name in enumerate(declared.method.normalisations):
        if name not in NORMALISATIONS:
            yield error("system.unknown_choice", sources.at("robustness", "method", "normalisations", number), **offer_names(name, NORMALISATIONS))
    for number, (name, method) in enumerate(declared.method.excluded):
        place = sources.at("robustness", "method", "excluded", number)
        if name not in NORMALISATIONS:
            yield error("system.unknown_choice", place, **offer_names(name, NORMALISATIONS))
        if method not in declared.method.methods:
            yield error("system.unknown_choice", place, **offer_names(method, declared.method.methods))
    numbers = _name_numbers(system)
    for name in declared.data.cells:
        if name not in numbers:
            yield error("system.unknown_choice", sources.at("robustness", "data", "cells", name), **offer_names(name, numbers))
    known = _siblings(system)
    for number, text in enumerate(declared.data.order):
        more, found, less = (part.strip() for part in text.partition(AT_LEAST))
        if not found or more not in known or less not in known or known[more].isdisjoint(known[less]) or more == less:
            yield error("system.weight_order", sources.at("robustness", "data", "order", number), given=text)


def read_order(text: str) -> tuple[str, str]:
    """The two nodes of `A >= B`."""
    more, _, less = text.partition(AT_LEAST)
    return more.strip(), less.strip()


def _name_numbers(system: System) -> tuple[str, ...]:
    """What holds numbers: kinds of columns, tables, and columns."""
    columns = [f"{key}.{code}" for key, table in system.tables.items() for code, column in table.entered.items() if column.type in NUMBER_KINDS]
    return (*NUMBER_KINDS, *dict.fromkeys(name.partition(".")[0] for name in columns), *columns)


def _siblings(system: System) -> dict[str, set[tuple[str, str]]]:
    """Of each node the level and parent it stands under."""
    found: dict[str, set[tuple[str, str]]] = {}
    for key, level in system.levels.items():
        for parent, children in children_of(level).items():
            for child in children:
                found.setdefault(child, set()).add((key, parent))
    found.pop(ROOT, None)
    return found
