"""The ranking: tiers, ranks with their intervals, scores and dimensions, filtered by what the address says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from iecscore.dashboard.choosing import Chosen, OfLevel, choose_evaluation
from iecscore.dashboard.elements import aria, card, explain_marks, status_strip
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.visiting import Visit
from iecscore.text import say
from iecscore.views import DASH, DoubtLeague, Line, RankingView, name_interval, view_ranking, view_robustness, word_interval
from iecscore.views.marks import LOOKS, WITHHELD, word_mark

KIND: Final = "ranking"
WIDE: Final = {"context": {"wide": True}}
TALL: Final = 40
PAIRS: Final = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A ranking, and the evaluation it is of."""

    view: RankingView
    chosen: Chosen
    level: str


def load(visit: Visit, options: OfLevel) -> Shown | None:
    """The ranking of the evaluation that the page shows."""
    chosen = choose_evaluation(visit, options.level)
    if chosen is None:
        return None
    return Shown(view_ranking(chosen.evaluation, chosen.system, visit.language, chosen.assessment), chosen, options.level)


def show(shown: Shown, visit: Visit) -> Component:
    """The filters, the grid, and what stands in it."""
    view, language = shown.view, visit.language
    about = [word_interval(shown.chosen.assessment, language)] if shown.chosen.assessment else []
    about.append(say("Score: 0 to 100, the darker the higher.", language))
    rows = _rows(shown, visit, visit.query)
    return html.Div(
        [
            status_strip(visit, shown.chosen),
            _filters(shown, visit),
            html.P(_count(rows, visit), id=f"{KIND}-count", className="count", **aria(live="polite")),
            _grid(shown, rows, visit),
            *([explain_marks(language)] if any(line.score is None or any(line.marks) for league in view.leagues for line in league.lines) else []),
            *(html.P(text, className="about") for text in (*about, *view.notes)),
            *_tell_neighbours(shown, visit),
        ]
    )


def _tell_neighbours(shown: Shown, visit: Visit) -> list[Component]:
    """By group, which neighbours cannot be told apart, and how many can."""
    chosen = shown.chosen
    if chosen.assessment is None:
        return []
    leagues = view_robustness(chosen.evaluation, chosen.assessment, chosen.system, visit.language).leagues
    title = say("Neighbours that cannot be told apart", visit.language)
    return [card(title, *(part for league in leagues if league.counted for part in _tell_league(league)))]


def _tell_league(league: DoubtLeague) -> list[Component]:
    told = html.Ul([html.Li(text) for text in league.doubtful[:PAIRS]])
    return [html.H3(league.name), html.P(league.counted), *([told] if league.doubtful else [])]


def _filters(shown: Shown, visit: Visit) -> Component:
    view, language, query = shown.view, visit.language, visit.query
    leagues = [league.name for league in view.leagues]
    tiers = [tier.name.say(language) for tier in shown.chosen.system.levels[shown.level].tiers]
    held = [
        dmc.Select(id=f"{KIND}-league", label=say("Group", language), data=leagues, value=_among(query.get("group"), leagues), clearable=True),
        dmc.Select(id=f"{KIND}-tier", label=say("Tier", language), data=tiers, value=_among(query.get("tier"), tiers), clearable=True),
        dmc.TextInput(id=f"{KIND}-name", label=say("Name or code", language), value=query.get("name", "")[:60], debounce=300),
        dcc.Input(type="hidden", id=f"{KIND}-round", value=shown.chosen.address),
        html.Div(shown.level, id=f"{KIND}-level", hidden=True),
        dcc.Location(id=f"{KIND}-place", refresh=False),
    ]
    return html.Div(held, className="filters")


def _among(told: str | None, known: list[str]) -> str | None:
    return told if told in known else None


def _grid(shown: Shown, rows: list[dict[str, Any]], visit: Visit) -> Component:
    view, language = shown.view, visit.language
    methods = {**WIDE, "field": "methods", "headerName": say("Method range", language), "width": 110}
    columns = [
        {"field": "tier", "headerName": say("Tier", language), "flex": 1.8, "minWidth": 78, "maxWidth": 120},
        {"field": "rank", "headerName": say("Rank", language), "width": 80, "type": "rightAligned", **(WIDE if view.tells_intervals else {})},
        *(
            [{"field": "interval", "headerName": say("90 % interval", language), "flex": 1.4, "minWidth": 78, "maxWidth": 110}]
            if view.tells_intervals
            else []
        ),
        {"field": "name", "headerName": say("Name", language), "minWidth": 104, "flex": 4, "tooltipField": "name", "cellRenderer": "UnitLink"},
        *([methods] if shown.chosen.assessment and shown.chosen.assessment.ways else []),
        {**WIDE, "field": "league", "headerName": say("Group", language), "width": 150},
        {"field": "score", "headerName": say("Score", language), "flex": 2, "minWidth": 72, "maxWidth": 150, "cellRenderer": "ScoreBar"},
        *(
            {**WIDE, "field": f"d{place}", "headerName": name, "headerTooltip": f"{code} {name}", "width": 112, "cellRenderer": "HeatCell"}
            for place, (code, name) in enumerate(zip(view.codes, view.dimensions, strict=True))
        ),
        {**WIDE, "field": "remark", "headerName": say("Remark", language), "width": 130, "tooltipField": "remark"},
    ]
    short = sum(len(league.lines) for league in view.leagues) <= TALL
    grid: Component = dag.AgGrid(
        id=f"{KIND}-grid",
        rowData=rows,
        columnDefs=columns,
        defaultColDef={"sortable": True, "resizable": True},
        dashGridOptions={
            "domLayout": "autoHeight" if short else "normal",
            "localeText": _locale(language),
            "rowHeight": 38,
            "context": {"caption": view.title},
        },
        getRowId="params.data.unit",
        className="ag-theme-own",
        style={"height": None} if short else {"height": "70vh"},
    )
    return grid


