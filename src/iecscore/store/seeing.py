"""What of an evaluation somebody sees: the units of their scope, and nothing of what names others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias, TypeVar

from sqlalchemy import Connection

from iecscore.robustness.assessment import EXPERT, Assessment
from iecscore.store.batches import load_rows
from iecscore.store.remembering import Memory, address_of
from iecscore.values import Evaluation, Principal

T = TypeVar("T")
Index: TypeAlias = Mapping[str, Mapping[str, Sequence[int]]]
SCOPED: Final = Memory[frozenset[str]](1_000_000, len)
PARTS: Final = ("values", "nodes", "contributions", "ranking", "imputed", "treated", "removed")


def find_scoped(connection: Connection, evaluation: Evaluation, who: Principal) -> frozenset[str]:
    """The units of an evaluation of which the table that a scope is of said what the scope says, or which lie within such a unit."""
    return SCOPED.recall(address_of(connection, evaluation.id, who.scope_of, who.scope), lambda: _find_scoped(connection, evaluation, who))


def _find_scoped(connection: Connection, evaluation: Evaluation, who: Principal) -> frozenset[str]:
    table, _, column = who.scope_of.partition(".")
    rows = load_rows(connection, int(evaluation.options.round), evaluation.id)
    tops = {item.unit for item in rows if item.table == table and column in item.columns and who.scope in item.column(column)}
    return frozenset(unit.code for unit in evaluation.units if (unit.parent or unit.code) in tops)


def index_evaluation(evaluation: Evaluation) -> Index:
    """Where the rows of each unit stand, by unit and by what they are rows of."""
    found: dict[str, dict[str, list[int]]] = {}
    for name in PARTS:
        for place, item in enumerate(getattr(evaluation, name)):
            found.setdefault(item.unit, {}).setdefault(name, []).append(place)
    return found


def restrict_evaluation(evaluation: Evaluation, seen: frozenset[str], index: Index | None = None) -> Evaluation:
    """The evaluation with the rows of some units only; ranks and scores stay those among all. `index` is of the same evaluation."""
    places = [place for place, unit in enumerate(evaluation.scores.units) if unit in seen]
    scores, index = evaluation.scores, index_evaluation(evaluation) if index is None else index
    parts: dict[str, Any] = {name: _gather(getattr(evaluation, name), name, seen, index) for name in PARTS}
    return replace(
        evaluation,
        inputs=(),
        notes=(),
        tested=(),
        units=tuple(unit for unit in evaluation.units if unit.code in seen),
        scores=replace(scores, values=scores.values[places], units=tuple(scores.units[place] for place in places)),
        **parts,
    )


def _gather(rows: Sequence[T], name: str, seen: frozenset[str], index: Index) -> tuple[T, ...]:
    return tuple(rows[place] for place in sorted(place for unit in seen for place in index.get(unit, {}).get(name, ())))


def restrict_assessment(assessment: Assessment, seen: frozenset[str]) -> Assessment:
    """The assessment with some units only; what is said of others, and the names of experts, are left out."""
    places = [place for place, unit in enumerate(assessment.units) if unit.unit in seen]
    hidden = hide_experts(assessment)
    return replace(
        hidden,
        units=tuple(assessment.units[place] for place in places),
        pairs=tuple(pair for pair in assessment.pairs if {pair.first, pair.second} <= seen),
        drivers=tuple(driver for driver in assessment.drivers if not driver.unit or driver.unit in seen),
        ways=tuple(replace(way, ranks=_choose(way.ranks, places)) for way in assessment.ways),
        left_out=tuple(replace(item, unit=item.unit if item.unit in seen else "") for item in hidden.left_out),
        swaps=tuple(item for item in assessment.swaps if {item.first, item.second} <= seen),
        levers=tuple(item for item in assessment.levers if item.unit in seen),
        parts_of_tree=tuple(item for item in assessment.parts_of_tree if item.unit in seen),
        compromise=_choose(assessment.compromise, places),
        named=tuple(replace(item, ranks=_choose(item.ranks, places)) for item in assessment.named),
    )


def hide_experts(assessment: Assessment) -> Assessment:
    """The assessment with numbers in place of the names of experts."""
    names = {item.part: str(number) for number, item in enumerate((item for item in assessment.left_out if item.kind == EXPERT), 1)}
    return replace(assessment, left_out=tuple(replace(item, part=names[item.part]) if item.kind == EXPERT else item for item in assessment.left_out))


def _choose(ranks: Sequence[T], places: Sequence[int]) -> tuple[T, ...]:
    return tuple(ranks[place] for place in places) if ranks else ()
