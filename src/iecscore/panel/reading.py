"""Read judgement files, whichever form they have."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from iecscore.panel.book_reading import read_grids
from iecscore.panel.yaml_file import read_yaml
from iecscore.problems import Place, Problem, error
from iecscore.sheets import read_workbook
from iecscore.values import Read
from iecscore.weights import Judgements, Tree

FORMS: Final = (".yaml", ".yml", ".xlsx")


def read_judgements(path: Path, trees: Mapping[str, Tree]) -> Read[Judgements]:
    """Read judgements from YAML or Excel, or from all such files of a folder; `trees` are the full trees by level.

    Each fault names its line or cell.
    """
    if path.is_dir():
        return _read_all(list_files(path), trees)
    match path.suffix.lower():
        case ".yaml" | ".yml":
            return read_yaml(path, trees)
        case ".xlsx":
            return _read_book(path, trees)
    return Read(None, (error("panel.unknown_form", Place(path.name), name=path.name),))


def list_files(folder: Path) -> tuple[Path, ...]:
    """The judgement files of a folder; locks and hidden files are none."""
    return tuple(sorted(item for item in folder.iterdir() if item.suffix.lower() in FORMS and not item.name.startswith(("~", "."))))


def _read_all(paths: Iterable[Path], trees: Mapping[str, Tree]) -> Read[Judgements]:
    """Every expert in one file only: answers told twice are nobody's to choose between."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    found = Judgements(())
    for path in paths:
        read = read_judgements(path, trees)
        problems += read.problems
        for expert in read.result.experts if read.result else ():
            if files.setdefault(expert, path.name) != path.name:
                problems.append(error("panel.expert_in_two_files", Place(path.name), expert=expert, first=files[expert]))
        found = Judgements((*found.comparisons, *(read.result.comparisons if read.result else ())))
    if not files and not problems:
        problems.append(error("panel.no_files", forms=", ".join(FORMS)))
    return Read(None if problems else found, tuple(problems))


def _read_book(path: Path, trees: Mapping[str, Tree]) -> Read[Judgements]:
    read = read_workbook(path)
    if read.result is None:
        return Read(None, read.problems)
    return read_grids(path.name, read.result.grids(), trees)
