"""What stands around every page: navigation, language, who is signed in, and the page the address names."""

import logging
from typing import Any, Final
from urllib.parse import quote, urlencode

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import g, has_request_context

from iecscore import __version__
from iecscore.dashboard.elements import aria, card, empty, tell_misuse
from iecscore.dashboard.panel import Register
from iecscore.dashboard.panels import KINDS
from iecscore.dashboard.rounds import ROUND
from iecscore.dashboard.specification import Page, PanelUse
from iecscore.dashboard.tables import address_on, offer_tables
from iecscore.dashboard.visiting import Visit, this_visit
from iecscore.problems import Misuse
from iecscore.text import say

LOG: Final = logging.getLogger("iecscore.dashboard")
FONTS: Final = '"Inter","Segoe UI","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'
THEME: Final[dict[str, Any]] = {"fontFamily": FONTS, "primaryColor": "blue", "primaryShade": 8, "defaultRadius": "sm", "cursorType": "pointer"}


def lay_out_shell() -> Component:
    """The frame of all pages, in the language of whoever asks; nothing where nobody does, as when the library first looks at it."""
    if not has_request_context() or "visit" not in g:
        return html.Div()
    visit = this_visit()
    language = visit.language
    body = html.Div(
        [
            html.A(say("Skip to content", language), href="#page", className="skip"),
            dcc.Location(id="place", refresh=False),
            _head(visit),
            html.Nav(id="navigation", **aria(label=say("Pages", language))),
            html.Main([html.Div(id="notice"), _wait_for(html.Div(id="page")), _foot(visit)], id="main"),
        ],
        className="shell",
    )
    frame: Component = dmc.MantineProvider(body, theme=THEME, forceColorScheme="light")
    return frame


def _wait_for(part: Component) -> Component:
    """A part with a mark that moves while it is long in coming."""
    waited: Component = dcc.Loading(part, type="dot", color="#0b4f8a", delay_show=300)
    return waited


def _foot(visit: Visit) -> Component:
    """The system and its version, and the program's, on every page, whatever it shows."""
    system = visit.workspace.system
    words = {"system": system.name.say(visit.language), "version": system.version, "program": __version__}
    return html.P(say("{system} {version} · iecscore {program}", visit.language, **words), className="foot")


def _head(visit: Visit) -> Component:
    language = visit.language
    code, name = visit.other_language()
    told = [
        html.Span(visit.workspace.system.name.say(language), className="brand"),
        html.Span(visit.dashboard.name.say(language), className="audience"),
        html.Span(visit.principal.name + (f" · {visit.principal.scope}" if visit.principal.scope else ""), className="who"),
        html.A(say("Change password", language), href="/password", id="password"),
        html.A(name, href=f"/language/{code}", id="language", lang="zh-CN" if code == "zh" else "en"),
        html.A(say("Sign out", language), href="/logout", id="logout"),
    ]
    return html.Header(told)


def connect_shell(register: Register) -> None:
    """Show the page that the address names."""
    answers = [Output("page", "children"), Output("navigation", "children"), Output("language", "href"), Output("notice", "children")]

    @register.on("", answers, [Input("place", "pathname")], [State("place", "search")])
    def turn(visit: Visit, path: str | None, search: str | None) -> tuple[object, ...]:
        key = (path or "/").strip("/")
        page = visit.dashboard.find_page(key)
        shown = build_page(visit.asking(search), page) if page else _lost(visit)
        there = f"/language/{visit.other_language()[0]}?next={quote((path or '/') + (search or ''), safe='')}"
        return shown, _list_pages(visit.asking(search), page), there, None


def _list_pages(visit: Visit, current: Page | None) -> Component:
    kept = f"?{urlencode({ROUND: visit.query[ROUND]})}" if ROUND in visit.query else ""
    links = [
        dcc.Link(page.name.say(visit.language), href=f"/{page.key}{kept}", className="current" if page is current else "", id=f"to-{page.key}")
        for page in visit.dashboard.pages
    ]
    return html.Ul([html.Li(link) for link in links])


def build_page(visit: Visit, page: Page) -> Component:
    """A page with its panels, each by itself: what fails in one leaves the others."""
    head = html.Div([html.H1(page.name.say(visit.language)), html.P(page.lead.say(visit.language), className="lead")], className="head")
    return html.Div([head, *(_build_panel(visit, page, place) for place in range(len(page.panels)))])


def _build_panel(visit: Visit, page: Page, place: int) -> Component:
    use = page.panels[place]
    try:
        view = load_view(visit, use)
        shown = _nothing(visit) if view is None else KINDS[use.kind].show(view, visit)
        shown = offer_tables(shown, use.kind, address_on(page.key, place), visit.language)
    except Misuse as fault:
        shown = tell_misuse(visit, fault)
    except Exception:
        LOG.exception("a panel was not shown: %s", use.kind)
        shown = empty(say("This could not be shown. Load the page again; if it happens once more, tell whoever runs the program.", visit.language))
    return card(use.name.say(visit.language), shown) if use.name else shown


def load_view(visit: Visit, use: PanelUse) -> Any:  # noqa: ANN401 - each kind of panel has a view of its own
    """The finished view of a panel; none where there is nothing to show."""
    kind = KINDS[use.kind]
    return kind.load(visit, kind.options.model_validate(use.options))


def _nothing(visit: Visit) -> Component:
    return empty(
        say("There is nothing to show here yet.", visit.language),
        say("It appears as soon as the agency has evaluated a round and published the evaluation.", visit.language),
    )


def _lost(visit: Visit) -> Component:
    head = html.H1(say("There is no such page", visit.language))
    return html.Div([head, empty(say("The address names no page of yours.", visit.language), say("Choose one above.", visit.language))])
