"""Rows about demand: released a year ahead, and later what came of it."""

from collections import Counter
from datetime import date
from typing import Final

import numpy as np

from iecscore.demo.cases import LAST_ROUND
from iecscore.demo.facts import takes_part
from iecscore.demo.members import draw
from iecscore.demo.programmes import Programme, programmes_for
from iecscore.demo.rosters import Record
from iecscore.demo.teaching import programmes_in
from iecscore.demo.world import Community

PROMPT_FROM: Final = 0.35
WANTED_MORE: Final = {"sec": 0.55, "hv": 1.0, "vb": 1.7, "pg": 1.2}


def demand_rows(community: Community, year: int) -> list[Record]:
    """Demand of this year, closed, and of the next, released."""
    return [row for demand_year in (year, year + 1) for row in _demand_of(community, demand_year, closed=demand_year <= year)]


def _demand_of(community: Community, year: int, *, closed: bool) -> list[Record]:
    """Posts by programme: the better talent is planned for, the nearer to what schools supply."""
    dice, talent = draw(33, community.number, year), community.level_in(year)[0]
    wanted = programmes_for(community.trade.programmes)
    supply = _supply(community, min(year, LAST_ROUND))
    near = float(np.clip(1.25 * talent - 0.12, 0, 0.95))
    free = draw(34, community.number).dirichlet([0.7] * len(wanted)) * [WANTED_MORE[item.level] for item in wanted]
    shares = near * np.array([supply[item.code] for item in wanted]) / sum(supply.values()) + (1 - near) * free / free.sum()
    away = float(dice.normal(0, 0.95 * (1.05 - talent)))
    total = sum(supply.values()) * float(np.clip(np.exp(away), 0.35, 3))
    return [
        _demand_line(community, year, rank, item, int(total * share), closed=closed)
        for rank, (item, share) in enumerate(zip(wanted, shares, strict=True))
    ]


def _supply(community: Community, year: int) -> Counter[str]:
    """Graduates of the programmes that take part, by the programme asked for in their stead."""
    known = {(item.level, item.field): item.code for item in programmes_for(community.trade.programmes)}
    codes = {item.code for item in programmes_for(community.trade.programmes)}
    found: Counter[str] = Counter()
    for _, school in community.schools(year):
        for item in programmes_in(school, year):
            if takes_part(community, item):
                programme = item.programme
                found[programme.code if programme.code in codes else known[programme.level, programme.field]] += item.graduates
    return found


def _demand_line(community: Community, year: int, rank: int, item: Programme, posts: int, *, closed: bool) -> Record:
    dice, levels = draw(35, community.number, year, rank), community.level_in(year)
    segments = community.trade.segments
    error = float(dice.normal(0, 0.9 - 0.83 * levels[0]))
    released = max(2, posts)
    return {
        "year": year,
        "release_date": date(year - 1, 10, 15) if levels[2] > PROMPT_FROM else date(year - 1, 12, 20),
        "occupation": item.post,
        "program_class": item.code[:4],
        "edu_level": item.level,
        "chain_segment": segments[rank % len(segments)],
        "n_posts_released": released,
        "n_posts_actual": max(0, int(released * (1 + error))) if closed else None,
        "n_source_enterprises": int(dice.integers(2, 10)),
    }
