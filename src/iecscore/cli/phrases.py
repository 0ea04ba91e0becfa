"""What click says by itself, in the language of the command."""

from importlib import import_module
from typing import Final

import click

from iecscore.cli.speaking import word

MODULES: Final = ("core", "exceptions", "formatting", "parser", "types")
PHRASES: Final = (
    "Usage:",
    "Options",
    "default: {default}",
    "required",
    "file",
    "directory",
    "path",
    "whole number",
    "number",
    "Missing command.",
    "Got unexpected extra argument ({args})",
    "Got unexpected extra arguments ({args})",
    "Option {name!r} requires an argument.",
    "Option {name!r} does not take a value.",
    "Could not open file {filename!r}: {message}",
    "{value!r} is not one of {choices}.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is not readable.",
)
NUMBERS: Final = {"IntParamType": "whole number", "IntRange": "whole number", "FloatParamType": "number", "FloatRange": "number"}


def teach_click() -> None:
    """Have click word its phrases here; it asks gettext, which knows only compiled catalogues and the language of the machine."""
    for name in MODULES:
        module = import_module(f"click.{name}")
        for asked, answer in (("_", _word), ("ngettext", _word_number)):
            if hasattr(module, asked):
                setattr(module, asked, answer)
    for kind, phrase in NUMBERS.items():
        getattr(click.types, kind).name = _name(phrase)


def _word(phrase: str) -> str:
    return word(phrase, click.get_current_context(silent=True)) if phrase in PHRASES else phrase


def _name(phrase: str) -> property:
    return property(lambda _: _word(phrase))


def _word_number(one: str, many: str, count: int) -> str:
    return _word(one if count == 1 else many)
