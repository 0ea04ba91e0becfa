"""The matrix: build, missing, normalise."""

from iecscore.matrix.building import build_matrix, mark_accepted
from iecscore.matrix.chain import Chained, Round, looks_at_rounds, run_chain
from iecscore.matrix.goalposts import normalise, score_values
from iecscore.matrix.missing import Marks, fill_owed, mark_owed

__all__ = [
    "Chained",
    "Marks",
    "Round",
    "build_matrix",
    "fill_owed",
    "looks_at_rounds",
    "mark_accepted",
    "mark_owed",
    "normalise",
    "run_chain",
    "score_values",
]
