"""Settle a value: its figure, its status, and the reason where there is none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final, NamedTuple

from iecscore.engine.bench import Bench
from iecscore.engine.coverage import NOT_SUBMITTED, ROW_COVERAGE, Cover, Covering
from iecscore.engine.database import TooLarge
from iecscore.engine.judging import BLANK, find_reasons
from iecscore.engine.plan import Source, columns_used
from iecscore.engine.pooling import Pooled, compare, pool
from iecscore.engine.scanning import Lot
from iecscore.system.formula import Aggregate, Context, Field, Node, exact_sum, finish
from iecscore.system.indicators import Indicator
from iecscore.values import Cell, IndicatorValue, Part, Status, Unit

ACCEPTED: Final = "not_applicable"
FIRST_ROUND: Final = "no_earlier_round"
UNDEFINED: Final = "undefined"
TOO_LARGE: Final = "too_large"
SHOWN: Final = (Status.VALUE, Status.BELOW_MINIMUM)


class Figures(NamedTuple):
    """The figure of each term of a formula, and what its aggregates rest on."""

    terms: dict[Node, Any]
    bases: dict[Node, float]


class Verdict(NamedTuple):
    """How a value stands, why, and whether the reason is accepted."""

    status: Status
    reason: str = ""
    accepted: bool = False


def settle(bench: Bench, covering: Covering) -> Iterator[IndicatorValue]:
    """The values of a job's units."""
    indicator = bench.frame.system.indicators[covering.job.indicator]
    context = replace(bench.context(covering.job.window), exact=False)
    for unit in covering.job.units:
        cover = covering.cover(unit)
        yield _settle(bench, covering, cover, indicator, context)


def figures_of(bench: Bench, covering: Covering, cover: Cover) -> Figures:
    """The figures a unit's formula computes with; none of a table that was not handed in."""
    entering = {source: covering.entering(source, cover.terms) for source in covering.job.reads}
    figures = Figures({}, {})
    for node, _, sources in covering.job.terms:
        if isinstance(node, Field):
            figures.terms[node] = _own(bench, cover.terms.unit, node)
            continue
        if any(cover.shares.get(source, 1.0) is None for source in sources):
            pooled = Pooled(None, 0.0)
        elif len(sources) > 1:
            pooled = _compare(covering, cover, node, sources)
        else:
            pooled = _pool(bench, covering, cover, node, sources[0], entering[sources[0]])
        figures.terms[node], figures.bases[node] = pooled
    return figures


def _own(bench: Bench, unit: Unit, field: Field) -> Cell:
    row = bench.row_of(unit)
    return row.cells.get(field.column) if row else None


def _pool(bench: Bench, covering: Covering, cover: Cover, aggregate: Aggregate, source: Source, lots: Sequence[Lot]) -> Pooled:
    number = covering.number
    parts = [bench.scans.cell(number, source, aggregate, lot) for lot in lots]
    counts = [bench.scans.cell(number, source, (aggregate, "count"), lot) for lot in lots]
    declared = aggregate.parts[1] if aggregate.kind == "evenness" else None
    codes = _own(bench, cover.terms.unit, declared) if isinstance(declared, Field) else None
    return pool(aggregate, parts, counts, codes if isinstance(codes, tuple) else ())


def _compare(covering: Covering, cover: Cover, aggregate: Aggregate, sources: Sequence[Source]) -> Pooled:
    left, right = (_sums(covering, cover, aggregate, place, source) for place, source in enumerate(sources))
    return compare(aggregate.kind, left, right)


def _sums(covering: Covering, cover: Cover, aggregate: Aggregate, place: int, source: Source) -> dict[tuple[Any, ...], Any]:
    found: dict[tuple[Any, ...], list[Any]] = {}
    for sums in covering.scans.sums[covering.number, aggregate, place].get(cover.terms.unit.code, []):
        if not covering.bar(source, cover.terms, sums.member, sums.year):
            found.setdefault(sums.key, []).append(sums.total)
    return {key: exact_sum(totals) for key, totals in found.items()}


