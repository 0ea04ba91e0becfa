"""Let others see an evaluation, or take it back; each with a reason that is kept."""

from iecscore.desk.workspace import Workspace
from iecscore.problems import Misuse, error
from iecscore.store import PROVISIONAL, PUBLISHED, WITHDRAWN
from iecscore.values import Principal


def publish_evaluation(
    workspace: Workspace, principal: Principal, identity: str, reason: str, *, provisional: bool = False, replace: bool = False
) -> None:
    """Let others see an evaluation; with `replace` in place of another one of the same level and round, which is withdrawn for it.

    Raises:
        Misuse: no reason, no such evaluation, another one is shown and is not to be replaced, or the principal may not.
    """
    why = _demand_reason(reason)
    state = PROVISIONAL if provisional else PUBLISHED
    with workspace.store.acting(principal) as repository:
        found = repository.load_evaluation(identity)
        if found is None:
            raise Misuse(error("dashboard.no_evaluation"))
        others = [item for item in repository.list_shown(found.options.level, int(found.options.round)) if item != found.id]
        if others and not replace:
            raise Misuse(error("dashboard.would_replace", shown=others[0][:12], round=found.options.round))
        for other in others:
            if before := repository.load_evaluation(other):
                repository.publish(before, WITHDRAWN, f"→ {found.id[:12]}: {why}")
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
