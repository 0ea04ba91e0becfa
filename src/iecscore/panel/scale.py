"""The scale of pairwise judgements: 1 to 9, and the other way round 1/2 to 1/9."""

import math
import unicodedata
from typing import Final

TOP: Final = 9
STEPS: Final = (*(str(step) for step in range(TOP, 0, -1)), *(f"1/{step}" for step in range(2, TOP + 1)))
_SCALE: Final = {text: 1 / float(text.removeprefix("1/")) if "/" in text else float(text) for text in STEPS}
ROUNDED: Final = 2e-3


def read_step(told: object) -> float | None:
    """The value of a judgement as people write it (`3`, `1/3`, `1／3`, `0.333`); none where it is not on the scale."""
    if isinstance(told, bool):
        return None
    if isinstance(told, str):
        text = unicodedata.normalize("NFKC", told).replace(" ", "").replace("⁄", "/")
        return _SCALE[text] if text in _SCALE else _near(_number(text))
    return _near(told) if isinstance(told, int | float) else None


def write_step(value: float) -> str:
    """A value of the scale as people write it."""
    return min(STEPS, key=lambda text: abs(_SCALE[text] - value))


def _near(number: float) -> float | None:
    if not abs(number) <= TOP + 1:
        return None
    return next((step for step in _SCALE.values() if math.isclose(step, number, rel_tol=ROUNDED)), None)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
