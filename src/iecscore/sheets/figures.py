"""Read numbers as people type them; what is no exact number is refused, never guessed."""

import re
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Final

from iecscore.sheets.book import Raw
from iecscore.sheets.days import DAY
from iecscore.sheets.refusing import means_nothing, refuse_cell, refuse_state, tells
from iecscore.sheets.tidying import tidy_code
from iecscore.values import Read

CHINESE: Final = {"元": 0, "百元": 2, "千元": 3, "万元": 4, "万": 4, "十万元": 5, "百万元": 6, "千万元": 7, "亿元": 8, "亿": 8}
ENGLISH: Final = {"yuan": 0, "cny": 0, "10k cny": 4, "10k yuan": 4, "10,000 cny": 4, "10,000 yuan": 4, "million cny": 6, "million yuan": 6}
POWERS: Final = CHINESE | ENGLISH
NUMBER: Final = re.compile(r"([+-]?)(\d{1,3}(?:[, ]\d{3})+|\d+)?(\.\d+)?(?:e([+-]?\d{1,2}))?")
UNIT: Final = re.compile("(?:" + "|".join(map(re.escape, sorted(["%", *POWERS], key=len, reverse=True))) + ")$")
ABOUT: Final = re.compile(r"约|近|余|多|左右|上下|以上|以下|不足|超过|大概|估|几|[<>≤≥~～±≈]|\d\s*(?:-|–|—|至|到)\s*\d|about|approx|circa")
LITERAL: Final = re.compile(r'"([^"]*)"|[\\_*!].|\[[^\]]*\]')
SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")
FITS: Final = ""
DIGITS: Final = 15
LARGEST: Final = 10**15


def parse_number(raw: Raw, unit: str = "") -> Read[Decimal]:
    """Read a number below 10¹⁵; with a money `unit` (万元) other money units are converted, with `%` shares are. An empty cell is None."""
    read = _read(raw, unit)
    return read if read.result is None or abs(read.result) < LARGEST else _refuse("sheets.beyond_sums", raw.value)


def _read(raw: Raw, unit: str) -> Read[Decimal]:
    value = raw.value
    if not tells(raw):
        return Read(None, refuse_state(raw))
    if isinstance(value, bool):
        return _refuse("sheets.not_a_number", str(value).upper())
    if isinstance(value, int | float):
        return _read_figure(value, raw.format, unit)
    if isinstance(value, date | time | timedelta):
        return _refuse("sheets.date_for_number", value)
    return _read_text(str(value), unit)


def exact(value: float) -> Decimal:
    """The number a spreadsheet shows: 15 digits, without the dust of binary arithmetic."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{DIGITS}g}")


def _read_figure(value: float, number_format: str, unit: str) -> Read[Decimal]:
    """The number format counts: what people see is a percentage, or an amount in the unit that the format writes behind it."""
    signs = LITERAL.sub("", number_format)
    if not isfinite(value):
        return _refuse("sheets.not_a_number", value)
    if SCALED.search(signs):
        return _refuse("sheets.scaled_format", f"{exact(value):f}", format=number_format)
    if "%" in signs:
        return Read(exact(value) * 100) if _is_share(unit) else _refuse("sheets.percent", f"{exact(value) * 100:f}%")
    written = next((literal.strip() for literal in LITERAL.findall(number_format) if literal.strip() in POWERS), "")
    scale, fault = _fit(written, unit)
    return _refuse(fault, f"{exact(value):f}{written}") if fault else Read(exact(value).scaleb(scale))


def _read_text(told: str, unit: str) -> Read[Decimal]:
    text = tidy_code(told).replace("\u2212", "-").casefold()
    if means_nothing(told):
        return _refuse("sheets.nothing_told", told)
    if DAY.fullmatch(text):
        return _refuse("sheets.date_for_number", told)
    if ABOUT.search(text):
        return _refuse("sheets.about", told)
    negative = text.startswith("(") and text.endswith(")")
    body = text[1:-1].strip() if negative else text
    written = found[0] if (found := UNIT.search(body)) else ""
    number = NUMBER.fullmatch(body.removesuffix(written).strip())
    if not number or not (number[2] or number[3]) or (negative and number[1]) or any(map(_is_odd_digit, told)):
        return _refuse("sheets.number_with_words" if re.search(r"\d", text) and re.search(r"[^\W\d_]", text) else "sheets.not_a_number", told)
    scale, fault = _fit(written, unit)
    if fault:
        return _refuse(fault, told)
    sign = "-" if negative else number[1]
    figure = re.sub("[, ]", "", number[2] or "0")
    return Read(Decimal(f"{sign}{figure}{number[3] or ''}").scaleb(int(number[4] or 0) + scale))


def _fit(written: str, unit: str) -> tuple[int, str]:
    """The power of ten between the unit written and the column's, and the fault of a unit that does not fit."""
    kept = POWERS.get(tidy_code(unit).casefold())
    if not written or (written == "%" and _is_share(unit)):
        return 0, FITS
    if written == "%":
        return 0, "sheets.percent"
    return (0, "sheets.number_with_words") if kept is None else (POWERS[written] - kept, FITS)


def _is_share(unit: str) -> bool:
    return tidy_code(unit) == "%"


def _is_odd_digit(sign: str) -> bool:
    """Superscripts, circled and bracketed figures, which would turn into ordinary digits: 10² is not 102."""
    return sign.isnumeric() and not sign.isdecimal() and unicodedata.normalize("NFKC", sign) != sign


def _refuse(code: str, told: object, **parameters: str) -> Read[Decimal]:
    return Read(None, (refuse_cell(code, told, **parameters),))
