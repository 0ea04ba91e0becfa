"""Read the cells of a sheet, column by column."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Final, NamedTuple

from iecscore.problems import NOWHERE, Problem, error, errors_in
from iecscore.sheets import ERROR, Raw, Told, same_key, show, tidy_code
from iecscore.text import LANGUAGES
from iecscore.values import Cell
from iecscore.workbook.envelope import Envelope
from iecscore.workbook.lining import Finding, Lined
from iecscore.workbook.plan import ColumnPlan, Plan
from iecscore.workbook.rules import word_form
from iecscore.workbook.wording import name_column


@dataclass(frozen=True, slots=True)
class Reader:
    """What cells are read with: the plan, whose workbook it is, and the members' codes by name."""

    plan: Plan
    envelope: Envelope
    names: Mapping[str, str]


class Reading(NamedTuple):
    """What a cell came to: a value, a reason why there is none, or faults."""

    cell: Cell = None
    reason: str = ""
    problems: tuple[Problem, ...] = ()


BLANK: Final = Reading()
REMEMBERED: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet as it was read: per row the cells by column; the cells that stay open, with their reasons; the faults so far."""

    lined: Lined
    numbers: tuple[int, ...]
    rows: tuple[dict[str, Cell], ...]
    reasons: Mapping[tuple[int, str], str]
    faulty: frozenset[tuple[int, str]]
    problems: tuple[tuple[int, str, Problem], ...] = field(default=())

    def owner(self, index: int) -> str:
        """Whose a row is; empty where nobody is told."""
        owner = self.lined.plan.table.owner
        return str(self.rows[index].get(owner) or "") if owner else ""

    def is_foreign(self, index: int, member: str) -> bool:
        """Whether a row belongs to somebody else than a member."""
        return self.owner(index) not in {"", member}

    def is_open(self, index: int, code: str) -> bool:
        """Whether a cell is blank, without a reason."""
        return self.rows[index].get(code) is None and (index, code) not in self.reasons and (index, code) not in self.faulty

    def find(self, index: int, code: str, problem: Problem) -> Finding:
        """A finding at the cell of a row."""
        row, column = self.numbers[index], self.lined.columns.get(code, 0)
        return self.lined.find(replace(problem, place=self.lined.place(row, column)), row, column, self.owner(index))

    def address(self, index: int, code: str) -> str:
        """The cell of a row, empty where the sheet lacks the column."""
        return self.lined.place(self.numbers[index], self.lined.columns[code]).cell if code in self.lined.columns else ""


def fill(reader: Reader, lined: Lined) -> Filled:
    """Read all cells of a sheet."""
    numbers = tuple(lined.rows)
    rows: tuple[dict[str, Cell], ...] = tuple({} for _ in numbers)
    reasons: dict[tuple[int, str], str] = {}
    faults: list[tuple[int, str, Problem]] = []
    faulty: set[tuple[int, str]] = set()
    for code, column in lined.columns.items():
        plan = lined.plan.columns[code]
        for index, cells in enumerate(lined.rows.values()):
            raw = cells.get(column)
            told = BLANK if raw is None else read_cell(plan, raw, reader.names)
            rows[index][code] = told.cell
            if told.reason:
                reasons[index, code] = told.reason
            if told.problems:
                faults += [(index, code, problem) for problem in told.problems]
                faulty |= {(index, code)} if errors_in(told.problems) else set()
    filled = Filled(lined, numbers, rows, reasons, frozenset(faulty), tuple(faults))
    _own(filled, reader.envelope.member)
    return filled


def _own(filled: Filled, member: str) -> None:
    """In a member's own workbook a row that names nobody is the member's."""
    owner = filled.lined.plan.table.owner
    for index, row in enumerate(filled.rows) if member and owner in filled.lined.columns else ():
        if filled.is_open(index, str(owner)):
            row[str(owner)] = member


def read_cell(plan: ColumnPlan, raw: Raw, names: Mapping[str, str]) -> Reading:
    """Read one cell: a reason, a value, or what is wrong with it."""
    if raw.state:
        return Reading(problems=(error("workbook.error_cell" if raw.state == ERROR else "workbook.uncomputed", NOWHERE, told=show(raw.value)),))
    return _read(plan, raw.value, raw.format, names) if plan.names_member else _remember(plan, raw.value, raw.format)


def _read(plan: ColumnPlan, told: Told, form: str, names: Mapping[str, str]) -> Reading:
    if isinstance(told, str) and (reason := plan.reasons.get(same_key(told))):
        return Reading(reason=reason) if reason in plan.excuses else Reading(problems=(refuse_reason(plan, told=show(told)),))
    read = plan.parse(Raw(told, form))
    if read.result is None:
        return Reading(problems=read.problems)
    cell = names.get(same_key(read.result), read.result) if plan.names_member else read.result
    judged = tuple(problem for judge in plan.judges if (problem := judge(cell)))
    return Reading(cell, problems=errors_in(judged) or judged)


def refuse_reason(plan: ColumnPlan, **told: str) -> Problem:
    """A reason where a blank counts as nothing."""
    allowed = {f"allowed_{language}": word_form(plan.column, language) for language in LANGUAGES}
    return error("workbook.reason_for_nothing", NOWHERE, **told, **name_column(plan.column), **allowed)


# The same codes, words and figures stand in thousands of cells; only the members' names mean something else in each workbook.
_remember = lru_cache(REMEMBERED, typed=True)(partial(_read, names={}))


def name_members(plan: Plan, sheets: tuple[Lined, ...]) -> dict[str, str]:
    """The members' codes by name and however they are written, as the workbook itself lists them; what is told twice names nobody."""
    members = plan.system.members
    found: dict[str, set[str]] = {}
    for lined in sheets:
        if lined.plan.table.key == members.table and {members.key, members.name} <= set(lined.columns):
            for cells in lined.rows.values():
                code, name = (cells.get(lined.columns[column]) for column in (members.key, members.name))
                if code and name:
                    for told in (name.value, code.value):
                        found.setdefault(same_key(str(told)), set()).add(tidy_code(str(code.value)))
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
