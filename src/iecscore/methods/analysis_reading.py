"""Keys of the analysis methods: what only they read, and the sentences several of them say."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from iecscore.methods.keys import data, read_list, read_matrix, read_number, read_text, read_types, within
from iecscore.problems import refuse
from iecscore.values import Floats

Ordered: TypeAlias = tuple[tuple[str, ...], ...]
SHARE = within(0, 1)
NEARLY: Final = 1e-9
PAIR: Final = 2


def read_unit_matrix(value: Any, place: str) -> Floats:  # noqa: ANN401 - whatever JSON holds
    """A matrix of numbers from 0 to 1."""
    found = read_matrix(value, place)
    for i, row in enumerate(found.tolist()):
        for j, cell in enumerate(row):
            SHARE(cell, f"{place}[{i}][{j}]")
    return found


def read_memberships(value: Any, place: str) -> Floats:  # noqa: ANN401
    """For each object a matrix of numbers from 0 to 1, all of one shape: (objects, criteria, grades)."""
    objects = [read_unit_matrix(item, f"{place}[{number}]") for number, item in enumerate(read_list(value, place))]
    for number, found in enumerate(objects):
        for axis, part in enumerate((f"{place}[{number}]", f"{place}[{number}][0]")):
            if found.shape[axis] != objects[0].shape[axis]:
                raise refuse("compute.ragged", part, found=found.shape[axis], wanted=objects[0].shape[axis])
    return np.array(objects)


def read_counts(value: Any, place: str) -> Floats:  # noqa: ANN401
    """A list of [count, score], neither below 0: (rows, 2)."""
    found = read_matrix(value, place)
    if found.shape[1] != PAIR:
        raise refuse("compute.not_a_pair", f"{place}[0]")
    for i, row in enumerate(found.tolist()):
        for j, cell in enumerate(row):
            within(0)(cell, f"{place}[{i}][{j}]")
    return found


def read_counts_or_scores(value: Any, place: str) -> Floats:  # noqa: ANN401
    """A list of [count, score], or one score an expert: (rows, 2)."""
    items = read_list(value, place)
    if isinstance(items[0], list):
        return read_counts(value, place)
    scores = [within(0)(read_number(item, f"{place}[{number}]"), f"{place}[{number}]") for number, item in enumerate(items)]
    return np.array([[1.0, score] for score in scores])


def read_boundaries(value: Any, place: str) -> tuple[float, ...]:  # noqa: ANN401
    """Numbers from 0 to 1, rising."""
    found = tuple(SHARE(item, f"{place}[{number}]") for number, item in enumerate(read_list(value, place)))
    for number, (before, after) in enumerate(pairwise(found), start=1):
        if not before < after:
            raise refuse("compute.boundaries_rise", f"{place}[{number}]")
    return found


def read_rankings(value: Any, place: str) -> tuple[Ordered, ...]:  # noqa: ANN401
    """Lists of names, best first, all of the same names; names that tie stand in a list of their own."""
    rankings = tuple(_read_ranking(item, f"{place}[{number}]") for number, item in enumerate(read_list(value, place)))
    names = {name for tied in rankings[0] for name in tied}
    for number, ranking in enumerate(rankings):
        odd = names ^ {name for tied in ranking for name in tied}
        if odd:
            raise refuse("compute.other_names", f"{place}[{number}]", names=", ".join(sorted(odd)))
    return rankings


def _read_ranking(value: Any, place: str) -> Ordered:  # noqa: ANN401
    seen: set[str] = set()
    ranking = []
    for number, item in enumerate(read_list(value, place)):
        where = f"{place}[{number}]"
        tied = [read_text(name, f"{where}[{inner}]") for inner, name in enumerate(item)] if isinstance(item, list) else [read_text(item, where)]
        for name in tied:
            if name in seen:
                raise refuse("compute.same_name", where, name=name[:60])
            seen.add(name)
        ranking.append(tuple(tied))
    return tuple(ranking)


def read_ranks(value: Any, place: str) -> Floats:  # noqa: ANN401
    """A matrix of ranks, each from 1 to the number of rows."""
    found = read_matrix(value, place)
    for column, ranks in enumerate(found.T):
        check_ranks(ranks, [f"{place}[{row}][{column}]" for row in range(len(found))])
    return found


def check_ranks(ranks: Floats, places: Sequence[str]) -> None:
    """Refuse what is no rank among so many.

    Raises:
        Misuse: a value lies outside 1 to n.
    """
    for rank, place in zip(ranks.tolist(), places, strict=True):
        if not 1 <= rank <= len(ranks):
            raise refuse("compute.not_a_rank", place, given=rank, last=len(ranks))


def check_least(place: str, found: int, least: int, thing_en: str, thing_zh: str) -> None:
    """Refuse too few of something.

    Raises:
        Misuse: there are fewer than `least`.
    """
    if found < least:
        raise refuse("compute.too_few", place, found=found, least=least, thing_en=thing_en, thing_zh=thing_zh)


def take_shares(weights: Floats | None, size: int, notes: list[str]) -> Floats:
    """Weights of sum 1: those given, rescaled with a note where they sum to something else; equal ones where none are given."""
    if weights is None:
        return np.full(size, 1 / size)
    whole = float(weights.sum())
    if abs(whole - 1) > NEARLY:
        notes.append(f"weights sum to {whole:.6g} and were rescaled to sum to 1")
    return np.asarray(weights / whole)


def say_undefined(names: Iterable[str], why: str) -> list[str]:
    """A note for each figure that stands as null."""
    return [f"{name}: {why}" for name in names]


def list_places(marks: ArrayLike) -> str:
    """The numbers of what is marked, from 0."""
    return ", ".join(map(str, np.flatnonzero(marks).tolist()))


DIRECTIONS: Final = data("types", read_types, "one a criterion: 1 benefit, -1 cost; all benefit where left out", required=False)
