"""The command itself: its subcommands are imported when they are called, so that it starts at once."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import click

import iecscore
from iecscore.cli.speaking import CHOICES, VARIABLE, Option, option, speak, word

COMMANDS: Final = {
    "demo": ("demonstrating", "Write the demonstration workspace, import it and rank it."),
    "init": ("starting", "Make a workspace: settings, inbox, outbox, reports, database."),
    "template": ("templating", "Write the workbooks to send out."),
    "import": ("importing", "Take in returned workbooks and answers; refuse what has errors, cell by cell."),
    "evaluate": ("evaluating", "Evaluate a level of a round and write the result workbook."),
    "ranking": ("showing", "Print the ranking of an evaluation."),
    "explain": ("explaining", "Follow a figure to its formula, weights and source cells."),
    "check": ("checking", "Check an indicator system and run its worked cases."),
    "compute": ("computing", "Run one method on one JSON document, or many in a batch."),
    "rank": ("tabling", "Rank a plain table, without an indicator system."),
}


class Door(click.Group):
    """The group of all commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"iecscore.cli.{COMMANDS[cmd_name][0]}").run
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(word("Commands", ctx)):
            formatter.write_dl([(name, word(summary, ctx)) for name, (_, summary) in COMMANDS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the program is for."""
        told, self.help = self.help, word(self.help or "", ctx)
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = told


def _keep_language(context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value:
        context.find_root().meta[VARIABLE] = value
    return value


@click.group(cls=Door, help="Evaluate units by a declared indicator system: every figure checked, ranked and traced to its cell.")
@option("--lang", type=click.Choice(CHOICES), is_eager=True, expose_value=False, callback=_keep_language, help="Language of everything you see.")
@option("--workspace", type=click.Path(path_type=Path), help="The workspace; by default this folder or the nearest above it.")
@option("--content", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder that holds indicators/ and surveys/.")
@click.version_option(iecscore.__version__, prog_name="iecscore", cls=Option, help="Print the version.")
@click.pass_context
def door(context: click.Context, workspace: Path | None, content: Path | None) -> None:
    """Remember where to work."""
    from iecscore.cli.session import Session

    context.obj = context.with_resource(Session(context, workspace, content))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0 when all is well, 1 when something was refused, 2 when it could not be done."""
    try:
        given = sys.argv[1:] if arguments is None else list(arguments)
        with door.make_context("iecscore", given) as context:
            return _invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as fault:
        return _tell_usage(fault)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _invoke(context: click.Context) -> int:
    try:
        return int(door.invoke(context) or 0)
    except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
        raise
    except Exception as fault:  # noqa: BLE001 - the last door: misuse is told in words, anything else with where it happened
        return _tell_fault(fault, context.obj.language if context.obj else speak(context))


def _tell_usage(fault: click.ClickException) -> int:
    from iecscore.cli.usage import word_usage

    click.echo(word_usage(fault, speak(getattr(fault, "ctx", None))), err=True)
    return 2


def _tell_fault(fault: Exception, language: str) -> int:
    from iecscore.cli.faults import tell_fault

    return tell_fault(fault, language)
