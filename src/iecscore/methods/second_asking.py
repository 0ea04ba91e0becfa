"""How pymcdm is asked: imported at the first question only, since it brings matplotlib along."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np

from iecscore.analysis.even_ranks import rank_evenly
from iecscore.scoring.mcdm.topsis import CLASSICAL
from iecscore.values import Floats

Values: TypeAlias = Mapping[str, Any]
Ask: TypeAlias = Callable[[Values], Any]
SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {"usual": "usual", "ushape": "ushape", "vshape": "vshape", "level": "level", "linear": "vshape_2"}
)
SCALINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "vector": "vector_normalization",
        "minmax": "minmax_normalization",
        "max": "max_normalization",
        "sum": "sum_normalization",
        "sum-inverted-cost": "sum_normalization",
        "linear": "linear_normalization",
    }
)
COEFFICIENTS: Final[Mapping[str, str]] = MappingProxyType({"spearman": "rs", "weighted-spearman": "rw", "ws": "ws"})
THRESHOLDS: Final[Mapping[str, str]] = MappingProxyType({"ushape": "q", "vshape": "p", "level": "qp", "linear": "qp"})


def bring(room: str, name: str) -> Any:  # noqa: ANN401 - pymcdm bears no types
    """Something of pymcdm's."""
    return getattr(import_module(f"pymcdm.{room}"), name)


def scored(name: str, tell: Ask = lambda _: {}, *, shares: bool = True) -> Ask:
    """Ask a method for its scores; `tell` gives what it is made with, `shares` whether weights are first scaled to a sum of 1."""

    def ask(values: Values) -> Any:  # noqa: ANN401
        weights = values["weights"]
        return run(name, tell(values), values["matrix"], weights / weights.sum() if shares else weights, values["types"])

    return ask


def run(name: str, told: Values, *arguments: Floats) -> Any:  # noqa: ANN401
    """Make a method and run it on matrix, weights and types, without its own checks of the weights' sum."""
    return bring("methods", name)(**told)(*arguments, validation=False)


def weighed(name: str, prepare: Ask = lambda values: values["matrix"]) -> Ask:
    """Ask for the weights of a prepared matrix."""

    def ask(values: Values) -> Any:  # noqa: ANN401
        matrix = prepare(values)
        types = values["types"]
        return bring("weights", name)(matrix, np.ones(matrix.shape[1]) if types is None else types)

    return ask


def scaling(values: Values) -> dict[str, Any]:
    """The normalisation that was chosen."""
    name = values["normalisation"]
    return {"normalization_function": _leave if name == "none" else bring("normalizations", SCALINGS[name])}


def _leave(column: Floats, cost: bool = False) -> Floats:  # noqa: FBT001, FBT002 - as pymcdm calls it
    return -column if cost else column


def ask_topsis(values: Values) -> Any:  # noqa: ANN401
    """Theirs has w² in the distance; roots make it w."""
    weights = values["weights"] if values["weighting"] == CLASSICAL else np.sqrt(values["weights"])
    return run("TOPSIS", scaling(values), values["matrix"], weights, values["types"])


def ask_promethee(values: Values) -> Any:  # noqa: ANN401
    """One preference for all criteria; made afresh each time, since it can be run once only with thresholds."""
    criteria, shape = values["matrix"].shape[1], values["preference"]
    told = {name: np.broadcast_to(values[name], criteria) for name in THRESHOLDS.get(shape, "")}
    return scored("PROMETHEE_II", lambda _: {"preference_function": SHAPES[shape]} | told)(values)


def bounds_of(values: Values) -> Floats:
    """The bounds told, or else the observed range."""
    matrix, told = values["matrix"], values["bounds"]
    return np.column_stack([matrix.min(axis=0), matrix.max(axis=0)]) if told is None else told


def ask_rim(values: Values) -> Any:  # noqa: ANN401
    """Types do not matter where the ideal is told."""
    types = np.ones(values["matrix"].shape[1]) if values["types"] is None else values["types"]
    return scored("RIM", lambda told: {"bounds": bounds_of(told), "ref_ideal": told["reference_ideal"]})({**values, "types": types})


def turned(values: Values) -> Floats:
    """Costs with the sign turned, where directions count: theirs ignore them."""
    matrix: Floats = values["matrix"]
    return matrix * values["types"] if values["directed"] and values["types"] is not None else matrix


def ask_ahp(values: Values) -> Any:  # noqa: ANN401
    """The principal eigenvector of whole judgements on the scale of nine steps."""
    return bring("weights", "subjective").AHP(matrix=values["matrix"])()


def ask_correlation(values: Values) -> Any:  # noqa: ANN401
    """Theirs take rankings; scores are ranked first, the largest as 1."""
    name = COEFFICIENTS[values["coefficient"]]
    as_scores = (values["values"] or ("scores" if name == "rs" else "rankings")) == "scores"
    x, y = (rank_evenly(-values[side]) if as_scores else rank_evenly(values[side]) for side in "xy")
    return bring("correlations", name)(x, y)
