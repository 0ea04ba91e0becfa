"""The streams of the terminal: what it cannot show is replaced, and where nobody reads on, nothing more is said."""

import codecs
import io
import os
import sys
from typing import Final
from unicodedata import east_asian_width

PLAIN: Final = {
    "×": "x", "·": "*", "–": "-", "−": "-", "—": "-", "…": "...", "→": "->", "≥": ">=", "≤": "<=", "²": "2",
    "“": '"', "”": '"', "‘": "'", "’": "'", "⁺": "+", "⁻": "-", "（": " (", "）": ") ", "，": ", ", "：": ": ",
}  # fmt: skip
HANDLER: Final = "iecscore.plain"


def prepare_streams() -> None:
    """Let no sign that a terminal cannot show end the program."""
    codecs.register_error(HANDLER, _replace)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)


def silence() -> None:
    """Send the rest of the output nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    return "".join(_stand_in(sign) for sign in fault.object[fault.start : fault.end]), fault.end


def _stand_in(sign: str) -> str:
    """As wide as the sign, so that tables stay straight."""
    return PLAIN.get(sign, "??" if east_asian_width(sign) in "WF" else "?")
