"""Read the cover of a workbook that came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from iecscore.problems import Place
from iecscore.sheets import Raw, address_of, same_key, tidy_code
from iecscore.workbook.choices import BETWEEN
from iecscore.workbook.cover import MEMBER, PART, ROUND, UNIT
from iecscore.workbook.recognising import Line

CODES: Final = frozenset({UNIT, ROUND, PART, MEMBER})


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands in the cover's identity cells, by code, and where; the member's code by its name, as compared (`names`) and as written."""

    told: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)


def read_cover(file: str, sheet: str, lines: Mapping[int, Line]) -> Cover:
    """The value to the left of each code of the cover."""
    told: dict[str, str] = {}
    places: dict[str, Place] = {}
    called: dict[str, str] = {}
    for row, cells in lines.items():
        for column, raw in cells.items():
            code = same_key(raw.value) if isinstance(raw.value, str) else ""
            if code in CODES and code not in told and column > 1:
                told[code], _, name = text_of(cells.get(column - 1)).partition(BETWEEN)
                places[code] = Place(file, sheet, address_of(row, column - 1))
                called |= {name: told[code]} if code == MEMBER and name else {}
    return Cover(told, places, {same_key(name): code for name, code in called.items()}, called)


def text_of(raw: Raw | None) -> str:
    """A cell as text; empty where there is none."""
    if raw is None:
        return ""
    return tidy_code(f"{raw.value:g}" if isinstance(raw.value, float) else str(raw.value))
