"""Two to six units side by side; which ones stands in the address, so that a comparison can be shared."""

from dataclasses import dataclass
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen, OfLevel, choose_evaluation
from iecscore.dashboard.elements import card, data_table, empty, figure, status_strip
from iecscore.dashboard.figures import LINE, SHORT, lay_out
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.visiting import Visit
from iecscore.text import say
from iecscore.views import DASH, view_ranking
from iecscore.views.comparison import ComparisonView, view_comparison

KIND: Final = "compare"
FEWEST: Final = 2
MOST: Final = 6
COLOURS: Final = ("#0072b2", "#d55e00", "#1c2733", "#009e73", "#cc79a7", "#8a6d00")
SYMBOLS: Final = ("circle", "diamond", "square", "triangle-up", "cross", "star")


@dataclass(frozen=True, slots=True)
class Shown:
    """The comparison, where enough units are chosen, and the evaluation it is of."""

    view: ComparisonView | None
    codes: tuple[str, ...]
    chosen: Chosen


def load(visit: Visit, options: OfLevel) -> Shown | None:
    """The units that the address names, as far as they are seen; where it names none, the first two of the first group."""
    chosen = choose_evaluation(visit, options.level)
    if chosen is None:
        return None
    evaluation, language = chosen.evaluation, visit.language
    ranking = view_ranking(evaluation, chosen.system, language)
    known = {unit.code: unit for unit in evaluation.units}
    first = [line.unit for league in ranking.leagues[:1] for line in league.lines[:FEWEST]]
    asked = visit.query["units"].split(",") if "units" in visit.query else first
    codes = tuple(dict.fromkeys(code for code in asked if code in known))[:MOST]
    units = [known[code] for code in codes]
    view = view_comparison(evaluation, chosen.system, units, chosen.assessment, language) if len(units) >= FEWEST else None
    return Shown(view, codes, chosen)


def show(shown: Shown, visit: Visit) -> Component:
    """The choice, then where they stand, what is said of each pair, where they differ, and every part."""
    parts = [status_strip(visit, shown.chosen), _choose(shown, visit)]
    if shown.view is None:
        return html.Div([*parts, empty(say("Choose two to six units.", visit.language))])
    view, language = shown.view, visit.language
    chart = figure(draw_facing(view), view.sentence, f"{KIND}-figure")
    return html.Div(
        [
            *parts,
            card(say("Where they stand", language), _places(view, visit), html.Ul([html.Li(text) for text in view.pairs])),
            card(say("Where they differ", language), html.P(view.sentence), chart),
            card(say("Every part", language), _scores(view, visit)),
            card(say("What holds each back", language), _shares(view, visit)),
        ]
    )


def _choose(shown: Shown, visit: Visit) -> Component:
    data = [{"value": unit.code, "label": f"{unit.code} {unit.name}"} for unit in shown.chosen.evaluation.units]
    label = say("Units, two to six", visit.language)
    picked = dmc.MultiSelect(name="units", label=label, data=data, value=list(shown.codes), maxValues=MOST, searchable=True)
    year = dcc.Input(type="hidden", name="round", value=shown.chosen.evaluation.options.round)
    press = html.Button(say("Compare", visit.language), type="submit", className="press")
    return html.Form([picked, year, press], method="get", className="form")


def _places(view: ComparisonView, visit: Visit) -> Component:
    language = visit.language
    heads = (
        say("Unit", language),
        say("Group", language),
        say("Tier", language),
        say("Rank, 90 % interval", language),
        say("Score", language),
    )
    rows = [(f"{item.unit} {item.name}", item.league, item.tier, item.rank, item.score) for item in view.places]
    return data_table(say("Where they stand", language), heads, rows, (3, 4))


def draw_facing(view: ComparisonView) -> dict[str, Any]:
    """Dimensions and criteria, each unit with a mark and colour of its own; the first on top."""
    held = [row for row in view.rows if row.depth < 2]  # noqa: PLR2004 - indicators stand in the table
    places = list(range(len(held)))
    points = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": item.unit,
            "x": [row.scores[number] for row in held],
            "y": places,
            "marker": {"size": 11, "color": COLOURS[number], "symbol": SYMBOLS[number]},
        }
        for number, item in enumerate(view.places)
    ]
    names = [row.name if len(row.name) <= SHORT else f"{row.name[: SHORT - 1]}…" for row in held]
    shared = {"gridcolor": LINE, "zeroline": False, "fixedrange": True}
    axis = {"tickvals": places, "ticktext": names, "autorange": "reversed", "automargin": True} | shared
    across = {"range": [0, 102]} | shared
    return {"data": points, "layout": lay_out(110 + 28 * len(held), xaxis=across, yaxis=axis)}


def _scores(view: ComparisonView, visit: Visit) -> Component:
    heads = (say("Part", visit.language), *(item.unit for item in view.places), say("Points apart", visit.language))
    rows: list[tuple[str | Component, ...]] = [
        (_part(row.name, row.depth), *row.shown, DASH if row.apart is None else f"{row.apart:.1f}") for row in view.rows
    ]
    return data_table(say("Scores of every part", visit.language), heads, rows, tuple(range(1, len(heads))))


def _shares(view: ComparisonView, visit: Visit) -> Component:
    heads = (say("Part", visit.language), *(item.unit for item in view.places))
    rows: list[tuple[str | Component, ...]] = [
        (_part(row.name, row.depth), *(DASH if share is None else f"{share:.1%}" for share in row.holds_back))
        for row in view.rows
        if row.depth < 2  # noqa: PLR2004 - dimensions and criteria
    ]
    return data_table(say("Shares of what holds each unit back", visit.language), heads, rows, tuple(range(1, len(heads))))


def _part(name: str, depth: int) -> Component:
    return html.Span(name, className=f"depth-{depth}")


PANEL: Final = Panel(KIND, OfLevel, load, show)
