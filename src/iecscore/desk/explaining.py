"""Explain a figure of an evaluation down to the cells it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from iecscore.desk.workspace import Workspace
from iecscore.engine import TracedCell, trace_cells
from iecscore.problems import NOWHERE, Misuse, Parameter, Problem, error
from iecscore.responses import TracedColumn, trace_answers
from iecscore.store import Repository
from iecscore.system import System, system_digest
from iecscore.values import Evaluation, IndicatorValue, Principal, Unit


@dataclass(frozen=True, slots=True)
class Traced:
    """A value, whose it is, the evaluation it stands in, and its source cells, and the columns of answers behind or beside it."""

    evaluation: Evaluation
    unit: Unit
    value: IndicatorValue
    cells: tuple[TracedCell, ...]
    columns: tuple[TracedColumn, ...] = ()


def find_evaluation(workspace: Workspace, repository: Repository, level: str = "", year: int = 0, identity: str = "") -> Evaluation:
    """An evaluation by its id, or the latest of a level and round.

    Raises:
        Misuse: there is none.
    """
    made = repository.list_evaluations(level, year)
    chosen = identity or (made[0].id if made else "")
    found = repository.load_evaluation(chosen) if chosen else None
    if found is None or (level and found.options.level != level):
        raise Misuse(error("desk.no_evaluation", level=level or ", ".join(workspace.system.levels), round=str(year or "–"), given=identity or "–"))
    return found


def system_of(workspace: Workspace, evaluation: Evaluation) -> System:
    """The indicator system as it was when the evaluation was made."""
    if evaluation.system_digest == system_digest(workspace.system) or not evaluation.system_text:
        return workspace.system
    return System.model_validate_json(evaluation.system_text)


def load_ranking(workspace: Workspace, principal: Principal, level: str, year: int = 0, identity: str = "") -> Evaluation:
    """The evaluation whose ranking is asked for."""
    if level and level not in workspace.system.levels:
        raise Misuse(_unknown("desk.unknown_level", level, workspace.system.levels))
    with workspace.store.reading(principal) as repository:
        return find_evaluation(workspace, repository, level, year, identity)


def trace_value(workspace: Workspace, principal: Principal, unit: str, indicator: str, year: int = 0, identity: str = "") -> Traced:
    """A unit's value of an indicator in the latest evaluation that has the unit, with its source cells as they then were.

    Raises:
        Misuse: no such unit, indicator or evaluation.
    """
    if indicator not in workspace.system.indicators:
        raise Misuse(_unknown("desk.unknown_indicator", indicator, workspace.system.indicators))
    with workspace.store.reading(principal) as repository:
        evaluation = _evaluation_with(workspace, repository, unit, year, identity)
        found = next(item for item in evaluation.units if item.code == unit)
        value = next((item for item in evaluation.values if (item.unit, item.indicator) == (unit, indicator)), None)
        if value is None:
            raise Misuse(_unknown("desk.not_of_level", indicator, workspace.system.indicators_of(found.level), level=found.level))
        return Traced(evaluation, found, value, *_trace(workspace, repository, evaluation, value))


def _evaluation_with(workspace: Workspace, repository: Repository, unit: str, year: int, identity: str) -> Evaluation:
    if identity:
        found = [find_evaluation(workspace, repository, "", year, identity)]
    else:
        levels = [level for level in workspace.system.levels if repository.list_evaluations(level, year)]
        found = [find_evaluation(workspace, repository, level, year) for level in levels]
    for evaluation in found:
        if any(item.code == unit for item in evaluation.units):
            return evaluation
    if not found:
        return find_evaluation(workspace, repository, "", year)
    raise Misuse(_unknown("desk.unknown_unit", unit, [item.code for evaluation in found for item in evaluation.units]))


def _trace(
    workspace: Workspace, repository: Repository, evaluation: Evaluation, value: IndicatorValue
) -> tuple[tuple[TracedCell, ...], tuple[TracedColumn, ...]]:
    system, year = system_of(workspace, evaluation), int(evaluation.options.round)
    rows = repository.load_rows(year, evaluation.id)
    cells = trace_cells(system, evaluation.options.level, year, rows, value.unit, value.indicator)
    answers = repository.load_answers(year, evaluation.id) if workspace.survey else ()
    return cells, trace_answers(system, workspace.survey, answers, value.unit, value.indicator) if workspace.survey else ()


def _unknown(code: str, given: str, known: Iterable[str], **words: Parameter) -> Problem:
    names = list(known)
    nearest = get_close_matches(given, names, 3, 0)
    return error(code, NOWHERE, given=given, nearest=", ".join(nearest), **words)
