"""A unit's own profile: its score on each dimension, criterion and indicator beside the middle half of its peers."""

from dataclasses import dataclass
from typing import Any, Final

from dash import html
from dash.development.base_component import Component
from pydantic import Field

from iecscore.dashboard.choosing import Chosen, choose_evaluation
from iecscore.dashboard.elements import card, data_table, figure, status_strip
from iecscore.dashboard.figures import draw_bands
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.visiting import Visit
from iecscore.system.closed import Closed, Key
from iecscore.text import say
from iecscore.views import DASH
from iecscore.views.profile import ProfileView, Row, view_profile

KIND: Final = "profile"


class Options(Closed):
    """Which units have a profile."""

    level: Key = Field(description="Level of the units, by its key in the system file")


@dataclass(frozen=True, slots=True)
class Shown:
    """A profile, and the evaluation it is of."""

    view: ProfileView
    chosen: Chosen


def load(visit: Visit, options: Options) -> Shown | None:
    """The profile of the visitor's own unit."""
    with visit.reading() as repository:
        chosen = choose_evaluation(visit, repository, options.level)
        peers = repository.load_peers(chosen.evaluation.id) if chosen else None
    if chosen is None or not chosen.evaluation.units:
        return None
    return Shown(view_profile(chosen.evaluation, chosen.system, chosen.evaluation.units[0], peers, chosen.assessment, visit.language), chosen)


def show(shown: Shown, visit: Visit) -> Component:
    """Where the unit stands, its strengths, its gaps, and every score beside its peers."""
    view, language = shown.view, visit.language
    facts = [(say("Tier", language), view.tier or DASH), (say("Rank", language), view.rank), (say("Score", language), view.score)]
    return html.Div(
        [
            status_strip(visit, shown.chosen, view.method),
            html.Div([html.Div([html.Span(name), html.Strong(value)], className="fact") for name, value in facts], className="facts"),
            html.P(view.about, className="about"),
            html.Div([_list(say("Strengths", language), view.strengths, visit), _list(say("Gaps", language), view.gaps, visit)], className="two"),
            card(
                say("Own score beside the middle half of peers", language),
                figure(_draw(view, visit), view.sentence, f"{KIND}-bands"),
                _table(view, visit),
            ),
        ]
    )


def _draw(view: ProfileView, visit: Visit) -> dict[str, Any]:
    rows = [row for row in view.rows if row.depth < 2]  # noqa: PLR2004 - dimensions and criteria; indicators stand in the table
    return draw_bands(rows, say("own score", visit.language), say("middle half of peers", visit.language), say("median of peers", visit.language))


def _list(title: str, rows: tuple[Row, ...], visit: Visit) -> Component:
    told = [html.Li([html.Strong(row.name), f" {row.shown} ({row.band})"]) for row in rows]
    return card(title, html.Ul(told) if told else html.P(say("None stands out from the middle half of peers.", visit.language)))


def _table(view: ProfileView, visit: Visit) -> Component:
    language = visit.language
    heads = [
        say("Part", language),
        say("Own score", language),
        say("Middle half of peers", language),
        say("Median of peers", language),
        say("Against peers", language),
    ]
    rows = [(html.Span(row.name, className=f"depth-{row.depth}"), row.shown, row.band, row.middle, row.standing) for row in view.rows]
    return data_table(say("All scores", language), heads, rows, (1, 2, 3))


PANEL: Final = Panel(KIND, Options, load, show)
