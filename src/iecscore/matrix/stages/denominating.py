"""Divide indicators by what makes units comparable."""

from collections.abc import Sequence

import numpy as np

from iecscore.values import Floats


def denominate(columns: Floats, denominators: Floats, by: Sequence[int | None], factors: Floats) -> Floats:
    """Each column times its factor, divided by the denominator it names; a column that names none stays as it is [becker2022].

    `columns` is (units, indicators), `denominators` (units, denominators). A value whose denominator is a gap, or is not above 0, becomes a gap:
    a figure per nothing, or per less than nothing, means nothing.
    """
    under = np.column_stack([np.ones(len(columns)) if place is None else denominators[:, place] for place in by])
    usable = under > 0
    scaled = columns * np.array([1.0 if place is None else factor for place, factor in zip(by, factors, strict=True)])
    return np.where(usable, scaled / np.where(usable, under, 1.0), np.nan)
