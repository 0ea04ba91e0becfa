"""The sheet on how sure the ranks are: intervals and tiers unit by unit, sentences on neighbours, then the tables."""

from iecscore.report.book import HEADING, Book, Cell, Paper, fit_width
from iecscore.robustness.assessment import Assessment
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import DoubtLeague, DoubtView, view_robustness

PLACES = ("Rank", "90 % interval", "Confidence set", "Method range")
HEADS = (*PLACES, "Unit code", "Name", "Compromise", "Median rank", "Mean score", "Spread of the score")
LOOKS = ("centre", "centre", "centre", "centre", "code", "name", "centre", "centre", "score", "score")


def write_robustness(book: Book, evaluation: Evaluation, assessment: Assessment, system: System, language: str) -> None:
    """Write the sheet."""
    view = view_robustness(evaluation, assessment, system, language)
    names = fit_width([line.name for league in view.leagues for line in league.lines], 20, 48)
    tops = next((line.top for league in view.leagues for line in league.lines), ())
    widths = (8, 12, 14, 14, 11, names, 10, 10, 12, 12, 10, *([10] * len(tops)), *([12] * len(view.tiers)), 12)
    paper = book.add(say("Robustness", language), view.title, view.made, widths, wide=True)
    shares = (say("First", language), *(say("Among the first {count}", language, count=top) for top, _ in tops), *view.tiers)
    heads = (*(say(head, language) for head in HEADS), *shares, say("Largest standard error of these shares", language))
    paper.line(HEADING, heads, ["head"] * len(HEADS) + ["head_light"] * (len(shares) + 1))
    row = HEADING + 1
    for league in view.leagues:
        row = _write_league(paper, row, league)
    paper.freeze(HEADING, HEADING + 1, 6)
    row = _write_notes(paper, row + 1, view, language)
    _write_sentences(paper, row + 1, view, language)
    if view.tables:
        _write_tables(book, view, language)


def _write_league(paper: Paper, row: int, league: DoubtLeague) -> int:
    paper.merge(row, 0, row, paper.columns - 1, league.name, "band")
    for offset, line in enumerate(league.lines, start=1):
        known = (line.rank, line.interval, line.confident, line.methods, line.unit, line.name, line.compromise, line.median, line.mean, line.spread)
        shares = (line.first, *(share for _, share in line.top), *(share for _, share in line.tiers), line.error)
        told: list[tuple[Cell, str]] = [*zip(known, LOOKS, strict=True), *((share, "share") for share in shares)]
        paper.line(row + offset, [cell for cell, _ in told], [look if cell is not None else "empty" for cell, look in told])
    return row + len(league.lines) + 1


def _write_notes(paper: Paper, row: int, view: DoubtView, language: str) -> int:
    paper.put(row, 0, say("How to read this", language), "section")
    for offset, text in enumerate(view.notes, start=1):
        paper.across(row + offset, text, "paragraph")
    return row + len(view.notes) + 1


def _write_sentences(paper: Paper, row: int, view: DoubtView, language: str) -> None:
    """What is said of the neighbours of each league: of those that cannot be told apart one by one, of the others how many there are."""
    paper.put(row, 0, say("Neighbours in the ranking", language), "section")
    for league in view.leagues:
        for text in (league.name, *league.doubtful, league.counted) if league.counted else ():
            row += 1
            paper.across(row, text, "band" if text == league.name else "paragraph")


def _write_tables(book: Book, view: DoubtView, language: str) -> None:
    columns = max(len(table.heads) for table in view.tables)
    title = say("Sources of doubt", language)
    paper = book.add(title, view.title, view.made, (46, 46, *([30] * (columns - 2))))
    row = HEADING
    for table in view.tables:
        paper.put(row, 0, table.title, "section")
        paper.across(row + 1, table.about, "paragraph")
        looks = ["centre" if column in table.right else "text" for column in range(len(table.heads))]
        row = paper.table(row + 2, table.heads, table.rows, looks) + 1
