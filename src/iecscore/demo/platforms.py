"""Rows about joint platforms and bases."""

from functools import cache
from typing import Final

from iecscore.demo.cases import FIRST_ROUND, SMALL
from iecscore.demo.members import Firm, School, draw, limit
from iecscore.demo.rosters import Record
from iecscore.demo.world import Community

KINDS: Final = (
    ("industrial_college", "产业学院"),
    ("practice_base", "实践教学基地"),
    ("transfer_platform", "成果转化中心"),
    ("lab", "联合实验室"),
)
HELD: Final = {"secondary_voc": (2, 5), "higher_voc": (2, 5), "voc_bachelor": (3, 5), "university": (1, 3)}
HELD_BY_FIRMS: Final = 0.2


@cache
def platform_rows(community: Community, year: int) -> tuple[Record, ...]:
    """A row a platform whose owner is still a member."""
    owners: list[tuple[str, School | Firm]] = [*community.schools(year), *(item for item in community.firms(year) if not item[1].dormant)]
    held = [(code, owner, rank) for code, owner in owners[: 2 if community.code == SMALL else None] for rank in range(_held(community, code, owner))]
    return tuple(_platform_row(community, year, code, owner, rank) for code, owner, rank in held)


def _held(community: Community, code: str, owner: School | Firm) -> int:
    if community.code == SMALL:
        return 1
    dice = draw(36, community.number, *map(ord, code))
    return int(dice.integers(*HELD[owner.kind])) if isinstance(owner, School) else int(dice.random() < HELD_BY_FIRMS)


def _platform_row(community: Community, year: int, code: str, owner: School | Firm, rank: int) -> Record:
    lasting, dice = (draw(37, community.number, *map(ord, code), rank, *more) for more in ((), (year,)))
    _, technology, operation = community.level_in(year)
    lift = owner.lift if isinstance(owner, School) else 0.0
    kind, word = KINDS[(rank + int(lasting.integers(0, 4))) % len(KINDS)]
    available = int(lasting.integers(1500, 4400))
    used = int(available * min(0.97, max(0.04, 0.16 + 0.72 * limit(operation + lift) + float(dice.normal(0, 0.06)))))
    return {
        "platform_id": f"{community.code}-P-{code}{rank + 1}",
        "year": year,
        "platform_name": f"{community.trade.name}{word}（{code}-{rank + 1}）",
        "platform_type": kind,
        "owner_member_id": code,
        "asset_value": round(float(lasting.lognormal(5.7, 0.7)) * (1 + 0.05 * (year - FIRST_ROUND)), 2),
        "hours_available": available,
        "hours_used": used,
        "hours_used_nonowner": int(used * min(0.9, max(0.0, 0.02 + 0.62 * limit(operation + 0.6 * lift) + float(dice.normal(0, 0.05))))),
        "n_enterprises_served": int(dice.poisson(0.8 + 5.5 * limit(technology + lift))),
        "ownership_agreement": bool(lasting.random() < 0.22 + 0.8 * limit(operation + lift)),
    }
