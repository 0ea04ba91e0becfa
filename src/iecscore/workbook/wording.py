"""Parameters of problems about a column, worded in both languages."""

from iecscore.system.closed import Words
from iecscore.system.tables import Column
from iecscore.workbook.checking_words import name_both


def name_column(column: Column) -> dict[str, str]:
    """The column's header."""
    return name_both("column", column.name)


def name_hint(column: Column) -> dict[str, str]:
    """What to enter in a column: its note, else the form of its texts."""
    form = column.pattern or ""
    return name_both("hint", column.note or Words(en=form, zh=form))
