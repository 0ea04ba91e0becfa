"""The cover's identity: the locked codes beside which a returned workbook says whose it is."""

from collections.abc import Iterator
from typing import Final

from iecscore.system.model import System
from iecscore.text import LANGUAGES, say
from iecscore.workbook.choices import label
from iecscore.workbook.parts import top_level
from iecscore.workbook.pen import Pen

UNIT, ROUND, PART, MEMBER = "unit", "round", "part", "member"
NUMBER: Final = "00"


def title_cover(language: str) -> str:
    """The cover sheet's title."""
    return f"{NUMBER} {say('Instructions', language)}"


def word_part(system: System, part: str, language: str) -> str:
    """A part in words."""
    return system.parts[part].name.say(language) if part else say("All sheets", language)


def identify(pen: Pen) -> Iterator[tuple[str, str, str]]:
    """Label, value and code of each line of the identity."""
    system, envelope, language = pen.system, pen.envelope, pen.language
    name = top_level(system).name.say(language)
    yield name[:1].upper() + name[1:], _unit(pen), UNIT
    yield say("Round (year of the data)", language), str(envelope.year), ROUND
    yield say("Sheets in this workbook", language), word_part(system, envelope.part, language), PART
    if envelope.member:
        yield say("Filled in for", language), pen.members.get(envelope.member, envelope.member), MEMBER


def _unit(pen: Pen) -> str:
    level = top_level(pen.system)
    row = next((row for row in pen.rows.get(level.units, ()) if row.get(level.unit) == pen.envelope.unit), {})
    return label(pen.envelope.unit, row.get(level.label))


def parts_by_word(system: System) -> dict[str, str]:
    """Every way a part may be told, and its key."""
    words = {word_part(system, part, language): part for part in ("", *system.parts) for language in LANGUAGES}
    return words | {part: part for part in system.parts}
