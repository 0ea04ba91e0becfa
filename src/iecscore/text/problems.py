"""Word a problem: what is wrong, and what to do."""

from typing import NamedTuple

from iecscore.problems import Problem
from iecscore.text.faults import FAULTS
from iecscore.text.speech import say


class Sentences(NamedTuple):
    """Cause and remedy of a problem, in one language."""

    cause: str
    remedy: str


def word_problem(problem: Problem, language: str) -> Sentences:
    """Word a problem; parameters given as `name_en`/`name_zh` pairs fill `{name}` in the language asked for."""
    words = problem.words
    for name, value in tuple(words.items()):
        if name.endswith(f"_{language}"):
            words[name.removesuffix(f"_{language}")] = value
    fault = FAULTS[problem.code]
    return Sentences(say(fault.cause, language).format(**words), say(fault.remedy, language).format(**words))
