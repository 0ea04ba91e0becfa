"""Look at an evaluation under other weights; nothing is stored, and nothing comes into force."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from iecscore.desk.explaining import system_of
from iecscore.desk.workspace import Workspace
from iecscore.problems import Misuse, error
from iecscore.robustness.ground import stand_on
from iecscore.robustness.reweighing import Reweighed, Trial, reweigh, set_up, take_moved
from iecscore.system import System
from iecscore.values import Evaluation, Principal, Sight

KEPT: Final = 8


@dataclass(frozen=True, slots=True)
class Explored:
    """An evaluation, the system it was made by, the weights that were moved, and its units under them."""

    evaluation: Evaluation
    system: System
    moved: Mapping[str, float]
    found: Reweighed


def explore_weights(workspace: Workspace, principal: Principal, identity: str, told: Mapping[str, object]) -> Explored:
    """The units of an evaluation where some dimensions and criteria have other weights, told in per cent of their parent.

    Raises:
        Misuse: the evaluation is not seen whole, or not there; weights that are none, or leave a node without any.
    """
    if principal.sight is not Sight.ALL:
        raise Misuse(error("store.not_yours"))
    with workspace.store.reading(principal) as repository:
        evaluation = repository.load_evaluation(identity) if identity else None
    if evaluation is None:
        raise Misuse(error("dashboard.no_evaluation"))
    trial = _set(_Asked(evaluation.id, lambda: set_up(stand_on(system_of(workspace, evaluation), evaluation))))
    moved = take_moved(trial, told)
    return Explored(evaluation, trial.ground.system, moved, reweigh(trial, moved))


@dataclass(frozen=True, slots=True)
class _Asked:
    """An evaluation by its id, which is a digest of all it was made of, and how it is made ready where it is not yet."""

    identity: str
    make: Callable[[], Trial] = field(compare=False)


@lru_cache(maxsize=KEPT)
def _set(asked: _Asked) -> Trial:
    return asked.make()
