"""An index of any subject written as the folder of an indicator system: one table of units, a formula an indicator, a tree."""

from pathlib import Path

import yaml

from iecscore.values import Rows

WIDE = [-1e12, 1e12]


def both(text):
    return dict.fromkeys(("en", "zh"), text)


def write_index(folder: Path, *, units, groups, indicators, tree, chain, exceptions=None, told=(), **more):
    """Write the folder; `indicators` are code -> (direction, denominator or nothing, more keys), `told` the denominators' columns."""
    for name in ("tables", "dictionaries", "criteria"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    nodes = [node for nodes in tree.values() for node in nodes]
    save(folder / "system.yaml", _head(units, groups, tree, chain, exceptions or {}) | more)
    save(folder / "dictionaries" / "missing_reason.yaml", REASONS)
    columns = {
        "code": _column("Code", "text", "key", required=True),
        "name": _column("Name", "text", "context", required=True),
        "opened": _column("Opened", "date", "context"),
        "closed": _column("Closed", "date", "context"),
        **{column: _column(column, "text", "context") for column in groups},
        **{code.lower(): _column(code, "number", "formula", blank="unknown") for code in (*indicators, *told)},
    }
    one_row = {"grain": both("one row: the unit"), "time": "state", "keys": ["code"], "columns": columns}
    save(folder / "tables" / "unit.yaml", {"key": "unit", "number": "01", "name": both("Unit"), **one_row})
    for node in nodes:
        mine = {code: indicators[code] for nodes in tree.values() for code in nodes.get(node, ())}
        dimension = next(dimension for dimension in tree if node in tree[dimension])
        save(
            folder / "criteria" / f"{node}.yaml",
            {
                "key": node,
                "dimension": dimension,
                "name": both(node),
                "question": both(node),
                "indicators": {code: _indicator(code, units, *told) for code, told in mine.items()},
            },
        )
    return folder


def save(path, data):
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


REASONS = {
    "key": "missing_reason",
    "name": both("Reason"),
    "codes": {key: both(key) for key in ("not_collected", "not_applicable", "refused", "suppressed", "not_held")},
}


def _head(units, groups, tree, chain, exceptions):
    level = {
        "name": both(units),
        "plural": both(units),
        "units": "unit",
        "unit": "code",
        "label": "name",
        "groups": {column: f"unit.{column}" for column in groups},
        "tree": tree,
        "tiers": [{"key": "A", "name": both("A"), "from": 0}],
        "chain": chain,
        "exceptions": exceptions,
    }
    return {
        "key": "drawn",
        "version": "1",
        "name": both("Index"),
        "profiles": {},
        "dimensions": {dimension: both(dimension) for dimension in tree},
        "lenses": {"whole": both("whole")},
        "levels": {units: level},
        "members": {"table": "unit", "key": "code", "name": "name", "joined": "opened", "left": "closed", "identities": []},
        "parts": {"office": {"name": both("Office"), "tables": ["unit"]}},
        "criterion_coverage": 0,
        "row_coverage": 1,
    }


def _column(name, kind, role, **more):
    return {"name": both(name), "type": kind, "role": role, **more}


def _indicator(code, units, direction, denominator=None, more=None):
    over = f" / nullif(sum(unit.{denominator.lower()}), 0)" if denominator else ""
    return {
        "name": both(code),
        "definition": both(code),
        "source": "administrative",
        "levels": [units],
        "set": "core",
        "formula": f"sum(unit.{code.lower()}){over}",
        "unit": both("1"),
        "direction": direction,
        "hard_range": WIDE,
        "plausible_range": WIDE,
        "lens": "whole",
        "seed": "1",
        **(more or {}),
    }


def tell_unit(year, code, cells):
    """The row of a unit as its workbook tells it."""
    columns = ("code", "name", "opened", "closed", *cells)
    row = (code, code, None, None, *cells.values())
    letters = tuple(f"C{place}" for place in range(len(columns)))
    return Rows("unit", code, year, f"{code}.xlsx", "01 Unit", columns, letters, (row,), (5,))
