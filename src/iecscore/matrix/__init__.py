"""The matrix: build, missing, normalise."""

from iecscore.matrix.building import build_matrix, lay_shares, mark_accepted
from iecscore.matrix.chain import Chained, Round, looks_at_rounds, run_chain
from iecscore.matrix.chain_scenarios import ChainedScenarios, ScenarioChain, lay_chain
from iecscore.matrix.goalposts import normalise, score_values
from iecscore.matrix.missing import Dues, Marks, fill_owed, find_dues, lower

__all__ = [
    "Chained",
    "ChainedScenarios",
    "Dues",
    "Marks",
    "Round",
    "ScenarioChain",
    "build_matrix",
    "fill_owed",
    "find_dues",
    "lay_chain",
    "lay_shares",
    "looks_at_rounds",
    "lower",
    "mark_accepted",
    "normalise",
    "run_chain",
    "score_values",
]
