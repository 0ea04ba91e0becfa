"""Checks of an index's structure: what goes together, what measures one thing, what each indicator really does."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from iecscore.analysis.components import find_components, judge_adequacy
from iecscore.analysis.correlation import COLLINEAR, average_between, correlate, covary, find_flags
from iecscore.analysis.importance import leave_out_each, measure_importance
from iecscore.analysis.one_factor import fit_by_likelihood, fit_by_residuals, is_singular
from iecscore.analysis.reliability import measure_alpha, measure_omega
from iecscore.analysis.screening import Screened, find_varying, screen
from iecscore.methods.analysis_reading import DIRECTIONS, check_least, list_places, say_undefined, take_shares
from iecscore.methods.entry import NOTES, Figures, Method
from iecscore.methods.keys import MATRIX, WEIGHTS, check_lengths, choice, data, option, read_gapped, read_names, within
from iecscore.problems import refuse
from iecscore.values import Floats

UNITS: Final = ("units", "评价单元")
INDICATORS: Final = ("indicators that vary", "有差异的指标")
GAPPED: Final = data("matrix", read_gapped, "units × indicators, null for a gap")
SCALING: Final = choice("normalisation", ("minmax", "none"), "minmax", "whether columns are first scaled to 0 to 1")
LEAST_UNITS, PAIRS, FACTOR = 3, 2, 3


def _orient(matrix: Floats, types: Floats | None) -> Floats:
    check_lengths({"types": types}, matrix.shape[1], "types")
    return matrix if types is None else np.asarray(matrix * types)


def _screen(matrix: Floats, types: Floats | None, least: int, notes: list[str], *, gaps: bool = False) -> Screened:
    found = screen(_orient(matrix, types), gaps=gaps)
    check_least("matrix", len(found.values), LEAST_UNITS, *UNITS)
    check_least("matrix[0]", found.values.shape[1], least, *INDICATORS)
    if found.rows_left_out:
        notes.append(f"{found.rows_left_out} units have gaps and were left out")
    if not found.kept.all():
        notes.append(f"indicator {list_places(~found.kept)} does not vary and was left out")
    return found


def _correlate(matrix: Floats, groups: tuple[str, ...] | None, types: Floats | None, coefficient: str, collinear: float, negative: float) -> Figures:
    check_least("matrix", len(matrix), LEAST_UNITS, *UNITS)
    check_least("matrix[0]", matrix.shape[1], PAIRS, "indicators", "指标")
    check_lengths({"groups": groups}, matrix.shape[1], "groups")
    owner, oriented = groups or ("all",) * matrix.shape[1], _orient(matrix, types)
    found = correlate(oriented, coefficient)
    names, means = average_between(found, owner)
    flags = [
        {"i": flag.first, "j": flag.second, "value": flag.value, "p": flag.p, "kind": flag.kind, "within": owner[flag.first] == owner[flag.second]}
        for flag in find_flags(oriented, found, collinear, negative)
    ]
    across = [{"first": left, "second": right, "mean": float(means[i, j])} for i, left in enumerate(names) for j, right in enumerate(names) if i < j]
    within_each = dict(zip(names, np.diag(means), strict=True))
    return {"correlations": found, "within": within_each, "across": across, "flags": flags, NOTES: _doubt_pairs(oriented, found, within_each)}


def _doubt_pairs(matrix: Floats, found: Floats, within_each: dict[str, Any]) -> list[str]:
    flat, single = ~find_varying(matrix), [name for name, mean in within_each.items() if np.isnan(mean)]
    notes = say_undefined(("correlations",), f"indicator {list_places(flat)} does not vary") if flat.any() else []
    if np.isnan(found[np.ix_(~flat, ~flat)]).any():
        notes += say_undefined(("correlations",), "too few units have both indicators, or one of them does not vary among those")
    return notes + (say_undefined(("within",), f"{', '.join(single)}: there is no pair of indicators that vary") if single else [])


def _alpha(matrix: Floats, types: Floats | None, missing: str) -> Figures:
    notes: list[str] = []
    found = _screen(matrix, types, PAIRS, notes, gaps=missing == "pairwise")
    spread = covary(found.values)
    result = measure_alpha(spread)
    if np.isnan(spread).any():
        notes.append("too few units have both of two items, so that nothing of them all can be told")
    elif np.isnan(result.alpha):
        notes += say_undefined(("alpha",), "the sum of the items does not vary")
    if len(spread) == PAIRS:
        notes += say_undefined(("alpha_if_dropped",), "one item alone has no alpha")
    if result.alpha < 0:
        notes.append("alpha is negative: some item runs against the others; give it the type -1 if it is reversed")
    figures: dict[str, Any] = {"alpha": result.alpha, "alpha_standardised": result.standardised, "mean_correlation": result.mean_correlation}
    figures |= {"item_rest": found.spread_out(result.item_rest), "alpha_if_dropped": found.spread_out(result.if_dropped)}
    return figures | {"units": len(found.values), NOTES: notes}


def _omega(matrix: Floats, types: Floats | None, estimator: str) -> Figures:
    notes: list[str] = []
    found = _screen(matrix, types, FACTOR, notes)
    spread = covary(found.values)
    deviations = np.sqrt(np.diag(spread))
    correlations = spread / np.outer(deviations, deviations)
    if estimator == "ml" and is_singular(correlations):
        raise refuse("compute.singular", "matrix", units=len(found.values), indicators=len(spread))
    factor = fit_by_likelihood(correlations) if estimator == "ml" else fit_by_residuals(correlations)
    if factor.at_bound:
        notes.append("an indicator's uniqueness ended at its least, 0.005 (a Heywood case): one factor hardly fits, and omega is doubtful")
    if (against := factor.loadings < 0).any():
        places = np.flatnonzero(found.kept)[against].tolist()
        notes.append(f"indicator {', '.join(map(str, places))} runs against the others; give it the type -1 if it is reversed")
    figures: dict[str, Any] = {"omega": measure_omega(factor, deviations), "omega_standardised": measure_omega(factor, np.ones(len(spread)))}
    figures |= {"loadings": found.spread_out(factor.loadings), "uniquenesses": found.spread_out(factor.uniquenesses)}
    return figures | {"units": len(found.values), NOTES: notes}


def _analyse_components(matrix: Floats, basis: str) -> Figures:
    notes: list[str] = []
    found = _screen(matrix, None, PAIRS, notes)
    spread = covary(found.values)
    deviations = np.sqrt(np.diag(spread))
    correlations = spread / np.outer(deviations, deviations)
    parts = find_components(correlations if basis == "correlation" else spread)
    adequacy = judge_adequacy(correlations, len(found.values))
    if np.isnan(adequacy.chi2):
        notes += say_undefined(("kmo", "kmo_each", "bartlett"), "an indicator is a sum of others, as where there are not more units than indicators")
    elif np.isnan(adequacy.kmo):
        notes += say_undefined(("kmo", "kmo_each"), "no two indicators are correlated")
    figures: dict[str, Any] = {"eigenvalues": parts.eigenvalues, "explained": parts.explained, "cumulative": np.cumsum(parts.explained)}
    figures |= {"loadings": found.spread_out(parts.loadings), "kmo": adequacy.kmo, "kmo_each": found.spread_out(adequacy.kmo_each)}
    bartlett = {"chi2": adequacy.chi2, "df": adequacy.df, "p": adequacy.p}
    return figures | {"bartlett": bartlett, "units": len(found.values), NOTES: notes}


def _prepare(matrix: Floats, weights: Floats, types: Floats | None, normalisation: str, notes: list[str]) -> tuple[Floats, Floats]:
    check_lengths({"weights": weights}, matrix.shape[1], "weights")
    check_least("matrix", len(matrix), PAIRS, *UNITS)
    oriented, flat = _orient(matrix, types), ~find_varying(matrix)
    if flat.any():
        notes.append(f"criterion {list_places(flat)} is the same for all and tells nobody apart")
    shares = take_shares(weights, matrix.shape[1], notes)
    return (oriented if normalisation == "none" else _scale(oriented, flat)), shares


def _scale(matrix: Floats, flat: NDArray[np.bool_]) -> Floats:
    low, span = matrix.min(axis=0), np.where(flat, 1, np.ptp(matrix, axis=0))
    return np.where(flat, 0, (matrix - low) / span)


def _weigh_effectively(matrix: Floats, weights: Floats, types: Floats | None, normalisation: str) -> Figures:
    notes: list[str] = []
    scores, shares = _prepare(matrix, weights, types, normalisation, notes)
    found = measure_importance(scores, shares)
    if np.isnan(found.variance_share).all():
        notes += say_undefined(("variance_share", "correlation", "squared_correlation", "ratio"), "the composite is the same for all")
    elif np.isnan(found.correlation).any():
        notes += say_undefined(("correlation", "squared_correlation"), "a criterion that is the same for all has none")
    if not shares.all():
        notes += say_undefined(("ratio",), f"criterion {list_places(shares == 0)} has no weight")
    ratio = np.divide(found.variance_share, shares, out=np.full(len(shares), np.nan), where=shares > 0)
    figures = {"nominal": shares, "variance_share": found.variance_share, "ratio": ratio}
    return figures | {"correlation": found.correlation, "squared_correlation": found.squared, NOTES: notes}


def _leave_out(matrix: Floats, weights: Floats, types: Floats | None, normalisation: str) -> Figures:
    check_least("matrix[0]", matrix.shape[1], PAIRS, "criteria", "准则")
    notes: list[str] = []
    scores, shares = _prepare(matrix, weights, types, normalisation, notes)
    found = leave_out_each(scores, shares)
    if (alone := np.isnan(found.rankings).any(axis=1)).any():
        names = ("rankings", "shifts", "mean_shift", "largest_shift", "correlation")
        notes += say_undefined(names, f"without criterion {list_places(alone)} nothing has a weight")
    if (np.isnan(found.correlation) & ~alone).any():
        notes += say_undefined(("correlation",), "all units share one rank, with or without a criterion")
    far = np.abs(found.shifts)
    figures = {"ranking": found.ranking, "rankings": found.rankings, "shifts": found.shifts}
    return figures | {"mean_shift": far.mean(axis=1), "largest_shift": far.max(axis=1), "correlation": found.correlation, NOTES: notes}


STRUCTURE: Final = (
    Method(
        "correlation-structure",
        "structure",
        (
            GAPPED,
            data("groups", read_names, "the criterion of each indicator", required=False),
            DIRECTIONS,
            choice("coefficient", ("pearson", "spearman"), "pearson", "which correlation"),
            option("collinear", within(-1, 1), COLLINEAR, "pairs above it are flagged"),
            option("negative", within(-1, 1), 0.0, "pairs below it are flagged"),
        ),
        ("correlations", "within", "across", "flags"),
        _correlate,
    ),
    Method(
        "cronbach-alpha",
        "structure",
        (GAPPED, DIRECTIONS, choice("missing", ("listwise", "pairwise"), "listwise", "which units count where there are gaps")),
        ("alpha", "alpha_standardised", "mean_correlation", "item_rest", "alpha_if_dropped", "units"),
        _alpha,
    ),
    Method(
        "omega",
        "structure",
        (GAPPED, DIRECTIONS, choice("estimator", ("ml", "minres"), "ml", "maximum likelihood, or minimum residuals")),
        ("omega", "omega_standardised", "loadings", "uniquenesses", "units"),
        _omega,
    ),
    Method(
        "pca",
        "structure",
        (GAPPED, choice("basis", ("correlation", "covariance"), "correlation", "whether indicators are standardised first")),
        ("eigenvalues", "explained", "cumulative", "loadings", "kmo", "kmo_each", "bartlett", "units"),
        _analyse_components,
    ),
    Method(
        "effective-weights",
        "structure",
        (MATRIX, WEIGHTS, DIRECTIONS, SCALING),
        ("nominal", "variance_share", "ratio", "correlation", "squared_correlation"),
        _weigh_effectively,
    ),
    Method(
        "leave-one-out",
        "structure",
        (MATRIX, WEIGHTS, DIRECTIONS, SCALING),
        ("ranking", "rankings", "shifts", "mean_shift", "largest_shift", "correlation"),
        _leave_out,
    ),
)
