import hashlib
import re
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

from iecscore.demo.cases import IN_PARTS, ROUNDS, SMALL, UNTOLD_FINANCE
from iecscore.demo.codes import credit_code
from iecscore.demo.members import Firm, School
from iecscore.demo.records import community_records
from iecscore.demo.world import CITY, INDUSTRY, build_world

WORLD = build_world()
RECORDS = {(community.code, year): community_records(community, year) for community in WORLD for year in ROUNDS}
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def seats_of(kind):
    return [(seat, community) for community in WORLD for seat in community.seats if isinstance(seat.holder, kind)]


def weighted(code):
    return sum(ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17])) % 31


def test_there_are_fourteen_industry_communities_and_ten_city_consortia():
    assert [community.kind for community in WORLD] == ["industry"] * INDUSTRY + ["city"] * CITY == ["industry"] * 14 + ["city"] * 10
    assert len({community.name for community in WORLD}) == 24


def test_about_160_colleges_of_which_some_sit_in_two_communities():
    seats = [seat.holder.number for seat, _ in seats_of(School) if seat.holder.kind != "university"]
    assert 150 <= len(set(seats)) <= 170
    assert len(seats) - len(set(seats)) == 8
    assert {seat.holder.kind for seat, _ in seats_of(School)} == {"secondary_voc", "higher_voc", "voc_bachelor", "university"}


def test_some_enterprises_sit_in_two_communities():
    seats = Counter(seat.holder.number for seat, _ in seats_of(Firm))
    assert sum(count == 2 for count in seats.values()) == 4


def test_every_credit_code_ends_in_its_check_character():
    members = [row["uscc"] for records in RECORDS.values() for row in records["member"] if row["uscc"]]
    clients = [row["client_uscc"] for records in RECORDS.values() for row in records["project"] if row["client_uscc"] != "not_applicable"]
    assert len(set(members)) > 350
    assert all(re.fullmatch("[0-9A-HJ-NPQRTUWXY]{18}", code) for code in (*members, *clients))
    assert all(code[17] == ALPHABET[-weighted(code) % 31] for code in (*members, *clients))


def test_the_check_character_is_that_of_the_standard():
    # 91 440300 MA5ABCD12 with check character 7 is worked in GB 32100's own way: 31 - (weighted sum mod 31)
    assert weighted("91440300MA5ABCD12") == 31 - ALPHABET.index("7")
    assert credit_code("440300", 0)[:8] == "91440300"


