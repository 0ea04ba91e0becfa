"""The formula language: SQL expressions over declared fields, read into a small tree of our own, so that nothing else can run."""

from iecscore.system.formula.evaluating import Context, evaluate_row, finish
from iecscore.system.formula.parsing import Formula, RowExpression, parse_formula, parse_row, parse_scalar
from iecscore.system.formula.tree import Aggregate, Call, Field, Literal, Node, aggregates_in, fields_in, walk
from iecscore.system.formula.writing import write_node

__all__ = [
    "Aggregate",
    "Call",
    "Context",
    "Field",
    "Formula",
    "Literal",
    "Node",
    "RowExpression",
    "aggregates_in",
    "evaluate_row",
    "fields_in",
    "finish",
    "parse_formula",
    "parse_row",
    "parse_scalar",
    "walk",
    "write_node",
]
