"""Read a judgement file, whichever form it has."""

from collections.abc import Mapping
from pathlib import Path

from iecscore.panel.book_reading import Grid, read_grids
from iecscore.panel.yaml_file import read_yaml
from iecscore.problems import Place, error
from iecscore.values import Read
from iecscore.weights import Judgements, Tree


def read_judgements(path: Path, trees: Mapping[str, Tree]) -> Read[Judgements]:
    """Read judgements from YAML or Excel; `trees` are the full trees by level. Each fault names its line or cell."""
    match path.suffix.lower():
        case ".yaml" | ".yml":
            return read_yaml(path, trees)
        case ".xlsx":
            return _read_book(path, trees)
    return Read(None, (error("panel.unknown_form", Place(path.name), name=path.name),))


def _read_book(path: Path, trees: Mapping[str, Tree]) -> Read[Judgements]:
    from iecscore.sheets import read_workbook

    read = read_workbook(path)
    if read.result is None:
        return Read(None, read.problems)
    grids: dict[str, Grid] = {}
    return read_grids(path.name, grids, trees)
