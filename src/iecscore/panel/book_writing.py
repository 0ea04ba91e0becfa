"""Write the judgement workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from iecscore.panel.book_consistency import STEPS as ITERATIONS
from iecscore.panel.book_consistency import WEIGHT, write_state
from iecscore.panel.book_guide import ANSWER, MEANING, TITLE, scale_range, word_step, write_guide
from iecscore.panel.book_layout import (
    CODE_ROW,
    CODES,
    EXPERT_CELL,
    FIELDS,
    FIRST_ROW,
    HEADERS,
    LEFT,
    NUMBER,
    OPEN_COLUMN,
    RIGHT,
    WIDTHS,
    WORDS,
    Group,
    Pair,
    height_of,
    lay_groups,
    make_looks,
    name_node,
)
from iecscore.panel.scale import STEPS, write_step
from iecscore.problems import Misuse, error
from iecscore.sheets import address_of, letter_of
from iecscore.sheets.writing import open_book
from iecscore.system.model import System
from iecscore.text import say
from iecscore.weights import Judgements, Tree


@dataclass(frozen=True, slots=True)
class _Pen:
    book: Workbook
    system: System
    groups: tuple[Group, ...]
    language: str
    looks: Mapping[str, Format]
    judgements: Judgements
    label: str


def write_judgement_book(
    path: Path,
    system: System,
    trees: Mapping[str, Tree],
    experts: Sequence[str],
    language: str,
    judgements: Judgements | None = None,
    *,
    leaves: bool = True,
    label: str = "",
) -> None:
    """Write a workbook with a guide and a sheet for each expert, the judgements there are filled in; without `leaves` no indicator is compared.

    Raises:
        Misuse: no parent has two nodes to compare.
    """
    title = say("Judgements of the panel", language)
    groups = tuple(lay_groups(trees, leaves=leaves))
    if not groups:
        raise Misuse(error("panel.nothing_to_compare"))
    with open_book(path, title) as book:
        pen = _Pen(book, system, groups, language, make_looks(book), judgements or Judgements(()), label)
        guide = say(TITLE, language)
        write_guide(book.add_worksheet(guide), system, trees, groups, pen.looks, language, label)
        for name, expert in zip(_title(experts, guide), experts, strict=True):
            _write_sheet(book.add_worksheet(name), pen, expert)


def _title(experts: Sequence[str], guide: str) -> Iterator[str]:
    taken = {guide.casefold(), "history"}
    for number, expert in enumerate(experts, start=1):
        title = "".join("_" if sign in "[]:*?/\\'" else sign for sign in expert)[:27]
        title = f"{title} {number}".strip() if not title or title.casefold() in taken else title
        taken.add(title.casefold())
        yield title


def _write_sheet(sheet: Worksheet, pen: _Pen, expert: str) -> None:
    told = [_find_told(pen.judgements, expert, group) for group in pen.groups]
    _write_head(
        sheet, pen, expert, sum((pair.left, pair.right) in filled for group, filled in zip(pen.groups, told, strict=True) for pair in group.pairs)
    )
    for group, filled in zip(pen.groups, told, strict=True):
        sheet.merge_range(group.heading, NUMBER, group.heading, RIGHT, "", pen.looks["band"])
        sheet.write_string(group.heading, NUMBER, _head_group(pen, group), pen.looks["band"])
        sheet.set_row(group.heading, 26)
        for pair in group.pairs:
            _write_pair(sheet, pen, group, pair, filled.get((pair.left, pair.right)))
        write_state(sheet, group, filled, pen.language, pen.looks["state"])
        for look, sign in (("poor", say("look again", pen.language)), ("good", say("finished", pen.language))):
            rule = {"type": "text", "criteria": "containing", "value": sign, "format": pen.looks[look], "stop_if_true": True}
            sheet.conditional_format(group.heading, WORDS, group.heading, WORDS, rule)
    last, letter = pen.groups[-1].pairs[-1].row, letter_of(OPEN_COLUMN + 1)
    sheet.data_validation(FIRST_ROW, OPEN_COLUMN, last, OPEN_COLUMN, _choice(pen.language))
    sheet.ignore_errors({"number_stored_as_text": f"{letter}{FIRST_ROW + 1}:{letter}{last + 1}"})
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _find_told(judgements: Judgements, expert: str, group: Group) -> dict[tuple[str, str], float]:
    mine = [item for item in judgements.comparisons if (item.expert, item.level, item.parent) == (expert, group.level, group.parent)]
    return {(item.left, item.right): item.value for item in mine} | {(item.right, item.left): 1 / item.value for item in mine}


def _write_head(sheet: Worksheet, pen: _Pen, expert: str, answered: int) -> None:
    last = pen.groups[-1].pairs[-1]
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, say("Judgements of the panel", pen.language), pen.looks["title"])
    sheet.write_string(EXPERT_CELL[0], 0, say("Expert", pen.language), pen.looks["field"])
    sheet.write_string(*EXPERT_CELL, expert, pen.looks["expert"])
    sheet.write_string(EXPERT_CELL[0], RIGHT, say("Answered, of all pairs", pen.language), pen.looks["field"])
    span = f"{address_of(FIRST_ROW + 1, OPEN_COLUMN + 1)}:{address_of(last.row + 1, OPEN_COLUMN + 1)}"
    progress = f'=SUMPRODUCT(--(LEN({span})>0))&" / {last.number}"'
    sheet.write_formula(EXPERT_CELL[0], WORDS, progress, pen.looks["field"], f"{answered} / {last.number}")
    sheet.write_string(2, 0, say("How to answer stands on the first sheet. Fill in the yellow cells only.", pen.language), pen.looks["plain"])
    sheet.write_string(3, 0, pen.label, pen.looks["warning"])
    for column, field in enumerate(FIELDS):
        sheet.write_string(CODE_ROW, column, field, pen.looks["code"])
    for column, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
        sheet.write_string(CODE_ROW + 1, column, say(header, pen.language), pen.looks["head"])
        sheet.set_column(column, column, width)
    sheet.set_column(CODES, WEIGHT + ITERATIONS, None, None, {"hidden": True})
    sheet.set_row(CODE_ROW, None, None, {"hidden": True})
    sheet.set_row(CODE_ROW + 1, 34)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.print_area(0, 0, last.row, WORDS)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(CODE_ROW + 1)


def _head_group(pen: _Pen, group: Group) -> str:
    return say(
        "{level} · {parent}: which matters more? Pairs {first} to {last}",
        pen.language,
        level=pen.system.levels[group.level].name.say(pen.language),
        parent=name_node(pen.system, group.parent, pen.language),
        first=group.pairs[0].number,
        last=group.pairs[-1].number,
    )


def _write_pair(sheet: Worksheet, pen: _Pen, group: Group, pair: Pair, value: float | None) -> None:
    step, cell = write_step(value) if value is not None else "", address_of(pair.row + 1, OPEN_COLUMN + 1)
    names = name_node(pen.system, pair.left, pen.language), name_node(pen.system, pair.right, pen.language)
    sheet.set_row(pair.row, 6 + max(height_of(name, WIDTHS[LEFT]) for name in names))
    sheet.write_number(pair.row, NUMBER, pair.number, pen.looks["number"])
    sheet.write_string(pair.row, LEFT, names[0], pen.looks["name"])
    sheet.write(pair.row, OPEN_COLUMN, step or None, pen.looks["open"])
    sheet.write_string(pair.row, RIGHT, names[1], pen.looks["name"])
    known, wording = (f"'{say(TITLE, pen.language)}'!{scale_range(column)}" for column in (ANSWER, MEANING))
    words = f'=IF({cell}="","",IFERROR(INDEX({wording},MATCH({cell}&"",{known},0)),"{say("off the scale", pen.language)}"))'
    sheet.write_formula(pair.row, WORDS, words, pen.looks["words"], word_step(step, pen.language) if step else "")
    for column, code in enumerate((group.level, group.parent, pair.left, pair.right), start=CODES):
        sheet.write_string(pair.row, column, code, pen.looks["code"])


def _choice(language: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(STEPS),
        "error_title": say("Not on the scale", language),
        "error_message": say("Choose 1 to 9, or 1/2 to 1/9.", language),
    }
