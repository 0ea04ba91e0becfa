"""Check a survey as a whole: every name in it must lead somewhere, every item must say what its type needs."""

import re
from collections.abc import Iterator
from typing import Final

from iecscore.problems import Place, Problem, error
from iecscore.survey.checking_items import check_item
from iecscore.survey.marks import CHOICES, COVER, MEMBERS
from iecscore.survey.model import NOT_KNOWN, Group, ItemType, Survey, Vote
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import offer_names
from iecscore.text import LANGUAGES, say

GROUPS: Final = "groups"
LONGEST_TITLE: Final = 31
FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")


def check_survey(survey: Survey, sources: Sources) -> tuple[Problem, ...]:
    """Every fault that shows only when the files are put together."""
    problems = [*_check_order(survey, sources), *_check_scales(survey, sources), *_check_codes(survey, sources), *_check_titles(survey, sources)]
    for key, group in survey.groups.items():
        problems += _check_group(group, sources)
        for code, item in group.items.items():
            problems += check_item(survey, group, code, item, lambda *path, key=key, code=code: sources.place(GROUPS, key, "items", code, *path))
    return tuple(problems)


def _check_order(survey: Survey, sources: Sources) -> Iterator[Problem]:
    for number, key in enumerate(survey.order):
        if key not in survey.groups:
            yield error("survey.unknown_group", sources.at("order", number), **offer_names(key, survey.groups))
        elif key in survey.order[:number]:
            yield error("survey.order_twice", sources.at("order", number), group=key)
    for key in survey.groups:
        if key not in survey.order:
            yield error("survey.not_in_order", sources.at("order"), group=key)


def _check_scales(survey: Survey, sources: Sources) -> Iterator[Problem]:
    if survey.scale not in survey.scales:
        yield error("survey.unknown_scale", sources.at("scale"), **offer_names(survey.scale, survey.scales))
    wanted = [str(point) for point in range(1, survey.points + 1)]
    for key, options in survey.scales.items():
        if [code for code in options if code != NOT_KNOWN] != wanted:
            yield error("survey.scale_points", sources.at("scales", key), scale=key, points=survey.points)


def _check_codes(survey: Survey, sources: Sources) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for key, group in survey.groups.items():
        for field in group.fields:
            place = sources.place(GROUPS, key, "items", field.item)
            if field.code in seen:
                yield error("survey.code_twice", place, item=field.code, first=str(seen[field.code]))
            seen.setdefault(field.code, place)


def _check_titles(survey: Survey, sources: Sources) -> Iterator[Problem]:
    for language in LANGUAGES:
        taken = {say(title, language).casefold() for title in (COVER, MEMBERS, CHOICES)}
        for key, group in survey.groups.items():
            title, place = group.short.say(language), sources.place(GROUPS, key, "short", language)
            if len(title) > LONGEST_TITLE or FORBIDDEN.search(title):
                yield error("survey.sheet_title", place, title=title, most=LONGEST_TITLE)
            elif title.casefold() in taken:
                yield error("survey.title_taken", place, title=title)
            taken.add(title.casefold())


def _check_group(group: Group, sources: Sources) -> Iterator[Problem]:
    def at(*path: str | int) -> Place:
        return sources.place(GROUPS, group.key, *path)

    named = {"member_item": group.member_item, "organisation_item": group.organisation_item}
    yield from (problem for key, code in named.items() if code for problem in _check_naming(group, key, code, at(key)))
    if (group.vote is Vote.ORGANISATION) != bool(group.organisation_item):
        yield error("survey.vote_needs_organisation" if group.vote is Vote.ORGANISATION else "survey.vote_excludes_organisation", at("vote"))
    if group.minimum.show > group.minimum.score:
        yield error("survey.minimum_order", at("minimum"), show=group.minimum.show, score=group.minimum.score)


def _check_naming(group: Group, key: str, code: str, place: Place) -> Iterator[Problem]:
    members = [known for known, item in group.items.items() if item.type is ItemType.MEMBER]
    if code not in members:
        yield error("survey.not_a_member_item", place, key=key, **offer_names(code, members))
    elif key == "organisation_item" and group.items[code].several:
        yield error("survey.one_organisation", place, name=code)
