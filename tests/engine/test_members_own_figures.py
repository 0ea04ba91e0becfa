"""A member's figure is made of its own rows; it lies in the club it is told of in."""

import shutil
from pathlib import Path

import pytest

from engine.drawn_club import club, club_system, measure, tell
from iecscore.engine import compute_units
from iecscore.system import load_system

RATIO = "sum(work.hours) / nullif(sum(work.n), 0)"
LIBRARY = Path(__file__).parents[1] / "systems" / "indicators" / "library"


def work(*rows, columns="member_id year hours n", **options):
    return tell("work", columns, *rows, **options)


def own(formula, *rows, **attributes):
    return measure(formula, *rows, level="fellow", **({"levels": ["club", "fellow"]} | attributes))


def test_a_member_is_measured_by_its_own_rows():
    values = own(RATIO, *club("M1", "M2"), work(("M1", 2025, 10, 1), ("M2", 2025, 10, 5)))
    assert {code: (value.value, value.coverage) for code, value in values.items()} == {"U1/M1": (10.0, 1.0), "U1/M2": (2.0, 1.0)}


def test_a_member_that_told_nothing_has_no_value_and_hurts_nobody():
    values = own(RATIO, *club("M1", "M2"), work(("M1", 2025, 10, 1)))
    assert [(value.value, value.reason, value.coverage) for value in values.values()] == [(10.0, "", 1.0), (None, "not_submitted", 0.0)]


def test_rows_the_club_tells_of_a_member_are_the_members():
    deals = tell("deal", "deal_id member_id year sum", ("D1", "M1", 2025, 6), ("D2", None, 2025, 99), ("D3", "M3", 2025, 50))
    values = own("sum(deal.sum) / nullif(sum(work.n), 0)", *club("M1", "M2"), deals, work(("M1", 2025, 1, 2), ("M2", 2025, 1, 2)))
    assert {code: value.value for code, value in values.items()} == {"U1/M1": 3.0, "U1/M2": 0.0}


def test_a_member_with_an_incomplete_row_is_covered_by_the_rest_of_its_own():
    courses = tell("course", "course member_id year places", *((f"C{number}", "M1", 2025, 5) for number in range(4)), ("C9", "M1", 2025, None))
    assert own("sum(course.places)", *club("M1"), courses).coverage == 0.8


def test_reasons_of_a_member_are_its_own():
    rows = work(("M1", 2025, None, 2), ("M2", 2025, None, 2), reasons={(0, "hours"): "not_applicable"})
    values = own(RATIO, *club("M1", "M2"), rows)
    assert [(str(value.status), value.accepted) for value in values.values()] == [("not_applicable", True), ("missing", False)]


def test_the_clubs_own_row_comes_along():
    values = own("sum(work.n) / nullif(club.seats, 0)", *club("M1", seats=8), work(("M1", 2025, 1, 4)))
    assert values.value == 0.5


def test_years_of_a_member_are_its_own():
    values = own(RATIO, *club("M1", "M2"), work(("M1", 2025, 10, 1), ("M1", 2024, 10, 4), ("M2", 2025, 10, 5)), window=2)
    assert [value.years for value in values.values()] == [(2024, 2025), (2025,)]


def test_the_first_round_of_the_club_excuses_its_members():
    value = own("sum(previous.work.n)", *club("M1"), work(("M1", 2025, 1, 4)))
    assert (value.reason, value.accepted) == ("no_earlier_round", True)


def test_a_formula_over_rows_of_nobody_is_refused_for_members(tmp_path):
    shutil.copytree(LIBRARY, tmp_path / "library")
    file = tmp_path / "library" / "criteria" / "R1_means.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("levels: [library]\n") == 1
    file.write_text(text.replace("levels: [library]\n", "levels: [library, branch]\n"), encoding="utf-8")
    read = load_system(tmp_path / "library")
    told = [problem.words for problem in read.problems if problem.code == "formula.not_of_members"]
    assert (read.result, told) == (None, [{"table": "wish", "level": "branch"}])


def units(*rows, level="fellow", year=2025):
    return compute_units(club_system({"K.1": RATIO}), level, year, rows)


def test_members_of_the_kind_are_units_in_their_club():
    rows = (*club("M2", "M1", ("M3", "guest")), *club("M1", unit="U2", kind="village"))
    found = [(unit.code, unit.parent, unit.member, unit.profile, unit.league) for unit in units(*rows)]
    assert found == [
        ("U1/M1", "U1", "M1", "town", ("full", "town")),
        ("U1/M2", "U1", "M2", "town", ("full", "town")),
        ("U2/M1", "U2", "M1", "village", ("full", "village")),
    ]


@pytest.mark.parametrize(
    ("joined", "left", "there"), [("2026-01-01", None, 0), ("2025-12-31", None, 1), (None, "2025-12-31", 0), (None, "2026-01-01", 1)]
)
def test_who_left_or_has_not_joined_is_no_unit(joined, left, there):
    days = [day and tell("club", "c", (day,)).rows[0][0] for day in (joined, left)]
    assert len(units(*club(("M1", "full", *days)))) == there


def test_members_of_a_club_that_told_nothing_of_itself_have_no_profile():
    (unit,) = units(club("M1")[1])
    assert (unit.code, unit.profile, unit.league) == ("U1/M1", "", ("full", ""))


def test_a_club_listed_twice_is_one_unit_and_counts_its_rows_once():
    twice = tell("club", "club_id kind seats", ("X9", "village", 5), ("U1", "town", 10))
    (unit,) = units(twice, level="club")
    assert (unit.code, unit.name, unit.profile) == ("U1", "U1", "town")
    assert measure("sum(work.n) / nullif(club.seats, 0)", twice, club("M1")[1], work(("M1", 2025, 1, 4))).value == 0.4


def test_a_club_without_a_row_of_its_own_is_no_unit():
    assert units(club("M1")[1], level="club") == ()


def test_units_are_those_of_the_round():
    assert [unit.code for unit in units(*club("M1", year=2024), *club("M1", unit="U2"), level="club")] == ["U2"]


def test_a_member_listed_twice_does_not_double_its_rows():
    listed = tell("member", "member_id type", ("M1", "full"), ("M1", "guest"))
    assert measure("sum(work.n) filter (where member.type <> 'x')", club()[0], listed, work(("M1", 2025, 1, 4))).value == 4.0
