"""Say a message in a language. Catalogues are read when the first message is said."""

from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("zh", "en")


def say(message: str, language: str, **parameters: object) -> str:
    """Translate an English message and fill in its `{names}`; what has no translation stays English."""
    worded = catalogue(language).get(message, message) if language != "en" else message
    return worded.format(**parameters) if parameters else worded


@cache
def catalogue(language: str) -> dict[str, str]:
    """All translations of a language, from every `.po` file of its folder."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - read late: the command must start at once

    entries: dict[str, str] = {}
    folder = files("iecscore.text").joinpath(language)
    for path in sorted(folder.iterdir(), key=lambda item: item.name) if folder.is_dir() else ():
        if path.name.endswith(".po"):
            with path.open("rb") as stream:
                entries |= {str(entry.id): str(entry.string) for entry in read_po(stream) if entry.id and entry.string}
    return entries


def untranslated(messages: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The messages a language has no wording for."""
    known = catalogue(language)
    return tuple(message for message in messages if message not in known)
