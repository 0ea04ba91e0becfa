"""`iecscore template`."""

import click

from iecscore.cli.screen import near
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.templates import EVERYONE, Order, write_templates
from iecscore.text import say


@command("template", "Write the workbooks to send out, into the outbox of the workspace.")
@option("--unit", required=True, help="Code of the unit.")
@option(
    "--for",
    "receiver",
    default=EVERYONE,
    show_default=True,
    help="The unit's own part by its key, a member's code, “whole”, “answers” (the survey), or “everyone”.",
)
@option("--year", required=True, type=click.IntRange(2000, 2100), help="Round, by its year.")
@option("--part", default="", help="The part a member fills, where its unit has not listed its members yet.")
@pass_session
def run(session: Session, unit: str, receiver: str, year: int, part: str) -> None:
    """Write templates."""
    written = write_templates(session.workspace, session.principal, Order(unit, year, receiver, part), session.language)
    for path in written:
        click.echo(say("Written: {path}", session.language, path=near(path)))
