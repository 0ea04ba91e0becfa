"""`iecscore withdraw`."""

import click

from iecscore.cli.screen import write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.withdrawing import Withdrawal, withdraw
from iecscore.text import say


@command(
    "withdraw", "Take what was imported out of force: of a member, the unit's own part, whole workbooks, or answers. It stays kept as a version."
)
@option("--unit", required=True, help="Code of the unit.")
@option("--round", "year", required=True, type=click.IntRange(2000, 2100), help="Round, by its year.")
@option(
    "--for",
    "whose",
    required=True,
    help="What is withdrawn: a member's code, the unit's own part by its key, “whole” (what came in whole workbooks) or “answers”.",
)
@option("--reason", required=True, help="Why it is withdrawn; kept in the record of who did what.")
@pass_session
def run(session: Session, unit: str, year: int, whose: str, reason: str) -> None:
    """Withdraw."""
    parts = withdraw(session.workspace, session.principal, Withdrawal(unit, year, whose, reason))
    told = say(
        "Withdrawn of {unit}, round {year}: {parts}. What was withdrawn stays kept; importing its file by name brings it back.",
        session.language,
        unit=unit,
        year=year,
        parts=", ".join(parts),
    )
    write_line(told)
    write_line(say("Evaluate again for the change to show: iecscore evaluate --round {year} --level LEVEL.", session.language, year=year))
