"""How sure the rank of one unit is, and the order of two: from what was found out before, or found out now."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.desk.arriving import Progress
from iecscore.desk.explaining import find_evaluation
from iecscore.desk.robustness import Asked, assess_evaluation
from iecscore.desk.workspace import Workspace
from iecscore.problems import Misuse, error
from iecscore.robustness.assessment import Assessment, PairDoubt, UnitDoubt
from iecscore.robustness.tally import Kept
from iecscore.values import Evaluation, Principal, Sight

BETWEEN: Final = re.compile(r"[,，、;；\s]+")
PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """An evaluation, how sure its ranks are, and the scores and ranks of the single scenarios where they are at hand."""

    evaluation: Evaluation
    assessment: Assessment
    kept: Kept | None


def find_standing(
    workspace: Workspace, principal: Principal, asked: Asked, level: str = "", year: int = 0, identity: str = "", progress: Progress | None = None
) -> Standing:
    """What was found out before, where nothing else is asked for than that; else it is found out now.

    Raises:
        Misuse: as `assess_evaluation`.
    """
    with workspace.store.reading(principal) as repository:
        evaluation = find_evaluation(workspace, repository, level, year, identity)
        found = repository.load_assessment(evaluation.id)
    if found is None or not (found.ways or asked.brief) or asked != Asked(brief=asked.brief, workers=asked.workers, cluster=asked.cluster):
        found = assess_evaluation(workspace, principal, asked, identity=evaluation.id, progress=progress).assessment
    with workspace.store.reading(principal) as repository:
        stored = principal.sight is Sight.ALL and repository.load_assessment(evaluation.id) == found
        return Standing(evaluation, found, repository.load_scenarios(evaluation.id) if stored else None)


def find_unit(standing: Standing, code: str) -> UnitDoubt:
    """One unit by its code.

    Raises:
        Misuse: there is no such unit.
    """
    found = next((unit for unit in standing.assessment.units if unit.unit.casefold() == code.strip().casefold()), None)
    if found is None:
        raise Misuse(error("robustness.unknown_unit", given=code))
    return found


def find_pair(standing: Standing, given: str) -> PairDoubt:
    """Two units by their codes, with a comma between: in what share of the scenarios the one ranked ahead is ahead.

    Raises:
        Misuse: these are not two units, or they are not ranked together.
    """
    codes = [code for code in BETWEEN.split(given) if code]
    if len({code.casefold() for code in codes}) != PAIR or len(codes) != PAIR:
        raise Misuse(error("robustness.no_pair", given=given))
    first, second = sorted((find_unit(standing, code) for code in codes), key=lambda unit: unit.rank or len(standing.assessment.units))
    found = _told(standing.assessment, first.unit, second.unit) or _count(standing, first, second)
    if found is None:
        raise Misuse(error("robustness.pair_apart", first=first.unit, second=second.unit))
    return found


def share_ranks(standing: Standing, code: str) -> tuple[float, ...]:
    """In what share of the scenarios the unit has the first rank, the second and so on; nothing where single scenarios are not at hand."""
    if standing.kept is None:
        return ()
    units = standing.assessment.units
    place = next(row for row, unit in enumerate(units) if unit.unit == code)
    together = sum(unit.league == units[place].league for unit in units)
    counts = np.bincount(standing.kept.ranks[:, place].astype(np.int64), minlength=together + 1)
    return tuple((counts[1:] / len(standing.kept.ranks)).tolist())


def _told(assessment: Assessment, first: str, second: str) -> PairDoubt | None:
    """A pair that was counted, seen from the first."""
    for pair in assessment.pairs:
        if (pair.first, pair.second) == (first, second):
            return pair
        if (pair.first, pair.second) == (second, first):
            return PairDoubt(first, second, 1 - pair.ahead, pair.error, pair.neighbours)
    return None


def _count(standing: Standing, first: UnitDoubt, second: UnitDoubt) -> PairDoubt | None:
    """A pair of a large league, from the single scenarios."""
    if standing.kept is None or first.league != second.league:
        return None
    place = {unit.unit: row for row, unit in enumerate(standing.assessment.units)}
    one, other = (standing.kept.ranks[:, place[unit.unit]].astype(np.int64) for unit in (first, second))
    both = (one > 0) & (other > 0)
    if not both.any():
        return None
    ahead = float(((one < other) + (one == other) / 2)[both].mean())
    return PairDoubt(first.unit, second.unit, ahead, float(np.sqrt(ahead * (1 - ahead) / both.sum())), neighbours=False)
