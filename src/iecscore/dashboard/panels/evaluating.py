"""Ask for an evaluation, and see how far it is; it goes on when the page is left."""

from dataclasses import dataclass
from typing import Any, Final

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from iecscore.dashboard.elements import aria, data_table, tell_misuse
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.visiting import Visit
from iecscore.desk.working import ask_again, ask_evaluation, list_work
from iecscore.problems import Misuse
from iecscore.report.wording import SHORT, WEIGHTS
from iecscore.scoring.methods import METHODS
from iecscore.system.closed import Closed
from iecscore.text import say
from iecscore.values import Options as Choices
from iecscore.views.work import WorkLine, WorkView, view_work
from iecscore.weights import list_weights
from iecscore.weights.neutral import NEUTRAL

KIND: Final = "evaluating"
SHOWN: Final = 12
PACE: Final = 1000


class Options(Closed):
    """Nothing to choose."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The rounds there are something of, and the work asked for."""

    rounds: tuple[int, ...]
    work: WorkView


def load(visit: Visit, _options: Options) -> Shown:
    """What can be asked for, and what was."""
    with visit.reading() as repository:
        rounds = repository.list_rounds()
    return Shown(tuple(sorted(rounds, reverse=True)), _look(visit))


def _look(visit: Visit) -> WorkView:
    return view_work(list_work(visit.workspace, visit.principal)[:SHOWN], visit.workspace.system, visit.language)


def show(shown: Shown, visit: Visit) -> Component:
    """The form, and the table of what was asked for."""
    return html.Div(
        [
            _form(shown, visit),
            html.Div(id=f"{KIND}-told", **aria(live="polite")),
            html.Div(_table(shown.work, visit), id=f"{KIND}-table"),
            dcc.Interval(id=f"{KIND}-beat", interval=PACE, disabled=not shown.work.pending),
        ]
    )


def _form(shown: Shown, visit: Visit) -> Component:
    language, system = visit.language, visit.workspace.system
    rounds = [str(year) for year in shown.rounds]
    levels = [{"value": key, "label": level.plural.say(language)} for key, level in system.levels.items()]
    weights = [{"value": name, "label": say(WEIGHTS[name], language) if name in WEIGHTS else name} for name in list_weights(system)]
    methods = [{"value": "", "label": say("the level's own", language)}, *({"value": key, "label": say(SHORT[key], language)} for key in METHODS)]
    held = [
        dmc.Select(id=f"{KIND}-round", label=say("Round", language), data=rounds, value=rounds[0] if rounds else None, allowDeselect=False),
        dmc.Select(id=f"{KIND}-level", label=say("Level", language), data=levels, value=levels[0]["value"], allowDeselect=False),
        dmc.Select(id=f"{KIND}-weights", label=say("Weights", language), data=weights, value=NEUTRAL, allowDeselect=False),
        dmc.Select(id=f"{KIND}-method", label=say("Method", language), data=methods, value="", allowDeselect=False),
        dmc.Checkbox(id=f"{KIND}-intervals", label=say("Find the interval of each rank too", language), checked=True),
        html.Div(dmc.Button(say("Evaluate", language), id=f"{KIND}-go"), className="buttons"),
    ]
    return html.Div(held, className="filters")


def _table(work: WorkView, visit: Visit) -> Component:
    language = visit.language
    if not work.lines:
        return html.P(say("Nothing was asked for yet.", language), className="about")
    heads = [
        say("No.", language),
        say("What", language),
        say("Status", language),
        say("Asked for", language),
        say("Outcome", language),
        say("What to do", language),
    ]
    rows = [(str(line.number), line.what, _state(line), line.asked, line.outcome, _do(line, visit)) for line in work.lines]
    return data_table(say("What was asked for, the latest first. It goes on when you leave the page.", language), heads, rows)


def _state(line: WorkLine) -> str:
    return line.state if line.percent is None else f"{line.state} {line.percent} %"


def _do(line: WorkLine, visit: Visit) -> str | Component:
    if line.evaluation:
        return html.A(say("See it in the list of evaluations", visit.language), href="")
    if not line.again:
        return ""
    name = say("Start again", visit.language)
    button: Component = dmc.Button(name, id={"kind": f"{KIND}-again", "number": line.number}, variant="outline", size="compact-sm")
    return button


def connect(register: Register) -> None:
    """Ask, ask again, and look how far it is."""
    answers = [Output(f"{KIND}-told", "children"), Output(f"{KIND}-table", "children"), Output(f"{KIND}-beat", "disabled")]
    asked = [Input(f"{KIND}-go", "n_clicks"), Input({"kind": f"{KIND}-again", "number": ALL}, "n_clicks"), Input(f"{KIND}-beat", "n_intervals")]
    told = [State(f"{KIND}-{name}", "value") for name in ("round", "level", "weights", "method")]

    @register.on(KIND, answers, asked, [*told, State(f"{KIND}-intervals", "checked")], prevent_initial_call=True)
    def act(visit: Visit, *given: Any) -> object:  # noqa: ANN401 - what a browser sends
        *_, year, level, weights, method, intervals = given
        pressed = ctx.triggered_id
        said: object = no_update
        try:
            if pressed == f"{KIND}-go":
                options = Choices(str(level), str(year), weights=str(weights), method=str(method or ""))
                said = _say_asked(visit, ask_evaluation(visit.workspace, visit.principal, options, intervals=bool(intervals)))
            elif isinstance(pressed, dict) and ctx.triggered[0]["value"]:
                said = _say_asked(visit, ask_again(visit.workspace, visit.principal, _number(pressed.get("number"))))
        except Misuse as fault:
            said = tell_misuse(visit, fault)
        work = _look(visit)
        return said, _table(work, visit), not work.pending


def _number(told: object) -> int:
    return told if isinstance(told, int) else 0


def _say_asked(visit: Visit, number: int) -> Component:
    return html.P(say("Asked for as no. {number}.", visit.language, number=number), className="done")


PANEL: Final = Panel(KIND, Options, load, show, connect)
