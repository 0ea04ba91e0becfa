"""A tiny system to measure with: clubs, their members, tables of every kind; a formula in, the value out."""

from datetime import date
from decimal import Decimal

from iecscore.engine import compute_values, trace_cells
from iecscore.system import System
from iecscore.system.formula import parse_formula
from iecscore.values import Rows

WORDS = {"en": "Drawn", "zh": "虚构"}
CODES = {"a": WORDS, "b": WORDS, "c": WORDS, "full": WORDS, "guest": WORDS, "town": WORDS, "village": WORDS}
KINDS = {"i": "integer", "n": "number", "m": "money", "d": "date", "y": "boolean", "c": "code", "cs": "codes", "t": "text", "r": "reference"}

#        key     time   keys            owner      columns: name:kind, ! is a column whose blank is unknown, ~ one required where n > 0
TABLES = """
club     state  club_id         -          club_id:t! kind:c! seats:i! fields:cs home:c! worth:m
member   state  member_id       member_id  member_id:t! type:c! joined:d left:d
work     year   member_id,year  member_id  member_id:r! year:i! hours:n! n:i! spare:i pay:m! done:y! late:n~
course   year   course,year     member_id  course:t! member_id:r! year:i! field:c! places:i! taken:y! level:t
need     dated  need_id         member_id  need_id:t! member_id:r asked:d! met:d n:i
deal     year   deal_id,year    member_id  deal_id:t! member_id:r year:i! sum:m! kind:c! place:c!
purse    year   year            -          year:i! spent:m! earned:m! dues:n
plan     year   year,field      -          year:i! field:c! posts:i! opened:i?
"""


def _columns(told):
    made = {}
    for text in told.split():
        code, kind = text.split(":")
        plain = kind.rstrip("!?~")
        made[code] = {
            "name": WORDS,
            "type": KINDS[plain],
            "role": "formula",
            "required": "n > 0" if kind.endswith("~") else kind.endswith("!"),
            "blank": "unknown" if kind.endswith("?") else None,
        }
        made[code] |= {"dictionary": "codes"} if plain in {"c", "cs"} else {"refers": "member.member_id"} if plain == "r" else {}
    return made


def _tables():
    for number, line in enumerate(TABLES.strip().splitlines(), 1):
        key, time, keys, owner, columns = line.split(maxsplit=4)
        made = _columns(columns)
        if key == "course":
            made["ring"] = {"name": WORDS, "type": "text", "role": "formula", "derived": "lookup('rings', left(level, 1))"}
        yield key, {
            "key": key, "number": f"{number:02}", "name": WORDS, "grain": WORDS, "time": time, "keys": keys.split(","), "columns": made,
            "owner": None if owner == "-" else owner, "years_ahead": 3 if key == "plan" else 0,
        }  # fmt: skip


def _indicator(formula, **attributes):
    told = {"name": WORDS, "definition": WORDS, "source": "administrative", "levels": ["club"], "set": "core", "formula": formula, "unit": WORDS}
    told |= {"direction": "benefit", "goalposts": {"zero": 0, "full": 1}, "hard_range": [-1e9, 1e9], "plausible_range": [-1e9, 1e9]}
    return told | {"lens": "x", "seed": ""} | attributes


HEAD = {
    "key": "clubs",
    "version": "1",
    "name": WORDS,
    "profiles": {"town": WORDS, "village": WORDS},
    "dimensions": {"D": WORDS},
    "lenses": {"x": WORDS},
    "members": {"table": "member", "key": "member_id", "name": "member_id", "joined": "joined", "left": "left", "identities": []},
    "parts": {
        "office": {"name": WORDS, "tables": ["club", "member", "deal", "purse", "plan"]},
        "own": {"name": WORDS, "tables": ["work", "course", "need"], "members": "type = 'full'"},
    },
    "criterion_coverage": 0.6,
    "row_coverage": 0.8,
    "tables": dict(_tables()),
    "dictionaries": {"codes": {"key": "codes", "name": WORDS, "codes": CODES}},
    "lookups": {"rings": {"key": "rings", "name": WORDS, "version": "1", "source": "", "entries": {"a": "inner", "b": "outer"}}},
    "deflator": {"name": WORDS, "base": 2025, "source": "", "index": {2023: 80, 2024: 100, 2025: 100}},
}
CLUB = {"units": "club", "unit": "club_id", "label": "club_id", "profile": "kind", "league": ["club.kind"]}
FELLOW = {"units": "member", "unit": "member_id", "label": "member_id", "parent": "club", "where": "type = 'full'"}


def club_system(formulas, **attributes):
    """The system with indicators of these formulas, by code."""
    indicators = {code: _indicator(formula, **attributes) for code, formula in formulas.items()}
    level = {"name": WORDS, "plural": WORDS, "tree": {"D": {"K": list(indicators)}}, "tiers": [{"key": "A", "name": WORDS, "from": 0}]}
    levels = {"club": level | CLUB, "fellow": level | FELLOW | {"league": ["member.type", "club.kind"]}}
    criterion = {"key": "K", "dimension": "D", "name": WORDS, "question": WORDS, "indicators": indicators}
    return System.model_validate(HEAD | {"levels": levels, "criteria": {"K": criterion}})


def tell(table, columns, *rows, unit="U1", year=2025, reasons=(), **options):
    """A table as a file told it; amounts may be written as text, dates as `2025-03-01`."""
    codes = tuple(columns.split())
    cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    file = options.pop("file", f"{unit}-{year}.xlsx")
    return Rows(
        table,
        unit,
        year,
        file,
        f"sheet {table}",
        codes,
        tuple("ABCDEFGHIJKLMNOP"[: len(codes)]),
        cells,
        tuple(range(5, 5 + len(rows))),
        dict(reasons),
        **options,
    )


def _cell(cell):
    if isinstance(cell, str) and cell[:1].isdigit():
        return date.fromisoformat(cell) if cell.count("-") == 2 else Decimal(cell)
    return cell


def club(*members, unit="U1", year=2025, kind="town", seats=100, fields=("a", "b", "c")):
    """The rows of a club and its members: codes alone are full members of long ago; or (code, type, joined, left)."""
    listed = [(member, "full", None, None) if isinstance(member, str) else (*member, *(None,) * (4 - len(member))) for member in members]
    return (
        tell("club", "club_id kind seats fields home", (unit, kind, seats, fields, "a"), unit=unit, year=year),
        tell("member", "member_id type joined left", *listed, unit=unit, year=year),
    )


def measure(formula, *rows, level="club", year=2025, threads=2, survey=None, **attributes):
    """The value of the only unit, or the values by unit where there are more."""
    system = club_system({"K.1": formula}, **attributes)
    read = parse_formula(formula, system.tables, "club", "member")
    assert read.result, read.problems
    values = {value.unit: value for value in compute_values(system, level, year, rows, survey, threads)}
    return values if len(values) > 1 else next(iter(values.values()))


def trace(formula, *rows, unit="U1", level="club", year=2025, **attributes):
    """The cells behind a value."""
    return trace_cells(club_system({"K.1": formula}, **attributes), level, year, rows, unit, "K.1")
