"""Which evaluation a page shows: the latest one visible of a level, or that of the round named in the address."""

from dataclasses import dataclass

from pydantic import Field

from iecscore.dashboard.visiting import Visit
from iecscore.desk.explaining import system_of
from iecscore.robustness.assessment import Assessment
from iecscore.store import Publication
from iecscore.system import System
from iecscore.system.closed import Closed, Key
from iecscore.values import Evaluation


@dataclass(frozen=True, slots=True)
class Chosen:
    """An evaluation as far as the visitor may see it, with its system, how sure its ranks are, how it stands, and which rounds there are."""

    evaluation: Evaluation
    system: System
    assessment: Assessment | None
    publication: Publication | None
    rounds: tuple[int, ...]


class OfLevel(Closed):
    """Whose evaluation a panel shows."""

    level: Key = Field(description="Level of the units, by its key in the system file")


def choose_evaluation(visit: Visit, level: str) -> Chosen | None:
    """The evaluation to show; nothing where none of the level is visible."""
    with visit.reading() as repository:
        made = repository.list_evaluations(level)
        asked = visit.query.get("round", "")
        chosen = next((item for item in made if str(item.year) == asked), made[0] if made else None)
        found = repository.load_evaluation(chosen.id) if chosen else None
        if found is None:
            return None
        rounds = tuple(sorted({item.year for item in made}, reverse=True))
        state = repository.list_publications().get(found.id)
        return Chosen(found, system_of(visit.workspace, found), repository.load_assessment(found.id), state, rounds)
