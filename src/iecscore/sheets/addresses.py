"""Cell addresses: rows and columns are counted from 1, as people do."""

from functools import cache
from typing import Final

LETTERS: Final = 26


@cache
def letter_of(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    front, last = divmod(column - 1, LETTERS)
    return (letter_of(front) if front else "") + chr(ord("A") + last)


@cache
def number_of(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def address_of(row: int, column: int) -> str:
    """A cell as people write it: row 7, column 4 is D7."""
    return f"{letter_of(column)}{row}"
