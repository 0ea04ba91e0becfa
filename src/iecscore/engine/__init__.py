"""Formulas computed over the tables, and the source cells of each figure."""

from iecscore.engine.units import compute_units
from iecscore.engine.values import compute_values

__all__ = ["compute_units", "compute_values"]
