"""The methods we take from pymcdm, each after published cases and our own formula agree; its faults are kept out here.

pymcdm is imported where it is called: it brings matplotlib.
"""

import numpy as np

from iecscore.values import Floats


def score_vector_topsis(columns: Floats, weights: Floats, types: Floats) -> Floats:
    """Classical TOPSIS, vector normalisation, observed ideals, closeness in [0, 1] (Hwang & Yoon 1981).

    `columns` (alternatives, criteria) without NaN; a column of zeros tells nobody apart and is left out (pymcdm: NaN).
    Where all alternatives are alike the closeness is NaN.
    """
    from pymcdm.methods import TOPSIS  # noqa: PLC0415
    from pymcdm.normalizations import vector_normalization  # noqa: PLC0415

    kept = np.abs(columns).max(axis=0) > 0
    with np.errstate(invalid="ignore"):
        return np.asarray(TOPSIS(vector_normalization)(columns[:, kept], weights[kept], types[kept], validation=False))


def score_weighted_sum(columns: Floats, weights: Floats, types: Floats) -> Floats:
    """Weighted sum with linear normalisation: x / max for benefits, min / x for costs (Fishburn 1967); all values positive."""
    from pymcdm.methods import WSM  # noqa: PLC0415
    from pymcdm.normalizations import linear_normalization  # noqa: PLC0415

    return np.asarray(WSM(linear_normalization)(columns, weights, types, validation=False))


def score_vikor(columns: Floats, weights: Floats, types: Floats) -> Floats:
    """VIKOR's Q with v = 0.5, lower is better (Opricovic & Tzeng 2004, EJOR 156:445).

    Constant columns are left out (pymcdm refuses them); where S or R is the same for all, Q is NaN.
    """
    from pymcdm.methods import VIKOR  # noqa: PLC0415

    kept = np.ptp(columns, axis=0) > 0
    with np.errstate(invalid="ignore"):
        return np.asarray(VIKOR()(columns[:, kept], weights[kept], types[kept], validation=False))


def normalise_columns(columns: Floats, types: Floats, rule: str) -> Floats:
    """The columns as the methods above see them, more is better: `vector`, `linear` or `range`; NaN where a method leaves a column out."""
    from pymcdm.helpers import normalize_matrix  # noqa: PLC0415
    from pymcdm.normalizations import linear_normalization, minmax_normalization, vector_normalization  # noqa: PLC0415

    rules = {"vector": vector_normalization, "linear": linear_normalization, "range": minmax_normalization}
    kept = np.ptp(columns, axis=0) > 0 if rule == "range" else np.abs(columns).max(axis=0) > 0
    seen = np.full(columns.shape, np.nan)
    seen[:, kept] = normalize_matrix(columns[:, kept], rules[rule], types[kept])
    return seen
