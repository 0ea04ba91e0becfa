"""Who did what when: the latest deeds, of everybody or of somebody."""

from dataclasses import dataclass
from typing import Final

import dash_mantine_components as dmc
from dash import Input, Output, html
from dash.development.base_component import Component

from iecscore.dashboard.elements import data_table
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.visiting import Visit
from iecscore.system.closed import Closed
from iecscore.text import say
from iecscore.views.deeds import DeedLine, name_action, view_deeds

KIND: Final = "deeds"
MOST: Final = 200


class Options(Closed):
    """Nothing to choose."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Deeds, and by whom and of which kinds there are any."""

    lines: tuple[DeedLine, ...]
    people: tuple[str, ...]
    actions: tuple[str, ...]


def load(visit: Visit, _options: Options) -> Shown | None:
    """The latest deeds of all."""
    shown = _find(visit, "", "")
    return shown if shown.lines else None


def _find(visit: Visit, by: str, action: str) -> Shown:
    with visit.reading() as repository:
        deeds = repository.find_deeds(MOST, by, action)
        return Shown(view_deeds(deeds, visit.language), *repository.list_doers())


def show(shown: Shown, visit: Visit) -> Component:
    """The filters, and the table."""
    language = visit.language
    actions = [{"value": action, "label": name_action(action, language)} for action in shown.actions]
    held = [
        dmc.Select(id=f"{KIND}-by", label=say("Who", language), data=list(shown.people), clearable=True),
        dmc.Select(id=f"{KIND}-action", label=say("What was done", language), data=actions, clearable=True),
    ]
    return html.Div([html.Div(held, className="filters"), html.Div(_table(shown, visit), id=f"{KIND}-table")])


def _table(shown: Shown, visit: Visit) -> Component:
    language = visit.language
    heads = [say("When (UTC)", language), say("Who", language), say("What was done", language), say("With what", language), say("Detail", language)]
    rows = [(line.at, line.by, line.action, line.subject, line.detail) for line in shown.lines]
    return data_table(say("The latest {count} deeds", language, count=len(rows)), heads, rows)


def connect(register: Register) -> None:
    """Show those of somebody, or of a kind."""
    asked = [Input(f"{KIND}-by", "value"), Input(f"{KIND}-action", "value")]

    @register.on(KIND, Output(f"{KIND}-table", "children"), asked, reads=True, prevent_initial_call=True)
    def choose(visit: Visit, by: str | None, action: str | None) -> Component:
        return _table(_find(visit, str(by or ""), str(action or "")), visit)


PANEL: Final = Panel(KIND, Options, load, show, connect)
