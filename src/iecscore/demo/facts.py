"""What schools and enterprises would report: facts of the organisation, and facts of its part in a community."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from iecscore.demo.programmes import Programme, programmes_of
from iecscore.demo.world import Community, Firm, School, draw

SIDE_FIELDS = ("commerce", "accounting")
FIRST_YEAR = 2023


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """A programme of a school in a year."""

    programme: Programme
    enrolled: int
    graduates: int
    status: str
    chain: bool


@cache
def programmes_in(school: School, year: int) -> tuple[ProgrammeFacts, ...]:
    """The programmes a school runs in a year: those of its trade, and some that are not."""
    runs = [item for field in school.fields for item in programmes_of(field, school.kind)]
    side = [item for field in SIDE_FIELDS for item in programmes_of(field, school.kind)]
    chosen = [(item, True) for item in runs] + [(item, False) for item in side]
    weights = draw(20, school.number).dirichlet([6.0 if chain else 3.0 * (1.4 - school.quality) for _, chain in chosen])
    growth = 1 + 0.02 * (year - FIRST_YEAR)
    return tuple(
        _programme(school, year, rank, item, chain=chain, students=school.enrolled * growth * float(weight))
        for rank, ((item, chain), weight) in enumerate(zip(chosen, weights, strict=True))
    )


def _programme(school: School, year: int, rank: int, item: Programme, *, chain: bool, students: float) -> ProgrammeFacts:
    dice = draw(21, school.number, year, rank)
    enrolled = max(24, int(students))
    graduates = int(enrolled * dice.uniform(0.27, 0.33))
    moved = dice.random() < 0.10 + 0.14 * school.quality
    status = str(dice.choice(["new", "upgraded", "upgraded", "suspended"])) if moved and rank else "continued"
    return ProgrammeFacts(item, enrolled, graduates, status, chain)


@cache
def school_facts(school: School, year: int) -> dict[str, int]:
    """What a school reports the same wherever it takes part."""
    dice, q = draw(22, school.number, year), _risen(school.quality, year)
    items = programmes_in(school, year)
    enrolled, graduates = sum(item.enrolled for item in items), sum(item.graduates for item in items)
    employed = _share(graduates, 0.82 + 0.14 * q, dice)
    teachers = max(12, int(enrolled / dice.uniform(16, 20)))
    courses = 40 + 8 * len(items) + int(dice.integers(0, 20))
    hours = courses * int(dice.integers(60, 75))
    return {
        "n_enrolled": enrolled,
        "n_graduates": graduates,
        "n_grad_employed": employed,
        "n_grad_related": _share(employed, 0.45 + 0.42 * q, dice),
        "n_teachers": teachers,
        "n_dual_teachers": _share(teachers, 0.45 + 0.35 * q, dice),
        "n_courses": courses,
        "n_courses_joint": _share(courses, 0.08 + 0.5 * q, dice),
        "n_courses_joint_textbook": _share(courses, 0.04 + 0.4 * q, dice),
        "hours_total": hours,
        "hours_enterprise": _share(hours, 0.06 + 0.3 * q, dice),
    }


def membership_facts(community: Community, school: School, year: int) -> dict[str, int | float]:
    """What a school reports of its part in one community."""
    dice, facts, q = draw(23, community.number, school.number, year), school_facts(school, year), _risen(school.quality, year)
    taking_part = max(4, _share(facts["n_teachers"], 0.3 + 0.25 * q, dice))
    before = chain_graduates(community, school, year - 1)
    return {
        "n_grad_chain": chain_graduates(community, school, year),
        "n_grad_prev_chain": before,
        "n_grad_prev_chain_1y": _share(before, 0.45 + 0.45 * q, dice),
        "n_teachers_participating": taking_part,
        "n_teachers_in_service": _share(taking_part, 0.08 + 0.5 * q, dice),
        "n_pathway_students": _share(facts["n_enrolled"], 0.03 + 0.35 * q, dice),
        "n_composite_students": _share(facts["n_enrolled"], 0.04 + 0.42 * q, dice),
        "exp_community": round(float(facts["n_enrolled"]) * dice.uniform(0.02, 0.06), 2),
    }


@cache
def chain_graduates(community: Community, school: School, year: int) -> int:
    """Graduates of a school who entered the community's chain."""
    dice = draw(24, community.number, school.number, year)
    return _share(school_facts(school, year)["n_grad_related"], 0.25 + 0.4 * _risen(school.quality, year), dice)


def firm_facts(community: Community, firm: Firm, year: int) -> dict[str, int | float]:
    """What an enterprise reports for a year."""
    dice, q = draw(25, firm.number, year), _risen(firm.quality, year)
    employees = max(6, int(firm.employees * (1 + 0.03 * (year - FIRST_YEAR))))
    posts = int(employees * (0.006 + 0.055 * q) * dice.uniform(0.8, 1.2)) + 1
    hours = round(employees * (1.5 + 16 * q) * float(dice.uniform(0.7, 1.2)), 1)
    return {
        "n_employees": employees,
        "n_intern_posts": posts,
        "n_intern_posts_mentored": _share(posts, 0.7 + 0.28 * q, dice),
        "n_interns_hosted": _share(posts, 0.6 + 0.35 * q, dice),
        "n_mentors": min(employees, max(1, posts // 4)),
        "n_hired_graduates": _hired(community, firm, year),
        "train_person_hours": hours,
        "train_person_hours_online": round(hours * float(dice.uniform(0.1, 0.62)), 1),
        "cash_input": round(float(employees * (0.004 + 0.05 * q) * dice.uniform(0.5, 1.6)), 2),
        "inkind_input": round(float(employees * (0.004 + 0.03 * q) * dice.uniform(0.4, 1.8)), 2),
    }


def _hired(community: Community, firm: Firm, year: int) -> int:
    total = sum(chain_graduates(community, school, year) for _, school in community.schools)
    everyone = sum(item.employees**0.5 for _, item in community.firms)
    return int(total * firm.employees**0.5 / everyone)


def _risen(quality: float, year: int) -> float:
    return min(0.98, max(0.02, quality + 0.02 * (year - 2025)))


def _share(total: int, share: float, dice: np.random.Generator) -> int:
    return min(total, max(0, int(total * min(1.0, max(0.0, share + dice.normal(0, 0.03))))))
