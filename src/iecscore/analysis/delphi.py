"""What a Delphi panel says of each item, and how much authority it has."""

from dataclasses import dataclass

import numpy as np

from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Opinions:
    """For each item (items,): mean, standard deviation (n - 1), coefficient of variation, share of full marks, and how many rated it."""

    mean: Floats
    sd: Floats
    cv: Floats
    full_mark_ratio: Floats
    answered: Floats


@dataclass(frozen=True, slots=True)
class Authority:
    """Ca, of the grounds of judgement; Cs, of familiarity; Cr, their mean."""

    ca: float
    cs: float
    cr: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The boundary rule: least mean and full-mark ratio, largest CV, and of how many of the three each item falls short (items,)."""

    mean: float
    full_mark_ratio: float
    cv: float
    failed: Floats


def summarise_ratings(ratings: Floats, full_mark: float) -> Opinions:
    """Ratings (experts, items), NaN where an expert is silent; `full_mark` is the top of the scale, whether or not anybody gave it [wang2011].

    An item nobody rated has NaN throughout; one rater gives no deviation; a mean of 0 gives no CV.
    """
    there = ~np.isnan(ratings)
    answered = there.sum(axis=0).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(there, ratings, 0).sum(axis=0) / answered
        squares = np.where(there, ratings - mean, 0) ** 2
        sd = np.where(answered > 1, np.sqrt(squares.sum(axis=0) / (answered - 1)), np.nan)
        return Opinions(mean, sd, np.where(mean == 0, np.nan, sd / mean), (ratings == full_mark).sum(axis=0) / answered, answered)


def find_limits(opinions: Opinions) -> Limits:
    """Mean and full-mark ratio less one standard deviation (n - 1) over the items, CV plus one: the boundary rule (界值法) of Delphi studies.

    An undefined figure fails nothing; with fewer than two items there are no limits (NaN).
    """
    mean, full, cv = (_centre(values, side) for values, side in ((opinions.mean, -1), (opinions.full_mark_ratio, -1), (opinions.cv, 1)))
    failed = (opinions.mean < mean) + 0.0 + (opinions.full_mark_ratio < full) + (opinions.cv > cv)
    return Limits(mean, full, cv, np.asarray(failed, dtype=np.float64))


def _centre(values: Floats, side: int) -> float:
    told = values[~np.isnan(values)]
    return float(told.mean() + side * told.std(ddof=1)) if len(told) > 1 else np.nan


def weigh_authority(experts: int, judgement_basis: Floats, familiarity: Floats) -> Authority:
    """Authority from tables (rows, 2) of [count, score]: Σ count x score / experts; the grounds of an expert add up over several rows [zeng1994]."""
    ca, cs = (float((table[:, 0] * table[:, 1]).sum() / experts) for table in (judgement_basis, familiarity))
    return Authority(ca, cs, (ca + cs) / 2)
