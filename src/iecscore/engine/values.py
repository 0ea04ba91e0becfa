"""The values of all indicators of a level, each with its status, its reason and the numbers it was made of."""

from collections.abc import Sequence

from iecscore.engine.bench import set_up
from iecscore.engine.guards import apply_guards
from iecscore.engine.plan import Frame, plan_jobs
from iecscore.engine.settling import settle
from iecscore.engine.units import compute_units
from iecscore.responses import SurveyScores
from iecscore.system.model import System
from iecscore.values import IndicatorValue, Rows, Status, Unit


def compute_values(
    system: System, level: str, year: int, rows: Sequence[Rows], survey: SurveyScores | None = None, threads: int = 2
) -> tuple[IndicatorValue, ...]:
    """The values of a level's indicators in a round, unit by unit; `rows` are of this round and those before.

    An indicator with a formula takes its value from the tables, any other from the survey.
    Sums are exact and finished once, so that neither the order of rows nor the number of threads changes a bit; what is too large to be
    computed exactly is missing for its unit and indicator alone.

    Raises:
        Misuse: there is no price index for a year with money.
    """
    units, codes, frame = compute_units(system, level, year, rows), system.indicators_of(level), Frame(system, level, year)
    jobs = plan_jobs(frame, codes, units)
    bench = set_up(frame, jobs, rows, threads)
    settled = {(value.unit, value.indicator): value for covering in bench.coverings for value in settle(bench, covering)}
    rated = survey.values if survey else {}
    values = [settled.get((unit.code, code)) or rated.get((unit.code, code)) or _absent(unit, code) for unit in units for code in codes]
    return apply_guards(system, units, values, survey)


def _absent(unit: Unit, code: str) -> IndicatorValue:
    return IndicatorValue(unit.code, code, None, Status.MISSING, "no_answers")
