"""What a demonstration needs before its pages are served: evaluations that others see, and an account of each role."""

import secrets
from collections.abc import Iterator, Mapping

from iecscore.cli.screen import write_line
from iecscore.dashboard.specification import Dashboard
from iecscore.desk.people import add_user
from iecscore.desk.publishing import publish_evaluation
from iecscore.desk.workspace import Workspace
from iecscore.text import say
from iecscore.values import Principal, Sight


def publish_demo(workspace: Workspace, principal: Principal, language: str) -> None:
    """Let others see the latest evaluation of every round and level."""
    with workspace.store.reading(principal) as repository:
        made = repository.list_evaluations()
    latest = {(item.level, item.year): item.id for item in reversed(made)}
    for identity in latest.values():
        publish_evaluation(workspace, principal, identity, say("shown in the demonstration", language))


def welcome(workspace: Workspace, principal: Principal, dashboards: Mapping[str, Dashboard], language: str) -> None:
    """An account of each role, its password told once."""
    write_line(say("One account of each role; the passwords are shown this once:", language))
    width = max(map(len, dashboards))
    for role, scope in list_roles(workspace, principal, dashboards):
        password = secrets.token_urlsafe(12)
        add_user(workspace, principal, role, role, scope, password)
        write_line(f"  {role:<{width}}  {password}  {dashboards[role].name.say(language)} {scope}".rstrip())


def list_roles(workspace: Workspace, principal: Principal, dashboards: Mapping[str, Dashboard]) -> Iterator[tuple[str, str]]:
    """Each role with its scope: of one that sees its own unit the first unit of its level."""
    for role, dashboard in sorted(dashboards.items()):
        yield role, _find_unit(workspace, principal, dashboard) if dashboard.sees is Sight.OWN else ""


def _find_unit(workspace: Workspace, principal: Principal, dashboard: Dashboard) -> str:
    told = (panel.options.get("level") for page in dashboard.pages for panel in page.panels)
    level = next(str(level) for level in told if level)
    with workspace.store.reading(principal) as repository:
        found = repository.load_evaluation(repository.list_evaluations(level)[0].id)
    assert found  # noqa: S101 - it was listed in the same reading
    return min(unit.code for unit in found.units)
