"""The first sheet of the judgement workbook: what is asked, how to answer, what the words of the scale mean, what is compared."""

from collections.abc import Mapping, Sequence
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from iecscore.panel.book_layout import Group, explain_node, height_of, name_node
from iecscore.panel.scale import STEPS
from iecscore.sheets import letter_of
from iecscore.system.model import System
from iecscore.text import say
from iecscore.weights import Tree

GUIDE: Final = (
    "You compare two items at a time: which of them matters more for the goal named above the pair, and how much more?",
    "Choose the answer in the yellow cell from its list. 1: both matter the same. 3, 5, 7, 9: A matters more. 1/3, 1/5, 1/7, 1/9: B matters more.",
    "The column beside repeats your answer in words. Check that it says what you mean.",
    "Answer all pairs of a group, or leave out the whole group if it is outside your field.",
    "When a group is finished, its heading shows how well the answers agree (CR). Above 0.10 look again at the pair it names; do not force it.",
    "The panel's weights come from all experts together. There are no right answers; answer by yourself.",
    "Save the workbook as .xlsx and send it back. Change nothing but the yellow cells.",
)
DEGREES: Final = {
    1: "A and B matter the same",
    2: "between 1 and 3",
    3: "slightly more",
    4: "between 3 and 5",
    5: "clearly more",
    6: "between 5 and 7",
    7: "much more",
    8: "between 7 and 9",
    9: "absolutely more",
}
TITLE: Final = "Guide"
FIRST_STEP: Final = 4
SCALE_ROW: Final = FIRST_STEP + len(GUIDE) + 4
NODE_ROW: Final = SCALE_ROW + len(STEPS) + 3
ANSWER, MEANING = 1, 2
WIDTHS: Final = (6, 44, 96)


def write_guide(
    sheet: Worksheet, system: System, trees: Mapping[str, Tree], groups: Sequence[Group], looks: Mapping[str, Format], language: str, label: str
) -> None:
    """Write the guide; the sheets of the experts look up the words of the scale here."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, say("Judgements of the panel", language), looks["title"])
    sheet.write_string(1, 0, system.name.say(language), looks["plain"])
    sheet.write_string(2, 0, label, looks["warning"])
    for row, text in ((FIRST_STEP, "How to answer"), (SCALE_ROW - 2, "The scale"), (NODE_ROW - 2, "What is compared")):
        sheet.write_string(row, 0, say(text, language), looks["section"])
    for number, text in enumerate(GUIDE, start=1):
        sheet.write_number(FIRST_STEP + number, 0, number, looks["number"])
        sheet.merge_range(FIRST_STEP + number, 1, FIRST_STEP + number, 2, "", looks["name"])
        sheet.write_string(FIRST_STEP + number, 1, say(text, language), looks["name"])
        sheet.set_row(FIRST_STEP + number, height_of(say(text, language), WIDTHS[1] + WIDTHS[2]) + 6)
    _write_table(sheet, SCALE_ROW - 1, ("Answer", "In words"), [(step, word_step(step, language)) for step in STEPS], looks, language)
    nodes = ((group.level, child) for group in groups for child in group.children)
    told = dict.fromkeys((name_node(system, node, language), explain_node(system, trees[level], node, language)) for level, node in nodes)
    _write_table(sheet, NODE_ROW - 1, ("What is compared", "What it asks or measures"), list(told), looks, language)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("")


def _write_table(
    sheet: Worksheet, row: int, heads: tuple[str, str], rows: Sequence[tuple[str, str]], looks: Mapping[str, Format], language: str
) -> None:
    for column, head in enumerate(heads, start=ANSWER):
        sheet.write_string(row, column, say(head, language), looks["head"])
    for offset, cells in enumerate(rows, start=1):
        sheet.set_row(row + offset, max(height_of(cell, WIDTHS[column]) for column, cell in enumerate(cells, start=ANSWER)))
        for column, cell in enumerate(cells, start=ANSWER):
            sheet.write_string(row + offset, column, cell, looks["name"])


def scale_range(column: int) -> str:
    """Where the scale stands on the guide: its answers or its words."""
    letter = letter_of(column + 1)
    return f"${letter}${SCALE_ROW + 1}:${letter}${SCALE_ROW + len(STEPS)}"


def word_step(step: str, language: str) -> str:
    """An answer in words: who matters more, and how much."""
    degree = int(step.removeprefix("1/"))
    told = say(DEGREES[degree], language)
    if degree == 1:
        return told
    return say("B: {degree}", language, degree=told) if "/" in step else say("A: {degree}", language, degree=told)
