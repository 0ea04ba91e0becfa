"""Judgements in YAML: expert, level, parent, then pairs (`T over X: 3`) or a matrix."""

import math
import re
from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any, Final, TypeAlias

from iecscore.content import Document, read_document
from iecscore.panel.answers import SHOWN, Answer, check_answers
from iecscore.panel.scale import read_step
from iecscore.problems import Place, Problem, error
from iecscore.values import Read
from iecscore.weights import Judgements, Tree

EXPERTS, NODES, MATRIX = "experts", "nodes", "matrix"
PAIR: Final = re.compile(r"^\s*(\S+)\s+(?:over|vs|比)\s+(\S+)\s*$")
Keys: TypeAlias = tuple[str | int, ...]
Found: TypeAlias = Iterator[Answer | Problem]


def read_yaml(path: Path, trees: Mapping[str, Tree]) -> Read[Judgements]:
    """Read a judgement file; each fault is a problem with file and line."""
    document = read_document(path)
    if document.problems:
        return Read(None, document.problems)
    found = tuple(_walk(document))
    answers = [item for item in found if isinstance(item, Answer)]
    problems = [item for item in found if isinstance(item, Problem)]
    if problems and not answers:
        return Read(None, tuple(problems))
    read = check_answers(answers, trees, document.place())
    return Read(None if problems else read.result, (*problems, *read.problems))


def _walk(document: Document) -> Found:
    data = document.data
    if not isinstance(data, dict):
        yield error("panel.not_nested", document.place(), key=document.file)
        return
    yield from (error("panel.unknown_key", document.place((key,)), key=str(key), known=EXPERTS) for key in data if key != EXPERTS)
    for expert, levels in _open(data.get(EXPERTS)):
        for level, parents in _open(levels):
            for parent, told in _open(parents):
                yield from _read_parent(document, (EXPERTS, expert, level, parent), told)
            yield from _refuse_flat(document, (EXPERTS, expert, level), parents)
        yield from _refuse_flat(document, (EXPERTS, expert), levels)
    if EXPERTS in data:
        yield from _refuse_flat(document, (EXPERTS,), data[EXPERTS])


def _open(data: object) -> Iterator[tuple[str, Any]]:
    return ((str(key), value) for key, value in data.items()) if isinstance(data, dict) else iter(())


def _refuse_flat(document: Document, keys: Keys, data: object) -> Iterator[Problem]:
    if not isinstance(data, dict):
        yield error("panel.not_nested", document.place(keys), key=str(keys[-1]))


def _read_parent(document: Document, keys: Keys, told: object) -> Found:
    if isinstance(told, dict) and MATRIX in told:
        yield from _read_matrix(document, keys, told)
        return
    yield from _refuse_flat(document, keys, told)
    for pair, value in _open(told):
        place = document.place((*keys, pair))
        if names := PAIR.match(pair):
            yield _answer(keys, (names[1], names[2]), value, place)
        else:
            yield error("panel.pair_form", place, told=pair)


def _read_matrix(document: Document, keys: Keys, told: Mapping[str, Any]) -> Found:
    known = f"{NODES}, {MATRIX}"
    yield from (error("panel.unknown_key", document.place((*keys, key)), key=str(key), known=known) for key in told if key not in {NODES, MATRIX})
    given, rows, at = told.get(NODES), told[MATRIX], (*keys, MATRIX)
    nodes = [str(node) for node in given] if isinstance(given, list) else []
    if not nodes:
        yield error("panel.no_nodes", document.place((*keys, NODES) if NODES in told else at))
        return
    if not isinstance(rows, list) or any(not isinstance(row, list) or len(row) != len(nodes) for row in (*rows, rows)):
        yield error("panel.matrix_shape", document.place(at), size=len(nodes))
        return
    for i, j in combinations_with_replacement(range(len(nodes)), 2):
        if i < j:
            yield _answer(keys, (nodes[i], nodes[j]), rows[i][j], document.place((*at, i, j)))
        yield from _refuse_unequal(document, (*at, j, i), (nodes[j], nodes[i]), rows[j][i], 1.0 if i == j else read_step(rows[i][j]))


def _refuse_unequal(document: Document, keys: Keys, pair: tuple[str, str], told: object, mirrored: float | None) -> Iterator[Problem]:
    value = read_step(told)
    if mirrored is not None and (value is None or not math.isclose(value * mirrored, 1)):
        yield error("panel.not_reciprocal", document.place(keys), pair=" vs ".join(pair), told=str(told)[:SHOWN])


def _answer(keys: Keys, pair: tuple[str, str], told: object, place: Place) -> Answer:
    _, expert, level, parent = (str(key) for key in keys)
    return Answer(expert, level, parent, *pair, told, place)
