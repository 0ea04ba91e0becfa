"""Hand out a table of a page as a file: its panel is built anew for whoever asks, and nothing is taken from the browser but where it stands."""

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

from flask import Flask, Response, abort, make_response, request

from iecscore.dashboard.choosing import Chosen
from iecscore.dashboard.elements import list_status
from iecscore.dashboard.panel import Reader, Register
from iecscore.dashboard.panels import KINDS
from iecscore.dashboard.shell import load_view
from iecscore.dashboard.tables import FORMATS, Told, find_tables, read_table
from iecscore.dashboard.visiting import Visit, this_visit
from iecscore.report.tables import make_csv, make_workbook
from iecscore.text import say

LOG: Final = logging.getLogger("iecscore.dashboard")
TYPES: Final = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
WORDS: Final = 20_000


def connect_tables(server: Flask, register: Register) -> None:
    """Answer the two addresses tables are had at: of a page, and of the answer to a question that only reads."""
    server.add_url_rule("/tables/<page>/<int:place>/<name>.<kind>", "table", _hand_out)
    server.add_url_rule("/answers/<name>.<kind>", "answer", lambda name, kind: _hand_out_answer(register, name, kind))


def tell_gone() -> NoReturn:
    """Say that there is no such table; who may not see one is told the same."""
    text = say("There is no such table. Load the page again, and take it from there.", this_visit().language)
    abort(make_response((text, 404, {"Content-Type": "text/plain; charset=utf-8"})))


def _hand_out(page: str, place: int, name: str, kind: str) -> Response:
    visit = this_visit()
    found = visit.dashboard.find_page(page)
    if found is None or place >= len(found.panels) or kind not in FORMATS:
        tell_gone()
    use = found.panels[place]
    try:
        view = load_view(visit, use)
        shown = None if view is None else KINDS[use.kind].show(view, visit)
    except Exception:
        LOG.exception("a table could not be built anew")
        tell_gone()
    told = _find(find_tables(shown, use.kind), name)
    chosen = getattr(view, "chosen", None)
    return _write(visit, told, name, kind, found.name.say(visit.language), chosen if isinstance(chosen, Chosen) else None)


def _hand_out_answer(register: Register, name: str, kind: str) -> Response:
    visit = this_visit()
    reader = register.readers.get(request.args.get("question", ""))
    if reader is None or not visit.may(reader.kind) or kind not in FORMATS:
        tell_gone()
    parts = reader.split(_ask(visit, reader, request.args.get("told", "")))
    told = _find([pair for place, part in parts for pair in find_tables(part, str(place))], name)
    return _write(visit, told, name, kind, visit.workspace.system.name.say(visit.language), None)


def _ask(visit: Visit, reader: Reader, told: str) -> Any:  # noqa: ANN401 - whatever a page is made of
    """Ask a question once more with what an address says it was told."""
    try:
        given = json.loads(told[:WORDS])
    except ValueError:
        tell_gone()
    try:
        return reader.answer(visit, *given)
    except Exception:
        LOG.exception("a question could not be asked again")
        tell_gone()


def _find(tables: Any, name: str) -> Told:  # noqa: ANN401 - pairs of name and part
    part = next((part for told, part in tables if told == name), None)
    return tell_gone() if part is None else read_table(part)


def _write(visit: Visit, told: Told, name: str, kind: str, title: str, chosen: Chosen | None) -> Response:
    """The file: what it is of stands in its name and on its sheet."""
    status = list_status(visit, chosen) if chosen else []
    about = say("; ", visit.language).join(f"{head} {word}" for head, word in status)
    if kind == "csv":
        content = make_csv(told.heads, told.rows)
    else:
        content = make_workbook(name, f"{title}: {told.caption}", about, told.heads, told.rows, visit.workspace.label(visit.language))
    options = chosen.evaluation.options if chosen else None
    parts = [name, *([options.level, options.round] if options else []), f"{datetime.now(UTC):%Y-%m-%d}"]
    answer = make_response(content)
    answer.headers["Content-Type"] = TYPES[kind]
    answer.headers["Content-Disposition"] = f'attachment; filename="{"-".join(parts)}.{kind}"'
    return answer
