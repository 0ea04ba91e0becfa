"""How sure the ranks are, in plain words: intervals by group, tiers with their shares, what the doubt comes from, other ways of counting."""

from dataclasses import dataclass
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen, OfLevel, choose_evaluation
from iecscore.dashboard.elements import card, data_table, empty, figure, status_strip
from iecscore.dashboard.figures import INK, LINE, OWN, PEERS, SHORT, lay_out
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.visiting import Visit
from iecscore.robustness.assessment import UnitDoubt
from iecscore.text import say
from iecscore.views import DoubtLeague, DoubtLine, DoubtView, view_robustness, write_share

KIND: Final = "robustness"
DRAWN: Final = 120
PLAIN: Final = ("drivers", "parts", "named", "side_by_side", "ways", "left_out", "levers", "swaps", "central", "reversals", "pairs")


@dataclass(frozen=True, slots=True)
class Shown:
    """What was found out, if anybody asked, and the evaluation it is of."""

    view: DoubtView | None
    chosen: Chosen


def load(visit: Visit, options: OfLevel) -> Shown | None:
    """What is kept with the evaluation that the page shows."""
    chosen = choose_evaluation(visit, options.level)
    if chosen is None:
        return None
    found = view_robustness(chosen.evaluation, chosen.assessment, chosen.system, visit.language) if chosen.assessment else None
    return Shown(found, chosen)


def show(shown: Shown, visit: Visit) -> Component:
    """Intervals and tiers by group, then each table with its sentence."""
    strip, view = status_strip(visit, shown.chosen), shown.view
    if view is None or shown.chosen.assessment is None:
        told = say("Nobody has asked yet how sure these ranks are.", visit.language)
        return html.Div([strip, empty(told, say("The agency finds it out with one command; it appears here by itself.", visit.language))])
    doubts = {item.unit: item for item in shown.chosen.assessment.units}
    tables = {table.key: table for table in view.tables}
    return html.Div(
        [
            strip,
            card(say("What was varied", visit.language), html.P(view.made), *(html.P(text, className="about") for text in view.notes)),
            *(_show_league(league, place, view, doubts, visit) for place, league in enumerate(view.leagues)),
            *(
                card(table.title, html.P(table.about, className="about"), data_table(table.title, table.heads, table.rows, table.right))
                for table in (tables[key] for key in PLAIN if key in tables)
            ),
        ]
    )


def _show_league(league: DoubtLeague, place: int, view: DoubtView, doubts: dict[str, UnitDoubt], visit: Visit) -> Component:
    ranked = [line for line in league.lines if line.unit in doubts and doubts[line.unit].low is not None]
    sentence = _tell(ranked, doubts, league, visit) if ranked else ""
    chart = figure(draw_ranges(ranked[:DRAWN], doubts, visit), sentence, f"{KIND}-league-{place}") if ranked else html.Div()
    drawn = say("The figure shows the first {shown} of {count}; the table holds all.", visit.language, shown=DRAWN, count=len(ranked))
    pairs = html.Details(
        [html.Summary(say("Each pair of neighbours, in words", visit.language)), html.Ul([html.Li(text) for text in league.sentences[:DRAWN]])],
        open=True,
    )
    more = [html.P(drawn, className="about")] if len(ranked) > DRAWN else []
    return card(league.name, html.P(league.counted), chart, *more, *([pairs] if league.sentences else []), _table(league, view, visit))


def _tell(ranked: list[DoubtLine], doubts: dict[str, UnitDoubt], league: DoubtLeague, visit: Visit) -> str:
    """The figure in a sentence: how wide the intervals are."""
    spans = sorted((doubts[line.unit].high or 0) - (doubts[line.unit].low or 0) for line in ranked)
    return say(
        "Ranks of {count} units with their 90 % intervals; the widest spans {most} ranks, half of them at most {middle}. {counted}",
        visit.language,
        count=len(ranked),
        most=spans[-1] + 1,
        middle=spans[len(spans) // 2] + 1,
        counted=league.counted,
    )


def draw_ranges(ranked: list[DoubtLine], doubts: dict[str, UnitDoubt], visit: Visit) -> dict[str, Any]:
    """Each unit's rank as a dot on the ranks of 90 % of scenarios, beside a thin line for other ways of counting; the best on top."""
    language, places = visit.language, list(range(len(ranked)))
    held = [doubts[line.unit] for line in ranked]
    names = [name if len(name) <= SHORT else f"{name[: SHORT - 1]}…" for name in (f"{line.unit} {line.name}".strip() for line in ranked)]
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": say("90 % interval", language),
        "y": places,
        "base": [(item.low or 0) - 0.35 for item in held],
        "x": [(item.high or 0) - (item.low or 0) + 0.7 for item in held],
        "width": 0.5,
        "marker": {"color": PEERS},
        "hovertemplate": "%{customdata}<extra></extra>",
        "customdata": [f"{line.unit}: {line.interval}" for line in ranked],
    }
    dots = {
        "type": "scatter",
        "mode": "markers",
        "name": say("rank in force", language),
        "y": places,
        "x": [item.rank for item in held],
        "marker": {"size": 10, "color": OWN},
    }
    across = {"title": {"text": say("Rank", language)}, "gridcolor": LINE, "zeroline": False, "fixedrange": True, "tickformat": "d"}
    axis = {"tickvals": places, "ticktext": names, "autorange": "reversed", "automargin": True, "zeroline": False, "fixedrange": True}
    lines = _draw_ways(held, say("method range", language))
    return {"data": [bars, *lines, dots], "layout": lay_out(120 + 26 * len(ranked), xaxis=across, yaxis=axis)}


def _draw_ways(held: list[UnitDoubt], name: str) -> list[dict[str, Any]]:
    told = [(place, item.method_low, item.method_high) for place, item in enumerate(held) if item.method_low is not None]
    if not told:
        return []
    across = [end for _, low, high in told for end in (low, high, None)]
    down = [place for row, _, _ in told for place in (row, row, None)]
    return [{"type": "scatter", "mode": "lines", "name": name, "x": across, "y": down, "line": {"color": INK, "width": 1.5}, "hoverinfo": "skip"}]


def _table(league: DoubtLeague, view: DoubtView, visit: Visit) -> Component:
    language = visit.language
    heads = (
        say("Unit", language),
        say("Rank", language),
        say("90 % interval", language),
        say("Confidence set", language),
        say("Method range", language),
        *view.tiers,
    )
    rows = []
    for line in league.lines:
        shares = dict(line.tiers)
        told = [write_share(shares.get(name)) for name in view.tiers]
        rows.append((f"{line.unit} {line.name}".strip(), line.rank, line.interval, line.confident, line.methods, *told))
    caption = say("{group}: ranks with their intervals, and the share of scenarios in each tier", language, group=league.name)
    return data_table(caption, heads, rows, tuple(range(1, len(heads))))


PANEL: Final = Panel(KIND, OfLevel, load, show)
