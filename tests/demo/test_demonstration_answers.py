from pathlib import Path

import numpy as np
import pytest

from iecscore.demo.answers import answer_rows
from iecscore.demo.cases import THIN_GROUPS
from iecscore.demo.members import School
from iecscore.demo.world import build_world
from iecscore.survey import NOT_KNOWN, ItemType, load_survey

WORLD = build_world()
SURVEY = load_survey(Path(__file__).parents[2] / "surveys" / "iec").result
ANSWERS = {community.code: answer_rows(SURVEY, community, 2025) for community in WORLD}
RATED = {code: item for group in SURVEY.groups.values() for code, item in group.items.items() if item.type is ItemType.RATING}


def answers_of(group):
    return [row for told in ANSWERS.values() for row in told[group]]


def test_answers_name_only_questions_of_the_questionnaire():
    for key, group in SURVEY.groups.items():
        fields = {field.code for field in group.fields}
        assert set().union(*answers_of(key)) <= fields


@pytest.mark.parametrize("group", "SGFEM")
def test_every_answer_is_one_the_question_offers(group):
    for code, item in SURVEY.groups[group].items.items():
        given = {row[code] for row in answers_of(group) if row.get(code) is not None} if item.type is not ItemType.SHARES else set()
        if item.type is ItemType.RATING:
            assert given - {NOT_KNOWN} <= {1, 2, 3, 4, 5}
            assert NOT_KNOWN not in given or NOT_KNOWN in SURVEY.options_of(item)
        elif item.type is ItemType.SINGLE:
            assert given <= set(item.options)
        elif item.type is ItemType.MULTI:
            assert all(set(codes) <= set(item.options) and 1 <= len(codes) <= item.most for codes in given)


def test_what_was_not_asked_is_not_answered():
    for row in answers_of("G"):
        assert ("G02" in row) == (row["G01"] in {"1", "2", "3", "4"})
    for row in answers_of("S"):
        assert ("S07" in row) == (row["SD5"] != "0")


def test_shares_of_activities_add_up_to_a_hundred():
    assert all(sum(row[f"M12{part}"] for part in "abcd") == 100 for row in answers_of("M"))


@pytest.mark.parametrize(("straight", "reversed_"), [("S05", "S07"), ("G03", "G04"), ("F02", "F03"), ("E10", "E11"), ("M01", "M04")])
def test_a_reversed_question_is_answered_the_other_way_round(straight, reversed_):
    pairs = [
        (row[straight], row[reversed_]) for row in answers_of(straight[0]) if straight in row and NOT_KNOWN not in (row[straight], row[reversed_])
    ]
    assert np.corrcoef(np.array(pairs, float).T)[0, 1] < -0.2


def test_some_answer_without_care_and_some_do_not_know():
    rows = [(group, row) for group in SURVEY.order for row in answers_of(group)]
    attention = {"S": ("SQ1", 2), "G": ("GQ1", 4), "F": ("FQ1", 5), "E": ("EQ1", 3), "M": ("MQ1", 1)}
    missed = sum(row[attention[group][0]] != attention[group][1] for group, row in rows) / len(rows)
    ratings = [row[code] for _, row in rows for code in RATED if code in row]
    assert 0.03 < missed < 0.1
    assert 0.015 < ratings.count(NOT_KNOWN) / len(ratings) < 0.05


def test_answers_are_kinder_where_quality_is_higher():
    for group, dimension in (("S", 0), ("F", 2), ("E", 2), ("M", 2)):
        codes = [
            code for code, item in RATED.items() if code.startswith(group) and not item.reverse and item.construct_ in {"wbl_quality", "coordination"}
        ]
        means = [np.mean([row[code] for row in ANSWERS[c.code][group] for code in codes if row.get(code) not in (None, NOT_KNOWN)]) for c in WORLD]
        assert np.corrcoef(means, [community.quality[dimension] for community in WORLD])[0, 1] > 0.8


def test_most_schools_are_answered_for_by_ten_people_and_a_few_by_less():
    counts = {}
    for community in WORLD:
        for row in ANSWERS[community.code]["F"]:
            counts[community.code, row["FD1"]] = counts.get((community.code, row["FD1"]), 0) + 1
    schools = {(c.code, seat.code) for c in WORLD for seat in c.seats if isinstance(seat.holder, School) and seat.holder.kind != "university"}
    enough = [counts[school] >= 10 for school in schools]
    assert 0.9 < np.mean(enough) < 1


def test_three_communities_stay_below_the_minimum_of_one_group():
    votes = {"S": "", "G": "", "F": "", "E": "ED2", "M": "MD0"}
    below = {
        (code, group)
        for code, told in ANSWERS.items()
        for group, voter in votes.items()
        if len({row[voter] for row in told[group]} if voter else told[group]) < SURVEY.groups[group].minimum.score
    }
    assert below == set(THIN_GROUPS.items())


def test_enterprises_name_several_schools_and_send_several_people():
    rows = answers_of("E")
    assert np.mean([len(row["ED6"]) > 1 for row in rows]) > 0.8
    assert any("其他" in row["ED2"] for row in rows)
    voters = [row["ED2"] for row in ANSWERS["C01"]["E"]]
    assert len(voters) > len(set(voters))


def test_earlier_rounds_have_fewer_answers():
    sizes = [sum(len(rows) for rows in answer_rows(SURVEY, WORLD[0], year).values()) for year in (2024, 2025)]
    assert 200 < sizes[0] < sizes[1] < 400
