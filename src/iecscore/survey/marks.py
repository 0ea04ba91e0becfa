"""Titles of the answer workbook's own sheets, and the codes in brackets by which its cells are found again: `[S07]`, `[unit]`."""

import re
import unicodedata
from typing import Final

COVER, MEMBERS, CHOICES = "Read first", "Members", "Answers to choose from"
SURVEY: Final = "survey"
UNIT: Final = "unit"
YEAR: Final = "year"
SECONDS: Final = "seconds"
MARK: Final = re.compile(r"[\[【]\s*([A-Za-z0-9][A-Za-z0-9_.-]*)\s*[\]】]")


def mark_code(code: str) -> str:
    """A code as it stands in a header."""
    return f"[{code}]"


def find_mark(text: str) -> str:
    """The first code in brackets in a text; empty where there is none."""
    found = MARK.search(unicodedata.normalize("NFKC", text))
    return found[1] if found else ""
