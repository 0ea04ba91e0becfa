"""Signs that an answer was not given with care; two of them leave it out of the default run."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.responses.answers import SECONDS, GroupAnswers
from iecscore.survey import Group, ItemType

Marks: TypeAlias = NDArray[np.bool_]
Ratings: TypeAlias = NDArray[np.int8]
Whole: TypeAlias = NDArray[np.int64]

TOO_MANY: Final = 2
LONGEST_RUN: Final = 8
SECONDS_PER_ITEM: Final = 2.0
SHARE_OF_MEDIAN: Final = 3.0
UNANSWERED: Final = -1
HIGHEST: Final = np.int8(127)


def find_careless(declared: Group, group: GroupAnswers, source: Whole) -> Marks:
    """Whether each answer shows two or more of the signs: attention missed, a run across a reversed item, no variance, half left out, haste.

    `source` numbers the file of each answer: how long answers usually take is a matter of how they were collected.
    """
    signs = (
        _miss_attention(declared, group),
        _run_long(declared, group),
        _never_vary(declared, group),
        _leave_out(declared, group),
        _hurry(declared, group, source),
    )
    return np.asarray(np.sum(signs, axis=0) >= TOO_MANY)


def ratings_of(group: GroupAnswers, code: str) -> Ratings:
    """The ratings of an item: 1 and up, 0 for not known, -1 for a blank."""
    return np.asarray(group.table[code].fill_null(UNANSWERED).to_numpy(), dtype=np.int8)


def _rated(declared: Group) -> list[str]:
    return [code for code, item in declared.items.items() if item.type is ItemType.RATING]


def _miss_attention(declared: Group, group: GroupAnswers) -> Marks:
    missed = np.zeros(group.size, dtype=bool)
    for code, item in declared.items.items():
        if item.type is ItemType.ATTENTION:
            told = ratings_of(group, code)
            missed |= (told != UNANSWERED) & (told != item.expected)
    return missed


def _run_long(declared: Group, group: GroupAnswers) -> Marks:
    """Eight equal ratings one after the other, a reversed item among them; what is blank or not known neither breaks a run nor adds to it."""
    last, length, turned = (np.zeros(group.size, dtype=np.int64) for _ in range(3))
    found = np.zeros(group.size, dtype=bool)
    for code in _rated(declared):
        told = ratings_of(group, code)
        given, same = told > 0, told == last
        length = np.where(given, np.where(same, length + 1, 1), length)
        turned = np.where(given, np.where(same, turned, 0) + declared.items[code].reverse, turned)
        last = np.where(given, told, last)
        found |= (length >= LONGEST_RUN) & (turned > 0)
    return found


def _never_vary(declared: Group, group: GroupAnswers) -> Marks:
    told = _stack(declared, group)
    given = told > 0
    highest = np.where(given, told, 0).max(axis=0, initial=0)
    lowest = np.where(given, told, HIGHEST).min(axis=0, initial=HIGHEST)
    return np.asarray((given.sum(axis=0) >= LONGEST_RUN) & (highest == lowest))


def _leave_out(declared: Group, group: GroupAnswers) -> Marks:
    told = _stack(declared, group)
    asked = np.array([_asked(declared, group, code) for code in _rated(declared)], dtype=bool).reshape(told.shape)
    return np.asarray(2 * (asked & (told == UNANSWERED)).sum(axis=0) > asked.sum(axis=0))


def _stack(declared: Group, group: GroupAnswers) -> Ratings:
    return np.array([ratings_of(group, code) for code in _rated(declared)], dtype=np.int8).reshape(-1, group.size)


def _asked(declared: Group, group: GroupAnswers, code: str) -> Marks:
    """Whether an item was to be answered: no condition, or one that is known to hold."""
    asked = np.ones(group.size, dtype=bool)
    for name, codes in declared.items[code].when.items():
        told = np.asarray(group.table[name].to_numpy(), dtype=object)
        asked &= np.isin(told.astype(str), codes)
    return asked


def _hurry(declared: Group, group: GroupAnswers, source: Whole) -> Marks:
    took = np.asarray(group.table[SECONDS].to_numpy(), dtype=np.float64)
    hasty = took < SECONDS_PER_ITEM * len(declared.items)
    for file in np.unique(source[~np.isnan(took)]):
        inside = source == file
        hasty |= inside & (took < float(np.nanmedian(took[inside])) / SHARE_OF_MEDIAN)
    return hasty
