"""A unit's own profile: its score on each dimension, criterion and indicator beside the middle half of its peers."""

from dataclasses import dataclass, replace
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen, OfLevel, choose_evaluation
from iecscore.dashboard.elements import aria, card, data_table, explain_marks, figure, mark, plain, status_strip
from iecscore.dashboard.figures import draw_bands
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.visiting import Visit
from iecscore.store import Repository
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import DASH
from iecscore.views.profile import ProfileView, Row, view_profile

KIND: Final = "profile"
LEAVES: Final = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A profile, and the evaluation it is of."""

    view: ProfileView
    chosen: Chosen


def load(visit: Visit, options: OfLevel) -> Shown | None:
    """The profile of the visitor's own unit."""
    chosen = choose_evaluation(visit, options.level)
    if chosen is None or not chosen.evaluation.units:
        return None
    with visit.reading() as repository:
        peers, before = repository.load_peers(chosen.evaluation.id), _find_before(repository, chosen.evaluation)
    unit = chosen.evaluation.units[0]
    return Shown(view_profile(chosen.evaluation, chosen.system, unit, peers, chosen.assessment, visit.language, before), chosen)


def _find_before(repository: Repository, evaluation: Evaluation) -> Evaluation | None:
    """What the visitor may see of the round before, evaluated with the same options."""
    options = evaluation.options
    made = [item for item in repository.list_evaluations(options.level) if item.year < int(options.round)]
    last = max((item.year for item in made), default=0)
    alike = (item for item in made if item.year == last and replace(item.options, round=options.round) == options)
    return next((repository.load_evaluation(item.id) for item in alike), None)


def show(shown: Shown, visit: Visit) -> Component:
    """Where the unit stands, its strengths, its gaps, every score beside its peers, and a sheet to print and fill in."""
    view, language = shown.view, visit.language
    facts = [(say("Tier", language), view.tier or DASH), (say("Rank, 90 % interval", language), view.rank), (say("Score", language), view.score)]
    return html.Div(
        [
            status_strip(visit, shown.chosen),
            html.Div([html.Div([html.Span(name), html.Strong(value)], className="fact") for name, value in facts], className="facts"),
            html.P([view.about, " ", view.moved], className="about"),
            html.Div([_list(say("Strengths", language), view.strengths, visit), _list(say("Gaps", language), view.gaps, visit)], className="two"),
            card(
                say("Own score beside the middle half of peers", language),
                figure(_draw(view, visit), view.sentence, f"{KIND}-bands"),
                _table(view, visit),
                explain_marks(language),
            ),
            html.Button(say("Print with the self-assessment sheet", language), type="button", className="print"),
            _sheet(view, visit),
        ]
    )


def _draw(view: ProfileView, visit: Visit) -> dict[str, Any]:
    rows = [row for row in view.rows if row.depth < LEAVES]
    return draw_bands(
        rows, say("own score", visit.language), say("middle half of peers", visit.language), say("median of peers", visit.language), view.full
    )


def _list(title: str, rows: tuple[Row, ...], visit: Visit) -> Component:
    told = [html.Li([html.Strong(row.name), " ", say("{own}, peers {band}", visit.language, own=row.shown, band=row.band)]) for row in rows]
    return card(title, html.Ul(told) if told else html.P(say("None stands out from the middle half of peers.", visit.language)))


def _table(view: ProfileView, visit: Visit) -> Component:
    language = visit.language
    heads = [
        say("Part", language),
        say("Own score", language),
        say("Beside peers", language),
        say("Against peers", language),
        say("Change", language),
        say("Middle half of peers", language),
        say("Median of peers", language),
    ]
    rows = [
        (plain("Span", row.name, className=f"depth-{row.depth}"), _score(row), _glyph(row, view.full), row.standing, row.moved, row.band, row.middle)
        for row in view.rows
    ]
    return data_table(say("All scores", language), heads, rows, (1, 4, 5, 6))


def _score(row: Row) -> str | Component:
    """The score, or the mark in its place."""
    return mark(row.shown, row.mark) if row.mark else row.shown


def _glyph(row: Row, full: float) -> Any:  # noqa: ANN401 - as the browser is told it
    """The own score as a dot on the peers' middle half with a tick at the median; the figures stand beside it."""

    def at(place: float) -> str:
        return f"{100 * place / full:.1f}%"

    parts = []
    if row.low is not None and row.high is not None and row.median is not None:
        parts += [plain("I", None, className="half", style={"left": at(row.low), "width": at(row.high - row.low)})]
        parts += [plain("I", None, className="tick", style={"left": at(row.median)})]
    if row.score is not None:
        parts += [plain("I", None, className="dot", style={"left": at(row.score)})]
    return plain("Div", parts, className="glyph", **aria(hidden="true"))


def _sheet(view: ProfileView, visit: Visit) -> Component:
    """A sheet on paper only: what the figures say of each dimension and criterion, with room for what the unit says itself."""
    language = visit.language
    heads = [
        say("Part", language),
        say("Own score", language),
        say("Against peers", language),
        say("Change", language),
        say("How we explain it", language),
        say("What we will do, and by when", language),
    ]
    rows = [(row.name, row.shown, row.standing, row.moved, "", "") for row in view.rows if row.depth < LEAVES]
    caption = say("Self-assessment sheet: {name}, {league}", language, name=view.name, league=view.league)
    signed = html.P(say("Filled in by ____________   Date ____________   Signed for the unit ____________", language), className="signed")
    return html.Div([data_table(caption, heads, rows, (1, 3)), signed], className="sheet")


PANEL: Final = Panel(KIND, OfLevel, load, show)
