"""The sheets of an answer workbook that are chosen from: the members, and the answers of each question."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from iecscore.survey.book_layout import Pen, list_answers
from iecscore.survey.marks import CHOICES, MEMBERS, mark_code
from iecscore.survey.model import ItemType
from iecscore.text import say
from iecscore.values import Cell

HEAD_ROW: Final = 2
CHOSEN: Final = frozenset({ItemType.SINGLE, ItemType.MULTI, ItemType.LISTED})


def write_lists(book: Workbook, pen: Pen, members: Sequence[Mapping[str, Cell]]) -> dict[str, str]:
    """Write both sheets; by item code, the range a drop-down list is taken from."""
    ranges = _write_answers(book, pen)
    if members:
        area = _write_members(book, pen, members)
        ranges |= {code: area for group in pen.survey.ordered for code, item in group.items.items() if item.type is ItemType.MEMBER}
    return ranges


def name_members(pen: Pen, members: Sequence[Mapping[str, Cell]]) -> dict[str, str]:
    """Code to code and name."""
    key, name = pen.system.members.key, pen.system.members.name
    return {str(member[key]): f"{member[key]} {member.get(name) or ''}".strip() for member in members if member.get(key)}


def _write_members(book: Workbook, pen: Pen, members: Sequence[Mapping[str, Cell]]) -> str:
    """Code, name, and both in one cell, as the lists offer it."""
    title = say(MEMBERS, pen.language)
    declared = pen.system.members
    sheet = _open_sheet(book, pen, title, say("The organisations an answer can name; the list is as of the day this file was written.", pen.language))
    columns = pen.system.tables[declared.table].columns
    heads = [f"{mark_code(code)} {pen.say(columns[code].name)}" for code in (declared.key, declared.name)]
    for column, head in enumerate([*heads, say("As the lists offer it", pen.language)]):
        sheet.write_string(HEAD_ROW, column, head, pen.looks["head"])
    named = name_members(pen, members)
    for row, (code, both) in enumerate(named.items(), start=HEAD_ROW + 1):
        for column, text in enumerate((code, both.removeprefix(code).strip(), both)):
            sheet.write_string(row, column, text, pen.looks["code"])
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 2, 40)
    return f"='{title}'!$C${HEAD_ROW + 2}:$C${HEAD_ROW + 1 + len(named)}"


def _write_answers(book: Workbook, pen: Pen) -> dict[str, str]:
    title = say(CHOICES, pen.language)
    sheet = _open_sheet(book, pen, title, say("Number and wording mean the same; type whichever is quicker.", pen.language))
    for column, head in enumerate(_heads(pen)):
        sheet.write_string(HEAD_ROW, column, head, pen.looks["head"])
    ranges: dict[str, str] = {}
    row = HEAD_ROW + 1
    for code, question, answers in _list_questions(pen):
        for number, answer in enumerate(answers):
            for column, text in enumerate((code, question, answer)):
                sheet.write_string(row + number, column, text, pen.looks["code" if column != 1 else "plain_cell"])
        ranges[code] = f"='{title}'!$C${row + 1}:$C${row + len(answers)}"
        row += len(answers)
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 36)
    sheet.autofilter(HEAD_ROW, 0, row - 1, 2)
    return ranges


def _heads(pen: Pen) -> tuple[str, str, str]:
    return say("Question code", pen.language), say("Question", pen.language), say("Answer", pen.language)


def _list_questions(pen: Pen) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for group in pen.survey.ordered:
        for field in group.fields:
            item = group.items[field.item]
            own_scale = item.scale not in {None, pen.survey.scale}
            if answers := list_answers(pen, item) if item.type in CHOSEN or own_scale else ():
                yield field.code, pen.say(group.word_field(field)), answers


def _open_sheet(book: Workbook, pen: Pen, title: str, telling: str) -> Worksheet:
    sheet = book.add_worksheet(title)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "  ".join(part for part in (title, pen.label) if part), pen.looks["title"])
    sheet.write_string(1, 0, telling, pen.looks["hint"])
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.set_tab_color("#B8C1D1")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet
