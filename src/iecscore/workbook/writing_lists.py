"""Write the last sheet: every list to choose from, with a name for each."""

from typing import Final

from xlsxwriter.utility import quote_sheetname

from iecscore.text import say
from iecscore.workbook.choices import Choice
from iecscore.workbook.pen import Pen

CODES: Final = ("list", "code", "zh", "en")
NUMBER: Final = "99"
WIDTHS: Final = (26, 22, 44, 44)
FIRST_ROW: Final = 3


def title_lists(language: str) -> str:
    """The sheet's title."""
    return f"{NUMBER} {say('Lists', language)}"


def write_lists(pen: Pen) -> None:
    """Add the sheet of lists and name the range of each."""
    sheet = pen.book.add_worksheet(title_lists(pen.language))
    for number, (code, header) in enumerate(zip(CODES, ("List", "Code", "Chinese", "English"), strict=True)):
        sheet.write_string(0, number, say(header, "zh"), pen.looks["zh_free"])
        sheet.write_string(1, number, header, pen.looks["en_free"])
        sheet.write_string(2, number, code, pen.looks["code"])
        sheet.set_column(number, number, WIDTHS[number])
    row = FIRST_ROW
    for choice in pen.choices.values():
        for code, words in choice.codes.items():
            for number, (text, look) in enumerate(
                ((choice.title.say(pen.language), "list_words"), (code, "list_code"), (words.zh, "list_words"), (words.en, "list_words"))
            ):
                sheet.write_string(row, number, text, pen.looks[look])
            row += 1
        _name(pen, choice, row)
        row += 1
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, FIRST_ROW - 1)
    sheet.set_header(f"&R&9{pen.label}")
    sheet.ignore_errors({"number_stored_as_text": f"B{FIRST_ROW + 1}:B{row}"})
    sheet.set_tab_color("#8A94A6")
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def _name(pen: Pen, choice: Choice, row: int) -> None:
    letter = "C" if pen.language == "zh" else "D"
    pen.book.define_name(choice.name, f"={quote_sheetname(title_lists(pen.language))}!${letter}${row - len(choice.codes) + 1}:${letter}${row}")
