"""What changed from round to round: who moved by more than the data leave open, the parts of the tree, and units of a kind beside the others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component
from pydantic import Field

from iecscore.dashboard.choosing import Chosen, OfLevels, choose_evaluation
from iecscore.dashboard.elements import card, data_table, empty, figure, status_strip
from iecscore.dashboard.figures import ENDS, draw_lines, draw_movers
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.picking import ask_by_address, pick
from iecscore.dashboard.visiting import Visit
from iecscore.store import Repository
from iecscore.system import ROOT
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import DASH, write_figure
from iecscore.views.movement import LeagueMovement, Movement, Mover, Seen, explain_unlike, list_parts, name_part, view_movement, write_change
from iecscore.views.profile import is_counted_alike
from iecscore.views.sides import SideLine, Sides, view_sides

KIND: Final = "change"
PAIR: Final = 2
LISTED: Final = 400
INDENT: Final = "\u2003"


class Options(OfLevels):
    """Whose change is shown, and which column tells units of a kind from the others."""

    COLUMNS: ClassVar = ("groups",)
    groups: str = Field(default="", description="Column (`table.column`) of the topmost units whose values are set side by side")


@dataclass(frozen=True, slots=True)
class Shown:
    """The change, where there are two rounds counted alike, what was not compared and why, and what one may choose."""

    view: Movement | None
    sides: Sides | None
    unlike: tuple[str, ...]
    years: tuple[str, ...]
    part: str
    level: str
    levels: tuple[str, ...]
    chosen: Chosen


def load(visit: Visit, options: Options) -> Shown | None:
    """The evaluation of the address, and those of earlier rounds that were counted alike."""
    level = options.pick(visit)
    chosen = choose_evaluation(visit, level)
    if chosen is None:
        return None
    evaluation, system, language = chosen.evaluation, chosen.system, visit.language
    with visit.reading() as repository:
        found = [_find_round(repository, evaluation, year) for year in sorted({made.year for made in repository.list_evaluations(level)})]
        traits = repository.load_traits(evaluation.id, options.groups) if options.groups else {}
        alike = [*(item for item in found if item and is_counted_alike(item, evaluation)), evaluation]
        years = tuple(item.options.round for item in alike[:-1])
        since = visit.query.get("since", "")
        begin = years.index(since) if since in years else 0
        held = [Seen(item, repository.load_assessment(item.id)) for item in alike[begin:]]
    unlike = tuple(explain_unlike(item, evaluation, language) for item in found if item and not is_counted_alike(item, evaluation))
    part = visit.query.get("part", ROOT)
    part = part if part in dict(list_parts(evaluation)) else ROOT
    several = len(held) >= PAIR
    view = view_movement(held, system, part, language) if several else None
    sides = view_sides(held, system, options.groups, traits, language) if several and traits else None
    return Shown(view, sides, unlike, years, part, level, options.levels, chosen)


def _find_round(repository: Repository, evaluation: Evaluation, year: int) -> Evaluation | None:
    """What is seen of an earlier round: the evaluation made with the same choices, else the latest; nothing of rounds that are not earlier."""
    options = evaluation.options
    if year >= int(options.round):
        return None
    made = repository.list_evaluations(options.level, year)
    alike = [item for item in made if replace(item.options, round=options.round) == options]
    found = [repository.load_evaluation(item.id) for item in (*alike, *made[:1])]
    told = [item for item in found if item is not None]
    return next((item for item in told if is_counted_alike(item, evaluation)), told[0] if told else None)


def show(shown: Shown, visit: Visit) -> Component:
    """What to remember, who moved, the parts of the tree by group, and units of a kind beside the others."""
    language, view = visit.language, shown.view
    head = [status_strip(visit, shown.chosen), _choose(shown, visit)]
    unlike = [html.P(text, className="about") for text in shown.unlike]
    if view is None:
        told = say("There is no earlier round that was scored in the same way.", language)
        advice = say("Changes appear as soon as two rounds with the same system, weights and method may be seen.", language)
        return html.Div([*head, empty(told, advice), *unlike])
    return html.Div(
        [
            *head,
            card(say("What to remember", language), html.Ul([html.Li(text) for text in (*view.messages, *shown.unlike)])),
            card(say("Who moved: {part}", language, part=view.part), *_show_movers(view, shown, visit)),
            *(_show_league(league, place, view, visit) for place, league in enumerate(view.leagues)),
            *([_show_sides(shown.sides, view, visit)] if shown.sides else []),
        ]
    )


def _choose(shown: Shown, visit: Visit) -> Component:
    language, system = visit.language, shown.chosen.system
    levels = [(key, system.levels[key].plural.say(language)) for key in shown.levels if key in system.levels]
    parts = [(node, INDENT * depth + name_part(system, node, language)) for node, depth in list_parts(shown.chosen.evaluation)]
    years = [(year, year) for year in shown.years]
    since = shown.view.years[0] if shown.view else ""
    picks = [pick("level", say("Level", language), levels, shown.level)] if len(levels) > 1 else []
    picks += [pick("since", say("Since round", language), years, since)] if years else []
    picks += [pick("part", say("Part", language), parts, shown.part)]
    return html.Div(ask_by_address(visit, picks, {"round": shown.chosen.address}), className="choice")


def _show_movers(view: Movement, shown: Shown, visit: Visit) -> Iterator[Component]:
    language = visit.language
    if not view.movers:
        yield html.P(say("No unit is scored in both rounds.", language))
        return
    ends = {"first": view.years[0], "last": view.years[-1]}
    sentence = say("Changes of {count} units between round {first} and round {last}.", language, count=len(view.movers), **ends)
    yield figure(draw_movers(view, language), " ".join((sentence, *view.messages)), f"{KIND}-movers")
    if len(view.movers) > 2 * ENDS:
        told = say("Drawn are the {count} units at each end, listed at most {listed}.", language, count=ENDS, listed=LISTED)
        yield html.P(told, className="about")
    heads = (
        say("Unit", language),
        say("Group", language),
        view.years[0],
        view.years[-1],
        say("Change", language),
        say("90 % interval of the change", language),
        say("Finding", language),
        *view.dimensions,
    )
    caption = say("Changes since round {year}, the largest rise first; of dimensions the points gained", language, year=view.years[0])
    listed = view.movers if len(view.movers) <= LISTED else (*view.movers[: LISTED // 2], *view.movers[-LISTED // 2 :])
    rows = [_tell_mover(mover, shown, visit) for mover in listed]
    yield data_table(caption, heads, rows, (2, 3, 4, 5, *range(7, len(heads))))


def _tell_mover(mover: Mover, shown: Shown, visit: Visit) -> tuple[str | Component, ...]:
    interval = DASH
    if mover.margin is not None:
        interval = say(
            "{low} to {high}", visit.language, low=write_change(mover.change - mover.margin), high=write_change(mover.change + mover.margin)
        )
    return (
        _link(mover, shown, visit),
        mover.league,
        write_figure(mover.first, 1),
        write_figure(mover.last, 1),
        write_change(mover.change),
        interval,
        html.Span(mover.told, className=f"moved-{mover.verdict}"),
        *(write_change(part) for part in mover.parts),
    )


def _link(mover: Mover, shown: Shown, visit: Visit) -> str | Component:
    """The unit's name, leading to its page where one of the level stands."""
    name = f"{mover.unit} {mover.name}".strip()
    there = visit.dashboard.find_panel("detail", shown.level)
    told = {"unit": mover.unit, "round": shown.chosen.address} | ({"node": shown.part} if shown.part != ROOT else {})
    return html.A(name, href=f"/{there}?{urlencode(told)}", className="unit") if there else name


