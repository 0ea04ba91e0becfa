"""Explain a figure of an evaluation down to the cells it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from iecscore.desk.workspace import Workspace
from iecscore.engine import TracedCell, trace_cells
from iecscore.problems import NOWHERE, Misuse, Parameter, Problem, error
from iecscore.responses import Counted, TracedColumn, count_answers, trace_answers
from iecscore.sheets import fold_code
from iecscore.store import Repository
from iecscore.survey import Survey
from iecscore.system import ROOT, System, system_digest
from iecscore.values import Evaluation, IndicatorValue, Principal, Unit

MOST_SYSTEMS: Final = 8
DIGESTS: Final[dict[int, tuple[System, str]]] = {}


@dataclass(frozen=True, slots=True)
class Traced:
    """A value, whose it is, the evaluation it stands in, its source cells, the columns of answers behind or beside it, and the sheets that count."""

    evaluation: Evaluation
    unit: Unit
    value: IndicatorValue
    cells: tuple[TracedCell, ...]
    columns: tuple[TracedColumn, ...] = ()
    counted: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A node of the tree, or the whole, of a unit in an evaluation."""

    evaluation: Evaluation
    unit: Unit
    node: str


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
    if not evaluation.system_text or evaluation.system_digest == _digest(workspace.system):
        return workspace.system
    return _read_system(evaluation.system_text)


def _digest(system: System) -> str:
    """The digest of a system, found once; a system never changes while it is held."""
    held = DIGESTS.get(id(system))
    if held is None:
        if len(DIGESTS) >= MOST_SYSTEMS:
            DIGESTS.clear()
        held = DIGESTS[id(system)] = system, system_digest(system)
    return held[1]


@lru_cache(maxsize=MOST_SYSTEMS)
def _read_system(text: str) -> System:
    return System.model_validate_json(text)


def survey_of(workspace: Workspace, evaluation: Evaluation) -> Survey | None:
    """The questionnaire as it was when the evaluation was made; where the record holds none, the workspace's."""
    return Survey.model_validate_json(evaluation.survey_text) if evaluation.survey_text else workspace.survey


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
        evaluation, found = _find_unit(workspace, repository, unit, year, identity)
        value = next((item for item in evaluation.values if (item.unit, item.indicator) == (found.code, indicator)), None)
        if value is None:
            raise Misuse(_unknown("desk.not_of_level", indicator, workspace.system.indicators_of(found.level), level=found.level))
        return Traced(evaluation, found, value, *_trace(workspace, repository, evaluation, value))


def find_node(workspace: Workspace, principal: Principal, unit: str, node: str = "", year: int = 0, identity: str = "") -> Placed:
    """A unit's criterion, dimension or, where none is named, the whole, in the latest evaluation that has the unit.

    Raises:
        Misuse: no such unit, node or evaluation.
    """
    with workspace.store.reading(principal) as repository:
        evaluation, found = _find_unit(workspace, repository, unit, year, identity)
    known = [item.node for item in evaluation.weights.nodes]
    if node and node not in known:
        raise Misuse(_unknown("desk.not_of_level", node, known, level=evaluation.options.level))
    return Placed(evaluation, found, node or ROOT)


def is_node(workspace: Workspace, node: str) -> bool:
    """Whether a code is that of a criterion or dimension."""
    return node in workspace.system.criteria or node in workspace.system.dimensions


def _find_unit(workspace: Workspace, repository: Repository, unit: str, year: int, identity: str) -> tuple[Evaluation, Unit]:
    """The latest evaluation that has a unit, and the unit, however its code is written in case and width."""
    if identity:
        found = [find_evaluation(workspace, repository, "", year, identity)]
    else:
        levels = [level for level in workspace.system.levels if repository.list_evaluations(level, year)]
        found = [find_evaluation(workspace, repository, level, year) for level in levels]
    for evaluation in found:
        for item in evaluation.units:
            if fold_code(item.code) == fold_code(unit):
                return evaluation, item
    if not found:
        find_evaluation(workspace, repository, "", year)
    raise Misuse(_unknown("desk.unknown_unit", unit, [item.code for evaluation in found for item in evaluation.units]))


def _trace(
    workspace: Workspace, repository: Repository, evaluation: Evaluation, value: IndicatorValue
) -> tuple[tuple[TracedCell, ...], tuple[TracedColumn, ...], tuple[Counted, ...]]:
    system, year = system_of(workspace, evaluation), int(evaluation.options.round)
    rows = repository.load_rows(year, evaluation.id)
    cells = trace_cells(system, evaluation.options.level, year, rows, value.unit, value.indicator)
    survey = survey_of(workspace, evaluation)
    answers = repository.load_answers(year, evaluation.id) if survey else ()
    if survey is None:
        return cells, (), ()
    counted = count_answers(system, survey, evaluation.options.level, year, answers, rows, value.unit, value.indicator)
    return cells, trace_answers(system, survey, answers, value.unit, value.indicator), counted


def _unknown(code: str, given: str, known: Iterable[str], **words: Parameter) -> Problem:
    names = list(known)
    nearest = get_close_matches(given, names, 3, 0)
    return error(code, NOWHERE, given=given, nearest=", ".join(nearest), **words)
