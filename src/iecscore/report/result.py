"""The result workbook: what one sends to a ministry, and can defend line by line."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from iecscore.problems import Problem
from iecscore.report.book import Book
from iecscore.report.method import method_rows
from iecscore.system.model import System
from iecscore.text import say, word_problem
from iecscore.values import Evaluation, IndicatorValue, RankRow, Status, Unit

FIRST_ROW = 4
MARKS = {
    Status.MISSING: "missing",
    Status.NOT_APPLICABLE: "not applicable",
    Status.SUPPRESSED: "suppressed",
    Status.BELOW_MINIMUM: "too few",
}


def write_result(evaluation: Evaluation, system: System, problems: Sequence[Problem], path: Path, language: str, label: str = "") -> Path:
    """Write the result workbook of an evaluation; `problems` are the open queries of its data."""
    level = system.levels[evaluation.options.level]
    title = say(
        "{system}: {level}, round {round}",
        language,
        system=system.name.say(language),
        level=level.plural.say(language),
        round=evaluation.options.round,
    )
    with Book(path, title, label) as book:
        _write_ranking(book, evaluation, system, title, language)
        _write_nodes(book, evaluation, system, language)
        _write_values(book, evaluation, system, language)
        _write_scores(book, evaluation, system, language)
        _write_weights(book, evaluation, system, language)
        _write_problems(book, evaluation, system, problems, language)
        _write_method(book, evaluation, system, language)
    return path


def league_name(system: System, level: str, league: Sequence[str], language: str) -> str:
    """The name of a league from the wording of its columns' codes."""
    return " · ".join(_code_name(system, place, code, language) for place, code in zip(system.levels[level].league, league, strict=True)) or say(
        "all", language
    )


def _code_name(system: System, place: str, code: str, language: str) -> str:
    table, column = place.split(".")
    dictionary = system.tables[table].columns[column].dictionary
    codes = system.dictionaries[dictionary].codes if dictionary else {}
    return codes[code].say(language) if code in codes else code


def _ordered(evaluation: Evaluation) -> list[RankRow]:
    return sorted(evaluation.ranking, key=lambda row: (row.league, row.rank is None, row.rank or 0, row.unit))


def _units(evaluation: Evaluation) -> dict[str, Unit]:
    return {unit.code: unit for unit in evaluation.units}


def _write_ranking(book: Book, evaluation: Evaluation, system: System, title: str, language: str) -> None:
    level, units, dimensions = evaluation.options.level, _units(evaluation), tuple(system.levels[evaluation.options.level].tree)
    sheet = book.sheet(
        say("Ranking", language), title, say("Evaluation {id}", language, id=evaluation.id[:16]), (7, 11, 44, 9, 10, 11, 11, 9, *([10] * 3), 30)
    )
    heads = [say(text, language) for text in ("Rank", "Code", "Name", "Score", "Tier", "Lowest-case rank", "Rank by the other method", "Coverage")]
    heads += [system.dimensions[key].say(language) for key in dimensions] + [say("Remark", language)]
    node = {(item.unit, item.node): item.score for item in evaluation.nodes}
    tiers = {tier.key: tier.name.say(language) for tier in system.levels[level].tiers}
    row = FIRST_ROW
    for league in sorted({item.league for item in evaluation.ranking}):
        sheet.write_string(row, 0, league_name(system, level, league, language), book.style("title"))
        rows = [
            (*_place(item, units[item.unit], tiers, language), *(node.get((item.unit, key)) for key in dimensions), remark(system, item, language))
            for item in _ordered(evaluation)
            if item.league == league
        ]
        styles = ("integer", "text", "text", "score", "text", "integer", "integer", "share", *(["score"] * len(dimensions)), "wrap")
        row = book.table(sheet, row + 1, heads, rows, styles) + 1


def _place(row: RankRow, unit: Unit, tiers: dict[str, str], language: str) -> tuple[object, ...]:
    rank = row.rank if row.rank is not None else say("not ranked", language)
    return rank, unit.code, unit.name, row.score, tiers.get(row.tier, row.tier), row.lowest_rank, row.other_rank, row.coverage


def remark(system: System, row: RankRow, language: str) -> str:
    """Why a unit is not ranked."""
    if not row.withheld:
        return ""
    names = "、".join(f"{node} {system.node_name(node).say(language)}" for node in row.withheld)
    return say("not ranked: missing {names}", language, names=names)


