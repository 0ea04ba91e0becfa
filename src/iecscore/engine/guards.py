"""Guards with a condition: a flag beside the value, or the value withheld."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from iecscore.responses import SurveyScores
from iecscore.system.formula import Context, RowExpression, evaluate_row, parse_scalar
from iecscore.system.indicators import Guard
from iecscore.system.model import System
from iecscore.values import IndicatorValue, Status, Unit

Watched: TypeAlias = tuple[int, Guard, RowExpression]


def apply_guards(system: System, units: Sequence[Unit], values: Sequence[IndicatorValue], survey: SurveyScores | None) -> tuple[IndicatorValue, ...]:
    """Every value after the guards of its indicator."""
    guards = {code: _read(indicator.guards) for code, indicator in system.indicators.items()}
    figures = {unit.code: survey.figures_of(unit.code) if survey else {} for unit in units}
    for value in values:
        figures[value.unit]["indicator", value.indicator] = value.value if value.scored else None
    return tuple(_guard(value, guards[value.indicator], figures[value.unit]) for value in values)


def _read(guards: Sequence[Guard]) -> tuple[Watched, ...]:
    read = [(place, guard, parse_scalar(guard.when).result) for place, guard in enumerate(guards) if guard.when]
    return tuple((place, guard, expression) for place, guard, expression in read if expression)


def _guard(value: IndicatorValue, guards: Sequence[Watched], figures: Mapping[tuple[str, ...], float | None]) -> IndicatorValue:
    for place, guard, condition in guards:
        if value.value is not None and evaluate_row(condition, {"value": value.value}, Context(figures=figures)) is True:
            value = replace(value, flags=(*value.flags, f"guard:{place}"))
            if guard.effect == "missing":
                value = replace(value, value=None, status=Status.MISSING, reason="guard")
    return value
