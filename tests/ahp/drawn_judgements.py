"""Judgements as tests draw them: rows as text, random triangles."""

import numpy as np
from hypothesis import strategies as st

HOUSE = (
    "1 5 3 7 6 6 1/3 1/4", "1/5 1 1/3 5 3 3 1/5 1/7", "1/3 3 1 6 3 4 6 1/5", "1/7 1/5 1/6 1 1/3 1/4 1/7 1/8",
    "1/6 1/3 1/3 3 1 1/2 1/5 1/6", "1/6 1/3 1/4 4 2 1 1/5 1/6", "3 5 1/6 7 5 5 1 1/2", "4 7 5 8 6 6 2 1",
)  # fmt: skip
SCALE = [1 / step for step in range(9, 1, -1)] + [float(step) for step in range(1, 10)]


def drawn(*rows):
    """A matrix from rows of whole numbers and fractions, `-` for a blank."""
    return np.array([[read(cell) for cell in row.split()] for row in rows])


def read(cell):
    over, _, under = cell.partition("/")
    return np.nan if cell == "-" else float(over) / float(under or 1)


def plain(matrix):
    """The matrix as a document has it, null for a blank."""
    return [[None if np.isnan(cell) else cell for cell in row] for row in matrix.tolist()]


def mirror(told, size):
    """A reciprocal matrix from the judgements above the diagonal, row by row."""
    matrix = np.ones((size, size))
    rows, columns = np.triu_indices(size, 1)
    matrix[rows, columns], matrix[columns, rows] = told, 1 / np.array(told)
    return matrix


def triangles(size):
    """Reciprocal matrices on the scale from 1/9 to 9."""
    pairs = size * (size - 1) // 2
    return st.lists(st.sampled_from(SCALE), min_size=pairs, max_size=pairs).map(lambda told: mirror(told, size))
