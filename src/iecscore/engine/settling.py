"""Settle a value: its figure, its status, and the reason where there is none."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from iecscore.engine.bench import Bench
from iecscore.engine.coverage import NOT_SUBMITTED, ROW_COVERAGE, Cover, Covering
from iecscore.engine.judging import BLANK, find_reasons
from iecscore.engine.plan import Source, sources_in, sources_of
from iecscore.engine.pooling import Pooled, compare, pool
from iecscore.system import context_of
from iecscore.system.formula import Aggregate, Context, Field, Node, exact_sum, finish, sides_of, terms_in, write_node
from iecscore.system.indicators import Indicator
from iecscore.values import Cell, IndicatorValue, Part, Status, Unit

ACCEPTED: Final = "not_applicable"
FIRST_ROUND: Final = "no_earlier_round"
UNDEFINED: Final = "undefined"
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
    context = context_of(bench.frame.system, bench.frame.year)
    for unit in covering.job.units:
        cover = covering.cover(unit)
        yield _settle(bench, covering, unit, cover, figures_of(bench, covering, unit, cover), context)


def figures_of(bench: Bench, covering: Covering, unit: Unit, cover: Cover) -> Figures:
    """The figures a unit's formula computes with; none of a table that was not handed in."""
    entering = {source: covering.entering(source, cover.terms) for source in sources_in(covering.job.formula)}
    figures = Figures({}, {})
    for term in terms_in(covering.job.formula.root):
        if isinstance(term, Field):
            figures.terms[term] = _own(bench, unit, term)
        elif any(cover.shares.get(source, 1.0) is None for source in sources_of(term)):
            figures.terms[term], figures.bases[term] = None, 0.0
        else:
            pooled = _compare(covering, unit, cover, term) if sides_of(term) else _pool(bench, covering, unit, term, entering[sources_of(term)[0]])
            figures.terms[term], figures.bases[term] = pooled
    return figures


def _own(bench: Bench, unit: Unit, field: Field) -> Cell:
    row = bench.row_of(unit)
    return row.cells.get(field.column) if row else None


def _pool(bench: Bench, covering: Covering, unit: Unit, aggregate: Aggregate, lots: Any) -> Pooled:  # noqa: ANN401
    source, number = sources_of(aggregate)[0], covering.number
    parts = [bench.scans.cell(number, source, aggregate, lot) for lot in lots]
    counts = [bench.scans.cell(number, source, (aggregate, "count"), lot) for lot in lots]
    declared = aggregate.parts[1] if aggregate.kind == "evenness" else None
    codes = _own(bench, unit, declared) if isinstance(declared, Field) else None
    return pool(aggregate, parts, counts, codes if isinstance(codes, tuple) else ())


def _compare(covering: Covering, unit: Unit, cover: Cover, aggregate: Aggregate) -> Pooled:
    left, right = (_sums(covering, unit, cover, aggregate, place, source) for place, source in enumerate(sources_of(aggregate)))
    return compare(aggregate.kind, left, right)


def _sums(covering: Covering, unit: Unit, cover: Cover, aggregate: Aggregate, place: int, source: Source) -> dict[tuple[str, ...], Any]:
    found: dict[tuple[str, ...], list[Any]] = {}
    for sums in covering.scans.sums[covering.number, aggregate, place].get(unit.code, []):
        if not covering.bar(source, cover.terms, sums.member, sums.year):
            found.setdefault(sums.key, []).append(sums.total)
    return {key: exact_sum(totals) for key, totals in found.items()}


def _settle(bench: Bench, covering: Covering, unit: Unit, cover: Cover, figures: Figures, context: Context) -> IndicatorValue:
    indicator, formula = bench.frame.system.indicators[covering.job.indicator], covering.job.formula
    value = finish(formula.root, figures.terms, context)
    base = finish(formula.denominator, figures.terms, context) if formula.denominator else figures.bases[formula.aggregates[0]]
    verdict = _missing(bench, covering, unit, cover, figures) or _judge(indicator, value, base, divided=formula.denominator is not None)
    shown = value if verdict.status in SHOWN else None
    plausible = indicator.plausible_range
    flags = ("implausible",) if shown is not None and not plausible.low <= shown <= plausible.high else ()
    parts = tuple(Part(write_node(term), _number(figures.terms[term])) for term in terms_in(formula.root))
    return IndicatorValue(
        unit.code, covering.job.indicator, shown, verdict.status, verdict.reason, verdict.accepted, base, cover.share, cover.years, parts, flags
    )


def _number(figure: Any) -> float | None:  # noqa: ANN401
    return float(figure) if isinstance(figure, int | float | Decimal) else None


def _missing(bench: Bench, covering: Covering, unit: Unit, cover: Cover, figures: Figures) -> Verdict | None:
    """Why too little was told for a value; nothing where enough was."""
    previous = any(source.previous for source in sources_in(covering.job.formula))
    if previous and (unit.parent or unit.code) not in bench.earlier:
        return Verdict(Status.MISSING, FIRST_ROUND, accepted=True)
    if cover.gap == NOT_SUBMITTED:
        return Verdict(Status.MISSING, NOT_SUBMITTED)
    row = bench.row_of(unit)
    reasons = {
        row.reason(term.column) or BLANK if row else BLANK for term, figure in figures.terms.items() if isinstance(term, Field) and figure is None
    }
    if not reasons and not cover.gap:
        return None
    accepted = (reasons | find_reasons(bench, covering, cover, unit)) == {ACCEPTED}
    if accepted and (reasons or cover.share == 0):
        return Verdict(Status.NOT_APPLICABLE, ACCEPTED, accepted=True)
    return Verdict(Status.MISSING, ROW_COVERAGE, accepted)


def _judge(indicator: Indicator, value: float | None, base: float | None, *, divided: bool) -> Verdict:
    if value is None:
        return Verdict(Status.MISSING, "denominator_zero" if divided and base == 0 else UNDEFINED)
    if not indicator.hard_range.low <= value <= indicator.hard_range.high:
        return Verdict(Status.MISSING, "hard_range")
    if base is not None and base < indicator.minimum_denominator:
        return Verdict(Status.BELOW_MINIMUM, "minimum_denominator")
    return Verdict(Status.VALUE)
