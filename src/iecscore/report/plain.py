"""The result workbook of a plain table: ranking, weights with their origin, normalised columns, method."""

from collections.abc import Iterator, Sequence
from math import isnan
from pathlib import Path
from typing import Final

from iecscore.problems import Problem
from iecscore.report.book import HEADING, Book, Cell, fit_width, open_report
from iecscore.report.wording import RULES
from iecscore.robustness.free_weights import FreeRanks
from iecscore.scoring import TableRanking
from iecscore.text import say, word_problem
from iecscore.views import view_free, view_free_shares

METHODS: Final = {
    "topsis": (
        "classical TOPSIS (Hwang & Yoon 1981)",
        "Columns are divided by the root of the sum of their squares; for costs 1 minus that.",
        "Score = D⁻ ÷ (D⁺ + D⁻), the distances to the worst and the best that occur in each weighted column; the higher the better.",
    ),
    "weighted-sum": (
        "weighted sum (Fishburn 1967)",
        "Benefits are divided by the largest value, the smallest value by each cost.",
        "Score = Σ w r; the higher the better.",
    ),
    "vikor": (
        "VIKOR (Opricovic & Tzeng 2004)",
        "Columns run from 0, the worst that occurs, to 1, the best.",
        "Score = Q = ½ (S − S*) ÷ (S⁻ − S*) + ½ (R − R*) ÷ (R⁻ − R*), S the weighted sum and R the largest of the regrets; the lower the better.",
    ),
}
ORIGINS: Final = {"equal": "equal for all criteria", "given": "given in the table", **RULES}
MOST_CRITERIA: Final = 16
MOST_RANKS: Final = 30


def write_plain_result(
    ranking: TableRanking, path: Path, language: str, problems: Sequence[Problem] = (), source: str = "", free: FreeRanks | None = None
) -> Path:
    """Write the ranking of a plain table; `problems` are the notes it was made with, `source` its file, `free` its ranks with any weights."""
    title = say(
        "Ranking of {count} alternatives by {method}", language, count=len(ranking.table.names), method=say(METHODS[ranking.method][0], language)
    )
    with open_report(path, title, say("From file {file}", language, file=source) if source else "") as book:
        _write_ranking(book, ranking, title, language)
        _write_weights(book, ranking, language)
        if free:
            _write_free(book, ranking, free, language)
        _write_normalised(book, ranking, language)
        _write_method(book, ranking, problems, language)
    return path


def _write_ranking(book: Book, ranking: TableRanking, title: str, language: str) -> None:
    table = ranking.table
    name = fit_width(table.names, 16, 48)
    paper = book.add(
        say("Ranking", language), title, _name_weights(ranking, language), (8, name, 14, *([14] * len(table.criteria))), wide=_is_wide(ranking)
    )
    heads = (say("Rank", language), say("Name", language), say("Total score", language), *table.criteria)
    looks = ("rank", "name", "ratio", *(["figure"] * len(table.criteria)))
    rows = [(ranking.ranks[row], table.names[row], float(ranking.scores[row]), *table.values[row].tolist()) for row in ranking.order]
    last = paper.table(HEADING, heads, rows, looks)
    paper.freeze(HEADING, HEADING + 1, 2)
    better = say("The higher the score the better.", language) if ranking.higher_is_better else say("The lower the score the better.", language)
    paper.across(last + 1, better, "paragraph")


def _write_weights(book: Book, ranking: TableRanking, language: str) -> None:
    table = ranking.table
    title = say("Weights and their origin", language)
    paper = book.add(say("Weights", language), title, _name_weights(ranking, language), (fit_width(table.criteria, 24, 60), 16, 16, 40))
    heads = [say(text, language) for text in ("Column", "Type", "Weight", "Origin")]
    origin = say(ORIGINS[ranking.rule], language)
    kinds = {1: say("benefit", language), -1: say("cost", language)}
    rows = [(name, kinds[kind], weight, origin) for name, kind, weight in zip(table.criteria, table.types, ranking.weights.tolist(), strict=True)]
    paper.table(HEADING, heads, rows, ("text", "centre", "weight", "text"))
    paper.freeze(HEADING, HEADING + 1, 0)


def _write_free(book: Book, ranking: TableRanking, free: FreeRanks, language: str) -> None:
    """Which ranks the rows have with any weights."""
    first, shares = view_free(ranking, free, language), view_free_shares(ranking, free, language)
    name = fit_width(ranking.table.names, 16, 48)
    widths = (12, name, 14, 14, 14, 60) if free.exact is not None else (12, name, 14, 14, 60)
    paper = book.add(first.title, first.title, first.about, (*widths, *([10] * max(0, len(shares.heads) - len(widths)))), wide=True)
    row = HEADING
    for told in (first, shares) if len(free.shares) <= MOST_RANKS else (first,):
        looks = ["centre" if column in told.right else "text" for column in range(len(told.heads))]
        row = paper.table(row, told.heads, told.rows, looks) + 1
    paper.freeze(HEADING, HEADING + 1, 2)


def _write_normalised(book: Book, ranking: TableRanking, language: str) -> None:
    table = ranking.table
    told = say(METHODS[ranking.method][1], language)
    widths = (fit_width(table.names, 16, 48), *([14] * len(table.criteria)))
    paper = book.add(say("Normalised", language), say("Normalised columns, more is better", language), told, widths, wide=_is_wide(ranking))
    rows: list[tuple[Cell, ...]] = [
        (table.names[row], *(None if isnan(cell) else cell for cell in ranking.normalised[row].tolist())) for row in ranking.order
    ]
    last = paper.table(HEADING, (say("Name", language), *table.criteria), rows, ("name", *(["ratio"] * len(table.criteria))))
    paper.freeze(HEADING, HEADING + 1, 1)
    paper.across(last + 1, say("Blank: the column tells nobody apart and is left out.", language), "paragraph")


def _write_method(book: Book, ranking: TableRanking, problems: Sequence[Problem], language: str) -> None:
    title = say("How these figures were made", language)
    paper = book.add(say("Method", language), title, "", (30, 110))
    for row, (name, text) in enumerate(_list_method(ranking, problems, language), start=HEADING):
        paper.line(row, (name, text), ("label", "text"))


def _list_method(ranking: TableRanking, problems: Sequence[Problem], language: str) -> Iterator[tuple[str, str]]:
    name, normalised, score = (say(text, language) for text in METHODS[ranking.method])
    yield say("Ranked by (method)", language), say("{name} ({key})", language, name=name, key=ranking.method)
    yield say("Weights (weights)", language), say("{name} ({key})", language, name=say(ORIGINS[ranking.rule], language), key=ranking.rule)
    yield say("Normalisation", language), normalised
    yield say("Total score", language), score
    yield say("Ties", language), say("Scores closer than 0.000000001 share the better rank.", language)
    yield say("Limits", language), say("A row that joins or leaves can change scores and the order of others.", language)
    for problem in problems:
        cause, remedy = word_problem(problem, language)
        yield say("Note", language), say("{cause} {remedy}", language, cause=cause, remedy=remedy)


def _name_weights(ranking: TableRanking, language: str) -> str:
    return say("Weights: {origin}", language, origin=say(ORIGINS[ranking.rule], language))


def _is_wide(ranking: TableRanking) -> bool:
    return len(ranking.table.criteria) > MOST_CRITERIA
