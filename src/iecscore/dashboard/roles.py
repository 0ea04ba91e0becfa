"""Which roles there are, and what scope each of them takes."""

from collections.abc import Iterator, Mapping

from iecscore.dashboard.specification import Dashboard
from iecscore.desk.workspace import Workspace, operator
from iecscore.problems import Misuse, error
from iecscore.sheets import fold_code
from iecscore.system.loading_names import offer_names
from iecscore.values import Sight


def check_role(dashboards: Mapping[str, Dashboard], role: str, scope: str) -> None:
    """Refuse a role that has no dashboard, or a scope that does not go with it.

    Raises:
        Misuse: no such role; a unit is needed and not named; the role takes no scope.
    """
    if role not in dashboards:
        raise Misuse(error("dashboard.unknown_role", **offer_names(role, dashboards)))
    told = dashboards[role]
    if told.sees is Sight.OWN and not scope:
        raise Misuse(error("dashboard.no_scope", role=role))
    if scope and told.sees is not Sight.OWN and not told.scope:
        raise Misuse(error("dashboard.no_such_scope", role=role))


def find_scope(workspace: Workspace, dashboard: Dashboard, scope: str, *, new_unit: bool = False) -> str:
    """A scope as it is written in the data: the code of a unit, or of a dictionary.

    A `new_unit` has handed in nothing yet; where nobody has, every unit is new.

    Raises:
        Misuse: there is no such unit or code.
    """
    if not scope:
        return ""
    known = set(_list_units(workspace, dashboard)) if dashboard.sees is Sight.OWN else set(_list_codes(workspace, dashboard))
    folded = {fold_code(code): code for code in known}
    if fold_code(scope) in folded:
        return folded[fold_code(scope)]
    if known and not (new_unit and dashboard.sees is Sight.OWN):
        code = "dashboard.unknown_unit" if dashboard.sees is Sight.OWN else "dashboard.unknown_scope"
        raise Misuse(error(code, column=dashboard.scope, **offer_names(scope, sorted(known))))
    return scope


def _list_units(workspace: Workspace, dashboard: Dashboard) -> Iterator[str]:
    """The units of every round, of the levels that the pages show."""
    levels = {panel.options.get("level") for page in dashboard.pages for panel in page.panels} - {None}
    with workspace.store.reading(operator()) as repository:
        for year in repository.list_rounds():
            yield from (unit.code for unit in repository.load_units(year) if not levels or unit.level in levels)


def _list_codes(workspace: Workspace, dashboard: Dashboard) -> Iterator[str]:
    """The codes of the column's dictionary; none where it has no dictionary."""
    table, _, name = dashboard.scope.partition(".")
    column = workspace.system.tables[table].columns[name]
    yield from workspace.system.dictionaries[column.dictionary].codes if column.dictionary else ()
