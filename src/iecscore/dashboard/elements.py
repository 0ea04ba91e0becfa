"""Our own few parts between the library and the pages."""

from collections.abc import Sequence
from typing import Any, Final

from dash import dcc, html
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen
from iecscore.dashboard.visiting import Visit
from iecscore.problems import Misuse
from iecscore.store import PROVISIONAL, PUBLISHED
from iecscore.text import say, word_problem
from iecscore.views import describe_options

GRAPH: Final[Any] = {"displaylogo": False, "showSendToCloud": False, "displayModeBar": False, "responsive": True}


def aria(**told: str) -> dict[str, Any]:
    """What a part is called, or does, for those who do not see it: `aria(label=...)`."""
    return {f"aria-{name}": word for name, word in told.items()}


def card(title: str, *children: Component) -> Component:
    """A part of a page with its heading."""
    return html.Section([*([html.H2(title)] if title else []), *children], className="card")


def empty(text: str, advice: str = "") -> Component:
    """What stands where there is nothing to show: why, and what to do."""
    return html.Div([html.P(text, className="empty-cause"), *([html.P(advice)] if advice else [])], className="empty")


def tell_misuse(visit: Visit, fault: Misuse) -> Component:
    """What was refused, with what to do about it."""
    told = [word_problem(problem, visit.language) for problem in fault.problems]
    return html.Div([html.P([html.Strong(said.cause), " ", said.remedy]) for said in told], className="refused", role="alert")


def figure(chart: dict[str, Any], sentence: str, identity: str) -> Component:
    """A chart with its sentence for those who do not see it; its table stands beside it."""
    return html.Figure(dcc.Graph(id=identity, figure=chart, config=GRAPH), role="img", **aria(label=sentence))


def data_table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | Component]], right: Sequence[int] = ()) -> Component:
    """A table with its caption; columns `right` hold figures."""

    def side(place: int) -> str:
        return "figure" if place in right else ""

    head = html.Tr([html.Th(name, scope="col", className=side(place)) for place, name in enumerate(heads)])
    body = [html.Tr([html.Td(cell, className=side(place)) for place, cell in enumerate(row)]) for row in rows]
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)])
    return html.Div(table, className="table", tabIndex="0", role="region", **aria(label=caption))


def mark(text: str, kind: str) -> Component:
    """A mark in place of a figure: missing, not applicable and suppressed look different and say so."""
    return html.Span(text, className=f"mark mark-{kind}")


def status_strip(visit: Visit, chosen: Chosen) -> Component:
    """Round, method version and status of what the page shows."""
    evaluation, language = chosen.evaluation, visit.language
    told = [
        (say("Round", language), evaluation.options.round),
        (say("Status", language), word_state(visit, chosen.publication.state if chosen.publication else "")),
        (say("System", language), f"{chosen.system.name.say(language)} {evaluation.system_version}"),
        (say("Method", language), describe_options(evaluation.options, language)),
        (say("Evaluation", language), evaluation.id[:12]),
    ]
    label = visit.workspace.label(language)
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(value)]) for name, value in told] + ([html.Div(html.Dd(label), className="label")] if label else []),
        className="strip",
    )


def word_state(visit: Visit, state: str) -> str:
    """How an evaluation stands towards others."""
    if state == PUBLISHED:
        return say("published", visit.language)
    if state == PROVISIONAL:
        return say("provisional", visit.language)
    return say("withdrawn", visit.language) if state else say("not published", visit.language)
