"""Survey answers: what people of each group see of their school or community, on the scales of the questionnaire."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np

from iecscore.demo.members import draw
from iecscore.demo.partners import hear_enterprises, hear_managers
from iecscore.demo.remarks import REMARKS
from iecscore.demo.voices import Voice, hear_schools
from iecscore.demo.world import Community
from iecscore.survey import Group, Item, ItemType, Survey
from iecscore.survey.model import NOT_KNOWN
from iecscore.values import Floats

TECHNOLOGY: Final = frozenset({"teacher_engagement", "technology_use", "feedback_loop", "chain", "spillover"})
OPERATION: Final = frozenset({"coordination", "property", "fairness", "sharing", "endogenous", "governance"})
BOTTOM, RISE = 1.75, 2.95
# Graduates tell of the fit of their job about as often as schools report it.
MILD: Final = {"G02": (3.3, 1.2)}
PERSON, ITEM, NOISE = 0.4, 0.16, 0.7
CARELESS, INATTENTIVE, UNKNOWN, WRITES = 0.03, 0.025, 0.025, 0.05


def answer_rows(survey: Survey, community: Community, year: int) -> dict[str, list[dict[str, object]]]:
    """The answers of every group, by field code; what was not asked is not there."""
    return {
        key: _answer_group(survey, group, _hear(community, year, key), draw(73, community.number, year, ord(key)))
        for key, group in survey.groups.items()
    }


def _hear(community: Community, year: int, group: str) -> list[Voice]:
    if group == "E":
        return hear_enterprises(community, year)
    return hear_managers(community, year) if group == "M" else hear_schools(community, year, group)


def _answer_group(survey: Survey, group: Group, voices: Sequence[Voice], dice: np.random.Generator) -> list[dict[str, object]]:
    rated = {code: item for code, item in group.items.items() if item.rated}
    points = _rate(survey, rated, voices, dice)
    free = [item.type is ItemType.RATING and NOT_KNOWN in survey.options_of(item) for item in rated.values()]
    unknown = (dice.random(points.shape) < UNKNOWN) & np.array(free)
    writes = dice.random(len(voices)) < WRITES
    told = zip(voices, points.astype(int).tolist(), unknown.tolist(), writes, strict=True)
    return [
        {**voice.told, **dict(_tell_ratings(rated, voice, ratings, lost)), **(_write(group, dice) if wordy else {})}
        for voice, ratings, lost, wordy in told
    ]


def _rate(survey: Survey, items: Mapping[str, Item], voices: Sequence[Voice], dice: np.random.Generator) -> Floats:
    """Points by person and item, as asked: reversed items turned, attention items as expected, careless people always the same."""
    seen = np.array([voice.qualities for voice in voices])
    size = (len(voices), len(items))
    mean = np.stack([_mean(code, item, seen) for code, item in items.items()], axis=1)
    rated = mean + dice.normal(0, PERSON, (len(voices), 1)) + dice.normal(0, NOISE, size)
    points = np.clip(np.rint(rated), 1, survey.points)
    turned = np.array([item.reverse for item in items.values()])
    points = np.where(turned, survey.points + 1 - points, points)
    expected = np.array([item.expected or 0 for item in items.values()])
    minds = (expected > 0) & (dice.random(size) >= INATTENTIVE)
    points = np.where(minds, expected, points)
    careless = dice.random(len(voices)) < CARELESS
    points[careless] = dice.integers(3, survey.points + 1, (int(careless.sum()), 1))
    return points


def _mean(code: str, item: Item, seen: Floats) -> Floats:
    side = 1 if item.construct_ in TECHNOLOGY else 2 if item.construct_ in OPERATION else 0
    bottom, rise = MILD.get(code, (BOTTOM, RISE))
    found: Floats = bottom + rise * seen[:, side] + _lean(code)
    return found


@cache
def _lean(code: str) -> float:
    """Some questions are answered more kindly than others."""
    return float(draw(74, *map(ord, code)).normal(0, ITEM))


def _tell_ratings(items: Mapping[str, Item], voice: Voice, points: Sequence[int], unknown: Sequence[bool]) -> Iterator[tuple[str, object]]:
    for (code, item), point, lost in zip(items.items(), points, unknown, strict=True):
        if not item.when or all(voice.told.get(other) in codes for other, codes in item.when.items()):
            yield code, NOT_KNOWN if lost else point


def _write(group: Group, dice: np.random.Generator) -> dict[str, object]:
    code = next(code for code, item in group.items.items() if item.type is ItemType.TEXT)
    return {code: REMARKS[group.key][int(dice.integers(0, len(REMARKS[group.key])))]}
