"""Read dates as people type them, day by day; a month alone is no date."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from iecscore.sheets.book import Raw
from iecscore.sheets.refusing import means_nothing, refuse_cell, refuse_state, tells
from iecscore.sheets.tidying import tidy_code
from iecscore.values import Read

DAY: Final = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:[Tt ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
MONTH: Final = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
FIRST, LAST = date(1900, 3, 1), date(2100, 12, 31)
EPOCHS: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
FIRST_SERIAL, LAST_SERIAL = 7000, 74000


def parse_date(raw: Raw, *, epoch_1904: bool = False) -> Read[date]:
    """Read a date: a date cell, `2024-09-01`, `2024.9.1`, `2024年9月1日`, `20240901`, or a serial number. An empty cell is None."""
    value = raw.value
    if not tells(raw):
        return Read(None, refuse_state(raw))
    if isinstance(value, date):
        return _within(value.date() if isinstance(value, datetime) else value, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _read_serial(value, epoch_1904=epoch_1904)
    return _read_text(tidy_code(str(value)), value)


def _read_serial(value: float, *, epoch_1904: bool) -> Read[date]:
    if FIRST_SERIAL <= value <= LAST_SERIAL:
        return Read(EPOCHS[epoch_1904] + timedelta(days=int(value)))
    return _read_text(f"{value:.15g}", value)


def _read_text(text: str, told: object) -> Read[date]:
    if found := DAY.fullmatch(text) or COMPACT.fullmatch(text):
        try:
            return _within(date(int(found[1]), int(found[2]), int(found[3])), told)
        except ValueError:
            return _refuse("sheets.no_such_day", told)
    if means_nothing(told):
        return _refuse("sheets.nothing_told", told)
    return _refuse("sheets.month_only" if MONTH.fullmatch(text) else "sheets.not_a_date", told)


def _within(day: date, told: object) -> Read[date]:
    return Read(day) if FIRST <= day <= LAST else _refuse("sheets.far_date", told)


def _refuse(code: str, told: object) -> Read[date]:
    return Read(None, (refuse_cell(code, told),))
