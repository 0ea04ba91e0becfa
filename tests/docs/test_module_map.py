"""The map of the rooms tells the layers that are checked."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_map_names_every_package_in_the_row_the_layers_give_it():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    told: list[list[str]] = []
    for row, name in re.findall(r"^\| +(\d*) *\| `(\w+)` \|", (ROOT / "docs" / "modules.md").read_text(encoding="utf-8"), re.MULTILINE):
        if row:
            told.append([])
        told[-1].append(name)
    assert told == [layer.split(" | ") for layer in layers]
