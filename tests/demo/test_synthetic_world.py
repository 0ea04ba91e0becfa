import re

import pytest

from iecscore.demo.codes import credit_code
from iecscore.demo.records import community_records
from iecscore.demo.world import CITY, INDUSTRY, build_world

WORLD = build_world()
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def weighted(code):
    return sum(ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17])) % 31


def test_there_are_fourteen_industry_communities_and_ten_city_consortia():
    assert [community.kind for community in WORLD] == ["industry"] * INDUSTRY + ["city"] * CITY == ["industry"] * 14 + ["city"] * 10


def test_about_160_colleges_of_which_some_sit_in_two_communities():
    seats = [school.number for community in WORLD for _, school in community.schools if school.kind != "university"]
    assert 150 <= len(set(seats)) <= 170
    assert len(seats) - len(set(seats)) == 8


def test_every_credit_code_ends_in_its_check_character():
    codes = [firm.code for community in WORLD for _, firm in community.firms] + [row["client_uscc"] for row in community_records(WORLD[0], 2025)["project"]]
    assert all(re.fullmatch("[0-9A-HJ-NPQRTUWXY]{18}", code) for code in codes)
    assert all(code[17] == ALPHABET[(31 - weighted(code)) % 31] for code in codes)


def test_the_check_character_is_that_of_the_standard():
    # 91 440300 MA5ABCD12 with check character 7 is worked in GB 32100's own way: 31 - (weighted sum mod 31)
    assert weighted("91440300MA5ABCD12") == 31 - ALPHABET.index("7")
    assert credit_code("440300", 0)[:8] == "91440300"


def test_the_same_seed_tells_the_same_rows():
    again = build_world()
    assert community_records(again[5], 2025) == community_records(WORLD[5], 2025)


@pytest.mark.parametrize("number", [0, 9, 17])
def test_school_rows_keep_the_order_of_their_counts(number):
    for row in community_records(WORLD[number], 2025)["college_year"]:
        assert row["n_grad_related"] <= row["n_grad_employed"] <= row["n_graduates"] <= row["n_enrolled"]
        assert row["n_grad_prev_chain_1y"] <= row["n_grad_prev_chain"]
        assert row["n_teachers_in_service"] <= row["n_teachers_participating"] <= row["n_teachers"]
        assert row["hours_enterprise"] <= row["hours_total"]


def test_last_years_chain_graduates_are_told_the_same_next_year():
    before = {row["member_id"]: row["n_grad_chain"] for row in community_records(WORLD[2], 2024)["college_year"]}
    after = {row["member_id"]: row["n_grad_prev_chain"] for row in community_records(WORLD[2], 2025)["college_year"]}
    assert before == after


def test_a_school_in_two_communities_tells_both_the_same_facts():
    neighbour, community = WORLD[0], WORLD[1]
    shared = next(school for _, school in community.schools if school in [item for _, item in neighbour.schools])
    told = [
        next(row for code, row in zip([c for c, _ in where.schools], community_records(where, 2025)["college_year"], strict=True) if dict(where.schools)[code] is shared)
        for where in (neighbour, community)
    ]
    assert told[0]["n_enrolled"] == told[1]["n_enrolled"]
    assert told[0]["n_grad_chain"] != told[1]["n_grad_chain"]


def test_released_demand_stays_what_it_was_when_the_year_closes():
    released = {row["occupation"]: row["n_posts_released"] for row in community_records(WORLD[3], 2024)["job_demand"] if row["year"] == 2025}
    closed = {row["occupation"]: row["n_posts_released"] for row in community_records(WORLD[3], 2025)["job_demand"] if row["year"] == 2025}
    assert released == closed
    assert all(row["n_posts_actual"] is None for row in community_records(WORLD[3], 2024)["job_demand"] if row["year"] == 2025)


def test_the_qualities_of_a_community_go_together():
    talent, technology, operation = zip(*(community.quality for community in WORLD), strict=True)
    assert _correlation(talent, technology) > 0.5
    assert _correlation(talent, operation) > 0.5


def _correlation(left, right):
    import numpy as np

    return np.corrcoef(left, right)[0, 1]
