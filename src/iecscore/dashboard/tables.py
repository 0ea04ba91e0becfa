"""Tables as they stand on a page: found among its parts, read back from them, and offered to be taken away."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeGuard

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from iecscore.dashboard.elements import MOST_ROWS, Table, aria
from iecscore.report.book import Cell
from iecscore.text import say

FORMATS: Final = ("xlsx", "csv")
NUMBER: Final = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?|-?\d+(\.\d+)?")
BLOCKS: Final = (html.Div, html.P, html.Li, html.Ul)
Address = Callable[[str, str], str]
Part: TypeAlias = Table | dag.AgGrid


@dataclass(frozen=True, slots=True)
class Told:
    """What a table tells; cells of columns of figures are numbers where they can be."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def is_table(part: object) -> TypeGuard[Part]:
    """Whether a part of a page is a table of ours, or a grid."""
    return isinstance(part, dag.AgGrid | Table)


def find_tables(shown: object, near: str) -> Iterator[tuple[str, Part]]:
    """Each table among parts of a page, by the nearest id around it (`near` where there is none) and its number there."""
    counts: Counter[str] = Counter()
    for place, part in _walk(shown, near):
        yield f"{place}-{counts[place]}", part
        counts[place] += 1


def _walk(shown: object, near: str) -> Iterator[tuple[str, Part]]:
    if isinstance(shown, list | tuple):
        for part in shown:
            yield from _walk(part, near)
    elif isinstance(shown, Component):
        here = _name(shown, near)
        if is_table(shown):
            yield here, shown
        else:
            yield from _walk(getattr(shown, "children", None), here)


def _name(part: Component, near: str) -> str:
    own = getattr(part, "id", None)
    return own if isinstance(own, str) else near


def address_on(page: str, place: int) -> Address:
    """Where the tables of a panel are had; the browser adds what the page's own address says behind its question mark."""
    return lambda name, kind: f"/tables/{page}/{place}/{name}.{kind}"


def offer_tables(shown: Any, near: str, address: Address, language: str) -> Any:  # noqa: ANN401 - whatever a page is made of
    """The same parts, with links below each table to take it away; `address` tells where a table of a name is had in a format."""
    counts: Counter[str] = Counter()

    def rebuild(part: Any, near: str) -> Any:  # noqa: ANN401 - whatever a page is made of
        if isinstance(part, list | tuple):
            return [rebuild(item, near) for item in part]
        if not isinstance(part, Component):
            return part
        here = _name(part, near)
        if is_table(part):
            counts[here] += 1
            return html.Div([part, _offer(part, f"{here}-{counts[here] - 1}", address, language)])
        if getattr(part, "children", None) is not None:
            part.children = rebuild(part.children, here)
        return part

    return rebuild(shown, near)


def _offer(part: Part, name: str, address: Address, language: str) -> Component:
    caption = caption_of(part)
    links = [
        html.A(
            kind,
            href=address(name, kind),
            className="take",
            **aria(label=say("Download “{caption}” as {kind}", language, caption=caption, kind=kind)),
        )
        for kind in FORMATS
    ]
    return html.P([*_count(part, language), say("Download", language), *(piece for link in links for piece in (" ", link))], className="takes")


def _count(part: Part, language: str) -> list[str]:
    """How many rows are shown, where it is not all."""
    count = len(part.tabled.rows) if isinstance(part, Table) else 0
    text = say("The first {shown} of {count} rows are shown; the file holds all.", language, shown=MOST_ROWS, count=count)
    return [text, " "] if count > MOST_ROWS else []


def caption_of(part: Part) -> str:
    """What a table is called; a grid keeps it in its context, else its id is told."""
    if isinstance(part, dag.AgGrid):
        return str(getattr(part, "dashGridOptions", {}).get("context", {}).get("caption", part.id))
    return part.tabled.caption


def read_table(part: Part) -> Told:
    """What a table tells."""
    if isinstance(part, dag.AgGrid):
        columns = [column for column in part.columnDefs if column.get("headerName")]
        rows = tuple(tuple(_pick(row, column["field"]) for column in columns) for row in part.rowData)
        return Told(caption_of(part), tuple(column["headerName"] for column in columns), rows)
    made = part.tabled
    rows = tuple(tuple(_read_cell(cell, figure=place in made.right) for place, cell in enumerate(row)) for row in made.rows)
    return Told(made.caption, made.heads, rows)


def _pick(row: Mapping[str, Any], field: str) -> Cell:
    """A cell of a grid, or what the mark in its place says."""
    cell: Cell = row.get(field)
    return row.get(f"{field}_said") if cell is None else cell


def _read_cell(cell: str | Component, *, figure: bool) -> Cell:
    text = tell_text(cell)
    if not figure or not NUMBER.fullmatch(text):
        return text or None
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def tell_text(part: object) -> str:
    """What a part of a page says; what is hidden from those who do not see says nothing."""
    if isinstance(part, list | tuple):
        joint = " " if any(isinstance(item, BLOCKS) for item in part) else ""
        return joint.join(filter(None, map(tell_text, part)))
    if isinstance(part, dict):
        props: Mapping[str, object] = part["props"]
        return "" if props.get("aria-hidden") == "true" else tell_text(props["children"])
    if isinstance(part, Component):
        return "" if getattr(part, "aria-hidden", "") == "true" else tell_text(getattr(part, "children", None))
    return "" if part is None else str(part)
