"""Codes with a form of their own: credit codes (GB 32100), places (GB/T 2260), programmes."""

import re
from collections.abc import Callable
from typing import Final

from iecscore.problems import NOWHERE, Problem, error
from iecscore.sheets import show

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT: Final = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
PROVINCE: Final = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|81|82)"
WHOLE: Final = re.compile(rf"{PROVINCE}0000")
PLACE: Final = re.compile(rf"{PROVINCE}[0-9]{{4}}")
CITIES_ALONE: Final = frozenset({"11", "12", "31", "50", "81", "82"})
PROGRAMME: Final = re.compile(r"[0-9]{6}(T|K|TK)?")
CATALOGUE: Final = (range(1, 15), range(21, 40), range(41, 60), range(61, 80))


def check_format(name: str, text: str) -> Problem | None:
    """The problem of a code that does not fit its named format."""
    if name == "credit_code":
        return _check_credit(text)
    fits, code = FORMS[name]
    return None if fits(text) else error(code, NOWHERE, told=show(text))


def _check_credit(text: str) -> Problem | None:
    if not CREDIT.fullmatch(text):
        return error("workbook.credit_form", NOWHERE, told=show(text), count=len(text))
    expected = check_character(text[:17])
    return None if text[17] == expected else error("workbook.credit_check", NOWHERE, told=text, expected=expected)


def check_character(body: str) -> str:
    """The check character of the first 17 signs of a credit code (GB 32100)."""
    total = sum(ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return ALPHABET[-total % 31]


def _is_province(text: str) -> bool:
    return bool(WHOLE.fullmatch(text))


def _is_city(text: str) -> bool:
    return bool(PLACE.fullmatch(text)) and (not WHOLE.fullmatch(text) or text[:2] in CITIES_ALONE)


def _is_programme(text: str) -> bool:
    return bool(PROGRAMME.fullmatch(text)) and any(int(text[:2]) in part for part in CATALOGUE)


FORMS: Final[dict[str, tuple[Callable[[str], bool], str]]] = {
    "province": (_is_province, "workbook.province"),
    "city": (_is_city, "workbook.city"),
    "programme_code": (_is_programme, "workbook.programme"),
}
