"""Faults of formulas."""

from iecscore.text.faults.fault import Fault

FAULTS = {
    "formula.unreadable": Fault("The formula cannot be read: {reason}.", "Check brackets, quotation marks and commas."),
    "formula.not_one": Fault("There must be one expression, no more.", "Remove the semicolon, or write a formula."),
    "formula.too_long": Fault("The formula is longer than {longest} characters.", "Shorten it, or add a derived column."),
    "formula.not_allowed": Fault("“{written}” is not in the formula language.", "Allowed are: {allowed}."),
    "formula.unknown_function": Fault("There is no function “{name}” in the formula language.", "Allowed are: {allowed}."),
    "formula.arguments": Fault("“{name}” takes {number} arguments.", "See the page on the formula language."),
    "formula.needs_fields": Fault("“{name}” compares columns, not computed values.", "Name columns; add a derived column where you need one."),
    "formula.filter_of_nothing": Fault(
        "“filter” stands after “{written}”, which is no aggregate.", "Put filter (where …) directly after sum(…), count(…) or median(…)."
    ),
    "formula.field_form": Fault("“{written}” is not the name of a field.", "Write table.column without quotation marks, or previous.table.column."),
    "formula.division": Fault("A divisor may be zero.", "Write nullif(divisor, 0)."),
    "formula.nested": Fault("An aggregate stands inside an aggregate.", "Aggregate once; add a derived column where you need one."),
    "formula.no_aggregate": Fault("The formula aggregates nothing.", "Use sum, count, median or a named statistic over a table."),
    "formula.aggregate_in_row": Fault("An aggregate stands in an expression over one row.", "Write a condition over the columns of the row."),
    "formula.outside_aggregate": Fault(
        "“{field}” stands outside an aggregate.", "Put it into sum(…) or another aggregate; only fields of {unit_table} may stand alone."
    ),
    "formula.two_tables": Fault(
        "“{field}” is not a field of {table}.", "Each aggregate reads one table, and the row of its unit and member; use two aggregates."
    ),
    "formula.which_table": Fault("It is not clear which table “{fields}” is of.", "Write table.column."),
    "formula.unknown_table": Fault("There is no table “{name}”.", "The nearest is “{nearest}”. Known are: {known}."),
    "formula.unknown_field": Fault("There is no field “{name}”.", "The nearest is “{nearest}”."),
}
