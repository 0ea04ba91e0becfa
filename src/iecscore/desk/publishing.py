"""Let others see an evaluation, or take it back; each with a reason that is kept."""

from iecscore.desk.workspace import Workspace
from iecscore.problems import Misuse, error
from iecscore.store import PROVISIONAL, PUBLISHED, WITHDRAWN
from iecscore.values import Principal


def publish_evaluation(workspace: Workspace, principal: Principal, identity: str, reason: str, *, provisional: bool = False) -> None:
    """Let others see an evaluation; another one of the same level and round is withdrawn for it.

    Raises:
        Misuse: no reason, no such evaluation, or the principal may not.
    """
    why = _demand_reason(reason)
    state = PROVISIONAL if provisional else PUBLISHED
    with workspace.store.acting(principal) as repository:
        found = repository.load_evaluation(identity)
        if found is None:
            raise Misuse(error("dashboard.no_evaluation"))
        for other in repository.list_shown(found.options.level, int(found.options.round)):
            if other != found.id and (before := repository.load_evaluation(other)):
                repository.publish(before, WITHDRAWN, why)
                repository.record("withdraw evaluation", other, reason=why)
        repository.publish(found, state, why)
        repository.record("publish evaluation", found.id, state=state, reason=why)


def withdraw_evaluation(workspace: Workspace, principal: Principal, identity: str, reason: str) -> None:
    """Take an evaluation back, so that only those see it who see everything.

    Raises:
        Misuse: no reason, the evaluation is not published, or the principal may not.
    """
    why = _demand_reason(reason)
    with workspace.store.acting(principal) as repository:
        found = repository.load_evaluation(identity)
        state = repository.list_publications().get(found.id) if found else None
        if found is None or state is None or not state.shown:
            raise Misuse(error("dashboard.not_shown"))
        repository.publish(found, WITHDRAWN, why)
        repository.record("withdraw evaluation", found.id, reason=why)


def _demand_reason(reason: str) -> str:
    if not reason.strip():
        raise Misuse(error("dashboard.no_reason"))
    return reason.strip()[:1000]
