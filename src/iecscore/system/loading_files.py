"""Read the files of a system's folder, each into its schema."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from iecscore.content import Document, read_document
from iecscore.problems import Place, Problem, error
from iecscore.system.indicators import Criterion
from iecscore.system.loading_references import read_references
from iecscore.system.loading_schema import read_list, read_schema
from iecscore.system.model import System
from iecscore.system.tables import CrossCheck, Deflator, Dictionary, Lookup, Table
from iecscore.values import Read

M = TypeVar("M", bound=BaseModel)

HEAD: Final = "system.yaml"
FOLDERS: Final[Mapping[str, type[BaseModel]]] = {"tables": Table, "dictionaries": Dictionary, "lookups": Lookup, "criteria": Criterion}
FROM_FILES: Final = (*FOLDERS, "cross_checks", "deflator", "references")


@dataclass(frozen=True, slots=True)
class Sources:
    """Which document tells what: by kind, by key."""

    head: Document
    documents: Mapping[tuple[str, str], Document] = field(default_factory=dict)

    def place(self, kind: str, key: str, *path: str | int) -> Place:
        """The place of a key in the file that tells `kind` (`tables`) `key` (`branch_year`)."""
        return self.documents.get((kind, key), self.head).place(path)

    def at(self, *path: str | int) -> Place:
        """The place of a key in the system file."""
        return self.head.place(path)


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What the files told: the system, unless a file could not be read, where each part stands, and what is wrong."""

    system: System | None
    sources: Sources
    problems: tuple[Problem, ...]


class _Folder:
    """Reads one folder, collecting parts, documents and problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts: dict[str, Any] = {}
        self.documents: dict[tuple[str, str], Document] = {}
        self.problems: list[Problem] = []
        self.whole = True

    def read(self) -> FilesRead:
        """Read every file."""
        head = self._open(self.folder / HEAD)
        for kind, schema in FOLDERS.items():
            self.parts[kind] = dict(self._read_parts(kind, schema))
        self._read_singles()
        sources = Sources(head, self.documents)
        system = self._read_head(head)
        return FilesRead(system if self.whole else None, sources, tuple(self.problems))

    def _open(self, path: Path) -> Document:
        document = read_document(path, path.relative_to(self.folder).as_posix())
        self.problems += document.problems
        return document

    def _read_parts(self, kind: str, schema: type[M]) -> Iterator[tuple[str, M]]:
        for path in sorted((self.folder / kind).glob("*.yaml")):
            document = self._open(path)
            part = self._keep(schema, document)
            if part is None:
                continue
            key = str(document.data["key"])
            if (kind, key) in self.documents:
                self.problems.append(error("system.told_twice", document.place(("key",)), key=key, first=self.documents[kind, key].file))
            else:
                self.documents[kind, key] = document
                yield key, part

    def _keep(self, schema: type[M], document: Document) -> M | None:
        read = read_schema(schema, document) if document.lines else Read(None)
        self.problems += read.problems
        self.whole &= read.result is not None
        return read.result

    def _read_singles(self) -> None:
        if (path := self.folder / "deflator.yaml").is_file():
            document = self._open(path)
            self.documents["deflator", ""] = document
            self.parts["deflator"] = self._keep(Deflator, document)
        if (path := self.folder / "cross_checks.yaml").is_file():
            document = self._open(path)
            self.documents["cross_checks", ""] = document
            read: Read[tuple[CrossCheck, ...]] = read_list(CrossCheck, document) if document.lines else Read(None)
            self.problems += read.problems
            self.whole &= read.result is not None
            self.parts["cross_checks"] = read.result or ()
        if (path := self.folder / "references.bib").is_file():
            references = read_references(path, path.name)
            self.documents["references", ""] = references.document
            self.problems += references.document.problems
            self.parts["references"] = references.entries

    def _read_head(self, head: Document) -> System | None:
        if not head.lines:
            return None
        told = head.data if isinstance(head.data, dict) else {}
        misplaced = [key for key in told if key in FROM_FILES]
        self.problems += [error("system.misplaced", head.place((key,)), key=key) for key in misplaced]
        read = read_schema(System, head, {**told, **self.parts} if isinstance(head.data, dict) else head.data)
        self.problems += _without(read.problems, misplaced)
        return read.result


def _without(problems: Iterable[Problem], keys: list[str]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.place.key not in keys)


def read_files(folder: Path) -> FilesRead:
    """Read the files of a system's folder."""
    return _Folder(folder).read()
