"""Places on a tile map, and fields in a table: how many units, in which tiers, and how their scores lie where there are enough of them."""

from dataclasses import dataclass
from typing import ClassVar, Final

from dash import html
from dash.development.base_component import Component
from pydantic import Field

from iecscore.dashboard.choosing import Chosen, OfLevels, choose_evaluation
from iecscore.dashboard.elements import aria, card, data_table, status_strip
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.picking import ask_by_address, pick
from iecscore.dashboard.tiling import Tile, find_tiles
from iecscore.dashboard.visiting import Visit
from iecscore.system.closed import Key
from iecscore.text import say
from iecscore.views import DASH, name_league, write_figure
from iecscore.views.overview import Scale, fit_scale
from iecscore.views.places import PlaceLine, PlacesView, view_places

KIND: Final = "places"
LEVELS: Final = 5
SCORE, TIERS = "score", "tiers"
SEPARATOR: Final = "."


class Options(OfLevels):
    """Which columns tell where units are, and in which field, and which map shows the places."""

    COLUMNS: ClassVar = ("places", "fields")
    places: str = Field(min_length=3, description="Column (`table.column`) of the topmost units with their place")
    tiles: Key | None = Field(default=None, description="Tile map of the places: a file beside the dashboards, without its ending")
    fields: str = Field(default="", description="Column (`table.column`) of the topmost units with their fields")


@dataclass(frozen=True, slots=True)
class Shown:
    """Places and fields, the tiles of the map, and what one may choose."""

    places: PlacesView
    fields: PlacesView | None
    tiles: dict[str, Tile]
    colour: str
    league: str
    leagues: tuple[tuple[str, str], ...]
    level: str
    levels: tuple[str, ...]
    chosen: Chosen


def load(visit: Visit, options: Options) -> Shown | None:
    """The units of the evaluation that the page shows, as far as they are seen, by place and field."""
    level = options.pick(visit)
    chosen = choose_evaluation(visit, level)
    if chosen is None:
        return None
    evaluation, system, language = chosen.evaluation, chosen.system, visit.language
    with visit.reading() as repository:
        where = repository.load_traits(evaluation.id, options.places)
        which = repository.load_traits(evaluation.id, options.fields) if options.fields else {}
    leagues = {SEPARATOR.join(unit.league): unit.league for unit in evaluation.units}
    asked = visit.query.get("group", "")
    league = leagues.get(asked) if asked else None
    named = tuple((key, name_league(system, level, leagues[key], language)) for key in sorted(leagues))
    places = view_places(evaluation, system, options.places, where, league, language)
    fields = view_places(evaluation, system, options.fields, which, league, language) if options.fields else None
    colour = TIERS if visit.query.get("colour") == TIERS and places.tiers else SCORE
    kept = asked if league is not None else ""
    return Shown(places, fields, find_tiles(visit, options.tiles or ""), colour, kept, named, level, options.levels, chosen)


def show(shown: Shown, visit: Visit) -> Component:
    """What to remember, the map with its table, and the table by field."""
    language, places, fields = visit.language, shown.places, shown.fields
    said = [*places.sentences, *(fields.sentences if fields else ())]
    parts = [
        status_strip(visit, shown.chosen),
        _choose(shown, visit),
        card(say("What to remember", language), html.Ul([html.Li(text) for text in said]), *_tell_counting(shown, visit)),
        card(
            places.name,
            *([_show_map(shown, visit)] if shown.tiles else []),
            _show_table(places, [line for line in places.lines if line.units], visit),
        ),
    ]
    return html.Div([*parts, *([card(fields.name, _show_table(fields, fields.lines, visit))] if fields else [])])


def _tell_counting(shown: Shown, visit: Visit) -> list[Component]:
    """That units of several groups are counted together, and that units within others stand where these do."""
    language, system = visit.language, shown.chosen.system
    parent = system.levels[shown.level].parent
    told = []
    if not shown.league and len(shown.leagues) > 1:
        told.append(
            say("Units of different groups are counted together here; they are not ranked against each other. Choose a group above.", language)
        )
    if visit.principal.scope:
        told.append(say("Only the units that you may see are counted; the other places stay empty.", language))
    if parent:
        told.append(say("Each unit is counted where the {parent} it belongs to is.", language, parent=system.levels[parent].name.say(language)))
    return [html.P(text, className="about") for text in told]


def _choose(shown: Shown, visit: Visit) -> Component:
    language, system = visit.language, shown.chosen.system
    levels = [(key, system.levels[key].plural.say(language)) for key in shown.levels if key in system.levels]
    colours = [(SCORE, say("median score", language)), (TIERS, say("share in upper tiers", language))]
    picks = [pick("level", say("Level", language), levels, shown.level)] if len(levels) > 1 else []
    picks += [pick("group", say("Group", language), [("", say("all groups together", language)), *shown.leagues], shown.league)]
    picks += [pick("colour", say("Colour", language), colours, shown.colour)] if shown.tiles and shown.places.tiers else []
    return html.Div(ask_by_address(visit, picks, {"round": shown.chosen.address}), className="choice")


