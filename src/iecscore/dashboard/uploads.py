"""Files as a browser sends them, and the parts of a page that take them and tell what is wrong with them."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import ALL, dcc, html, no_update, set_props
from dash.development.base_component import Component

from iecscore.dashboard.elements import aria, data_table, tell_misuse
from iecscore.dashboard.visiting import Visit
from iecscore.problems import Misuse, Problem, error
from iecscore.text import say
from iecscore.views.submissions import view_faults

MOST: Final = 200
ENDING: Final = ".xlsx"
MEASURE: Final[dict[str, Any]] = {"data-most": "8000000"}


def open_upload(contents: object) -> bytes:
    """The bytes of a file as a browser sends it: an address that holds them.

    Raises:
        Misuse: it is none.
    """
    told = contents if isinstance(contents, str) else ""
    head, comma, body = told.partition(",")
    if not (comma and head.startswith("data:") and head.endswith(";base64")):
        raise Misuse(error("submitting.no_file"))
    try:
        return b64decode(body, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Misuse(error("submitting.no_file")) from fault


def list_uploads(contents: object, names: object) -> list[tuple[str, object]]:
    """Each file with its name, whether one or several came."""
    held = contents if isinstance(contents, list) else [contents]
    named = names if isinstance(names, list) else [names]
    return [(name if isinstance(name, str) else "", item) for item, name in zip(held, [*named, *[""] * len(held)], strict=False)]


def upload_field(kind: str, language: str, *, several: bool = False) -> Component:
    """Where files are dropped or chosen; one that is too large is refused before it is sent."""
    words = (
        say("Choose workbooks, or drop them here (.xlsx, all together at most 8 MB)", language)
        if several
        else say("Choose the workbook, or drop it here (.xlsx, at most 8 MB)", language)
    )
    field = dcc.Upload(html.Span(words), id=f"{kind}-upload", multiple=several, accept=ENDING, className="upload")
    large = say("That is more than 8 MB at once. Take out pictures, or upload fewer files.", language)
    busy = say("One moment: files are read and checked …", language)
    return html.Div(
        [
            field,
            html.P(large, className="refused too-large", hidden=True, role="alert"),
            html.P(busy, id=f"{kind}-busy", className="busy", hidden=True, role="status"),
        ],
        className="uploading",
        **MEASURE,
    )


def fault_table(problems: Sequence[Problem], language: str, file: str) -> Component:
    """The problems of a file, cell by cell."""
    lines = view_faults(problems, language, MOST)
    heads = [say("Kind", language), say("Sheet", language), say("Cell", language), say("What is wrong", language), say("What to do", language)]
    rows = [(line.severity, line.sheet, line.cell, line.cause, line.remedy) for line in lines]
    caption = say("{file}: {shown} of {count}, those to correct first", language, file=file, shown=len(rows), count=len(problems))
    return data_table(caption, heads, rows)


def hand_over(visit: Visit, kind: str, make: Callable[[], tuple[str, bytes]]) -> Any:  # noqa: ANN401 - a file as a browser takes it, or nothing new
    """A file as a browser takes it; what refuses it is told where the panel tells such things."""
    try:
        name, content = make()
    except Misuse as fault:
        set_props(f"{kind}-told", {"children": tell_misuse(visit, fault)})
        return no_update
    return {"content": b64encode(content).decode(), "filename": name, "base64": True}


def press(kind: str, what: str, number: int, text: str, *, main: bool = False, at: str = "told") -> Component:
    """A button that does something with what is kept under a number; the same may stand at two places of a page."""
    named = {"kind": f"{kind}-do", "what": what, "number": number, "at": at}
    button: Component = dmc.Button(text, id=named, variant="filled" if main else "outline", size="compact-sm")
    return button


def any_button(kind: str, what: object = ALL) -> dict[str, Any]:
    """All such buttons of a panel, or those that do one thing."""
    return {"kind": f"{kind}-do", "what": what, "number": ALL, "at": ALL}


def say_done(text: str) -> Component:
    """What was done."""
    return html.P(text, className="done", role="status", **aria(live="polite"))
