"""The command itself: its subcommands are imported when they are called, so that it starts at once."""

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Final

import click

import iecscore
from iecscore.cli.phrases import teach_click
from iecscore.cli.speaking import Option, Worded, find_language, keep_language, option, speak, word
from iecscore.cli.streams import prepare_streams, silence

COMMANDS: Final = {
    "demo": ("demonstrating", "Write the demonstration workspace, import it and rank it."),
    "init": ("starting", "Make a workspace: settings, inbox, outbox, reports, database."),
    "template": ("templating", "Write the workbooks to send out."),
    "import": ("importing", "Take in returned workbooks and answers; refuse what has errors, cell by cell."),
    "withdraw": ("withdrawing", "Take what was imported out of force again; it stays kept as a version, with the reason."),
    "status": ("reporting", "List who has reported in a round, and who has not."),
    "evaluate": ("evaluating", "Evaluate a level of a round and write the result workbook."),
    "ranking": ("showing", "Print the ranking of an evaluation."),
    "robustness": ("doubting", "Find out how sure the ranks are: intervals, pairs, what the doubt comes from."),
    "serve": ("serving", "Serve the pages of the workspace from this machine."),
    "user": ("peopling", "Say who may sign in to the pages."),
    "explain": ("explaining", "Follow a figure to its formula, weights and source cells."),
    "check": ("checking", "Check an indicator system and run its worked cases."),
    "compute": ("computing", "Run one method on one JSON document, or many in a batch."),
    "rank": ("tabling", "Rank a plain table, without an indicator system."),
}


class Door(Worded, click.Group):
    """The group of all commands, each imported when it is asked for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Speak the language asked for from the first word on."""
        keep_language(ctx, find_language(args))
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"iecscore.cli.{COMMANDS[cmd_name][0]}").run
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or name the nearest there is."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            (nearest,) = get_close_matches(args[0], COMMANDS, 1, 0)
            ctx.fail(word("There is no command “{given}”. The nearest: {nearest}.", ctx).format(given=args[0], nearest=nearest))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(word("Commands", ctx)):
            formatter.write_dl([(name, word(summary, ctx)) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=Door, help="Evaluate units by a declared indicator system: every figure checked, ranked and traced to its cell.")
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
    prepare_streams()
    teach_click()
    return _finish(_run(sys.argv[1:] if arguments is None else list(arguments)))


def _run(given: list[str]) -> int:
    try:
        with door.make_context("iecscore", given) as context:
            return _invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as fault:
        return _tell_usage(fault)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        silence()
        return 0
    except OSError as fault:
        return _tell_fault(fault, speak(None))


def _finish(code: int) -> int:
    """Write out what still waits; what cannot be written is told once, and nobody reading on is no fault."""
    try:
        sys.stdout.flush()
    except OSError as fault:
        silence()
        return code or (0 if isinstance(fault, BrokenPipeError) else _tell_fault(fault, speak(None)))
    return code


def _invoke(context: click.Context) -> int:
    try:
        return int(door.invoke(context) or 0)
    except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
        raise
    except Exception as fault:  # noqa: BLE001 - the last door: misuse is told in words, anything else with where it happened
        return _tell_fault(fault, context.obj.language if context.obj else speak(context))


def _tell_usage(fault: click.ClickException) -> int:
    from iecscore.cli.usage import word_usage

    print(word_usage(fault, speak(getattr(fault, "ctx", None))), file=sys.stderr)
    return 2


def _tell_fault(fault: Exception, language: str) -> int:
    from iecscore.cli.faults import tell_fault

    return tell_fault(fault, language)
