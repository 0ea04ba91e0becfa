"""Compare two evaluations of a level: what was chosen otherwise, and which units moved."""

from dataclasses import dataclass
from typing import Final

import dash_mantine_components as dmc
from dash import Input, Output, html
from dash.development.base_component import Component

from iecscore.dashboard.elements import data_table, empty, tell_misuse
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.visiting import Visit
from iecscore.problems import Misuse, error
from iecscore.report.wording import word_way
from iecscore.store.evaluations import Made
from iecscore.system.closed import Closed
from iecscore.text import say
from iecscore.views.differences import Differences, ShiftLine, view_differences

KIND: Final = "differences"
PAIR: Final = 2


class Options(Closed):
    """Nothing to choose."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The evaluations there are."""

    made: tuple[Made, ...]


def load(visit: Visit, _options: Options) -> Shown:
    """Every evaluation that the visitor may see, the latest first."""
    with visit.reading() as repository:
        return Shown(repository.list_evaluations())


def show(shown: Shown, visit: Visit) -> Component:
    """The choice of two, and what differs once both are chosen."""
    language = visit.language
    if len(shown.made) < PAIR:
        return empty(say("There are not two evaluations yet.", language), say("Make another one, for example with other weights.", language))
    data = [{"value": made.id, "label": _name(made, visit)} for made in shown.made]
    held = [
        dmc.Select(id=f"{KIND}-first", label=say("First evaluation", language), data=data),
        dmc.Select(id=f"{KIND}-second", label=say("Second evaluation", language), data=data),
    ]
    return html.Div([html.Div(held, className="form"), html.Div(id=f"{KIND}-told")])


def _name(made: Made, visit: Visit) -> str:
    levels = visit.workspace.system.levels
    level = levels[made.level].plural.say(visit.language) if made.level in levels else made.level
    return f"{level} · {made.year} · {word_way(made.options, visit.language)} · {made.id[:12]}"


def _tell(visit: Visit, first: str, second: str) -> list[Component]:
    with visit.reading() as repository:
        found = [repository.load_evaluation(identity) if identity else None for identity in (first, second)]
    one, other = found
    if one is None or other is None:
        raise Misuse(error("dashboard.no_evaluation"))
    if one.options.level != other.options.level:
        raise Misuse(error("dashboard.two_levels"))
    view = view_differences(one, other, visit.language)
    return [_choices(view, visit.language), _units(view, visit.language)]


def _choices(view: Differences, language: str) -> Component:
    heads = [say("Choice", language), say("First", language), say("Second", language)]
    rows = [(line.name, line.first, line.second) for line in view.choices]
    if not rows:
        return html.P(say("The two were made of the same files with the same choices.", language), className="about")
    return data_table(say("What was chosen otherwise", language), heads, rows)


def _units(view: Differences, language: str) -> Component:
    heads = [
        say("Unit", language),
        say("Rank, first", language),
        say("Rank, second", language),
        say("Ranks gained", language),
        say("Score, first", language),
        say("Score, second", language),
        say("Change of score", language),
    ]
    rows = [
        (f"{line.unit} {line.name}", line.first_rank, line.second_rank, _arrow(line), line.first_score, line.second_score, line.change)
        for line in view.units
    ]
    caption = say("{moved} of {count} units changed their rank; those that moved most come first", language, moved=view.moved, count=len(rows))
    return data_table(caption, heads, rows, (1, 2, 3, 4, 5, 6))


def _arrow(line: ShiftLine) -> str:
    if not line.shift:
        return "–" if line.shift is None else "0"
    return f"▲ {line.shift}" if line.shift > 0 else f"▼ {-line.shift}"


def connect(register: Register) -> None:
    """Tell what differs between the two that are chosen."""
    asked = [Input(f"{KIND}-first", "value"), Input(f"{KIND}-second", "value")]

    @register.on(KIND, Output(f"{KIND}-told", "children"), asked, reads=True, prevent_initial_call=True)
    def compare(visit: Visit, first: str | None, second: str | None) -> object:
        if not first or not second:
            return []
        try:
            return _tell(visit, str(first), str(second))
        except Misuse as fault:
            return tell_misuse(visit, fault)


PANEL: Final = Panel(KIND, Options, load, show, connect)
