"""A survey value in words: its groups with their votes and minima, and the arithmetic from items to the value."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from iecscore.survey import Survey, Vote
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation, IndicatorValue
from iecscore.views.naming import write_figure

PART: Final = re.compile(r"(mean|beside)\((\w+); n([=<])(\d+)\)")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group behind a survey value: its votes as they may be shown, its minimum, its mean, its items, and whether it enters."""

    key: str
    name: str
    count: str
    votes: int
    minimum: int
    mean: float | None
    items: str
    enters: bool

    @property
    def short(self) -> bool:
        """Whether too few votes stand behind it to be scored."""
        return self.votes < self.minimum


@lru_cache(maxsize=4)
def _read(text: str) -> Survey:
    return Survey.model_validate_json(text)


def survey_of(evaluation: Evaluation) -> Survey | None:
    """The questionnaire an evaluation was made with; none where its record holds none."""
    return _read(evaluation.survey_text) if evaluation.survey_text else None


def list_groups(system: System, value: IndicatorValue, survey: Survey, language: str) -> tuple[GroupLine, ...]:
    """The groups of a survey indicator; a group that did not answer has no votes."""
    formula = system.indicators[value.indicator].survey
    told = {found[2]: (found, part.value) for part in value.parts if (found := PART.fullmatch(part.text))}
    return tuple(_line(survey, key, formula.items, told.get(key), language) for key in formula.groups) if formula else ()


def _line(survey: Survey, key: str, items: tuple[str, ...], told: tuple[re.Match[str], float | None] | None, language: str) -> GroupLine:
    group = survey.groups[key]
    found, mean = told or (None, None)
    votes = 0 if found is None else int(found[4]) - (found[3] == "<")
    count = "0" if found is None else found[4] if found[3] == "=" else f"<{found[4]}"
    own = [code for code in items if code in group.items]
    return GroupLine(
        key=key,
        name=f"{key} {group.name.say(language)}",
        count=count,
        votes=votes,
        minimum=group.minimum.score,
        mean=mean,
        items=", ".join(_name_item(survey, code, language) for code in own),
        enters=found is None or found[1] == "mean",
    )


def _name_item(survey: Survey, code: str, language: str) -> str:
    reversed_ = survey.item(code).reverse
    return say("{item} (reversed: {turned} − answer)", language, item=code, turned=survey.points + 1) if reversed_ else code


def describe_survey_formula(survey: Survey, groups: tuple[GroupLine, ...], language: str, *, upper: bool) -> str:
    """How answers become the value; in an `upper` unit, which has members, persons weigh what their member weighs."""
    entering = [group.key for group in groups if group.enters]
    told = say(
        "100 × (m − 1) ÷ {span}; m is the mean of the groups {groups}, each with weight 1/{count}; in a group, the mean of each sheet's items",
        language,
        span=survey.points - 1,
        groups=", ".join(entering),
        count=len(entering),
    )
    weight = survey.member_weight
    if not upper or weight is None or all(survey.groups[key].vote is not Vote.PERSON for key in entering):
        return told
    return say("{told}; persons weigh by {field} of their member", language, told=told, field=weight.field)


def put_numbers_in(survey: Survey, groups: tuple[GroupLine, ...]) -> str:
    """The same with the means put in; nothing where one of them is not shown."""
    means = [group.mean for group in groups if group.enters]
    told = [write_figure(mean, 4) for mean in means if mean is not None]
    if not told or len(told) < len(means):
        return ""
    whole = told[0] if len(told) == 1 else f"({' + '.join(told)}) ÷ {len(told)}"
    return f"100 × ({whole} − 1) ÷ {survey.points - 1}"
