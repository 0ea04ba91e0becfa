"""The one-minute door: a plain table from a spreadsheet, ranked with no indicator system."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Final

import numpy as np

from iecscore.desk.summary_rows import SUMMARY_NAMES, sums_up
from iecscore.problems import Place, Problem, error, errors_in, note, query
from iecscore.scoring import Table, TableRanking, rank_table
from iecscore.sheets import Grid, Raw, Told, address_of, letter_of, parse_number, read_table, read_workbook, same_key
from iecscore.values import Read

TYPE_ROW: Final = frozenset({"type", "types", "direction", "类型", "指标类型", "方向", "属性"})
WEIGHT_ROW: Final = frozenset({"weight", "weights", "权重"})
UNTOLD: Final = frozenset({"sheets.nothing_told", "sheets.about"})
TYPES: Final[Mapping[str, int]] = {
    **dict.fromkeys(("benefit", "max", "+", "1", "效益", "效益型", "正向", "正", "越大越好", "极大型"), 1),
    **dict.fromkeys(("cost", "min", "-", "-1", "成本", "成本型", "负向", "逆向", "负", "越小越好", "极小型"), -1),
}


@dataclass(frozen=True, slots=True)
class _Source:
    """The grid with its places; columns are counted from 0, rows as they stand; `first` names, `shares` are the columns written in per cent."""

    file: str
    sheet: str
    grid: Grid
    header: int
    columns: tuple[int, ...]
    first: int = 0
    shares: frozenset[int] = frozenset()

    def at(self, row: int, column: int) -> Told:
        """A cell; nothing where the row ends before it, or where it holds blanks only."""
        cells = self.grid[row]
        return cells[column] if column < len(cells) and _is_told(cells[column]) else None

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands."""
        return Place(self.file, self.sheet, address_of(row + 1, column + 1))

    def name(self, row: int, column: int | None = None) -> str:
        """A cell as a name; of a row, where its naming cell is empty, what stands before it instead of a running number."""
        told = self.at(row, self.first if column is None else column)
        if told is None and column is None and not isinstance(self.at(row, 0), int | float):
            told = self.at(row, 0)
        return " ".join(str(told or "").split())


def rank_file(path: Path, rule: str = "", method: str = "topsis", sheet: str = "") -> Read[TableRanking]:
    """Rank the table in a file; `sheet` names its sheet where it is not the first that holds something; no rule: its own weights, or equal ones.

    Raises:
        Misuse: no such rule or method.
    """
    grid = read_table(path, "", sheet)
    if grid.result is None:
        return Read(None, grid.problems)
    table = read_plain_table(path.name, _spell_shares(path, grid.result, sheet), sheet)
    if table.result is None:
        return Read(None, table.problems)
    given = bool(table.result.weights)
    ranked = rank_table(table.result, rule or ("given" if given else "equal"), method)
    told = note("rank.weights_unused" if rule else "rank.weights_taken", Place(path.name, sheet), rule=rule)
    return Read(ranked.result, (*table.problems, *([told] if given and rule != "given" else []), *ranked.problems))


def _spell_shares(path: Path, grid: Grid, sheet: str) -> Grid:
    """The grid, where per cent is typed as text somewhere, with the numbers too that the workbook shows in per cent written as people see them."""
    if not any(_is_share(cell) for cells in grid for cell in cells) or (book := read_workbook(path).result) is None:
        return grid
    shown = next(item for item in book.sheets if item.name == sheet or (not sheet and item.cells))
    return tuple(
        tuple(
            f"{cell * 100:.12g}%" if isinstance(cell, int | float) and "%" in shown.at(row, column).format else cell
            for column, cell in enumerate(cells, start=1)
        )
        for row, cells in enumerate(grid, start=1)
    )


