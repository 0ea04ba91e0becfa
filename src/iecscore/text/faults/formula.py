"""Faults of formulas."""

from iecscore.text.faults.fault import Fault

FAULTS = {
    "formula.unreadable": Fault("The formula cannot be read near “{near}”.", "Check brackets, quotation marks and commas."),
    "formula.not_one": Fault("There must be one expression, no more.", "Remove the semicolon, or write a formula."),
    "formula.too_long": Fault("The formula is longer than {longest} characters.", "Shorten it, or add a derived column."),
    "formula.too_deep": Fault("The formula is nested more than {deepest} levels deep.", "Remove brackets, or add a derived column."),
    "formula.hidden": Fault("The formula holds the invisible sign {sign}.", "Delete it and type the place again."),
    "formula.sign": Fault(
        "“{sign}” cannot stand in a formula outside quotation marks.",
        "Use ASCII letters, digits and + - * / = <> < <= > >= ( ) , . with half-width brackets and commas, and put texts in ' '.",
    ),
    "formula.comment": Fault("The formula holds the comment “{sign}”.", "Remove it; explain the formula in the indicator's note."),
    "formula.statement": Fault("“{written}” is a command.", "A formula computes a figure; it can do nothing else."),
    "formula.not_allowed": Fault("“{written}” is not in the formula language.", "Allowed are: {allowed}."),
    "formula.unknown_function": Fault("There is no function “{name}” in the formula language.", "Allowed are: {allowed}."),
    "formula.not_here": Fault("The function “{name}” means nothing here.", "Here are allowed: {allowed}."),
    "formula.arguments": Fault("“{name}” takes {number} arguments.", "See the page on the formula language."),
    "formula.needs_fields": Fault("“{name}” compares columns, not computed values.", "Name columns; add a derived column where you need one."),
    "formula.needs_written": Fault(
        "Argument {number} of “{name}” must be written out, as a text or number that fits.", "See the page on the formula language."
    ),
    "formula.number": Fault(
        "The number {written} is too large or too fine.", "Write it with at most {digits} digits before and {places} after the point."
    ),
    "formula.filter_of_nothing": Fault(
        "“filter” stands after “{written}”, which is no aggregate.", "Put filter (where …) directly after sum(…), count(…) or median(…)."
    ),
    "formula.field_form": Fault("“{written}” is not the name of a field.", "Write table.column without quotation marks, or previous.table.column."),
    "formula.kind": Fault("“{written}” gives {found}, where {wanted} is needed.", "Compare and compute like with like; texts stand in ' '."),
    "formula.null": Fault("“{written}” uses null as a value.", "Ask “is null” or “is not null”; only case may give null."),
    "formula.division": Fault("A divisor may be zero.", "Write nullif(divisor, 0)."),
    "formula.nested": Fault("An aggregate stands inside an aggregate.", "Aggregate once; add a derived column where you need one."),
    "formula.no_aggregate": Fault("The formula aggregates nothing.", "Use sum, count, median or a named statistic over a table."),
    "formula.aggregate_in_row": Fault("An aggregate stands in an expression over one row.", "Write a condition over the columns of the row."),
    "formula.outside_aggregate": Fault(
        "“{field}” stands outside an aggregate.", "Put it into sum(…) or another aggregate; only fields of {unit_table} may stand alone."
    ),
    "formula.declared_elsewhere": Fault(
        "“{field}” lists the codes to compare with, and is not a field of {unit_table}.", "Name a column of {unit_table} that lists codes."
    ),
    "formula.two_tables": Fault(
        "“{field}” is not a field of {table}.", "Each aggregate reads one table, and the row of its unit and member; use two aggregates."
    ),
    "formula.not_of_members": Fault(
        "The rows of {table} belong to no member, and units of the level {level} are members.", "Give the table an owner, or take the level away."
    ),
    "formula.previous_mixed": Fault(
        "Rows of {table} as told now and as told before stand in one aggregate.",
        "Write previous before every field of the table, or use two aggregates.",
    ),
    "formula.previous_in_row": Fault(
        "“{field}” looks back to an earlier round.", "Only an indicator's formula can; compare rounds in a cross check."
    ),
    "formula.guard_field": Fault("“{field}” is unknown to a guard.", "A guard reads value, item_mean('…'), item_agreement('…') and indicator('…')."),
    "formula.which_table": Fault("It is not clear which table “{fields}” is of.", "Write table.column."),
    "formula.unknown_table": Fault("There is no table “{name}”.", "The nearest is “{nearest}”. Known are: {known}."),
    "formula.unknown_field": Fault("There is no field “{name}”.", "The nearest is “{nearest}”."),
}