def _write_nodes(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    tree = system.levels[evaluation.options.level].tree
    nodes = [node for dimension, criteria in tree.items() for node in (dimension, *criteria)]
    found = {(item.unit, item.node): item.score for item in evaluation.nodes}
    sheet = book.sheet(
        say("Dimensions and criteria", language),
        say("Scores of dimensions and criteria, 0 to 100", language),
        say("Empty: withheld, less than the least weight is there", language),
        (11, 44, *([11] * len(nodes))),
    )
    heads = [say("Code", language), say("Name", language), *(f"{node} {system.node_name(node).say(language)}" for node in nodes)]
    units = _units(evaluation)
    rows = [(item.unit, units[item.unit].name, *(found.get((item.unit, node)) for node in nodes)) for item in _ordered(evaluation)]
    book.table(sheet, FIRST_ROW, heads, rows, ("text", "text", "score"))
    sheet.freeze_panes(FIRST_ROW + 1, 2)


def _matrix_sheet(book: Book, evaluation: Evaluation, system: System, language: str, name: str, subtitle: str) -> tuple[Worksheet, list[str]]:
    codes = evaluation.scores.indicators
    sheet = book.sheet(say(name, language), say(name, language), subtitle, (11, 36, *([10] * len(codes))))
    heads = [say("Code", language), say("Name", language), *(f"{code} {system.indicators[code].name.say(language)}" for code in codes)]
    return sheet, heads


def _write_values(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    told = say(
        "A mark stands where there is no value: missing, not applicable, suppressed; “too few”: below the minimum denominator, shown and not scored",
        language,
    )
    sheet, heads = _matrix_sheet(book, evaluation, system, language, "Indicator values", told)
    values = {(value.unit, value.indicator): value for value in evaluation.values}
    shown = partial(_shown, language=language)
    units = _units(evaluation)
    second = ["", say("Unit of measure", language), *(system.indicators[code].unit.say(language) for code in evaluation.scores.indicators)]
    rows: list[Sequence[object]] = [second]
    rows += [
        (item.unit, units[item.unit].name, *(shown(values.get((item.unit, code))) for code in evaluation.scores.indicators))
        for item in _ordered(evaluation)
    ]
    book.table(sheet, FIRST_ROW, heads, rows, ("text", "text", "value"))
    sheet.freeze_panes(FIRST_ROW + 2, 2)


def _shown(value: IndicatorValue | None, language: str) -> float | str | None:
    if value is None:
        return None
    if value.status is Status.BELOW_MINIMUM and value.value is not None:
        return f"{value.value:.2f} ({say('too few', language)})"
    return value.value if value.status is Status.VALUE else say(MARKS[value.status], language)


def _write_scores(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    sheet, heads = _matrix_sheet(
        book, evaluation, system, language, "Indicator scores", say("Goalpost scores, 0 to 100; empty: not scored", language)
    )
    units, scores = _units(evaluation), evaluation.scores
    place = {unit: row for row, unit in enumerate(scores.units)}
    rows = [
        (item.unit, units[item.unit].name, *(None if cell != cell else 100 * float(cell) for cell in scores.values[place[item.unit]]))  # noqa: PLR0124 - NaN
        for item in _ordered(evaluation)
    ]
    book.table(sheet, FIRST_ROW, heads, rows, ("text", "text", "score"))
    sheet.freeze_panes(FIRST_ROW + 1, 2)


def _write_weights(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    origin = say("Origin: {origin}", language, origin=say(evaluation.weights.origin, language))
    sheet = book.sheet(say("Weights", language), say("Weights", language), origin, (10, 40, 10, 14, 14))
    heads = [say(text, language) for text in ("Node", "Name", "Parent", "Weight in parent", "Weight in the whole")]
    rows = [(item.node, system.node_name(item.node).say(language), item.parent, item.local, item.overall) for item in evaluation.weights.nodes]
    row = book.table(sheet, FIRST_ROW, heads, rows, ("key", "text", "text", "weight", "weight")) + 1
    if evaluation.weights.consistency:
        heads = [say(text, language) for text in ("Judgements under", "Random index", "Size", "Largest eigenvalue", "Consistency ratio")]
        told = [(item.parent, item.random_index, item.size, item.lambda_max, item.ratio) for item in evaluation.weights.consistency]
        book.table(sheet, row, heads, told, ("key", "text", "integer", "weight", "weight"))


def _write_problems(book: Book, evaluation: Evaluation, system: System, problems: Sequence[Problem], language: str) -> None:
    sheet = book.sheet(say("Problems", language), say("Problems, queries and flags", language), "", (34, 26, 60, 60))
    heads = [say(text, language) for text in ("File", "Place", "What is wrong", "What to do")]
    rows = [
        (told.place.file, f"{told.place.sheet} {told.place.cell}".strip(), *word_problem(told, language)) for told in (*problems, *evaluation.notes)
    ]
    row = book.table(sheet, FIRST_ROW, heads, rows, ("wrap",)) + 1
    flagged = [
        (value.unit, f"{value.indicator} {system.indicators[value.indicator].name.say(language)}", say(flag, language))
        for value in evaluation.values
        for flag in value.flags
    ]
    book.table(sheet, row, [say(text, language) for text in ("Unit", "Indicator", "Flag")], flagged, ("wrap",))


def _write_method(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    sheet = book.sheet(say("Method", language), say("How these figures were made", language), "", (34, 110))
    book.table(sheet, FIRST_ROW, [say("Option", language), say("In force", language)], method_rows(evaluation, system, language), ("key", "wrap"))
