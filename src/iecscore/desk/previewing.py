"""Show a unit what its own figures come to before it hands them in: never beside this round's peers, only beside those of the last published one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Final

from iecscore.desk.submitting import demand_own, name_whose
from iecscore.desk.workspace import Workspace
from iecscore.engine import compute_units, compute_values
from iecscore.matrix import build_matrix, normalise
from iecscore.problems import Misuse, error, errors_in
from iecscore.records import digest_of
from iecscore.store import Peers, Repository, Submission
from iecscore.store.submissions import CHECKED
from iecscore.system import System
from iecscore.system.chain import NORMALISE
from iecscore.values import Evaluation, IndicatorValue, Principal, Rows, Sight, Unit

FULL: Final = 100.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One administrative indicator: its value, its score on the declared goalposts from 0 to 100, and the score of the last published round."""

    value: IndicatorValue
    score: float | None
    before: float | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a unit's own figures come to; `earlier` is the round the peers are of, 0 where none is published before this one."""

    submission: Submission
    unit: Unit
    figures: tuple[Figure, ...]
    left_out: tuple[str, ...]
    earlier: int
    peers: Peers | None


def preview_part(workspace: Workspace, principal: Principal, number: int) -> Preview:
    """The administrative indicators of a principal's unit from a checked file, with what else of the unit is in force; what was shown is kept.

    Raises:
        Misuse: it is not there, has errors, or is of no unit that is scored.
    """
    if principal.sight is not Sight.OWN:
        raise Misuse(error("store.not_yours"))
    with workspace.store.reading(principal) as repository:
        found = demand_own(repository.submissions, number, CHECKED)
        if faults := errors_in(found.problems):
            raise Misuse(error("submitting.has_faults", file=found.file, count=len(faults)))
        told = repository.submissions.load_tables(found)
        rows = _put_in_place(repository.load_own_rows(found.year), told)
        before = _find_before(repository, found)
        peers = repository.load_peers(before.id) if before else None
    unit = _find_unit(workspace.system, principal, found, rows)
    values = [value for value in compute_values(workspace.system, unit.level, found.year, rows) if value.unit == unit.code]
    own, left_out = _part_values(workspace.system, values)
    figures = _score(workspace.system, unit, own, before)
    with workspace.store.submitting(principal) as held:
        still = demand_own(held, number, CHECKED)
        held.note_preview(still, digest_of([(item.value.indicator, item.value.value, str(item.value.status), item.score) for item in figures]))
        held.record("preview", name_whose(found), file=found.file, round=found.year)
    return Preview(found, unit, figures, left_out, int(before.options.round) if before else 0, peers)


def _put_in_place(rows: Sequence[Rows], told: Sequence[Rows]) -> tuple[Rows, ...]:
    """What is in force, with the tables of a file in place of those of the same part."""
    whose = {(item.unit, item.year, item.submitter) for item in told}
    return (*(item for item in rows if (item.unit, item.year, item.submitter) not in whose), *told)


def _find_before(repository: Repository, found: Submission) -> Evaluation | None:
    """The last published evaluation of an earlier round in which the unit is."""
    earlier = [made for made in repository.list_evaluations(found.level) if made.year < found.year]
    loaded = (repository.load_evaluation(made.id) for made in sorted(earlier, key=lambda made: -made.year))
    return next((item for item in loaded if item and item.full_score == FULL), None)


def _find_unit(system: System, principal: Principal, found: Submission, rows: Sequence[Rows]) -> Unit:
    units = compute_units(system, found.level, found.year, rows)
    own = next((unit for unit in units if unit.code == principal.scope), None)
    if own is None:
        raise Misuse(error("submitting.not_scored", unit=principal.scope, year=found.year))
    return own


def _part_values(system: System, values: Sequence[IndicatorValue]) -> tuple[list[IndicatorValue], tuple[str, ...]]:
    """The values that come from tables, and the indicators that only a survey tells."""
    surveyed = tuple(value.indicator for value in values if system.indicators[value.indicator].formula is None)
    return [value for value in values if value.indicator not in surveyed], surveyed


def _score(system: System, unit: Unit, values: Sequence[IndicatorValue], before: Evaluation | None) -> tuple[Figure, ...]:
    """Each value on the declared goalposts; where a level scores its units against each other there are no scores of one alone."""
    codes = [value.indicator for value in values]
    declared = system.levels[unit.level].link(NORMALISE) is None
    scored = normalise(build_matrix(values, [unit.code], codes), system, [unit.profile]) if declared and codes else None
    return tuple(
        Figure(value, _known(scored.of(unit.code, value.indicator)) if scored else None, _score_before(before, unit, value.indicator))
        for value in values
    )


def _score_before(before: Evaluation | None, unit: Unit, code: str) -> float | None:
    if before is None or unit.code not in before.scores.units or code not in before.scores.indicators:
        return None
    return _known(before.scores.of(unit.code, code))


def _known(score: float) -> float | None:
    return None if isnan(score) else FULL * score
