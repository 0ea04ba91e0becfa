"""Check one item: what its type needs, what its type cannot have, and the names in it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from iecscore.problems import Place, Problem, error
from iecscore.survey.model import Group, Item, ItemType, Survey
from iecscore.system.loading_names import offer_names

Locate: TypeAlias = Callable[..., Place]

NEEDED: Final[Mapping[ItemType, tuple[str, ...]]] = {
    ItemType.ATTENTION: ("expected",),
    ItemType.SINGLE: ("options",),
    ItemType.MULTI: ("options",),
    ItemType.SHARES: ("options", "total"),
}
ALLOWED: Final[Mapping[ItemType, tuple[str, ...]]] = {
    ItemType.RATING: ("scale", "reverse", "matrix"),
    ItemType.ATTENTION: ("scale", "expected"),
    ItemType.SINGLE: ("options",),
    ItemType.MULTI: ("options", "most"),
    ItemType.SHARES: ("options", "total"),
    ItemType.NUMBER: ("minimum", "maximum"),
    ItemType.MEMBER: ("several", "outside"),
    ItemType.LISTED: ("refers", "dictionary"),
    ItemType.TEXT: (),
}
OF_TYPES: Final = tuple(sorted({key for keys in ALLOWED.values() for key in keys}))
MOST_OPTIONS: Final = 30


def check_item(survey: Survey, group: Group, code: str, item: Item, at: Locate) -> Iterator[Problem]:
    """Every fault of one item."""
    yield from _check_keys(code, item, at)
    yield from _check_names(survey, group, item, at)
    yield from _check_condition(group, code, item, at)
    yield from _check_figures(survey, code, item, at)


def _check_keys(code: str, item: Item, at: Locate) -> Iterator[Problem]:
    given = {key for key in OF_TYPES if key in item.model_fields_set}
    for key in NEEDED.get(item.type, ()):
        if key not in given:
            yield error("survey.type_needs", at(), item=code, type=str(item.type), key=key)
    for key in sorted(given - {*ALLOWED[item.type]}):
        yield error("survey.type_excludes", at(key), item=code, type=str(item.type), key=key)
    if item.type is ItemType.LISTED and (item.refers is None) == (item.dictionary is None):
        yield error("survey.listed_where", at(), item=code)


def _check_names(survey: Survey, group: Group, item: Item, at: Locate) -> Iterator[Problem]:
    if item.scale and item.scale not in survey.scales:
        yield error("survey.unknown_scale", at("scale"), **offer_names(item.scale, survey.scales))
    if item.construct_ and item.construct_ not in survey.constructs:
        yield error("survey.unknown_construct", at("construct"), **offer_names(item.construct_, survey.constructs))
    if item.matrix and item.matrix not in group.matrices:
        yield error("survey.unknown_matrix", at("matrix"), **offer_names(item.matrix, group.matrices))


def _check_condition(group: Group, code: str, item: Item, at: Locate) -> Iterator[Problem]:
    choosable = {name: tuple(other.options) for name, other in group.items.items() if other.type is ItemType.SINGLE and name != code}
    for name, codes in item.when.items():
        if name not in choosable:
            yield error("survey.unknown_condition", at("when", name), **offer_names(name, choosable))
            continue
        for chosen in codes:
            if chosen not in choosable[name]:
                yield error("survey.unknown_option", at("when", name), item=name, **offer_names(chosen, choosable[name]))


def _check_figures(survey: Survey, code: str, item: Item, at: Locate) -> Iterator[Problem]:
    if item.expected is not None and not 1 <= item.expected <= survey.points:
        yield error("survey.expected_off_scale", at("expected"), item=code, expected=item.expected, points=survey.points)
    if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        yield error("survey.number_order", at("minimum"), minimum=f"{item.minimum:g}", maximum=f"{item.maximum:g}")
    if len(item.options) > MOST_OPTIONS:
        yield error("survey.many_options", at("options"), item=code, most=MOST_OPTIONS)
