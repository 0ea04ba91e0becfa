"""Word what click refuses."""

from typing import Final

import click

from iecscore.text import say

HINT: Final = "See: {path} --help"


def word_usage(fault: click.ClickException, language: str) -> str:
    """What is wrong with the call, and where help is."""
    context = getattr(fault, "ctx", None)
    helped = isinstance(fault, click.exceptions.NoArgsIsHelpError)
    if context is None or helped:
        return _word(fault, language)
    with context.scope(cleanup=False):
        return f"{_word(fault, language)}\n{say(HINT, language, path=context.command_path)}"


def _word(fault: click.ClickException, language: str) -> str:
    if isinstance(fault, click.NoSuchOption):
        nearest = ", ".join(fault.possibilities or ()) or "–"
        return say("There is no option {name}. The nearest: {nearest}.", language, name=fault.option_name, nearest=nearest)
    if isinstance(fault, click.MissingParameter):
        return say("{name} is missing.", language, name=_name(fault))
    if isinstance(fault, click.BadParameter):
        return say("{name} cannot be taken: {reason}", language, name=_name(fault), reason=fault.message)
    return fault.format_message()


def _name(fault: click.BadParameter) -> str:
    return fault.param.get_error_hint(fault.ctx) if fault.param and fault.ctx else str(fault.param_hint or "")
