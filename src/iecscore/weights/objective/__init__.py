"""Weights of criteria from the data alone, as plain functions on a decision matrix, each as its paper has it."""

from iecscore.weights.objective.columns import Weighed
from iecscore.weights.objective.dispersion import (
    SCALINGS,
    weigh_by_angle,
    weigh_by_conflict,
    weigh_by_deviation,
    weigh_by_entropy,
    weigh_by_inequality,
    weigh_by_log_change,
    weigh_by_variation,
    weigh_equally,
)
from iecscore.weights.objective.removal import weigh_by_losses, weigh_by_losses_and_entropy, weigh_by_removal

__all__ = [
    "SCALINGS",
    "Weighed",
    "weigh_by_angle",
    "weigh_by_conflict",
    "weigh_by_deviation",
    "weigh_by_entropy",
    "weigh_by_inequality",
    "weigh_by_log_change",
    "weigh_by_losses",
    "weigh_by_losses_and_entropy",
    "weigh_by_removal",
    "weigh_by_variation",
    "weigh_equally",
]
