"""Arithmetic as people write it."""

import pytest

from iecscore.arithmetic import evaluate_arithmetic
from iecscore.problems import Misuse


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("100 * (0.80 - 0.3) / (0.9 - 0.3)", 100 * 0.5 / 0.6),
        ("1 - 0.5 * (abs(50/100-30/100) + abs(30/100-30/100) + abs(20/100-40/100))", 0.8),
        ("-2 ** 2", -4.0),
        ("2 ^ 3", 8.0),
        ("100 × （3 − 1） ÷ 4", 50.0),
        ("√(0.4 × 0.8)", 0.32**0.5),
        ("ln(exp(2))", 2.0),
        ("median(3, 10, 30, 90)", 20.0),
        ("max(1, 2) + min(3, 4) + sum(1, 2, 3) + mean(2, 4)", 14.0),
        ("1e3", 1000.0),
        ("12", 12.0),
        ("(1 +\n 2)", 3.0),
    ],
)
def test_arithmetic_is_worked_out(text, figure):
    assert evaluate_arithmetic(text) == pytest.approx(figure, abs=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "two",
        "x + 1",
        "1 +",
        "'a' * 3",
        "True",
        "1j",
        "[1]",
        "(1).real",
        "abs",
        "abs()",
        "abs(x=1)",
        "__import__('os').system('true')",
        "open('/etc/passwd')",
        "1 if 2 else 3",
        "1 < 2",
        "lambda: 1",
        "5 % 3",
        "5 // 3",
        "1; 2",
        "1," + "2," * 10,
        "(" * 300 + "1" + ")" * 300,
        "1+" * 4000 + "1",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(Misuse) as refused:
        evaluate_arithmetic(text)
    assert [problem.code for problem in refused.value.problems] == ["check.not_arithmetic"]


@pytest.mark.parametrize("text", ["1 / 0", "ln(0)", "sqrt(-1)", "9 ** 9 ** 9 ** 9", "(0 - 8) ** 0.5", "1e999"])
def test_what_has_no_result_is_named(text):
    with pytest.raises(Misuse) as refused:
        evaluate_arithmetic(text)
    assert [problem.code for problem in refused.value.problems] == ["check.undefined"]
