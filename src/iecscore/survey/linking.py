"""Where the survey meets the indicator system: what each names of the other must be there."""

import re
from collections.abc import Iterator
from typing import Final

from iecscore.problems import Place, Problem, error
from iecscore.survey.model import Item, ItemType, Survey
from iecscore.system.indicators import Indicator, SurveyFormula
from iecscore.system.loading_names import offer_names
from iecscore.system.model import Momentum, System
from iecscore.system.tables import ColumnType

ITEM_CALL: Final = re.compile(r"item_(?:mean|agreement)\(\s*'([^']*)'\s*\)")


def check_links(system: System, survey: Survey) -> tuple[Problem, ...]:
    """Every item and group an indicator names, every table and dictionary the survey names."""
    problems = [problem for code, indicator in system.indicators.items() for problem in _check_indicator(survey, code, indicator)]
    problems += _check_momentum(survey, system.momentum) if system.momentum else ()
    problems += [problem for group in survey.ordered for code, item in group.items.items() for problem in _check_list(system, code, item)]
    return (*problems, *_check_weight(system, survey))


def _check_indicator(survey: Survey, code: str, indicator: Indicator) -> Iterator[Problem]:
    if indicator.survey:
        yield from _check_formula(survey, indicator.survey, Place(key=f"{code}.survey"))
    called = [name for guard in indicator.guards for name in ITEM_CALL.findall(guard.when or "")]
    for key, names in (("beside", indicator.beside), ("guards", tuple(called))):
        for name in names:
            yield from _demand_item(survey, name, Place(key=f"{code}.{key}"))


def _check_formula(survey: Survey, formula: SurveyFormula, place: Place) -> Iterator[Problem]:
    for key in formula.groups:
        if key not in survey.groups:
            yield error("survey.unknown_group", place, **offer_names(key, survey.groups))
        elif not any(survey.group_of.get(name) == key for name in formula.items):
            yield error("survey.group_without_items", place, group=key)
    for name in formula.items:
        yield from _demand_rating(survey, name, place)
        if name in survey.group_of and survey.group_of[name] not in formula.groups:
            yield error("survey.item_of_other_group", place, item=name, group=survey.group_of[name])


def _demand_rating(survey: Survey, name: str, place: Place) -> Iterator[Problem]:
    yield from _demand_item(survey, name, place)
    if name in survey.group_of and survey.item(name).type is not ItemType.RATING:
        yield error("survey.item_not_rated", place, item=name, type=str(survey.item(name).type))


def _demand_item(survey: Survey, name: str, place: Place) -> Iterator[Problem]:
    if name not in survey.group_of:
        yield error("survey.unknown_item", place, **offer_names(name, survey.group_of))


def _check_momentum(survey: Survey, momentum: Momentum) -> Iterator[Problem]:
    wanted = ((momentum.shares, (momentum.external,), "shares"), (momentum.reasons, (*momentum.inner, *momentum.counted), "reasons"))
    for name, codes, key in wanted:
        place = Place(key=f"momentum.{key}")
        yield from _demand_item(survey, name, place)
        options = survey.item(name).options if name in survey.group_of else dict.fromkeys(codes)
        for code in dict.fromkeys(codes):
            if code not in options:
                yield error("survey.unknown_option", place, item=name, **offer_names(code, options))


def _check_list(system: System, code: str, item: Item) -> Iterator[Problem]:
    if item.refers:
        yield from _demand_field(system, item.refers, Place(key=f"{code}.refers"))
    if item.dictionary and item.dictionary not in system.dictionaries:
        yield error("system.unknown_dictionary", Place(key=f"{code}.dictionary"), **offer_names(item.dictionary, system.dictionaries))


def _check_weight(system: System, survey: Survey) -> Iterator[Problem]:
    if not survey.member_weight:
        return
    place = Place(key="member_weight")
    table, _, _ = survey.member_weight.field.partition(".")
    yield from _demand_field(system, survey.member_weight.field, place)
    if survey.member_weight.where and table in system.tables:
        yield from _demand_field(system, f"{table}.{survey.member_weight.where}", place, ColumnType.BOOLEAN)
    if table in system.tables and not system.tables[table].owner:
        yield error("survey.weight_without_owner", place, table=table)


def _demand_field(system: System, field: str, place: Place, kind: ColumnType | None = None) -> Iterator[Problem]:
    table, _, column = field.partition(".")
    if table not in system.tables:
        yield error("system.unknown_table", place, **offer_names(table, system.tables))
    elif column not in system.tables[table].columns:
        yield error("system.unknown_column", place, table=table, **offer_names(column, system.tables[table].columns))
    elif kind and system.tables[table].columns[column].type is not kind:
        yield error("survey.not_yes_or_no", place, field=field)
