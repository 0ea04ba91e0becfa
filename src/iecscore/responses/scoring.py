"""From answers to values: respondents, organisations or members, groups, indicators; every level of the system at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, lcm

import numpy as np

from iecscore.problems import Place, Problem, note
from iecscore.responses.answers import Answers
from iecscore.responses.figures import ItemColumn, ItemFigures, SurveyScores
from iecscore.responses.items import figure_items
from iecscore.responses.members import read_frame
from iecscore.responses.quality import Marks
from iecscore.responses.rules import ORDER, judge_cell, score_mean
from iecscore.responses.votes import Ballot, Crowd, Mean, average, gather_crowd, open_ballot
from iecscore.survey import Group, Survey, Vote
from iecscore.system.indicators import SurveyFormula
from iecscore.system.model import System
from iecscore.values import Floats, IndicatorValue, Part, Rows, Status

NO_ANSWERS, GROUP_LACKING, TOO_FEW, VOTES_LACKING = "no_answers", "group_lacking", "survey_minimum", "votes_lacking"
REASONS = {Status.VALUE: "", Status.BELOW_MINIMUM: TOO_FEW, Status.SUPPRESSED: TOO_FEW}


@dataclass(frozen=True, slots=True)
class GroupMean:
    """What a group says of a unit: its mean on the scale, and how many votes."""

    mean: float
    votes: int


@dataclass(frozen=True, slots=True)
class Summed:
    """Of each respondent of a group: the mean of an indicator's items times `common`, and whether enough of them were answered to count."""

    amounts: Floats
    given: Marks
    common: int


def score_answers(
    system: System, survey: Survey, year: int, answers: Sequence[Answers], rows: Sequence[Rows], *, keep_careless: bool = False
) -> SurveyScores:
    """The survey values and item figures of a round, for the units of every level; the order of answers, files and rows does not matter.

    A respondent counts with the mean of the indicator's items where at least half are answered, reversed items turned round. Where
    organisations vote, the people of an organisation are averaged first; where persons vote, the members of an upper unit weigh what
    the survey's `member_weight` says. Groups weigh the same. Answers given without care are left out and counted in a note, unless kept.
    """
    frame = read_frame(system, survey, year, rows)
    values: dict[tuple[str, str], IndicatorValue] = {}
    items: dict[str, tuple[ItemColumn, ...]] = {}
    crowds, notes = gather_crowds(survey, year, answers, keep_careless=keep_careless)
    for key, level in system.levels.items():
        ballots = {group: open_ballot(crowd, frame, key, level.parent) for group, crowd in crowds.items()}
        for group, ballot in ballots.items():
            for field, column in figure_items(survey, crowds[group], ballot):
                items[field] = (*items.get(field, ()), column)
        for code in system.indicators_of(key):
            if formula := system.indicators[code].survey:
                means = {group: mean_group(survey, crowds[group], ballots[group], formula) for group in formula.groups if group in crowds}
                values |= _settle_indicator(survey, code, year, formula, means, fixed=level.parent is not None)
    return SurveyScores(values, ItemFigures(items), tuple(notes), frozenset(item.unit for item in answers if item.year == year))


def gather_crowds(survey: Survey, year: int, answers: Sequence[Answers], *, keep_careless: bool) -> tuple[dict[str, Crowd], list[Problem]]:
    """The answers of a round by group, and a note of each file some of whose answers were left out."""
    told = sorted((item for item in answers if item.year == year), key=lambda item: (item.unit, item.file))
    crowds: dict[str, Crowd] = {}
    notes: list[Problem] = []
    for key in survey.order:
        if files := [item for item in told if key in item.groups]:
            crowds[key], left = gather_crowd(survey.groups[key], files, keep_careless=keep_careless)
            notes += (_note_careless(survey.groups[key], item, int(count)) for item, count in zip(files, left, strict=True) if count)
    return crowds, notes


def _note_careless(group: Group, told: Answers, count: int) -> Problem:
    names = {"name_en": group.name.en, "name_zh": group.name.zh}
    return note("responses.careless", Place(told.file, told.groups[group.key].sheet), group=group.key, count=count, **names)


def mean_group(survey: Survey, crowd: Crowd, ballot: Ballot, formula: SurveyFormula) -> dict[str, GroupMean]:
    """By unit, the mean of the respondents' means."""
    told = sum_items(survey, crowd, formula)
    return _name_means(ballot, average(ballot, told.amounts, told.given), told.common)


