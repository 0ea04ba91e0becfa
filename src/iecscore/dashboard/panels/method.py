"""Everything in force: options, rules, formulas, weights and what the figures rest on, as the method sheet tells it."""

from dataclasses import dataclass
from typing import Final

from dash import html
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen, OfLevel, choose_evaluation
from iecscore.dashboard.elements import card, data_table, status_strip
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.visiting import Visit
from iecscore.report.method import Section, list_method
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import name_node

KIND: Final = "method"


@dataclass(frozen=True, slots=True)
class Shown:
    """The sections of the method sheet, the weights, and the evaluation they are of."""

    sections: tuple[Section, ...]
    weights: tuple[tuple[str, int, float, float], ...]
    chosen: Chosen


def load(visit: Visit, options: OfLevel) -> Shown | None:
    """What is in force in the evaluation that the page shows."""
    chosen = choose_evaluation(visit, options.level)
    if chosen is None:
        return None
    evaluation, system, language = chosen.evaluation, chosen.system, visit.language
    return Shown(list_method(evaluation, system, language), tuple(_list_weights(evaluation, system, language)), chosen)


def _list_weights(evaluation: Evaluation, system: System, language: str) -> list[tuple[str, int, float, float]]:
    """Each part of the tree with how deep it lies, its weight within its parent and in the whole."""
    depths: dict[str, int] = {}
    told = []
    for item in evaluation.weights.nodes:
        depths[item.node] = depths.get(item.parent, -1) + 1
        told.append((f"{item.node} {name_node(system, item.node, language)}", depths[item.node], item.local, item.overall))
    return told


def show(shown: Shown, visit: Visit) -> Component:
    """A table a section, and the weights."""
    language = visit.language
    weights = [
        (html.Span(name, className=f"depth-{min(depth, 2)}"), f"{local:.1%}", f"{overall:.2%}") for name, depth, local, overall in shown.weights
    ]
    heads = (say("Part", language), say("Weight within its parent", language), say("Weight in the whole", language))
    return html.Div(
        [
            status_strip(visit, shown.chosen),
            *(_show_section(section, visit) for section in shown.sections),
            card(say("Weights in force", language), data_table(say("Weights of every part", language), heads, weights, (1, 2))),
        ]
    )


def _show_section(section: Section, visit: Visit) -> Component:
    heads = (say("What", visit.language), say("In force", visit.language))
    rows = [(name, html.Span(str(told), className="told")) for name, told in section.lines]
    return card(section.title, data_table(section.title, heads, rows))


PANEL: Final = Panel(KIND, OfLevel, load, show)
