"""Read codes, texts and yes or no as people type them."""

import re
from datetime import date, time, timedelta
from math import isfinite
from typing import Final

from iecscore.sheets.book import Raw
from iecscore.sheets.refusing import means_nothing, refuse_cell, refuse_state, tells
from iecscore.sheets.tidying import same_key, tidy_code, tidy_text
from iecscore.values import Read

YES: Final = frozenset({"是", "有", "对", "y", "yes", "true", "1", "√", "✓", "✔"})
NO: Final = frozenset({"否", "错", "n", "no", "false", "0", "×", "✗", "✘"})
ZEROS: Final = re.compile("0+")
POWER_OF_TEN: Final = re.compile(r"\d(?:\.\d+)?E\+\d{2,3}")
MOST_DIGITS: Final = 15


def parse_text(raw: Raw, *, code: bool) -> Read[str]:
    """Read text; a `code` in one width. Numbers that lost digits and texts turned into dates are refused. An empty cell is None."""
    value = raw.value
    if not tells(raw):
        return Read(None, refuse_state(raw))
    if isinstance(value, bool):
        return Read(str(value).upper())
    if isinstance(value, int | float):
        return _read_figure(value, raw.format)
    if isinstance(value, date | time | timedelta):
        return Read(None, (refuse_cell("sheets.date_for_text", value),))
    text = tidy_code(str(value)) if code else tidy_text(str(value))
    return Read(None, (refuse_cell("sheets.digits_lost", text),)) if code and POWER_OF_TEN.fullmatch(text) else Read(text)


def _read_figure(value: float, number_format: str) -> Read[str]:
    """A number as the cell shows it: `000000` gives it its leading zeros."""
    if not isfinite(value) or value != int(value):
        return Read(f"{value:.15g}")
    text = f"{int(value)}"
    if len(text) > MOST_DIGITS:
        return Read(None, (refuse_cell("sheets.digits_lost", f"{value:g}"),))
    return Read(text.zfill(len(number_format)) if ZEROS.fullmatch(number_format) else text)


def parse_boolean(raw: Raw) -> Read[bool]:
    """Read yes or no: 是/否, Y/N, yes/no, TRUE/FALSE, 1/0, √/×. An empty cell is None."""
    value = raw.value
    if not tells(raw):
        return Read(None, refuse_state(raw))
    key = same_key(f"{value:g}" if isinstance(value, int | float) else str(value))
    if key in YES or key in NO:
        return Read(key in YES)
    return Read(None, (refuse_cell("sheets.nothing_told" if means_nothing(value) else "sheets.not_yes_or_no", value),))
