"""Our own few parts between the library and the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dash import dcc, html
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen
from iecscore.dashboard.rounds import choose_round, word_state
from iecscore.dashboard.visiting import Visit
from iecscore.problems import Misuse
from iecscore.report.wording import list_choices, word_weights
from iecscore.text import say, word_problem
from iecscore.values import Status
from iecscore.views.marks import LOOKS, MISSING, NOT_APPLICABLE, SUPPRESSED, WITHHELD, word_mark

TABLE: Final = "table"
FIGURE: Final = "figure"
MOST_ROWS: Final = 500
GRAPH: Final[Any] = {"displaylogo": False, "showSendToCloud": False, "displayModeBar": False, "responsive": True}


@dataclass(frozen=True, slots=True)
class Tabled:
    """What a table was made of."""

    caption: str
    heads: tuple[str, ...]
    rows: Sequence[Sequence[str | Component]]
    right: frozenset[int]


class Table(html.Div):
    """A table as it is shown, with what it was made of beside it, which the browser is not told."""

    tabled: Tabled


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


def data_table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | Component]], right: Sequence[int] = ()) -> Table:
    """A table with its caption; columns `right` hold figures. Of very many rows the first are shown, and all are kept to be taken away."""

    def side(place: int) -> str:
        return FIGURE if place in right else ""

    head = plain("Tr", [plain("Th", name, scope="col", className=side(place)) for place, name in enumerate(heads)])
    body = [plain("Tr", [plain("Td", cell, className=side(place)) for place, cell in enumerate(row)]) for row in rows[:MOST_ROWS]]
    table = plain("Table", [plain("Caption", caption), plain("Thead", head), plain("Tbody", body)])
    shown = Table(table, className=TABLE, tabIndex="0", role="region", **aria(label=caption))
    shown.tabled = Tabled(caption, tuple(heads), rows, frozenset(right))
    return shown


def plain(kind: str, children: object, **more: object) -> Any:  # noqa: ANN401 - what the library writes for a component of its own
    """A part as the browser is told it, for what stands on a page hundreds of times: the library's objects would take most of the time."""
    return {"type": kind, "namespace": "dash_html_components", "props": {"children": children, **more}}


def mark(text: str, kind: str) -> Component:
    """A mark in place of a figure: missing, not applicable and suppressed look different and say so."""
    return html.Span(text, className=f"mark mark-{LOOKS.get(kind, kind)}")


def explain_marks(language: str) -> Component:
    """What each mark means; stands on every page that has some."""
    told = {
        MISSING: say("nobody told the figure", language),
        NOT_APPLICABLE: say("it does not concern this unit", language),
        SUPPRESSED: say("too few answers to show it", language),
        Status.BELOW_MINIMUM: say("on too small a basis to be scored", language),
        WITHHELD: say("so much is missing below that no score is given", language),
    }
    marks = [html.Span([mark(word_mark(kind, language), kind), " ", meaning], className="meaning") for kind, meaning in told.items()]
    return html.P([html.Span(say("Marks in place of a figure, never zero:", language), className="meaning"), *marks], className="about meanings")


def status_strip(visit: Visit, chosen: Chosen) -> Component:
    """Round, method version and status of what the page shows."""
    label = visit.workspace.label(visit.language)
    told = [html.Div([html.Dt(name), html.Dd(value)]) for name, value in list_status(visit, chosen)]
    facts = html.Dl(told + ([html.Div(html.Dd(label), className="label")] if label else []))
    return html.Div([facts, choose_round(visit, chosen)], className="strip")


def list_status(visit: Visit, chosen: Chosen) -> list[tuple[str, str]]:
    """What stands in the strip, and on every table that is taken away."""
    evaluation, language = chosen.evaluation, visit.language
    return [
        (say("Round", language), evaluation.options.round),
        (say("Status", language), word_state(visit, chosen.publication.state if chosen.publication else "")),
        (say("System", language), f"{chosen.system.name.say(language)} {evaluation.system_version}"),
        (say("Weights", language), word_weights(evaluation.options, language)),
        *list_choices(evaluation.options, language),
        (say("Evaluation", language), evaluation.id[:12]),
    ]
