"""The stages of a composite index run on what a document tells: checks between its keys, the call, the figures by name."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from iecscore.matrix.stages import (
    LESS_IS_BETTER,
    Aggregation,
    Imputation,
    Limits,
    Scaling,
    Screen,
    Treatment,
    aggregate,
    balance_weights,
    denominate,
    give_benefit,
    impute,
    impute_rounds,
    scale_columns,
    screen_units,
    treat_columns,
)
from iecscore.matrix.stages.aggregating import PENALISED, POPULATION, POSITIVE, SAMPLE
from iecscore.matrix.stages.benefit import SLACK
from iecscore.matrix.stages.columns import varies
from iecscore.matrix.stages.imputing import GROUP_MEAN, GROUP_MEDIAN
from iecscore.matrix.stages.scaling import ENDS, GOALPOSTS, RANK_RULES, SCALED, TO_REFERENCE, TO_TARGET, ZSCORE
from iecscore.matrix.stages.treating import AS_TESTED
from iecscore.methods.analysis_reading import say_undefined
from iecscore.methods.entry import Figures
from iecscore.methods.keys import check_lengths
from iecscore.methods.stage_keys import check_from_zero, check_places, check_units, demand
from iecscore.methods.stage_notes import (
    note_aggregation,
    note_balance,
    note_denominators,
    note_doubt,
    note_imputation,
    note_rounds,
    note_scaling,
    note_screen,
    note_treatment,
)
from iecscore.problems import refuse
from iecscore.scoring.ranks import rank_scores
from iecscore.values import Floats

LEAST_ROWS: Final = 3


def run_normalise(**told: Any) -> Figures:  # noqa: ANN401 - the keys of the document
    """Normalised values and the posts they are normalised on."""
    matrix, types, rule, ends = told["matrix"], told["types"], told["method"], told["ends"]
    units, criteria = matrix.shape
    posts = told["goalposts"]
    check_lengths(told, criteria, "types", "targets", "centres")
    if posts is not None and len(posts) == 1:
        posts = np.repeat(posts, criteria, axis=0)
    check_lengths({"goalposts": posts}, criteria, "goalposts")
    for needed, rules in (("goalposts", {SCALED, GOALPOSTS}), ("targets", {TO_TARGET}), ("reference", {TO_REFERENCE})):
        if rule in rules:
            demand(told[needed], needed)
    if told["reference"] is not None and told["reference"] >= units:
        raise refuse("compute.out_of_range", "reference", low=0, high=units - 1)
    if ends is not None and not (ends[1] > 0 if rule == ZSCORE else ends[0] < ends[1]):
        raise refuse("compute.not_above_zero", "ends[1]") if rule == ZSCORE else refuse("compute.bounds_order", "ends", low=ends[0], high=ends[1])
    scaling = Scaling(
        rule, ends, posts, told["targets"], told["reference"] or 0, told["centres"], told["clip"], told["ties"], told["fraction"], told["directed"]
    )
    scaled = scale_columns(matrix, types, scaling)
    found = None if scaled.posts is None else np.column_stack([scaled.posts.zero, scaled.posts.full])
    force = {} if rule in RANK_RULES else {"ends": list(ends or ENDS[rule]), "clip": scaled.posts is not None and scaled.posts.ceiling < np.inf}
    notes = note_scaling(matrix, scaled, rule) + (say_undefined(("posts",), f"null, since {rule} has none") if found is None else [])
    return {"values": scaled.values, "posts": found, "notes": notes, "options": force}


def run_treat(**told: Any) -> Figures:  # noqa: ANN401
    """Treated values, each changed cell, and each indicator's record."""
    matrix, forced = told["matrix"], told["forced"]
    check_lengths(told, matrix.shape[1], "forced")
    limits = Limits(told["skewness"], told["kurtosis"])
    parts = (limits, told["most"], told["second"], told["exponent"], told["combine"])
    treated = treat_columns(matrix, [Treatment(*parts, rule) for rule in forced or [AS_TESTED] * matrix.shape[1]])
    return {
        "values": treated.values,
        "treated": _list(treated.cells, "unit", "indicator", "before", "after", "treatment"),
        "indicators": [
            {
                "treatment": column.treatment,
                "points": column.points,
                "skewness": [column.before.skewness, column.after.skewness],
                "kurtosis": [column.before.kurtosis, column.after.kurtosis],
                "passes": column.passes,
            }
            | ({} if np.isnan(column.exponent) else {"exponent": column.exponent})
            for column in treated.columns
        ],
        "notes": note_treatment(treated),
    }


def run_impute(**told: Any) -> Figures:  # noqa: ANN401
    """Values without gaps, the errors of what was filled, and each filled cell."""
    matrix, rule = told["matrix"], told["method"]
    check_lengths(told, matrix.shape[1], "types", "blocks")
    check_units(told["groups"], len(matrix), "groups")
    if rule in {GROUP_MEAN, GROUP_MEDIAN}:
        demand(told["groups"], "groups")
    found = impute(matrix, Imputation(rule, told["groups"] or (), told["blocks"] or (), told["types"], told["fallback"], told["predictors"]))
    cells = _list(found.cells, "unit", "indicator", "value", "error")
    return {"values": found.values, "errors": found.errors, "imputed": cells, "notes": note_imputation(matrix, found)}


