"""The pages of the methods: what each answers, its formula, its sources, an example, and when not to use it."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

import yaml
from pydantic import Field

from iecscore.methods.registry import METHODS
from iecscore.system.closed import Closed, Key, Words
from iecscore.system.loading_references import read_references

ROOM: Final = files("iecscore.methods")
FOLDER: Final = ROOM.joinpath("pages")


class Page(Closed):
    """One method's page."""

    title: Words
    answers: Words = Field(description="The question it answers")
    formula: str = Field(min_length=1, description="The formula, as plain text")
    references: tuple[Key, ...] = Field(min_length=1, description="Keys of references.bib")
    example: dict[str, Any] = Field(description="A document that is run")
    caution: Words = Field(description="When not to use it, and what to watch")


@cache
def read_page(name: str) -> Page:
    """The page of a method."""
    with FOLDER.joinpath(f"{name}.yaml").open(encoding="utf-8") as stream:
        return Page.model_validate(yaml.safe_load(stream))


@cache
def read_sources() -> Mapping[str, str]:
    """The bibliography of the methods: each entry by its key."""
    with as_file(ROOM.joinpath("references.bib")) as path:
        return read_references(path, path.name).entries


def list_lines(language: str) -> Iterator[str]:
    """A line a method: name, title, references."""
    width = max(map(len, METHODS), default=0)
    for name in METHODS:
        page = read_page(name)
        yield f"{name:{width}}  {page.title.say(language)}  [{', '.join(page.references)}]"
