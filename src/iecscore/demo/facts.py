"""What schools and enterprises would report: facts of the organisation, and facts of its part in a community."""

from functools import cache
from typing import Final

import numpy as np

from iecscore.demo.cases import FIRST_ROUND, LAST_ROUND
from iecscore.demo.members import Firm, School, draw, limit
from iecscore.demo.teaching import ProgrammeFacts, programmes_in
from iecscore.demo.world import Community

INPUT_BY_SIZE: Final = {"large": 1.5, "medium": 0.9, "small": 0.4, "micro": 0.12}
DECLARED_PARTNERS: Final = 0.12
HUGE: Final = 5000


def risen(quality: float, year: int) -> float:
    """A quality in a year: a little better each year."""
    return limit(quality + 0.02 * (year - LAST_ROUND))


def share(total: float, part: float, dice: np.random.Generator, noise: float = 0.03) -> int:
    """A count that is about that part of a total, and never more."""
    return int(total * min(1.0, max(0.0, part + float(dice.normal(0, noise)))))


@cache
def school_facts(school: School, year: int) -> dict[str, int]:
    """What a school reports the same wherever it takes part."""
    dice, lasting, q = draw(24, school.number, year), draw(25, school.number), risen(school.quality, year)
    items = programmes_in(school, year)
    enrolled, graduates = sum(item.enrolled for item in items), sum(item.graduates for item in items)
    employed = share(graduates, 0.8 + 0.15 * q, dice)
    teachers = max(12, int(enrolled / lasting.uniform(16, 20)))
    courses = 30 + 14 * len(items) + int(lasting.integers(0, 20))
    hours = int(enrolled / 40 * lasting.uniform(430, 560))
    return {
        "n_enrolled": enrolled,
        "n_graduates": graduates,
        "n_grad_employed": employed,
        "n_grad_related": share(employed, 0.42 + 0.48 * q, dice),
        "n_teachers": teachers,
        "n_dual_teachers": share(teachers, 0.4 + 0.4 * q, dice),
        "n_courses": courses,
        "n_courses_joint": share(courses, 0.04 + 0.56 * q, dice),
        "n_courses_joint_textbook": share(courses, 0.02 + 0.46 * q, dice),
        "hours_total": hours,
        "hours_enterprise": share(hours, 0.01 + 0.33 * q, dice),
    }


def takes_part(community: Community, item: ProgrammeFacts) -> bool:
    """Whether a programme serves the community's chain."""
    return item.programme.field in community.trade.programmes


@cache
def membership_facts(community: Community, school: School, year: int) -> dict[str, int | float]:
    """What a school reports of its part in one community."""
    key = (community.number, school.number)
    dice, lasting = draw(26, *key, year), draw(27, *key)
    facts, q = school_facts(school, year), risen(school.quality, year)
    inside = sum(item.enrolled for item in programmes_in(school, year) if takes_part(community, item)) / facts["n_enrolled"]
    taking_part = max(12, share(facts["n_teachers"] * inside, lasting.uniform(0.26, 0.42), dice, 0.01))
    before = chain_graduates(community, school, year - 1)
    return {
        "n_grad_chain": chain_graduates(community, school, year),
        "n_grad_prev_chain": before,
        "n_grad_prev_chain_1y": share(before, 0.4 + 0.55 * q, dice),
        "n_teachers_participating": taking_part,
        "n_teachers_in_service": share(taking_part, 0.02 + 0.52 * q, dice),
        "n_pathway_students": share(facts["n_enrolled"], (0.02 + 0.4 * q) * (0.5 + 0.5 * inside), dice, 0.02),
        "n_composite_students": share(facts["n_enrolled"], (0.02 + 0.5 * q) * (0.4 + 0.6 * inside), dice, 0.02),
        "exp_community": round(float(facts["n_enrolled"]) * inside * lasting.uniform(0.01, 0.05), 2),
    }


@cache
def chain_graduates(community: Community, school: School, year: int) -> int:
    """Graduates of a school who entered the community's chain."""
    dice = draw(28, community.number, school.number, year)
    items = programmes_in(school, year)
    inside = sum(item.graduates for item in items if takes_part(community, item)) / max(1, sum(item.graduates for item in items))
    return share(school_facts(school, year)["n_grad_related"] * inside, 0.2 + 0.32 * risen(school.quality, year), dice, 0.02)


@cache
def firm_facts(community: Community, firm: Firm, year: int) -> dict[str, int | float]:
    """What an enterprise reports for a year; a dormant one only how many people it has."""
    dice, lasting, q = draw(29, firm.number, community.number, year), draw(30, firm.number), risen(firm.quality, year)
    employees = max(4, int(firm.employees * (1 + 0.03 * (year - FIRST_ROUND))))
    active = 0.0 if firm.dormant else 1.0
    posts = int(active * (employees * (0.004 + 0.062 * q) * dice.uniform(0.85, 1.15) + 0.7))
    hours = round(active * employees * (0.6 + 16.5 * q) * float(dice.uniform(0.75, 1.15)), 1)
    means = active * (1 + 62 * q) * INPUT_BY_SIZE[firm.size] * float(lasting.uniform(0.7, 1.4)) * (1 + (employees > HUGE))
    return {
        "n_employees": employees,
        "n_intern_posts": posts,
        "n_intern_posts_mentored": share(posts, 0.65 + 0.33 * q, dice),
        "n_interns_hosted": share(posts, 0.75 + 0.25 * q, dice),
        "n_mentors": min(employees, -(-posts // 4)),
        "n_hired_graduates": _hired(community, firm, year),
        "train_person_hours": hours,
        "train_person_hours_online": round(hours * float(dice.uniform(0.1, 0.62)), 1),
        "cash_input": round(means * float(dice.uniform(0.5, 0.9)), 2),
        "inkind_input": round(means * float(dice.uniform(0.2, 0.9)), 2),
    }


def _hired(community: Community, firm: Firm, year: int) -> int:
    total = sum(chain_graduates(community, school, year) for _, school in community.schools(year))
    everyone = sum(item.employees for _, item in community.firms(year) if not item.dormant)
    return 0 if firm.dormant else int(total * (1 - DECLARED_PARTNERS) * firm.employees / everyone)
