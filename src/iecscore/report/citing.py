"""Entries of a bibliography as people cite them."""

import re
from collections.abc import Iterator
from typing import Final

FIELD: Final = re.compile(r"(\w+)\s*=\s*")
PLACES: Final = ("journal", "booktitle", "school", "institution", "organization", "publisher")


def cite(entry: str) -> str:
    """One BibTeX entry as a line: authors (year). Title. Where. Link. Note."""
    told = dict(_read_fields(entry))
    authors = "; ".join(told["author"].split(" and ")) if "author" in told else ""
    head = f"{authors} ({told['year']})" if authors and "year" in told else authors or told.get("year", "")
    where = ", ".join(part for part in (*(told.get(name, "") for name in PLACES), _name_issue(told)) if part)
    link = f"https://doi.org/{told['doi']}" if "doi" in told else told.get("url", "")
    note = f"[{told['note']}]" if "note" in told else ""
    return " ".join(
        part if part.endswith((".", "]")) or part == link else f"{part}." for part in (head, told.get("title", ""), where, link, note) if part
    )


def _name_issue(told: dict[str, str]) -> str:
    number = told.get("number", "")
    issue = f"{told['volume']}({number})" if "volume" in told and number else told.get("volume", number)
    return ", ".join(part for part in (issue, told.get("pages", "")) if part)


def _read_fields(entry: str) -> Iterator[tuple[str, str]]:
    start = entry.index(",") + 1
    while found := FIELD.search(entry, start):
        value, start = _read_value(entry, found.end())
        yield found[1].lower(), _clean(value)


def _read_value(entry: str, start: int) -> tuple[str, int]:
    """The value that begins here, in braces, in quotes or bare, and where it ends."""
    if entry[start] == '"':
        end = entry.index('"', start + 1)
        return entry[start + 1 : end], end + 1
    depth = 0
    for place in range(start, len(entry)):
        depth += {"{": 1, "}": -1}.get(entry[place], 0)
        if depth <= 0 and entry[place] in ",}":
            end = place + (entry[place] == "}" and depth == 0)
            return entry[start:end], end
    return entry[start:], len(entry)


def _clean(value: str) -> str:
    return " ".join(re.sub(r"[{}\\]", "", value).replace("--", "–").split())
