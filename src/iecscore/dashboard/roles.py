"""Which roles there are, and what scope each of them takes."""

from collections.abc import Mapping

from iecscore.dashboard.specification import Dashboard
from iecscore.problems import Misuse, error
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
