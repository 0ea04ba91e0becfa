"""Which language the command speaks, and help in that language."""

import locale
import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

VARIABLE: Final = "IECSCORE_LANG"
CHOICES: Final = ("zh", "en")
LANG: Final = "--lang"


def language_told(context: click.Context | None) -> str:
    """The language asked for by option or environment; empty where none is."""
    given = context.find_root().meta.get(VARIABLE, "") if context else ""
    told = given or os.environ.get(VARIABLE, "")
    return told if told in CHOICES else ""


def language_here() -> str:
    """The language of this machine: Chinese where its locale is, else English."""
    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "zh" if told.lower().startswith(("zh", "chinese")) else "en"


def speak(context: click.Context | None) -> str:
    """The language to speak before any workspace is open."""
    return language_told(context) or language_here()


def find_language(arguments: Sequence[str]) -> str:
    """The language asked for somewhere among the arguments: help and refusals come before the option that stands behind them."""
    following = pairwise([*arguments, ""])
    return next((after if told == LANG else told.removeprefix(f"{LANG}=") for told, after in following if told.partition("=")[0] == LANG), "")


def keep_language(context: click.Context, value: str | None) -> None:
    """Speak this language from here on."""
    if value:
        context.find_root().meta[VARIABLE] = value


def word(message: str, context: click.Context | None) -> str:
    """A message in the language of the command."""
    from iecscore.text import say

    return say(message, speak(context)) if message else message


class Option(click.Option):
    """An option whose help is worded when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, in the language of the command."""
        told, self.help = self.help, word(self.help or "", ctx)
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = told


class Worded(click.Command):
    """A command whose help is worded when it is shown, and which is told its language before or after its name."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        """Add the option of the language."""
        super().__init__(*arguments, **settings)
        spoken = click.Choice(CHOICES)
        told = "Language of everything you see."
        self.params.append(Option([LANG], type=spoken, is_eager=True, expose_value=False, callback=_take_language, help=told))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option of the help, in the language of the command."""
        found = super().get_help_option(ctx)
        if found:
            found.help = word("Show this message and exit.", ctx)
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        told, self.help = self.help, word(self.help or "", ctx)
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = told


def _take_language(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    keep_language(context, value)


def option(*names: str, **settings: Any) -> Callable[[F], F]:  # noqa: ANN401 - click's own settings
    """An option with worded help."""
    return click.option(*names, cls=Option, **settings)


def command(name: str, summary: str) -> Callable[[Callable[..., Any]], Worded]:
    """A command with worded help."""
    return click.command(name, cls=Worded, help=summary)
