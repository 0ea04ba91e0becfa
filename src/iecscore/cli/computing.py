"""`iecscore compute`."""

import json
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase, TextIOWrapper
from typing import BinaryIO, TextIO, cast

import click

from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.problems import Misuse
from iecscore.text import say


@command(
    "compute",
    "Run METHOD on one JSON object (FILE, or standard input) and print one; --list names all, --batch runs JSON Lines of id, method and input.",
)
@click.argument("method", required=False)
@click.argument("file", type=click.File("rb"), default="-")
@option("--list", "listed", is_flag=True, help="Print the methods, a line each, with their reference.")
@option(
    "--batch",
    type=click.File("rb"),
    help="Run JSON Lines of this file (- is standard input), a line each, in order.",
)
@option("--check", "checked", is_flag=True, help="Tell under “checked” what a second program, pymcdm, makes of the same input.")
@pass_session
def run(session: Session, method: str | None, file: BinaryIO, batch: BinaryIO | None, *, listed: bool, checked: bool) -> int:
    """Compute."""
    from iecscore.methods import check, compute, compute_batch, find_method, list_lines

    answer = check if checked else compute
    if listed:
        return _print(list_lines(session.language))
    if batch:
        with open_text(batch, errors="replace") as lines:
            return _print(compute_batch(lines, answer))
    if method is None:
        raise click.UsageError(say("Name a method, --list or --batch.", session.language))
    try:
        find_method(method)
        with open_text(file) as text:
            document = json.load(text)
        return _print([json.dumps(answer(method, document), ensure_ascii=False, allow_nan=False)])
    except Misuse as fault:
        return _refuse(fault, session.language)
    except (ValueError, RecursionError) as fault:
        click.echo(say("The input is not JSON: {reason}", session.language, reason=fault), err=True)
        return 2


@contextmanager
def open_text(stream: BinaryIO, errors: str = "strict") -> Iterator[TextIO]:
    """A stream as text: UTF-8, or UTF-16 where it says so at its beginning, as some shells write it."""
    buffered = cast("BufferedReader", stream) if hasattr(stream, "peek") else BufferedReader(cast("RawIOBase", stream))
    encoding = "utf-16" if buffered.peek(2)[:2] in {BOM_UTF16_LE, BOM_UTF16_BE} else "utf-8-sig"
    text = TextIOWrapper(buffered, encoding=encoding, errors=errors)
    try:
        yield text
    finally:
        text.detach()


def _print(lines: "Iterator[str] | list[str]") -> int:
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        sys.stdout.write(f"{line.encode(encoding, 'backslashreplace').decode(encoding)}\n")
        sys.stdout.flush()
    return 0


def _refuse(fault: Misuse, language: str) -> int:
    from iecscore.methods import say_fault

    click.echo(say_fault(fault, language), err=True)
    return 2
