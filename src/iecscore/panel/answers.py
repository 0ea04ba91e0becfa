"""What an expert wrote, wherever it stands, checked against the trees."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from typing import Final

from iecscore.panel.scale import read_step
from iecscore.problems import Place, Problem, error
from iecscore.values import Read
from iecscore.weights import Comparison, Judgements, Tree
from iecscore.weights.naming import word_pairs, word_parents

SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """One pair as written, and where; `told` is none where the cell is blank."""

    expert: str
    level: str
    parent: str
    left: str
    right: str
    told: object
    place: Place


def check_answers(answers: Sequence[Answer], trees: Mapping[str, Tree], file: Place) -> Read[Judgements]:
    """Judgements, where every answer is a pair of the tree, told once, on the scale, and every parent touched is complete."""
    if not any(answer.told is not None for answer in answers):
        return Read(None, (error("panel.empty", file),))
    problems = [problem for answer in answers for problem in _check_pair(answer, trees)]
    if not problems:
        problems = [*_find_twice(answers), *_find_off_scale(answers), *_find_open(answers, trees)]
    if problems:
        return Read(None, tuple(problems))
    return Read(Judgements(tuple(_compare(answer) for answer in answers if answer.told is not None)))


def _compare(answer: Answer) -> Comparison:
    value = read_step(answer.told)
    assert value is not None  # noqa: S101 - `_find_off_scale` saw to it
    return Comparison(answer.expert, answer.level, answer.parent, answer.left, answer.right, value)


def _check_pair(answer: Answer, trees: Mapping[str, Tree]) -> Iterator[Problem]:
    if answer.level not in trees:
        yield _unknown("panel.unknown_level", answer.level, trees, answer.place)
        return
    children = trees[answer.level].children
    if answer.parent not in children:
        yield _unknown("panel.unknown_parent", answer.parent, children, answer.place)
        return
    for node in (answer.left, answer.right):
        if node not in children[answer.parent]:
            yield _unknown("panel.unknown_node", node, children[answer.parent], answer.place, parent=answer.parent)
    if answer.left == answer.right:
        yield error("panel.same_node", answer.place, node=answer.left)


def _unknown(code: str, given: str, known: Iterable[str], place: Place, **words: str) -> Problem:
    names = list(known)
    nearest = get_close_matches(given, names, 1, 0)
    return error(code, place, given=given, nearest=nearest[0] if nearest else "", known=", ".join(names), **words)


def _find_twice(answers: Sequence[Answer]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], Answer] = {}
    for answer in answers:
        key = (answer.expert, answer.level, answer.parent, *sorted((answer.left, answer.right)))
        if key in first:
            yield error("panel.pair_twice", answer.place, left=answer.left, right=answer.right, expert=answer.expert, first=str(first[key].place))
        first.setdefault(key, answer)


def _find_off_scale(answers: Sequence[Answer]) -> Iterator[Problem]:
    for answer in answers:
        if answer.told is not None and read_step(answer.told) is None:
            yield error("panel.off_scale", answer.place, told=str(answer.told)[:SHOWN], left=answer.left, right=answer.right)


def _find_open(answers: Sequence[Answer], trees: Mapping[str, Tree]) -> Iterator[Problem]:
    told: dict[tuple[str, str, str], list[Answer]] = {}
    for answer in answers:
        told.setdefault((answer.expert, answer.level, answer.parent), []).append(answer)
    for (expert, level, parent), mine in told.items():
        given = [answer for answer in mine if answer.told is not None]
        pairs = {frozenset((answer.left, answer.right)) for answer in given}
        gaps = [pair for pair in combinations(trees[level].children[parent], 2) if frozenset(pair) not in pairs]
        if given and gaps:
            blank = (answer.place for answer in mine if answer.told is None and {answer.left, answer.right} in [*map(set, gaps)])
            place = next(blank, given[0].place)
            yield error("panel.pairs_missing", place, expert=expert, **word_parents("parent", [parent]), **word_pairs("pairs", gaps))
