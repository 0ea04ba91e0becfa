"""Rows about demand and pathways."""

from datetime import date
from functools import cache
from typing import Any, TypeAlias

from iecscore.demo.facts import programmes_in
from iecscore.demo.programmes import programmes_for
from iecscore.demo.world import Community, draw

Record: TypeAlias = dict[str, Any]


def demand_rows(community: Community, year: int) -> list[Record]:
    """Demand of this year, closed, and of the next, released."""
    return [row for demand_year in (year, year + 1) for row in _demand_of(community, demand_year, closed=demand_year <= year)]


def _demand_of(community: Community, year: int, *, closed: bool) -> list[Record]:
    dice = draw(32, community.number, year)
    talent = community.level_in(year)[0]
    supply = sum(item.graduates for _, school in community.schools for item in programmes_in(school, year) if item.chain)
    wanted = programmes_for(community.trade.programmes)
    spread = dice.dirichlet([1.2 + 6 * talent if item.level == "hv" else 0.8 + 2 * talent for item in wanted])
    total = supply * (0.75 + 0.6 * talent + dice.normal(0, 0.08))
    return [
        _demand_line(community, year, rank, item.code, item.name, item.level, int(total * share) + 2, closed=closed)
        for rank, (item, share) in enumerate(zip(wanted, spread, strict=True))
    ]


def _demand_line(community: Community, year: int, rank: int, code: str, name: str, level: str, posts: int, *, closed: bool) -> Record:
    dice = draw(33, community.number, year, rank)
    error = dice.normal(0, 0.55 - 0.4 * community.level_in(year)[0])
    return {
        "year": year,
        "release_date": date(year - 1, 10, 15) if community.level_in(year)[2] > 0.3 else date(year - 1, 12, 20),  # noqa: PLR2004
        "occupation": f"{name.removesuffix('技术')}岗位",
        "program_class": code[:4],
        "edu_level": level,
        "chain_segment": community.trade.segments[rank % len(community.trade.segments)],
        "n_posts_released": posts,
        "n_posts_actual": max(0, int(posts * (1 + error))) if closed else None,
        "n_source_enterprises": int(dice.integers(3, 10)),
    }


@cache
def pathway_rows(community: Community, year: int) -> list[Record]:
    """Agreements between schools of neighbouring levels."""
    kind_of = {code: school.kind for code, school in community.schools}
    order = {"secondary_voc": ("sec", 0), "higher_voc": ("hv", 1), "voc_bachelor": ("vb", 2), "university": ("pg", 3)}
    pairs = [(low, high) for low in kind_of for high in kind_of if order[kind_of[high]][1] - order[kind_of[low]][1] == 1]
    talent = community.level_in(year)[0]
    return [
        {
            "pathway_id": f"{community.code}-T{rank + 1:02d}",
            "year": year,
            "from_member_id": low,
            "to_member_id": high,
            "from_level": order[kind_of[low]][0],
            "to_level": order[kind_of[high]][0],
            "joint_curriculum_map": bool((dice := draw(41, community.number, rank, year)).random() < 0.3 + 0.65 * talent),
            "credit_recognition": bool(dice.random() < 0.3 + 0.65 * talent),
            "n_students": int(dice.integers(30, 180)),
        }
        for rank, (low, high) in enumerate(pairs[: 3 + community.number % 5])
    ]
