"""Expressions over a row of `work`, drawn at random by what they give."""

from decimal import Decimal

from hypothesis import strategies as st

from iecscore.system.formula import Call, Field, Literal

TEXTS = ("", "a", "b", "it's", "“引号”", "中文", 'say "x"', "\\", "--", "😀a")
DEPTH = 3


def field(*columns):
    return st.sampled_from([Field("work", column) for column in columns])


def call(name, *parts):
    return st.tuples(*parts).map(lambda drawn: Call(name, drawn))


def cased(truth, value):
    """A case with one or two branches, perhaps without else."""
    branches = st.lists(st.tuples(truth, value), min_size=1, max_size=2)
    return st.tuples(branches, value | st.just(Literal(None))).map(
        lambda drawn: Call("case", (*(part for pair in drawn[0] for part in pair), drawn[1]))
    )


def chosen(kind):
    """Functions that give what they are given."""
    same = [call(name, kind, kind) for name in ("coalesce", "nullif")]
    return st.one_of(*same)


def numbers(depth=DEPTH):
    leaves = (
        field("hours", "pay", "n", "year")
        | st.integers(0, 12).map(Literal)
        | st.integers(0, 999).map(lambda cents: Literal(Decimal(cents).scaleb(-2)))
    )
    if not depth:
        return leaves
    one = st.deferred(lambda: numbers(depth - 1))
    return leaves | st.one_of(
        *(call(name, one, one) for name in "+-*"),
        call("/", one, call("nullif", one, st.just(Literal(0)))),
        call("/", one, st.sampled_from([Literal(3), Literal(Decimal("0.7"))])),
        *(call(name, one) for name in ("neg", "abs", "round")),
        call("round", one, st.integers(0, 5).map(Literal)),
        *(call(name, one, one) for name in ("least", "greatest")),
        call("days_between", dates(depth - 1), dates(depth - 1)),
        chosen(one),
        cased(truths(depth - 1), one),
    )


def texts(depth=DEPTH):
    leaves = field("field", "member_id") | st.sampled_from(TEXTS).map(Literal)
    if not depth:
        return leaves
    one = texts(depth - 1)
    return leaves | st.one_of(
        call("left", one, st.integers(0, 3).map(Literal)), call("lookup", st.just(Literal("rings")), one), chosen(one), cased(truths(depth - 1), one)
    )


def dates(depth=DEPTH):
    leaves = field("started", "ended") | st.just(Call("round_end", ()))
    return leaves | chosen(leaves) if depth else leaves


def truths(depth=DEPTH):
    leaves = field("done") | st.booleans().map(Literal)
    if not depth:
        return leaves
    one = st.deferred(lambda: truths(depth - 1))
    kinds = [kind(depth - 1) for kind in (numbers, texts, dates)]
    return leaves | st.one_of(
        *(call(name, one, one) for name in ("and", "or", "=", "<>")),
        call("not", one),
        *(call(name, kind, kind) for name in ("=", "<>", "<", "<=", ">", ">=") for kind in kinds),
        *(call("is_null", kind) for kind in (*kinds, one)),
        call("in_window", kinds[2]),
        *(st.lists(kind, min_size=2, max_size=4).map(lambda parts: Call("in", tuple(parts))) for kind in kinds[:2]),
    )