def _locale(language: str) -> dict[str, str]:
    return {"noRowsToShow": say("No unit fits these filters. Clear one of them.", language)}


def _rows(shown: Shown, visit: Visit, query: Mapping[str, str]) -> list[dict[str, Any]]:
    view, wanted = shown.view, query.get("name", "").casefold()
    found = shown.chosen.assessment.units if shown.chosen.assessment else ()
    methods = {item.unit: name_interval(item.method_low, item.method_high) for item in found}
    there = next((page.key for page in visit.dashboard.pages if any(use.kind == "detail" for use in page.panels)), "")
    link = f"/{there}?{urlencode({'round': shown.chosen.address})}&unit=" if there else ""
    return [
        _row(line, league.name, visit.language)
        | {"methods": methods.get(line.unit, DASH)}
        | ({"link": f"{link}{quote(line.unit, safe='')}"} if link else {})
        for league in view.leagues
        for line in league.lines
        if query.get("group") in {None, "", league.name} or query.get("group") not in {item.name for item in view.leagues}
        if not query.get("tier") or line.tier == query["tier"]
        if wanted in f"{line.unit} {line.name}".casefold()
    ]


def _row(line: Line, league: str, language: str) -> dict[str, Any]:
    dimensions: dict[str, Any] = {f"d{place}": score if score is None else round(score, 1) for place, score in enumerate(line.dimensions)}
    marks = {f"d{place}": kind for place, kind in enumerate(line.marks) if kind} | ({"score": WITHHELD} if line.score is None else {})
    for field, kind in marks.items():
        dimensions |= {f"{field}_mark": LOOKS[kind], f"{field}_said": word_mark(kind, language)}
    told = {"unit": line.unit, "name": f"{line.unit} {line.name}", "tier": line.tier or DASH, "league": league, "remark": line.remark}
    score = None if line.score is None else round(line.score, 1)
    return told | {"rank": line.rank, "interval": line.interval or DASH, "score": score} | dimensions


def _count(rows: list[dict[str, Any]], visit: Visit) -> str:
    return say("{count} units", visit.language, count=len(rows))


def connect(register: Register) -> None:
    """Filter the grid and keep the filters in the address, whichever of the two changed."""
    names = ("round", "league", "tier", "name")
    held = [Input(f"{KIND}-{name}", "value") for name in names]
    level = State(f"{KIND}-level", "children")
    answers = [Output(f"{KIND}-grid", "rowData"), Output(f"{KIND}-count", "children"), Output(f"{KIND}-place", "search")]
    answers += [Output(f"{KIND}-{name}", "value") for name in names]

    @register.on(KIND, answers, [*held, Input(f"{KIND}-place", "search")], [level], prevent_initial_call=True)
    def choose(visit: Visit, year: str | None, league: str | None, tier: str | None, name: str | None, search: str | None, level: str) -> object:
        from dash import ctx  # noqa: PLC0415 - known only while a question is answered

        told = _tell_query(year, league, tier, name)
        turned = ctx.triggered_id == f"{KIND}-place"
        if turned and told == dict(visit.asking(search).query):
            return [no_update] * len(answers)
        query = dict(visit.asking(search).query) if turned else told
        asked = visit.asking(f"?{urlencode(query)}")
        shown = load(asked, OfLevel(level=str(level)))
        rows = _rows(shown, asked, query) if shown else []
        values = (query.get("round") or year, query.get("group"), query.get("tier"), query.get("name", ""))
        return rows, _count(rows, visit), no_update if turned else f"?{urlencode(query)}", *(values if turned else [no_update] * len(values))


def _tell_query(year: object, league: object, tier: object, name: object) -> dict[str, str]:
    told = {"round": year, "group": league, "tier": tier, "name": name}
    return {key: str(value) for key, value in told.items() if value}


PANEL: Final = Panel(KIND, OfLevel, load, show, connect)
