"""One unit from the whole down to an indicator: the score of a part, what it is made of, and at the end the figure with what it came from."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from iecscore.dashboard.behind import show_origin
from iecscore.dashboard.choosing import Chosen, OfLevel, choose_evaluation
from iecscore.dashboard.elements import aria, card, data_table, explain_marks, mark, status_strip
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.visiting import Visit
from iecscore.desk.explaining import trace_value
from iecscore.system import ROOT
from iecscore.text import say
from iecscore.values import Sight, Unit
from iecscore.views import DASH, Child, Explanation, NodeExplanation, name_interval, view_explanation, view_node, write_figure
from iecscore.views.marks import WORDS, mark_nodes, word_mark

KIND: Final = "detail"
MOST_OFFERED: Final = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a unit's tree, or an indicator at its end, with the marks of the values below, and the units one may turn to."""

    view: NodeExplanation | Explanation
    marks: dict[str, str]
    interval: str
    unit: Unit
    units: tuple[Unit, ...]
    chosen: Chosen


def load(visit: Visit, options: OfLevel) -> Shown | None:
    """The part of the unit that the address names; of the first unit the whole, where it names none that is seen."""
    chosen = choose_evaluation(visit, options.level)
    if chosen is None or not chosen.evaluation.units:
        return None
    evaluation = chosen.evaluation
    unit = next((item for item in evaluation.units if item.code == visit.query.get("unit")), evaluation.units[0])
    known = {item.node for item in evaluation.weights.nodes}
    node = visit.query.get("node", "")
    view = _explain(visit, chosen, unit, node if node in known else ROOT)
    marks = {value.indicator: str(value.status) for value in evaluation.values if value.unit == unit.code and not value.scored}
    marks |= {part: kind for (_, part), kind in mark_nodes(evaluation, {unit.code}).items()}
    return Shown(view, marks, _tell_interval(chosen, unit), unit, evaluation.units, chosen)


def _explain(visit: Visit, chosen: Chosen, unit: Unit, node: str) -> NodeExplanation | Explanation:
    evaluation = chosen.evaluation
    if node not in evaluation.scores.indicators:
        return view_node(evaluation, chosen.system, unit, node, visit.language)
    if visit.principal.sight is Sight.ALL:
        traced = trace_value(visit.workspace, visit.principal, unit.code, node, identity=evaluation.id)
        return view_explanation(evaluation, chosen.system, unit, traced.value, traced.cells, traced.columns, visit.language, traced.counted)
    value = next(item for item in evaluation.values if (item.unit, item.indicator) == (unit.code, node))
    return view_explanation(evaluation, chosen.system, unit, value, (), (), visit.language)


def _tell_interval(chosen: Chosen, unit: Unit) -> str:
    found = chosen.assessment.units if chosen.assessment else ()
    return next((name_interval(item.low, item.high) for item in found if item.unit == unit.code), "")


def show(shown: Shown, visit: Visit) -> Component:
    """Whose part it is and the way to it, then what it is made of."""
    view = shown.view
    inside = _show_node(view, shown, visit) if isinstance(view, NodeExplanation) else _show_indicator(view, shown, visit)
    return html.Div([status_strip(visit, shown.chosen), _choose(shown, visit), _trail(view, shown, visit), *inside])


def _choose(shown: Shown, visit: Visit) -> Component:
    """A form of the browser's own: the choice is an address, which can be shared and gone back to."""
    data = [{"value": unit.code, "label": f"{unit.code} {unit.name}"} for unit in shown.units]
    year = dcc.Input(type="hidden", name="round", value=shown.chosen.address)
    label = say("Unit, by part of its code or name", visit.language)
    picked = dmc.Select(name="unit", label=label, data=data, value=shown.unit.code, searchable=True, allowDeselect=False, limit=MOST_OFFERED)
    press = html.Button(say("Show", visit.language), type="submit", className="press")
    return html.Form([picked, year, press], method="get", className="filters ends")


def _trail(view: NodeExplanation | Explanation, shown: Shown, visit: Visit) -> Component:
    """From the whole to the part shown, each step but the last a link."""
    here = view.node if isinstance(view, NodeExplanation) else view.indicator
    steps = [(ROOT, shown.unit.name or shown.unit.code), *((step.node, f"{step.node} {step.name}") for step in view.path if step.node != ROOT)]
    told = [html.Li(html.Strong(name) if node == here else _link(name, node, shown)) for node, name in steps]
    return html.Nav(html.Ol(told), className="trail", **aria(label=say("Way to this part", visit.language)))


