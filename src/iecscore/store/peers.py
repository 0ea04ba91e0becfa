"""What a unit is shown of its peers: rounded quantiles of its fixed group, no names, nothing of groups that are too small."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from sqlalchemy import Connection

from iecscore.store.publishing import LEAST, load_peer_groups
from iecscore.store.remembering import Memory, address_of
from iecscore.values import Evaluation


@dataclass(frozen=True, slots=True)
class Band:
    """The middle half of a group's scores on a node or indicator (empty node: the whole), rounded, and how many have one."""

    node: str
    low: float
    median: float
    high: float
    count: int
    decimals: int = 0

    def lies(self, score: float) -> int:
        """1 where a score is above the middle half, -1 below it, 0 within; it is rounded as the band is, so that equal figures are equal."""
        own = round(score, self.decimals)
        return (own > self.high) - (own < self.low)


@dataclass(frozen=True, slots=True)
class Peers:
    """A unit's group: how many belong to it, and the bands of all nodes of which enough have a score."""

    size: int
    bands: tuple[Band, ...]

    def of(self, node: str) -> Band | None:
        """The band of a node."""
        return next((band for band in self.bands if band.node == node), None)


def load_peers(connection: Connection, evaluation: Evaluation, unit: str) -> Peers:
    """The bands of a unit's group in the one partition of the evaluation's round."""
    groups = load_peer_groups(connection, evaluation.options.level, int(evaluation.options.round))
    group = _find_group(groups, unit)
    return DESCRIBED.recall(address_of(connection, evaluation.id, group), lambda: _describe(evaluation, group))


def describe_peers(evaluation: Evaluation, groups: Mapping[str, str], unit: str) -> Peers:
    """The bands of a unit's group; none where it has no group."""
    return _describe(evaluation, _find_group(groups, unit))


def _find_group(groups: Mapping[str, str], unit: str) -> frozenset[str]:
    return frozenset(code for code, cell in groups.items() if unit in groups and cell == groups[unit])


def _describe(evaluation: Evaluation, group: frozenset[str]) -> Peers:
    decimals = 0 if evaluation.full_score > 1 else 2
    return Peers(len(group), tuple(_bands(evaluation, group, decimals)))


def _bands(evaluation: Evaluation, group: frozenset[str], decimals: int) -> Iterator[Band]:
    for node, scores in _list_scores(evaluation, group).items():
        if len(scores) >= LEAST:
            low, median, high = (round(float(told), decimals) for told in np.quantile(scores, (0.25, 0.5, 0.75)))
            yield Band(node, low, median, high, len(scores), decimals)


def _list_scores(evaluation: Evaluation, group: frozenset[str]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"": [row.score for row in evaluation.ranking if row.unit in group and row.score is not None]}
    for item in evaluation.nodes:
        if item.unit in group and item.score is not None:
            found.setdefault(item.node, []).append(item.score)
    places = [place for place, unit in enumerate(evaluation.scores.units) if unit in group]
    for place, indicator in enumerate(evaluation.scores.indicators):
        column = evaluation.scores.values[places, place]
        found[indicator] = [evaluation.full_score * float(score) for score in column[~np.isnan(column)]]
    return found


DESCRIBED: Final = Memory[Peers](100_000, lambda found: len(found.bands) + 1)
