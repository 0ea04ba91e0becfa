"""Hand in a unit's own part: upload, problems by cell, preview, hand in; and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import dash_mantine_components as dmc
from dash import Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from iecscore.dashboard.elements import aria, card, data_table, mark, tell_misuse
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.uploads import any_button, fault_table, hand_over, list_uploads, open_upload, press, say_done, upload_field
from iecscore.dashboard.visiting import Visit
from iecscore.desk.previewing import preview_part
from iecscore.desk.submitting import Checked, check_part, list_faults, list_rounds_open, list_submissions, submit_part, take_back
from iecscore.desk.templates import make_own
from iecscore.problems import Misuse
from iecscore.store.submissions import ACCEPTED, CHECKED, SUBMITTED
from iecscore.system.closed import Closed
from iecscore.text import say
from iecscore.views.preview import PreviewRow, PreviewView, view_preview
from iecscore.views.submissions import SubmissionLine, view_submissions

KIND: Final = "submitting"
LIST: Final = "list"


class Options(Closed):
    """Nothing to choose."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The rounds that something is handed in for, and what was."""

    rounds: tuple[int, ...]
    lines: tuple[SubmissionLine, ...]


def load(visit: Visit, _options: Options) -> Shown:
    """What the visitor's unit handed in so far."""
    return Shown(list_rounds_open(visit.workspace, visit.principal), _look(visit))


def _look(visit: Visit) -> tuple[SubmissionLine, ...]:
    return view_submissions(list_submissions(visit.workspace, visit.principal), visit.workspace.system, visit.language)


def show(shown: Shown, visit: Visit) -> Component:
    """The own workbook to fill in, the upload, what is wrong or what it comes to, and what was handed in."""
    language = visit.language
    return html.Div(
        [
            card(say("1. Download the workbook and fill it in", language), _offer(shown.rounds, visit)),
            card(
                say("2. Upload it: it is checked cell by cell, and nothing is handed in yet", language),
                upload_field(KIND, language),
                html.Div(id=f"{KIND}-told", tabIndex="-1", **aria(live="polite")),
            ),
            card(say("3. What was handed in", language), html.Div(_table(shown.lines, visit), id=f"{KIND}-list")),
            dcc.Download(id=f"{KIND}-file"),
        ]
    )


def _offer(rounds: Sequence[int], visit: Visit) -> Component:
    language, years = visit.language, [str(year) for year in rounds]
    about = (
        say("What is in force of a round stands in its workbook already; a later round begins empty.", language)
        if years
        else say("No round is open yet; the agency sends the first workbook.", language)
    )
    first = years[0] if years else None
    choice = dmc.Select(id=f"{KIND}-round", label=say("Round", language), data=years, value=first, allowDeselect=False, disabled=not years)
    button = dmc.Button(say("Download the workbook", language), id=f"{KIND}-template", variant="outline", disabled=not years)
    return html.Div([html.Div([choice, html.Div(button, className="buttons")], className="filters ends"), html.P(about, className="about")])


def _table(lines: Sequence[SubmissionLine], visit: Visit) -> Component:
    language = visit.language
    if not lines:
        return html.P(say("Nothing was uploaded yet.", language), className="about")
    heads = [
        say("File", language),
        say("Status", language),
        say("What to do", language),
        say("Decision of the agency", language),
        say("Remarks", language),
        say("Round and part", language),
        say("When and by whom", language),
    ]
    rows = [(line.file, line.state, _do(line, visit), line.told, _remark(line, language), line.what, line.who) for line in lines]
    return data_table(say("Uploaded workbooks, the latest first", language), heads, rows)


def _remark(line: SubmissionLine, language: str) -> str:
    told = [text for text in (line.changed, line.previewed) if text]
    if line.faults:
        told.append(say("{count} to correct", language, count=line.faults))
    if line.queries:
        told.append(say("{count} queries", language, count=line.queries))
    return say("; ", language).join(told)


def _do(line: SubmissionLine, visit: Visit) -> Component:
    held: list[Component] = []
    if line.mood == CHECKED:
        held = _next_steps(line.number, line.faults, visit, LIST)
    elif line.mood == SUBMITTED:
        held = [press(KIND, "back", line.number, say("Take back", visit.language), at=LIST)]
    elif line.mood == ACCEPTED:
        held = [html.Span(say("To change it, upload a corrected workbook.", visit.language))]
    return html.Div(held, className="buttons")


def _next_steps(number: int, faults: int, visit: Visit, at: str = "told") -> list[Component]:
    if faults:
        return [press(KIND, "faults", number, say("List of problems (.xlsx)", visit.language), at=at)]
    return [
        press(KIND, "preview", number, say("Preview", visit.language), at=at),
        press(KIND, "ask", number, say("Hand in …", visit.language), main=True, at=at),
    ]


def tell_checked(checked: Checked, visit: Visit) -> Component:
    """What a check found: what is wrong cell by cell, or that it can be handed in."""
    language, faults = visit.language, len(checked.faults)
    if faults and not checked.number:
        return tell_misuse(visit, Misuse(*checked.faults))
    if faults:
        words = "“{file}”: {count} to correct. Change the cells in the workbook, save it, and upload it again."
        head: Component = html.P(html.Strong(say(words, language, file=checked.file, count=faults)), className="refused", role="alert")
    else:
        cause = say("“{file}” has no errors: {rows} rows. It is not handed in yet.", language, file=checked.file, rows=checked.rows)
        head = say_done(cause)
    steps = _next_steps(checked.number, faults, visit) if checked.number else []
    table = [fault_table(checked.problems, language, checked.file)] if checked.problems else []
    return html.Div([head, html.Div(steps, className="buttons"), *table])


