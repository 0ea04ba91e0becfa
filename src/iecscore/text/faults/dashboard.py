"""Faults of `dashboard`, of those who sign in, and of publishing."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "dashboard.no_file": Fault("The folder of the dashboard holds no {file}.", "Write one; docs/dashboard.md shows what stands in it."),
    "dashboard.unknown_kind": Fault("There is no kind of panel “{name}”. The nearest is “{nearest}”.", "Kinds of panels: {known}."),
    "dashboard.unknown_level": Fault("The system has no level “{name}”. The nearest is “{nearest}”.", "Levels: {known}."),
    "dashboard.unknown_column": Fault("The topmost units have no column “{name}”. The nearest is “{nearest}”.", "Columns: {known}."),
    "dashboard.no_tiles": Fault("There is no tile map {file} beside the folders of the dashboards.", "Write it, or leave “tiles” out."),
    "dashboard.unknown_tile": Fault("A tile stands for “{name}”, which is no code of the column. The nearest is “{nearest}”.", "Codes: {known}."),
    "dashboard.page_twice": Fault("Two pages have the key “{key}”.", "Give each page a key of its own; it is the page's address."),
    "dashboard.unknown_role": Fault("There is no role “{name}”. The nearest is “{nearest}”.", "Roles, each a folder under dashboards/: {known}."),
    "dashboard.no_scope": Fault(
        "Somebody of role {role} sees one unit only, and none is named.", "Name the unit by its code: --scope C01, or --scope C01/S01."
    ),
    "dashboard.no_such_scope": Fault("Role {role} has no scope.", "Leave --scope out."),
    "dashboard.unknown_unit": Fault(
        "No unit “{name}” has handed anything in. The nearest is “{nearest}”.",
        "Units: {known}. For one that has not handed anything in yet, add --new-unit.",
    ),
    "dashboard.unknown_scope": Fault("“{name}” is no code of {column}. The nearest is “{nearest}”.", "Codes: {known}."),
    "dashboard.bad_user_name": Fault(
        "A user's name has 1 to {most} characters, no line breaks, and no spaces at its ends.", "Choose a plain name, for example the person's."
    ),
    "dashboard.nothing_to_change": Fault("Neither a role nor a scope is told.", "Add --role, --scope, or both."),
    "dashboard.user_there": Fault("There is a user {name} already.", "Choose another name; names are never used twice."),
    "dashboard.no_user": Fault("There is no user {name}.", "See who there is: iecscore user list."),
    "dashboard.short_password": Fault(
        "The password is shorter than {least} characters.", "Choose a longer one; four words that do not belong together are easy to keep."
    ),
    "dashboard.no_reason": Fault("There is no reason.", "Say in a sentence why; it is kept and shown with the evaluation."),
    "dashboard.would_replace": Fault(
        "Of round {round} the evaluation {shown} is shown to others; this one would take its place, and that one would be withdrawn.",
        "If that is meant, tick “Replace the evaluation that is shown now” and press the button again.",
    ),
    "dashboard.no_evaluation": Fault("There is no such evaluation.", "Load the page again and choose one of those listed."),
    "dashboard.two_levels": Fault(
        "The two evaluations are of different levels.", "Choose two of the same level; units of different levels have no common rank."
    ),
    "dashboard.no_job": Fault("There is no work with the number {number}.", "Load the page again and choose one of those listed."),
    "dashboard.job_there": Fault("{by} has asked for the same already, at {at} (no. {number}).", "Wait for it; the table shows how far it is."),
    "dashboard.job_failed": Fault(
        "The program failed while it worked on no. {number}; nothing is half stored.",
        "Start it again; if it fails once more, tell whoever runs the program.",
    ),
    "dashboard.not_shown": Fault("The evaluation is not published.", "Load the page again to see how it stands now."),
    "dashboard.not_listening": Fault(
        "Nothing can listen at {host}, port {port}: something else does already, or the address is not of this machine.",
        "Stop the other program, or type another port: --port 8051.",
    ),
}
