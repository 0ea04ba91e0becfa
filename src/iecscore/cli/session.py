"""What a command works on: the workspace, the language, the screen."""

from pathlib import Path
from types import TracebackType
from typing import Self

import click

from iecscore.cli.speaking import language_here, language_told
from iecscore.desk.workspace import Workspace, find_workspace, open_workspace, operator, read_settings
from iecscore.problems import Misuse
from iecscore.values import Principal


class Session:
    """One call of the command."""

    def __init__(self, context: click.Context, workspace: Path | None, content: Path | None) -> None:
        """Keep what was told; the workspace is opened when a command needs it."""
        self._context, self._here = context, language_here()
        self.folder, self.content = workspace, content
        self._workspace: Workspace | None = None

    def __enter__(self) -> Self:
        """Use as a resource of the command's context."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        """Let go of the store."""
        if self._workspace:
            self._workspace.store.close()

    @property
    def workspace(self) -> Workspace:
        """The workspace, opened once.

        Raises:
            Misuse: there is none, or it has faults.
        """
        return self.open()

    def open(self, *, new: bool = False) -> Workspace:
        """The workspace, opened once; where its database is gone, only a `new` one is made.

        Raises:
            Misuse: there is none, or it has faults.
        """
        if self._workspace is None:
            self._workspace = open_workspace(self.folder or find_workspace(Path.cwd()), self.content, new=new)
        return self._workspace

    def content_here(self, system: str, *, told: bool) -> tuple[str, Path | None]:
        """The system and content folder of the workspace one stands in, where there is one and nothing else was told."""
        try:
            folder = self.folder or find_workspace(Path.cwd())
        except Misuse:
            return system, self.content
        settings = read_settings(folder)
        self._here = settings.language
        return system if told else settings.system, self.content or settings.content_from(folder)

    def use(self, workspace: Workspace) -> None:
        """Work on a workspace just made."""
        self._workspace = workspace

    @property
    def language(self) -> str:
        """The language asked for, else the open workspace's, else this machine's."""
        return language_told(self._context) or (self._workspace.settings.language if self._workspace else self._here)

    @property
    def principal(self) -> Principal:
        """Who acts."""
        return operator()


pass_session = click.make_pass_decorator(Session)
