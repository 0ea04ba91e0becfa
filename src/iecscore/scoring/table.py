"""The one-minute door: rank a plain table, with no indicator system."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.problems import Misuse, Problem, error, errors_in, note
from iecscore.scoring.gate import normalise_columns, score_vector_topsis, score_vikor, score_weighted_sum
from iecscore.scoring.ranks import rank_scores
from iecscore.scoring.table_checks import check_columns, check_table
from iecscore.values import Floats, Read, frozen
from iecscore.weights.shares import scale_to_one
from iecscore.weights.spread import earn_by_conflict, earn_by_entropy

TABLE_RULES: Final = ("equal", "entropy", "critic", "given")
_METHODS: Final[dict[str, tuple[Callable[[Floats, Floats, Floats], Floats], bool, str]]] = {
    "topsis": (score_vector_topsis, True, "vector"),
    "weighted-sum": (score_weighted_sum, True, "linear"),
    "vikor": (score_vikor, False, "range"),
}
TABLE_METHODS: Final = tuple(_METHODS)
SUM_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Table:
    """Alternatives by criteria; `types` are 1 (benefit) or -1 (cost), `weights` only where given."""

    values: Floats
    names: tuple[str, ...]
    criteria: tuple[str, ...]
    types: tuple[int, ...]
    weights: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        """Make the array read-only."""
        object.__setattr__(self, "values", frozen(self.values))


@dataclass(frozen=True, slots=True)
class TableRanking:
    """Weights, normalised columns (NaN where one is left out), scores and ranks, and the options that made them."""

    table: Table
    rule: str
    method: str
    normalisation: str
    weights: Floats
    normalised: Floats
    scores: Floats
    ranks: tuple[int, ...]
    higher_is_better: bool

    @property
    def order(self) -> tuple[int, ...]:
        """The rows of the table, best first; ties in the table's order."""
        return tuple(sorted(range(len(self.ranks)), key=lambda row: self.ranks[row]))


def rank_table(table: Table, rule: str = "equal", method: str = "topsis") -> Read[TableRanking]:
    """Rank the alternatives of a table; what cannot be ranked is refused by name.

    Raises:
        Misuse: no such rule or method.
    """
    _refuse_unknown(rule, method)
    problems = check_table(table.values, table.names, table.criteria, table.types) or check_columns(
        table.values, table.names, table.criteria, rule, method
    )
    problems += _check_given(table) if rule == "given" else ()
    if errors_in(problems):
        return Read(None, problems)
    weights, notes = _weigh(table, rule)
    return _rank(table, rule, method, weights, (*problems, *notes))


def _rank(table: Table, rule: str, method: str, weights: Floats, notes: tuple[Problem, ...]) -> Read[TableRanking]:
    score, higher, normalisation = _METHODS[method]
    types = np.array(table.types, dtype=np.float64)
    scores = score(table.values, weights, types)
    if not np.isfinite(scores).all():
        return Read(None, (*notes, error("rank.undefined", method=method)))
    ranks = tuple(rank_scores(scores if higher else -scores).tolist())
    seen = normalise_columns(table.values, types, normalisation)
    return Read(TableRanking(table, rule, method, normalisation, frozen(weights), frozen(seen), frozen(scores), ranks, higher), notes)


def _weigh(table: Table, rule: str) -> tuple[Floats, tuple[Problem, ...]]:
    if rule == "equal":
        return np.full(len(table.criteria), 1 / len(table.criteria)), ()
    if rule == "given":
        return _scale_given(np.array(table.weights))
    earned = earn_by_entropy(table.values) if rule == "entropy" else _earn_critic(table)
    return scale_to_one(earned), () if earned.any() else (note("rank.no_information", rule=rule),)


def _earn_critic(table: Table) -> Floats:
    directed = table.values * np.array(table.types)
    span = np.ptp(directed, axis=0)
    return earn_by_conflict((directed - directed.min(axis=0)) / np.where(span > 0, span, 1))


def _scale_given(weights: Floats) -> tuple[Floats, tuple[Problem, ...]]:
    total = float(weights.sum())
    return weights / total, () if abs(total - 1) <= SUM_SLACK else (note("rank.weights_scaled", total=round(total, 6)),)


def _check_given(table: Table) -> tuple[Problem, ...]:
    if table.weights is None:
        return (error("rank.no_weights"),)
    bad = [error("rank.bad_weight", criterion=name) for name, told in zip(table.criteria, table.weights, strict=True) if not 0 <= told < np.inf]
    return tuple(bad) or (() if sum(table.weights) > 0 else (error("rank.no_weights"),))


def _refuse_unknown(rule: str, method: str) -> None:
    for option, given, known in (("weights", rule, TABLE_RULES), ("method", method, TABLE_METHODS)):
        if given not in known:
            raise Misuse(error("rank.unknown_choice", option=option, given=given, known=", ".join(known)))
