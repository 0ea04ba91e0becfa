"""Codes with valid check characters that belong to nobody."""

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ENTERPRISE, PUBLIC = "91", "12"


def credit_code(division: str, number: int, kind: str = ENTERPRISE) -> str:
    """A unified social credit code (GB 32100) of a province or city: `kind`, division, running number, check character."""
    body = f"{kind}{division}MD{_base31(number, 7)}"
    weighted = sum(ALPHABET.index(letter) * 3**place % 31 for place, letter in enumerate(body))
    return body + ALPHABET[(31 - weighted % 31) % 31]


def institution_code(number: int, *, secondary: bool) -> str:
    """A made-up institution code: five digits, ten for secondary schools."""
    return f"{9900000000 + number}" if secondary else f"{99000 + number}"


def _base31(number: int, length: int) -> str:
    digits = ""
    while len(digits) < length:
        number, rest = divmod(number, 31)
        digits = ALPHABET[rest] + digits
    return digits
