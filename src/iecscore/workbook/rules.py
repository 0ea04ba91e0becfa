"""The rule of a column, worded for the person who fills it in."""

from typing import Final

from iecscore.system.model import System
from iecscore.system.tables import Column, ColumnType, Table
from iecscore.text import LANGUAGES, say
from iecscore.workbook.conditions import word_condition

NEEDS: Final = ("Required", "Optional", "Required where {condition}")
KINDS: Final = {
    ColumnType.TEXT: "text",
    ColumnType.INTEGER: "whole number",
    ColumnType.NUMBER: "number",
    ColumnType.MONEY: "amount, two decimals",
    ColumnType.DATE: "date, as 2025-03-01",
    ColumnType.BOOLEAN: "yes or no",
    ColumnType.CODE: "choose from the list",
    ColumnType.CODES: "one or more of the list, separated by semicolons",
    ColumnType.REFERENCE: "code, choose from the list",
}
FORMATS: Final = {
    "credit_code": "credit code of 18 characters",
    "province": "6 digits of GB/T 2260, a province",
    "city": "6 digits of GB/T 2260, a city",
    "programme_code": "programme code of 6 digits",
}


def word_rule(system: System, table: Table, code: str, language: str) -> str:
    """Need, unit, kind and limits of a column, and its note, a line each."""
    column = table.columns[code]
    lines = (word_need(system, table, column, language), word_form(column, language), column.note.say(language) if column.note else "")
    return "\n".join(line for line in lines if line)


def word_need(system: System, table: Table, column: Column, language: str) -> str:
    """Whether a cell must be filled in."""
    if isinstance(column.required, str):
        return say("Required where {condition}", language, condition=word_condition(system, table, column.required, language))
    return say("Required", language) if column.required else say("Optional", language)


def word_form(column: Column, language: str) -> str:
    """Unit, kind and limits."""
    kind = say(FORMATS[column.format], language) if column.format else say(KINDS[column.type], language)
    parts = (column.unit.say(language) if column.unit else "", kind, _limits(column, language), say("never twice", language) if column.unique else "")
    return ("，" if language == "zh" else ", ").join(part for part in parts if part)


def _limits(column: Column, language: str) -> str:
    if column.length:
        return say("{low} to {high} characters", language, low=column.length[0], high=column.length[1])
    low, high = ("" if end is None else f"{end:g}" for end in (column.minimum, column.maximum))
    if low and high:
        return low if low == high else say("{low} to {high}", language, low=low, high=high)
    if low:
        return say("at least {low}", language, low=low)
    return say("at most {high}", language, high=high) if high else ""


def is_rule(text: str) -> bool:
    """Whether a cell is one of the row of rules."""
    return text.strip().startswith(tuple(say(need, language).partition("{")[0] for need in NEEDS for language in LANGUAGES))
