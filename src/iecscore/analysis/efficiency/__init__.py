"""Data envelopment analysis: how much units make of what they use, compared with the best of them."""

from iecscore.analysis.efficiency.bootstrap import REPLICATIONS, Trusted, bootstrap_efficiency, find_bandwidth
from iecscore.analysis.efficiency.evaluating import Efficiency, evaluate_efficiency
from iecscore.analysis.efficiency.layout import CONSTANT, INPUT, NEITHER, OUTPUT, VARIABLE
from iecscore.analysis.efficiency.malmquist import Change, Distances, follow_productivity
from iecscore.analysis.efficiency.model import MODELS, ORIENTATIONS, RADIAL, RETURNS, SLACKS, SUPER_RADIAL, SUPER_SLACKS
from iecscore.analysis.efficiency.production import Production, check_production
from iecscore.analysis.efficiency.radial import measure_radial
from iecscore.analysis.efficiency.remarks import least_units
from iecscore.analysis.efficiency.returns import Scale

__all__ = [
    "CONSTANT",
    "INPUT",
    "MODELS",
    "NEITHER",
    "ORIENTATIONS",
    "OUTPUT",
    "RADIAL",
    "REPLICATIONS",
    "RETURNS",
    "SLACKS",
    "SUPER_RADIAL",
    "SUPER_SLACKS",
    "VARIABLE",
    "Change",
    "Distances",
    "Efficiency",
    "Production",
    "Scale",
    "Trusted",
    "bootstrap_efficiency",
    "check_production",
    "evaluate_efficiency",
    "find_bandwidth",
    "follow_productivity",
    "least_units",
    "measure_radial",
]
