"""One method as the registry holds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from iecscore.methods.keys import Key

Figures: TypeAlias = Mapping[str, Any]
NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Method:
    """A method by its name: the keys it reads, what it gives, and the function that does it.

    `run` gets the keys by name, read and defaulted, and returns figures by name: numbers, arrays, lists, texts, mappings; NaN where a figure
    is undefined; `notes`, a list of sentences, where something needs saying. The page of a method (`pages/<name>.yaml`) says the rest.
    """

    name: str
    group: str
    keys: tuple[Key, ...]
    results: tuple[str, ...]
    run: Callable[..., Figures]
    higher_is_better: bool | None = None