def test_the_same_seed_tells_the_same_rows_in_another_process():
    told = (
        "import hashlib; from iecscore.demo.records import community_records; from iecscore.demo.world import build_world;"
        "print(hashlib.sha256(repr(community_records(build_world()[5], 2025)).encode()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert done.stdout.strip() == hashlib.sha256(repr(RECORDS["C06", 2025]).encode()).hexdigest()


def test_schools_lie_all_over_the_scale_of_quality():
    qualities = [seat.holder.quality for seat, _ in seats_of(School)]
    assert min(qualities) < 0.15
    assert max(qualities) > 0.85
    assert 0.15 < np.std(qualities) < 0.25


def test_the_qualities_of_a_community_go_together():
    qualities = np.array([community.quality for community in WORLD])
    assert np.corrcoef(qualities.T).min() > 0.7
    assert np.ptp(qualities, axis=0).min() > 0.5


def test_schools_tell_better_figures_where_they_are_better():
    seats = [(community, code, school) for community in WORLD for code, school in community.schools(2025)]
    rows = [next(row for row in RECORDS[community.code, 2025]["college_year"] if row["member_id"] == code) for community, code, _ in seats]
    shares = [row["n_grad_related"] / row["n_grad_employed"] for row in rows]
    assert np.corrcoef([school.quality for _, _, school in seats], shares)[0, 1] > 0.9


@pytest.mark.parametrize("number", [0, 9, 17])
def test_school_rows_keep_the_order_of_their_counts(number):
    for row in community_records(WORLD[number], 2024)["college_year"]:
        known = {column: figure for column, figure in row.items() if not isinstance(figure, str)}
        assert known["n_grad_related"] <= known["n_grad_employed"] <= known["n_graduates"] <= known["n_enrolled"]
        assert known.get("n_grad_prev_chain_1y", 0) <= known["n_grad_prev_chain"]
        assert known.get("n_teachers_in_service", 0) <= known["n_teachers_participating"] <= known["n_teachers"]
        assert known["hours_enterprise"] <= known["hours_total"]


def test_last_years_chain_graduates_are_told_the_same_next_year():
    before = {row["member_id"]: row["n_grad_chain"] for row in RECORDS["C03", 2024]["college_year"]}
    after = {row["member_id"]: row["n_grad_prev_chain"] for row in RECORDS["C03", 2025]["college_year"]}
    assert before == after


def test_an_organisation_in_two_communities_tells_both_the_same_facts():
    facts = ("n_enrolled", "n_graduates", "n_grad_employed", "n_grad_related", "n_teachers", "n_courses", "hours_total", "hours_enterprise")
    school = WORLD[0].schools(2025)[2][1]
    here, there = ({holder: code for code, holder in community.schools(2025)}[school] for community in WORLD[:2])
    told = [
        next(row for row in RECORDS[community, 2025]["college_year"] if row["member_id"] == code)
        for community, code in (("C01", here), ("C02", there))
    ]
    assert [told[0][fact] for fact in facts] == [told[1][fact] for fact in facts]
    assert told[0]["n_grad_chain"] != told[1]["n_grad_chain"]


def test_released_demand_stays_what_it_was_when_the_year_closes():
    released, closed = (
        {(row["occupation"], row["edu_level"]): row["n_posts_released"] for row in RECORDS["C04", year]["job_demand"] if row["year"] == 2025}
        for year in (2024, 2025)
    )
    assert released == closed
    assert all(row["n_posts_actual"] is None for row in RECORDS["C04", 2024]["job_demand"] if row["year"] == 2025)
    assert all(row["n_posts_actual"] is not None for row in RECORDS["C04", 2025]["job_demand"] if row["year"] == 2025)


@pytest.mark.parametrize(("table", "key"), [("ip", "ip_id"), ("need", "need_id"), ("standard", "item_id"), ("evidence", "evidence_id")])
def test_a_register_grows_and_keeps_what_was_told(table, key):
    for community in WORLD:
        before, after = ({row[key]: row for row in RECORDS[community.code, year][table]} for year in (2023, 2025))
        assert len(after) > len(before)
        for code, row in before.items():
            kept = {column for column, cell in row.items() if cell is not None and not isinstance(cell, str | float | int)}
            assert {column: after[code][column] for column in kept} == {column: row[column] for column in kept}


def test_members_who_left_keep_their_row_and_hand_in_nothing_more():
    gone = [(community, seat) for community in WORLD for seat in community.seats if seat.left]
    assert len(gone) > 10
    for community, seat in gone:
        for year in ROUNDS:
            records = RECORDS[community.code, year]
            row = next((row for row in records["member"] if row["member_id"] == seat.code), None)
            assert (row is not None) == seat.known_in(year)
            if year >= seat.left.year:
                assert row["left_on"] == seat.left
                assert all(told["member_id"] != seat.code for told in records["enterprise_year"])


def test_members_are_counted_as_their_rows_say():
    for (code, year), records in RECORDS.items():
        row, end = records["governance_year"][0], f"{year}-12-31"
        there = sum(str(member["joined_on"]) <= end and (member["left_on"] is None or str(member["left_on"]) > end) for member in records["member"])
        assert row["n_members_end"] == there + ((code, year) == ("C05", 2024))


def test_a_figure_is_missing_here_and_there_with_its_reason():
    for year in ROUNDS:
        told = [cell for community in WORLD for rows in RECORDS[community.code, year].values() for row in rows for cell in row.values()]
        reasons = Counter(cell for cell in told if cell in ("not_collected", "refused", "not_applicable") and isinstance(cell, str))
        assert {"not_collected", "refused"} <= set(reasons)
        assert sum(reasons.values()) < len(told) / 500


def test_one_community_could_not_collect_its_spending():
    untold = {code for (code, year), records in RECORDS.items() if year == 2025 and records["finance_year"][0]["exp_total"] == "not_collected"}
    assert untold == {UNTOLD_FINANCE}
    assert RECORDS[UNTOLD_FINANCE, 2024]["finance_year"][0]["exp_total"] > 0


def test_one_community_is_too_small_for_some_ratios():
    sizes = {code: len(records["platform"]) for (code, year), records in RECORDS.items() if year == 2025}
    assert [code for code, size in sizes.items() if size < 3] == [SMALL]
    assert IN_PARTS in sizes
