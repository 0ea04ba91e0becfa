"""Formulas computed over the tables, and the source cells of each figure."""

from iecscore.engine.tracing import TracedCell, describe_formula, trace_cells
from iecscore.engine.units import compute_units
from iecscore.engine.values import compute_values

__all__ = ["TracedCell", "compute_units", "compute_values", "describe_formula", "trace_cells"]
