"""Check a whole system: what no single key can tell by itself."""

from iecscore.problems import Problem
from iecscore.system.checking_chain import check_chains
from iecscore.system.checking_crosses import check_crosses
from iecscore.system.checking_formulas import check_formulas
from iecscore.system.checking_indicators import check_indicators
from iecscore.system.checking_levels import check_levels
from iecscore.system.checking_robustness import check_robustness
from iecscore.system.checking_roles import check_roles
from iecscore.system.checking_tables import check_tables
from iecscore.system.checking_trees import check_trees
from iecscore.system.loading_files import Sources
from iecscore.system.model import System


def check_system(system: System, sources: Sources) -> tuple[Problem, ...]:
    """Every fault of a system whose files all follow their schema; without any, notes on columns whose role is not true."""
    faults = (
        *check_tables(system, sources),
        *check_indicators(system, sources),
        *check_levels(system, sources),
        *check_trees(system, sources),
        *check_chains(system, sources),
        *check_crosses(system, sources),
        *check_robustness(system, sources),
        *check_formulas(system, sources),
    )
    return faults or tuple(check_roles(system, sources))
