"""Why a value is not scored, in a clause, with the figure and the minimum it fell short of."""

from collections.abc import Mapping
from typing import Final

from iecscore.survey import Survey
from iecscore.system import System
from iecscore.text import say
from iecscore.values import IndicatorValue
from iecscore.views.questionnaire import list_groups

REASONS: Final[Mapping[str, str]] = {
    "not_submitted": "the tables it needs were not handed in",
    "no_answers": "there are no answers to the survey",
    "row_coverage": "too few of the rows it needs are complete",
    "denominator_zero": "its denominator is 0",
    "hard_range": "the figure is outside the possible range {low} to {high}",
    "minimum_denominator": "its denominator is below the minimum (n = {n}, minimum {least})",
    "no_earlier_round": "it compares with an earlier round, and there is none",
    "not_applicable": "told as not applicable",
    "too_large": "a figure it needs is too large to be computed exactly: correct the cell, or tell it in a larger unit",
    "guard": "withheld by a rule against misleading figures",
    "undefined": "its formula gives no figure for these data",
    "group_lacking": "a group of respondents that makes it up did not answer",
    "survey_minimum": "too few answered",
    "votes_lacking": "too few organisations answered somewhere in this level to score it",
}
MISSING: Final = "missing_reason"
BY_GROUP: Final = frozenset({"survey_minimum", "group_lacking", "votes_lacking"})


def explain_reason(system: System, value: IndicatorValue, survey: Survey | None, language: str) -> str:
    """Why there is no score, in a clause."""
    if value.reason not in REASONS:
        return value.reason
    indicator = system.indicators[value.indicator]
    told = say(
        REASONS[value.reason],
        language,
        low=f"{indicator.hard_range.low:g}",
        high=f"{indicator.hard_range.high:g}",
        n="–" if value.denominator is None else f"{value.denominator:g}",
        least=f"{indicator.minimum_denominator:g}",
    )
    short = _list_short(system, value, survey, language) if survey and value.reason in BY_GROUP else _name_given(system, value, language)
    return say("{told} ({more})", language, told=told, more=short) if short else told


def _name_given(system: System, value: IndicatorValue, language: str) -> str:
    """What people entered in place of the figures that are lacking."""
    codes = system.dictionaries[MISSING].codes if MISSING in system.dictionaries else {}
    names = [codes[code].say(language) if code in codes else code for code in value.given]
    return say("told in the cells: {reasons}", language, reasons=("、" if language == "zh" else ", ").join(names)) if names else ""


def _list_short(system: System, value: IndicatorValue, survey: Survey, language: str) -> str:
    """The groups that fall short of their minimum, each with its votes."""
    groups = [group for group in list_groups(system, value, survey, language) if group.short]
    return "; ".join(say("{group}: n = {n}, minimum {least}", language, group=group.name, n=group.count, least=group.minimum) for group in groups)
