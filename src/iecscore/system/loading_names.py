"""Name what was probably meant, and words in both languages for problems."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from iecscore.text import say

SHOWN: Final = 12


def find_nearest(word: str, known: Iterable[object]) -> str:
    """The known name most like a word; a dash when nothing is known."""
    names = [str(name) for name in known]
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), folded, 1, 0.0)
    return folded[close[0]] if close else "–"


def list_known(known: Iterable[object]) -> str:
    """The known names, cut off when there are too many to read."""
    names = [str(name) for name in known]
    return ", ".join(names[:SHOWN]) + (f", … ({len(names)})" if len(names) > SHOWN else "") if names else "–"


def offer_names(word: str, known: Iterable[object]) -> dict[str, str]:
    """The parameters of every problem about an unknown name."""
    names = [str(name) for name in known]
    return {"name": word, "nearest": find_nearest(word, names), "known": list_known(names)}


def say_both(name: str, message: str, **parameters: object) -> dict[str, str]:
    """A parameter worded in both languages: `name_en` and `name_zh`."""
    return {f"{name}_{language}": say(message, language, **parameters) for language in ("en", "zh")}
