"""A formula written back means what it meant."""

import pytest
from hypothesis import given, settings

from formula.drawn_nodes import numbers, truths
from formula.drawn_tables import TABLES
from iecscore.system.formula import parse_formula, parse_row, write_node


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("sum(work.hours)-(work2)", None),
        (
            "sum(hours - (n - 1)) / nullif(count(*) filter (where not (work.done and n > 1)), 0)",
            "sum(work.hours - (work.n - 1)) / nullif(count(*) filter (where not (work.done and work.n > 1)), 0)",
        ),
        ("sum(hours * (n / 2)) + median(- - work.pay)", "sum(work.hours * (work.n / 2)) + median(-(-work.pay))"),
        (
            "count(*) filter (where (done or n > 1) and (field = 'it''s') is not null)",
            "count(*) filter (where (work.done or work.n > 1) and not (work.field = 'it''s') is null)",
        ),
        (
            "count(*) filter (where (work.n + 1) in (1, 2) and (done = true) = false)",
            "count(*) filter (where work.n + 1 in (1, 2) and (work.done = true) = false)",
        ),
        ("sum(case when work.done then 1 when n = 2 then 0.50 else null end)", "sum(case when work.done then 1 when work.n = 2 then 0.50 end)"),
        (
            "count(distinct work.field) + weighted_error(previous.plan.hours, plan.hours, field, year)",
            "count(distinct work.field) + weighted_error(previous.plan.hours, plan.hours, plan.field, plan.year)",
        ),
        ("sum(work.n) + round(median(work.hours)) - 1e3", "sum(work.n) + round(median(work.hours)) - 1000"),
    ],
)
def test_a_formula_is_written_as_people_write_it(text, written):
    read = parse_formula(text, TABLES, "club", "member").result
    assert (write_node(read.root) if read else None) == written


def test_figures_stand_in_place_of_terms():
    read = parse_formula("100 * sum(work.n) / nullif(club.seats, 0)", TABLES, "club").result
    figures = dict(zip((read.aggregates[0], read.denominator), ("12", "48"), strict=True))
    assert write_node(read.root, figures) == "100 * 12 / nullif(48, 0)"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(numbers() | truths())
def test_what_is_written_is_read_again_as_the_same(node):
    assert parse_row(write_node(node), TABLES["work"]).result.root == node
