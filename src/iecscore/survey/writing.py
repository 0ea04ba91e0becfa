"""Write the answer workbook of a unit: a cover, a sheet for each group of people, the lists to choose from."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from xlsxwriter.worksheet import Worksheet

from iecscore.sheets.writing import open_book
from iecscore.survey.book_cover import write_cover
from iecscore.survey.book_layout import WIDTHS, Pen, list_answers, look_of, make_looks, measure_height, tell_how, write_header
from iecscore.survey.book_lists import name_members, write_lists
from iecscore.survey.marks import COVER
from iecscore.survey.model import Field, Group, Item, ItemType, Survey
from iecscore.system.model import System
from iecscore.text import say
from iecscore.values import Cell

HEAD_ROW: Final = 2
FIRST_ROW: Final = 3
SPARE: Final = 2000
LONGEST_PROMPT, LONGEST_TITLE = 255, 32
CHOSEN: Final = frozenset({ItemType.SINGLE, ItemType.MEMBER, ItemType.LISTED})


def write_answer_book(  # noqa: PLR0913 - whose it is, for whom, and what is in it
    path: Path,
    system: System,
    survey: Survey,
    unit: str,
    *,
    language: str,
    year: int,
    unit_name: str = "",
    members: Sequence[Mapping[str, Cell]] = (),
    answers: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    label: str = "",
) -> None:
    """Write the workbook; `answers` are rows by group, their cells by field code (`M12a`): numbers, codes, `NA`, several codes as a list.

    The lists hold what `members` (rows of the members' table) tells. Equal content gives an equal file.
    """
    filled = answers or {}
    with open_book(path, survey.name.say(language)) as book:
        pen = Pen(system, survey, language, make_looks(book), label)
        cover = book.add_worksheet(say(COVER, language))
        sheets = {key: book.add_worksheet(survey.groups[key].short.say(language)) for key in survey.order}
        lists, named = write_lists(book, pen, members), name_members(pen, members)
        write_cover(cover, pen, {"unit": unit, "name": unit_name, "year": year}, filled)
        for key, sheet in sheets.items():
            _write_group(sheet, pen, survey.groups[key], lists, named, filled.get(key, ()))


def _write_group(
    sheet: Worksheet,
    pen: Pen,
    group: Group,
    lists: Mapping[str, str],
    members: Mapping[str, str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    fields = group.fields
    _write_head(sheet, pen, group, fields)
    last = FIRST_ROW + len(rows) + SPARE
    for column, field in enumerate(fields):
        item = group.items[field.item]
        look, worded = pen.looks[look_of(item)], _wordings(pen, item, members)
        sheet.set_column(column, column, WIDTHS[item.type], pen.looks["open_" + look_of(item)])
        sheet.data_validation(FIRST_ROW, column, last, column, _offer(pen, field, item, lists))
        for row, told in enumerate(rows, start=FIRST_ROW):
            _write_cell(sheet, row, column, _word(told.get(field.code), worded), look)


def _write_head(sheet: Worksheet, pen: Pen, group: Group, fields: Sequence[Field]) -> None:
    headers = [write_header(pen, group, field) for field in fields]
    widths = [WIDTHS[group.items[field.item].type] for field in fields]
    sheet.write_string(0, 0, "  ".join(part for part in (pen.say(group.name), pen.label) if part), pen.looks["title"])
    sheet.write_string(1, 0, _telling(pen), pen.looks["hint"])
    for column, (header, field) in enumerate(zip(headers, fields, strict=True)):
        sheet.write_string(HEAD_ROW, column, header, pen.looks["head" if group.items[field.item].required else "free_head"])
    sheet.set_row(0, 26)
    sheet.set_row(HEAD_ROW, measure_height(headers, widths))
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_tab_color("#1F3864")


def _telling(pen: Pen) -> str:
    known = pen.survey.scales[pen.survey.scale]
    scale = "  ".join(f"{code} {pen.say(words)}" for code, words in known.items())
    return say("One row a person. Ratings: {scale}. Questions that were not asked stay blank.", pen.language, scale=scale)


def _offer(pen: Pen, field: Field, item: Item, lists: Mapping[str, str]) -> dict[str, object]:
    prompt = {"input_title": field.code[:LONGEST_TITLE], "input_message": tell_how(pen, item)[:LONGEST_PROMPT], "ignore_blank": True}
    if item.rated:
        wrong = say("Choose one of the list, or leave the cell blank.", pen.language)
        return {"validate": "list", "source": list(pen.survey.options_of(item)), "error_title": field.code, "error_message": wrong, **prompt}
    if item.type in CHOSEN and field.code in lists:
        return {"validate": "list", "source": lists[field.code], "show_error": False, **prompt}
    return {"validate": "any", **prompt}


def _wordings(pen: Pen, item: Item, members: Mapping[str, str]) -> Mapping[str, str]:
    if item.type is ItemType.MEMBER:
        return members
    return {answer.partition(" ")[0]: answer for answer in list_answers(pen, item)} if item.type is ItemType.SINGLE else {}


def _word(told: object, worded: Mapping[str, str]) -> object:
    if isinstance(told, list | tuple):
        return ";".join(worded.get(str(code), str(code)) for code in told)
    return worded.get(str(told), told) if worded else told


def _write_cell(sheet: Worksheet, row: int, column: int, told: object, look: object) -> None:
    if told is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(told, int | float) and not isinstance(told, bool):
        sheet.write_number(row, column, told, look)
    else:
        sheet.write_string(row, column, str(told), look)
