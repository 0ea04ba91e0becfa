"""Say a condition of the content in words that a person filling in a form understands."""

from iecscore.system.formula import Call, Field, Literal, Node, fields_in
from iecscore.system.model import System
from iecscore.system.tables import Table
from iecscore.text import say
from iecscore.workbook.choices import yes_or_no
from iecscore.workbook.parts import compile_row

SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "<>": "≠"}


def word_condition(system: System, table: Table, text: str, language: str) -> str:
    """A condition over a row of a table, in a language."""
    return _word(system, compile_row(text, table).root, language)


def _word(system: System, node: Node, language: str) -> str:
    match node:
        case Call("and" | "or" as name, (left, right)):
            told = {"left": _word(system, left, language), "right": _word(system, right, language)}
            return say("{left} and {right}", language, **told) if name == "and" else say("{left} or {right}", language, **told)
        case Field() | Call("not", (Call("is_null", (Field(),)),)) | Call("is_null", (Field(),)):
            return _word_presence(system, node, language)
        case Call(name, (Field() as field, *values)) if name in {"=", "in", *SIGNS}:
            return _word_values(system, name, field, values, language)
    return say("it applies", language)


def _word_presence(system: System, node: Field | Call, language: str) -> str:
    header = _header(system, fields_in(node)[0], language)
    if isinstance(node, Field):
        return say("“{column}” is yes", language, column=header)
    return say("“{column}” is filled in", language, column=header) if node.name == "not" else say("“{column}” is blank", language, column=header)


def _word_values(system: System, name: str, field: Field, values: list[Node], language: str) -> str:
    header, told = _header(system, field, language), "/".join(_value(system, field, value, language) for value in values)
    return f"“{header}” {SIGNS[name]} {told}" if name in SIGNS else say("“{column}” is {values}", language, column=header, values=told)


def _header(system: System, field: Field, language: str) -> str:
    return system.tables[field.table].columns[field.column].name.say(language)


def _value(system: System, field: Field, value: Node, language: str) -> str:
    if isinstance(value, Literal) and isinstance(value.value, bool):
        return yes_or_no(value.value, language)
    told = str(value.value) if isinstance(value, Literal) else "…"
    dictionary = system.tables[field.table].columns[field.column].dictionary
    codes = system.dictionaries[dictionary].codes if dictionary else {}
    return codes[told].say(language) if told in codes else told
