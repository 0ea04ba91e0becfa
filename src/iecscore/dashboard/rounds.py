"""The choice of a round, on every page that shows an evaluation: a form of the browser's own, so that the choice is an address."""

from typing import Final

from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen, Offer
from iecscore.dashboard.picking import ask_by_address, pick
from iecscore.dashboard.visiting import Visit
from iecscore.report.wording import word_way
from iecscore.store import PROVISIONAL, PUBLISHED
from iecscore.text import say

ROUND: Final = "round"


def choose_round(visit: Visit, chosen: Chosen) -> Component | None:
    """The rounds that the visitor may see, and of a round with several evaluations each of them; nothing where there is no choice."""
    if len(chosen.offers) <= 1:
        return None
    listed = [(offer.address, _name(visit, offer, chosen)) for offer in chosen.offers]
    kept = {name: told for name, told in visit.query.items() if name != ROUND}
    return ask_by_address(visit, [pick(ROUND, say("Show round", visit.language), listed, chosen.address)], kept)


def _name(visit: Visit, offer: Offer, chosen: Chosen) -> str:
    """The year; where a round was evaluated several times also how, and where it is not simply published how it stands."""
    options, several = offer.made.options, sum(other.made.year == offer.made.year for other in chosen.offers) > 1
    told = [str(offer.made.year)]
    told += [word_way(options, visit.language), offer.made.id[:7]] if several else []
    told += [word_state(visit, offer.state)] if offer.state != PUBLISHED else []
    return " · ".join(told)


def word_state(visit: Visit, state: str) -> str:
    """How an evaluation stands towards others."""
    if state == PUBLISHED:
        return say("published", visit.language)
    if state == PROVISIONAL:
        return say("provisional", visit.language)
    return say("withdrawn", visit.language) if state else say("not published", visit.language)
