"""What was counted, as the plain objects of an assessment."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from iecscore.robustness.assessment import PairDoubt, UnitDoubt, WayRanks
from iecscore.robustness.findings import Findings, read_pairs
from iecscore.robustness.ground import Ground
from iecscore.robustness.method_design import Way
from iecscore.robustness.rank_agreement import measure_agreement
from iecscore.robustness.rank_sets import RankSets
from iecscore.robustness.tally import Tally
from iecscore.scoring.ranks import Ranks
from iecscore.scoring.scorecard import put_places
from iecscore.values import Floats

TOP: Final = (1, 3, 5, 10)
TOLD_PAIRS: Final = 500
CENTRAL: Final = 3
DUST: Final = 1e-9
WS: Final = "ws"


def list_units(ground: Ground, ranks: Ranks, findings: Findings, confident: RankSets | None, sure: Floats) -> Iterator[UnitDoubt]:
    """Unit by unit, without other ways of counting."""
    level = ground.system.levels[ground.options.level]
    for row, unit in enumerate(ground.units):
        yield UnitDoubt(
            unit=unit.code,
            league=unit.league,
            rank=_place(ranks[row]),
            median=_place(findings.intervals.median[row]),
            low=_place(findings.intervals.low[row]),
            high=_place(findings.intervals.high[row]),
            set_best=_place(confident.best[row]) if confident else None,
            set_worst=_place(confident.worst[row]) if confident else None,
            method_low=None,
            method_high=None,
            mean=put_number(findings.mean_score[row]),
            spread=put_number(findings.score_spread[row]),
            first=float(findings.acceptability.shares[row, 1]),
            tiers=tuple((tier.key, float(share)) for tier, share in zip(level.tiers, findings.tiers.shares[row], strict=True)),
            top=tuple((top, float(share)) for top, share in zip(TOP, findings.top.shares[row], strict=True)),
            error=float(findings.acceptability.errors[row].max()),
            confidence=put_number(sure[row]),
            central=_list_central(ground, findings.central[row]),
        )


def _list_central(ground: Ground, central: Floats) -> tuple[tuple[str, float, float], ...]:
    """The leaves whose central weight differs most from the one in force, the farthest first; none for a unit that is never first."""
    away = np.nan_to_num(np.abs(central - ground.overall))
    leaves = [int(leaf) for leaf in np.argsort(-away, kind="stable")[:CENTRAL] if away[leaf] > DUST]
    return tuple((ground.tree.indicators[leaf], float(central[leaf]), float(ground.overall[leaf])) for leaf in leaves)


def list_pairs(ground: Ground, tally: Tally, pairs: Sequence[tuple[int, int]]) -> tuple[PairDoubt, ...]:
    """Neighbours first, then all other pairs of leagues in which every pair was counted."""
    beside = set(pairs)
    others = [
        (int(one), int(other))
        for mine, wins in zip(tally.members, tally.wins, strict=True)
        if wins.size and len(mine) <= TOLD_PAIRS
        for place, one in enumerate(mine.tolist())
        for other in mine.tolist()[place + 1 :]
        if (one, other) not in beside and (other, one) not in beside
    ]
    told = [*pairs, *others]
    shares = read_pairs(tally, told)
    return tuple(
        PairDoubt(ground.units[first].code, ground.units[second].code, float(share), float(error), (first, second) in beside)
        for (first, second), share, error in zip(told, shares.shares, shares.errors, strict=True)
        if not np.isnan(share)
    )


def list_ways(tables: Sequence[tuple[Way, Ranks]], ranks: Ranks) -> Iterator[WayRanks]:
    """The usual ranks of each way of counting beside those in force."""
    for way, usual in tables:
        agreement = float(measure_agreement(np.array([ranks, usual]), (WS,)).tables[WS][0, 1])
        yield WayRanks(way.normalisation, way.method, tuple(put_places(usual)), put_number(agreement))


def _place(rank: int) -> int | None:
    return int(rank) or None


def put_number(figure: float) -> float | None:
    """A figure, none where it is NaN."""
    return None if np.isnan(figure) else float(figure)
