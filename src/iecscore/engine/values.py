"""The values of all indicators of a level, each with its status, its reason and the numbers it was made of."""

from collections.abc import Mapping, Sequence

from iecscore.engine.coverage import Covered, cover_jobs, expect
from iecscore.engine.database import fill, fill_lookups, lock, open_database
from iecscore.engine.figures import Figures, Frame, compute_figures, name_of
from iecscore.engine.guards import apply_guards
from iecscore.engine.plan import Job, needed_fields, plan_jobs, sources_of
from iecscore.engine.selection import Told, select_rows
from iecscore.engine.units import compute_units, top_level
from iecscore.responses import SurveyScores
from iecscore.system.formula import Aggregate, Call, Field, Node, fields_in, finish, walk, write_node
from iecscore.system.indicators import Indicator
from iecscore.system.model import System
from iecscore.values import IndicatorValue, Part, Rows, Status, Unit

ACCEPTED = "not_applicable"
FIRST_ROUND = "no_earlier_round"


def compute_values(
    system: System, level: str, year: int, rows: Sequence[Rows], survey: SurveyScores | None = None, threads: int = 2
) -> tuple[IndicatorValue, ...]:
    """The values of a level's indicators in a round, unit by unit; `rows` are of this round and those before.

    Sums are exact and finished once, so that neither the order of rows nor the number of threads changes a bit.
    """
    units = compute_units(system, level, year, rows)
    codes = system.indicators_of(level)
    jobs = plan_jobs(system, [code for code in codes if not system.indicators[code].survey], units)
    selected = {source: _select(system, source, year, rows) for source in _sources(system, level, jobs)}
    with open_database(threads) as connection:
        for source, told in selected.items():
            fill(connection, name_of(source), system.tables[source[0]], told)
        fill_lookups(connection, system)
        lock(connection)
        frame = Frame(system, connection, level, year)
        expected = expect(system, year, selected[system.members.table, False], rows)
        figures, covered = compute_figures(frame, jobs), cover_jobs(frame, jobs, expected)
    settled = {(value.unit, value.indicator): value for job in jobs for value in _settle_job(system, job, figures, covered, selected, year)}
    rated = survey.values if survey else {}
    values = [settled.get((unit.code, code)) or rated.get((unit.code, code)) or _absent(unit, code) for unit in units for code in codes]
    return apply_guards(system, units, values, survey)


def _absent(unit: Unit, code: str) -> IndicatorValue:
    return IndicatorValue(unit.code, code, None, Status.MISSING, "no_answers")


def _sources(system: System, level: str, jobs: Sequence[Job]) -> tuple[tuple[str, bool], ...]:
    asked = [source for job in jobs for aggregate in job.formula.aggregates for source in sources_of(aggregate)]
    always = [(system.members.table, False), (top_level(system, level).units, False)]
    named = [(field.table, field.previous) for job in jobs for field in fields_in(job.formula.root)]
    return tuple(dict.fromkeys([*always, *asked, *named]))


def _select(system: System, source: tuple[str, bool], year: int, rows: Sequence[Rows]) -> tuple[Told, ...]:
    table, previous = source
    return select_rows(system, system.tables[table], year - 1 if previous else year, rows)


def _settle_job(
    system: System,
    job: Job,
    figures: Figures,
    covered: Mapping[tuple[str, str], Covered],
    selected: Mapping[tuple[str, bool], tuple[Told, ...]],
    year: int,
) -> list[IndicatorValue]:
    alone = _unit_fields(job, selected)
    blank = _blank_reasons(system, job, selected, year)
    return [
        _settle(
            system, job, unit, {**alone.get(unit.partition("/")[0], {}), **figures.values.get((job.indicator, unit), {})}, figures, covered, blank
        )
        for unit in job.units
    ]


def _unit_fields(job: Job, selected: Mapping[tuple[str, bool], tuple[Told, ...]]) -> dict[str, dict[Node, object]]:
    fields = [node for node in _outside(job.formula.root) if isinstance(node, Field)]
    found: dict[str, dict[Node, object]] = {}
    for field in fields:
        for row in selected[field.table, False]:
            found.setdefault(row.unit, {})[field] = row.cells.get(field.column)
    return found


def _outside(node: Node) -> list[Node]:
    if isinstance(node, Aggregate):
        return []
    return [node] if isinstance(node, Field) else [item for part in node.parts for item in _outside(part)] if isinstance(node, Call) else []


def _blank_reasons(system: System, job: Job, selected: Mapping[tuple[str, bool], tuple[Told, ...]], year: int) -> dict[str, set[str]]:
    """By unit (and member), the reasons told for the blanks that keep rows out of this formula."""
    found: dict[str, set[str]] = {}
    for source in dict.fromkeys(source for aggregate in job.formula.aggregates for source in sources_of(aggregate)):
        needed = needed_fields(system, job.formula, source[0])
        for row in selected[source]:
            if row.year != year:
                continue
            for column in needed:
                if row.cells.get(column) is None:
                    for code in (row.unit, f"{row.unit}/{row.member}"):
                        found.setdefault(code, set()).add(row.reason(column) or "blank")
    return found


def _settle(
    system: System,
    job: Job,
    unit: str,
    figures: Mapping[Node, object],
    all_figures: Figures,
    covered: Mapping[tuple[str, str], Covered],
    blank: Mapping[str, set[str]],
) -> IndicatorValue:
    indicator, cover = system.indicators[job.indicator], covered[job.indicator, unit]
    parts = tuple(Part(write_node(node), None if (figure := figures.get(node)) is None else float(figure)) for node in job.formula.aggregates)  # type: ignore[arg-type]
    value = finish(job.formula.root, figures)
    base = _denominator(job, figures, all_figures.counts.get((job.indicator, unit), {}))
    status, reason = _judge(system, indicator, job, value, base, cover, parts)
    reasons = blank.get(unit, set())
    accepted = reason == FIRST_ROUND or (status is Status.MISSING and reasons == {ACCEPTED})
    if accepted and reason != FIRST_ROUND and value is None:
        status, reason = Status.NOT_APPLICABLE, ACCEPTED
    shown = value if status in {Status.VALUE, Status.BELOW_MINIMUM} else None
    flags = ("implausible",) if shown is not None and not indicator.plausible_range.low <= shown <= indicator.plausible_range.high else ()
    return IndicatorValue(unit, job.indicator, shown, status, reason, accepted, base, cover.share, cover.years, parts, flags)


def _judge(
    system: System, indicator: Indicator, job: Job, value: float | None, base: float | None, cover: Covered, parts: Sequence[Part]
) -> tuple[Status, str]:
    if any(field.previous for field in fields_in(job.formula.root)) and not any(part.value is not None for part in parts):
        return Status.MISSING, FIRST_ROUND
    if cover.gap:
        return Status.MISSING, cover.gap
    if cover.share < system.row_coverage:
        return Status.MISSING, "row_coverage"
    if value is None:
        return Status.MISSING, "denominator_zero"
    if not indicator.hard_range.low <= value <= indicator.hard_range.high:
        return Status.MISSING, "hard_range"
    if base is not None and base < indicator.minimum_denominator:
        return Status.BELOW_MINIMUM, "minimum_denominator"
    return Status.VALUE, ""


def _denominator(job: Job, figures: Mapping[Node, object], counts: Mapping[Node, float]) -> float | None:
    if job.formula.denominator is not None:
        return finish(job.formula.denominator, figures)
    named = next((node for node in walk(job.formula.root) if isinstance(node, Aggregate)), None)
    found = counts.get(named) if named is not None else None
    return None if found is None else float(found)
