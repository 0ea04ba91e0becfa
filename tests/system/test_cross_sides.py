"""The sides of a cross check as text."""

import pytest

from iecscore.system import Side, parse_side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("sum(branch_year.n_loans)", Side("sum", ("branch_year.n_loans",), previous=False)),
        ("sum( previous.branch_year.n_loans )", Side("sum", ("branch_year.n_loans",), previous=True)),
        ("count(previous.branch)", Side("count", ("branch",), previous=True)),
        ("count(branch)", Side("count", ("branch",), previous=False)),
        ("owners(wish, wish.branch_id,\n branch)", Side("owners", ("wish", "wish.branch_id", "branch"), previous=False)),
    ],
)
def test_a_side_is_a_sum_a_count_or_owners(text, side):
    assert parse_side(text) == side


@pytest.mark.parametrize("text", ["", "n_loans", "avg(a.b)", "sum(a.b, a.c)", "sum()", "sum(a.b) + 1", "sum(a.b); drop"])
def test_anything_else_is_no_side(text):
    assert parse_side(text) is None


@pytest.mark.parametrize("text", ["count(a.b)", "count(a, b)", "sum(a)", "sum(a.b.c)", "owners(a.b.c)"])
def test_a_sum_is_over_a_column_a_count_over_a_table(text):
    assert parse_side(text) is None
