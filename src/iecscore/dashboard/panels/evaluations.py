"""The evaluations that were made, each with how it stands towards others; publish one, or take it back, with a reason."""

from dataclasses import dataclass
from typing import Final

import dash_mantine_components as dmc
from dash import Input, Output, State, html
from dash.development.base_component import Component

from iecscore.dashboard.elements import aria, data_table, tell_misuse
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.rounds import word_state
from iecscore.dashboard.visiting import Visit
from iecscore.desk.publishing import publish_evaluation, withdraw_evaluation
from iecscore.problems import Misuse
from iecscore.report.wording import word_way
from iecscore.store.evaluations import Made
from iecscore.store.publishing import Publication
from iecscore.system.closed import Closed
from iecscore.text import say

KIND: Final = "evaluations"


class Options(Closed):
    """Nothing to choose."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Evaluations with how each stands."""

    made: tuple[tuple[Made, Publication | None], ...]


def load(visit: Visit, _options: Options) -> Shown | None:
    """Every evaluation, the latest first."""
    with visit.reading() as repository:
        states = repository.list_publications()
        made = tuple((item, states.get(item.id)) for item in repository.list_evaluations())
    return Shown(made) if made else None


def show(shown: Shown, visit: Visit) -> Component:
    """The table, and what can be done with one of its rows."""
    return html.Div([html.Div(_table(shown, visit), id=f"{KIND}-table"), _form(shown, visit), html.Div(id=f"{KIND}-told", **aria(live="polite"))])


def _table(shown: Shown, visit: Visit) -> Component:
    language = visit.language
    rows = [
        (
            made.id[:12],
            _name_level(made, visit),
            str(made.year),
            word_way(made.options, language),
            f"{made.made_at:%Y-%m-%d %H:%M} {made.made_by}",
            word_state(visit, state.state if state else ""),
            f"{state.at:%Y-%m-%d %H:%M} {state.by}: {state.reason}" if state else "",
        )
        for made, state in shown.made
    ]
    heads = [
        say("Evaluation", language),
        say("Level", language),
        say("Round", language),
        say("Weights and method", language),
        say("Made", language),
        say("Status", language),
        say("Last change", language),
    ]
    return data_table(say("Evaluations, the latest first", language), heads, rows)


def _name_level(made: Made, visit: Visit) -> str:
    levels = visit.workspace.system.levels
    return levels[made.level].plural.say(visit.language) if made.level in levels else made.level


def _form(shown: Shown, visit: Visit) -> Component:
    language = visit.language
    data = [
        {"value": made.id, "label": f"{_name_level(made, visit)} · {made.year} · {word_way(made.options, language)} · {made.id[:12]}"}
        for made, _ in shown.made
    ]
    held = [
        dmc.Select(id=f"{KIND}-which", label=say("Evaluation", language), data=data, value=data[0]["value"], allowDeselect=False),
        dmc.TextInput(id=f"{KIND}-reason", label=say("Reason", language), description=say("Kept with the evaluation and shown.", language), value=""),
        dmc.Checkbox(id=f"{KIND}-replace", label=say("Replace the evaluation that is shown now", language), checked=False),
        html.Div(
            [
                dmc.Button(say("Publish as provisional", language), id=f"{KIND}-provisional", variant="outline"),
                dmc.Button(say("Publish", language), id=f"{KIND}-publish"),
                dmc.Button(say("Withdraw", language), id=f"{KIND}-withdraw", variant="outline"),
            ],
            className="buttons",
        ),
    ]
    return html.Div(held, className="form")


def connect(register: Register) -> None:
    """Publish and withdraw."""
    asked = [Input(f"{KIND}-{name}", "n_clicks") for name in ("provisional", "publish", "withdraw")]
    parts = (("table", "children"), ("told", "children"), ("reason", "value"), ("replace", "checked"))
    states = [State(f"{KIND}-{name}", kept) for name, kept in (("which", "value"), ("reason", "value"), ("replace", "checked"))]

    @register.on(KIND, [Output(f"{KIND}-{name}", kept) for name, kept in parts], asked, states, prevent_initial_call=True)
    def act(visit: Visit, *told: object) -> object:
        from dash import ctx  # noqa: PLC0415 - known only while a question is answered

        which, reason, replace = told[len(asked) :]
        try:
            said: Component = html.P(_act(visit, str(ctx.triggered_id), str(which or ""), str(reason or ""), replace=bool(replace)), className="done")
            reason, replace = "", False
        except Misuse as fault:
            said = tell_misuse(visit, fault)
        shown = load(visit, Options())
        return _table(shown, visit) if shown else None, said, reason, replace


def _act(visit: Visit, pressed: str, which: str, reason: str, *, replace: bool) -> str:
    """Do what was pressed; what to say of it."""
    if pressed == f"{KIND}-withdraw":
        withdraw_evaluation(visit.workspace, visit.principal, which, reason)
        return say(
            "Withdrawn. Others see no evaluation of this level and round any more; to show an earlier one again, choose it above and publish it.",
            visit.language,
        )
    publish_evaluation(visit.workspace, visit.principal, which, reason, provisional=pressed == f"{KIND}-provisional", replace=replace)
    return say("Done. Others see it from now on as the table says.", visit.language)


PANEL: Final = Panel(KIND, Options, load, show, connect)
