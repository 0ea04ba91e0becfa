"""A workspace: a folder with settings, what comes in, what goes out, reports, and the store."""

import getpass
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from pydantic import Field

from iecscore.content import content_folder, read_document
from iecscore.problems import Misuse, Place, error, errors_in
from iecscore.store import ANSWERS, WORKBOOK, Store, open_store
from iecscore.survey import Survey, check_links, load_survey, survey_digest
from iecscore.system import System, load_system
from iecscore.system.closed import Closed, Key, Words
from iecscore.system.loading_schema import read_schema
from iecscore.values import Principal, Read

T = TypeVar("T")
SETTINGS: Final = "iecscore.yaml"
INBOX, OUTBOX, REPORTS = "inbox", "outbox", "reports"
DEFAULT_SYSTEM: Final = "iec"
JUDGEMENT_BOOK: Final = "judgements.xlsx"
JUDGEMENTS: Final = ("judgements.yaml", JUDGEMENT_BOOK, "judgements")


class Settings(Closed):
    """What a workspace is about."""

    system: Key = Field(description="Indicator system, by the name of its folder")
    language: str = Field(default="zh", pattern="^(zh|en)$", description="Language of workbooks, reports and messages")
    database: str = Field(default="iecscore.db", min_length=1, description="File beside the settings, or a PostgreSQL address")
    content: str | None = Field(default=None, description="Folder that holds indicators/ and surveys/, where it is not the program's own")
    label: Words | None = Field(default=None, description="Stands on every report and sheet, for example that the data are synthetic")

    def content_from(self, folder: Path) -> Path | None:
        """The content folder told, seen from the workspace's; none where the program's own is meant."""
        return folder / self.content if self.content else None


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace."""

    folder: Path
    settings: Settings
    system: System
    survey: Survey | None
    store: Store

    @property
    def inbox(self) -> Path:
        """Where returned files are put."""
        return self.folder / INBOX

    @property
    def outbox(self) -> Path:
        """Where workbooks to send out are written."""
        return self.folder / OUTBOX

    @property
    def reports(self) -> Path:
        """Where reports are written."""
        return self.folder / REPORTS

    def label(self, language: str) -> str:
        """What stands on every report."""
        return self.settings.label.say(language) if self.settings.label else ""


def operator() -> Principal:
    """Who sits at this machine."""
    try:
        return Principal(getpass.getuser())
    except (KeyError, OSError):
        return Principal("operator")


def init_workspace(folder: Path, system: str, language: str, *, content: Path | None = None, label: Words | None = None) -> Workspace:
    """Make a workspace in a folder that holds none.

    Raises:
        Misuse: there is one already, or no such indicator system.
    """
    if (folder / SETTINGS).exists():
        raise Misuse(error("desk.workspace_there", Place(str(folder / SETTINGS))))
    loaded, _ = load_content(system, content)
    for name in (INBOX, OUTBOX, REPORTS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / SETTINGS).write_text(_settings_text(loaded, language, content, label), encoding="utf-8")
    return open_workspace(folder, new=True)


def _settings_text(system: System, language: str, content: Path | None, label: Words | None) -> str:
    lines = [
        f"# {system.name.zh} {system.name.en}",
        f"system: {system.key}",
        f"language: {language}",
        "# A file in this folder, or an address such as postgresql+psycopg://user@host/name",
        "database: iecscore.db",
    ]
    lines += [f'content: "{content.resolve().as_posix()}"'] if content else []
    lines += [f'label: {{en: "{label.en}", zh: "{label.zh}"}}'] if label else []
    return "\n".join(lines) + "\n"


def find_workspace(start: Path) -> Path:
    """The nearest folder, from here up, that is a workspace.

    Raises:
        Misuse: there is none.
    """
    for folder in (start, *start.resolve().parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise Misuse(error("desk.no_workspace", Place(str(start))))


def open_workspace(folder: Path, content: Path | None = None, *, new: bool = False) -> Workspace:
    """Open a workspace; `content` goes before the settings'. A database that is not there is made only where a `new` one will do.

    Raises:
        Misuse: settings, content or store have faults, or there is no store.
    """
    settings = read_settings(folder)
    system, survey = load_content(settings.system, content or settings.content_from(folder))
    return Workspace(folder, settings, system, survey, open_store(settings.database, folder, digest_reading(system, survey), new=new))


def digest_reading(system: System, survey: Survey | None) -> dict[str, str]:
    """The digests of what reading a file depends on, by what it is filed as: the tables with their dictionaries, and the survey."""
    tables = system.model_dump_json(by_alias=True, exclude_defaults=True, include={"tables", "dictionaries"})
    workbook = hashlib.sha256(tables.encode()).hexdigest()
    if survey is None:
        return {WORKBOOK: workbook}
    return {WORKBOOK: workbook, ANSWERS: survey_digest(survey)}


def read_settings(folder: Path) -> Settings:
    """The settings of a workspace.

    Raises:
        Misuse: they have faults.
    """
    return _demand(_read_settings(folder))


def _read_settings(folder: Path) -> Read[Settings]:
    document = read_document(folder / SETTINGS, SETTINGS)
    read: Read[Settings] = read_schema(Settings, document) if document.lines else Read(None)
    content = read.result.content_from(folder) if read.result else None
    lost = (error("desk.no_content", document.place(("content",)), path=str(content)),) if content and not content.is_dir() else ()
    problems = (*document.problems, *read.problems, *lost)
    return Read(None if problems else read.result, problems)


def load_content(system: str, content: Path | None = None) -> tuple[System, Survey | None]:
    """Load an indicator system by the name of its folder, and its survey.

    Raises:
        Misuse: there is no such folder, or it has faults.
    """
    loaded = _demand(load_system(content_folder("indicators", system, content)))
    survey = _demand(load_survey(content_folder("surveys", loaded.survey, content))) if loaded.survey else None
    if survey and (problems := errors_in(check_links(loaded, survey))):
        raise Misuse(*problems)
    return loaded, survey


def _demand(read: Read[T]) -> T:
    if read.result is None:
        raise Misuse(*read.problems)
    return read.result
