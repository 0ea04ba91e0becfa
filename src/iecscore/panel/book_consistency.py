"""The live state of each group: how many pairs are open, and the consistency ratio once none is, by formulas every spreadsheet program has.

Beside the pairs, in hidden columns, stand the judgement as a number and the steps of a power iteration, node by node; the
ratio of the last two sums is the largest eigenvalue.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from iecscore.panel.book_layout import FIRST_HELPER, OPEN_COLUMN, WORDS, Group
from iecscore.sheets import address_of, letter_of
from iecscore.text import say
from iecscore.values import Floats
from iecscore.weights import CR_LIMIT, FIRST_SIZE, consistency_ratio, find_priorities, random_index

INDEX: Final = "alonso-lamata"
STEPS: Final = 8
RATIO, DOUBT, WEIGHT = FIRST_HELPER, FIRST_HELPER + 1, FIRST_HELPER + 2


def write_state(sheet: Worksheet, group: Group, filled: Mapping[tuple[str, str], float], language: str, look: Format) -> None:
    """Write the helper columns of a group, and its state: the formula comes with the text it will show."""
    first, last = group.pairs[0].row, group.pairs[-1].row
    for pair in group.pairs:
        cell = address_of(pair.row + 1, OPEN_COLUMN + 1)
        number = f'=IFERROR(IF(LEFT({cell},2)="1/",1/VALUE(MID({cell},3,2)),VALUE({cell})),"")'
        sheet.write_formula(pair.row, RATIO, number, None, filled.get((pair.left, pair.right), ""))
    if len(group.children) >= FIRST_SIZE:
        _write_steps(sheet, group)
    count = f"SUMPRODUCT(--(LEN({_span(OPEN_COLUMN, first, last)})>0))"
    answered = sum((pair.left, pair.right) in filled for pair in group.pairs)
    sheet.write_formula(group.heading, WORDS, _tell(group, count, language), look, state_of(group, answered, _matrix(group, filled), language))


def _write_steps(sheet: Worksheet, group: Group) -> None:
    rows = {child: group.pairs[0].row + place for place, child in enumerate(group.children)}
    size, ratios = len(rows), {(pair.left, pair.right): address_of(pair.row + 1, RATIO + 1) for pair in group.pairs}
    for child, row in rows.items():
        over = "*".join(cell for (left, _), cell in ratios.items() if left == child) or "1"
        under = "*".join(cell for (_, right), cell in ratios.items() if right == child) or "1"
        sheet.write_formula(row, WEIGHT, f'=IFERROR(({over}/({under}))^(1/{size}),"")', None, "")
        for step in range(WEIGHT, WEIGHT + STEPS):
            at = {other: address_of(place + 1, step + 1) for other, place in rows.items()}
            terms = [at[child]]
            terms += [f"{cell}*{at[right]}" for (left, right), cell in ratios.items() if left == child]
            terms += [f"{at[left]}/{cell}" for (left, right), cell in ratios.items() if right == child]
            sheet.write_formula(row, step + 1, f'=IFERROR({"+".join(terms)},"")', None, "")
    for pair in group.pairs:
        left, right = (address_of(rows[node] + 1, WEIGHT + STEPS + 1) for node in (pair.left, pair.right))
        sheet.write_formula(pair.row, DOUBT, f'=IFERROR(ABS(LN({ratios[pair.left, pair.right]}*{right}/{left})),"")', None, "")


def _tell(group: Group, count: str, language: str) -> str:
    """The formula of the state: not begun, pairs open, finished, and for three nodes or more the ratio."""
    total, size = len(group.pairs), len(group.children)
    done = f'"{say("finished", language)}"'
    if size >= FIRST_SIZE:
        first, last = group.pairs[0].row, group.pairs[0].row + size - 1
        peak = "/".join(f"SUM({_span(step, first, last)})" for step in (WEIGHT + STEPS, WEIGHT + STEPS - 1))
        ratio = f"({peak}-{size})/{(size - 1) * random_index(INDEX, size):.6f}"
        doubts, pairs = (_span(column, first, group.pairs[-1].row) for column in (DOUBT, 0))
        worst = f"INDEX({pairs},MATCH(MAX({doubts}),{doubts},0))"
        again = f'" · {say("look again", language)} → "&{worst}'
        done = f'{done}&" · CR "&TEXT(MAX(0,{ratio}),"0.00")&IF({ratio}>{CR_LIMIT},{again},"")'
    begun = f'{count}&" / {total} {say("answered", language)}"'
    return f'=IF({count}=0,"{say("not begun", language)}",IF({count}<{total},{begun},IFERROR({done},"{say("off the scale", language)}")))'


def _span(column: int, first: int, last: int) -> str:
    letter = letter_of(column + 1)
    return f"${letter}${first + 1}:${letter}${last + 1}"


def _matrix(group: Group, filled: Mapping[tuple[str, str], float]) -> Floats:
    place = {child: index for index, child in enumerate(group.children)}
    matrix = np.ones((len(place), len(place)))
    for pair in group.pairs:
        matrix[place[pair.left], place[pair.right]] = value = filled.get((pair.left, pair.right), 1.0)
        matrix[place[pair.right], place[pair.left]] = 1 / value
    return matrix


def state_of(group: Group, answered: int, matrix: Floats, language: str) -> str:
    """What the formula of the state shows for a group so far answered."""
    if not answered:
        return say("not begun", language)
    if answered < len(group.pairs):
        return f"{answered} / {len(group.pairs)} {say('answered', language)}"
    weights, peak = find_priorities(matrix)
    size = len(matrix)
    if size < FIRST_SIZE:
        return say("finished", language)
    ratio = consistency_ratio(peak, size, INDEX)
    doubts = np.abs(np.log(matrix * weights / weights[:, np.newaxis]))[np.triu_indices(size, 1)]
    again = f" · {say('look again', language)} → {group.pairs[int(np.argmax(doubts))].number}" if ratio > CR_LIMIT else ""
    return f"{say('finished', language)} · CR {ratio:.2f}{again}"
