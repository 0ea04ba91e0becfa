"""What a figure came from: the cells of workbooks, or the answers of a survey group by group."""

from dash import html
from dash.development.base_component import Component

from iecscore.dashboard.elements import card, data_table
from iecscore.responses import Counted
from iecscore.text import say
from iecscore.views import Explanation, GroupLine, write_figure


def show_origin(view: Explanation, language: str) -> list[Component]:
    """Groups, answers and cells, whichever there are."""
    told = [*_show_groups(view, language), *_show_columns(view, language), *_show_cells(view, language)]
    return told or [html.P(say("No cell of a workbook stands behind this figure.", language), className="about")]


def _show_groups(view: Explanation, language: str) -> list[Component]:
    """Each group of respondents: its items, the sheets that count, its votes, the least there must be, and its mean."""
    if not view.groups:
        return []
    title = say("Who answered", language)
    heads = (
        say("Respondents", language),
        say("Items", language),
        say("Answer sheets counted", language),
        say("Votes", language),
        say("Fewest votes that count", language),
        say("Mean of the answers", language),
        say("Enters the figure", language),
    )
    rows = [_tell_group(group, counted, language) for group, counted in view.groups]
    return [card(title, data_table(title, heads, rows, (2, 3, 4, 5)))]


def _tell_group(group: GroupLine, counted: Counted | None, language: str) -> tuple[str, ...]:
    sheets = group.count if group.mean is None or counted is None else str(counted.sheets)
    enters = say("yes", language) if group.enters else say("no, shown beside", language)
    return (group.name, group.items, sheets, group.count, str(group.minimum), write_figure(group.mean, 4), enters)


def _show_columns(view: Explanation, language: str) -> list[Component]:
    if not view.columns:
        return []
    title = say("Answers behind it", language) if view.asked else say("Answers beside it", language)
    heads = (say("File", language), say("Sheet and cells", language), say("Item", language), say("Cells answered", language))
    rows = [(column.file, f"{column.sheet}!{column.cells}", column.item, str(column.answers)) for column in view.columns]
    told = say("Cells answered are all with an answer; answer sheets counted leave out careless ones and those that answer too few items.", language)
    about = [html.P(told, className="about")] if view.asked else []
    return [card(title, data_table(title, heads, rows, (3,)), *about)]


def _show_cells(view: Explanation, language: str) -> list[Component]:
    if not view.cells:
        return []
    heads = (say("File", language), say("Sheet and cell", language), say("Field", language), say("Content", language), say("Counted", language))
    rows = [(cell.file, f"{cell.sheet}!{cell.cell}", cell.name, cell.content, cell.told) for cell in view.cells]
    return [card(say("Cells it came from", language), data_table(say("Cells, those counted first", language), heads, rows))]
