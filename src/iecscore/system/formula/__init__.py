"""The formula language: SQL expressions over declared fields, read into a small tree of our own, so that nothing else can run."""

from iecscore.system.formula.evaluating import Context, evaluate_row, exact_sum, finish, rounded
from iecscore.system.formula.kinds import Kind, kind_of_column
from iecscore.system.formula.parsing import Formula, RowExpression, parse_formula, parse_row, parse_scalar
from iecscore.system.formula.tree import (
    Aggregate,
    Call,
    Field,
    Literal,
    Node,
    aggregates_in,
    conditions_on,
    fields_in,
    keys_of,
    sides_of,
    terms_in,
    walk,
)  # fmt: skip
from iecscore.system.formula.writing import write_node

__all__ = [
    "Aggregate",
    "Call",
    "Context",
    "Field",
    "Formula",
    "Kind",
    "Literal",
    "Node",
    "RowExpression",
    "aggregates_in",
    "conditions_on",
    "evaluate_row",
    "exact_sum",
    "fields_in",
    "finish",
    "keys_of",
    "kind_of_column",
    "parse_formula",
    "parse_row",
    "parse_scalar",
    "rounded",
    "sides_of",
    "terms_in",
    "walk",
    "write_node",
]
