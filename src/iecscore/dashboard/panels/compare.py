"""Two to six units side by side; which ones stands in the address, so that a comparison can be shared."""

from dataclasses import dataclass
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen, OfLevel, choose_evaluation
from iecscore.dashboard.elements import card, data_table, empty, explain_marks, figure, mark, status_strip
from iecscore.dashboard.figures import LINE, SHORT, lay_out
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.visiting import Visit
from iecscore.text import say
from iecscore.views import DASH, order_rows
from iecscore.views.comparison import ComparisonView, Facing, view_comparison

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
    known = {unit.code: unit for unit in evaluation.units}
    first = [row.unit for row in order_rows(evaluation, min(row.league for row in evaluation.ranking))[:FEWEST]]
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
            _contributions(view, visit),
            card(say("Every part", language), _scores(view, visit), *_explain(view, language)),
        ]
    )


def _choose(shown: Shown, visit: Visit) -> Component:
    data = [{"value": unit.code, "label": f"{unit.code} {unit.name}"} for unit in shown.chosen.evaluation.units]
    label = say("Units, two to six", visit.language)
    picked = dmc.MultiSelect(name="units", label=label, data=data, value=list(shown.codes), maxValues=MOST, searchable=True)
    year = dcc.Input(type="hidden", name="round", value=shown.chosen.address)
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
        (_part(row.name, row.depth), *_write(row), DASH if row.apart is None else f"{row.apart:.1f}") for row in view.rows
    ]
    return data_table(say("Scores of every part", visit.language), heads, rows, tuple(range(1, len(heads))))


def _explain(view: ComparisonView, language: str) -> list[Component]:
    return [explain_marks(language)] if any(kind for row in view.rows for kind in row.marks) else []


def _write(row: Facing) -> list[str | Component]:
    return [mark(text, kind) if kind else text for text, kind in zip(row.shown, row.marks, strict=True)]


def _contributions(view: ComparisonView, visit: Visit) -> Component:
    """What carries each unit and what holds it back: in words, as a chart of both, and as a table."""
    language = visit.language
    about = say(
        "What carries: shares in what lifts a unit above the worst case; what holds back: in what parts it from the best; each sums to 100 %.",
        language,
    )
    told = html.Ul([html.Li(text) for text in view.contributions])
    chart = figure(draw_shares(view, language), " ".join(view.contributions), f"{KIND}-shares")
    return card(say("How much each criterion contributes", language), told, html.P(about, className="about"), chart, _shares(view, visit))


def draw_shares(view: ComparisonView, language: str) -> dict[str, Any]:
    """Criteria, each unit with the mark it has above: to the right of the middle what carries it, to the left what holds it back."""
    held = [row for row in view.rows if row.depth == 1]
    places = list(range(len(held)))
    points = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": item.unit,
            "x": [*(_times(row.carries[number], 100) for row in held), *(_times(row.holds_back[number], -100) for row in held)],
            "y": [*places, *places],
            "marker": {"size": 11, "color": COLOURS[number], "symbol": SYMBOLS[number]},
        }
        for number, item in enumerate(view.places)
    ]
    names = [row.name if len(row.name) <= SHORT else f"{row.name[: SHORT - 1]}…" for row in held]
    shared = {"gridcolor": LINE, "fixedrange": True}
    axis = {"tickvals": places, "ticktext": names, "range": [len(held) - 0.5, -0.5], "automargin": True, "zeroline": False} | shared
    steps = list(range(-100, 101, 10))
    across = {"tickvals": steps, "ticktext": [f"{abs(step)} %" for step in steps], "zeroline": True, "zerolinewidth": 2} | shared
    most = max((share for row in held for share in (*row.carries, *row.holds_back) if share is not None), default=0.0) * 108 or 1.0
    title = {"title": {"text": say("← holds back    carries →", language)}, "range": [-most, most]}
    return {"data": points, "layout": lay_out(140 + 28 * len(held), xaxis=across | title, yaxis=axis, margin={"l": 8, "r": 16, "t": 8, "b": 56})}


def _times(share: float | None, times: int) -> float | None:
    return None if share is None else times * share


def _shares(view: ComparisonView, visit: Visit) -> Component:
    language = visit.language
    named = [(say("{unit} carries", language, unit=item.unit), say("{unit} holds back", language, unit=item.unit)) for item in view.places]
    heads = (say("Part", language), *(name for pair in named for name in pair))
    rows: list[tuple[str | Component, ...]] = [
        (_part(row.name, row.depth), *(_share(share) for pair in zip(row.carries, row.holds_back, strict=True) for share in pair))
        for row in view.rows
        if row.depth < 2  # noqa: PLR2004 - dimensions and criteria
    ]
    return data_table(say("Shares of what carries and what holds back each unit", language), heads, rows, tuple(range(1, len(heads))))


def _share(share: float | None) -> str:
    return DASH if share is None else f"{share:.1%}"


def _part(name: str, depth: int) -> Component:
    return html.Span(name, className=f"depth-{depth}")


PANEL: Final = Panel(KIND, OfLevel, load, show)
