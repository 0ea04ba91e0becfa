"""The ranking: tiers, ranks with their intervals, scores and dimensions, filtered by what the address says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import Input, Output, State, html
from dash.development.base_component import Component
from pydantic import Field

from iecscore.dashboard.choosing import Chosen, choose_evaluation
from iecscore.dashboard.elements import aria, status_strip
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.visiting import Visit
from iecscore.system.closed import Closed, Key
from iecscore.text import say
from iecscore.views import DASH, Line, RankingView, view_ranking, word_interval

KIND: Final = "ranking"
WIDE: Final = {"context": {"wide": True}}
TALL: Final = 40


class Options(Closed):
    """Which units are ranked."""

    level: Key = Field(description="Level of the units, by its key in the system file")


@dataclass(frozen=True, slots=True)
class Shown:
    """A ranking, and the evaluation it is of."""

    view: RankingView
    chosen: Chosen
    level: str


def load(visit: Visit, options: Options) -> Shown | None:
    """The ranking of the evaluation that the page shows."""
    with visit.reading() as repository:
        chosen = choose_evaluation(visit, repository, options.level)
    if chosen is None:
        return None
    return Shown(view_ranking(chosen.evaluation, chosen.system, visit.language, chosen.assessment), chosen, options.level)


def show(shown: Shown, visit: Visit) -> Component:
    """The filters, the grid, and what stands in it."""
    view, language = shown.view, visit.language
    about = [word_interval(shown.chosen.assessment, language)] if shown.chosen.assessment else []
    about.append(say("Score: 0 to 100, the darker the higher. {mark} is a figure withheld because too much is missing.", language, mark=DASH))
    return html.Div(
        [
            status_strip(visit, shown.chosen, view.method),
            _filters(shown, visit),
            html.P(_count(_rows(view, visit.query), visit), id=f"{KIND}-count", className="count", **aria(live="polite")),
            _grid(view, visit),
            *(html.P(text, className="about") for text in (*about, *view.notes)),
        ]
    )


def _filters(shown: Shown, visit: Visit) -> Component:
    view, language, query = shown.view, visit.language, visit.query
    rounds, leagues = [str(year) for year in shown.chosen.rounds], [league.name for league in view.leagues]
    tiers = [tier.name.say(language) for tier in shown.chosen.system.levels[shown.level].tiers]
    held = [
        dmc.Select(id=f"{KIND}-round", label=say("Round", language), data=rounds, value=shown.chosen.evaluation.options.round, allowDeselect=False),
        dmc.Select(id=f"{KIND}-league", label=say("Group", language), data=leagues, value=_among(query.get("group"), leagues), clearable=True),
        dmc.Select(id=f"{KIND}-tier", label=say("Tier", language), data=tiers, value=_among(query.get("tier"), tiers), clearable=True),
        dmc.TextInput(id=f"{KIND}-name", label=say("Name or code", language), value=query.get("name", "")[:60], debounce=300),
        html.Div(shown.level, id=f"{KIND}-level", hidden=True),
    ]
    return html.Div(held, className="filters")


def _among(told: str | None, known: list[str]) -> str | None:
    return told if told in known else None


def _grid(view: RankingView, visit: Visit) -> Component:
    language = visit.language
    columns = [
        {**WIDE, "field": "tier", "headerName": say("Tier", language), "width": 110},
        {"field": "rank", "headerName": say("Rank", language), "width": 90, "type": "rightAligned", **(WIDE if view.tells_intervals else {})},
        *([{"field": "interval", "headerName": say("90 % interval", language), "width": 110}] if view.tells_intervals else []),
        {"field": "name", "headerName": say("Name", language), "minWidth": 150, "flex": 1, "tooltipField": "name"},
        {**WIDE, "field": "league", "headerName": say("Group", language), "width": 160},
        {"field": "score", "headerName": say("Score", language), "width": 150, "cellRenderer": "ScoreBar"},
        *(
            {**WIDE, "field": f"d{place}", "headerName": name, "headerTooltip": f"{code} {name}", "width": 150, "cellRenderer": "HeatCell"}
            for place, (code, name) in enumerate(zip(view.codes, view.dimensions, strict=True))
        ),
        {**WIDE, "field": "remark", "headerName": say("Remark", language), "minWidth": 160, "tooltipField": "remark"},
    ]
    short = len(_rows(view, {})) <= TALL
    grid: Component = dag.AgGrid(
        id=f"{KIND}-grid",
        rowData=_rows(view, visit.query),
        columnDefs=columns,
        defaultColDef={"sortable": True, "resizable": True},
        dashGridOptions={"domLayout": "autoHeight" if short else "normal", "localeText": _locale(language), "rowHeight": 38},
        getRowId="params.data.unit",
        className="ag-theme-own",
        style={"height": None} if short else {"height": "70vh"},
    )
    return grid


def _locale(language: str) -> dict[str, str]:
    return {"noRowsToShow": say("No unit fits these filters. Clear one of them.", language)}


def _rows(view: RankingView, query: Mapping[str, str]) -> list[dict[str, Any]]:
    wanted = query.get("name", "").casefold()
    return [
        _row(line, league.name)
        for league in view.leagues
        for line in league.lines
        if query.get("group") in {None, "", league.name} or query.get("group") not in {item.name for item in view.leagues}
        if not query.get("tier") or line.tier == query["tier"]
        if wanted in f"{line.unit} {line.name}".casefold()
    ]


def _row(line: Line, league: str) -> dict[str, Any]:
    dimensions = {f"d{place}": score if score is None else round(score, 1) for place, score in enumerate(line.dimensions)}
    told = {"unit": line.unit, "name": f"{line.unit} {line.name}", "tier": line.tier or DASH, "league": league, "remark": line.remark}
    score = None if line.score is None else round(line.score, 1)
    return told | {"rank": line.rank, "interval": line.interval or DASH, "score": score} | dimensions


def _count(rows: list[dict[str, Any]], visit: Visit) -> str:
    return say("{count} units", visit.language, count=len(rows))


def connect(register: Register) -> None:
    """Filter the grid, and keep the filters in the address."""
    held = [Input(f"{KIND}-{name}", "value") for name in ("round", "league", "tier", "name")]
    answers = [Output(f"{KIND}-grid", "rowData"), Output(f"{KIND}-count", "children"), Output("place", "search")]

    @register.on(KIND, answers, held, [State(f"{KIND}-level", "children")], prevent_initial_call=True)
    def choose(visit: Visit, year: str | None, league: str | None, tier: str | None, name: str | None, level: str) -> tuple[object, ...]:
        told = {"round": year, "group": league, "tier": tier, "name": name}
        query = {key: str(value) for key, value in told.items() if value}
        search = f"?{urlencode(query)}" if query else ""
        shown = load(visit.asking(search), Options(level=str(level)))
        rows = _rows(shown.view, query) if shown else []
        return rows, _count(rows, visit), search


PANEL: Final = Panel(KIND, Options, load, show, connect)
