"""What stands beside the score, never inside it: how sides go together, and how far activity comes from within."""

from iecscore.analysis.coupling import Coupled, couple_sides, couple_sides_modified
from iecscore.analysis.momentum import Momentum, measure_momentum

__all__ = ["Coupled", "Momentum", "couple_sides", "couple_sides_modified", "measure_momentum"]
