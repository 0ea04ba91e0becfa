"""Fields are tied to declared columns, each part must be of the kind its place needs."""

import pytest

from formula.drawn_tables import TABLES
from iecscore.system.formula import Aggregate, Field, Kind, Literal, parse_formula, parse_row, parse_scalar, terms_in, write_node
from iecscore.text import word_problem


def codes(text):
    return [problem.code for problem in parse_formula(text, TABLES, "club", "member").problems]


def words(text):
    (problem,) = parse_formula(text, TABLES, "club", "member").problems
    return problem.words


def formula(text):
    read = parse_formula(text, TABLES, "club", "member")
    assert read.problems == ()
    return read.result


@pytest.mark.parametrize(
    "text",
    [
        "sum(work.hours)",
        "sum(hours + pay) / nullif(count(*) filter (where pay > 0), 0)",
        "count(*) filter (where done)",
        "count(distinct work.field)",
        "count(work.field) filter (where field in ('a', 'b') and n between 1 and 3)",
        "100 * sum(work.hours) filter (where not done or field <> 'x') / nullif(sum(work.hours), 0)",
        "min(work.n) + max(work.n) - abs(-median(work.n))",
        "median(days_between(work.started, work.ended)) filter (where in_window(ended) and ended <= round_end())",
        "sum(case when done then 1 when n is null then 0.5 else 0 end) filter (where work.year > 2000)",
        "sum(case when done then 1 end) filter (where work.n is not null)",
        "sum(work.hours) filter (where member.type = 'full' and club.kind <> 'x')",
        "coalesce(sum(work.hours), 0) / nullif(club.seats, 0)",
        "round(sum(work.hours) / 3, 2)",
        "sum(least(work.n, 90) * greatest(hours, 1))",
        "structure_overlap(work.hours, plan.hours, field)",
        "structure_overlap(work.hours, plan.hours, field, year) filter (where work.done and plan.hours > 3 and club.kind = 'x')",
        "weighted_error(previous.plan.hours, plan.hours, field)",
        "sum(previous.work.hours)",
        "evenness(work.field, club.fields, 3)",
        "evenness(work.field, club.fields)",
        "winsorised_mean(work.pay, 0.95)",
        "sum(hours) filter (where work.done and lookup('rings', work.field) = 'inner')",
        "count(*) filter (where left(work.field, 1) = 'a' and nullif(work.n, 0) is null)",
        "count(member.type)",
        "sum(work.hours / nullif(n, 0))",
        "SUM(work.hours) / NULLIF(COUNT(*) FILTER (WHERE work.done), 0)",
    ],
)
def test_what_an_analyst_needs_can_be_written(text):
    assert formula(text).aggregates


def test_the_parts_of_a_formula_are_known():
    read = formula("100 * sum(work.hours) filter (where done) / nullif(count(*) filter (where work.n > 0), 0) + club.seats")
    assert [write_node(term) for term in terms_in(read.root)] == [
        "sum(work.hours) filter (where work.done)",
        "count(*) filter (where work.n > 0)",
        "club.seats",
    ]
    assert read.denominator == read.aggregates[1]
    assert read.aggregates[0] == Aggregate("sum", "work", (Field("work", "hours"),), Field("work", "done"))


def test_the_denominator_is_what_the_first_division_guards():
    assert formula("median(work.n) / 30.4375").denominator is None
    assert formula("sum(work.n)").denominator is None
    assert write_node(formula("sum(work.n) / nullif(greatest(sum(work.hours) / 2, 1), 0)").denominator) == "greatest(sum(work.hours) / 2, 1)"
    assert formula("sum(work.n) / nullif(club.seats, 0)").denominator == Field("club", "seats")


