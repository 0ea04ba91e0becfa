"""`iecscore user`."""

import sys

import click

from iecscore.cli.screen import screen, show, table, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import Worded, command, option, word
from iecscore.dashboard.loading import load_dashboards
from iecscore.dashboard.roles import check_role, find_scope
from iecscore.desk.people import add_user, change_user, disable_user, enable_user, find_user, list_users, set_password
from iecscore.problems import Misuse, error
from iecscore.text import say

SCOPED = "What of it they see: a unit's code, or a value of the column the role's dashboard names."


class _Group(Worded, click.Group):
    """The commands on users, worded."""


@click.group("user", cls=_Group, help="Say who may sign in to the pages: add, list, change, password, disable, enable.")
def run() -> None:
    """Work on users."""


@command("add", "Let somebody sign in; the password is asked for, or read from the input.")
@click.argument("name")
@option("--role", required=True, help="Role: the name of a folder under dashboards/.")
@option("--scope", default="", help=SCOPED)
@option("--new-unit", is_flag=True, help="The unit named as scope has not handed anything in yet.")
@option("--password-stdin", is_flag=True, help="Read the password from the input instead of asking.")
@pass_session
@click.pass_context
def add(context: click.Context, session: Session, name: str, role: str, scope: str, *, new_unit: bool, password_stdin: bool) -> None:
    """Add a user."""
    seen = _settle(session, role, scope, new_unit=new_unit)
    add_user(session.workspace, session.principal, name, role, seen, _ask(context, password_stdin=password_stdin))
    write_line(say("{name} may sign in now, as {role}.", session.language, name=name, role=role))


def _settle(session: Session, role: str, scope: str, *, new_unit: bool) -> str:
    """The scope as it is written in the data, where it goes with the role."""
    workspace = session.workspace
    dashboards = load_dashboards(workspace.system, workspace.settings.content_from(workspace.folder) or session.content)
    check_role(dashboards, role, scope)
    return find_scope(workspace, dashboards[role], scope, new_unit=new_unit)


def _ask(context: click.Context, *, password_stdin: bool) -> str:
    if password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt(word("Password", context), hide_input=True, confirmation_prompt=True))


@command("list", "List who may sign in.")
@pass_session
def list_all(session: Session) -> None:
    """List users."""
    language = session.language
    rows = [[user.name, user.role, user.scope, say("disabled", language) if user.disabled else ""] for user in list_users(session.workspace)]
    heads = [say("Name", language), say("Role", language), say("Scope", language), say("Status", language)]
    show(screen(), table(say("Users", language), heads, rows))


@command("change", "Give somebody another role or scope, and sign them out everywhere.")
@click.argument("name")
@option("--role", default=None, help="Role: the name of a folder under dashboards/.")
@option("--scope", default=None, help=SCOPED)
@option("--new-unit", is_flag=True, help="The unit named as scope has not handed anything in yet.")
@pass_session
def change(session: Session, name: str, role: str | None, scope: str | None, *, new_unit: bool) -> None:
    """Change a user."""
    if role is None and scope is None:
        raise Misuse(error("dashboard.nothing_to_change"))
    before = find_user(session.workspace, name)
    kept = before.scope if role in {None, before.role} else ""
    wanted = before.role if role is None else role
    seen = _settle(session, wanted, kept if scope is None else scope, new_unit=new_unit)
    change_user(session.workspace, session.principal, name, wanted, seen)
    write_line(
        say("{name} is {role} from now on and has to sign in again. Scope: {scope}", session.language, name=name, role=wanted, scope=seen or "–")
    )


@command("password", "Give somebody another password, and sign them out everywhere.")
@click.argument("name")
@option("--password-stdin", is_flag=True, help="Read the password from the input instead of asking.")
@pass_session
@click.pass_context
def password(context: click.Context, session: Session, name: str, *, password_stdin: bool) -> None:
    """Set a password."""
    find_user(session.workspace, name)
    set_password(session.workspace, session.principal, name, _ask(context, password_stdin=password_stdin))
    write_line(say("{name} has to sign in again, with the new password.", session.language, name=name))


@command("disable", "Shut somebody out, and sign them out everywhere.")
@click.argument("name")
@pass_session
def disable(session: Session, name: str) -> None:
    """Disable a user."""
    disable_user(session.workspace, session.principal, name)
    write_line(say("{name} may not sign in any more.", session.language, name=name))


@command("enable", "Let somebody in again who was shut out.")
@click.argument("name")
@pass_session
def enable(session: Session, name: str) -> None:
    """Enable a user."""
    enable_user(session.workspace, session.principal, name)
    write_line(say("{name} may sign in again.", session.language, name=name))


for item in (add, list_all, change, password, disable, enable):
    run.add_command(item)
