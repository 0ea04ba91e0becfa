"""What reading needs of a system, made once: parsers, judges, expressions, and every way a header may be written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from iecscore.sheets import same_key
from iecscore.system.formula import RowExpression, fields_in
from iecscore.system.model import System
from iecscore.system.tables import Column, Role, RowCheck, Table
from iecscore.system.telling import derivations
from iecscore.workbook.choices import NOT_APPLICABLE, REASONS
from iecscore.workbook.judging import Judge, make_judges
from iecscore.workbook.parsing import Parser, make_parser, word_codes
from iecscore.workbook.parts import compile_row, part_of, refers_to_member


@dataclass(frozen=True, slots=True, eq=False)
class ColumnPlan:
    """One column: how its cells are understood and judged, the reasons known, and those of them that may stand in their place."""

    code: str
    column: Column
    parse: Parser
    judges: tuple[Judge, ...]
    reasons: Mapping[str, str]
    excuses: frozenset[str]
    condition: RowExpression | None
    names_member: bool


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One table: its columns, the conditions on its rows, the derived columns these use, its headers, and the columns figures are computed from."""

    table: Table
    part: str
    columns: Mapping[str, ColumnPlan]
    checks: tuple[tuple[RowCheck, RowExpression], ...]
    derived: Mapping[str, RowExpression]
    codes: Mapping[str, str]
    names: Mapping[str, str]
    title: frozenset[str]
    computed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """All tables of a system that somebody fills in, by key; `words` are the tables, the form and the columns a header may mean."""

    system: System
    tables: Mapping[str, TablePlan]
    words: Mapping[str, Sequence[tuple[str, str, str]]]
    epoch_1904: bool


class _Same:
    """A system as a key: systems are large, and compared by identity."""

    def __init__(self, system: System) -> None:
        self.system = system

    def __hash__(self) -> int:
        return id(self.system)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.system is other.system


def make_plan(system: System, *, epoch_1904: bool) -> Plan:
    """The plan of a system; dates count from 1904 in some workbooks."""
    return _make(_Same(system), epoch_1904)


@lru_cache(maxsize=8)
def _make(same: _Same, epoch_1904: bool) -> Plan:  # noqa: FBT001 - a key of the cache
    system = same.system
    tables = {key: _plan_table(system, table, epoch_1904=epoch_1904) for key, table in system.tables.items() if part_of(system, key)}
    return Plan(system, tables, _list_words(tables), epoch_1904)


def _list_words(tables: Mapping[str, TablePlan]) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for key, table in tables.items():
        for form, words in (("code", table.codes), ("name", table.names)):
            for text, code in words.items():
                found.setdefault(text, []).append((key, form, code))
    return found


def _plan_table(system: System, table: Table, *, epoch_1904: bool) -> TablePlan:
    columns = {code: _plan_column(system, table, code, column, epoch_1904=epoch_1904) for code, column in table.entered.items()}
    checks = tuple((check, compile_row(check.rule, table)) for check in table.checks)
    expressions = [expression for _, expression in checks] + [plan.condition for plan in columns.values() if plan.condition]
    asked = {field.column for expression in expressions for field in fields_in(expression.root)}
    derived = derivations(system, table.key)
    return TablePlan(
        table=table,
        part=part_of(system, table.key),
        columns=columns,
        checks=checks,
        derived=derived if asked & set(derived) else {},
        codes={same_key(code): code for code in columns},
        names={same_key(name): code for code, plan in columns.items() for name in plan.column.name.both()},
        title=frozenset(map(same_key, (table.sheet, table.key, *table.name.both(), f"{table.number}{table.name.en}"))),
        computed=frozenset(_list_computed(system, table)),
    )


def _list_computed(system: System, table: Table) -> list[str]:
    """The columns whose lack would change a figure without a word: those of formulas, keys, and the dates of membership."""
    members = system.members
    dates = {members.joined, members.left} if table.key == members.table else set()
    return [code for code, column in table.entered.items() if column.role in {Role.FORMULA, Role.KEY} or code in dates]


def _plan_column(system: System, table: Table, code: str, column: Column, *, epoch_1904: bool) -> ColumnPlan:
    own = word_codes(system, column)
    words = system.dictionaries[REASONS].codes
    told = {same_key(form): reason for reason, word in words.items() for form in (reason, word.en, word.zh)}
    return ColumnPlan(
        code=code,
        column=column,
        parse=make_parser(system, column, epoch_1904=epoch_1904),
        judges=make_judges(column),
        reasons={form: reason for form, reason in told.items() if form not in own},
        excuses=_list_excuses(column, words),
        condition=compile_row(column.required, table) if isinstance(column.required, str) else None,
        names_member=refers_to_member(system, column),
    )


def _list_excuses(column: Column, reasons: Iterable[str]) -> frozenset[str]:
    """Any reason, but where a formula takes a blank for nothing only the one that says there is nothing: others would be counted as that."""
    return frozenset({NOT_APPLICABLE} if counts_blanks(column) and not isinstance(column.required, str) else reasons)


def counts_blanks(column: Column) -> bool:
    """Whether formulas read a column and take its blanks for nothing."""
    return column.role in {Role.FORMULA, Role.KEY} and not column.blank_is_unknown