def _link(name: str, node: str, shown: Shown) -> Component:
    told = {"unit": shown.unit.code, "round": shown.chosen.address} | ({} if node == ROOT else {"node": node})
    return html.A(name, href=f"?{urlencode(told)}")


def _show_node(view: NodeExplanation, shown: Shown, visit: Visit) -> list[Component]:
    language = visit.language
    facts = [(say("Score", language), write_figure(view.score, 1)), (say("Coverage", language), f"{view.coverage:.0%}")]
    if view.whole:
        rank = shown.interval or (say("{rank}, interval not computed yet", language, rank=view.rank) if view.rank else DASH)
        facts = [(say("Tier", language), view.tier or DASH), (say("Rank, 90 % interval", language), rank), *facts]
    heads = (
        say("Part", language),
        say("Score", language),
        say("Weight declared", language),
        say("Weight in force", language),
        say("Holds back", language),
        say("Carries", language),
        say("Coverage", language),
        say("Remark", language),
    )
    rows = [_row(child, shown, language) for child in view.children]
    about = say("What holds back and what carries are shares of the unit's whole distance to the best and from the worst.", language)
    given = say("{share} of the weight was handed on from parts that are missing.", language, share=f"{view.handed_on:.0%}")
    said = [text for text in (view.remark, given if view.handed_on else "", about) if text]
    table = data_table(say("What it is made of", language), heads, rows, (1, 2, 3, 4, 5, 6))
    marked = [explain_marks(language)] if any(child.score is None for child in view.children) else []
    return [_facts(facts), card(view.name, table, *marked, *(html.P(text, className="about") for text in said))]


def _facts(facts: list[tuple[str, str]]) -> Component:
    return html.Div([html.Div([html.Span(name), html.Strong(told)], className="fact") for name, told in facts], className="facts")


def _row(child: Child, shown: Shown, language: str) -> tuple[str | Component, ...]:
    return (
        _link(f"{child.node} {child.name}", child.node, shown),
        _score(child.score, shown.marks.get(child.node, ""), language),
        f"{child.weight:.1%}",
        _share(child.in_force),
        _share(child.holds_back),
        _share(child.carries),
        f"{child.coverage:.0%}",
        child.remark or "",
    )


def _score(score: float | None, kind: str, language: str) -> str | Component:
    """The score, or the mark in its place: missing, not applicable and suppressed look different."""
    return mark(word_mark(kind, language), kind) if score is None and kind in WORDS else write_figure(score, 1)


def _share(share: float | None) -> str:
    return DASH if share is None else f"{share:.1%}"


def _show_indicator(view: Explanation, shown: Shown, visit: Visit) -> list[Component]:
    language = visit.language
    value = mark(view.mark, shown.marks.get(view.indicator, "missing")) if view.mark else view.shown
    told: list[tuple[str, str | Component]] = [
        (say("Value", language), html.Span([value, f" {view.reason}" if view.mark else ""])),
        (say("Score", language), write_figure(view.score, 1)),
        (say("Becomes a score", language), view.scoring),
        (say("Definition", language), view.definition),
        (say("Formula", language), html.Code(view.formula)),
        (say("With its numbers", language), html.Code(view.with_numbers)),
        (say("Rows told", language), f"{view.row_coverage:.0%}"),
        (say("Weight in force", language), _share(view.weight_in_force)),
        (say("Flags", language), html.Span(say("; ", language).join(view.flags) or say("none", language))),
        *(list(view.changes)),
    ]
    facts = data_table(f"{view.indicator} {view.indicator_name}", (say("What", language), say("Told", language)), told)
    return [card(view.indicator_name, facts, *([explain_marks(language)] if view.mark else [])), *_origin(view, visit)]


def _origin(view: Explanation, visit: Visit) -> list[Component]:
    """What the figure came from, for those who see everything."""
    if visit.principal.sight is Sight.ALL:
        return show_origin(view, visit.language)
    told = say("The cells behind a figure are shown to the agency; what is told here is what was published.", visit.language)
    return [html.P(told, className="about")]


PANEL: Final = Panel(KIND, OfLevel, load, show)
