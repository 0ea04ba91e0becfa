"""A tile map: where each place stands among its neighbours, told in a file beside the dashboards, and how the tiles are shown."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from iecscore.content import content_folder, read_document
from iecscore.dashboard.visiting import Visit
from iecscore.system.closed import Closed, Words
from iecscore.system.loading_schema import read_schema
from iecscore.values import Read


class Tile(Closed):
    """One place on the map."""

    at: tuple[int, int] = Field(description="Column and row, counted from 0")
    short: Words = Field(description="Name as short as it fits a tile on a phone")


class TileMap(Closed):
    """All tiles, by the codes of the column whose values they show."""

    tiles: dict[str, Tile] = Field(description="Each code with its tile")


def read_tiles(path: Path) -> Read[TileMap]:
    """Read a tile map; every fault is named with file and line."""
    document = read_document(path, path.name)
    return Read(None, document.problems) if document.problems else read_schema(TileMap, document)


@lru_cache(maxsize=8)
def _remember(path: Path, _changed: int) -> TileMap | None:
    return read_tiles(path).result


def find_tiles(visit: Visit, name: str) -> dict[str, Tile]:
    """The tiles of a map beside the visitor's dashboard; none where no map is named."""
    if not name:
        return {}
    content = visit.workspace.settings.content_from(visit.workspace.folder)
    path = content_folder("dashboards", visit.dashboard.key, content).parent / f"{name}.yaml"
    found = _remember(path, path.stat().st_mtime_ns)
    return found.tiles if found else {}
