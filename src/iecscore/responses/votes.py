"""Whose answers count for which unit, and with what weight.

An entry is one answer counted for one unit. Entries lie in cells: where organisations vote, a cell is an organisation, and the people of
an organisation are averaged first; where persons vote, a cell of an upper unit is a member, whose mean weighs what the member weighs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from iecscore.responses.answers import Answers, GroupAnswers
from iecscore.responses.members import Frame
from iecscore.responses.quality import Marks, Ratings, Whole, find_careless, ratings_of
from iecscore.survey import Group, Vote
from iecscore.values import Floats

NOBODY, UNNAMED = "", -1


@dataclass(frozen=True, slots=True)
class Crowd:
    """All answers of a group in a round: of which unit each is, and whom it names, as numbers into sorted names (-1: nobody)."""

    declared: Group
    answers: GroupAnswers
    units: tuple[str, ...]
    unit: Whole
    names: tuple[str, ...]
    voter: Whole
    entry: Whole
    member: Whole

    def ratings(self, code: str) -> Ratings:
        """The ratings of an item."""
        return ratings_of(self.answers, code)


@dataclass(frozen=True, slots=True)
class Ballot:
    """The entries of a crowd at one level: which answer, in which cell; and of each cell, its unit and weight (NaN: not known)."""

    units: tuple[str, ...]
    answer: Whole
    cell: Whole
    unit_of: Whole
    weight: Floats
    by_cell: bool


@dataclass(frozen=True, slots=True)
class Mean:
    """By unit: the mean, and how many votes stand behind it."""

    mean: Floats
    votes: Whole


def gather_crowd(declared: Group, told: Sequence[Answers], *, keep_careless: bool) -> tuple[Crowd, Whole]:
    """Put the answers of a group together; beside them, how many of each file were left out."""
    groups = [item.groups[declared.key] for item in told]
    source = np.repeat(np.arange(len(told)), [group.size for group in groups])
    whole = GroupAnswers("", {}, pa.concat_tables([group.table for group in groups]).combine_chunks())
    careless = np.zeros(whole.size, dtype=bool) if keep_careless else find_careless(declared, whole, source)
    names = tuple(sorted({item.unit for item in told}))
    numbers = {code: number for number, code in enumerate(names)}
    unit = np.array([numbers[item.unit] for item in told], dtype=np.int64)[source]
    kept = GroupAnswers("", {}, whole.table.filter(pa.array(~careless)))
    return _open_crowd(declared, kept, names, unit[~careless]), np.bincount(source[careless], minlength=len(told))


def _open_crowd(declared: Group, answers: GroupAnswers, units: tuple[str, ...], unit: Whole) -> Crowd:
    voters = answers.table[declared.organisation_item] if declared.organisation_item else pa.chunked_array([pa.nulls(answers.size, pa.string())])
    entry, named = _flatten(answers.table[declared.member_item])
    names = tuple(sorted(set(pc.unique(voters).to_pylist()) | set(pc.unique(named).to_pylist()) - {None}, key=str))
    places = pa.array([name for name in names if name is not None], pa.string())
    return Crowd(declared, answers, units, unit, tuple(places.to_pylist()), _number(voters, places), entry, _number(named, places))


def _flatten(told: Any) -> tuple[Whole, Any]:  # noqa: ANN401 - pyarrow is untyped
    """Of a column that may name several: the answer of each name, and the name."""
    if not pa.types.is_list(told.type):
        return np.arange(len(told), dtype=np.int64), told
    return pc.list_parent_indices(told).to_numpy().astype(np.int64), pc.list_flatten(told)


def _number(told: Any, names: Any) -> Whole:  # noqa: ANN401 - pyarrow is untyped
    return np.asarray(pc.index_in(told, value_set=names).fill_null(UNNAMED).to_numpy(), dtype=np.int64)


def open_ballot(crowd: Crowd, frame: Frame, level: str, parent: str | None) -> Ballot:
    """The entries of a crowd at a level; `parent` is the level it lies in."""
    votes = crowd.declared.vote is Vote.ORGANISATION
    if parent is None:
        return _vote_above(crowd) if votes else _weigh_above(crowd, frame.weights)
    answer, unit, units = _name_units(crowd, frame.units[level])
    name = crowd.voter[answer] if votes else np.zeros(len(answer), dtype=np.int64)
    return _open_cells(units, answer, unit, name, by_cell=votes)[0]


def _vote_above(crowd: Crowd) -> Ballot:
    answer = np.flatnonzero(crowd.voter != UNNAMED)
    return _open_cells(crowd.units, answer, crowd.unit[answer], crowd.voter[answer], by_cell=True)[0]


def _weigh_above(crowd: Crowd, weights: Mapping[str, float]) -> Ballot:
    """Each answer in the cell of the one member it names; those that name none or several share a cell."""
    size = crowd.answers.size
    named = np.bincount(crowd.entry[crowd.member != UNNAMED], minlength=size)
    cell = np.full(size, UNNAMED, dtype=np.int64)
    cell[crowd.entry] = crowd.member
    cell[named != 1] = UNNAMED
    ballot, names = _open_cells(crowd.units, np.arange(size), crowd.unit, cell, by_cell=False)
    keys = [f"{crowd.units[unit]}/{crowd.names[name]}" if name != UNNAMED else NOBODY for unit, name in zip(ballot.unit_of, names, strict=True)]
    return replace(ballot, weight=np.array([weights.get(key, np.nan) for key in keys], dtype=np.float64))


def _name_units(crowd: Crowd, known: frozenset[str]) -> tuple[Whole, Whole, tuple[str, ...]]:
    """Entries that name a unit of the level: the answer, the unit's number, and the units' codes, sorted."""
    parents, names, place = _pair(crowd.unit[crowd.entry], crowd.member)
    codes = [f"{crowd.units[unit]}/{crowd.names[name]}" if name != UNNAMED else NOBODY for unit, name in zip(parents, names, strict=True)]
    units = tuple(sorted(code for code in codes if code in known))
    numbers = {code: number for number, code in enumerate(units)}
    unit = np.array([numbers.get(code, UNNAMED) for code in codes], dtype=np.int64)[place]
    counted = (unit != UNNAMED) & ((crowd.declared.vote is Vote.PERSON) | (crowd.voter[crowd.entry] != UNNAMED))
    return crowd.entry[counted], unit[counted], units


def _pair(unit: Whole, name: Whole) -> tuple[Whole, Whole, Whole]:
    """The pairs there are, sorted: their units, their names, and which pair each place has."""
    span = int(name.max(initial=UNNAMED)) + 2
    pairs, place = np.unique(unit * span + name - UNNAMED, return_inverse=True)
    return pairs // span, pairs % span + UNNAMED, place.astype(np.int64)


def _open_cells(units: tuple[str, ...], answer: Whole, unit: Whole, name: Whole, *, by_cell: bool) -> tuple[Ballot, Whole]:
    """The entries in cells of one unit and name, and the name of each cell."""
    unit_of, names, cell = _pair(unit, name)
    return Ballot(units, answer, cell, unit_of, np.full(len(unit_of), 1.0 if by_cell else np.nan), by_cell), names


def average(ballot: Ballot, amounts: Floats, given: Marks) -> Mean:
    """The mean of whole amounts over the answers that give one: exact sums a cell, then the cells by their weights."""
    inside = given[ballot.answer]
    cell, cells = ballot.cell[inside], len(ballot.unit_of)
    total = _sum(cell, amounts[ballot.answer][inside], cells)
    votes, means = join_cells(ballot, np.bincount(cell, minlength=cells), total[:, np.newaxis])
    return Mean(means[:, 0], votes)


def tally(ballot: Ballot, chosen: Whole, answers: int) -> tuple[Whole, Floats]:
    """By unit, the votes and the share of each answer 1 to `answers` in them; `chosen` is 0 or below where none was given."""
    told = np.maximum(chosen[ballot.answer], 0)
    cells = len(ballot.unit_of)
    counts = np.bincount(ballot.cell * (answers + 1) + told, minlength=cells * (answers + 1)).reshape(cells, answers + 1)[:, 1:]
    return join_cells(ballot, counts.sum(axis=1), counts.astype(np.float64))


def join_cells(ballot: Ballot, count: Whole, totals: Floats) -> tuple[Whole, Floats]:
    """By unit, the votes and the means of columns of totals, from the answers and totals of cells.

    A cell whose weight is not known weighs for each answer what its unit's other cells do on average; where none is known, 1.
    """
    units = len(ballot.units)
    rate = _rate_cells(ballot, count)
    weight = _sum(ballot.unit_of, rate * count, units)
    sums = np.stack([_sum(ballot.unit_of, rate * column, units) for column in totals.T], axis=1)
    means = np.divide(sums, weight[:, np.newaxis], out=np.full_like(sums, np.nan), where=weight[:, np.newaxis] > 0)
    votes = _sum(ballot.unit_of, np.asarray(count > 0 if ballot.by_cell else count, dtype=np.float64), units)
    return votes.astype(np.int64), means


def _rate_cells(ballot: Ballot, count: Whole) -> Floats:
    """What each answer of a cell weighs: the cell's weight by its answers."""
    units = len(ballot.units)
    known = (count > 0) & ~np.isnan(ballot.weight)
    weight = np.where(known, ballot.weight, 0.0)
    told, answers = _sum(ballot.unit_of, weight, units), _sum(ballot.unit_of, np.where(known, count, 0.0), units)
    usual = np.divide(told, answers, out=np.ones(units), where=told > 0)[ballot.unit_of]
    own = np.divide(weight, count, out=np.zeros(len(weight)), where=count > 0)
    return np.where(known & (told[ballot.unit_of] > 0), own, usual)


def _sum(where: Whole, amounts: Floats, size: int) -> Floats:
    return np.bincount(where, weights=amounts, minlength=size).astype(np.float64)
