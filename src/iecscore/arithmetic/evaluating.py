"""Work out arithmetic as people write it: `100 * (0.80 - 0.3) / (0.9 - 0.3)`."""

import ast
import math
import operator
import statistics
from collections.abc import Callable, Mapping
from typing import Final

from iecscore.problems import Misuse, Problem, error

LONGEST: Final = 4000
WRITTEN: Final = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-", "（": "(", "）": ")", "，": ",", "√": "sqrt", "\n": " "})

FUNCTIONS: Final[Mapping[str, Callable[..., float]]] = {
    "abs": abs,
    "exp": math.exp,
    "ln": math.log,
    "max": max,
    "mean": lambda *numbers: math.fsum(numbers) / len(numbers),
    "median": lambda *numbers: statistics.median(numbers),
    "min": min,
    "sqrt": math.sqrt,
    "sum": lambda *numbers: math.fsum(numbers),
}
_OPERATORS: Final[Mapping[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,
}
_SIGNS: Final[Mapping[type[ast.unaryop], Callable[[float], float]]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}


class _Foreign(Exception):  # noqa: N818 - a word or sign that is no arithmetic, never seen outside
    """A part of the text that is no arithmetic."""


def evaluate_arithmetic(text: str) -> float:
    """Work out numbers, + - * / ** ^ ( ) and `FUNCTIONS`; anything else is refused with `check.not_arithmetic`."""
    result = work_out(text)
    if isinstance(result, Problem):
        raise Misuse(result)
    return result


def work_out(text: str) -> float | Problem:
    """The figure, or what is wrong with the text."""
    if len(text) > LONGEST:
        return error("check.not_arithmetic", text=f"{text[:40]}…", part=f"{len(text)} > {LONGEST}")
    try:
        tree = ast.parse(text.translate(WRITTEN).replace("^", "**").strip(), mode="eval")
        return _finite(_value(tree.body))
    except _Foreign as fault:
        return error("check.not_arithmetic", text=text, part=str(fault))
    except (SyntaxError, RecursionError, MemoryError, TypeError):
        return error("check.not_arithmetic", text=text[:200], part=text[:200])
    except (ArithmeticError, ValueError):
        return error("check.undefined", text=text)


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        return float(str(node.value))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp) and type(node.op) in _SIGNS:
        return _SIGNS[type(node.op)](_value(node.operand))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS and not node.keywords and node.args:
        return float(FUNCTIONS[node.func.id](*map(_value, node.args)))
    raise _Foreign(ast.unparse(node))


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError
    return value
