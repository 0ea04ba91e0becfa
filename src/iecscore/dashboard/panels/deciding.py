"""What waits for a decision: upload workbooks and answers, see who handed in what, accept it or send it back with a reason."""

from collections.abc import Sequence
from typing import Final

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from iecscore.dashboard.elements import aria, card, data_table, tell_misuse
from iecscore.dashboard.panel import Panel, Register
from iecscore.dashboard.uploads import any_button, fault_table, hand_over, list_uploads, open_upload, press, say_done, upload_field
from iecscore.dashboard.visiting import Visit
from iecscore.desk.deciding import Decision, accept_submissions, refuse_submissions, stage_file
from iecscore.desk.importing import Outcome
from iecscore.desk.submitting import Checked, list_changes, list_faults, list_submissions, load_file
from iecscore.problems import Misuse
from iecscore.report.tables import make_workbook
from iecscore.store.submissions import SUBMITTED
from iecscore.system.closed import Closed
from iecscore.text import say
from iecscore.views.submissions import SubmissionLine, view_changes, view_submissions

KIND: Final = "deciding"
PICK: Final = {"kind": f"{KIND}-pick", "number": ALL}
MOST: Final = 500
STATES: Final = {"new": "new", "changed": "changed", "same": "unchanged", "past": "gave way to another telling"}


class Options(Closed):
    """Nothing to choose."""


def load(visit: Visit, _options: Options) -> tuple[SubmissionLine, ...]:
    """What waits."""
    return _look(visit)


def _look(visit: Visit) -> tuple[SubmissionLine, ...]:
    return view_submissions(list_submissions(visit.workspace, visit.principal, SUBMITTED, MOST), visit.workspace.system, visit.language)


def show(lines: tuple[SubmissionLine, ...], visit: Visit) -> Component:
    """The upload, what waits, and the two decisions."""
    language = visit.language
    return html.Div(
        [
            card(
                say("Upload what came by other ways", language),
                upload_field(KIND, language, several=True),
                html.Div(id=f"{KIND}-checked", **aria(live="polite")),
            ),
            card(
                say("What waits for a decision", language),
                html.Div(_table(lines, visit), id=f"{KIND}-list"),
                _form(visit),
                html.Div(id=f"{KIND}-told", **aria(live="polite")),
            ),
            dcc.Download(id=f"{KIND}-file"),
        ]
    )


def _table(lines: Sequence[SubmissionLine], visit: Visit) -> Component:
    language = visit.language
    if not lines:
        return html.P(say("Nothing waits. What units hand in on their pages appears here.", language), className="about")
    heads = [
        say("Chosen", language),
        say("Handed in for", language),
        say("Round and part", language),
        say("File", language),
        say("When and by whom", language),
        say("Changed", language),
        say("Open queries", language),
    ]
    rows = [(_pick(line, language), line.whose, line.what, _file(line), line.who, _changed(line, visit), _queries(line, visit)) for line in lines]
    return data_table(say("{count} wait, the latest first; nothing of them is in force yet", language, count=len(rows)), heads, rows, (6,))


def _pick(line: SubmissionLine, language: str) -> Component:
    label = say("Choose {whose}, {what}", language, whose=line.whose, what=line.what)
    box: Component = dmc.Checkbox(id={"kind": f"{KIND}-pick", "number": line.number}, checked=False, **aria(label=label))
    return box


def _file(line: SubmissionLine) -> Component:
    """The file's name, with which it is handed out."""
    return press(KIND, "file", line.number, line.file, at="list")


def _changed(line: SubmissionLine, visit: Visit) -> str | Component:
    told = say("; ", visit.language).join(text for text in (line.changed, line.previewed) if text)
    if not line.differs:
        return told
    return html.Div([f"{told} ", press(KIND, "changes", line.number, say("List (.xlsx)", visit.language), at="list")])


def _queries(line: SubmissionLine, visit: Visit) -> str | Component:
    if not line.queries:
        return "0"
    return html.Div([f"{line.queries} ", press(KIND, "faults", line.number, say("List (.xlsx)", visit.language), at="list")])


def _form(visit: Visit) -> Component:
    language = visit.language
    return html.Div(
        [
            dmc.TextInput(
                id=f"{KIND}-reason",
                label=say("Reason", language),
                description=say("Needed to send something back; the sender reads it.", language),
                value="",
            ),
            html.Div(
                [
                    dmc.Button(say("Accept what is chosen", language), id=f"{KIND}-accept"),
                    dmc.Button(say("Send back what is chosen", language), id=f"{KIND}-refuse", variant="outline"),
                ],
                className="buttons",
            ),
        ],
        className="form",
    )


