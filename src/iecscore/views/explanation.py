"""A figure explained: value, score, weights, contribution, the formula with its numbers, and each source cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from iecscore.engine import TracedCell, describe_formula
from iecscore.responses import Counted, TracedColumn
from iecscore.survey import Survey
from iecscore.system import ROOT, System
from iecscore.system.indicators import Goalposts, Indicator, Trapezoid
from iecscore.text import say
from iecscore.values import Contribution, Evaluation, IndicatorValue, Part, Unit
from iecscore.views.changes import describe_normalising, explain_changes
from iecscore.views.naming import mark_of, name_league, name_node, name_tier, word_flag, write_figure
from iecscore.views.questionnaire import GroupLine, describe_survey_formula, list_groups, put_numbers_in, survey_of
from iecscore.views.reasons import explain_reason
from iecscore.views.sources import SourceCell, view_cells


@dataclass(frozen=True, slots=True)
class Weighted:
    """One step of the way from the whole to the indicator."""

    node: str
    name: str
    local: float
    overall: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one figure of one unit."""

    unit: str
    unit_name: str
    indicator: str
    indicator_name: str
    definition: str
    evaluation: str
    round: str
    value: float | None
    shown: str
    mark: str
    reason: str
    years: tuple[int, ...]
    denominator: float | None
    row_coverage: float
    votes: int | None
    score: float | None
    scoring: str
    path: tuple[Weighted, ...]
    weight_in_force: float | None
    holds_back: float | None
    carries: float | None
    shares: str
    unit_score: float | None
    rank: int | None
    league: str
    tier: str
    formula: str
    with_numbers: str
    parts: tuple[Part, ...]
    guards: tuple[str, ...]
    flags: tuple[str, ...]
    cells: tuple[SourceCell, ...]
    columns: tuple[TracedColumn, ...]
    changes: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[GroupLine, Counted | None], ...] = ()
    lowered: bool = False

    @property
    def asked(self) -> bool:
        """Whether the value comes from a questionnaire."""
        return bool(self.groups)


def view_explanation(
    evaluation: Evaluation,
    system: System,
    unit: Unit,
    value: IndicatorValue,
    cells: Sequence[TracedCell],
    columns: Sequence[TracedColumn],
    language: str,
    counted: Sequence[Counted] = (),
) -> Explanation:
    """Explain a value of an evaluation; `cells` are its source cells, `columns` the answers behind or beside it, `counted` the sheets that count."""
    survey = survey_of(evaluation)
    groups = list_groups(system, value, survey, language) if survey else ()
    sheets = {item.group: item for item in counted}
    indicator, code = system.indicators[value.indicator], value.indicator
    contribution = next((item for item in evaluation.contributions if (item.unit, item.indicator) == (unit.code, code)), None)
    row = next(item for item in evaluation.ranking if item.unit == unit.code)
    unit_of = indicator.unit.say(language)
    return Explanation(
        unit=unit.code,
        unit_name=unit.name,
        indicator=code,
        indicator_name=indicator.name.say(language),
        definition=indicator.definition.say(language),
        evaluation=evaluation.id,
        round=evaluation.options.round,
        value=value.value,
        shown=f"{write_figure(value.value, indicator.decimals)} {unit_of}".strip() if value.value is not None else "–",
        mark=mark_of(value, language),
        reason=explain_reason(system, value, survey, language),
        years=value.years,
        denominator=value.denominator,
        row_coverage=value.coverage,
        votes=value.n,
        score=_score(evaluation, unit, code),
        scoring=describe_normalising(evaluation, system, code, language) or describe_scoring(indicator, unit.profile, language),
        path=weight_path(evaluation, system, code, language),
        weight_in_force=contribution.weight if contribution else None,
        holds_back=contribution.holds_back if contribution else None,
        carries=contribution.carries if contribution else None,
        shares=word_shares(contribution, language) if contribution else "",
        unit_score=row.score,
        rank=row.rank,
        league=name_league(system, unit.level, row.league, language),
        tier=name_tier(system, unit.level, row.tier, language),
        formula=_tell_formula(survey, groups, unit, language) if survey and groups else (indicator.formula_in(unit.profile) or "").strip(),
        with_numbers=put_numbers_in(survey, groups) if survey and groups else describe_formula(system, unit.profile, value),
        parts=value.parts,
        guards=tuple(guard.text.say(language) for place, guard in enumerate(indicator.guards) if f"guard:{place}" not in value.flags),
        flags=tuple(word_flag(system, value, flag, language) for flag in value.flags),
        cells=view_cells(system, cells, language),
        columns=tuple(columns),
        changes=tuple(explain_changes(evaluation, unit.code, code, language)),
        groups=tuple((group, sheets.get(group.key)) for group in groups),
        lowered=value.scored and value.coverage < 1 and not value.accepted and indicator.set == "core",
    )


def _tell_formula(survey: Survey, groups: tuple[GroupLine, ...], unit: Unit, language: str) -> str:
    return describe_survey_formula(survey, groups, language, upper=not unit.parent)


def _score(evaluation: Evaluation, unit: Unit, code: str) -> float | None:
    if code not in evaluation.scores.indicators:
        return None
    score = evaluation.scores.of(unit.code, code)
    return None if score != score else evaluation.full_score * score  # noqa: PLR0124 - NaN


def word_shares(contribution: Contribution, language: str) -> str:
    """What an indicator holds back and carries, as far as the method in force has such shares."""
    if contribution.holds_back is None:
        return say("none: this method compares units as wholes, no share of the score belongs to an indicator", language)
    back = f"{contribution.holds_back:.1%}"
    if contribution.carries is None:
        return say("{back} of what holds the unit back; this method has no share of what carries it", language, back=back)
    return say("{back} of what holds the unit back, {carried} of what carries it", language, back=back, carried=f"{contribution.carries:.1%}")


def weight_path(evaluation: Evaluation, system: System, code: str, language: str) -> tuple[Weighted, ...]:
    """The weights from the first step under the whole down to the indicator."""
    nodes = {item.node: item for item in evaluation.weights.nodes}
    path: list[Weighted] = []
    step = code
    while step != ROOT and step in nodes:
        item = nodes[step]
        path.append(Weighted(step, name_node(system, step, language), item.local, item.overall))
        step = item.parent
    return tuple(reversed(path))


def describe_scoring(indicator: Indicator, profile: str, language: str) -> str:
    """How a value becomes a score, in a sentence."""
    posts = indicator.scored_in(profile)
    if isinstance(posts, Trapezoid):
        return say(
            "100 from {low} to {high}, falling to 0 at {under} and {over}",
            language,
            low=f"{posts.ideal.low:g}",
            high=f"{posts.ideal.high:g}",
            under=f"{posts.limits.low:g}",
            over=f"{posts.limits.high:g}",
        )
    return _describe_goalposts(posts, language)


def _describe_goalposts(posts: Goalposts, language: str) -> str:
    return say("0 at {zero}, 100 at {full}, in between in proportion", language, zero=f"{posts.zero:g}", full=f"{posts.full:g}")
