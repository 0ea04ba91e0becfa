"""Read the bibliography: which keys there are, and each entry as written."""

import re
from pathlib import Path
from typing import Final, NamedTuple

from iecscore.content import Document
from iecscore.problems import Place, Problem, error

ENTRY: Final = re.compile(r"^@(\w+)\s*\{\s*([^,\s{}]*)\s*,", re.MULTILINE)


class References(NamedTuple):
    """The entries by key, and the lines they stand in."""

    entries: dict[str, str]
    document: Document


def read_references(path: Path, label: str) -> References:
    """Read a BibTeX file; entries that are not closed or told twice are problems."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return References({}, Document(label, {}, {}, (error("content.not_utf8", Place(label)),)))
    entries: dict[str, str] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    problems: list[Problem] = []
    for found in ENTRY.finditer(text):
        key, line = found[2], text.count("\n", 0, found.start()) + 1
        entry = _cut_entry(text, found.start())
        if entry is None:
            problems.append(error("system.reference_open", Place(label, line=line, key=key), key=key))
        if key in entries:
            problems.append(error("content.duplicate_key", Place(label, line=line, key=key), key=key, first=lines[key,]))
        else:
            entries[key], lines[key,] = entry or "", line
    return References(entries, Document(label, entries, lines, tuple(problems)))


def _cut_entry(text: str, start: int) -> str | None:
    depth = 0
    for position in range(text.index("{", start), len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return text[start : position + 1]
    return None
