"""The scoring methods in the registry: TOPSIS, VIKOR, PROMETHEE II, sums and products, and the compromise and ratio methods."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import numpy as np

from iecscore.methods.entry import NOTES, Figures, Method
from iecscore.methods.keys import (
    MATRIX,
    TYPES,
    WEIGHTS,
    Key,
    Reader,
    choice,
    data,
    option,
    read_bounds,
    read_list,
    read_matrix,
    read_number,
    read_vector,
    within,
)
from iecscore.problems import refuse
from iecscore.scoring import mcdm
from iecscore.scoring.mcdm.grey import NORMALISATIONS as GREY
from iecscore.scoring.mcdm.sums import NORMALISATIONS as SUMS
from iecscore.scoring.mcdm.topsis import CLASSICAL, NORMALISATIONS, WEIGHTINGS
from iecscore.values import Floats

GROUP: Final = "scoring"
DOCUMENT: Final = (MATRIX, WEIGHTS, TYPES)
RESULTS: Final = ("scores", "ranking")


def _read_names(value: Any, place: str) -> str | list[str]:  # noqa: ANN401 - whatever JSON holds
    """One name, or one a criterion; the method checks that it knows them."""
    return [str(name) for name in read_list(value, place)] if isinstance(value, list) else str(value)


def _read_thresholds(value: Any, place: str) -> float | Floats:  # noqa: ANN401
    """One number, or one a criterion with `null` where the preference needs none."""
    if not isinstance(value, list):
        return read_number(value, place)
    told = enumerate(read_list(value, place))
    return np.array([math.nan if item is None else read_number(item, f"{place}[{number}]") for number, item in told], dtype=np.float64)


def _give(scored: mcdm.Scored, *, higher: bool = True) -> Figures:
    figures = {
        "scores": scored.scores,
        "ranking": mcdm.rank_alternatives(scored.scores, higher_is_better=higher, scale=scored.scale),
        NOTES: scored.notes,
    }
    return figures | ({"options": {name: _show(value) for name, value in scored.options.items()}} if scored.options else {})


def _show(value: Floats) -> list[Any]:
    """Options worked out, `null` for a criterion left out."""
    return [None if np.isnan(part).any() else part.tolist() for part in value]


def _enter(name: str, score: Callable[..., mcdm.Scored], *options: Key, higher: bool = True) -> Method:
    """A method of matrix, weights and types whose options bear the names of the function's."""
    return Method(name, GROUP, (*DOCUMENT, *options), RESULTS, lambda **values: _give(score(**values), higher=higher), higher)


def _run_vikor(**values: Any) -> Figures:  # noqa: ANN401 - keys as read
    found = mcdm.score_vikor(**values)
    return {
        "scores": found.scores,
        "S": found.utility,
        "R": found.regret,
        "ranking": mcdm.rank_alternatives(found.scores, higher_is_better=False),
        "acceptable_advantage": found.acceptable_advantage,
        "acceptable_stability": found.acceptable_stability,
        "compromise_set": list(found.compromise_set),
        NOTES: found.notes,
    }


def _run_promethee(**values: Any) -> Figures:  # noqa: ANN401
    flows = mcdm.score_promethee(**values)
    return {
        "scores": flows.scores,
        "positive_flow": flows.positive,
        "negative_flow": flows.negative,
        "ranking": mcdm.rank_alternatives(flows.scores, scale=1),
        NOTES: flows.notes,
    }


def _run_gra(**values: Any) -> Figures:  # noqa: ANN401
    told = {name: value for name, value in values.items() if value is not None}
    wanted = ("reference", "series") if "reference" in told or "series" in told else ("matrix", "weights", "types")
    for name in wanted:
        if name not in told:
            raise refuse("compute.missing_key", name)
    if "series" not in told:
        return _give(mcdm.score_gra(**told))
    for name in ("matrix", "types"):
        if name in told:
            raise refuse("compute.two_forms", name, method="gra", other="series")
    graded = mcdm.grade_series(told["reference"], told["series"], told.get("weights"), rho=told["rho"])
    return {**_give(graded), "options": {"normalisation": "none"}}


