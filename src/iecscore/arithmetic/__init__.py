"""Worked cases: figures an expert works out as arithmetic text, compared with what the program computes; knows nothing of the engine."""

from iecscore.arithmetic.cases import KINDS, Case, Expectation, Told
from iecscore.arithmetic.comparing import TOLERANCE, Comparison, compare, compare_word
from iecscore.arithmetic.evaluating import FUNCTIONS, evaluate_arithmetic
from iecscore.arithmetic.reading import CasesRead, read_cases

__all__ = [
    "FUNCTIONS",
    "KINDS",
    "TOLERANCE",
    "Case",
    "CasesRead",
    "Comparison",
    "Expectation",
    "Told",
    "compare",
    "compare_word",
    "evaluate_arithmetic",
    "read_cases",
]
