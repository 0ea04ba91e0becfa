"""The lists a person chooses from: dictionaries, yes and no, members."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from iecscore.system.closed import Words
from iecscore.system.model import System
from iecscore.system.tables import Column, ColumnType, Table
from iecscore.text import say
from iecscore.values import Cell
from iecscore.workbook.parts import members_where, refers_to_member

REASONS: Final = "missing_reason"
NOT_APPLICABLE: Final = "not_applicable"
BETWEEN: Final = " · "
YES_NO: Final = "yes_no"


@dataclass(frozen=True, slots=True)
class Choice:
    """A list: the name of its range, its title, and its codes with their wording."""

    name: str
    title: Words
    codes: Mapping[str, Words]


def yes_or_no(yes: bool, language: str) -> str:  # noqa: FBT001 - the truth value is what is worded
    """A truth value in words."""
    return say("yes", language) if yes else say("no", language)


def name_choice(system: System, column: Column) -> str:
    """The name of the list a column takes its values from; empty where there is none."""
    if column.type is ColumnType.BOOLEAN:
        return YES_NO
    if column.dictionary:
        return name_dictionary(column.dictionary)
    return f"members_{_conditions(system).index(column.refers_where or '')}" if refers_to_member(system, column) else ""


def name_dictionary(key: str) -> str:
    """The name of a dictionary's range."""
    return f"codes_{key.replace('-', '_')}"


def _conditions(system: System) -> list[str]:
    columns = (column for table in system.tables.values() for column in table.columns.values())
    return sorted({column.refers_where or "" for column in columns if refers_to_member(system, column)})


def list_choices(system: System, tables: Iterable[Table], members: Sequence[Mapping[str, Cell]]) -> dict[str, Choice]:
    """The lists the columns of the tables need, by name, the reasons for a missing figure first."""
    found = {name_dictionary(REASONS): _dictionary(system, REASONS)}
    for column in (column for table in tables for column in table.entered.values()):
        name = name_choice(system, column)
        if name and name not in found:
            found |= {choice.name: choice for choice in _make(system, column, name, members)}
    return found


def _make(system: System, column: Column, name: str, members: Sequence[Mapping[str, Cell]]) -> Iterator[Choice]:
    if column.dictionary:
        yield _dictionary(system, column.dictionary)
    elif name == YES_NO:
        codes = {code: Words(en=yes_or_no(yes, "en"), zh=yes_or_no(yes, "zh")) for code, yes in (("Y", True), ("N", False))}
        yield Choice(name, Words(en=say("Yes or no", "en"), zh=say("Yes or no", "zh")), codes)
    elif listed := members_where(system, column.refers_where, members):
        yield Choice(name, column.name, {code: Words(en=shown, zh=shown) for code, shown in label_members(system, listed).items()})


def _dictionary(system: System, key: str) -> Choice:
    return Choice(name_dictionary(key), system.dictionaries[key].name, system.dictionaries[key].codes)


def label_members(system: System, members: Iterable[Mapping[str, Cell]]) -> dict[str, str]:
    """How each member is shown: its code, and its name where it is known."""
    return {str(row[system.members.key]): label(row[system.members.key], row.get(system.members.name)) for row in members}


def label(code: Cell, name: Cell) -> str:
    """A code with a name beside it."""
    return f"{code}{BETWEEN}{name}" if name else f"{code}"
