"""Run a method on one document, or on many, a line each."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

import numpy as np

from iecscore.methods.entry import NOTES, Figures, Method
from iecscore.methods.keys import Document
from iecscore.methods.registry import METHODS
from iecscore.problems import Misuse, Place, error, refuse
from iecscore.text import word_problem

Json: TypeAlias = Any
Run: TypeAlias = Callable[[str, Document], dict[str, Json]]
UNDEFINED: Final = "null stands where a figure is undefined"


def compute(name: str, document: Document) -> dict[str, Json]:
    """Run a method on its document (see the methods' pages); the result holds JSON values only.

    Raises:
        Misuse: no such method, a key missing, unknown or of the wrong form, or data the method refuses.
    """
    method = find_method(name)
    with np.errstate(all="ignore"):
        values = read_document(method, document)
        figures = method.run(**values)
    return finish(method, values, figures)


def find_method(name: str) -> Method:
    """A method by its name."""
    if not isinstance(name, str) or name not in METHODS:
        nearest = ", ".join(get_close_matches(str(name), METHODS, 1, 0))
        raise Misuse(error("compute.unknown_method", Place(key="method"), given=str(name)[:60], nearest=nearest))
    return METHODS[name]


def read_document(method: Method, document: object) -> dict[str, Any]:
    """The keys of a document, read and defaulted."""
    if not isinstance(document, Mapping):
        raise refuse("compute.not_an_object", "input")
    known = [key.name for key in method.keys]
    for given in document:
        if given not in known:
            raise refuse("compute.unknown_key", str(given), method=method.name, known=", ".join(known))
    return {_argument(key.name): _read(key.name, document, key.read, required=key.required, default=key.default) for key in method.keys}


def _argument(name: str) -> str:
    return f"{name}_" if name == "lambda" else name


def _read(name: str, document: Document, read: Any, *, required: bool, default: Any) -> Any:  # noqa: ANN401 - any key
    if document.get(name) is None:
        if required:
            raise refuse("compute.missing_key", name)
        return default
    return read(document[name], name)


def finish(method: Method, values: Mapping[str, Any], figures: Figures) -> dict[str, Json]:
    """The result as JSON: figures, direction, notes, and the options that were in force."""
    result: dict[str, Json] = {}
    notes = list(figures.get(NOTES, ()))
    for name, figure in figures.items():
        if name != NOTES:
            result[name], undefined = to_plain(figure)
            notes += [f"{name}: {UNDEFINED}"] if undefined and not any(note.startswith(f"{name}:") for note in notes) else []
    if method.higher_is_better is not None:
        result["higher_is_better"] = method.higher_is_better
    if notes:
        result[NOTES] = notes
    options = {key.name: to_plain(values[_argument(key.name)])[0] for key in method.keys if not key.data}
    result["options"] = options | to_plain(figures.get("options", {}))[0]
    return result


def to_plain(value: Any) -> tuple[Json, bool]:  # noqa: ANN401 - any figure
    """A value as JSON, and whether anything in it is undefined."""
    if isinstance(value, np.ndarray):
        return to_plain(value.tolist())
    if isinstance(value, np.generic):
        return to_plain(value.item())
    if isinstance(value, float):
        return (value, False) if math.isfinite(value) else (None, True)
    if isinstance(value, Mapping):
        parts = {str(name): to_plain(part) for name, part in value.items()}
        return {name: part for name, (part, _) in parts.items()}, any(gone for _, gone in parts.values())
    if isinstance(value, list | tuple):
        items = [to_plain(item) for item in value]
        return [item for item, _ in items], any(gone for _, gone in items)
    return value, False


def compute_batch(lines: Iterable[str], run: Run = compute) -> Iterator[str]:
    """Run JSON Lines `{"id", "method", "input"}`, by `compute` or `check`; a line each comes back, in order, whatever the others hold."""
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(line, run), ensure_ascii=False, allow_nan=False)


def _answer(line: str, run: Run) -> dict[str, Json]:
    try:
        task = json.loads(line)
    except (ValueError, RecursionError) as fault:
        return {"id": None, "error": f"not JSON: {fault}"}
    identity = to_plain(task.get("id"))[0] if isinstance(task, dict) else None
    if not isinstance(task, dict) or "method" not in task:
        return {"id": identity, "error": say_fault(refuse("compute.not_a_task", "line"))}
    try:
        return {"id": identity, "result": run(task["method"], task.get("input", {}))}
    except Misuse as fault:
        return {"id": identity, "error": say_fault(fault)}
    except Exception as fault:  # noqa: BLE001 - the program's own failure on one line must not cost the others theirs
        return {"id": identity, "error": f"a fault of the program: {type(fault).__name__}: {fault}"}


def say_fault(fault: Misuse, language: str = "en") -> str:
    """A refusal in one line: key, place, what is wrong, what to do."""
    worded = word_problem(fault.problems[0], language)
    return " ".join(f"{worded.cause}{'' if language == 'zh' else ' '}{worded.remedy}".split())