def tell_preview(view: PreviewView, number: int, visit: Visit) -> Component:
    """The preview: what it is, then the indicators of each criterion."""
    language = visit.language
    steps = html.Div([press(KIND, "ask", number, say("Hand in …", language), main=True)], className="buttons")
    head = html.H3(say("Preview: {unit}", language, unit=view.unit))
    return html.Div([head, html.Ul([html.Li(text) for text in view.about]), _preview_table(view, language), steps], id=f"{KIND}-preview")


def _preview_table(view: PreviewView, language: str) -> Component:
    """Criterion by criterion; what concerns an earlier round only where there is one."""
    heads = [say("Indicator", language), say("Value", language), say("Score", language)]
    if view.earlier:
        heads += [
            say("Against peers", language),
            say("Middle half of peers in {round}", language, round=view.earlier),
            say("Own score in {round}", language, round=view.earlier),
        ]
    told: list[Sequence[str | Component]] = []
    for name, rows in view.groups:
        told.append([html.Span(name, className="depth-0"), *[""] * (len(heads) - 1)])
        told += [_preview_row(row)[: len(heads)] for row in rows]
    return data_table(say("Administrative indicators of this workbook", language), heads, told, (2, 4, 5))


def _preview_row(row: PreviewRow) -> list[str | Component]:
    return [html.Span(row.name, className="depth-1"), _value(row), row.score, row.standing, row.band, row.before]


def _value(row: PreviewRow) -> Component:
    shown = mark(row.value, row.mark) if row.mark else html.Span(row.value)
    return html.Div([shown, *((" ", html.Small(row.why)) if row.why else ())])


def ask_sure(number: int, visit: Visit) -> Component:
    """The question before something is handed in."""
    language = visit.language
    text = say("Hand it in now? The agency decides on it; until then you can take it back, or replace it by a corrected one.", language)
    return html.Div(
        [
            html.P(html.Strong(text)),
            html.Div(
                [press(KIND, "submit", number, say("Yes, hand it in", language), main=True), press(KIND, "no", number, say("Not yet", language))],
                className="buttons",
            ),
        ],
        className="sure",
        role="group",
        **aria(label=say("Hand in", language)),
    )


def connect(register: Register) -> None:
    """Check what is uploaded, do what is pressed, hand out workbooks."""
    answers = [Output(f"{KIND}-told", "children"), Output(f"{KIND}-list", "children"), Output(f"{KIND}-upload", "contents")]
    asked, named = [Input(f"{KIND}-upload", "contents"), Input(any_button(KIND), "n_clicks")], [State(f"{KIND}-upload", "filename")]
    busy = [(Output(f"{KIND}-busy", "hidden"), False, True)]

    @register.on(KIND, answers, asked, named, prevent_initial_call=True, running=busy)
    def act(visit: Visit, contents: object, _clicks: object, name: object) -> object:
        pressed = ctx.triggered_id
        if not ctx.triggered or not ctx.triggered[0]["value"] or (isinstance(pressed, dict) and pressed.get("what") == "faults"):
            return [no_update] * len(answers)
        try:
            if isinstance(pressed, dict):
                said = _act(visit, str(pressed.get("what")), _number(pressed.get("number")))
            else:
                said = _check(visit, contents, name)
        except Misuse as fault:
            said = tell_misuse(visit, fault)
        return said, _table(_look(visit), visit), no_update if isinstance(pressed, dict) else None

    pressed = [Input(f"{KIND}-template", "n_clicks"), Input(any_button(KIND, "faults"), "n_clicks")]

    @register.on(KIND, Output(f"{KIND}-file", "data"), pressed, [State(f"{KIND}-round", "value")], prevent_initial_call=True)
    def hand_out(visit: Visit, _template: object, _faults: object, year: object) -> object:
        if not ctx.triggered or not ctx.triggered[0]["value"]:
            return no_update
        which = ctx.triggered_id
        if isinstance(which, dict):
            number = _number(which.get("number"))
            return hand_over(visit, KIND, lambda: list_faults(visit.workspace, visit.principal, number, visit.language))
        rounds = list_rounds_open(visit.workspace, visit.principal)
        chosen = next((item for item in rounds if str(item) == str(year)), None)
        return hand_over(visit, KIND, lambda: make_own(visit.workspace, visit.principal, chosen, visit.language)) if chosen else no_update


def _check(visit: Visit, contents: object, name: object) -> Component:
    called, held = list_uploads(contents, name)[0]
    return tell_checked(check_part(visit.workspace, visit.principal, called, open_upload(held)), visit)


def _act(visit: Visit, what: str, number: int) -> Any:  # noqa: ANN401 - a part of a page, or nothing new
    workspace, who, language = visit.workspace, visit.principal, visit.language
    if what == "preview":
        found = preview_part(workspace, who, number)
        return tell_preview(view_preview(found, workspace.system, workspace.survey, language), number, visit)
    if what == "ask":
        return ask_sure(number, visit)
    if what == "submit":
        done = submit_part(workspace, who, number)
        return say_done(say("“{file}” is handed in. The agency decides on it; the list below tells how it stands.", language, file=done.file))
    if what == "back":
        take_back(workspace, who, number)
        return say_done(say("Taken back; nobody decides on it any more.", language))
    return "" if what == "no" else no_update


def _number(told: object) -> int:
    return told if isinstance(told, int) else 0


PANEL: Final = Panel(KIND, Options, load, show, connect)
