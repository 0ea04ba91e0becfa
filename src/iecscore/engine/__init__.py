"""Formulas computed over the tables, and the source cells of each figure."""

from iecscore.engine.behind import Behind, NumberCell, Reading, look_behind
from iecscore.engine.reporting import Due, Reported, check_reported, list_due
from iecscore.engine.selection import select_rows
from iecscore.engine.tracing import TracedCell, describe_formula, trace_cells
from iecscore.engine.units import compute_units
from iecscore.engine.values import compute_values
from iecscore.system import members_of_part

__all__ = [
    "Behind",
    "Due",
    "NumberCell",
    "Reading",
    "Reported",
    "TracedCell",
    "check_reported",
    "compute_units",
    "compute_values",
    "describe_formula",
    "list_due",
    "look_behind",
    "members_of_part",
    "select_rows",
    "trace_cells",
]