def _run_rim(*, matrix: Floats, weights: Floats, types: Floats | None, bounds: Floats | None, reference_ideal: Floats | None) -> Figures:
    if types is None and reference_ideal is None:
        raise refuse("compute.missing_key", "types")
    kinds = np.ones(matrix.shape[1]) if types is None else types
    return _give(mcdm.score_rim(matrix, weights, kinds, bounds=bounds, reference_ideal=reference_ideal))


def _optional(key: Key) -> Key:
    return replace(key, required=False)


def _scaling(choices: tuple[str, ...], default: str) -> Key:
    return choice("normalisation", choices, default, "how columns become comparable")


def _bounds(meaning: str) -> Key:
    return option("bounds", read_bounds, None, meaning)


UNIT: Final[Reader] = within(0, 1)
LAMBDA: Final = option("lambda", UNIT, 0.5, "share of the sum, the rest is the product's")
RHO: Final = option("rho", within(0, 1, open_low=True), 0.5, "distinguishing coefficient")
THRESHOLDS: Final = (
    option("q", _read_thresholds, None, "indifference threshold: a number, or one a criterion"),
    option("p", _read_thresholds, None, "preference threshold: a number, or one a criterion"),
    option("s", _read_thresholds, None, "spread of the Gaussian: a number, or one a criterion"),
)
ENTRIES: Final[tuple[Method, ...]] = (
    _enter(
        "topsis",
        mcdm.score_topsis,
        _scaling(NORMALISATIONS, "vector"),
        choice("weighting", WEIGHTINGS, CLASSICAL, "w² in the distance, or w"),
        _bounds("[low, high] a criterion: fixed ideals, with the normalisation of that name"),
    ),
    Method(
        "vikor",
        GROUP,
        (*DOCUMENT, option("v", UNIT, 0.5, "weight of the utility of the many")),
        ("scores", "S", "R", "ranking", "acceptable_advantage", "acceptable_stability", "compromise_set"),
        _run_vikor,
        higher_is_better=False,
    ),
    Method(
        "promethee-ii",
        GROUP,
        (
            *DOCUMENT,
            option("preference", _read_names, "usual", "one name, or one a criterion: usual, ushape, vshape, level, linear, gaussian"),
            *THRESHOLDS,
        ),
        ("scores", "positive_flow", "negative_flow", "ranking"),
        _run_promethee,
        higher_is_better=True,
    ),
    _enter("wsm", mcdm.score_wsm, _scaling(SUMS, "linear")),
    _enter("wpm", mcdm.score_wpm, _scaling(SUMS, "linear")),
    _enter("waspas", mcdm.score_waspas, _scaling(SUMS, "linear"), LAMBDA),
    Method(
        "gra",
        GROUP,
        (
            *map(_optional, DOCUMENT),
            data("reference", read_vector, "the series to be near", required=False),
            data("series", read_matrix, "series × points, in place of matrix and types", required=False),
            _scaling(GREY, "minmax"),
            RHO,
        ),
        RESULTS,
        _run_gra,
        higher_is_better=True,
    ),
    _enter("mabac", mcdm.score_mabac),
    _enter("aras", mcdm.score_aras, option("esp", read_vector, None, "the optimal alternative, the best observed unless given")),
    _enter("edas", mcdm.score_edas),
    _enter("marcos", mcdm.score_marcos),
    _enter("codas", mcdm.score_codas, option("tau", within(0), 0.02, "distance from which two alternatives are told apart")),
    _enter("copras", mcdm.score_copras),
    _enter("moora", mcdm.score_moora),
    _enter("cocoso", mcdm.score_cocoso, LAMBDA),
    _enter("mairca", mcdm.score_mairca, option("preferences", read_vector, None, "preference for each alternative, even unless given"), higher=False),
    _enter("ram", mcdm.score_ram),
    _enter(
        "spotis",
        mcdm.score_spotis,
        _bounds("[low, high] a criterion, the observed range unless given"),
        option("esp", read_vector, None, "expected solution point, the better bounds unless given"),
        higher=False,
    ),
    Method(
        "rim",
        GROUP,
        (
            MATRIX,
            WEIGHTS,
            _optional(TYPES),
            _bounds("[low, high] a criterion, the observed range unless given"),
            option("reference_ideal", read_matrix, None, "[from, to] a criterion, the better bound unless given"),
        ),
        RESULTS,
        _run_rim,
        higher_is_better=True,
    ),
)
