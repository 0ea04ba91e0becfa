"""`iecscore template`."""

import click

from iecscore.cli.faults import print_problems
from iecscore.cli.screen import near, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.templates import EVERYONE, JUDGING, Order, write_judging, write_templates
from iecscore.text import say


@command("template", "Write the workbooks to send out, into the outbox of the workspace.")
@option("--unit", default="", help="Code of the unit.")
@option(
    "--for",
    "receiver",
    default=EVERYONE,
    show_default=True,
    help="The unit's own part by its key, a member's code, “whole”, “answers” (the survey), “everyone”, or “judgements” (the panel's).",
)
@option("--year", type=click.IntRange(2000, 2100), help="Round, by its year.")
@option("--part", default="", help="The part a member fills, where its unit has not listed its members yet.")
@option("--experts", default="5", show_default=True, help="With --for judgements: the number of experts, or their names with commas between.")
@option("--indicators", is_flag=True, help="With --for judgements: have the indicators of each criterion compared too.")
@option("--replace", is_flag=True, help="Write over workbooks of the same name in the outbox.")
@pass_session
def run(session: Session, unit: str, receiver: str, year: int | None, part: str, experts: str, *, indicators: bool, replace: bool) -> None:
    """Write templates."""
    if receiver == JUDGING:
        path = write_judging(session.workspace, session.principal, experts, session.language, indicators=indicators, replace=replace)
        write_line(say("Written: {path}", session.language, path=near(path)))
        write_line(say("When it comes back, put it into the workspace as judgements.xlsx; then: iecscore evaluate --weights ahp …", session.language))
        return
    if not unit or year is None:
        raise click.MissingParameter(param_hint="'--year'" if unit else "'--unit'")
    sent = write_templates(session.workspace, session.principal, Order(unit, year, receiver, part), session.language, replace=replace)
    for path in sent.paths:
        write_line(say("Written: {path}", session.language, path=near(path)))
    print_problems(sent.queries, session.language)