def _measure(line: PlaceLine, shown: Shown) -> float | None:
    return line.middle if shown.colour == SCORE else line.upper


def _write(told: float | None, shown: Shown) -> str:
    if told is None:
        return ""
    return write_figure(told, shown.places.decimals) if shown.colour == SCORE else f"{told:.0%}"


def _show_map(shown: Shown, visit: Visit) -> Component:
    """Every tile of the map; those without units stay empty, those with too few have their number alone."""
    lines = {line.code: line for line in shown.places.lines}
    told = [measure for line in shown.places.lines if (measure := _measure(line, shown)) is not None]
    scale = Scale(0.0, 0.2, LEVELS) if shown.colour == TIERS else fit_scale(min(told, default=0.0), max(told, default=1.0), LEVELS - 1)
    tiles = [_show_tile(tile, lines.get(code) or _line_of(code, tile, visit), scale, shown, visit) for code, tile in shown.tiles.items()]
    sentence = say(
        "Tile map: {name}, coloured by {colour}. {told}",
        visit.language,
        name=shown.places.name,
        colour=_name_colour(shown, visit),
        told=" ".join(shown.places.sentences),
    )
    figure = html.Figure(html.Div(tiles, className="tiles"), role="img", **aria(label=sentence))
    return html.Div([figure, _show_key(scale, bool(told), shown, visit)])


def _line_of(code: str, tile: Tile, visit: Visit) -> PlaceLine:
    """A place that no unit and no dictionary tells of."""
    return PlaceLine(code, tile.short.say(visit.language), 0, 0, (), None, None, None, None, None)


def _name_colour(shown: Shown, visit: Visit) -> str:
    if shown.colour == SCORE:
        return say("median score", visit.language)
    return say("share of ranked units in tier {tiers}", visit.language, tiers=shown.places.upper)


def _level(measure: float, scale: Scale) -> int:
    return min(LEVELS, scale.place(measure) + 1)


def _show_tile(tile: Tile, line: PlaceLine, scale: Scale, shown: Shown, visit: Visit) -> Component:
    measure, language = _measure(line, shown), visit.language
    look = "none" if not line.units else "few" if measure is None else f"level-{_level(measure, scale)}"
    count = say("{count} units", language, count=line.units) if line.units else ""
    column, row = tile.at
    parts = [
        html.Span(line.name, className="long"),
        html.Span(tile.short.say(language), className="short"),
        html.Strong(_write(measure, shown)),
        html.Small(count, className="long"),
        html.Small(str(line.units) if line.units else "", className="short"),
    ]
    title = say(", ", language).join(part for part in (line.name, count, _write(measure, shown)) if part)
    return html.Div(parts, className=f"tile {look}", title=title, style={"gridColumn": column + 1, "gridRow": row + 1})


def _show_key(scale: Scale, told: bool, shown: Shown, visit: Visit) -> Component:  # noqa: FBT001 - whether any place has a measure
    """What the colours mean."""
    names = [f"{20 * place}–{20 * place + 20}%" for place in range(LEVELS)] if shown.colour == TIERS else list(scale.names)
    looks = [(f"level-{place}", name) for place, name in enumerate(names[:LEVELS], 1)] if told else []
    looks += [("few", say("fewer than 3 ranked units", visit.language)), ("none", say("no units", visit.language))]
    held = [html.Li([html.I(className=f"tile {look}"), name]) for look, name in looks]
    return html.Div([html.Span(_name_colour(shown, visit)), html.Ul(held)], className="key")


def _show_table(view: PlacesView, lines: "tuple[PlaceLine, ...] | list[PlaceLine]", visit: Visit) -> Component:
    language = visit.language
    heads = (
        view.name,
        say("Units", language),
        say("ranked", language),
        *view.tiers,
        say("Median score", language),
        say("Lowest and highest score", language),
        say("Least coverage", language),
    )
    caption = say("{name}: units, tiers and scores", language, name=view.name)
    return data_table(caption, heads, [_tell_line(line, view, visit) for line in lines], tuple(range(1, len(heads))))


def _tell_line(line: PlaceLine, view: PlacesView, visit: Visit) -> tuple[str, ...]:
    few = say("fewer than 3", visit.language) if line.units else DASH
    ends = f"{write_figure(line.low, view.decimals)} – {write_figure(line.high, view.decimals)}"
    return (
        line.name,
        str(line.units),
        str(line.ranked),
        *map(str, line.tiers),
        few if line.few else write_figure(line.middle, view.decimals),
        DASH if line.few else ends,
        DASH if line.coverage is None else f"{line.coverage:.0%}",
    )


PANEL: Final = Panel(KIND, Options, load, show)
