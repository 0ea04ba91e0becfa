"""Degenerate documents for every method that reads a table, and what it answers: one source for the tests and for docs/methods/degenerate.md.

Scoring methods get the drawn cases of `mcdm.degenerate_table`, the others the example of their page, made degenerate.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from iecscore.methods import METHODS, compute, read_page, say_fault
from iecscore.problems import Misuse
from mcdm.degenerate_table import BASE
from mcdm.degenerate_table import CASES as DRAWN

ORDINARY, NOTED, UNDEFINED, REFUSED = "ordinary", "noted", "null", "refused"
CASES = {
    "a zero": "零值",
    "a negative value": "负值",
    "a constant column": "某列取值全同",
    "identical rows": "各行相同",
    "one alternative": "仅一个方案",
    "one criterion": "仅一个指标",
    "a weight of zero": "权重为零",
    "a gap": "缺失值",
}
TABLES = ("matrix", "ratings", "subsystems", "series", "inputs", "membership", "weights_by_expert")
ALONG_ROWS = {"outputs", "undesirable", "denominators", "judgement_basis", "familiarity"}
ALONG_COLUMNS = {"weights", "types", "goalposts", "targets", "centres", "forced", "blocks", "by", "factors", "bounds", "reference"}
PAIRWISE = ("ahp", "ahp-group")
Document = dict[str, Any]
Rows = list[list[Any]]


@dataclass(frozen=True)
class Outcome:
    """What a method answers: the kind, and what it says."""

    kind: str
    sentences: tuple[str, ...] = ()


def find_tables(document: Document) -> Iterator[tuple[Any, Any]]:
    """Each table of rows and columns in a document, as its holder and the key there."""
    yield from ((document, key) for key in TABLES if key in document)
    yield from ((document[key], number) for key in ("rounds", "matrices") for number in range(len(document.get(key, ()))))
    yield from ((period, "inputs") for period in document.get("periods", ()))


def change(document: Document, how: Callable[[Rows], Rows]) -> Document:
    """The document with all its tables changed."""
    drawn = deepcopy(document)
    for holder, key in find_tables(drawn):
        holder[key] = how(holder[key])
    return drawn


def fill(rows: Rows) -> Rows:
    """Every gap filled with what stands in its column."""
    known = [next((cell for cell in column if cell is not None), 1) for column in zip(*rows, strict=True)]
    return [[known[place] if cell is None else cell for place, cell in enumerate(row)] for row in rows]


def put(value: float | None) -> Callable[[Rows], Rows]:
    """The value into the last row's first cell; for a cell of several grades into each."""

    def change_cell(rows: Rows) -> Rows:
        cell = rows[-1][0]
        return [*rows[:-1], [[value] * len(cell) if isinstance(cell, list) else value, *rows[-1][1:]]]

    return change_cell


def trim(drawn: Document, along: AbstractSet[str]) -> Document:
    """What goes along with the rows, or with the columns, cut to one too."""
    for holder in (drawn, *drawn.get("periods", ())):
        holder.update({key: holder[key][:1] for key in along & set(holder) if isinstance(holder[key], list)})
    return drawn


def draw_table(name: str, document: Document, case: str) -> Document:
    """The document with a case drawn into its tables."""
    of_units = {"groups"} if name == "impute" else set()
    of_criteria = {"groups"} - of_units
    ways: dict[str, Callable[[], Document]] = {
        "a zero": lambda: change(document, put(0)),
        "a negative value": lambda: change(document, put(-1)),
        "a constant column": lambda: change(document, lambda rows: [[rows[0][0], *row[1:]] for row in rows]),
        "identical rows": lambda: change(document, lambda rows: [deepcopy(rows[0]) for _ in rows]),
        "one alternative": lambda: trim(change(document, lambda rows: rows[:1]), ALONG_ROWS | of_units),
        "one criterion": lambda: trim(change(document, lambda rows: [row[:1] for row in rows]), ALONG_COLUMNS | of_criteria),
        "a gap": lambda: change(document, put(None)),
    }
    return ways[case]()


def draw_pairs(document: Document, case: str) -> Document | None:
    """Pairwise matrices: a judgement of zero, below zero, open; all alike; a single thing."""

    def mirror(value: float | None) -> Callable[[Rows], Rows]:
        return lambda rows: [[value if {i, j} == {0, 1} else cell for j, cell in enumerate(row)] for i, row in enumerate(rows)]

    ways: dict[str, Callable[[Rows], Rows]] = {
        "a zero": mirror(0),
        "a negative value": mirror(-1),
        "a gap": mirror(None),
        "identical rows": lambda rows: [[1] * len(rows)] * len(rows),
        "one alternative": lambda _: [[1]],
    }
    return change(document, ways[case]) if case in ways else None


def draw_weight(name: str, document: Document) -> Document | None:
    """The first weight zero, where the method reads weights."""
    if "subjective" in document:
        return document | {"subjective": [0, *document["subjective"][1:]]}
    if "weights" not in {key.name for key in METHODS[name].keys} or not (tables := list(find_tables(document))):
        return None
    holder, key = tables[0]
    return document | {"weights": [0, *document.get("weights", [1] * len(holder[key][0]))[1:]]}


def draw_scoring(case: str) -> Document:
    """The case as it is drawn for the scoring methods, whose base gets the gap too."""
    return change(BASE, put(None)) if case == "a gap" else DRAWN["a zero among benefits" if case == "a zero" else case]


def draw_base(name: str) -> Document:
    """A method's document before it is made degenerate."""
    if METHODS[name].group == "scoring":
        return BASE
    document = read_page(name).example
    return document if name in PAIRWISE else change(document, fill) | ({"replications": 100} if "replications" in document else {})


def draw_case(name: str, case: str) -> Document | None:
    """A method's document for a case; nothing where the case has no meaning for it."""
    document = draw_base(name)
    if METHODS[name].group == "scoring":
        return draw_scoring(case)
    if name in PAIRWISE:
        return draw_pairs(document, case)
    if case == "a weight of zero":
        return draw_weight(name, document)
    return draw_table(name, document, case) if list(find_tables(document)) else None


def find_undefined(result: Document) -> set[str]:
    """The figures of a result in which null stands."""
    return {name for name, figure in result.items() if name not in {"options", "notes"} and has_null(figure)}


def has_null(value: object) -> bool:
    """Whether null stands anywhere in a figure."""
    if isinstance(value, dict | list):
        return any(has_null(item) for item in (value.values() if isinstance(value, dict) else value))
    return value is None


def answer(name: str, document: Document, base: Document) -> Outcome:
    """Run a method; `base` is its result on the document before it was made degenerate, whose notes are not told again."""
    try:
        result = compute(name, document)
    except Misuse as fault:
        return Outcome(REFUSED, (say_fault(fault),))
    notes = tuple(note for note in result.get("notes", ()) if note not in base.get("notes", ()))
    if find_undefined(result) - find_undefined(base):
        return Outcome(UNDEFINED, notes)
    return Outcome(NOTED, notes) if notes else Outcome(ORDINARY)


def run_all() -> dict[str, dict[str, Outcome]]:
    """Every method that has such cases, with its answer to each."""
    rows = {}
    for name in METHODS:
        documents = {case: document for case in CASES if (document := draw_case(name, case)) is not None}
        if documents:
            base = compute(name, draw_base(name))
            rows[name] = {case: answer(name, document, base) for case, document in documents.items()}
    return rows