def read_plain_table(file: str, grid: Grid, sheet: str = "") -> Read[Table]:
    """Read a table: names in the first column, one header row, optional rows `type` and `weight`; each fault names its cell."""
    source = _find_table(file, grid, sheet)
    if source is None:
        return Read(None, (error("rank.no_table", Place(file, sheet)),))
    kinds = {row: same_key(source.name(row)) for row in range(source.header + 1, len(grid)) if any(map(_is_told, grid[row]))}
    types = _read_row(source, [row for row, kind in kinds.items() if kind in TYPE_ROW], _read_type)
    weights = _read_row(source, [row for row, kind in kinds.items() if kind in WEIGHT_ROW], _read_weight)
    rows, summaries = _part_summaries(source, kinds)
    body = _read_body(_find_shares(source, rows), rows)
    problems = (*_check_heads(source), *types.problems, *weights.problems, *body.problems, *summaries)
    if errors_in(problems) or body.result is None:
        return Read(None, problems)
    untold = () if types.result else (note("rank.all_benefit", Place(file, sheet)),)
    return Read(_build_table(source, types.result, weights.result, *body.result), (*problems, *_note_layout(source), *untold))


def _find_table(file: str, grid: Grid, sheet: str) -> _Source | None:
    """The table begins below its titles; empty columns are passed over."""
    filled = [row for row, cells in enumerate(grid) if any(map(_is_told, cells[1:]))]
    header = next((row for row, below in zip_longest(filled, filled[1:]) if not _is_title(grid, row, below)), None)
    if header is None:
        return None
    first = 1 if _is_numbered(grid[header:]) else 0
    told = {column for cells in grid[header:] for column, cell in enumerate(cells) if column > first and _is_told(cell)}
    return _Source(file, sheet, grid, header, tuple(sorted(told)), first)


def _is_title(grid: Grid, row: int, below: int | None) -> bool:
    """A single cell over a row with several headings."""
    return below is not None and sum(map(_is_told, grid[row])) == 1 and sum(map(_is_told, grid[below][1:])) > 1


def _is_numbered(grid: Grid) -> bool:
    """Whether the first column counts 1, 2, 3 …, and the second holds the names."""
    named = [cells for cells in grid[1:] if len(cells) > 1 and _is_number(cells[0])]
    counted = [float(str(cells[0])) for cells in named] == [*range(1, len(named) + 1)]
    return bool(named) and counted and all(_is_told(cells[1]) and not _is_number(cells[1]) for cells in named)


def _is_number(cell: Told) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdecimal())


def _note_layout(source: _Source) -> Iterator[Problem]:
    """What was passed over to find the table: titles, and running numbers."""
    titles = [(row, column) for row in range(source.header) for column, cell in enumerate(source.grid[row]) if _is_told(cell)]
    if titles:
        yield note("rank.title_passed", source.place(*titles[0]), row=source.header + 1)
    if source.first:
        yield note("rank.numbered", source.place(source.header, 0), column=letter_of(source.first + 1))


def _part_summaries(source: _Source, kinds: Mapping[int, str]) -> tuple[list[int], list[Problem]]:
    """The rows to rank; rows of sums and means are told, and left out where that is what they hold."""
    rows = [row for row, kind in kinds.items() if kind not in TYPE_ROW | WEIGHT_ROW]
    named = [row for row in rows if kinds[row] in SUMMARY_NAMES]
    columns = [[_figure_or_none(source, row, column) for row in rows if row not in named] for column in source.columns]
    problems: list[Problem] = []
    for row in named:
        place, name = source.place(row, source.first), source.name(row)
        if sums_up([_figure_or_none(source, row, column) for column in source.columns], columns):
            rows.remove(row)
            problems.append(note("rank.summary_left_out", place, name=name))
        else:
            problems.append(query("rank.summary_doubtful", place, name=name))
    return rows, problems


def _figure_or_none(source: _Source, row: int, column: int) -> float | None:
    told = source.at(row, column)
    number = parse_number(Raw(told), "%" if _is_share(told) else "").result
    return None if number is None else float(number)


def _find_shares(source: _Source, rows: Sequence[int]) -> _Source:
    """The source, where columns mostly in per cent are taken as such; the odd cell of a mixture is refused."""
    told = {column: [cell for row in rows if (cell := source.at(row, column)) is not None] for column in source.columns}
    return replace(source, shares=frozenset(column for column, cells in told.items() if 2 * sum(map(_is_share, cells)) > len(cells)))


