"""Errors of filled-in numbers: figures that count the same number err together, and the number that decides is named."""

from dataclasses import replace

import numpy as np
import pytest

from drawn_ground import FIGURES, LEAVES, draw_doubt, draw_round
from engine.drawn_club import club, club_system, tell
from iecscore.engine import NumberCell, look_behind
from iecscore.pipeline import evaluate
from iecscore.robustness.data_design import design_data
from iecscore.robustness.field import BLOCK
from iecscore.robustness.figure_errors import find_errors, join_errors
from iecscore.robustness.ground import lay_field, stand_on
from iecscore.robustness.running import change_data
from iecscore.robustness.structure import find_levers, find_swaps
from iecscore.scoring.ranks import rank_in_leagues
from iecscore.system.robustness import CellDoubt, DataDoubt
from iecscore.values import Options


def number(name, value, unit="U1"):
    return NumberCell(f"{unit}.xlsx", "sheet", name, f"t.{name}", value)


def tell_two(field):
    return {"t.a": CellDoubt(error=0.1), "t.b": CellDoubt(rounding=1.2), "t.c": CellDoubt()}[field]


def test_the_nearest_declaration_of_a_cell_counts():
    doubt = DataDoubt(figure_error=0.5, cells={"money": {"error": 0.1}, "deal": {"error": 0.2}, "deal.sum": {"error": 0.3}})
    found = [
        doubt.doubt_cell(field, kind).error
        for field, kind in (("deal.sum", "money"), ("deal.fee", "money"), ("purse.spent", "money"), ("w.n", "integer"))
    ]
    assert found == [0.3, 0.2, 0.1, 0.5]


def test_errors_of_figures_vary_together_as_their_cells_make_them():
    a, b, c = number("a", 20), number("b", 7), number("c", 5)
    slopes = [("U1", "X", a, 2), ("U1", "Y", a, -1), ("U1", "Y", b, 3), ("U1", "Z", b, 1), ("U1", "Z", c, 9), ("U2", "Y", a, 1), ("U9", "Y", a, 1)]
    found = join_errors(slopes, ("U1", "U2", "U3"), ("X", "Y", "Z", "V"), tell_two)
    moves = np.array([[2 * 2, -1 * 2, 0, 0], [0, 3 * 1.2 / 12**0.5, 1.2 / 12**0.5, 0]])
    factor = np.diag(found.own[0])
    for leaf, other, factors in found.shared:
        factor[leaf, other] = factors[0]
    assert factor @ factor.T == pytest.approx(moves.T @ moves)
    assert found.spread[0] == pytest.approx(np.sqrt((moves**2).sum(axis=0)))
    assert found.spread[1] == pytest.approx([0, 2, 0, 0])
    assert not found.spread[2].any()
    assert all(other < leaf for leaf, other, _ in found.shared)
    assert [item.error for item in found.cells[0]] == pytest.approx([2, 1.2 / 12**0.5, 0])


def test_figures_without_a_common_cell_err_apart():
    slopes = [("U1", "X", number("a", 20), 2), ("U1", "Y", number("d", 10), 1)]
    found = join_errors(slopes, ("U1",), ("X", "Y"), lambda _: CellDoubt(error=0.1))
    assert found.shared == ()
    assert np.abs(found.own[0]) == pytest.approx([4, 1])


def test_units_without_cells_err_in_nothing():
    found = join_errors((), ("U1", "U2"), ("X",), tell_two)
    assert (found.own.shape, found.spread.any(), found.cells) == ((2, 1), False, ((), ()))


# Clubs measured by two figures that share the hours told: K.1 hours a head, K.2 hours of a hundred that could be.
FORMULAS = {"K.1": "sum(work.hours) / nullif(sum(work.n), 0)", "K.2": "100 * sum(work.hours) / nullif(sum(deal.sum), 0)"}


