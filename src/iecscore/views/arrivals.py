"""What has come in of a round: by unit, by table, and what is still asked back, cell by cell."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iecscore.problems import Problem, Severity
from iecscore.store import ANSWERS, Filed
from iecscore.system import System
from iecscore.text import say, word_problem
from iecscore.values import Rows, Unit


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: the parts in force and whether any was handed in more than once, rows, answers, open queries."""

    unit: str
    name: str
    parts: int
    again: int
    rows: int
    answers: int
    queries: int


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table: how many units told something in it, and how many rows."""

    table: str
    name: str
    units: int
    rows: int


@dataclass(frozen=True, slots=True)
class QueryLine:
    """What is asked back, or only told, about a cell."""

    severity: str
    place: str
    cause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What has come in of a round."""

    year: int
    units: tuple[UnitLine, ...]
    tables: tuple[TableLine, ...]
    queries: tuple[QueryLine, ...]


def view_arrivals(
    year: int, filed: Sequence[Filed], rows: Sequence[Rows], problems: Sequence[Problem], units: Sequence[Unit], system: System, language: str
) -> Arrivals:
    """What has come in; `rows` are the tables in force, `problems` what is stored with them."""
    own = [item for item in rows if item.year == year]
    asked = [problem for problem in problems if problem.severity is Severity.QUERY]
    told = sorted(problems, key=lambda problem: (problem.severity is not Severity.QUERY, problem.place))
    queries = tuple(_query(problem, language) for problem in told)
    return Arrivals(year, tuple(_list_units(filed, asked, units)), tuple(_list_tables(own, system, language)), queries)


def _list_units(filed: Sequence[Filed], asked: Sequence[Problem], units: Sequence[Unit]) -> Iterable[UnitLine]:
    names = {unit.code: unit.name for unit in units}
    files = {(item.file, item.unit) for item in filed if item.current}
    open_in = Counter(unit for problem in asked for unit in {unit for file, unit in files if file == problem.place.file})
    for unit in sorted({item.unit for item in filed if item.current}):
        held = [item for item in filed if item.unit == unit and item.current]
        parts, answers = [item for item in held if item.kind != ANSWERS], [item for item in held if item.kind == ANSWERS]
        again = sum(item.version > 1 for item in held)
        rows = sum(item.rows for item in parts)
        yield UnitLine(unit, names.get(unit, ""), len(parts), again, rows, sum(item.rows for item in answers), open_in[unit])


def _list_tables(rows: Sequence[Rows], system: System, language: str) -> Iterable[TableLine]:
    for key, table in system.tables.items():
        told = [item for item in rows if item.table == key and item.rows]
        yield TableLine(key, table.name.say(language), len({item.unit for item in told}), sum(len(item.rows) for item in told))


def _query(problem: Problem, language: str) -> QueryLine:
    said = word_problem(problem, language)
    severity = say("query", language) if problem.severity is Severity.QUERY else say("note", language)
    return QueryLine(severity, str(problem.place), said.cause, said.remedy)
