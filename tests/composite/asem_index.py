"""The ASEM index declared as an indicator system from its public files, and its rows."""

import math

import numpy as np

from composite.index_files import tell_unit, write_index
from iecscore.matrix.stages import Aggregation, Imputation, Scaling, Treatment, aggregate, denominate, scale_columns, treat_columns
from iecscore.matrix.stages import impute as impute_gaps
from stages.asem_files import read_asem

CONVENTIONS = (
    {"impute": {"method": "group-mean", "groups": "region"}},
    {"screen": {"by": "availability", "available": 0.9}},
    {"treat": {"second": "log-ct", "most": 5}},
    {"normalise": {"method": "min-max", "ends": [0, 100]}},
    {"aggregate": {"method": "arithmetic"}},
)
DENOMINATORS = ("Area", "Energy", "GDP", "Population")


def write_asem(folder, chain=CONVENTIONS, exceptions=None):
    asem = read_asem()
    tree = {}
    for node in asem.children("Index"):
        tree[node["iCode"]] = {line["iCode"]: [leaf["iCode"] for leaf in asem.children(line["iCode"])] for line in asem.children(node["iCode"])}
    indicators = {leaf["iCode"]: ("benefit" if leaf["Direction"] == "1" else "cost", leaf["Denominator"] or None) for leaf in asem.leaves}
    return write_index(
        folder,
        units="country",
        groups=("region",),
        indicators=indicators,
        tree=tree,
        chain=[dict(link) for link in chain],
        exceptions=exceptions,
        told=DENOMINATORS,
    )


def asem_rows(file="asem_iData.csv", years=("2018",)):
    return tuple(row for year in years for row in _rows(read_asem(file, year), int(year)))


def _rows(asem, year):
    for place, unit in enumerate(asem.units):
        cells = {leaf["iCode"].lower(): _cell(figure) for leaf, figure in zip(asem.leaves, asem.columns[place], strict=True)}
        cells |= {name.lower(): _cell(figure) for name, figure in zip(DENOMINATORS, asem.denominators[place], strict=True)}
        yield tell_unit(year, unit, {"region": asem.groups[place], **cells})


def _cell(figure):
    return None if math.isnan(figure) else figure


def compose(asem, *, impute=None, treat=None, scale=None, joints=None, weights=None, columns=None):
    """The index put together from the plain stages by hand: the scores of every node; what is told replaces a convention.

    `joints` are rules by node, `weights` of single nodes beside 1 for all others.
    """
    told = denominate(asem.columns, asem.denominators, asem.by, np.ones(len(asem.by))) if columns is None else columns
    filled = impute_gaps(told, impute or Imputation("group-mean", groups=asem.groups)).values
    treated = treat_columns(filled, treat or [Treatment()] * len(asem.by)).values
    scores = scale(treated) if scale else scale_columns(treated, asem.types, Scaling()).values
    found = {leaf["iCode"]: scores[:, place] for place, leaf in enumerate(asem.leaves)}
    for node in asem.nodes[len(asem.leaves) :]:
        under = [child["iCode"] for child in asem.children(node["iCode"])]
        shares = np.array([(weights or {}).get(code, 1.0) for code in under])
        columns = np.column_stack([found[code] for code in under])
        found[node["iCode"]] = aggregate(columns, shares, (joints or {}).get(node["iCode"], Aggregation()))
    return found
