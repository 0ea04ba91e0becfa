"""Every expression over a row gives the same in Python and in the database, blanks and all."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formula.drawn_nodes import TEXTS, numbers, texts, truths
from formula.drawn_tables import TABLES
from iecscore.engine.database import ask, fill, open_database
from iecscore.engine.writing import Scope, quote, write_sql
from iecscore.system import open_rows
from iecscore.system.formula import Context, RowExpression, evaluate_row, parse_row
from iecscore.values import Rows

WORK = TABLES["work"]
LOOKUPS = {"rings": {"a": "inner", "it's": "outer's", "中文": "外环"}}
CONTEXT = Context(2025, 2, LOOKUPS)
SCOPE = Scope({"work": "t"}, 2025, 2, LOOKUPS)
COLUMNS = ("member_id", "year", "hours", "pay", "done", "field", "started", "ended", "n")

cents = st.integers(-9999, 9999).map(lambda number: Decimal(number).scaleb(-2))
days = st.dates(date(2022, 1, 1), date(2026, 12, 31))
words = st.sampled_from(TEXTS)
blanks = st.none()
rows = st.tuples(
    words,
    st.integers(2020, 2026),
    cents | blanks,
    cents | blanks,
    st.booleans() | blanks,
    words | blanks,
    days | blanks,
    days | blanks,
    st.integers(-30, 30) | blanks,
)


@pytest.fixture(scope="module")
def database():
    with open_database(1) as connection:
        yield connection


def told(drawn):
    part = Rows("work", "U1", 2025, "drawn.xlsx", "work", COLUMNS, tuple("ABCDEFGHI"), tuple(drawn), tuple(range(5, 5 + len(drawn))))
    return list(open_rows(WORK, part))


def both(database, node, drawn):
    """What Python says of each row, and what the database says."""
    table = told(drawn)
    database.execute('DROP TABLE IF EXISTS "work"')
    fill(database, "work", WORK, COLUMNS, table)
    said = [evaluate_row(RowExpression("", node, "work"), row.cells, CONTEXT) for row in table]
    return said, [cell for (cell,) in ask(database, query(node, "work"))]


def query(node, table):
    return f'SELECT {write_sql(node, SCOPE)} FROM "{table}" t'


@settings(max_examples=400, deadline=None, derandomize=True)
@given(node=numbers() | truths() | texts(), drawn=st.lists(rows, min_size=1, max_size=5))
def test_python_and_the_database_agree(database, node, drawn):
    said, found = both(database, node, drawn)
    assert said == found


FULL = ("M1", 2025, Decimal("0.3"), Decimal("2.50"), True, "it's", date(2025, 3, 1), date(2025, 3, 31), 7)
BLANK = ("M2", 2024, None, None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("text", "full", "blank"),
    [
        ("done and n > 100", False, None),
        ("done or n > 100", True, None),
        ("not done", False, None),
        ("n > 100 and hours > 1", False, None),
        ("hours is null or pay > 1", True, True),
        ("hours is not null and pay > 1", True, False),
        ("n = 7", True, None),
        ("n <> 7", False, None),
        ("field in ('x', 'it''s')", True, None),
        ("field in ('x', left(field, 1))", False, None),
        ("field not in ('x', 'y')", True, None),
        ("n between 1 and 7", True, None),
        ("n not between 1 and 7", False, None),
        ("nullif(n, 7)", None, None),
        ("nullif(n, 8)", 7, None),
        ("coalesce(hours, n, 5)", Decimal("0.3"), 5),
        ("least(n, hours)", Decimal("0.3"), None),
        ("greatest(n, 3)", 7, 3),
        ("greatest(1 / nullif(hours, 0), round(hours, 1))", Decimal("3.333333333333"), None),
        ("case when done then 1 when n is null then 2 else 3 end", 1, 2),
        ("case when n > 100 then 1 end", None, None),
        ("hours + hours + hours = 0.9", True, None),
        ("hours * 3 = 0.9", True, None),
        ("hours * hours", Decimal("0.09"), None),
        ("pay / 3", Decimal("0.833333333333"), None),
        ("pay / nullif(n - 7, 0)", None, None),
        ("pay / nullif(n, 0) >= 0.357142857143", True, None),
        ("round(pay)", 3, None),
        ("round(-pay)", -3, None),
        ("round(0.125, 2)", Decimal("0.13"), Decimal("0.13")),
        ("abs(-pay)", Decimal("2.5"), None),
        ("left(field, 2)", "it", None),
        ("left('中文字', 2)", "中文", "中文"),
        ("days_between(started, ended)", 30, None),
        ("days_between(ended, started)", -30, None),
        ("in_window(started)", True, None),
        ("round_end() > ended", True, None),
        ("lookup('rings', field)", "outer's", None),
        ("lookup('nowhere', field)", None, None),
        ("field = 'it''s'", True, None),
    ],
)
def test_each_function_by_hand(database, text, full, blank):
    node = parse_row(text, WORK).result.root
    said, found = both(database, node, [FULL, BLANK])
    assert said == [full, blank]
    assert found == [full, blank]


def test_a_case_that_no_row_can_meet_is_unknown(database):
    node = parse_row("field <> lookup('rings', field)", WORK).result.root
    said, found = both(database, node, [(*FULL[:5], "", *FULL[6:])])
    assert said == found == [None]


@pytest.mark.parametrize(("day", "inside"), [("2023-12-31", False), ("2024-01-01", True), ("2025-12-31", True), ("2026-01-01", False)])
def test_a_window_of_two_years_begins_and_ends_with_its_years(database, day, inside):
    node = parse_row("in_window(started)", WORK).result.root
    said, found = both(database, node, [(*FULL[:6], date.fromisoformat(day), *FULL[7:])])
    assert said == found == [inside]


@pytest.mark.parametrize("text", ["it's", "'; drop table work; --", "''", '"', "a\nb", "\\'", "中文'"])
def test_texts_stay_texts_whatever_they_hold(database, text):
    assert ask(database, f"SELECT {quote(text)}") == [(text,)]


def test_a_product_too_large_is_a_problem_and_no_crash(database):
    node = parse_row("hours * pay", WORK).result.root
    fill(database, "large", WORK, ["hours", "pay"], told([(*FULL[:2], Decimal(10**14), Decimal(10**14), *FULL[4:])]))
    assert ask(database, query(node, "large")) is None


@pytest.mark.parametrize(("place", "column"), [(2, "hours"), (8, "n")])
def test_a_number_too_large_stays_blank_and_is_told(database, place, column):
    row = [*FULL[:8], 7]
    row[place] = Decimal(10**15) if place == 2 else 10**15
    large = fill(database, f"larger {column}", WORK, COLUMNS, told([tuple(row)]))
    assert [(cell.unit, cell.year, cell.column) for cell in large] == [("U1", FULL[1], column)]
    assert ask(database, f'SELECT "{column}" FROM "larger {column}"') == [(None,)]
