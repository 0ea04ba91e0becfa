"""The sheet of dimension and criterion scores."""

from iecscore.report.book import HEADING, Book, Paper
from iecscore.report.layout import Listed, list_left, list_nodes, list_units, write_left
from iecscore.scoring import INDEX
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation

FIRST = HEADING + 3


def write_nodes(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    """Write the scores of dimensions and criteria, withheld ones blank."""
    tree = list_nodes(evaluation, system)
    nodes = [node for dimension, criteria in tree.items() for node in (dimension, *criteria)]
    listed = list_units(evaluation, system, language)
    left = list_left(listed, language)
    title = say("Scores of dimensions and criteria", language)
    note = say("0 to 100, weighted means of goalpost scores. Blank: withheld, too little of the weight is there.", language)
    if evaluation.options.method == INDEX:
        note = say("Joined node by node by the rules of the method sheet, on the scale the chain normalises to. Blank: no figure.", language)
    paper = book.add(say("Dimensions and criteria", language), title, note, (*left.widths, 10, *([12] * len(nodes))), wide=True)
    write_left(paper, left, FIRST)
    paper.merge(HEADING, left.count, FIRST - 1, left.count, say("Total score", language), "head")
    bands = [dimension for dimension, criteria in tree.items() for _ in (dimension, *criteria)]
    paper.bands(HEADING, left.count + 1, bands, [f"{key} {system.dimensions[key].say(language)}" for key in bands], "head")
    for column, node in enumerate(nodes, start=left.count + 1):
        whole = node in tree
        name = say("Dimension", language) if whole else f"{node} {system.node_name(node).say(language)}"
        paper.put(HEADING + 1, column, name, "head_light" if whole else "head_small")
        paper.put(HEADING + 2, column, evaluation.weights.overall(node), "head_share")
    _write_scores(paper, evaluation, nodes, listed, left.count)
    paper.freeze(HEADING, FIRST, left.count + 1)


def _write_scores(paper: Paper, evaluation: Evaluation, nodes: list[str], listed: tuple[Listed, ...], column: int) -> None:
    found = {(item.unit, item.node): item.score for item in evaluation.nodes}
    for row, item in enumerate(listed, start=FIRST):
        paper.put(row, column, item.row.score, "total" if item.row.score is not None else "empty")
        scores = [found.get((item.unit.code, node)) for node in nodes]
        paper.line(row, scores, ["empty" if score is None else "score" for score in scores], column + 1)
    paper.colour(FIRST, column + 1, FIRST + len(listed) - 1, column + len(nodes))
