"""The one-minute door: rank a plain table, with no indicator system."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from iecscore.problems import Misuse, Problem, error, errors_in, note
from iecscore.scoring.mcdm import score_topsis, score_vikor, score_wsm
from iecscore.scoring.mcdm.columns import take_columns
from iecscore.scoring.mcdm.normalising import RULES
from iecscore.scoring.ranks import Ranks, rank_scores
from iecscore.scoring.table_checks import check_columns, check_table
from iecscore.values import Floats, Read, frozen
from iecscore.weights.objective.columns import scale_range
from iecscore.weights.shares import scale_to_one
from iecscore.weights.spread import earn_by_conflict, earn_by_entropy

TABLE_RULES: Final = ("equal", "entropy", "critic", "given")
Score: TypeAlias = Callable[[Floats, Floats, Floats], tuple[Floats, tuple[Problem, ...]]]


def _compromise(values: Floats, weights: Floats, types: Floats) -> tuple[Floats, tuple[Problem, ...]]:
    """VIKOR's Q; none where utility and regret are both the same for all."""
    found = score_vikor(values, weights, types)
    scores = found.scores if len(found.alike) < len(MEASURES) else np.full(len(values), np.nan)
    return scores, tuple(note("rank.term_alike", figure=name) for name in found.alike)


MEASURES: Final = ("S", "R")
_METHODS: Final[dict[str, tuple[Score, bool, str]]] = {
    "topsis": (lambda *table: (score_topsis(*table).scores, ()), True, "vector"),
    "weighted-sum": (lambda *table: (score_wsm(*table).scores, ()), True, "linear"),
    "vikor": (_compromise, False, "minmax"),
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


def place_rows(table: Table, method: str, weights: Floats) -> Ranks:
    """The ranks (rows,) by a method on other weights (criteria,); 0 where it gives none."""
    score, higher, _ = _METHODS[method]
    scores, _ = score(table.values, weights, np.array(table.types, dtype=np.float64))
    return rank_scores(scores if higher else -scores)


def _rank(table: Table, rule: str, method: str, weights: Floats, notes: tuple[Problem, ...]) -> Read[TableRanking]:
    score, higher, normalisation = _METHODS[method]
    types = np.array(table.types, dtype=np.float64)
    scores, told = score(table.values, weights, types)
    if not np.isfinite(scores).all():
        return Read(None, (*notes, error("rank.undefined", method=method)))
    ranks = tuple(rank_scores(scores if higher else -scores).tolist())
    seen = _normalise(table.values, types, normalisation)
    return Read(TableRanking(table, rule, method, normalisation, frozen(weights), frozen(seen), frozen(scores), ranks, higher), (*notes, *told))


def _normalise(values: Floats, types: Floats, rule: str) -> Floats:
    """The columns as the method sees them, more is better; NaN where one is left out."""
    kept = RULES[rule](take_columns(values, np.ones(len(types)), types))
    seen = np.full(values.shape, np.nan)
    seen[:, kept.places] = kept.matrix
    return seen


def _weigh(table: Table, rule: str) -> tuple[Floats, tuple[Problem, ...]]:
    if rule == "equal":
        return np.full(len(table.criteria), 1 / len(table.criteria)), ()
    if rule == "given":
        return _scale_given(np.array(table.weights))
    values, types = table.values, np.array(table.types, dtype=np.float64)
    earned = earn_by_entropy(values) if rule == "entropy" else earn_by_conflict(scale_range(values, types))
    return scale_to_one(earned), () if earned.any() else (note("rank.no_information", rule=rule),)


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
