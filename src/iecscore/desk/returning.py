"""Write what is wrong with a refused file as a list that can be sent back to those who filled it in."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from iecscore.desk.importing import Imported
from iecscore.problems import Problem, errors_in
from iecscore.sheets.writing import open_book
from iecscore.text import say, word_problem

UNWRITABLE: Final = re.compile(r'[\\/:*?"<>|]')
WIDTHS: Final = (30, 22, 10, 70, 70)


def write_fault_lists(folder: Path, done: Imported, language: str) -> tuple[Path, ...]:
    """One workbook for each refused file, every error a row; the paths.

    Raises:
        OSError: a file cannot be written.
    """
    found: dict[str, list[Problem]] = {}
    for outcome in done.refused:
        found.setdefault(outcome.file, []).extend(errors_in(outcome.problems))
    folder.mkdir(parents=True, exist_ok=True)
    told = {folder / _name_list(file, language): (file, list(dict.fromkeys(problems))) for file, problems in found.items()}
    for path, (file, problems) in told.items():
        _write_list(path, file, problems, language)
    return tuple(told)


def make_fault_list(file: str, problems: Sequence[Problem], language: str) -> tuple[str, bytes]:
    """The list for one file, to be handed out: its name and itself."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        _write_list(path, file, problems, language)
        return _name_list(file, language), path.read_bytes()


def _name_list(file: str, language: str) -> str:
    return f"{say('Faults to correct', language)} {UNWRITABLE.sub('_', file).removesuffix('.xlsx')}.xlsx"


def _write_list(path: Path, file: str, problems: Sequence[Problem], language: str) -> None:
    title = say("Faults to correct", language)
    with open_book(path, title) as book:
        sheet, bold, wrap = book.add_worksheet(title), book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, (head, width) in enumerate(zip(("File", "Sheet", "Cell", "What is wrong", "What to do"), WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, say(head, language), bold)
        for row, problem in enumerate(problems, start=1):
            worded = word_problem(problem, language)
            for column, text in enumerate((file, problem.place.sheet, problem.place.cell, worded.cause, worded.remedy)):
                sheet.write_string(row, column, text, wrap)
        sheet.freeze_panes(1, 0)
