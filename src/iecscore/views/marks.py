"""The marks in place of a score: missing, not applicable, suppressed, and withheld where too much below is one of these."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from iecscore.text import say
from iecscore.values import Evaluation, Status

MISSING: Final = "missing"
NOT_APPLICABLE: Final = "not_applicable"
SUPPRESSED: Final = "suppressed"
WITHHELD: Final = "withheld"
LOOKS: Final[Mapping[str, str]] = {
    MISSING: MISSING,
    NOT_APPLICABLE: NOT_APPLICABLE,
    SUPPRESSED: SUPPRESSED,
    Status.BELOW_MINIMUM: SUPPRESSED,
    WITHHELD: SUPPRESSED,
}
WORDS: Final[Mapping[str, str]] = {
    MISSING: "missing",
    NOT_APPLICABLE: "not applicable",
    SUPPRESSED: "suppressed",
    Status.BELOW_MINIMUM: "too few",
    WITHHELD: "withheld",
}


def word_mark(kind: str, language: str) -> str:
    """A mark in words."""
    return say(WORDS[kind], language)


def mark_nodes(evaluation: Evaluation, among: Collection[str] | None = None) -> dict[tuple[str, str], str]:
    """Which mark stands in place of the score of each node that has none, by unit and node; of all units, or of those among some."""
    lacking = [(item.unit, item.node) for item in evaluation.nodes if item.score is None and (among is None or item.unit in among)]
    if not lacking:
        return {}
    leaves = _list_leaves(evaluation)
    units = {unit for unit, _ in lacking}
    known = {(item.unit, item.indicator): Status.VALUE if item.scored else item.status for item in evaluation.values if item.unit in units}
    return {(unit, node): _mark({known.get((unit, leaf), Status.MISSING) for leaf in leaves.get(node, ())}) for unit, node in lacking}


def _list_leaves(evaluation: Evaluation) -> dict[str, tuple[str, ...]]:
    """The indicators below each node."""
    children: dict[str, list[str]] = {}
    for item in evaluation.weights.nodes:
        children.setdefault(item.parent, []).append(item.node)

    def gather(node: str) -> Iterator[str]:
        for child in children.get(node, ()):
            yield from gather(child) if child in children else (child,)

    return {node: tuple(gather(node)) for node in children}


def _mark(found: set[Status]) -> str:
    if Status.VALUE in found:
        return WITHHELD
    if found == {Status.NOT_APPLICABLE}:
        return NOT_APPLICABLE
    return SUPPRESSED if found <= {Status.SUPPRESSED, Status.BELOW_MINIMUM, Status.NOT_APPLICABLE} else MISSING
