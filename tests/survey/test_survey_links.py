"""Where a survey and an indicator system meet."""

from pathlib import Path

import pytest

from iecscore.problems import Place
from iecscore.survey import check_links, load_survey
from iecscore.survey.model import MemberWeight
from iecscore.system import load_system
from iecscore.system.indicators import Criterion, Guard, Indicator
from iecscore.system.model import Momentum
from responses.drawn_library import PLAIN, SURVEY, SYSTEM, VIEWS

ROOT = Path(__file__).parents[2]
IEC = load_system(ROOT / "indicators" / "iec")
ASKED = load_survey(ROOT / "surveys" / "iec")


def with_indicator(**changes):
    indicator = Indicator.model_validate(VIEWS["V1.1"]).model_copy(update=changes)
    criterion = SYSTEM.criteria["V1"].model_copy(update={"indicators": {"V1.1": indicator}})
    return SYSTEM.model_copy(update={"criteria": {"V1": criterion}})


def formula(items, groups):
    return Indicator.model_validate(VIEWS["V1.1"] | {"survey": {"items": items, "groups": groups}}).survey


def with_item(code, **changes):
    group = SURVEY.groups["R"]
    item = group.items[code].model_copy(update=changes)
    return SURVEY.model_copy(update={"groups": {**SURVEY.groups, "R": group.model_copy(update={"items": {**group.items, code: item}})}})


def weighed(field, where=None):
    return SURVEY.model_copy(update={"member_weight": MemberWeight(field=field, where=where)})


def momentum(**changes):
    told = {"shares": "R11", "external": "a", "reasons": "R10", "inner": ("1",), "counted": ("1", "2")}
    return SYSTEM.model_copy(update={"momentum": Momentum(**(told | changes))})


GUARD = Guard.model_validate({"kind": "flag", "text": {"en": "x", "zh": "某"}, "when": "value > 80 and item_mean('R99') < 3"})
FAULTS = [
    ("survey.unknown_group", "V1.1.survey", with_indicator(survey=formula(["R01"], ["R", "Q"])), SURVEY),
    ("survey.group_without_items", "V1.1.survey", with_indicator(survey=formula(["R01"], ["R", "P"])), SURVEY),
    ("survey.item_of_other_group", "V1.1.survey", with_indicator(survey=formula(["R01", "P01"], ["R"])), SURVEY),
    ("survey.item_not_rated", "V1.1.survey", with_indicator(survey=formula(["R01", "R12"], ["R"])), SURVEY),
    ("survey.unknown_item", "V1.1.survey", with_indicator(survey=formula(["R01", "R99"], ["R"])), SURVEY),
    ("survey.unknown_item", "V1.1.beside", with_indicator(beside=("R99",)), SURVEY),
    ("survey.unknown_item", "V1.1.guards", with_indicator(guards=(GUARD,)), SURVEY),
    ("survey.unknown_item", "momentum.shares", momentum(shares="R99"), SURVEY),
    ("survey.unknown_option", "momentum.shares", momentum(external="z"), SURVEY),
    ("survey.unknown_option", "momentum.reasons", momentum(inner=("9",)), SURVEY),
    ("system.unknown_table", "member_weight", SYSTEM, weighed("branches.n_visits")),
    ("system.unknown_column", "member_weight", SYSTEM, weighed("branch_year.visits")),
    ("survey.weight_without_owner", "member_weight", SYSTEM, weighed("library.residents")),
    ("survey.not_yes_or_no", "member_weight", SYSTEM, weighed("branch_year.n_visits", "n_loans")),
    ("system.unknown_dictionary", "RD3.dictionary", SYSTEM, with_item("RD3", dictionary="districts")),
    ("system.unknown_column", "RD4.refers", SYSTEM, with_item("RD4", refers="branch.code")),
]


@pytest.mark.parametrize(("code", "key", "system", "survey"), FAULTS, ids=[f"{fault[0]}-{fault[1]}" for fault in FAULTS])
def test_a_name_that_leads_nowhere_is_told_with_who_names_it(code, key, system, survey):
    assert [(problem.code, problem.place) for problem in check_links(system, survey)] == [(code, Place(key=key))]


def test_what_fits_gives_no_problem():
    assert check_links(SYSTEM, SURVEY) == ()
    assert check_links(momentum(), SURVEY.model_copy(update={"member_weight": None})) == ()
    assert check_links(PLAIN, SURVEY) == ()


def test_the_shipped_survey_and_system_fit():
    assert ASKED.problems == ()
    assert check_links(IEC.result, ASKED.result) == ()


def test_every_indicator_of_source_survey_rests_on_ratings_of_the_shipped_survey():
    rated = {code: indicator.survey for code, indicator in IEC.result.indicators.items() if indicator.source == "survey"}
    assert sorted(rated) == ["E1.4", "E3.3", "E4.4", "T2.6", "T4.3", "T4.4", "X2.3"]
    assert all(ASKED.result.item(code).rated for told in rated.values() for code in told.items)


def test_ten_items_are_reversed_and_every_group_has_one():
    reversed_items = {code: key for key, group in ASKED.result.groups.items() for code, item in group.items.items() if item.reverse}
    assert sorted(reversed_items) == ["E07", "E11", "E14", "F03", "F11", "G04", "M04", "M06", "S07", "S14"]
    assert set(reversed_items.values()) == set(ASKED.result.order)


def test_a_construct_is_asked_of_those_who_see_it_from_different_sides():
    asked = {}
    for key, group in ASKED.result.groups.items():
        for item in group.items.values():
            asked.setdefault(item.construct_, set()).add(key)
    assert asked["coordination"] == {"F", "E", "M"}
    assert asked["job_fit"] == {"S", "G", "E"}


def test_criteria_hold_their_indicators():
    assert isinstance(SYSTEM.criteria["V1"], Criterion)
