"""Methods on tables with labels: a frame of alternatives and criteria goes in, and what comes out bears their names."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from iecscore.methods.registry import METHODS
from iecscore.methods.running import compute
from iecscore.problems import refuse

Told: TypeAlias = Mapping[Any, Any] | Sequence[Any] | pd.Series
EACH: Final = ("scores", "ranking", "S", "R", "positive_flow", "negative_flow")


def rank_frame(frame: pd.DataFrame, method: str, weights: Told, types: Told | None = None, **options: Any) -> pd.DataFrame:  # noqa: ANN401
    """Score and rank the rows of a frame: its index, and a column a figure.

    Weights, types and options that are told a criterion may be mappings or series by column name, or sequences in the order of the columns.
    `attrs` holds `method`, `higher_is_better`, `options` and `notes`.

    Raises:
        Misuse: no such scoring method, a cell that is no number, a column nobody told of, or what the method refuses.
    """
    _refuse_other(method, "scoring")
    result = _run(frame, method, {"weights": weights, "types": types, **options})
    ranked = pd.DataFrame({name: result[name] for name in EACH if name in result}, index=frame.index)
    ranked.attrs.update({"method": method, "higher_is_better": result["higher_is_better"]} | _tell(result))
    return ranked


def weigh_frame(frame: pd.DataFrame, method: str, types: Told | None = None, **options: Any) -> pd.Series:  # noqa: ANN401
    """Weights of a frame's columns from its values, by column name; `attrs` holds `options` and `notes`.

    Raises:
        Misuse: no such method of weighting, a cell that is no number, a column nobody told of, or what the method refuses.
    """
    _refuse_other(method, "weights")
    result = _run(frame, method, {"types": types, **options})
    weighed = pd.Series(result["weights"], index=frame.columns, name=method, dtype=np.float64)
    weighed.attrs.update(_tell(result))
    return weighed


def _tell(result: Mapping[str, Any]) -> dict[str, Any]:
    return {"options": result["options"], "notes": result.get("notes", [])}


def _refuse_other(method: str, group: str) -> None:
    """Refuse a method of another group, or one that reads no matrix."""
    known = [name for name, entry in METHODS.items() if entry.group == group and any(key.name == "matrix" for key in entry.keys)]
    if method not in known:
        raise refuse("compute.not_one_of", "method", given=str(method)[:60], known=", ".join(known))


def _run(frame: pd.DataFrame, method: str, told: Mapping[str, Any]) -> dict[str, Any]:
    document = {name.removesuffix("_"): _align(value, frame, name) for name, value in told.items() if value is not None}
    return compute(method, {"matrix": _read_cells(frame)} | document)


def _read_cells(frame: pd.DataFrame) -> list[list[float]]:
    cells = frame.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=np.float64)
    for row, column in np.argwhere(~np.isfinite(cells))[:1].tolist():
        raise refuse("compute.cell_not_a_number", "frame", row=str(frame.index[row]), column=str(frame.columns[column]))
    return [list(row) for row in cells.tolist()]


def _align(value: Any, frame: pd.DataFrame, name: str) -> Any:  # noqa: ANN401 - an option of any kind
    """What is told by column name in the order of the columns; anything else as it is, as JSON has it."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if not isinstance(value, Mapping | pd.Series):
        return list(value) if isinstance(value, tuple) else value
    entries = dict(value)
    for column in frame.columns:
        if column not in entries:
            raise refuse("compute.column_untold", name, column=str(column))
    for column in entries:
        if column not in frame.columns:
            raise refuse("compute.no_such_column", name, column=str(column), known=", ".join(map(str, frame.columns)))
    return [_plain(entries[column]) for column in frame.columns]


def _plain(value: Any) -> Any:  # noqa: ANN401
    return value.item() if isinstance(value, np.generic) else list(value) if isinstance(value, tuple) else value
