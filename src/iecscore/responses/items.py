"""Figures of single items, as asked: how many votes, the mean, the share of each answer."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from iecscore.responses.figures import ItemColumn
from iecscore.responses.quality import Whole
from iecscore.responses.votes import Ballot, Crowd, average, tally
from iecscore.survey import Field, ItemType, Survey
from iecscore.values import Floats

FIGURES = frozenset({ItemType.SHARES, ItemType.NUMBER})


def figure_items(survey: Survey, crowd: Crowd, ballot: Ballot) -> Iterator[tuple[str, ItemColumn]]:
    """The figures of every item with answers to count, by field code."""
    units = {unit: number for number, unit in enumerate(ballot.units)}
    least = crowd.declared.minimum.show
    for field in crowd.declared.fields:
        item = crowd.declared.items[field.item]
        if item.type is ItemType.RATING:
            ratings = crowd.ratings(field.code).astype(np.int64)
            votes, shares = tally(ballot, ratings, survey.points)
            means = average(ballot, ratings.astype(np.float64), ratings > 0).mean
            yield field.code, ItemColumn(units, votes, means, tuple(range(1, survey.points + 1)), shares, least)
        elif item.type is ItemType.SINGLE:
            options = tuple(item.options)
            votes, shares = tally(ballot, _number(crowd, field, options), len(options))
            yield field.code, ItemColumn(units, votes, None, options, shares, least)
        elif item.type is ItemType.MULTI:
            yield field.code, _figure_several(crowd, ballot, field, units)
        elif item.type in FIGURES:
            yield field.code, _figure_numbers(crowd, ballot, field, units)


def _number(crowd: Crowd, field: Field, options: tuple[str, ...]) -> Whole:
    """Each answer as the number of its option, from 1; 0 where none was given."""
    place = pc.index_in(crowd.answers.table[field.code], value_set=pa.array(options, pa.string()))
    return np.asarray(place.fill_null(-1).to_numpy(), dtype=np.int64) + 1


def _figure_several(crowd: Crowd, ballot: Ballot, field: Field, units: dict[str, int]) -> ItemColumn:
    options = tuple(crowd.declared.items[field.item].options)
    told = crowd.answers.table[field.code]
    given = np.asarray(pc.is_valid(told).to_numpy())
    who = np.asarray(pc.list_parent_indices(told).to_numpy(), dtype=np.int64)
    what = np.asarray(pc.index_in(pc.list_flatten(told), value_set=pa.array(options, pa.string())).to_numpy(), dtype=np.int64)
    chosen = np.zeros((crowd.answers.size, len(options)))
    chosen[who, what] = 1.0
    found = [average(ballot, chosen[:, option], given) for option in range(len(options))]
    return ItemColumn(units, found[0].votes, None, options, np.stack([share.mean for share in found], axis=1), crowd.declared.minimum.show)


def _figure_numbers(crowd: Crowd, ballot: Ballot, field: Field, units: dict[str, int]) -> ItemColumn:
    told: Floats = np.asarray(crowd.answers.table[field.code].to_numpy(), dtype=np.float64)
    found = average(ballot, np.nan_to_num(told), ~np.isnan(told))
    return ItemColumn(units, found.votes, found.mean, (), np.empty((len(units), 0)), crowd.declared.minimum.show)
