"""Where the weights come from: those in force, the judgements with their consistency, what the data would give, and what is joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dash import html
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen, OfLevel, choose_evaluation
from iecscore.dashboard.elements import card, data_table, figure, mark, status_strip
from iecscore.dashboard.figures import draw_weights
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.visiting import Visit
from iecscore.desk.weighing import find_sources
from iecscore.report.wording import COMBINATIONS, RULES, name_origins, name_weights
from iecscore.text import say
from iecscore.views import DASH
from iecscore.views.weights import DataView, JudgedView, Part, WeightsView, view_weights
from iecscore.weights import CR_LIMIT

KIND: Final = "weights"
CRITERIA: Final = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """The weights, where those under each parent come from, and the evaluation they are of."""

    view: WeightsView
    origins: dict[str, str]
    chosen: Chosen


def load(visit: Visit, options: OfLevel) -> Shown | None:
    """The weights of the evaluation that the page shows."""
    chosen = choose_evaluation(visit, options.level)
    if chosen is None:
        return None
    evaluation, language = chosen.evaluation, visit.language
    sources = find_sources(visit.workspace, visit.principal, evaluation)
    return Shown(view_weights(evaluation, chosen.system, sources, language), name_origins(evaluation, chosen.system, language), chosen)


def show(shown: Shown, visit: Visit) -> Component:
    """In force, as judged, from the data, joined; each a sentence, a chart and a table."""
    view = shown.view
    return html.Div(
        [
            status_strip(visit, shown.chosen),
            _show_force(shown, visit),
            _show_judged(view.judged, visit),
            _show_data(view.data, visit),
            _show_joined(shown, visit),
        ]
    )


def _show_force(shown: Shown, visit: Visit) -> Component:
    language, parts = visit.language, shown.view.in_force
    told = say("The weights come from: {origin}.", language, origin=name_weights(shown.chosen.evaluation.options, language))
    upper = [part for part in parts if part.depth < CRITERIA]
    chart = draw_weights([part.name for part in upper], (say("Weight in the whole", language), [part.figures[1] for part in upper]), ())
    heads = (say("Part", language), say("Weight within its parent", language), say("Weight in the whole", language), say("Origin", language))
    rows: list[Sequence[str | Component]] = [
        (_name(part), *(_share(weight) for weight in part.figures), shown.origins.get(part.parent, DASH)) for part in parts
    ]
    title = say("Weights in force", language)
    most = max((part for part in upper if part.depth), key=lambda part: part.figures[1] or 0, default=None)
    said = say("The heaviest criterion is {name}, {share} of the whole.", language, name=most.name, share=_share(most.figures[1])) if most else told
    return card(title, html.P(told), figure(chart, said, f"{KIND}-force"), _fold(title, data_table(title, heads, rows, (1, 2)), visit))


def _show_judged(view: JudgedView, visit: Visit) -> Component:
    language, title = visit.language, say("Judgements of the experts", visit.language)
    said = [html.P(text) for text in view.said]
    if not view.experts:
        return card(title, *said)
    joined = say("The panel, joined", language)
    marks = [(expert, [part.figures[place] for part in view.parts]) for place, expert in enumerate(view.experts, start=1)]
    chart = draw_weights([part.name for part in view.parts], (joined, [part.figures[0] for part in view.parts]), marks)
    heads = (say("Part", language), joined, *view.experts)
    caption = say("Weight within its parent, as judged", language)
    asked = [html.H3(say("What to ask the experts", language)), html.Ul([html.Li(text) for text in view.asked])] if view.asked else []
    return card(
        title,
        *said,
        _show_ratios(view, visit),
        *asked,
        html.P(view.differ),
        figure(chart, view.differ or caption, f"{KIND}-judged"),
        data_table(caption, heads, _list_rows(view.parts), tuple(range(1, len(heads)))),
    )


def _show_ratios(view: JudgedView, visit: Visit) -> Component:
    language = visit.language
    heads = (say("Judged under", language), say("The panel, joined", language), *view.experts)
    rows: list[Sequence[str | Component]] = [(ratio.name, *(_ratio(told, language) for told in (ratio.joined, *ratio.each))) for ratio in view.ratios]
    caption = say("Consistency ratio; above {limit} judgements contradict each other too much", language, limit=f"{CR_LIMIT:.2f}")
    return data_table(caption, heads, rows, tuple(range(1, len(heads))))


def _ratio(told: float | None, language: str) -> str | Component:
    if told is None:
        return DASH
    text = f"{told:.3f}"
    return mark(say("{ratio} not consistent", language, ratio=text), "doubtful") if told > CR_LIMIT else text


def _show_data(view: DataView, visit: Visit) -> Component:
    language = visit.language
    rules = [say(RULES[rule], language) for rule in view.rules]
    force = say("Weight in force", language)
    leaves = [part for part in view.parts if part.figures[0] is not None]
    marks = [(rule, [part.figures[place] for part in leaves]) for place, rule in enumerate(rules, start=1)]
    chart = draw_weights([part.name for part in leaves], (force, [part.figures[0] for part in leaves]), marks)
    title, heads = say("Weights from the data", language), (say("Part", language), force, *rules)
    caption = (
        say("Weight within its criterion, by each rule; forced", language)
        if view.refused
        else say("Weight within its criterion, by each rule", language)
    )
    table = data_table(caption, heads, _list_rows(view.parts), tuple(range(1, len(heads))))
    return card(title, *(html.P(text) for text in view.said), _fold(caption, html.Div([figure(chart, caption, f"{KIND}-data"), table]), visit))


def _show_joined(shown: Shown, visit: Visit) -> Component:
    """The two sets and what came of them; or that nothing is joined, or why it cannot be told."""
    language, options, parts = visit.language, shown.chosen.evaluation.options, shown.view.joined
    title = say("Joined weights", language)
    first, *rest = options.weights.split("+")
    if not rest:
        return card(title, html.P(say("Nothing is joined: the weights in force come from one source.", language)))
    if not parts:
        told = say("The judgements that were joined are no longer those in the workspace, so the two sets cannot be shown apart.", language)
        return card(title, html.P(told))
    rule = say(COMBINATIONS[options.combine], language)
    share = say("; share of the first set: {share}", language, share=f"{options.ahp_share:.0%}") if options.combine != "multiplicative" else ""
    leaves = [part for part in parts if part.figures[2] is not None]
    own, data, joined = (name_set_of(first, language), say(RULES[rest[0]], language), say("Weight in force", language))
    marks = [(name, [part.figures[place] for part in leaves]) for place, name in enumerate((own, data))]
    chart = draw_weights([part.name for part in leaves], (joined, [part.figures[2] for part in leaves]), marks)
    caption = say("Weight within its criterion, before and after joining", language)
    table = data_table(caption, (say("Part", language), own, data, joined), _list_rows(parts), (1, 2, 3))
    return card(title, html.P(f"{rule}{share}"), figure(chart, caption, f"{KIND}-joined"), table)


def name_set_of(name: str, language: str) -> str:
    """What the first of two joined sets is called in a column."""
    return say("Judgements of the experts", language) if name == "ahp" else name


def _list_rows(parts: Sequence[Part]) -> list[tuple[str | Component, ...]]:
    return [(_name(part), *(_share(weight) if any(part.figures) else "" for weight in part.figures)) for part in parts]


def _fold(name: str, inside: Component, visit: Visit) -> Component:
    """What is long, behind its name."""
    return html.Details([html.Summary(say("Show: {name}", visit.language, name=name)), inside])


def _name(part: Part) -> Component:
    return html.Span(part.name, className=f"depth-{min(part.depth, 2)}")


def _share(weight: float | None) -> str:
    return DASH if weight is None else f"{weight:.1%}"


PANEL: Final = Panel(KIND, OfLevel, load, show)
