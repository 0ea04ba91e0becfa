"""The matrix: build, missing, normalise."""

from iecscore.matrix.building import build_matrix, mark_accepted
from iecscore.matrix.goalposts import normalise, score_values
from iecscore.matrix.missing import Marks, fill_owed, mark_owed

__all__ = ["Marks", "build_matrix", "fill_owed", "mark_accepted", "mark_owed", "normalise", "score_values"]
