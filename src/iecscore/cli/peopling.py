"""`iecscore user`."""

import sys

import click

from iecscore.cli.screen import screen, show, table, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import Worded, command, option, word
from iecscore.dashboard.loading import load_dashboards
from iecscore.dashboard.roles import check_role
from iecscore.desk.people import add_user, disable_user, list_users
from iecscore.text import say


class _Group(Worded, click.Group):
    """The commands on users, worded."""


@click.group("user", cls=_Group, help="Say who may sign in to the pages: add, list, disable.")
def run() -> None:
    """Work on users."""


@command("add", "Let somebody sign in; the password is asked for, or read from the input.")
@click.argument("name")
@option("--role", required=True, help="Role: the name of a folder under dashboards/.")
@option("--scope", default="", help="What of it they see: a unit's code, or a value of the column the role's dashboard names.")
@option("--password-stdin", is_flag=True, help="Read the password from the input instead of asking.")
@pass_session
@click.pass_context
def add(context: click.Context, session: Session, name: str, role: str, scope: str, *, password_stdin: bool) -> None:
    """Add a user."""
    workspace = session.workspace
    check_role(load_dashboards(workspace.system, workspace.settings.content_from(workspace.folder) or session.content), role, scope)
    password = (
        sys.stdin.readline().rstrip("\r\n") if password_stdin else click.prompt(word("Password", context), hide_input=True, confirmation_prompt=True)
    )
    add_user(workspace, session.principal, name, role, scope, password)
    write_line(say("{name} may sign in now, as {role}.", session.language, name=name, role=role))


@command("list", "List who may sign in.")
@pass_session
def list_all(session: Session) -> None:
    """List users."""
    language = session.language
    rows = [[user.name, user.role, user.scope, say("disabled", language) if user.disabled else ""] for user in list_users(session.workspace)]
    heads = [say("Name", language), say("Role", language), say("Scope", language), say("Status", language)]
    show(screen(), table(say("Users", language), heads, rows))


@command("disable", "Shut somebody out, and sign them out everywhere.")
@click.argument("name")
@pass_session
def disable(session: Session, name: str) -> None:
    """Disable a user."""
    disable_user(session.workspace, session.principal, name)
    write_line(say("{name} may not sign in any more.", session.language, name=name))


for item in (add, list_all, disable):
    run.add_command(item)
