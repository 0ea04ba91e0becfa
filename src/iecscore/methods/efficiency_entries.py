"""Efficiency of units that turn inputs into outputs: envelopment models, their bootstrap, and productivity over time."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from iecscore.analysis.efficiency import (
    INPUT,
    MODELS,
    ORIENTATIONS,
    OUTPUT,
    REPLICATIONS,
    RETURNS,
    SUPER_RADIAL,
    SUPER_SLACKS,
    Change,
    Distances,
    Efficiency,
    Production,
    bootstrap_efficiency,
    evaluate_efficiency,
    follow_productivity,
)
from iecscore.methods.analysis_reading import say_undefined
from iecscore.methods.entry import NOTES, Figures, Method
from iecscore.methods.keys import Key, choice, data, one_of, option, read_list, read_matrix, read_vector, read_whole, within
from iecscore.problems import Misuse, Place, Problem, error, refuse
from iecscore.text import word_problem
from iecscore.values import Floats

INPUTS: Final = data("inputs", read_matrix, "units × inputs, from 0 up")
OUTPUTS: Final = data("outputs", read_matrix, "units × outputs, from 0 up")
RADIAL_ORIENTATION: Final = choice("orientation", (INPUT, OUTPUT), INPUT, "what moves: inputs shrink or outputs grow")
RETURNS_TO_SCALE: Final = choice("returns", RETURNS, RETURNS[0], "returns to scale")
UNREACHED: Final = "null for a unit that the others cannot reach"
NO_SCALE: Final = "null, since undesirable outputs turned round cannot be compared with constant returns"
LARGEST: Final = 10**9


def _read_undesirable(value: Any, place: str) -> Floats:  # noqa: ANN401 - whatever JSON holds
    """A matrix of undesirable outputs, or the columns of outputs that are undesirable."""
    items = read_list(value, place)
    if isinstance(items[0], list):
        return read_matrix(value, place)
    return np.array([read_whole(item, f"{place}[{number}]") for number, item in enumerate(items)])


def _read_period(value: Any, place: str) -> Production:  # noqa: ANN401
    if not isinstance(value, Mapping):
        raise refuse("compute.not_an_object", place)
    for name in value:
        if name not in {INPUTS.name, OUTPUTS.name}:
            raise refuse("compute.unknown_key", f"{place}.{name}", method="malmquist", known=f"{INPUTS.name}, {OUTPUTS.name}")
    return Production(*(_read_part(value, key.name, place) for key in (INPUTS, OUTPUTS)))


def _read_part(period: Mapping[str, Any], name: str, place: str) -> Floats:
    if name not in period:
        raise refuse("compute.missing_key", f"{place}.{name}")
    return read_matrix(period[name], f"{place}.{name}")


def _read_periods(value: Any, place: str) -> list[Production]:  # noqa: ANN401
    return [_read_period(item, f"{place}[{number}]") for number, item in enumerate(read_list(value, place))]


def _whole_from(least: int) -> Any:  # noqa: ANN401 - a reader
    def read(value: Any, place: str) -> int:  # noqa: ANN401
        found = read_whole(value, place)
        within(least, LARGEST)(found, place)
        return found

    return read


def _read_level(value: Any, place: str) -> float:  # noqa: ANN401
    found: float = within(0.5, 0.9999)(value, place)
    return found


def _take_apart(inputs: Floats, outputs: Floats, undesirable: Floats | None) -> Production:
    """Production with undesirable outputs as a matrix, also where they were told as columns of the outputs."""
    if undesirable is None or undesirable.ndim > 1:
        return Production(inputs, outputs, np.zeros((0, 0)) if undesirable is None else undesirable)
    marks = np.zeros(outputs.shape[1], dtype=bool)
    for number, column in enumerate(undesirable.tolist()):
        if not 0 <= column < len(marks) or marks[column] or marks.sum() + 1 == len(marks):
            place = f"undesirable[{number}]"
            raise Misuse(error("efficiency.column", Place(key=place), place=place))
        marks[column] = True
    return Production(inputs, outputs[:, ~marks], outputs[:, marks])


def _say(notes: Sequence[Problem]) -> list[str]:
    return [" ".join(word_problem(problem, "en")) for problem in notes]


def _envelop(
    inputs: Floats, outputs: Floats, undesirable: Floats | None, model: str, orientation: str | None, returns: str, shift: Floats | None
) -> Figures:
    found = evaluate_efficiency(_take_apart(inputs, outputs, undesirable), model, orientation, returns, shift)
    figures: dict[str, Any] = {
        "efficiency": found.efficiency,
        "scale": found.scale.ratio,
        "returns_to_scale": found.scale.returns,
        "crs_efficiency": found.scale.overall,
        "vrs_efficiency": found.scale.pure,
        "plain": found.plain if model in {SUPER_RADIAL, SUPER_SLACKS} else None,
        "factor": found.factor,
        "slacks": found.slacks,
        "distances": found.distances,
        "targets": found.targets,
        "peers": found.peers,
        "lambdas": found.weights,
    }
    told = {name: figure for name, figure in figures.items() if figure is not None}
    return told | {NOTES: _say(found.notes) + _say_gaps(found), "options": {"orientation": found.orientation}}


def _say_gaps(found: Efficiency) -> list[str]:
    notes = []
    if np.isnan(found.efficiency).any():
        names = ("efficiency", "targets", *(("slacks", "factor") if found.distances is None else ("distances",)))
        notes += say_undefined(names, UNREACHED)
    if np.isnan(found.scale.ratio).all():
        notes += say_undefined(("scale", "returns_to_scale", "crs_efficiency", "vrs_efficiency"), NO_SCALE)
    return notes


def _bootstrap(
    inputs: Floats, outputs: Floats, orientation: str, returns: str, replications: int, seed: int, level: float, bandwidth: float | None
) -> Figures:
    found = bootstrap_efficiency(
        Production(inputs, outputs), orientation, returns, seed=seed, replications=replications, level=level, bandwidth=bandwidth
    )
    return {
        "efficiency": found.efficiency,
        "corrected": found.corrected,
        "bias": found.efficiency - found.corrected,
        "low": found.low,
        "high": found.high,
        "options": {"bandwidth": found.bandwidth},
    }


def _follow(periods: list[Production], orientation: str) -> Figures:
    changes, distances = follow_productivity(periods, orientation)
    steps = [_lay_out(change) for change in changes]
    notes = say_undefined(("distances",), "null where there is no period before or after")
    if any(np.isnan(figure).any() for step in steps for figure in step.values()):
        unreached = "null where the technology of another period cannot reach a unit"
        notes = [*say_undefined(("steps", "means"), unreached), *notes]
    means = [{name: float(np.exp(np.log(figure).mean())) for name, figure in step.items()} for step in steps]
    return {"steps": steps, "means": means, "distances": [_lay_distances(item) for item in distances], NOTES: notes}


def _lay_out(change: Change) -> dict[str, Floats]:
    return {
        "efficiency_change": change.efficiency,
        "technical_change": change.technical,
        "pure_efficiency_change": change.pure,
        "scale_change": change.scale,
        "productivity_change": change.productivity,
    }


def _lay_distances(distances: Distances) -> dict[str, Floats]:
    return {"previous": distances.before, "same": distances.within, "next": distances.after, "variable_returns": distances.pure}


ENTRIES: Final[tuple[Method, ...]] = (
    Method(
        "dea",
        "efficiency",
        (
            INPUTS,
            OUTPUTS,
            data("undesirable", _read_undesirable, "units × undesirable outputs, or the columns of outputs that are such", required=False),
            choice("model", MODELS, MODELS[0], "how efficiency is measured"),
            Key(
                "orientation",
                one_of(ORIENTATIONS),
                required=False,
                data=False,
                choices=ORIENTATIONS,
                meaning="what may move: input for radial models, none for slacks-based ones where left out",
            ),
            RETURNS_TO_SCALE,
            option(
                "shift", read_vector, None, "from what undesirable outputs are taken away, one each, in radial models: the largest + 1 if left out"
            ),
        ),
        ("efficiency", "scale", "returns_to_scale", "crs_efficiency", "vrs_efficiency", "slacks", "targets", "peers", "lambdas"),
        _envelop,
        higher_is_better=True,
    ),
    Method(
        "dea-bootstrap",
        "efficiency",
        (
            INPUTS,
            OUTPUTS,
            RADIAL_ORIENTATION,
            RETURNS_TO_SCALE,
            option("replications", _whole_from(100), REPLICATIONS, "how often efficiencies are drawn and measured again, 100 at least"),
            option("seed", _whole_from(0), 0, "where the drawing begins"),
            option("level", _read_level, 0.95, "how often the interval is to hold the efficiency"),
            option("bandwidth", within(0, open_low=True), None, "how far drawn distances are smoothed; by rule if left out"),
        ),
        ("efficiency", "corrected", "bias", "low", "high"),
        _bootstrap,
        higher_is_better=True,
    ),
    Method(
        "malmquist",
        "efficiency",
        (
            data("periods", _read_periods, "a list of {inputs, outputs}, the same units in each"),
            choice("orientation", (OUTPUT, INPUT), OUTPUT, "what moves: outputs grow or inputs shrink"),
        ),
        ("steps", "means", "distances"),
        _follow,
    ),
)
