"""The cover of the answer workbook: what it is, whose it is, how it is filled in, what becomes of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from xlsxwriter.worksheet import Worksheet

from iecscore.survey.book_layout import Pen
from iecscore.survey.marks import SURVEY, UNIT, YEAR, mark_code
from iecscore.survey.model import Group, Vote
from iecscore.text import say

WIDTHS: Final = (30, 46, 14, 14, 30)
Told = Mapping[str, str | int]


def write_cover(sheet: Worksheet, pen: Pen, whose: Told, rows: Mapping[str, Sequence[object]]) -> None:
    """Write the cover; `whose` tells unit, its name and the round's year."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, pen.say(pen.survey.name), pen.looks["title"])
    sheet.write_string(1, 0, pen.label, pen.looks["label"])
    below = _write_identity(sheet, pen, whose, 2)
    below = _write_telling(sheet, pen, below + 1)
    _write_groups(sheet, pen, rows, below + 1)


def _write_identity(sheet: Worksheet, pen: Pen, whose: Told, row: int) -> int:
    lines = (
        (f"{mark_code(UNIT)} {pen.say(pen.survey.unit)}", str(whose["unit"])),
        (say("Name", pen.language), str(whose["name"])),
        (f"{mark_code(YEAR)} {say('Round (year)', pen.language)}", str(whose["year"])),
        (f"{mark_code(SURVEY)} {say('Questionnaires', pen.language)}", pen.survey.key),
        (say("Version", pen.language), pen.survey.version),
    )
    shown = [line for line in lines if line[1]]
    for number, (name, told) in enumerate(shown, start=row):
        sheet.write_string(number, 0, name, pen.looks["name"])
        sheet.write_string(number, 1, told, pen.looks["told"])
    return row + len(shown)


def _write_telling(sheet: Worksheet, pen: Pen, row: int) -> int:
    lines = tuple(_tell(pen))
    for number, (name, text) in enumerate(lines, start=row):
        sheet.write_string(number, 0, name, pen.looks["name"])
        sheet.merge_range(number, 1, number, len(WIDTHS) - 1, text, pen.looks["plain_cell"])
        sheet.set_row(number, 36)
    return row + len(lines)


def _tell(pen: Pen) -> Iterator[tuple[str, str]]:
    language = pen.language
    yield (
        say("What", language),
        say("The answers of one unit and round: a sheet for each group of people, a row for each person who answered.", language),
    )
    yield (
        say("How", language),
        say(
            "Type the answers, or paste them in from your survey platform. "
            "Columns are known by the code in brackets and may stand in any order; others are not read.",
            language,
        ),
    )
    yield (
        say("Ratings and codes", language),
        say(
            "A rating is its number or its wording; NA means not applicable or not known, never the middle. "
            "Several codes have semicolons between them. What was not asked or not answered stays blank.",
            language,
        ),
    )
    yield (
        say("Privacy", language),
        say(
            "Enter no names, telephone numbers or addresses of persons. What few people told is not shown to anybody: "
            "the table below says from how many answers on.",
            language,
        ),
    )


def _write_groups(sheet: Worksheet, pen: Pen, rows: Mapping[str, Sequence[object]], row: int) -> None:
    heads = (
        say("Sheet of answers", pen.language),
        say("Who answers", pen.language),
        say("Columns", pen.language),
        say("Rows filled in", pen.language),
        say("Shown from / scored from", pen.language),
    )
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, pen.looks["head"])
    for number, group in enumerate(pen.survey.ordered, start=row + 1):
        title = pen.say(group.short)
        sheet.write_url(number, 0, f"internal:'{title}'!A1", pen.looks["link"], title)
        sheet.write_string(number, 1, pen.say(group.name), pen.looks["plain_cell"])
        sheet.write_number(number, 2, len(group.fields), pen.looks["figure"])
        sheet.write_number(number, 3, len(rows.get(group.key, ())), pen.looks["figure"])
        sheet.write_string(number, 4, _minimum(pen, group), pen.looks["figure"])


def _minimum(pen: Pen, group: Group) -> str:
    voters = say("organisations" if group.vote is Vote.ORGANISATION else "persons", pen.language)
    return f"{group.minimum.show} / {group.minimum.score} {voters}"
