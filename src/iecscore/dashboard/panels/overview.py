"""A round at a glance: what to remember, tiers and how surely, how scores are spread, and what is missing."""

from dataclasses import dataclass
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen, OfLevel, choose_evaluation
from iecscore.dashboard.elements import card, data_table, figure, status_strip
from iecscore.dashboard.figures import LINE, lay_out
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.visiting import Visit
from iecscore.text import say
from iecscore.views import DASH, write_figure
from iecscore.views.overview import OverviewView, view_overview

KIND: Final = "overview"
COLOURS: Final = ("#0072b2", "#d55e00", "#5b95c4", "#1c2733", "#cc79a7", "#8a6d00")


@dataclass(frozen=True, slots=True)
class Shown:
    """A round at a glance, and the evaluation it is of."""

    view: OverviewView
    chosen: Chosen


def load(visit: Visit, options: OfLevel) -> Shown | None:
    """The evaluation that the page shows, at a glance."""
    chosen = choose_evaluation(visit, options.level)
    if chosen is None:
        return None
    return Shown(view_overview(chosen.evaluation, chosen.system, chosen.assessment, visit.language), chosen)


def show(shown: Shown, visit: Visit) -> Component:
    """Messages first, then what they rest on."""
    view, language = shown.view, visit.language
    return html.Div(
        [
            status_strip(visit, shown.chosen),
            card(say("What to remember", language), html.Ul([html.Li(text) for text in view.messages])),
            card(say("Tiers", language), _tiers(view, visit)),
            card(say("How scores are spread", language), _spread(view, visit), _steps(view, visit)),
            card(say("What is missing", language), _lacking(view, visit)),
        ]
    )


def _tiers(view: OverviewView, visit: Visit) -> Component:
    language = visit.language
    heads = (
        say("Group", language),
        say("Units", language),
        *(tier.name for league in view.leagues[:1] for tier in league.tiers),
        say("not ranked", language),
        say("Median score", language),
        say("Least coverage", language),
    )
    rows = [
        (
            league.name,
            str(league.units),
            *(
                str(tier.count) if tier.sure is None else say("{count} (sure: {sure})", language, count=tier.count, sure=tier.sure)
                for tier in league.tiers
            ),
            str(league.unranked),
            write_figure(league.middle, view.decimals),
            f"{league.coverage:.0%}",
        )
        for league in view.leagues
    ]
    caption = say("Units in each tier; sure are those that stay in it in nearly all scenarios", language)
    return data_table(caption, heads, rows, tuple(range(1, len(heads))))


def _spread(view: OverviewView, visit: Visit) -> Component:
    told = [f"{league.name} {write_figure(league.middle, view.decimals)}" for league in view.leagues]
    middles = say("; ", visit.language).join(told)
    sentence = say("How many units have a score in each step of the scale; median by group: {middles}.", visit.language, middles=middles)
    return figure(draw_steps(view), sentence, f"{KIND}-figure")


def draw_steps(view: OverviewView) -> dict[str, Any]:
    """How many units of each league have a score in each step."""
    bars = [
        {"type": "bar", "name": league.name, "x": list(view.steps), "y": list(league.steps), "marker": {"color": COLOURS[place % len(COLOURS)]}}
        for place, league in enumerate(view.leagues)
    ]
    across = {"fixedrange": True, "type": "category"}
    return {"data": bars, "layout": lay_out(300, xaxis=across, yaxis={"gridcolor": LINE, "fixedrange": True, "tickformat": "d"}, barmode="group")}


def _steps(view: OverviewView, visit: Visit) -> Component:
    heads = (say("Score", visit.language), *(league.name for league in view.leagues))
    rows = [(name, *(str(league.steps[place]) for league in view.leagues)) for place, name in enumerate(view.steps)]
    return data_table(say("Units by score", visit.language), heads, rows, tuple(range(1, len(heads))))


def _lacking(view: OverviewView, visit: Visit) -> Component:
    if not view.lacking:
        return html.P(say("Every unit has enough data to be ranked.", visit.language))
    heads = (say("Unit", visit.language), say("Name", visit.language), say("Remark", visit.language))
    return data_table(say("Units without a rank, and why", visit.language), heads, [(unit, name or DASH, why) for unit, name, why in view.lacking])


PANEL: Final = Panel(KIND, OfLevel, load, show)
