"""Find the files that are handed in: each once, under a name of its own, with its digest."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from iecscore.problems import Misuse, Place, error, show_name

READ: Final = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"})
LITTER: Final = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class File:
    """A file that was handed in; `named` tells that it was asked for itself, not found in a folder."""

    path: Path
    name: str
    digest: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to read, those that are copies of one of them (with its name), and those of other kinds."""

    files: tuple[File, ...]
    copies: tuple[tuple[File, str], ...]
    others: tuple[File, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every file by its name."""
        return tuple(file.name for file in (*self.files, *(copy for copy, _ in self.copies), *self.others))


def gather_files(paths: Sequence[Path]) -> Gathered:
    """Files, and what lies in folders.

    Raises:
        Misuse: a path does not exist.
    """
    if gone := [path for path in paths if not path.exists()]:
        raise Misuse(*(error("desk.no_such_file", Place(str(path))) for path in gone))
    found: dict[Path, bool] = {}
    for told in paths:
        for path in _walk(told) if told.is_dir() else [told]:
            found[path.absolute()] = found.get(path.absolute(), False) or path == told
    names = tell_apart(list(found))
    files = [File(path, names[path], _tell_digest(path), named) for path, named in found.items() if named or path.suffix.lower() in READ]
    others = [File(path, names[path], "") for path, named in found.items() if not named and path.suffix.lower() not in READ]
    first: dict[str, File] = {}
    for file in files:
        first.setdefault(file.digest, file)
    copies = [(file, first[file.digest].name) for file in files if first[file.digest] is not file]
    return Gathered(tuple(first.values()), tuple(copies), tuple(others))


def _tell_digest(path: Path) -> str:
    """The digest of a file; of one that cannot be opened, which reading will refuse, a digest of where it lies."""
    try:
        return digest_of(path)
    except OSError:
        return hashlib.sha256(os.fsencode(path)).hexdigest()


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.name.lower() not in LITTER:
            yield path


def tell_apart(paths: Sequence[Path]) -> dict[Path, str]:
    """A name for each path: its last part, with as many folders before it as it takes to tell it from the others."""
    named: dict[Path, str] = {}
    waiting, depth = list(dict.fromkeys(paths)), 1
    while waiting:
        told = {path: show_name("/".join(path.parts[-depth:])) for path in waiting}
        counts = Counter(told.values())
        alone = {path: name for path, name in told.items() if counts[name] == 1 or depth >= len(path.parts)}
        named |= alone
        waiting, depth = [path for path in waiting if path not in alone], depth + 1
    return named


def digest_of(path: Path) -> str:
    """sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
