"""Spell references as the rows they point at do: `c01-r1` means `C01-R1`, where only one row can be meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from iecscore.sheets import fold_code
from iecscore.values import Cell, Rows
from iecscore.workbook.checking_references import Pointer, Pointers
from iecscore.workbook.envelope import PartRead

Spellings: TypeAlias = Mapping[tuple[str, str, str], Mapping[str, set[str]]]


def spell_references(pointers: Pointers, parts: Sequence[PartRead], stored: Iterable[Rows]) -> tuple[PartRead, ...]:
    """The parts with every reference spelled as it is in the unit's rows."""
    told = [*stored, *(rows for part in parts for rows in part.tables)]
    known = _list_spellings({(pointer.table, pointer.target) for table in pointers.values() for pointer in table}, told)
    return tuple(replace(part, tables=tuple(_spell(rows, pointers[rows.table], known) for rows in part.tables)) for part in parts)


def _list_spellings(targets: Iterable[tuple[str, str]], told: Iterable[Rows]) -> Spellings:
    columns: dict[str, list[str]] = {}
    for table, column in targets:
        columns.setdefault(table, []).append(column)
    found: dict[tuple[str, str, str], dict[str, set[str]]] = {}
    for rows in told:
        for column in set(columns.get(rows.table, ())) & set(rows.columns):
            spelled = found.setdefault((rows.unit, rows.table, column), {})
            for cell in rows.column(column):
                if isinstance(cell, str):
                    spelled.setdefault(fold_code(cell), set()).add(cell)
    return found


def _spell(rows: Rows, pointers: Sequence[Pointer], known: Spellings) -> Rows:
    changes: dict[int, dict[Cell, Cell]] = {}
    for pointer in pointers:
        if pointer.code in rows.columns:
            spelled = known.get((rows.unit, pointer.table, pointer.target), {})
            told = {cell for cell in rows.column(pointer.code) if isinstance(cell, str)}
            changed: dict[Cell, Cell] = {cell: code for cell in told if (code := _find(cell, spelled)) != cell}
            changes |= {rows.columns.index(pointer.code): changed} if changed else {}
    if not changes:
        return rows
    cells = (tuple(changes.get(place, {}).get(cell, cell) for place, cell in enumerate(row)) for row in rows.rows)
    return replace(rows, rows=tuple(cells))


def _find(cell: str, spelled: Mapping[str, set[str]]) -> str:
    codes = spelled.get(fold_code(cell), {cell})
    return cell if cell in codes or len(codes) > 1 else next(iter(codes))
