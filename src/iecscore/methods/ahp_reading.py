"""Keys of the pairwise methods: judgements with blanks, trees of them, and things by place or by name."""

from collections.abc import Mapping
from typing import Any, Final

from iecscore.methods.keys import read_gapped, read_list, read_names, read_number
from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.ahp import Node

DEEPEST: Final = 20
NODE_KEYS: Final = ("names", "matrix", "children")


def read_index(value: Any, place: str) -> str | float:  # noqa: ANN401 - whatever JSON holds
    """The name of a random index, or a number."""
    return str(value)[:60] if isinstance(value, str) else read_number(value, place)


def read_matrices(value: Any, place: str) -> list[Floats]:  # noqa: ANN401
    """A list of matrices with `null` for blanks."""
    return [read_gapped(item, f"{place}[{number}]") for number, item in enumerate(read_list(value, place))]


def read_tree(value: Any, place: str, level: int = 0) -> Node:  # noqa: ANN401
    """{names, matrix, children: {name: tree or null}}, to any sensible depth."""
    if not isinstance(value, Mapping):
        raise refuse("compute.not_an_object", place)
    if level > DEEPEST:
        raise refuse("weights.too_deep", place, most=DEEPEST)
    for key in value:
        if key not in NODE_KEYS:
            raise refuse("compute.unknown_key", f"{place}.{key}"[:200], method="tree", known=", ".join(NODE_KEYS))
    for key in NODE_KEYS[:2]:
        if value.get(key) is None:
            raise refuse("compute.missing_key", f"{place}.{key}")
    children = value.get("children") or {}
    if not isinstance(children, Mapping):
        raise refuse("compute.not_an_object", f"{place}.children")
    below = {str(name): read_tree(child, f"{place}.children.{name}", level + 1) for name, child in children.items() if child is not None}
    return Node(read_names(value["names"], f"{place}.names"), read_gapped(value["matrix"], f"{place}.matrix"), below)


def read_place(value: Any, place: str) -> str | int:  # noqa: ANN401
    """A place, from 0, or a name."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise refuse("compute.not_whole", place)
    return value


def find_place(told: str | int, key: str, names: tuple[str, ...] | None) -> int:
    """The place of what is told by its place or by its name.

    Raises:
        Misuse: a name where there are none, or none of them.
    """
    if isinstance(told, int):
        return told
    if names is None:
        raise refuse("compute.missing_key", "names")
    if told not in names:
        raise refuse("compute.not_one_of", key, given=told[:60], known=", ".join(names))
    return names.index(told)
