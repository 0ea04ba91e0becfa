"""Work out a side of a cross check: a sum, a count, or the members named."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from iecscore.system import Side, System, Told, context_of, parse_side
from iecscore.system.formula import RowExpression, evaluate_row, fields_in
from iecscore.system.tables import CrossCheck, Time
from iecscore.text import say
from iecscore.workbook.checking_picture import Picture
from iecscore.workbook.checking_references import codes_of
from iecscore.workbook.parts import compile_row


class Relation(NamedTuple):
    """A cross check, read: its sides, and the condition on the rows of each table."""

    check: CrossCheck
    left: Side
    right: Side
    where: Mapping[str, RowExpression]

    @property
    def sides(self) -> tuple[Side, Side]:
        """Left and right."""
        return self.left, self.right

    @property
    def cell(self) -> tuple[str, str]:
        """Table and column of the cell that is named."""
        table, _, column = self.check.cell.partition(".")
        return table, column


class Group(NamedTuple):
    """For whom a cross check is worked out: the round, and the member where it is by member."""

    year: int
    member: str


def read_relations(system: System) -> tuple[Relation, ...]:
    """Read every cross check of a system."""
    read = ((check, parse_side(check.left), parse_side(check.right)) for check in system.cross_checks)
    return tuple(
        Relation(check, left, right, {table: compile_row(text, system.tables[table]) for table, text in check.where.items()})
        for check, left, right in read
        if left and right
    )


def tables_of_side(side: Side) -> tuple[str, ...]:
    """The tables a side reads."""
    return tuple(dict.fromkeys(field.partition(".")[0] for field in side.fields))


def is_told(picture: Picture, relation: Relation, side: Side, group: Group) -> bool:
    """Whether all that a side counts is there; a query does with the share of members that a pooled value does with."""
    year = group.year - 1 if side.previous else group.year
    if relation.check.by == "member":
        return all(picture.has_table(table, group.member, year) for table in tables_of_side(side))
    share = 1.0 if relation.check.severity == "error" else picture.system.row_coverage
    return all(picture.is_complete(table, year, share) for table in tables_of_side(side))


def compute_side(picture: Picture, relation: Relation, side: Side, group: Group) -> Decimal | None:
    """What a side comes to; nothing where a figure in it is unknown or a cell could not be read, or last year told none."""
    if any(_is_unread(picture, relation, field, group.year - side.previous) for field in side.fields):
        return None
    if side.kind == "owners":
        return Decimal(len(set(_owners(picture, relation, side, group))))
    table, _, column = side.fields[0].partition(".")
    rows = rows_of_side(picture, relation, table, group, previous=side.previous)
    if side.previous and not rows:
        return None
    return Decimal(len(rows)) if side.kind == "count" else _sum(picture, table, column, rows)


def rows_of_side(picture: Picture, relation: Relation, table: str, group: Group, *, previous: bool) -> list[Told]:
    """The rows of a table that count: of the year, of the member, and meeting the condition."""
    year = group.year - 1 if previous else group.year
    yearly = picture.system.tables[table].time is Time.YEAR
    condition, context = relation.where.get(table), context_of(picture.system, year)
    return [
        row
        for row in picture.told(table, year)
        if (not yearly or row.year == year)
        and group.member in {"", row.member}
        and (condition is None or evaluate_row(condition, row.cells, context) is True)
    ]


def _is_unread(picture: Picture, relation: Relation, field: str, year: int) -> bool:
    """Whether a cell that is added up, or on which it depends whether its row counts, could not be read."""
    table, _, column = field.partition(".")
    condition = relation.where.get(table)
    asked = [column, *(named.column for named in (fields_in(condition.root) if condition else ()))]
    return picture.is_unread(picture.told(table, year), asked)


def _sum(picture: Picture, table: str, column: str, rows: list[Told]) -> Decimal | None:
    unknown = picture.system.tables[table].columns[column].blank_is_unknown
    if any(row.cells.get(column) is None and (unknown or row.reason(column)) for row in rows):
        return None
    return sum((Decimal(str(cell)) for row in rows if (cell := row.cells.get(column)) is not None), Decimal(0))


def _owners(picture: Picture, relation: Relation, side: Side, group: Group) -> Iterator[str]:
    for field in side.fields:
        table, _, column = field.partition(".")
        for row in rows_of_side(picture, relation, table, group, previous=side.previous):
            yield from codes_of(row.cells.get(column)) if column else filter(None, [row.member])


def word_side(system: System, side: Side, language: str) -> str:
    """A side as people read it: what is added up or counted, in which sheets."""
    sheets = ", ".join(system.tables[table].sheet for table in tables_of_side(side))
    if side.kind == "sum":
        table, _, column = side.fields[0].partition(".")
        words = say("total of “{column}” in sheet “{sheet}”", language, column=system.tables[table].columns[column].name.say(language), sheet=sheets)
    elif side.kind == "count":
        words = say("rows in sheet “{sheet}”", language, sheet=sheets)
    else:
        words = say("members named in sheets “{sheets}”", language, sheets=sheets)
    return say("{side} of the round before", language, side=words) if side.previous else words
