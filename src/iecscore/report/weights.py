"""The weights sheet: every node with where its weight comes from, and how consistent the judgements were."""

from collections.abc import Iterator

from iecscore.report.book import HEADING, Book, Cell, Paper
from iecscore.report.wording import COMBINATIONS, INDICES, name_choice, name_origins, name_weights
from iecscore.system import ROOT, System
from iecscore.text import say, word_problem
from iecscore.values import Consistency, Evaluation, NodeWeight, Weights
from iecscore.views import DASH, name_node
from iecscore.weights import CR_LIMIT, FIRST_SIZE, random_index

HEADS = ("Unit code", "Name", "Weight within parent", "Weight in the whole", "Origin")
CONSISTENCY = ("Judged under", "Name", "Judgements of", "Nodes", "Largest eigenvalue", "Random index", "Consistency ratio", "Verdict")


def write_weights(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    """Write every weight, and below what is to be said of them."""
    paper = book.add(say("Weights", language), say("Weights and their origin", language), _subtitle(evaluation, language), (14, 52, 18, 18, 40))
    paper.line(HEADING, [say(text, language) for text in HEADS], ["head"] * len(HEADS))
    nodes, origins = tuple(list_branches(evaluation.weights)), name_origins(evaluation, system, language)
    for row, node in enumerate(nodes, start=HEADING + 1):
        _write_node(paper, row, node, system, origins[node.parent], language)
    paper.freeze(HEADING, HEADING + 1, 0)
    told = [word_problem(note, language) for note in evaluation.weights.notes]
    row = HEADING + len(nodes) + 2
    if told:
        paper.put(row, 0, say("To be said of these weights", language), "section")
    for offset, sentences in enumerate(told, start=1):
        paper.across(row + offset, say("{cause} {remedy}", language, cause=sentences.cause, remedy=sentences.remedy), "paragraph")


def write_consistency(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    """Write how consistent the judgements are, parent by parent: the panel's, joined, then each expert's own; with the random index named."""
    rows = [row for item in evaluation.weights.consistency for row in _list_consistency(item, system, language)]
    looks = ("code", "text", "text", "integer", "ratio", "text", "ratio", "centre")
    joined = "Several experts are joined by the geometric mean of their judgements; below the panel stands each expert's own consistency."
    told = say(joined, language)
    paper = book.add(say("Consistency", language), say("Consistency of the judgements", language), told, (12, 40, 24, 10, 16, 36, 16, 16))
    last = paper.table(HEADING, [say(text, language) for text in CONSISTENCY], rows, looks)
    paper.freeze(HEADING, HEADING + 1, 0)
    rule = "Consistent: a ratio up to {limit}. Ratio = (eigenvalue − n) ÷ ((n − 1) × random index); two nodes are always consistent."
    paper.across(last + 1, say(rule, language, limit=f"{CR_LIMIT:.2f}"), "paragraph")


def list_branches(weights: Weights, parent: str = ROOT) -> Iterator[NodeWeight]:
    """Every node, each followed by what lies under it."""
    for node in weights.nodes:
        if node.parent == parent:
            yield node
            yield from list_branches(weights, node.node)


def _subtitle(evaluation: Evaluation, language: str) -> str:
    told = name_weights(evaluation.options, language)
    if len(evaluation.options.weights.split("+")) > 1:
        told += " · " + say("joined by: {rule}", language, rule=name_choice(COMBINATIONS, evaluation.options.combine, language))
    return told


def _write_node(paper: Paper, row: int, node: NodeWeight, system: System, origin: str, language: str) -> None:
    depth = 0 if node.node in system.dimensions else 2 if node.node in system.indicators else 1
    look = ("band", "label", "text")[depth]
    paper.put(row, 0, node.node, look, indent=depth)
    paper.put(row, 1, name_node(system, node.node, language), look, indent=depth)
    paper.line(row, (node.local, node.overall, origin), ("weight", "weight", "text"), 2)


def _list_consistency(item: Consistency, system: System, language: str) -> Iterator[list[Cell]]:
    parent: list[Cell] = [DASH if item.parent == ROOT else item.parent, name_node(system, item.parent, language)]
    panel = say("panel, {count} experts", language, count=item.experts) if item.experts > 1 else say("one expert", language)
    own = ((each.expert, each.lambda_max, each.ratio) for each in item.each)
    for whose, peak, ratio in ((panel, item.lambda_max, item.ratio), *own):
        verdict = say("consistent", language) if ratio <= CR_LIMIT else say("not consistent", language)
        yield [*parent, whose, item.size, peak, _name_index(item), ratio, verdict]


def _name_index(item: Consistency) -> str:
    named = INDICES[item.random_index]
    return f"{random_index(item.random_index, item.size):.4g} ({named})" if item.size >= FIRST_SIZE else DASH
