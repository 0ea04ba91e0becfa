"""Tidy the text of a cell: one width for digits and letters, no blanks that nobody sees."""

import re
import unicodedata
from typing import Final

INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
BLANKS: Final = re.compile(r"(?:\s|_x000[9adAD]_)+")


def tidy_code(text: str) -> str:
    """Full-width letters and digits made ordinary (NFKC), blanks around and invisible signs taken off."""
    return tidy_text(unicodedata.normalize("NFKC", text))


def tidy_text(text: str) -> str:
    """Blanks around, runs of blanks and invisible signs taken off; the others stay as they were typed."""
    return BLANKS.sub(" ", INVISIBLE.sub("", text)).strip()


def same_key(text: str) -> str:
    """The form in which labels and headers are compared: no blanks, one width, small letters."""
    return tidy_code(text).replace(" ", "").casefold()
