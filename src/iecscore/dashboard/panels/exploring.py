"""Sliders that try weights out: the level is ranked anew at every move, and nothing comes into force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, dcc, html, no_update, set_props
from dash.development.base_component import Component

from iecscore.dashboard.choosing import OfLevel, choose_evaluation
from iecscore.dashboard.elements import aria, tell_misuse
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.visiting import Visit
from iecscore.desk.exploring import Explored, explore_weights
from iecscore.problems import Misuse, error
from iecscore.system import ROOT
from iecscore.text import say
from iecscore.views.exploring import TriedLine, TriedView, TriedWeight, view_tried

KIND: Final = "exploring"
KEPT: Final = "w"
WIDE: Final = {"context": {"wide": True}}
TALL: Final = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """What the weights of the address come to, and what was wrong with them, so that those in force stand in their place."""

    view: TriedView
    explored: Explored
    fault: Misuse | None


def load(visit: Visit, options: OfLevel) -> Shown | None:
    """The evaluation that the page shows, under the weights that the address keeps."""
    chosen = choose_evaluation(visit, options.level)
    return _explore_address(visit, chosen.evaluation.id) if chosen else None


def _explore_address(visit: Visit, identity: str) -> Shown:
    fault = None
    try:
        explored = explore_weights(visit.workspace, visit.principal, identity, read_address(visit.query.get(KEPT, "")))
    except Misuse as refusal:
        fault = refusal
        explored = explore_weights(visit.workspace, visit.principal, identity, {})
    return Shown(_view(visit, explored), explored, fault)


def _view(visit: Visit, explored: Explored) -> TriedView:
    return view_tried(explored.evaluation, explored.system, explored.found, visit.language)


def read_address(kept: str) -> dict[str, object]:
    """The weights that an address keeps, `T:40,X1:12.5`, in per cent; what is no number stays as it is told."""
    parts = [part.rpartition(":") for part in kept.split(",") if part]
    return {node: _take_per_cent(told) for node, _, told in parts}


def _take_per_cent(told: str) -> object:
    try:
        return float(told)
    except ValueError:
        return told


def write_address(moved: Mapping[str, float]) -> str:
    """The weights as an address keeps them."""
    return ",".join(f"{node}:{100 * weight:g}" for node, weight in moved.items())


def read_sliders(sent: object) -> dict[str, object]:
    """The weights as the sliders stand, in per cent; what is no number stays as it is sent.

    Raises:
        Misuse: this is not one value a slider.
    """
    told = [(_name_slider(item), item.get("value")) for item in sent if isinstance(item, dict)] if isinstance(sent, list) else []
    held = dict(told)
    if not held or len(held) != len(told) or "" in held:
        raise Misuse(error("weights.sliders_lost"))
    return held


def _name_slider(item: Mapping[str, Any]) -> str:
    identity = item.get("id")
    node = identity.get("node") if isinstance(identity, dict) else None
    return node if isinstance(node, str) else ""


def show(shown: Shown, visit: Visit) -> Component:
    """The sliders, what they come to, and the units in their new order."""
    language = visit.language
    about = say("The sliders only try weights out: nothing is stored, nothing comes into force, and the evaluation stays as it is.", language)
    keys = say(
        "With the keyboard: Tab goes to a slider, the arrow keys move it. The address keeps what is moved, so that a view can be shared.", language
    )
    reset = dmc.Button(say("Back to the weights in force", language), id=f"{KIND}-reset", variant="outline", size="sm")
    left = [html.Div(_list_sliders(shown.view, shown.explored, visit), id=f"{KIND}-sliders"), html.Div(reset, className="buttons")]
    told = [tell_misuse(visit, shown.fault)] if shown.fault else []
    said = html.Div([*told, html.P(shown.view.sentence)], id=f"{KIND}-told", **aria(live="polite"))
    hidden = [html.Div(shown.explored.evaluation.id, id=f"{KIND}-which", hidden=True), dcc.Location(id=f"{KIND}-place", refresh=False)]
    return html.Div(
        [
            html.P(about, className="trial"),
            html.Div([html.Div(left, className="sliders"), html.Div([said, _grid(shown, language)])], className="explore"),
            html.P(keys, className="about"),
            *hidden,
        ]
    )


def _list_sliders(view: TriedView, explored: Explored, visit: Visit) -> list[Component]:
    """The dimensions, then the criteria of each behind its name, open where one of them is moved."""
    told: list[Component] = []
    for parent in dict.fromkeys(weight.parent for weight in view.weights):
        own = [weight for weight in view.weights if weight.parent == parent]
        held = html.Div([_slide(weight, explored.moved, visit.language) for weight in own])
        if parent == ROOT:
            told.append(html.Div([html.P(html.Strong(say("Dimensions", visit.language))), held]))
            continue
        name = f"{parent} {explored.system.node_name(parent).say(visit.language)}"
        head = html.Summary(say("Criteria of {name}", visit.language, name=name))
        told.append(html.Details([head, held], open=any(weight.node in explored.moved for weight in own)))
    return told


def _slide(weight: TriedWeight, moved: Mapping[str, float], language: str) -> Component:
    told = html.Span(_word_share(weight, language), id={"kind": f"{KIND}-share", "node": weight.node}, className="count")
    slider = dmc.Slider(
        id={"kind": f"{KIND}-weight", "node": weight.node},
        value=round(100 * moved.get(weight.node, weight.in_force), 1),
        min=0,
        max=100,
        step=1,
        precision=1,
        marks=[{"value": round(100 * weight.in_force, 1)}],
        thumbLabel=weight.name,
        size="sm",
    )
    return html.Div([html.Div([html.Span(weight.name), told], className="slider-head"), slider], className="slider")


def _word_share(weight: TriedWeight, language: str) -> str:
    """The weight as it counts, scaled with its siblings to 100 %."""
    return say("{tried}, in force {in_force}", language, tried=f"{weight.tried:.1%}", in_force=f"{weight.in_force:.1%}")


def _grid(shown: Shown, language: str) -> Component:
    view = shown.view
    grouped = len({line.league for line in view.lines}) > 1
    columns = [
        {"field": "rank", "headerName": say("Rank", language), "width": 76, "type": "rightAligned"},
        {"field": "shift", "headerName": say("Ranks gained", language), "width": 96, "cellRenderer": "RankShift"},
        {"field": "name", "headerName": say("Name", language), "minWidth": 104, "flex": 4, "tooltipField": "name"},
        *([{**WIDE, "field": "league", "headerName": say("Group", language), "width": 140}] if grouped else []),
        {"field": "score", "headerName": say("Score", language), "flex": 1, "minWidth": 72, "maxWidth": 130, "cellRenderer": "ScoreBar"},
        {**WIDE, "field": "tier", "headerName": say("Tier", language), "width": 120},
        {**WIDE, "field": "was", "headerName": say("Rank in force", language), "width": 96, "type": "rightAligned"},
    ]
    short = len(view.lines) <= TALL
    grid: Component = dag.AgGrid(
        id=f"{KIND}-grid",
        rowData=_rows(view.lines),
        columnDefs=columns,
        defaultColDef={"sortable": True, "resizable": True},
        dashGridOptions={
            "domLayout": "autoHeight" if short else "normal",
            "rowHeight": 34,
            "animateRows": True,
            "context": {"caption": _name_trial(shown, language)},
        },
        getRowId="params.data.unit",
        className="ag-theme-own",
        style={"height": None} if short else {"height": "70vh"},
    )
    return grid


def _name_trial(shown: Shown, language: str) -> str:
    """What a table that is taken away is called: under which weights, so that nobody takes it for the ranking in force."""
    moved = [f"{weight.node} {weight.tried:.1%}" for weight in shown.view.weights if weight.node in shown.explored.moved]
    if not moved:
        return say("Ranks under the weights in force", language)
    return say("Only tried out, not in force: ranks with {weights}", language, weights=say(", ", language).join(moved))


def _rows(lines: Sequence[TriedLine]) -> list[dict[str, Any]]:
    return [
        {
            "unit": line.unit,
            "rank": line.rank,
            "shift": line.shift,
            "name": f"{line.unit} {line.name}",
            "league": line.league,
            "score": None if line.score is None else round(line.score, 1),
            "tier": line.tier if line.tier == line.tier_was else f"{line.tier_was} → {line.tier}",
            "was": line.was,
        }
        for line in lines
    ]


def connect(register: Register) -> None:
    """Rank anew when a slider is moved, when all are put back, or when the address turns."""
    asked = [Input({"kind": f"{KIND}-weight", "node": ALL}, "value"), Input(f"{KIND}-reset", "n_clicks"), Input(f"{KIND}-place", "search")]
    answers = [
        Output(f"{KIND}-grid", "rowData"),
        Output(f"{KIND}-told", "children"),
        Output(f"{KIND}-place", "search"),
        Output(f"{KIND}-sliders", "children"),
    ]

    @register.on(KIND, answers, asked, [State(f"{KIND}-which", "children")], prevent_initial_call=True)
    def move(visit: Visit, _values: object, _pressed: int | None, search: str | None, identity: str) -> object:
        query = dict(visit.asking(search).query)
        pressed = ctx.triggered_id
        try:
            if pressed == f"{KIND}-reset":
                return _put(visit, _explore_address(visit.asking(""), str(identity)), query)
            told = read_sliders(ctx.inputs_list[0])
            explored = explore_weights(visit.workspace, visit.principal, str(identity), told)
            if write_address(explored.moved) == query.get(KEPT, ""):
                return [no_update] * len(answers)
            if pressed == f"{KIND}-place":
                return _put(visit, _explore_address(visit.asking(search), str(identity)), None)
            return _follow(visit, explored, told, query)
        except Misuse as fault:
            return no_update, tell_misuse(visit, fault), no_update, no_update


def _put(visit: Visit, shown: Shown, query: dict[str, str] | None) -> tuple[object, ...]:
    """What the address says, the sliders with it; with `query` the address is put back too."""
    told = [tell_misuse(visit, shown.fault)] if shown.fault else []
    sliders = _list_sliders(shown.view, shown.explored, visit)
    return _rows(shown.view.lines), [*told, html.P(shown.view.sentence)], no_update if query is None else _turn(query, {}), sliders


def _follow(visit: Visit, explored: Explored, told: Mapping[str, object], query: dict[str, str]) -> tuple[object, ...]:
    """What a move comes to; each slider tells its weight anew."""
    view = _view(visit, explored)
    if {weight.node for weight in view.weights} != set(told):
        raise Misuse(error("weights.sliders_lost"))
    for weight in view.weights:
        set_props({"kind": f"{KIND}-share", "node": weight.node}, {"children": _word_share(weight, visit.language)})
    return _rows(view.lines), html.P(view.sentence), _turn(query, explored.moved), no_update


def _turn(query: dict[str, str], moved: Mapping[str, float]) -> str:
    kept = {key: told for key, told in query.items() if key != KEPT} | ({KEPT: write_address(moved)} if moved else {})
    return f"?{urlencode(kept)}" if kept else ""


PANEL: Final = Panel(KIND, OfLevel, load, show, connect)
