"""Read a file of survey answers.

What refuses the file is its structure: whose answers they are, which sheet and column is which question, a question left out. A cell that
cannot be understood refuses nothing: the person answered the rest, so the cell counts as not answered and is asked back. An answer that
names no member, or one that is not known, counts for the unit alone; where organisations vote, an answer that names no organisation has no vote.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from iecscore.problems import Place, Problem, error, errors_in, query
from iecscore.responses.answers import SECONDS, Answers, GroupAnswers, build_table
from iecscore.responses.cells import Directory, Parsed, Parser, parser_of, read_seconds, text_of
from iecscore.responses.finding import Headed, find_identity, find_members, find_sheets
from iecscore.sheets import Grid, Told, letter_of
from iecscore.survey import Group, ItemType, Survey
from iecscore.survey.model import fields_of
from iecscore.system.loading_names import list_known
from iecscore.system.model import System
from iecscore.values import Read

TOLERANCE: Final = 0.01
MORE: Final = "responses.more_cells"
UNREAD: Final = (MORE, "responses.not_an_answer", "responses.too_many", "responses.out_of_range", "sheets.")
MOST_TOLD: Final = 20
LEAST_ALIKE: Final = 8
TIMED_ALIKE, UNTIMED_ALIKE = 2, 3


def read_answers(system: System, survey: Survey, file: str, grids: Mapping[str, Grid]) -> Read[Answers]:
    """Read the answers of one unit from the sheets of a file (rows of plain values from A1 on).

    Columns are found by `[code]` in one of the first ten rows of any sheet; columns without a code are not kept. Reversed items stay as
    answered. There is a result unless a problem is an error.
    """
    unit, year, problems = find_identity(survey, file, grids)
    sheets, faults = find_sheets(survey, file, grids)
    problems += faults
    directory = find_members(system, grids)
    opened = [_Sheet(system, survey, file, sheet, grids[sheet.title], directory) for sheet in sheets]
    if errors_in(problems):
        return Read(None, (*problems, *(problem for sheet in opened for problem in sheet.list_faults())))
    read = {sheet.headed.group: sheet for sheet in opened}
    groups = {key: read[key].group() for key in survey.order if key in read and read[key].rows}
    problems += [problem for key in groups for problem in read[key].problems]
    if not groups:
        problems.append(error("responses.no_answers", Place(file)))
    return Read(Answers(survey.key, unit, year, file, groups) if groups else None, tuple(problems))


def count_unread(problems: Iterable[Problem]) -> int:
    """How many cells count as not answered because what stands in them is not understood."""
    return sum(int(problem.words["count"]) if problem.code == MORE else 1 for problem in problems if problem.code.startswith(UNREAD))


class _Sheet:
    """Reads one sheet, collecting problems."""

    def __init__(self, system: System, survey: Survey, file: str, headed: Headed, grid: Grid, directory: Directory) -> None:
        self.place, self.headed, self.grid = Place(file, headed.title), headed, grid
        self.declared: Group = survey.groups[headed.group]
        self.parsers = {code: parser_of(system, survey, item, directory) for code, item in self.declared.items.items()}
        self.rows = self._find_rows()
        self.problems: list[Problem] = []
        self.unread: set[tuple[int, str]] = set()

    def group(self) -> GroupAnswers:
        """Every column, with what was not asked taken out and shares checked."""
        columns = {field.code: self._read_column(field.code, self.parsers[field.item]) for field in self.declared.fields if self._has(field.code)}
        for code, item in self.declared.items.items():
            if item.type is ItemType.SHARES:
                self._settle_shares(columns, code)
            if item.when:
                self._drop_unasked(columns, code)
        self._tell_nameless(columns)
        if self.headed.seconds is not None:
            columns[SECONDS] = [read_seconds(told).value for told in self._cells(self.headed.seconds)]
        self._tell_repeats(columns)
        letters = {code: letter_of(column + 1) for code, column in self.headed.columns.items()}
        return GroupAnswers(self.headed.title, letters, build_table(self.declared, columns, [row + 1 for row in self.rows]))

    def list_faults(self) -> list[Problem]:
        """What is wrong with single cells; told of a file refused for its headers too, so that all is mended at once."""
        for field in self.declared.fields:
            if self._has(field.code):
                self._read_column(field.code, self.parsers[field.item])
        return self.problems

    def _has(self, field: str) -> bool:
        return field in self.headed.columns

    def _find_rows(self) -> list[int]:
        """The rows in which something is answered; a member's name alone, prefilled, is no answer."""
        naming = {self.declared.member_item, self.declared.organisation_item}
        asked = [column for code, column in self.headed.columns.items() if code not in naming]
        below = enumerate(self.grid[self.headed.row + 1 :], start=self.headed.row + 1)
        return [row for row, cells in below if any(text_of(cells[column]) for column in asked if column < len(cells))]

    def _cells(self, column: int) -> list[Told]:
        return [cells[column] if column < len(cells := self.grid[row]) else None for row in self.rows]

    def _read_column(self, code: str, parse: Parser) -> list[object]:
        known: dict[tuple[type, Told], Parsed] = {}
        values: list[object] = []
        faults: list[tuple[int, Problem]] = []
        for index, told in enumerate(self._cells(self.headed.columns[code])):
            key = (type(told), told)
            parsed = known[key] if key in known else known.setdefault(key, parse(told))
            values.append(parsed.value)
            if parsed.fault:
                faults.append((index, parsed.fault))
        self._tell(code, faults)
        return values

    def _tell(self, code: str, faults: Sequence[tuple[int, Problem]]) -> None:
        self.unread |= {(index, code) for index, _ in faults}
        self.problems += [replace(problem, place=self._at(index, code)) for index, problem in faults[:MOST_TOLD]]
        if len(faults) > MOST_TOLD:
            index, _ = faults[MOST_TOLD]
            self.problems.append(query(MORE, self._at(index, code), item=code, count=len(faults) - MOST_TOLD))

    def _at(self, index: int, code: str) -> Place:
        return replace(self.place, cell=self.headed.address(self.rows[index], code))

    def _settle_shares(self, columns: dict[str, list[object]], code: str) -> None:
        """A part left blank beside others is nothing; parts that do not add up count as not answered."""
        item = self.declared.items[code]
        parts = [f"{code}{part}" for part in item.options if self._has(f"{code}{part}")]
        total = item.total or 0.0
        for index in range(len(self.rows)):
            told = [columns[part][index] for part in parts]
            figures = [float(str(figure or 0)) for figure in told]
            unread = any((index, part) in self.unread for part in parts)
            adds_up = not unread and abs(sum(figures) - total) <= TOLERANCE * total
            if not adds_up and not unread and any(figure is not None for figure in told):
                self.problems.append(query("responses.shares_sum", self._at(index, parts[0]), item=code, sum=f"{sum(figures):g}", total=f"{total:g}"))
            for part, figure in zip(parts, figures, strict=True):
                columns[part][index] = figure if adds_up else None

    def _drop_unasked(self, columns: dict[str, list[object]], code: str) -> None:
        """An answer to a question that was not to be asked is left out; where the condition is blank it stays."""
        fields = [field.code for field in fields_of(code, self.declared.items[code]) if field.code in columns]
        excluded = [index for index in range(len(self.rows)) if self._excluded(columns, code, index)]
        gone = [(index, field) for index in excluded for field in fields if columns[field][index] is not None]
        for index, field in gone:
            columns[field][index] = None
        if gone:
            self.problems.append(query("responses.not_asked", self._at(*gone[0]), item=code, count=len({index for index, _ in gone})))

    def _excluded(self, columns: Mapping[str, Sequence[object]], code: str, index: int) -> bool:
        conditions = self.declared.items[code].when.items()
        return any(name in columns and columns[name][index] is not None and columns[name][index] not in codes for name, codes in conditions)

    def _tell_repeats(self, columns: Mapping[str, Sequence[object]]) -> None:
        """Rows alike in everything are asked back: from three on, or from two on where the time each took is told and is the same."""
        alike: dict[tuple[object, ...], list[int]] = {}
        for index, told in enumerate(zip(*columns.values(), strict=True)):
            key = tuple(tuple(cell) if isinstance(cell, list) else cell for cell in told)
            if sum(cell is not None for cell in key) >= LEAST_ALIKE:
                alike.setdefault(key, []).append(index)
        first = min(self.headed.columns, key=self.headed.columns.__getitem__)
        for key, rows in alike.items():
            if len(rows) >= (TIMED_ALIKE if SECONDS in columns and key[-1] is not None else UNTIMED_ALIKE):
                listed = list_known(self.rows[index] + 1 for index in rows)
                self.problems.append(query("responses.repeated", self._at(rows[0], first), count=len(rows), rows=listed))

    def _tell_nameless(self, columns: Mapping[str, Sequence[object]]) -> None:
        """Answers that name no member, or no organisation where organisations vote; once a sheet."""
        named = {self.declared.member_item: "responses.no_member", self.declared.organisation_item: "responses.no_organisation"}
        for code, fault in named.items():
            if code is None:
                continue
            blank = [index for index, told in enumerate(columns[code]) if told is None and (index, code) not in self.unread]
            if blank:
                self.problems.append(query(fault, self._at(blank[0], code), count=len(blank)))
