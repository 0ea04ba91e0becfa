"""A figure answers to a change of a number behind it as if the file had been filled in so."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from engine.drawn_club import club, club_system, tell
from engine.drawn_rows import draw_rows
from iecscore.engine import compute_values, look_behind
from iecscore.system import load_system
from iecscore.system.formula import fields_in, terms_in

IEC = load_system(Path(__file__).parents[2] / "indicators" / "iec").result


def read(formula, *rows, level="club", unit="U1", **attributes):
    return look_behind(club_system({"K.1": formula}, **attributes), level, 2025, rows).read(unit, "K.1")


def work(*rows, columns="member_id year hours n", **options):
    return tell("work", columns, *rows, **options)


def places(reading):
    return {cell.cell: (cell.field, cell.value) for cell in reading.numbers}


def cell_at(reading, address):
    return next(cell for cell in reading.numbers if cell.cell == address)


def test_the_numbers_that_enter_are_told_and_no_others():
    rows = work(("M1", 2025, "7.5", 3), ("M2", 2025, None, 1), ("M1", 2022, 10, 1))
    reading = read("sum(work.hours) / nullif(sum(work.n), 0)", *club("M1", "M2"), rows)
    assert places(reading) == {"C5": ("work.hours", 7.5), "D5": ("work.n", 3.0)}


def test_a_ratio_answers_on_both_sides():
    reading = read("sum(work.hours) / nullif(sum(work.n), 0)", *club("M1"), work(("M1", 2025, 30, 3)))
    hours, number = cell_at(reading, "C5"), cell_at(reading, "D5")
    assert reading.revalue(hours, 60) == 20
    assert reading.revalue(number, 6) == 5
    assert reading.revalue(number, 0) is None
    assert reading.slope(hours) == pytest.approx(1 / 3)
    assert reading.slope(number) == pytest.approx(-10 / 3)


def test_where_nothing_is_left_to_divide_by_there_is_no_slope():
    reading = read("sum(work.hours) / nullif(sum(work.n), 0)", *club("M1"), work(("M1", 2025, 30, 0)))
    assert reading.slope(cell_at(reading, "C5")) == 0


def test_money_is_told_as_filled_in_and_counted_in_prices_of_the_base_year():
    rows = tell("purse", "year spent earned", (2023, 80, 1), (2024, 50, 1), (2025, 40, 1))
    reading = read("sum(purse.spent)", *club("M1"), rows, window=3)
    cell = cell_at(reading, "B5")
    assert (cell.value, cell.factor) == (80, pytest.approx(1.25))
    assert reading.revalue(cell, 160) == pytest.approx(290)


def test_a_field_of_the_units_own_row_answers():
    reading = read("sum(work.n) / nullif(club.seats, 0)", *club("M1", seats=50), work(("M1", 2025, 1, 5)))
    seats = next(cell for cell in reading.numbers if cell.field == "club.seats")
    assert reading.revalue(seats, 25) == pytest.approx(0.2)


def test_a_number_of_the_units_row_in_every_row_of_a_table_answers_in_all():
    reading = read("sum(work.n * club.seats)", *club("M1", "M2", seats=10), work(("M1", 2025, 1, 5), ("M2", 2025, 1, 3)))
    seats = next(cell for cell in reading.numbers if cell.field == "club.seats")
    assert reading.revalue(seats, 20) == 160


@pytest.mark.parametrize(("formula", "expected"), [
    ("median(work.hours)", 5),
    ("max(work.hours)", 9),
    ("min(work.hours)", 1),
    ("winsorised_mean(work.hours, 0.99)", pytest.approx(4.97, abs=0.03)),
    ("count(work.hours)", None),
])  # fmt: skip
def test_statistics_answer_by_their_own_rule(formula, expected):
    rows = work(("M1", 2025, 1, 1), ("M2", 2025, 2, 1), ("M3", 2025, 9, 1))
    reading = read(formula, *club("M1", "M2", "M3"), rows)
    found = reading.revalue(cell_at(reading, "C6"), 5)
    assert found == (3 if expected is None else expected)


def test_a_part_that_is_worked_out_row_by_row_answers_by_its_formula():
    rows = work(("M1", 2025, 4, 10), ("M2", 2025, 1, 2))
    reading = read("sum(least(work.hours, 0.5 * work.n))", *club("M1", "M2"), rows)
    hours = cell_at(reading, "C5")
    assert [reading.revalue(hours, amount) for amount in (4, 5, 6)] == [5, 6, 6]


def test_a_row_whose_part_is_unknown_takes_no_part_in_a_median():
    rows = work(("M1", 2025, 4, 1), ("M2", 2025, 6, 1), ("M3", 2025, 9, 0))
    reading = read("median(case when work.n > 0 then work.hours end)", *club("M1", "M2", "M3"), rows)
    assert reading.revalue(cell_at(reading, "C5"), 8) == 7


def test_two_tables_compared_answer_by_their_sums():
    plans = tell("plan", "year field posts opened", (2025, "a", 10, 10), (2025, "b", 10, 10))
    courses = tell("course", "course member_id year field places taken", ("C1", "M1", 2025, "a", 10, True), ("C2", "M1", 2025, "b", 30, True))
    reading = read("structure_overlap(course.places, plan.posts, field)", *club("M1"), plans, courses)
    assert reading.revalue(cell_at(reading, "E6"), 10) == 1
    assert reading.revalue(cell_at(reading, "C5"), 30) == 0.5


def test_a_number_computed_row_by_row_answers_to_what_it_is_computed_of():
    system = club_system({"K.1": "sum(work.double)"})
    double = system.tables["work"].columns["n"].model_copy(update={"derived": "2 * n", "required": False})
    table = system.tables["work"].model_copy(update={"columns": {**system.tables["work"].columns, "double": double}})
    behind = look_behind(
        system.model_copy(update={"tables": {**system.tables, "work": table}}), "club", 2025, (*club("M1"), work(("M1", 2025, 1, 5)))
    )
    reading = behind.read("U1", "K.1")
    assert places(reading) == {"D5": ("work.n", 5.0)}
    assert reading.revalue(cell_at(reading, "D5"), 7) == 14
    assert [slope for *_, slope in behind.list_slopes(lambda name: name == "work.n")] == [pytest.approx(2)]


def test_a_unit_or_indicator_without_formula_has_nothing_behind():
    behind = look_behind(club_system({"K.1": "sum(work.n)"}), "club", 2025, (*club("M1"), work(("M1", 2025, 1, 5))))
    assert behind.read("U1", "K.2") is None
    assert behind.read("U9", "K.1") is None


def test_every_figure_that_counts_a_number_is_found():
    system = club_system({"K.1": "sum(work.n)", "K.2": "sum(work.hours) / nullif(sum(work.n), 0)", "K.3": "sum(work.hours)"})
    behind = look_behind(system, "club", 2025, (*club("M1"), work(("M1", 2025, 1, 5))))
    number = cell_at(behind.read("U1", "K.1"), "D5")
    assert [reading.indicator for reading in behind.find_readers("U1", number)] == ["K.1", "K.2"]


def test_slopes_are_told_of_doubted_columns_only():
    system = club_system({"K.1": "sum(work.hours) / nullif(sum(work.n), 0)", "K.2": "sum(work.n)"})
    behind = look_behind(system, "club", 2025, (*club("M1"), work(("M1", 2025, 10, 5))))
    told = [(unit, code, cell.cell, slope) for unit, code, cell, slope in behind.list_slopes(lambda name: name == "work.hours")]
    assert told == [("U1", "K.1", "C5", pytest.approx(0.2))]


def test_a_blank_is_nobodys_cell():
    rows = tell("purse", "year spent earned dues", (2025, 10, 1, None))
    assert places(read("sum(purse.spent + coalesce(purse.dues, 0))", *club("M1"), rows)) == {"B5": ("purse.spent", 10.0)}


@pytest.mark.parametrize("level", ["community", "college"])
def test_any_number_of_any_figure_answers_as_if_the_file_had_told_it(level):
    rows, chance = draw_rows(IEC, 2, 3, 2025, rounds=2, seed=4, blanks=0.01), random.Random(1)
    behind, tried = look_behind(IEC, level, 2025, rows), 0
    for unit, told in list(behind.coverings.items())[:1]:
        for code, covering in told.items():
            asked = {
                f"{item.table}.{item.column}"
                for term in terms_in(covering.job.formula.root)
                for item in fields_in(getattr(term, "where", None) or term)
            }
            reading = behind.read(unit, code)
            for cell in chance.sample(sorted(reading.numbers, key=str), min(1, len(reading.numbers))):
                if cell.field in asked and any(getattr(term, "where", None) for term in terms_in(covering.job.formula.root)):
                    continue
                amount = float(int(cell.value) + chance.randint(1, 9))
                values = {(value.unit, value.indicator): value for value in compute_values(IEC, level, 2025, _change(rows, cell, amount))}
                found = values[unit, code].value
                if found is not None:
                    tried += 1
                    assert reading.revalue(cell, amount) == pytest.approx(found, rel=1e-9), (unit, code, cell)
    assert tried > 3


def _change(rows, cell, amount):
    """The rows with another amount in one cell."""
    return tuple(_put(item, cell, amount) if (item.file, item.sheet) == (cell.file, cell.sheet) else item for item in rows)


def _put(item, cell, amount):
    column = item.columns.index(cell.field.split(".")[1])
    told = [
        tuple(
            (Decimal(str(amount)) if isinstance(old, Decimal) else int(amount))
            if (place, item.address(row, item.columns[place])) == (column, cell.cell)
            else old
            for place, old in enumerate(cells)
        )
        for row, cells in enumerate(item.rows)
    ]
    return replace(item, rows=tuple(told))
