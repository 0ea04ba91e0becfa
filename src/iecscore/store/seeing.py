"""What of an evaluation somebody sees: the units of their scope, and nothing of what names others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from iecscore.robustness.assessment import Assessment
from iecscore.values import Evaluation

T = TypeVar("T")


def restrict_evaluation(evaluation: Evaluation, seen: frozenset[str]) -> Evaluation:
    """The evaluation with the rows of some units only; ranks and scores stay those among all."""
    places = [place for place, unit in enumerate(evaluation.scores.units) if unit in seen]
    scores = evaluation.scores
    return replace(
        evaluation,
        inputs=(),
        notes=(),
        tested=(),
        units=tuple(unit for unit in evaluation.units if unit.code in seen),
        scores=replace(scores, values=scores.values[places], units=tuple(scores.units[place] for place in places)),
        values=tuple(item for item in evaluation.values if item.unit in seen),
        nodes=tuple(item for item in evaluation.nodes if item.unit in seen),
        contributions=tuple(item for item in evaluation.contributions if item.unit in seen),
        ranking=tuple(item for item in evaluation.ranking if item.unit in seen),
        imputed=tuple(item for item in evaluation.imputed if item.unit in seen),
        treated=tuple(item for item in evaluation.treated if item.unit in seen),
        removed=tuple(item for item in evaluation.removed if item.unit in seen),
    )


def restrict_assessment(assessment: Assessment, seen: frozenset[str]) -> Assessment:
    """The assessment with some units only; what is said of others is left out."""
    places = [place for place, unit in enumerate(assessment.units) if unit.unit in seen]
    return replace(
        assessment,
        units=tuple(assessment.units[place] for place in places),
        pairs=tuple(pair for pair in assessment.pairs if {pair.first, pair.second} <= seen),
        drivers=tuple(driver for driver in assessment.drivers if not driver.unit or driver.unit in seen),
        ways=tuple(replace(way, ranks=_choose(way.ranks, places)) for way in assessment.ways),
        left_out=tuple(replace(item, unit=item.unit if item.unit in seen else "") for item in assessment.left_out),
        swaps=tuple(item for item in assessment.swaps if {item.first, item.second} <= seen),
        levers=tuple(item for item in assessment.levers if item.unit in seen),
        compromise=_choose(assessment.compromise, places),
        named=tuple(replace(item, ranks=_choose(item.ranks, places)) for item in assessment.named),
    )


def _choose(ranks: Sequence[T], places: Sequence[int]) -> tuple[T, ...]:
    return tuple(ranks[place] for place in places) if ranks else ()
