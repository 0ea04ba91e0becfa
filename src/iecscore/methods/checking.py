"""A second opinion: the same input through pymcdm, where it has the method and is right for this input."""

import warnings
from importlib.metadata import version
from typing import Any, Final

import numpy as np

from iecscore.methods.keys import Document
from iecscore.methods.registry import METHODS
from iecscore.methods.running import Json, compute, read_document
from iecscore.methods.second_asking import Values
from iecscore.methods.second_table import SECONDS, Second

PEER: Final = "pymcdm"
ABSENT: Final = "pymcdm has no such method; the method's page says what else it was checked against"
UNDEFINED: Final = "the figure is undefined for this input"
DIFFERS: Final = "the figures differ, and neither program is known to be wrong here"


def check(name: str, document: Document) -> dict[str, Json]:
    """Compute, and tell beside the result, under `checked`, what pymcdm makes of the same input.

    `checked` holds `with`, `version`, and `agrees`: true or false with `figure`, `largest_difference` and `tolerance`, or null with `reason`.

    Raises:
        Misuse: as for `compute`.
    """
    result = compute(name, document)
    return result | {"checked": {"with": PEER, "version": version(PEER)} | _judge(name, document, result)}


def _judge(name: str, document: Document, result: dict[str, Json]) -> dict[str, Json]:
    if name not in SECONDS:
        return _abstain(ABSENT)
    second, values = SECONDS[name], read_document(METHODS[name], document)
    ours = np.array(result[second.figure], dtype=np.float64)
    if np.isnan(ours).any():
        return _abstain(UNDEFINED)
    apart = second.find_apart(values)
    return _abstain(apart.why.en) if apart else _compare(second, ours, values)


def _compare(second: Second, ours: Any, values: Values) -> dict[str, Json]:  # noqa: ANN401 - a figure of any shape
    try:
        theirs = ask(second, values)
    except Exception as fault:  # noqa: BLE001 - whatever another program does, our own result stands
        return _abstain(f"pymcdm refuses this input: {' '.join(str(fault).split())}")
    if not np.isfinite(theirs).all():
        return _abstain("pymcdm's answer is not a number for this input")
    apart, slack = float(np.abs(ours - theirs).max()), second.tolerance * max(1.0, float(np.abs(theirs).max()))
    told = {"figure": second.figure, "largest_difference": apart, "tolerance": slack, "agrees": apart <= slack}
    return told if apart <= slack else told | {"reason": DIFFERS}


def ask(second: Second, values: Values) -> Any:  # noqa: ANN401
    """The figure as pymcdm has it, without its warnings."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return np.array(second.ask(values), dtype=np.float64)


def _abstain(reason: str) -> dict[str, Json]:
    return {"agrees": None, "reason": reason}
