"""Load a system's worked cases, and turn the rows they tell into rows as a workbook would have told them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from iecscore.arithmetic import Case, Told, read_cases
from iecscore.content import read_document
from iecscore.problems import Place, Problem, error, errors_in
from iecscore.system.checking_tables import demand_column, demand_table
from iecscore.system.loading_names import offer_names
from iecscore.system.model import System
from iecscore.system.tables import Column, ColumnType, Table
from iecscore.values import Cell, Read, Rows

REASONS: Final = "missing_reason"
SPLITS: Final = ";"


def load_cases(folder: Path, system: System) -> Read[tuple[Case, ...]]:
    """Load every case of `checks/*.yaml` in a system's folder; only a file without errors gives cases."""
    cases: list[Case] = []
    problems: list[Problem] = []
    for path in sorted((folder / "checks").glob("*.yaml")):
        document = read_document(path, path.relative_to(folder).as_posix())
        read = read_cases(document.data, document.place) if document.lines else None
        found = read.cases if read else ()
        faults = (*document.problems, *(read.problems if read else ()), *(fault for case in found for fault in _check_case(system, case)))
        problems += faults
        cases += () if errors_in(faults) else found
    return Read(tuple(cases), tuple(problems))


def told_rows(system: System, case: Case) -> tuple[Rows, ...]:
    """The rows of a case, cells parsed by their columns' types; a units table it does not tell gets the unit's row."""
    unit = case.unit.partition("/")[0]
    told = tuple(_build_rows(system, unit, item) for item in case.told)
    return (*_unit_rows(system, case, unit), *told)


def _check_case(system: System, case: Case) -> Iterator[Problem]:
    if case.kind == "values" and case.level not in system.levels:
        yield error("system.unknown_level", case.place, **offer_names(case.level, system.levels))
    if case.profile and case.profile not in system.profiles:
        yield error("system.unknown_profile", case.place, **offer_names(case.profile, system.profiles))
    for indicator, place in _indicators(case):
        if indicator not in system.indicators:
            yield error("system.unknown_indicator", place, **offer_names(indicator, system.indicators))
    if case.kind == "score" and (scored := system.indicators.get(str(case.given["indicator"]))) and not (scored.goalposts or scored.trapezoid):
        yield error("system.needs_goalposts", case.place)
    for told in case.told:
        yield from demand_table(system, told.table, told.place)
        if told.table in system.tables:
            yield from _check_told(system, told, system.tables[told.table])


def _indicators(case: Case) -> Iterator[tuple[str, Place]]:
    if case.kind == "values":
        yield from dict.fromkeys((item.subject, item.place) for item in case.expect)
    if case.kind == "score":
        yield str(case.given["indicator"]), case.place


def _check_told(system: System, told: Told, table: Table) -> Iterator[Problem]:
    for code in dict.fromkeys(code for row in told.rows for code in row):
        yield from demand_column(table, code, told.place)
    for row in told.rows:
        for code, value in row.items():
            if code in table.columns and isinstance(_parse(system, table.columns[code], value), Problem):
                yield error("check.bad_cell", told.place, value=str(value), column=f"{table.key}.{code}", type=str(table.columns[code].type))


def _unit_rows(system: System, case: Case, unit: str) -> Iterator[Rows]:
    level = system.levels[case.level]
    top = system.levels[level.parent] if level.parent else level
    if any(told.table == top.units for told in case.told):
        return
    row = {top.unit: unit, top.label: unit} | ({top.profile: case.profile} if top.profile and case.profile else {})
    yield _build_rows(system, unit, Told(case.year, top.units, (row,), case.place))


def _build_rows(system: System, unit: str, told: Told) -> Rows:
    columns = system.tables[told.table].entered
    cells = [{code: _parse(system, column, row.get(code)) for code, column in columns.items()} for row in told.rows]
    reasons = {
        (number, code): str(row[code]) for number, row in enumerate(told.rows) for code in columns if _is_reason(system, columns[code], row.get(code))
    }
    return Rows(
        table=told.table,
        unit=unit,
        year=told.round,
        file=told.place.file,
        sheet=f"{told.table}:{told.place.line}",
        columns=tuple(columns),
        letters=tuple(_letter(number) for number in range(len(columns))),
        rows=tuple(tuple(None if isinstance(cell, Problem) else cell for cell in row.values()) for row in cells),
        numbers=tuple(range(1, len(cells) + 1)),
        reasons=reasons,
    )


def _is_reason(system: System, column: Column, value: object) -> bool:
    reasons: Mapping[str, object] = system.dictionaries[REASONS].codes if REASONS in system.dictionaries else {}
    return isinstance(value, str) and value in reasons and column.dictionary != REASONS


def _parse(system: System, column: Column, value: object) -> Cell | Problem:
    if value is None or _is_reason(system, column, value):
        return None
    try:
        return _PARSERS[column.type](value)
    except (ValueError, TypeError, InvalidOperation):
        return error("check.bad_cell")


def _text(value: object) -> str:
    if isinstance(value, list | dict):
        raise TypeError
    return str(value)


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return Decimal(str(value))


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _codes(value: object) -> tuple[str, ...]:
    return tuple(str(item).strip() for item in (value if isinstance(value, list) else str(value).split(SPLITS)))


_PARSERS: Final[Mapping[ColumnType, Callable[[object], Cell]]] = {
    ColumnType.TEXT: _text,
    ColumnType.INTEGER: _integer,
    ColumnType.NUMBER: _number,
    ColumnType.MONEY: _number,
    ColumnType.DATE: lambda value: date.fromisoformat(str(value)),
    ColumnType.BOOLEAN: _truth,
    ColumnType.CODE: _text,
    ColumnType.CODES: _codes,
    ColumnType.REFERENCE: _text,
}


def _letter(number: int) -> str:
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)  # noqa: PLR2004 - letters of the alphabet
