"""Compare a figure worked out by hand with the program's."""

from dataclasses import dataclass
from typing import Final

from iecscore.arithmetic.evaluating import evaluate_arithmetic

TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was expected, what came, and whether the two agree."""

    text: str
    expected: float | str | None
    actual: float | str | None
    agrees: bool


def compare(expected: str, actual: float | None, tolerance: float = TOLERANCE) -> Comparison:
    """Compare arithmetic text with a figure, to the tolerance relative to figures above 1; `none` expects no figure."""
    if expected.strip().lower() == "none":
        return Comparison(expected, None, actual, actual is None)
    figure = evaluate_arithmetic(expected)
    agrees = actual is not None and abs(figure - actual) <= tolerance * max(1.0, abs(figure))
    return Comparison(expected, figure, actual, agrees)


def compare_word(expected: str, actual: str) -> Comparison:
    """Compare a status, a reason or a yes or no."""
    return Comparison(expected, expected, actual, expected == actual)
