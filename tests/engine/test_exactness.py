"""The same rows give the same bytes, on however many threads, in whatever order and files."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from engine.drawn_club import club, measure, tell
from engine.drawn_rows import draw_rows
from iecscore.engine import compute_values
from iecscore.records import to_json
from iecscore.system import load_system

SYSTEM = load_system(Path(__file__).parents[2] / "indicators" / "iec").result
ROWS = draw_rows(SYSTEM, units=5, members=6, year=2025, rounds=2, seed=7)


def told(rows, level="community", threads=1):
    return to_json(compute_values(SYSTEM, level, 2025, rows, None, threads))


@pytest.fixture(scope="module")
def plain():
    return {level: told(ROWS, level) for level in ("community", "college")}


@pytest.mark.parametrize("threads", [2, 4])
@pytest.mark.parametrize("level", ["community", "college"])
def test_threads_change_no_byte(plain, level, threads):
    assert told(ROWS, level, threads) == plain[level]


def test_the_order_of_files_changes_no_byte(plain):
    shuffled = list(ROWS)
    random.Random(1).shuffle(shuffled)
    assert told(shuffled, threads=4) == plain["community"]


def _shuffled(rows, seed):
    order = list(range(len(rows.rows)))
    random.Random(seed).shuffle(order)
    reasons = {(order.index(index), column): reason for (index, column), reason in rows.reasons.items()}
    return replace(rows, rows=tuple(rows.rows[index] for index in order), numbers=tuple(rows.numbers[index] for index in order), reasons=reasons)


def test_the_order_of_rows_changes_no_byte(plain):
    assert told([_shuffled(rows, seed) for seed, rows in enumerate(ROWS)], threads=2) == plain["community"]


def _by_member(rows):
    """One table of a whole workbook as its members hand it in, each in a file of its own."""
    owner = SYSTEM.tables[rows.table].owner
    if not owner or rows.table not in {table for part in SYSTEM.parts.values() if part.members for table in part.tables}:
        return [rows]
    parts = []
    for code in sorted(set(rows.column(owner)), key=str):
        kept = [index for index, cell in enumerate(rows.column(owner)) if cell == code]
        reasons = {
            (place, column): reason for place, index in enumerate(kept) for column in rows.columns if (reason := rows.reasons.get((index, column)))
        }
        cells = tuple(rows.rows[index] for index in kept)
        parts.append(replace(rows, file=f"{code}.xlsx", rows=cells, numbers=tuple(rows.numbers[index] for index in kept), reasons=reasons))
    return parts


def test_one_file_or_many_changes_no_byte(plain):
    assert told([part for rows in ROWS for part in _by_member(rows)], threads=4) == plain["community"]


def test_a_thousand_tenths_are_a_hundred():
    rows = tell("deal", "deal_id member_id year sum", *((f"D{number}", "M1", 2025, "0.1") for number in range(1000)))
    assert measure("sum(deal.sum)", *club("M1"), rows, threads=4).value == 100.0


def test_large_and_small_amounts_are_added_without_loss():
    rows = tell(
        "deal",
        "deal_id member_id year sum",
        ("D1", "M1", 2025, "900000000000000"),
        ("D2", "M1", 2025, "0.01"),
        ("D3", "M2", 2025, "-900000000000000"),
    )
    assert measure("sum(deal.sum)", *club("M1", "M2"), rows).value == 0.01
