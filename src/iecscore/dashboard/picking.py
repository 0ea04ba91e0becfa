"""Choices that are an address: a form of the browser's own, which works by keyboard and on a phone, can be shared and gone back to."""

from collections.abc import Mapping, Sequence

from dash import dcc, html
from dash.development.base_component import Component

from iecscore.dashboard.visiting import Visit
from iecscore.text import say


def pick(name: str, label: str, listed: Sequence[tuple[str, str]], current: str) -> Component:
    """A choice among values, each with its wording; `name` is what the address calls it."""
    options = [html.Option(told, value=value, selected="selected" if value == current else None) for value, told in listed]
    return html.Div([html.Label(label, htmlFor=f"pick-{name}"), html.Select(options, id=f"pick-{name}", name=name)], className="pick")


def ask_by_address(visit: Visit, picks: Sequence[Component], kept: Mapping[str, str]) -> Component:
    """Choices with their button; `kept` is what else stays in the address."""
    held = [dcc.Input(type="hidden", name=name, value=told) for name, told in kept.items()]
    return html.Form([*picks, *held, html.Button(say("Show", visit.language), type="submit", className="press")], method="get", className="picks")