@pytest.fixture(scope="module")
def clubs():
    system = club_system(FORMULAS, goalposts={"zero": 0, "full": 100})
    doubt = DataDoubt(cells={"number": {"error": 0.05}, "integer": {"error": 0}, "money": {"error": 0.02}}, draws=256)
    system = system.model_copy(update={"robustness": system.robustness.model_copy(update={"data": doubt})})
    rows = []
    for unit, hours in (("U1", 600), ("U2", 580), ("U3", 400)):
        rows += [*club("M1", unit=unit), tell("work", "member_id year hours n", ("M1", 2025, hours, 10), unit=unit)]
        rows += [tell("deal", "deal_id member_id year sum kind place", ("D1", "M1", 2025, 1000, "a", "a"), unit=unit)]
    evaluation = evaluate(system, Options("club", "2025", method="weighted-mean"), rows, None, None, (), "1")
    ground, behind = stand_on(system, evaluation), look_behind(system, "club", 2025, rows)
    errors = find_errors(system, [unit.code for unit in ground.units], ground.tree.indicators, behind)
    return replace(ground, errors=errors), behind


def test_the_number_that_moves_a_unit_most_is_named_with_its_range_and_ranks(clubs):
    ground, _ = clubs
    scores = lay_field(ground).scores
    levers = {lever.unit: lever for lever in find_levers(ground, scores - 0.1, scores + 0.1)}
    told = levers["U2"]
    assert (told.cell.file, told.cell.sheet, told.cell.cell, told.cell.field, told.cell.value) == (
        "U2-2025.xlsx",
        "sheet work",
        "C5",
        "work.hours",
        580,
    )
    assert (told.cell_low, told.cell_high) == (pytest.approx(580 * (1 - 0.05 * 1.6449), abs=0.01), pytest.approx(580 * (1 + 0.05 * 1.6449), abs=0.01))
    assert (told.cell_best, told.cell_worst) == (1, 2)
    assert (levers["U3"].cell_best, levers["U3"].cell_worst) == (3, 3)


def test_the_number_that_would_bring_a_unit_level_is_worked_out_by_every_figure_that_counts_it(clubs):
    ground, behind = clubs
    scores = np.array([0.6, 0.58, 0.4])
    ranks = rank_in_leagues(scores, ground.leagues)
    swaps = {swap.second: swap for swap in find_swaps(ground, ranks, behind)}
    told = swaps["U2"]
    assert told.cell.field == "work.hours"
    assert told.cell_needed == pytest.approx(600)
    assert {swap.cell.file for swap in swaps.values()} == {"U2-2025.xlsx", "U3-2025.xlsx"}


def test_without_formulas_at_hand_no_number_is_named(clubs):
    ground, _ = clubs
    ranks = rank_in_leagues(np.array([0.6, 0.58, 0.4]), ground.leagues)
    assert {swap.cell for swap in find_swaps(ground, ranks)} == {None}


def test_without_declared_cells_the_levers_name_figures_alone():
    ground, _ = draw_round(FIGURES, doubt=draw_doubt())
    scores = lay_field(ground).scores
    assert {lever.cell for lever in find_levers(ground, scores - 0.2, scores + 0.2)} == {None}
    assert ground.tree.indicators == LEAVES


def test_scenarios_draw_figures_that_share_a_number_together(clubs):
    ground, _ = clubs
    plan = design_data(ground, ground.system.robustness.data, 3, None, None, ("figures",))
    drawn = np.concatenate([change_data(plan, first) for first in range(0, 16_384, BLOCK)])
    for row, cells in enumerate(ground.errors.cells):
        moves = np.array([[item.moves.get(leaf, 0.0) for leaf in range(2)] for item in cells]) / 100
        truth = moves.T @ moves
        assert np.cov(drawn[:, :, row].T) == pytest.approx(truth, rel=0.05, abs=1e-9)
    assert np.corrcoef(drawn[:, :, 0].T)[0, 1] > 0.8


def test_figures_of_exact_numbers_do_not_vary(clubs):
    ground, _ = clubs
    still = DataDoubt(cells={"number": {}, "integer": {}, "money": {}, "work": {"error": 0.0}})
    system = ground.system.model_copy(update={"robustness": ground.system.robustness.model_copy(update={"data": still})})
    quiet = replace(ground, errors=find_errors(system, [unit.code for unit in ground.units], ground.tree.indicators, clubs[1]))
    plan = design_data(quiet, still, 3, None, None, ("figures",))
    assert (change_data(plan, 0).std(axis=0) < 1e-12).all()