def test_the_same_aggregate_is_computed_once():
    assert len(formula("sum(work.n) / nullif(sum(work.n) + sum(work.hours), 0)").aggregates) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sum(work.hour)", "formula.unknown_field"),
        ("sum(wrk.hours)", "formula.unknown_table"),
        ("sum(hours)", "formula.which_table"),
        ("count(*)", "formula.which_table"),
        ("count(1)", "formula.which_table"),
        ("sum(work.hours) + work.n", "formula.outside_aggregate"),
        ("sum(work.hours) + member.type", "formula.outside_aggregate"),
        ("sum(work.hours) + seats", "formula.outside_aggregate"),
        ("sum(work.hours) + previous.club.seats", "formula.outside_aggregate"),
        ("sum(work.hours) + club.seat", "formula.unknown_field"),
        ("sum(work.hours) + nowhere.seat", "formula.outside_aggregate"),
        ("1 + 1", "formula.no_aggregate"),
        ("club.seats", "formula.no_aggregate"),
        ("sum(sum(work.hours))", "formula.nested"),
        ("sum(work.hours) filter (where count(*) > 1)", "formula.nested"),
        ("sum(work.hours * wish.n)", "formula.two_tables"),
        ("sum(work.hours) filter (where wish.n > 0)", "formula.two_tables"),
        ("sum(wish.n) filter (where member.type = 'x')", "formula.two_tables"),
        ("sum(work.hours * previous.work.n)", "formula.previous_mixed"),
        ("sum(previous.work.hours) filter (where done)", "formula.previous_mixed"),
        ("sum(work.hours * previous.club.seats)", "formula.previous_mixed"),
        ("weighted_error(previous.plan.hours, plan.hours, previous.plan.field)", "formula.previous_mixed"),
        ("sum(work.hours) / count(*)", "formula.which_table"),
        ("sum(work.hours) / sum(work.n)", "formula.division"),
        ("sum(work.hours) / 0", "formula.division"),
        ("sum(work.hours) / nullif(sum(work.n), 1)", "formula.division"),
        ("sum(work.hours / work.n)", "formula.division"),
        ("count(*) filter (where work.hours / work.n > 1)", "formula.division"),
        ("structure_overlap(work.hours, plan.hours)", "formula.arguments"),
        ("structure_overlap(work.hours + 1, plan.hours, field)", "formula.needs_fields"),
        ("structure_overlap(work.hours, plan.hours, done)", "formula.unknown_field"),
        ("structure_overlap(work.hours, plan.hours, wish.field)", "formula.two_tables"),
        ("structure_overlap(work.hours, wish.n, field) filter (where member.type = 'x')", "formula.two_tables"),
        ("structure_overlap(work.hours, plan.hours, field) filter (where work.n > plan.hours)", "formula.two_tables"),
        ("structure_overlap(work.hours, wish.field, field)", "formula.kind"),
        ("structure_overlap(club.seats, club.seats, fields)", "formula.kind"),
        ("evenness(work.field, wish.field)", "formula.two_tables"),
        ("evenness(work.field, work.field)", "formula.declared_elsewhere"),
        ("evenness(work.field, club.kind)", "formula.kind"),
        ("evenness(work.field, club.fields, 1)", "formula.needs_written"),
        ("evenness(work.field, club.fields, club.seats)", "formula.needs_written"),
        ("evenness(left(work.field, 1), club.fields)", "formula.needs_fields"),
        ("winsorised_mean(work.pay)", "formula.arguments"),
        ("winsorised_mean(work.pay, 95)", "formula.needs_written"),
        ("winsorised_mean(work.pay, work.n)", "formula.needs_written"),
        ("sum(coalesce(work.n))", "formula.arguments"),
        ("sum(days_between(work.started))", "formula.arguments"),
        ("count(*) filter (where in_window(work.started, 3))", "formula.arguments"),
        ("count(*) filter (where lookup(work.field, 'a') = 'b')", "formula.needs_written"),
        ("count(*) filter (where left(work.field, work.n) = 'b')", "formula.needs_written"),
        ("sum(item_mean('E1'))", "formula.not_here"),
        ("sum(work.n) + indicator('T1')", "formula.not_here"),
    ],
)
def test_names_that_lead_nowhere_are_refused(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sum(work.field)", "formula.kind"),
        ("sum(work.done)", "formula.kind"),
        ("min(work.started)", "formula.kind"),
        ("median(club.fields)", "formula.kind"),
        ("sum(work.started + 1)", "formula.kind"),
        ("sum(-work.field)", "formula.kind"),
        ("count(*) filter (where work.n)", "formula.kind"),
        ("count(*) filter (where work.n and done)", "formula.kind"),
        ("count(*) filter (where not work.n)", "formula.kind"),
        ("count(*) filter (where work.field = 3)", "formula.kind"),
        ("count(*) filter (where work.started > '2025-01-01')", "formula.kind"),
        ("count(*) filter (where work.n in ('1', '2'))", "formula.kind"),
        ("count(*) filter (where work.done > true)", "formula.kind"),
        ("count(*) filter (where club.fields = 'a' and work.done)", "formula.kind"),
        ("count(*) filter (where work.field = null)", "formula.null"),
        ("count(*) filter (where work.field in ('a', null))", "formula.null"),
        ("sum(coalesce(work.n, null))", "formula.null"),
        ("sum(case when work.n then 1 end)", "formula.kind"),
        ("sum(case when work.done then 1 else 'a' end)", "formula.kind"),
        ("sum(case when work.done then null end)", "formula.kind"),
        ("count(*) filter (where left(work.n, 1) = 'a')", "formula.kind"),
        ("sum(days_between(work.started, work.n))", "formula.kind"),
        ("count(*) filter (where lookup('rings', work.n) = 'a')", "formula.kind"),
        ("sum(work.n) > 3", "formula.kind"),
        ("winsorised_mean(work.field, 0.9)", "formula.kind"),
    ],
)
def test_what_does_not_fit_is_refused(text, code):
    assert codes(text) == [code]