def _show_league(league: LeagueMovement, place: int, view: Movement, visit: Visit) -> Component:
    language = visit.language
    tops = [line for line in league.lines if line.depth == 1 and line.change is not None]
    heads = (say("Part", language), say("Units", language), *view.years, say("Median change", language))
    rows: list[tuple[str | Component, ...]] = [
        (
            html.Span(line.name, className=f"depth-{line.depth}"),
            str(line.count),
            *(write_figure(told, 1) for told in line.medians),
            write_change(line.change),
        )
        for line in league.lines
    ]
    told = say("Median scores of the units scored in every round shown; with fewer than 3 no median is told", language)
    caption = say("{league}: {told}", language, league=league.name, told=told)
    table = data_table(caption, heads, rows, tuple(range(1, len(heads))))
    if not tops:
        return card(league.name, html.P(say("Fewer than 3 units are scored in every round shown.", language)), table)
    told = say("; ", language).join(f"{line.name} {write_figure(line.medians[0], 1)} → {write_figure(line.medians[-1], 1)}" for line in tops)
    sentence = say("Median by dimension, round {first} → {last}: {told}.", language, first=view.years[0], last=view.years[-1], told=told)
    return card(league.name, html.P(sentence), figure(draw_lines(league, view.years), sentence, f"{KIND}-league-{place}"), table)


def _show_sides(sides: Sides, view: Movement, visit: Visit) -> Component:
    language = visit.language
    heads = (
        say("Group", language),
        sides.name,
        say("Units", language),
        view.years[0],
        view.years[-1],
        say("Median change", language),
        say("Middle half of changes", language),
        *view.dimensions,
    )
    caption = say("Median total score in the first and last round, and median changes; of fewer than 3 units only their number is told", language)
    table = data_table(caption, heads, [_tell_side(line, visit) for line in sides.lines], (2, 3, 4, 5, 6, *range(7, len(heads))))
    said = html.Ul([html.Li(text) for text in sides.sentences])
    return card(say("Side by side: {name}", language, name=sides.name), said, table)


def _tell_side(line: SideLine, visit: Visit) -> tuple[str, ...]:
    few = say("fewer than 3", visit.language)
    half = say("{low} to {high}", visit.language, low=write_change(line.low), high=write_change(line.high))
    return (
        line.league,
        line.value,
        str(line.count),
        few if line.few else write_figure(line.first, 1),
        few if line.few else write_figure(line.last, 1),
        write_change(line.change),
        DASH if line.few else half,
        *(write_change(part) for part in line.parts),
    )


PANEL: Final = Panel(KIND, Options, load, show)
