"""Rows in, ranking out: the library system evaluated from drawn tables."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from iecscore.pipeline import evaluate
from iecscore.problems import Misuse
from iecscore.records import evaluation_to_json
from iecscore.system import load_system
from iecscore.values import Options, Rows

SYSTEM = load_system(Path(__file__).parents[1] / "systems" / "indicators" / "library").result


def drawn(table, unit, columns, *rows):
    return Rows(
        table,
        unit,
        2025,
        f"{unit}.xlsx",
        table,
        tuple(columns.split()),
        tuple("ABCDEFGHIJKL"[: len(columns.split())]),
        rows,
        tuple(range(5, 5 + len(rows))),
    )


def library(unit, residents, *branches):
    """One library system and its branches: loans, visits, young visits, events, their visitors, stock, new, cost."""
    codes = [f"B0{number}" for number in range(1, len(branches) + 1)]
    return (
        drawn("library", unit, "library_id name residents", (unit, f"Library {unit}", residents)),
        drawn(
            "branch",
            unit,
            "branch_id name kind isil district opened closed",
            *((code, f"{unit} {code}", "full", f"{unit}-{code}", None, date(2001, 1, 1), None) for code in codes),
        ),
        drawn(
            "branch_year",
            unit,
            "branch_id year n_loans n_visits n_visits_young n_events n_event_visitors n_stock n_new cost",
            *((code, 2025, *figures[:-1], Decimal(figures[-1])) for code, figures in zip(codes, branches, strict=True)),
        ),
    )


# L01: 3000 + 1000 loans for 1000 residents, 300 of 1000 visits young, 10 events with 250 visitors, 60 of 1000 items new, cost 4 (10,000 yuan)
# L02: 2000 loans for 1000 residents, 500 of 1000 visits young, 10 events with 150 visitors, 30 of 1000 items new, cost 3
ROWS = (
    *library("L01", 1000, (3000, 600, 200, 6, 150, 600, 40, "3"), (1000, 400, 100, 4, 100, 400, 20, "1")),
    *library("L02", 1000, (2000, 1000, 500, 10, 150, 1000, 30, "3")),
)


def run(**options):
    return evaluate(
        SYSTEM, Options(**({"level": "library", "round": "2025", "weights": "council"} | options)), ROWS, None, None, (("L01.xlsx", "d"),), "1"
    )


def test_a_round_is_evaluated_from_its_rows_by_hand():
    evaluation = run(method="weighted-mean")
    use = 0.6 * 0.7 * (0.5 * 4 / 8 + 0.5 * 1), 0.6 * 0.7 * (0.5 * 2 / 8 + 0.5 * (80 - 50) / (80 - 40))
    events = 0.6 * 0.3 * (25 - 5) / (45 - 5), 0.6 * 0.3 * (15 - 5) / (45 - 5)
    # nobody told of wishes: the weights 0.5 and 0.25 of cost per loan and renewal become 2/3 and 1/3
    means = 0.4 * (2 / 3 * (25 - 10) / (25 - 5) + 1 / 3 * 6 / 12), 0.4 * (2 / 3 * (25 - 15) / (25 - 5) + 1 / 3 * 3 / 12)
    assert [row.score for row in evaluation.ranking] == pytest.approx([100 * sum(parts) for parts in zip(use, events, means, strict=True)])
    assert [(row.unit, row.rank, row.missing) for row in evaluation.ranking] == [("L01", 1, ("R1.3",)), ("L02", 2, ("R1.3",))]
    assert evaluation.ranking[0].coverage == pytest.approx(1 - 0.4 * 0.25)


def test_an_extended_indicator_missing_costs_nothing_in_the_lowest_case():
    assert [row.lowest_score for row in run().ranking] == [row.score for row in run().ranking]


def test_units_of_the_lower_level_are_ranked_in_their_leagues():
    evaluation = run(level="branch")
    assert [unit.code for unit in evaluation.units] == ["L01/B01", "L01/B02", "L02/B01"]
    assert {row.league for row in evaluation.ranking} == {("full",)}
    assert sorted(row.rank for row in evaluation.ranking) == [1, 2, 3]


def test_the_same_rows_in_another_order_give_the_same_evaluation():
    other = evaluate(SYSTEM, Options("library", "2025", weights="council"), ROWS[::-1], None, None, (("L01.xlsx", "d"),), "1")
    assert evaluation_to_json(other) == evaluation_to_json(run())


def test_a_round_nobody_told_of_is_refused():
    with pytest.raises(Misuse, match=r"rank\.no_units"):
        run(round="2019")
