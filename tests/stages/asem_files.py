"""The ASEM index as its public files tell it: a plain tree of any depth over arrays, read from beside the repository."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "asem"
THERE = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="SKIPPED: the ASEM files are not beside the repository (../shared/data/asem), so the published index is not reproduced",
)


@dataclass(frozen=True)
class Asem:
    """Units and their groups, indicators and denominators as told, and each node's line in the metadata."""

    units: tuple[str, ...]
    groups: tuple[str, ...]
    columns: np.ndarray
    denominators: np.ndarray
    leaves: tuple[Mapping[str, str], ...]
    nodes: tuple[Mapping[str, str], ...]
    by: tuple[int | None, ...]

    @property
    def types(self):
        return np.array([float(leaf["Direction"]) for leaf in self.leaves])

    @property
    def blocks(self):
        return tuple(leaf["Parent"] for leaf in self.leaves)

    def children(self, node):
        return [line for line in self.nodes if line["Parent"] == node]

    def place(self, code):
        return [leaf["iCode"] for leaf in self.leaves].index(code)


def read_asem(file="asem_iData.csv", year="2018"):
    rows = [row for row in _read(file) if row["Time"] == year]
    lines = _read("asem_iMeta.csv")
    leaves = tuple(line for line in lines if line["Type"] == "Indicator")
    named = [line["iCode"] for line in lines if line["Type"] == "Denominator"]
    return Asem(
        tuple(row["uCode"] for row in rows),
        tuple(row["EurAsia_group"] for row in rows),
        np.array([[_number(row[leaf["iCode"]]) for leaf in leaves] for row in rows]),
        np.array([[_number(row[name]) for name in named] for row in rows]),
        leaves,
        tuple(line for line in lines if line["Type"] in {"Indicator", "Aggregate"}),
        tuple(named.index(leaf["Denominator"]) if leaf["Denominator"] else None for leaf in leaves),
    )


def read_gapped_rounds():
    """Rounds × units × indicators of the gapped panel, and its years."""
    rows = _read("asem_panel_gapped.csv")
    years, units = sorted({row["Time"] for row in rows}), list(dict.fromkeys(row["uCode"] for row in rows))
    codes = [code for code in rows[0] if code not in {"uCode", "Time"}]
    told = {(row["Time"], row["uCode"]): [_number(row[code]) for code in codes] for row in rows}
    return np.array([[told[year, unit] for unit in units] for year in years]), [float(year) for year in years], units, codes


def _read(file):
    with (FOLDER / file).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _number(text):
    return np.nan if text in {"", "NA"} else float(text)
