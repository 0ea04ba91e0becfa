"""Tidy the text of a cell: one width for digits and letters, no blanks that nobody sees."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
BLANKS: Final = re.compile(r"(?:\s|_x000[9adAD]_)+")
SHORT: Final = 240
REMEMBERED: Final = 20_000


def tidy_code(text: str) -> str:
    """Full-width letters and digits made ordinary (NFKC), blanks around and invisible signs taken off."""
    return _remember_code(text) if len(text) <= SHORT else _tidy(unicodedata.normalize("NFKC", text))


def tidy_text(text: str) -> str:
    """Blanks around, runs of blanks and invisible signs taken off; the others stay as they were typed."""
    return _remember_text(text) if len(text) <= SHORT else _tidy(text)


def same_key(text: str) -> str:
    """The form in which labels and headers are compared: no blanks, one width, small letters."""
    return _remember_key(text) if len(text) <= SHORT else _make_key(text)


def fold_code(text: str) -> str:
    """The form in which codes are compared: in one width, without blanks around, in small letters."""
    return _remember_fold(text) if len(text) <= SHORT else tidy_code(text).casefold()


def _tidy(text: str) -> str:
    return BLANKS.sub(" ", INVISIBLE.sub("", text)).strip()


def _make_key(text: str) -> str:
    return tidy_code(text).replace(" ", "").casefold()


# The same words stand in thousands of cells.
_remember_text = lru_cache(REMEMBERED)(_tidy)
_remember_code = lru_cache(REMEMBERED)(lambda text: _tidy(unicodedata.normalize("NFKC", text)))
_remember_key = lru_cache(REMEMBERED)(_make_key)
_remember_fold = lru_cache(4 * REMEMBERED)(lambda text: tidy_code(text).casefold())
