"""Parents and pairs in the words of a problem, in each language."""

from collections.abc import Iterable, Sequence

from iecscore.system.model import ROOT
from iecscore.text import LANGUAGES, say


def word_parents(name: str, parents: Iterable[str]) -> dict[str, str]:
    """Parents by their codes, the root as the overall goal: the parameter `name` of a problem in each language."""
    told = tuple(parents)
    return {f"{name}_{language}": say(", ", language).join(_name(parent, language) for parent in told) for language in LANGUAGES}


def word_ratios(name: str, ratios: Iterable[tuple[str, float]]) -> dict[str, str]:
    """Parents, each with its consistency ratio."""
    told = tuple(ratios)
    return {
        f"{name}_{language}": say(", ", language).join(
            say("{parent} (CR {ratio})", language, parent=_name(parent, language), ratio=f"{ratio:.3f}") for parent, ratio in told
        )
        for language in LANGUAGES
    }


def word_pairs(name: str, pairs: Iterable[Sequence[str]]) -> dict[str, str]:
    """Pairs of nodes compared."""
    told = tuple(pairs)
    return {
        f"{name}_{language}": say(", ", language).join(say("{left} vs {right}", language, left=left, right=right) for left, right in told)
        for language in LANGUAGES
    }


def _name(parent: str, language: str) -> str:
    return say("the overall goal", language) if parent == ROOT else parent