def test_the_nearest_name_is_told():
    assert words("sum(work.huors)") == {"name": "work.huors", "nearest": "work.hours"}
    assert words("sum(wrok.hours)")["nearest"] == "work"


def test_what_was_found_and_what_is_needed_is_told_in_both_languages():
    (problem,) = parse_formula("sum(work.field)", TABLES, "club").problems
    assert word_problem(problem, "en").cause == "“work.field” gives a text, where a number is needed."
    assert word_problem(problem, "zh").cause == "“work.field”的结果是文本，此处应为数值。"


def test_without_a_member_table_no_member_comes_along():
    assert [problem.code for problem in parse_formula("sum(work.n) filter (where member.type = 'x')", TABLES, "club").problems] == [
        "formula.two_tables"
    ]


def row(text, **options):
    return parse_row(text, TABLES["work"], **options)


def test_rows_name_their_columns_and_what_comes_along():
    assert write_node(row("hours > 3 and work.done").result.root) == "work.hours > 3 and work.done"
    assert write_node(row("club.seats > n", carried={"club": TABLES["club"]}).result.root) == "club.seats > work.n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sum(hours) > 3", "formula.aggregate_in_row"),
        ("previous.work.hours > 3", "formula.previous_in_row"),
        ("club.seats > 3", "formula.unknown_table"),
        ("hour > 3", "formula.unknown_field"),
        ("item_mean('a') > 3", "formula.not_here"),
        ("hours / n > 3", "formula.division"),
        ("field > 3", "formula.kind"),
    ],
)
def test_rows_refuse_what_is_not_of_the_row(text, code):
    assert [problem.code for problem in row(text).problems] == [code]


def test_a_condition_must_be_one():
    assert row("hours", wanted=Kind.NUMBER).result
    assert [problem.code for problem in row("hours", wanted=Kind.TRUTH).problems] == ["formula.kind"]


@pytest.mark.parametrize(
    "text", ["value = 0 and item_agreement('E14') > 40", "abs(item_mean('M01') - item_mean('E3')) > 1 or indicator('T4.1') < value"]
)
def test_guards_read_the_value_items_and_indicators(text):
    assert parse_scalar(text).problems == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("values > 3", "formula.guard_field"),
        ("work.hours > 3", "formula.guard_field"),
        ("sum(work.hours) > 3", "formula.aggregate_in_row"),
        ("in_window(value)", "formula.not_here"),
        ("lookup('a', 'b') = 'c'", "formula.not_here"),
        ("item_mean(value) > 3", "formula.needs_written"),
        ("item_mean('a', 'b') > 3", "formula.arguments"),
        ("item_share('a') > 3", "formula.unknown_function"),
        ("value / item_mean('a') > 1", "formula.division"),
        ("value", "formula.kind"),
    ],
)
def test_guards_refuse_everything_else(text, code):
    assert [problem.code for problem in parse_scalar(text).problems] == [code]


def test_numbers_are_kept_exactly():
    root = formula("0.1 * sum(work.n) + 1e5 + 007").root
    assert [str(node.value) for node in (root.parts[0].parts[0].parts[0], root.parts[0].parts[1], root.parts[1])] == ["0.1", "1E+5", "7"]
    assert write_node(Literal(formula("sum(work.n) + 1e5").root.parts[1].value)) == "100000"