def _settle(bench: Bench, covering: Covering, cover: Cover, indicator: Indicator, context: Context) -> IndicatorValue:
    job, unit, formula = covering.job, cover.terms.unit, covering.job.formula
    blank = IndicatorValue(unit.code, job.indicator, None, Status.MISSING, TOO_LARGE, coverage=cover.share, years=cover.years)
    if _is_too_large(bench, covering, cover):
        return blank
    figures = figures_of(bench, covering, cover)
    try:
        value = finish(formula.root, figures.terms, context)
        base = finish(formula.denominator, figures.terms, context) if formula.denominator else figures.bases[formula.aggregates[0]]
    except ArithmeticError:
        return blank
    verdict = _missing(bench, covering, cover, figures) or _judge(indicator, value, base, divided=formula.denominator is not None)
    if verdict.status is Status.VALUE and cover.share < 1:
        verdict = Verdict(Status.VALUE, accepted=find_reasons(bench, covering, cover) == {ACCEPTED})
    shown = value if verdict.status in SHOWN else None
    plausible = indicator.plausible_range
    flags = ("implausible",) if shown is not None and not plausible.low <= shown <= plausible.high else ()
    silent = {source for source, share in cover.shares.items() if share == 0}
    parts = tuple(Part(text, None if silent.intersection(sources) else _number(figures.terms[node])) for node, text, sources in job.terms)
    given = _list_given(bench, covering, cover, figures) if verdict.reason == ROW_COVERAGE else ()
    return IndicatorValue(unit.code, job.indicator, shown, *verdict, None if silent else base, cover.share, cover.years, parts, flags, given=given)


def _list_given(bench: Bench, covering: Covering, cover: Cover, figures: Figures) -> tuple[str, ...]:
    return tuple(sorted((find_reasons(bench, covering, cover) | _own_reasons(bench, covering, cover.terms.unit, figures)) - {BLANK}))


def _number(figure: Any) -> float | None:  # noqa: ANN401
    return float(figure) if isinstance(figure, int | float | Decimal) else None


def _is_too_large(bench: Bench, covering: Covering, cover: Cover) -> bool:
    """Whether a cell that enters, or a figure made of cells, is too large to be computed exactly."""
    unit, tables = cover.terms.unit, bench.large.keys()
    if (covering.number, unit.code) in bench.scans.failed:
        return True
    used = columns_used(bench.frame, [covering.job]) if tables else {}
    return any(cell.column in used.get(table, ()) and _is_among(covering, cover, table, cell) for table in tables for cell in bench.large[table])


def _is_among(covering: Covering, cover: Cover, table: str, cell: TooLarge) -> bool:
    """Whether a cell stands in a row that may enter a unit's figure."""
    unit, nature = cover.terms.unit, covering.frame.nature(table)
    if cell.unit != (unit.parent or unit.code) or (unit.member and nature.owned and cell.member != unit.member):
        return False
    sources = [source for source in covering.job.reads if source.table == table]
    return not sources or any(not covering.bar(source, cover.terms, cell.member, cell.year) for source in sources)


def _missing(bench: Bench, covering: Covering, cover: Cover, figures: Figures) -> Verdict | None:
    """Why too little was told for a value; nothing where enough was."""
    unit = cover.terms.unit
    if any(source.previous for source in covering.job.reads) and (unit.parent or unit.code) not in bench.earlier:
        return Verdict(Status.MISSING, FIRST_ROUND, accepted=True)
    if cover.gap == NOT_SUBMITTED:
        return Verdict(Status.MISSING, NOT_SUBMITTED)
    reasons = _own_reasons(bench, covering, unit, figures)
    if not reasons and not cover.gap:
        return None
    accepted = (reasons | find_reasons(bench, covering, cover)) == {ACCEPTED}
    if accepted and (reasons or cover.share == 0):
        return Verdict(Status.NOT_APPLICABLE, ACCEPTED, accepted=True)
    return Verdict(Status.MISSING, ROW_COVERAGE, accepted)


def _own_reasons(bench: Bench, covering: Covering, unit: Unit, figures: Figures) -> set[str]:
    """The reasons told for blank fields of the unit's own row."""
    row = bench.row_of(unit)
    blank = [node for node, _, _ in covering.job.terms if isinstance(node, Field) and figures.terms[node] is None]
    return {(row.reason(field.column) if row else "") or BLANK for field in blank}


def _judge(indicator: Indicator, value: float | None, base: float | None, *, divided: bool) -> Verdict:
    if value is None:
        return Verdict(Status.MISSING, "denominator_zero" if divided and base == 0 else UNDEFINED)
    if not indicator.hard_range.low <= value <= indicator.hard_range.high:
        return Verdict(Status.MISSING, "hard_range")
    if base is not None and base < indicator.minimum_denominator:
        return Verdict(Status.BELOW_MINIMUM, "minimum_denominator")
    return Verdict(Status.VALUE)
