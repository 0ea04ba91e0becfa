"""Who has reported in a round and who has not: the parts that are expected, and the answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from iecscore.desk.workspace import Workspace
from iecscore.engine import Due, list_due
from iecscore.problems import Misuse, error
from iecscore.responses import Counted, count_groups
from iecscore.store import ANSWERS, Repository
from iecscore.values import Principal


@dataclass(frozen=True, slots=True)
class UnitReport:
    """What of a unit is in: the parts expected, those withdrawn (part and member), and by group of the survey what counts of its answers."""

    unit: str
    name: str
    due: tuple[Due, ...]
    withdrawn: frozenset[tuple[str, str]]
    counted: tuple[Counted, ...]

    @property
    def told(self) -> int:
        """How many of the parts expected are in."""
        return sum(part.told for part in self.due)

    @property
    def answers_withdrawn(self) -> bool:
        """Whether its answers were taken out of force again."""
        return (ANSWERS, "") in self.withdrawn


@dataclass(frozen=True, slots=True)
class RoundReport:
    """What of a round is in, unit by unit."""

    year: int
    units: tuple[UnitReport, ...]


def report_round(workspace: Workspace, principal: Principal, year: int = 0) -> RoundReport:
    """What of a round is in, by default of the latest; units are those of which anything was ever taken for it.

    Raises:
        Misuse: nothing was taken for the round.
    """
    with workspace.store.reading(principal) as repository:
        known = repository.list_rounds()
        asked = year or max(known, default=0)
        if asked not in known:
            raise Misuse(error("desk.no_round", given=asked or "–", known=", ".join(map(str, known)) or "–"))
        return RoundReport(asked, tuple(_report_units(workspace, repository, asked)))


def _report_units(workspace: Workspace, repository: Repository, year: int) -> Sequence[UnitReport]:
    filed, rows, names = repository.list_batches(year), repository.load_rows(year), {unit.code: unit.name for unit in repository.load_units(year)}
    units = sorted({item.unit for item in filed})
    due = list_due(workspace.system, year, rows, units)
    current = {(item.unit, item.part, item.member) for item in filed if item.current}
    gone = {(item.unit, item.part, item.member) for item in filed} - current
    survey = workspace.survey
    counts = count_groups(workspace.system, survey, year, repository.load_answers(year), rows) if survey else {}
    groups = survey.order if survey else ()
    return [
        UnitReport(
            unit,
            names.get(unit, ""),
            tuple(item for item in due if item.unit == unit),
            frozenset((part, member) for whose, part, member in gone if whose == unit),
            tuple(counts.get((unit, group), Counted(group, 0, 0)) for group in groups),
        )
        for unit in units
    ]
