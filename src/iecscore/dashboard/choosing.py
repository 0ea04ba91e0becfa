"""Which evaluation a page shows: the latest one visible of a level, or that of the round named in the address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from pydantic import Field

from iecscore.dashboard.visiting import Visit
from iecscore.desk.explaining import system_of
from iecscore.robustness.assessment import Assessment
from iecscore.store import Publication
from iecscore.store.evaluations import Made
from iecscore.system import System
from iecscore.system.closed import Closed, Key
from iecscore.values import Evaluation

SHORT: Final = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """An evaluation one may turn to: what the address says of it after `round=`, and how it stands towards others."""

    address: str
    made: Made
    state: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """An evaluation as far as the visitor may see it, with its system, how sure its ranks are, how it stands, and which others there are."""

    evaluation: Evaluation
    system: System
    assessment: Assessment | None
    publication: Publication | None
    offers: tuple[Offer, ...] = ()

    @property
    def address(self) -> str:
        """What the address says of this evaluation after `round=`."""
        return next((offer.address for offer in self.offers if offer.made.id == self.evaluation.id), self.evaluation.options.round)


class OfLevel(Closed):
    """Whose evaluation a panel shows."""

    level: Key = Field(description="Level of the units, by its key in the system file")


class OfLevels(Closed):
    """Whose evaluations a panel may show; the first level is shown where the address names none. Options in `COLUMNS` name columns."""

    COLUMNS: ClassVar[tuple[str, ...]] = ()
    levels: tuple[Key, ...] = Field(min_length=1, description="Levels of units, by their keys in the system file")

    def pick(self, visit: Visit) -> str:
        """The level that the address names, if it is one of these."""
        asked = visit.query.get("level", "")
        return asked if asked in self.levels else self.levels[0]


def choose_evaluation(visit: Visit, level: str) -> Chosen | None:
    """The evaluation to show; nothing where none of the level is visible."""
    with visit.reading() as repository:
        made, states = repository.list_evaluations(level), repository.list_publications()
        offers = tuple(_list_offers(made, states))
        chosen = _pick(offers, visit.query.get("round", "")) or (made[0] if made else None)
        found = repository.load_evaluation(chosen.id) if chosen else None
        if found is None:
            return None
        return Chosen(found, system_of(visit.workspace, found), repository.load_assessment(found.id), states.get(found.id), offers)


def _list_offers(made: Sequence[Made], states: Mapping[str, Publication]) -> Iterator[Offer]:
    """The latest round first; of a round the latest evaluation goes by its year, any other by year and the beginning of its id."""
    seen: set[int] = set()
    for item in sorted(made, key=lambda told: -told.year):
        state = states.get(item.id)
        yield Offer(f"{item.year}.{item.id[:SHORT]}" if item.year in seen else str(item.year), item, state.state if state else "")
        seen.add(item.year)


def _pick(offers: Sequence[Offer], asked: str) -> Made | None:
    """The evaluation an address names; where it is of another level or gone, the latest of its round."""
    named = {offer.address: offer.made for offer in offers}
    return named.get(asked) or named.get(asked.partition(".")[0])