def sum_items(survey: Survey, crowd: Crowd, formula: SurveyFormula) -> Summed:
    """Each respondent's mean of the items: a whole sum in parts of 1/`common`, so that the order of respondents does not matter."""
    items = [code for code in formula.items if survey.group_of[code] == crowd.declared.key]
    answered = np.zeros(crowd.answers.size, dtype=np.int64)
    total = np.zeros(crowd.answers.size, dtype=np.int64)
    for code in items:
        ratings = crowd.ratings(code).astype(np.int64)
        given = ratings > 0
        answered += given
        total += np.where(given, survey.points + 1 - ratings if survey.item(code).reverse else ratings, 0)
    common = lcm(*range(1, len(items) + 1))
    amounts = total * (common // np.maximum(answered, 1))
    return Summed(amounts.astype(np.float64), 2 * answered >= len(items), common)


def _name_means(ballot: Ballot, found: Mean, common: int) -> dict[str, GroupMean]:
    return {
        unit: GroupMean(float(mean) / common, int(votes)) for unit, mean, votes in zip(ballot.units, found.mean, found.votes, strict=True) if votes
    }


def _settle_indicator(
    survey: Survey, code: str, year: int, formula: SurveyFormula, means: Mapping[str, Mapping[str, GroupMean]], *, fixed: bool
) -> dict[tuple[str, str], IndicatorValue]:
    """The values of an indicator; the groups that make it up are the same for every unit of the level.

    Where the level lies in another (`fixed`), a group in which organisations vote enters only where every unit that was rated has enough
    of its votes; else it is shown beside. Where no group is left, the value is shown and not scored.
    """
    units = sorted({unit for found in means.values() for unit in found})
    scored = choose_groups(survey, formula, means, fixed=fixed)
    made_of = scored or formula.groups
    values = {}
    for unit in units:
        told = {key: means.get(key, {}).get(unit) for key in formula.groups}
        status, reason = _judge(survey, made_of, told)
        if not scored and status is Status.VALUE:
            status, reason = Status.BELOW_MINIMUM, VOTES_LACKING
        shown = status in {Status.VALUE, Status.BELOW_MINIMUM}
        votes = [group.votes if (group := told[key]) else 0 for key in made_of]
        values[unit, code] = IndicatorValue(
            unit,
            code,
            score_mean(survey, _join([told[key] for key in made_of])) if shown else None,
            status,
            reason,
            denominator=float(min(votes)),
            years=(year,),
            parts=tuple(_write_parts(survey, made_of, told)),
            n=sum(votes),
        )
    return values


def choose_groups(survey: Survey, formula: SurveyFormula, means: Mapping[str, Mapping[str, GroupMean]], *, fixed: bool) -> tuple[str, ...]:
    """The groups that make up an indicator at a level, the same for every unit; none where no group may enter."""
    units = {unit for found in means.values() for unit in found}
    return tuple(key for key in formula.groups if not fixed or _enters(survey, key, means.get(key, {}), units))


def _enters(survey: Survey, key: str, found: Mapping[str, GroupMean], units: Collection[str]) -> bool:
    group = survey.groups[key]
    return group.vote is Vote.PERSON or all(unit in found and found[unit].votes >= group.minimum.score for unit in units)


def _judge(survey: Survey, made_of: Sequence[str], told: Mapping[str, GroupMean | None]) -> tuple[Status, str]:
    found = [judge_cell(survey, key, group.votes if (group := told[key]) else 0) for key in made_of]
    worst = max(found, key=ORDER.index)
    if worst is Status.MISSING:
        return worst, GROUP_LACKING if any(status is not Status.MISSING for status in found) else NO_ANSWERS
    return worst, REASONS[worst]


def _join(groups: Sequence[GroupMean | None]) -> float:
    return fsum(group.mean for group in groups if group) / len(groups)


def _write_parts(survey: Survey, made_of: Sequence[str], told: Mapping[str, GroupMean | None]) -> Iterator[Part]:
    """Each group's mean and votes, as `mean(S; n=12)`; what few people told without its mean, what is not scored as `beside(E; n=7)`."""
    for key, group in told.items():
        if group:
            hidden = group.votes < survey.groups[key].minimum.show
            count = f"n<{survey.groups[key].minimum.show}" if hidden else f"n={group.votes}"
            yield Part(f"{'mean' if key in made_of else 'beside'}({key}; {count})", None if hidden else group.mean)
