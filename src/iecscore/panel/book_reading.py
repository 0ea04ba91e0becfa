"""Read the judgement workbook back, by its field codes; a sheet of judgements that has lost them is a fault, never passed over."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from iecscore.panel.answers import Answer, check_answers
from iecscore.panel.book_layout import EXPERT_CELL, HEADERS, OPEN_COLUMN
from iecscore.problems import Place, Problem, error
from iecscore.sheets import Book, address_of, letter_of
from iecscore.text import LANGUAGES, say
from iecscore.values import Read
from iecscore.weights import Judgements, Tree

Grid: TypeAlias = Sequence[Sequence[object]]
NEEDED: Final = ("level", "parent", "left", "judgement", "right")
CODED: Final = ("level", "parent", "left", "right")


def read_grids(file: str, grids: Mapping[str, Grid], trees: Mapping[str, Tree]) -> Read[Judgements]:
    """Judgements from the sheets of a workbook (rows of cells from A1); sheets that hold no judgements are passed over."""
    headed = {title: header for title, grid in grids.items() if (header := _find_header(grid))}
    if lost := tuple(error("panel.header_gone", Place(file, title, cell)) for title, cell in _find_beheaded(grids, headed, trees)):
        return Read(None, lost)
    if not headed:
        return Read(None, (error("panel.no_header", Place(file, next(iter(grids), ""))),))
    if twice := tuple(_name_twice(file, grids, headed)):
        return Read(None, twice)
    found = [item for title, (row, columns) in headed.items() for item in _read_sheet(file, title, grids[title], row, columns)]
    problems = tuple(item for item in found if isinstance(item, Problem))
    read = check_answers([item for item in found if isinstance(item, Answer)], trees, Place(file))
    return Read(None if problems else read.result, (*problems, *read.problems))


def holds_judgements(book: Book) -> bool:
    """Whether a workbook is one of a panel: a row of it bears the field codes of judgements."""
    for sheet in book.sheets:
        rows: dict[int, set[str]] = {}
        for (row, _), raw in sheet.cells.items():
            rows.setdefault(row, set()).add(str(raw.value).strip())
        if any(codes.issuperset(NEEDED) for codes in rows.values()):
            return True
    return False


def _find_header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    for row, cells in enumerate(grid):
        columns = {str(cell).strip(): column for column, cell in enumerate(cells) if cell is not None}
        if all(field in columns for field in NEEDED):
            return row, {field: columns[field] for field in NEEDED}
    return None


def _find_beheaded(grids: Mapping[str, Grid], headed: Mapping[str, object], trees: Mapping[str, Tree]) -> Iterator[tuple[str, str]]:
    """Sheets with judgements and no field codes: the cell by which each is known as one."""
    for title, grid in grids.items():
        signs = (
            address_of(row + 1, column + 1) for row, cells in enumerate(grid) for column in range(len(cells)) if _is_sign(cells, row, column, trees)
        )
        if title not in headed and (cell := next(signs, "")):
            yield title, cell


def _is_sign(cells: Sequence[object], row: int, column: int, trees: Mapping[str, Tree]) -> bool:
    """The label of the expert or of the judgements, in whichever language, or the codes of a pair."""
    told = _cell(cells, column)
    if (row, column) == (EXPERT_CELL[0], 0) and told in {say("Expert", language) for language in LANGUAGES}:
        return True
    if told in {say(HEADERS[OPEN_COLUMN], language) for language in LANGUAGES}:
        return True
    level, parent, *pair = (str(_cell(cells, column + step)) for step in range(len(CODED)))
    return level in trees and set(pair) <= set(trees[level].children.get(parent, ()))


def _read_sheet(file: str, title: str, grid: Grid, header: int, columns: Mapping[str, int]) -> Iterator[Answer | Problem]:
    expert, letter = _expert(title, grid), letter_of(columns["judgement"] + 1)
    uncoded: list[Place] = []
    for row, cells in enumerate(grid[header + 2 :], start=header + 3):
        level, parent, left, told, right = (_cell(cells, columns[field]) for field in NEEDED)
        place = Place(file, title, f"{letter}{row}")
        if isinstance(told, date):
            yield error("panel.turned_into_date", place, left=str(left), right=str(right))
        elif all(isinstance(part, str) for part in (level, parent, left, right)):
            yield Answer(expert, str(level), str(parent), str(left), str(right), told, place)
        elif told is not None:
            uncoded.append(place)
    if uncoded:
        yield error("panel.codes_gone", uncoded[0], count=len(uncoded), columns=", ".join(letter_of(columns[field] + 1) for field in CODED))


def _cell(cells: Sequence[object], column: int) -> object:
    cell = cells[column] if column < len(cells) else None
    return (cell.strip() or None) if isinstance(cell, str) else cell


def _expert(title: str, grid: Grid) -> str:
    row, column = EXPERT_CELL
    named = _cell(grid[row], column) if row < len(grid) else None
    return str(named) if named is not None else title


def _name_twice(file: str, grids: Mapping[str, Grid], headed: Mapping[str, object]) -> Iterator[Problem]:
    seen: set[str] = set()
    for title in headed:
        expert = _expert(title, grids[title])
        if expert in seen:
            yield error("panel.expert_twice", Place(file, title, address_of(EXPERT_CELL[0] + 1, EXPERT_CELL[1] + 1)), expert=expert)
        seen.add(expert)
