"""Mean consistency index of random reciprocal matrices, by size, as published, and what it is where judgements are left blank."""

from typing import Final

from iecscore.problems import Misuse, error

FIRST_SIZE: Final = 3
RANDOM_INDICES: Final = {
    "alonso-lamata": (0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854, 1.5140, 1.5365, 1.5551, 1.5713, 1.5838),
    "saaty-1980": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
    "saaty-2005": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
    "donegan-dodd": (0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497, 1.4643, 1.4822, 1.4969),
    "tummala-ling": (0.5799, 0.8921, 1.1159, 1.2358, 1.3322, 1.3952, 1.4537, 1.4882, 1.5117, 1.5356, 1.5571, 1.5714, 1.5831),
}


def random_index(name: str, size: int) -> float:
    """The index for a matrix of `size` children, 3 to 15.

    Raises:
        Misuse: no such table, or no entry for so many children.
    """
    if name not in RANDOM_INDICES:
        raise Misuse(error("rank.unknown_choice", option="random_index", given=name, known=", ".join(RANDOM_INDICES)))
    table = RANDOM_INDICES[name]
    if size >= FIRST_SIZE + len(table):
        raise Misuse(error("weights.too_many_children", size=size, most=FIRST_SIZE + len(table) - 1))
    return table[size - FIRST_SIZE]


def count_spare(size: int, blanks: int) -> int:
    """How many judgements there are beyond the size - 1 that any weights need: only these can contradict."""
    return (size - 1) * (size - 2) // 2 - blanks


def fit_index(index: str | float, size: int, blanks: int) -> float:
    """The index for a matrix of `size` with so many pairs left blank: RI (1 - 2 m / ((n - 1)(n - 2))) [agoston2022].

    A number stands for itself. Matrices that cannot contradict themselves, of two or with no judgement to spare, have 0.

    Raises:
        Misuse: see `random_index`.
    """
    spare = count_spare(size, blanks)
    if size < FIRST_SIZE or spare <= 0:
        return 0.0
    return random_index(index, size) * spare / count_spare(size, 0) if isinstance(index, str) else float(index)
