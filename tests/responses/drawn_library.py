"""The tiny library system with two indicators that rest on its survey, and rows and answers drawn for it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from iecscore.responses import draw_answers
from iecscore.survey import load_survey
from iecscore.system import load_system
from iecscore.system.indicators import Criterion
from iecscore.values import Rows

SYSTEMS = Path(__file__).parents[1] / "systems"
SURVEY = load_survey(SYSTEMS / "surveys" / "library").result
PLAIN = load_system(SYSTEMS / "indicators" / "library").result
MEMBERS = (
    {"branch_id": "B01", "name": "Old Town", "kind": "full"},
    {"branch_id": "B02", "name": "Harbour", "kind": "small"},
    {"branch_id": "K01", "name": "Station kiosk", "kind": "kiosk"},
)
WORDS = {"en": "x", "zh": "某"}


def rated(items, groups):
    return {
        "name": WORDS,
        "definition": WORDS,
        "source": "survey",
        "levels": ["library", "branch"],
        "set": "core",
        "survey": {"items": items, "groups": groups},
        "unit": WORDS,
        "direction": "benefit",
        "goalposts": {"zero": 0, "full": 100},
        "hard_range": [0, 100],
        "plausible_range": [0, 100],
        "lens": "reader",
        "seed": "1",
    }


VIEWS = {
    "V1.1": rated(["R01", "R02", "R03", "P01"], ["R", "P"]),
    "V1.2": rated(["P01", "P02", "P03"], ["P"]),
    "V1.3": rated(["R01", "R02", "R03", "R05"], ["R"]),
}
CRITERION = Criterion.model_validate({"key": "V1", "dimension": "S", "name": WORDS, "question": WORDS, "indicators": VIEWS})
TREE = {"S": {"V1": tuple(VIEWS)}}
SYSTEM = PLAIN.model_copy(
    update={
        "survey": "library",
        "criteria": {**PLAIN.criteria, "V1": CRITERION},
        "levels": {key: level.model_copy(update={"tree": TREE}) for key, level in PLAIN.levels.items()},
    }
)


def drawn_rows(table, unit, columns, *rows, year=2025, file=""):
    letters = tuple("ABCDEFGHIJ"[: len(columns.split())])
    numbers = tuple(range(5, 5 + len(rows)))
    return Rows(table, unit, year, file or f"{unit}.xlsx", table, tuple(columns.split()), letters, rows, numbers)


def library_rows(unit, visits, *, closed=None):
    """A library with its branches, and the visits each branch tells (None: it has not handed in)."""
    branches = drawn_rows(
        "branch",
        unit,
        "branch_id name kind isil opened closed",
        *((code, code, "kiosk" if code.startswith("K") else "full", f"{unit}-{code}", date(2001, 1, 1), (closed or {}).get(code)) for code in visits),
    )
    told = [(code, 2025, Decimal(amount)) for code, amount in visits.items() if amount is not None]
    return branches, drawn_rows("branch_year", unit, "branch_id year n_visits", *told)


def reader(branch, *ratings, **other):
    """One reader's ratings of R01, R02, R03, R05; the rest stays blank."""
    return {"RD1": branch} | {code: told for code, told in zip(("R01", "R02", "R03", "R05"), ratings, strict=False) if told is not None} | other


def partner(name, branches, *ratings, **other):
    """One partner's ratings of P01, P02, P03."""
    return {"PD1": name, "PD2": list(branches)} | {code: told for code, told in zip(("P01", "P02", "P03"), ratings, strict=False) if told} | other


def drawn(unit="L01", file="a.xlsx", **groups):
    return draw_answers(SURVEY, unit, 2025, groups, file)
