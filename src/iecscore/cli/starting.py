"""`iecscore init`."""

from pathlib import Path
from shlex import quote

import click

from iecscore.cli.screen import near, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.workspace import DEFAULT_SYSTEM, init_workspace
from iecscore.text import say


@command("init", "Make a workspace in FOLDER: settings, inbox, outbox, reports and database.")
@click.argument("folder", type=click.Path(path_type=Path))
@option("--system", default=DEFAULT_SYSTEM, show_default=True, help="Indicator system, by the name of its folder.")
@pass_session
def run(session: Session, folder: Path, system: str) -> None:
    """Make a workspace."""
    language = session.language
    session.use(init_workspace(folder, system, language, content=session.content))
    write_line(
        say("Made the workspace {folder}. Put returned workbooks into {inbox}.", language, folder=near(folder), inbox=near(session.workspace.inbox))
    )
    if folder.resolve() == Path.cwd():
        write_line(say("Next: iecscore template --help, iecscore import inbox/", language))
    else:
        there = quote(str(near(folder)))
        write_line(say("Next: cd {folder}, then iecscore template --help, iecscore import inbox/", language, folder=there))
