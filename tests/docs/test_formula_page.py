"""The examples of the page on the formula language are computed, and the page names everything there is."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from iecscore.engine import compute_values, coverage, judging, select_rows, settling
from iecscore.system import load_system
from iecscore.system.formula import Context, evaluate_row, parse_formula, parse_row, parse_scalar
from iecscore.system.formula.tree import FUNCTIONS, PLAIN
from iecscore.system.indicators import Criterion
from iecscore.system.tables import ColumnType
from iecscore.text import word_problem
from iecscore.values import Rows

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "formula-language.md").read_text(encoding="utf-8")
SYSTEM = load_system(ROOT / "tests" / "systems" / "indicators" / "library").result
WORDS = {"en": "Example", "zh": "示例"}


def cell(table, column, text):
    kind = SYSTEM.tables[table].columns[column].type
    if not text:
        return None
    if kind is ColumnType.INTEGER:
        return int(text)
    return Decimal(text) if kind is ColumnType.MONEY else date.fromisoformat(text) if kind is ColumnType.DATE else text


def tables():
    """The rows drawn on the page."""
    for key, drawn in re.findall(r"^`(\w+)`\n\n((?:\|.*\n)+)", PAGE, re.MULTILINE):
        head, _, *lines = [[text.strip() for text in line.strip("|").split("|")] for line in drawn.splitlines()]
        rows = tuple(tuple(cell(key, column, text) for column, text in zip(head, line, strict=True)) for line in lines)
        yield Rows(key, "L01", 2025, "page.xlsx", key, tuple(head), tuple("ABCDEFGHIJKL"[: len(head)]), rows, tuple(range(5, 5 + len(rows))))


ROWS = tuple(tables())


def blocks(kind):
    """The lines of the fenced blocks of a kind, each with what stands behind its name."""
    found = re.findall(rf"^```{kind}(.*)\n((?:.*\n)*?)```", PAGE, re.MULTILINE)
    return [(head.strip(), *re.split(r"\s{3,}(?:= )?", line, maxsplit=1)) for head, body in found for line in body.splitlines()]


def measure(text, window):
    told = {
        "name": WORDS,
        "definition": WORDS,
        "source": "administrative",
        "levels": ["library"],
        "set": "core",
        "formula": text,
        "unit": WORDS,
        "lens": "reader",
    }
    told |= {
        "direction": "benefit",
        "goalposts": {"zero": 0, "full": 1},
        "hard_range": [-1e9, 1e9],
        "plausible_range": [-1e9, 1e9],
        "seed": "",
        "window": window,
    }
    criterion = Criterion.model_validate({"key": "P", "dimension": "S", "name": WORDS, "question": WORDS, "indicators": {"P.1": told}})
    level = SYSTEM.levels["library"].model_copy(update={"tree": {"S": {"P": ("P.1",)}}})
    system = SYSTEM.model_copy(update={"criteria": {"P": criterion}, "levels": SYSTEM.levels | {"library": level}})
    return compute_values(system, "library", 2025, ROWS)[0].value


@pytest.mark.parametrize(("head", "text", "expected"), blocks("formula"))
def test_the_formulas_of_the_page_give_what_it_says(head, text, expected):
    assert measure(text, int(head.partition("window: ")[2] or 1)) == pytest.approx(float(expected), rel=1e-11)


@pytest.mark.parametrize(("table", "text", "expected"), blocks("row"))
def test_the_row_expressions_of_the_page_give_what_it_says(table, text, expected):
    expression = parse_row(text, SYSTEM.tables[table]).result
    raw = next(rows for rows in ROWS if rows.table == table)
    cells = [dict(zip(raw.columns, row, strict=True)) for row in raw.rows]
    assert [shown(evaluate_row(expression, row, Context(2025))) for row in cells] == expected.split(", ")


def shown(value):
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"{float(value):g}" if isinstance(value, int | Decimal) else value


@pytest.mark.parametrize(("head", "text", "expected"), blocks("guard"))
def test_the_guards_of_the_page_act_as_it_says(head, text, expected):
    told = dict(part.rsplit(": ", 1) for part in head.split(", "))
    figures = {tuple(name.split()): float(figure) for name, figure in told.items() if name != "value"}
    expression = parse_scalar(text).result
    assert shown(evaluate_row(expression, {"value": float(told["value"])}, Context(figures=figures))) == expected


@pytest.mark.parametrize(("head", "text", "cause"), blocks("refused"))
def test_what_the_page_says_is_refused_is_refused_in_these_words(head, text, cause):
    read = parse_formula(text, SYSTEM.tables, "library", "branch")
    assert (head, read.result) == ("", None)
    assert [word_problem(problem, "en").cause for problem in read.problems] == [cause]


def test_every_kind_of_example_is_found():
    assert [len(blocks(kind)) for kind in ("formula", "row", "guard", "refused")] == [14, 7, 3, 10]
    assert [len(rows.rows) for rows in ROWS] == [1, 2, 4, 4]
    assert len(select_rows(SYSTEM, SYSTEM.tables["branch_year"], 2025, ROWS)) == 4


@pytest.mark.parametrize("name", [*FUNCTIONS, *PLAIN])
def test_the_page_names_every_function(name):
    assert f"`{name}(" in PAGE


LEFT_OUT = ("INCOMPLETE", "CONDITION", "OUTSIDE_WINDOW", "YEAR_LEFT_OUT", "NOT_A_MEMBER", "NOT_HANDED_IN", "UNPAIRED")
ABSENT = ("NOT_SUBMITTED", "ROW_COVERAGE", "UNDEFINED", "FIRST_ROUND", "ACCEPTED")


@pytest.mark.parametrize("name", [*LEFT_OUT, *ABSENT])
def test_the_page_names_every_reason(name):
    code = next(getattr(module, name) for module in (coverage, judging, settling) if hasattr(module, name))
    assert f"`{code}`" in PAGE
