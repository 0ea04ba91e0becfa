"""Read a document into its schema; what the schema refuses becomes a problem with its line."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from enum import StrEnum
from typing import Any, Final, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from iecscore.content import Document
from iecscore.problems import Place, Problem, error
from iecscore.system.closed import Interval, Words
from iecscore.system.loading_names import offer_names, say_both
from iecscore.system.loading_shapes import fields_at, shape_at
from iecscore.values import Read

M = TypeVar("M", bound=BaseModel)

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "zh": "Chinese"}
KEY: Final = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
LIMITS: Final[Mapping[str, str]] = {"greater_than_equal": "≥", "greater_than": ">", "less_than_equal": "≤", "less_than": "<"}
EXPECTED: Final[Mapping[str, str]] = {
    "string_type": "text, in quotation marks where it looks like a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list: [a, b]",
    "list_type": "a list: [a, b]",
    "dict_type": "keys with values: {a: b}",
    "mapping_type": "keys with values: {a: b}",
    "model_type": "keys with values: {a: b}",
    "model_attributes_type": "keys with values: {a: b}",
    "too_long": "a list of two",
}
INTERVAL: Final = "two numbers, the lower first: [low, high]"
BOTH: Final = "both languages: {en: ..., zh: ...}"
OWN: Final = {
    "trapezoid_order": ("system.trapezoid_order", ()),
    "needs_trapezoid": ("system.needs_trapezoid", ("direction",)),
    "needs_formula": ("system.needs_formula", ("source",)),
    "one_stage": ("system.one_stage", ()),
}


def read_schema(schema: type[M], document: Document, data: object = None) -> Read[M]:
    """Read a document's data; with unknown keys or missing translations only, the rest is still read, so that it can be checked."""
    given = document.data if data is None else data
    try:
        return Read(schema.model_validate(given))
    except ValidationError as fault:
        details = fault.errors(include_url=False)
    problems = tuple(_describe(schema, detail, document) for detail in _merge_unions(details))
    return Read(_mend(schema, given, details), problems)


def read_list(schema: type[M], document: Document) -> Read[tuple[M, ...]]:
    """Read a document that is a list."""
    adapter = TypeAdapter(tuple[schema, ...])  # type: ignore[valid-type]
    try:
        return Read(adapter.validate_python(document.data))
    except ValidationError as fault:
        details = _merge_unions(fault.errors(include_url=False))
        return Read(None, tuple(_describe(tuple[schema, ...], detail, document) for detail in details))  # type: ignore[valid-type]


def _mend(schema: type[M], given: object, details: list[ErrorDetails]) -> M | None:
    mended = deepcopy(given)
    for detail in details:
        if not _mend_one(schema, mended, detail):
            return None
    try:
        return schema.model_validate(mended)
    except ValidationError:
        return None


def _mend_one(schema: type[BaseModel], data: Any, detail: ErrorDetails) -> bool:  # noqa: ANN401 - what YAML gave
    if not detail["loc"]:
        return False
    *above, last = detail["loc"]
    try:
        for step in above:
            data = data[step]
    except (LookupError, TypeError):
        return False
    if detail["type"] == "extra_forbidden":
        del data[last]
        return True
    if _lacks_language(schema, detail):
        data[last] = "–"
        return True
    return False


def _lacks_language(schema: object, detail: ErrorDetails) -> bool:
    empty = bool(detail["loc"]) and (detail["type"] in {"missing", "string_too_short"} or detail["input"] is None)
    return empty and detail["loc"][-1] in LANGUAGES and shape_at(schema, detail["loc"][:-1]) is Words


def _merge_unions(details: Iterable[ErrorDetails]) -> Iterator[ErrorDetails]:
    """One problem where each member of a union refused the same value."""
    seen = set()
    for detail in details:
        plain = tuple(step for step in detail["loc"] if not (isinstance(step, str) and step in {"bool", "str", "int", "float"}))
        if plain == detail["loc"] or plain not in seen:
            yield detail
        seen.add(plain)


def _describe(schema: object, detail: ErrorDetails, document: Document) -> Problem:
    path = tuple(step for step in detail["loc"] if step != "[key]")
    last = str(path[-1]) if path else document.file
    place = document.place(_path_there(path, document))
    if _lacks_language(schema, detail):
        return error("system.missing_translation", place, key=".".join(map(str, path[:-1])), **say_both("language", LANGUAGES[last]))
    match detail["type"]:
        case "missing":
            return error("system.missing_key", place, key=last)
        case "extra_forbidden":
            return error("system.unknown_key", place, **offer_names(last, fields_at(schema, path[:-1])))
        case "value_error":
            return _describe_own(detail, path, document)
    return _describe_value(schema, detail, place, last)


def _path_there(path: tuple[str | int, ...], document: Document) -> tuple[str | int, ...]:
    return next((path[:length] for length in range(len(path), 0, -1) if document.holds(path[:length])), ())


def _describe_own(detail: ErrorDetails, path: tuple[str | int, ...], document: Document) -> Problem:
    reason = str(detail["ctx"]["error"])
    code, within = OWN.get(reason, ("", ()))
    return error(code, document.place((*path, *within))) if code else error("system.refused", document.place(path), reason=reason)


def _describe_value(schema: object, detail: ErrorDetails, place: Place, key: str) -> Problem:
    shape = str if "[key]" in detail["loc"] else shape_at(schema, detail["loc"])
    if "[key]" in detail["loc"] and detail["type"] == "string_pattern_mismatch":
        return error("system.bad_key", place, key=key)
    if detail["input"] is None:
        return error("system.no_value", place, key=key)
    if choices := _choices(shape, detail):
        return error("system.not_one_of", place, key=key, **offer_names(str(detail["input"]), choices))
    if expected := _expected(shape, detail["type"]):
        return error("system.wrong_type", place, key=key, value=str(detail["input"])[:60], **say_both("expected", expected))
    return _describe_limit(detail, place, key)


def _describe_limit(detail: ErrorDetails, place: Place, key: str) -> Problem:
    kind, given, limits = detail["type"], str(detail["input"]), detail.get("ctx", {})
    if kind == "string_pattern_mismatch" and limits["pattern"] == KEY:
        return error("system.bad_key", place, key=given)
    if kind == "string_pattern_mismatch":
        return error("system.pattern", place, key=key, value=given, pattern=limits["pattern"])
    if kind in LIMITS:
        return error("system.out_of_range", place, key=key, value=given, limit=f"{LIMITS[kind]} {next(iter(limits.values()))}")
    return error("system.refused", place, reason=detail["msg"])


def _choices(shape: object, detail: ErrorDetails) -> list[str]:
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return [str(member) for member in shape]
    pattern = str(detail.get("ctx", {}).get("pattern", ""))
    return pattern[2:-2].split("|") if pattern.startswith("^(") and pattern.endswith(")$") else []


def _expected(shape: object, kind: str) -> str | None:
    if kind.startswith("model"):
        return BOTH if shape is Words else INTERVAL if shape is Interval else EXPECTED["dict_type"]
    return EXPECTED.get(kind)
