"""What every scoring method answers to degenerate input: the declared table, which the tests hold it to and the documentation prints.

An outcome is `scores`; `note: ...` (scores, with a note that begins so); `undefined` (`null` scores, rank 1 shared, a note); or `refused: code place`.
"""

from dataclasses import dataclass, field

BASE = {"matrix": [[3, 8, 4], [9, 2, 7], [5, 5, 5], [7, 6, 2]], "weights": [0.5, 0.3, 0.2], "types": [-1, 1, 1]}
SCORES, UNDEFINED = "scores", "undefined"


def with_cells(**more):
    """The base document with other values."""
    return BASE | more


CASES = {
    "a zero among benefits": with_cells(matrix=[[3, 8, 4], [9, 0, 7], [5, 5, 5], [7, 6, 2]]),
    "a zero among costs": with_cells(matrix=[[0, 8, 4], [9, 2, 7], [5, 5, 5], [7, 6, 2]]),
    "a column of zeros": with_cells(matrix=[[3, 0, 4], [9, 0, 7], [5, 0, 5], [7, 0, 2]]),
    "a negative value": with_cells(matrix=[[3, 8, 4], [9, -2, 7], [5, 5, 5], [7, 6, 2]]),
    "a negative mean": with_cells(matrix=[[3, -8, 4], [9, -2, 7], [5, -5, 5], [7, -6, 2]]),
    "a constant column": with_cells(matrix=[[3, 5, 4], [9, 5, 7], [5, 5, 5], [7, 5, 2]]),
    "identical rows": with_cells(matrix=[[3, 8, 4]] * 4),
    "identical up to rounding": with_cells(matrix=[[0.3, 8, 4], [0.1 + 0.2, 8, 4]]),
    "nothing but zeros": with_cells(matrix=[[0, 0, 0], [0, 0, 0]], types=[1, 1, 1]),
    "one alternative": with_cells(matrix=[[3, 8, 4]]),
    "one criterion": {"matrix": [[3], [9], [5], [7]], "weights": [1], "types": [1]},
    "a weight of zero": with_cells(weights=[0.6, 0, 0.4]),
    "a zero cost of weight zero": with_cells(matrix=[[0, 8, 4], [9, 2, 7], [5, 5, 5], [7, 6, 2]], weights=[0, 0.6, 0.4]),
    "benefits only": with_cells(types=[1, 1, 1]),
    "costs only": with_cells(types=[-1, -1, -1]),
    "worst in everything": with_cells(matrix=[[3, 8, 4], [9, 2, 1], [5, 5, 5], [7, 6, 2]]),
    "all weights zero": with_cells(weights=[0, 0, 0]),
}