def connect(register: Register) -> None:
    """Check what is uploaded, accept, send back, and hand out lists of problems."""
    busy = [(Output(f"{KIND}-busy", "hidden"), False, True)]
    places = [("checked", "children"), ("told", "children"), ("list", "children"), ("reason", "value"), ("upload", "contents")]
    answers = [Output(f"{KIND}-{name}", prop) for name, prop in places]
    asked = [Input(f"{KIND}-upload", "contents"), Input(f"{KIND}-accept", "n_clicks"), Input(f"{KIND}-refuse", "n_clicks")]
    states = [State(f"{KIND}-upload", "filename"), State(PICK, "checked"), State(PICK, "id"), State(f"{KIND}-reason", "value")]

    @register.on(KIND, answers, asked, states, prevent_initial_call=True, running=busy)
    def act(visit: Visit, contents: object, _accept: object, _refuse: object, *told: object) -> object:
        names, ticked, which, reason = told
        if not ctx.triggered or not ctx.triggered[0]["value"]:
            return [no_update] * len(answers)
        if ctx.triggered_id == f"{KIND}-upload":
            checked = html.Div([_stage(visit, called, held) for called, held in list_uploads(contents, names)])
            return checked, None, _table(_look(visit), visit), no_update, None
        left: object = no_update
        try:
            said, left = _decide(visit, str(ctx.triggered_id), _list_chosen(ticked, which), str(reason or "")), ""
        except Misuse as fault:
            said = tell_misuse(visit, fault)
        return None, said, _table(_look(visit), visit), left, no_update

    lists = [Input(any_button(KIND), "n_clicks")]

    @register.on(KIND, Output(f"{KIND}-file", "data"), lists, prevent_initial_call=True)
    def hand_out(visit: Visit, _clicks: object) -> object:
        which = ctx.triggered_id
        if not isinstance(which, dict) or not ctx.triggered[0]["value"]:
            return no_update
        told = which.get("number")
        return hand_over(visit, KIND, lambda: _make_file(visit, str(which.get("what")), told if isinstance(told, int) else 0))


def _make_file(visit: Visit, what: str, number: int) -> tuple[str, bytes]:
    """The file itself, the list of its problems, or of the cells that were changed."""
    workspace, who, language = visit.workspace, visit.principal, visit.language
    if what == "file":
        return load_file(workspace, who, number)
    if what == "faults":
        return list_faults(workspace, who, number, language)
    told = list_changes(workspace, who, number)
    heads = ("Compared with", "Sheet", "Cell", "Row", "Column", "Before", "Now")
    title, rows = say("Changed cells", language), view_changes(told, workspace.system, language)
    content = make_workbook(title, title, told.submission.file, [say(head, language) for head in heads], rows, workspace.label(language))
    return f"{title} {told.submission.file}", content


def _list_chosen(ticked: object, which: object) -> list[int]:
    held = zip(ticked if isinstance(ticked, list) else [], which if isinstance(which, list) else [], strict=False)
    numbers = [told.get("number") for checked, told in held if checked is True and isinstance(told, dict)]
    return [number for number in numbers if isinstance(number, int)]


def _stage(visit: Visit, name: str, contents: object) -> Component:
    try:
        return _tell_staged(stage_file(visit.workspace, visit.principal, name, open_upload(contents)), visit)
    except Misuse as fault:
        return tell_misuse(visit, fault)


def _tell_staged(checked: Checked, visit: Visit) -> Component:
    language, faults = visit.language, len(checked.faults)
    if faults and not checked.number:
        return tell_misuse(visit, Misuse(*checked.faults))
    if faults:
        text = say("“{file}”: {count} to correct; it is not put with what waits.", language, file=checked.file, count=faults)
        head: Component = html.P(html.Strong(text), className="refused", role="alert")
    else:
        head = say_done(say("“{file}” has no errors; it waits below for a decision.", language, file=checked.file))
    steps = [press(KIND, "faults", checked.number, say("List of problems (.xlsx)", language))] if checked.number and checked.problems else []
    return html.Div([head, html.Div(steps, className="buttons"), *([fault_table(checked.problems, language, checked.file)] if faults else [])])


def _decide(visit: Visit, pressed: str, chosen: Sequence[int], reason: str) -> Component:
    if pressed == f"{KIND}-accept":
        return _tell_decision(accept_submissions(visit.workspace, visit.principal, chosen), visit)
    refused = refuse_submissions(visit.workspace, visit.principal, chosen, reason)
    return say_done(say("{count} sent back; the senders read the reason.", visit.language, count=refused))


def _tell_decision(decision: Decision, visit: Visit) -> Component:
    language = visit.language
    said = [tell_misuse(visit, Misuse(*decision.problems))] if decision.problems else []
    if not decision.accepted:
        return html.Div(said)
    done = say_done(say("{count} accepted. They are in force from now on; the next evaluation counts them.", language, count=len(decision.accepted)))
    heads = [say("File", language), say("Handed in for", language), say("Outcome", language), say("Rows", language)]
    rows = [(item.file, f"{item.unit}/{item.member}".rstrip("/"), _word(item, language), str(item.rows)) for item in decision.outcomes]
    anew = html.P(html.A(say("Load the page anew to see them in the tables below", language), href=""))
    return html.Div([*said, done, data_table(say("What was taken in", language), heads, rows, (3,)), anew])


def _word(outcome: Outcome, language: str) -> str:
    told = STATES.get(str(outcome.state), "")
    return say(told, language) if told else str(outcome.state)


PANEL: Final = Panel(KIND, Options, load, show, connect)