def _is_share(cell: Told) -> bool:
    return isinstance(cell, str) and cell.rstrip().endswith(("%", "％"))


def _build_table(
    source: _Source, types: Sequence[float] | None, weights: tuple[float, ...] | None, names: tuple[str, ...], values: list[list[float]]
) -> Table:
    criteria = tuple(source.name(source.header, column) for column in source.columns)
    kinds = tuple(int(kind) for kind in types) if types else (1,) * len(criteria)
    return Table(np.array(values, dtype=np.float64).reshape(len(names), len(criteria)), names, criteria, kinds, weights)


def _is_told(cell: Told) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _check_heads(source: _Source) -> list[Problem]:
    problems, seen = [], set[str]()
    for column in source.columns:
        name = source.name(source.header, column)
        if not name:
            problems.append(error("rank.no_heading", source.place(source.header, column)))
        elif name in seen:
            problems.append(error("rank.criterion_twice", source.place(source.header, column), criterion=name))
        seen.add(name)
    return problems


def _read_row(source: _Source, rows: Sequence[int], read: Callable[[_Source, int, int], Read[float]]) -> Read[tuple[float, ...]]:
    """The row of types, or of weights; none where there is none."""
    if not rows:
        return Read(None)
    twice = [error("rank.row_twice", source.place(row, source.first), name=source.name(row)) for row in rows[1:]]
    found = [read(source, rows[0], column) for column in source.columns]
    problems = (*twice, *(problem for cell in found for problem in cell.problems))
    return Read(None, problems) if problems else Read(tuple(cell.result for cell in found if cell.result is not None))


def _read_type(source: _Source, row: int, column: int) -> Read[float]:
    told = source.at(row, column)
    kind = TYPES.get(same_key(f"{told:g}" if isinstance(told, float) else str(told)))
    if kind is None:
        return Read(None, (error("rank.bad_type", source.place(row, column), criterion=source.name(source.header, column)),))
    return Read(kind)


def _read_weight(source: _Source, row: int, column: int) -> Read[float]:
    told = source.at(row, column)
    number = parse_number(Raw(told), "%" if _is_share(told) else "")
    if number.result is None or number.result < 0:
        return Read(None, (error("rank.bad_weight", source.place(row, column), criterion=source.name(source.header, column)),))
    return Read(float(number.result) / (100 if _is_share(told) else 1))


def _read_body(source: _Source, rows: Sequence[int]) -> Read[tuple[tuple[str, ...], list[list[float]]]]:
    problems: list[Problem] = []
    values, seen = [], dict[str, int]()
    for row in rows:
        name = source.name(row)
        if not name:
            problems.append(error("rank.no_name", source.place(row, source.first)))
        elif name in seen:
            problems.append(error("rank.name_twice", source.place(row, source.first), name=name))
        elif all(source.at(row, column) is None for column in source.columns):
            problems.append(note("rank.no_figures", source.place(row, source.first), name=name))
            continue
        else:
            cells = [_read_figure(source, row, column) for column in source.columns]
            problems += [problem for cell in cells for problem in cell.problems]
            values.append([cell.result for cell in cells if cell.result is not None])
        seen[name] = row
    return Read(None if errors_in(problems) else (tuple(seen), values), tuple(problems))


def _read_figure(source: _Source, row: int, column: int) -> Read[float]:
    told, place = source.at(row, column), source.place(row, column)
    number = parse_number(Raw(told), "%" if column in source.shares else "")
    if number.result is not None:
        odd = column in source.shares and not _is_share(told)
        return Read(None, (error("rank.not_per_cent", place, told=str(told)),)) if odd else Read(float(number.result))
    if told is None or any(problem.code in UNTOLD for problem in number.problems):
        words = {"alternative": source.name(row), "criterion": source.name(source.header, column)}
        return Read(None, (error("rank.not_a_number", place, **words),))
    return Read(None, tuple(replace(problem, place=place) for problem in number.problems))