def run_impute_rounds(**told: Any) -> Figures:  # noqa: ANN401
    """The same from the unit's other rounds."""
    cube, times = told["rounds"], told["times"]
    if times is None:
        times = np.arange(len(cube), dtype=np.float64)
    if len(times) != len(cube):
        raise refuse("compute.ragged", "times", found=len(times), wanted=len(cube))
    found = impute_rounds(cube, times, told["method"], told["reach"])
    cells = _list(found.cells, "round", "unit", "indicator", "value", "error", "sources")
    return {"values": found.values, "errors": found.errors, "imputed": cells, "notes": note_rounds(cube, found)}


def run_aggregate(**told: Any) -> Figures:  # noqa: ANN401
    """One score a unit."""
    matrix, weights, rule = told["matrix"], told["weights"], told["method"]
    check_lengths(told, matrix.shape[1], "weights", "orders", "types", "centres")
    if rule in {"geometric", "harmonic"} or (rule == "power" and told["power"] != 1):
        check_from_zero(matrix, weights)
    how = Aggregation(
        rule,
        told["least_share"],
        told["share_by"],
        told["power"],
        told["penalty"],
        told["deviation"],
        told["alpha"],
        told["beta"],
        told["orders"],
        told["types"],
        told["centres"],
    )
    scores = aggregate(matrix, weights, how)
    higher = rule not in LESS_IS_BETTER and not (rule in PENALISED and told["penalty"] == POSITIVE)
    return {
        "scores": scores,
        "ranking": _rank(scores, higher=higher),
        "higher_is_better": higher,
        "notes": note_aggregation(matrix, weights, how, scores),
        "options": {"deviation": told["deviation"] or (POPULATION if rule in PENALISED else SAMPLE)} if rule in {*PENALISED, *LESS_IS_BETTER} else {},
    }


def run_screen(**told: Any) -> Figures:  # noqa: ANN401
    """Which units stay."""
    matrix = told["matrix"]
    weights = np.ones(matrix.shape[1]) if told["weights"] is None else told["weights"]
    check_lengths({"weights": weights}, matrix.shape[1], "weights")
    inside, outside = told["include"] or (), told["exclude"] or ()
    check_places(inside, len(matrix), "include")
    check_places(outside, len(matrix), "exclude")
    for number, place in enumerate(outside):
        if place in inside:
            raise refuse("compute.both_ways", f"exclude[{number}]", other="include")
    screen = Screen(told["by"], told["available"], told["nonzero"], inside, outside)
    found = screen_units(matrix, weights, screen)
    kept = np.flatnonzero(found.kept), np.flatnonzero(~found.kept)
    shares = {"available": found.available, "nonzero": found.nonzero}
    return {"kept": kept[0], "removed": kept[1], **shares, "notes": note_screen(found, screen)}


def run_denominate(**told: Any) -> Figures:  # noqa: ANN401
    """Values per denominator."""
    matrix, denominators, by = told["matrix"], told["denominators"], told["by"]
    check_lengths(told, matrix.shape[1], "by", "factors")
    check_units(denominators, len(matrix), "denominators")
    check_places(by, denominators.shape[1], "by")
    factors = np.ones(matrix.shape[1]) if told["factors"] is None else told["factors"]
    values = denominate(matrix, denominators, by, factors)
    return {"values": values, "notes": note_denominators(matrix, values)}


def run_benefit(**told: Any) -> Figures:  # noqa: ANN401
    """Scores with the weights that suit each unit best."""
    matrix, bounds = told["matrix"], told["bounds"]
    criteria = matrix.shape[1]
    bounds = np.repeat([[0.0, 1.0]] if bounds is None else bounds, criteria if bounds is None or len(bounds) == 1 else 1, axis=0)
    check_lengths({"bounds": bounds}, criteria, "bounds")
    check_from_zero(matrix, np.ones(criteria))
    low, high = (float(total) for total in bounds.sum(axis=0))
    if low > 1 + SLACK or high < 1 - SLACK:
        raise refuse("compute.bounds_shares", "bounds", low=round(low, 6), high=round(high, 6))
    found = give_benefit(matrix, bounds)
    figures = {"scores": found.scores, "ranking": rank_scores(found.scores), "weights": found.weights, "shares": found.shares}
    return {**figures, "notes": note_doubt(found)}


def run_balance(**told: Any) -> Figures:  # noqa: ANN401
    """Weights with balanced correlations."""
    matrix = told["matrix"]
    targets = np.ones(matrix.shape[1]) if told["targets"] is None else np.array(told["targets"])
    check_lengths({"targets": targets}, matrix.shape[1], "targets")
    if len(matrix) < LEAST_ROWS:
        raise refuse("compute.too_few", "matrix", found=len(matrix), least=LEAST_ROWS, thing_en="rows", thing_zh="评价对象")
    if not varies(matrix).any():
        raise refuse("compute.nothing_varies", "matrix")
    found = balance_weights(matrix, targets, told["measure"])
    return {"weights": found.weights, "correlations": found.correlations, "exact": found.exact, "notes": note_balance(found)}


def _list(cells: Sequence[Any], *names: str) -> list[dict[str, Any]]:
    return [{name: getattr(cell, name) for name in names} for cell in cells]


def _rank(scores: Floats, *, higher: bool) -> list[int | None]:
    return [rank or None for rank in rank_scores(scores if higher else -scores).tolist()]
