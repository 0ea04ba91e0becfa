"""What has come in of a round, and what is still asked back."""

from dataclasses import dataclass
from typing import Final

import dash_mantine_components as dmc
from dash import Input, Output, html
from dash.development.base_component import Component

from iecscore.dashboard.elements import card, data_table, empty
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.visiting import Visit
from iecscore.system.closed import Closed
from iecscore.text import say
from iecscore.views.arrivals import Arrivals, view_arrivals

KIND: Final = "arrivals"
MOST: Final = 300


class Options(Closed):
    """Nothing to choose."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What has come in of one of the rounds."""

    rounds: tuple[int, ...]
    view: Arrivals | None


def load(visit: Visit, _options: Options) -> Shown:
    """The round that the address names, or the latest."""
    return _find(visit, visit.query.get("round", ""))


def _find(visit: Visit, asked: str) -> Shown:
    with visit.reading() as repository:
        rounds = tuple(sorted(repository.list_rounds(), reverse=True))
        if not rounds:
            return Shown((), None)
        year = next((item for item in rounds if str(item) == asked), rounds[0])
        filed, rows, problems = repository.list_batches(year), repository.load_rows(year), repository.load_queries(year)
        units = repository.load_units(year)
    return Shown(rounds, view_arrivals(year, filed, rows, problems, units, visit.workspace.system, visit.language))


def show(shown: Shown, visit: Visit) -> Component:
    """The choice of a round, and its three tables."""
    rounds, language = [str(year) for year in shown.rounds], visit.language
    if shown.view is None:
        return empty(
            say("Nothing has come in yet.", language), say("Send out workbooks, and take in what comes back with “iecscore import”.", language)
        )
    pick = dmc.Select(id=f"{KIND}-round", label=say("Round", language), data=rounds, value=str(shown.view.year), allowDeselect=False)
    return html.Div([html.Div(pick, className="filters"), html.Div(_tables(shown.view, visit), id=f"{KIND}-told")])


def _tables(view: Arrivals, visit: Visit) -> list[Component]:
    language = visit.language
    return [
        card(say("What is asked back", language), _queries(view, language)),
        card(say("By unit", language), _units(view, language)),
        card(say("By table", language), _by_table(view, language)),
    ]


def _queries(view: Arrivals, language: str) -> Component:
    if not view.queries:
        return html.P(say("No cell of this round is asked about.", language), className="about")
    heads = [say("Kind", language), say("Cell", language), say("What", language), say("What to do", language)]
    rows = [(line.severity, line.place, line.cause, line.remedy) for line in view.queries[:MOST]]
    caption = say("{shown} of {count}, queries first", language, shown=len(rows), count=len(view.queries))
    return data_table(caption, heads, rows)


def _units(view: Arrivals, language: str) -> Component:
    heads = [
        say("Code", language),
        say("Name", language),
        say("Parts in force", language),
        say("Handed in again", language),
        say("Rows", language),
        say("Answers", language),
        say("Open queries", language),
    ]
    rows = [(line.unit, line.name, *map(str, (line.parts, line.again, line.rows, line.answers, line.queries))) for line in view.units]
    return data_table(say("{count} units have handed something in", language, count=len(rows)), heads, rows, (2, 3, 4, 5, 6))


def _by_table(view: Arrivals, language: str) -> Component:
    heads = [say("Table", language), say("Name", language), say("Units", language), say("Rows", language)]
    rows = [(line.table, line.name, str(line.units), str(line.rows)) for line in view.tables]
    return data_table(say("Tables in the order of the workbook, with the units that told something in them", language), heads, rows, (2, 3))


def connect(register: Register) -> None:
    """Show another round."""

    @register.on(KIND, Output(f"{KIND}-told", "children"), [Input(f"{KIND}-round", "value")], reads=True, prevent_initial_call=True)
    def choose(visit: Visit, year: str | None) -> list[Component]:
        view = _find(visit, str(year or "")).view
        return _tables(view, visit) if view else []


PANEL: Final = Panel(KIND, Options, load, show, connect)
