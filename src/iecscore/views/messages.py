"""What to remember of a round, in a few sentences that say no more than the scenarios carry."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from iecscore.robustness.assessment import Assessment, UnitDoubt
from iecscore.robustness.neighbours import SURE
from iecscore.scoring import WITH_TIERS
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation, RankRow
from iecscore.views.naming import name_league, name_tier

FEW: Final = 2
NAMED: Final = 4


def tell_round(evaluation: Evaluation, system: System, assessment: Assessment | None, language: str) -> Iterator[str]:
    """Three to six sentences: who is ranked, which tiers hold, who may be first, which neighbours can be told apart, what the data cover."""
    ranked = [row for row in evaluation.ranking if row.rank is not None]
    words = {"ranked": len(ranked), "all": len(evaluation.ranking)}
    if len(ranked) < len(evaluation.ranking):
        yield say("{ranked} of {all} units are ranked; the ranking says why the others are not.", language, **words)
    else:
        yield say("All {all} units are ranked.", language, **words)
    doubts = {unit.unit: unit for unit in assessment.units} if assessment else {}
    yield from _tell_tiers(evaluation, system, ranked, doubts if assessment else None, language)
    if assessment is None:
        yield say("Nobody has asked yet how sure these ranks are; read tiers and ranks with that in mind.", language)
    else:
        yield from _tell_first(evaluation, system, ranked, doubts, language)
        yield from _tell_pairs(assessment, language)
    yield from _tell_coverage(evaluation.ranking, language)


def _tell_tiers(
    evaluation: Evaluation, system: System, ranked: Sequence[RankRow], doubts: Mapping[str, UnitDoubt] | None, language: str
) -> Iterator[str]:
    """The best tier, and whose tier might be another; a method with a scale of its own has none."""
    level = evaluation.options.level
    if evaluation.options.method not in WITH_TIERS:
        yield say("The method has a scale of its own: there are no tiers, and scores are not compared with those of other methods.", language)
        return
    top = next((tier.key for tier in system.levels[level].tiers), "")
    held = [row for row in ranked if row.tier == top]
    words = {"count": len(held), "ranked": len(ranked), "tier": name_tier(system, level, top, language)}
    if doubts is None:
        yield say("{count} of {ranked} ranked units are in tier “{tier}”.", language, **words)
        return
    sure, unsure = sum(_keeps(row, doubts) for row in held), sum(not _keeps(row, doubts) for row in ranked)
    told = say("{count} of {ranked} ranked units are in tier “{tier}”, {sure} of them in nearly all scenarios.", language, **words, sure=sure)
    rest = say("The tier of {unsure} units would be another one in more than 5 % of scenarios.", language, unsure=unsure)
    yield say("{cause} {remedy}", language, cause=told, remedy=rest) if unsure else told


def _keeps(row: RankRow, doubts: Mapping[str, UnitDoubt]) -> bool:
    """Whether a unit stays in its tier in nearly all scenarios."""
    return row.unit in doubts and dict(doubts[row.unit].tiers).get(row.tier, 0.0) >= SURE


def _tell_first(evaluation: Evaluation, system: System, ranked: Sequence[RankRow], doubts: Mapping[str, UnitDoubt], language: str) -> Iterator[str]:
    """Who is first in nearly all scenarios, or who may be; by group while these are few, else in how many groups anybody is."""
    leagues = sorted({row.league for row in ranked if row.rank == 1})
    leaders = {league: [row.unit for row in ranked if row.league == league and row.rank == 1] for league in leagues}
    sure = {league: units[0] for league, units in leaders.items() if len(units) == 1 and _leads(units[0], doubts)}
    if len(leagues) > FEW:
        many = {"sure": len(sure), "all": len(leagues)}
        yield say("In {sure} of {all} groups one unit is first in nearly all scenarios; in the others the first place is open.", language, **many)
        return
    for league in leagues:
        words = {"league": name_league(system, evaluation.options.level, league, language)}
        if league in sure:
            yield say("{league}: {unit} is first in nearly all scenarios.", language, unit=sure[league], **words)
        else:
            yield say("{league}: who is first cannot be told; {names} may be.", language, names=_list_first(league, doubts, language), **words)


def _leads(unit: str, doubts: Mapping[str, UnitDoubt]) -> bool:
    return unit in doubts and doubts[unit].first >= SURE


def _list_first(league: tuple[str, ...], doubts: Mapping[str, UnitDoubt], language: str) -> str:
    """Those whose interval begins with the first place, the likeliest first; the rest by their number."""
    found = sorted((item for item in doubts.values() if item.league == league and item.low == 1), key=lambda item: (-item.first, item.unit))
    told = [item.unit for item in found[:NAMED]]
    more = [say("{count} more", language, count=len(found) - NAMED)] if len(found) > NAMED else []
    return say(", ", language).join([*told, *more])


def _tell_pairs(assessment: Assessment, language: str) -> Iterator[str]:
    pairs = [pair for pair in assessment.pairs if pair.neighbours]
    if pairs:
        words = {"all": len(pairs), "sure": sum(pair.ahead >= SURE for pair in pairs)}
        yield say("Of {all} pairs of neighbours the order of {sure} can be relied on; the others are to be read as level.", language, **words)


def _tell_coverage(rows: Sequence[RankRow], language: str) -> Iterator[str]:
    """How much of the data is there, and of how many units some is not."""
    short = [row for row in rows if row.coverage < 1]
    if short:
        least = f"{min(row.coverage for row in short):.0%}"
        yield say("Of {count} units some indicators are missing; the lowest coverage is {least}.", language, count=len(short), least=least)
    elif rows:
        yield say("No indicator of any unit is missing.", language)
