"""The guards of the shipped system ask what they say they ask."""

from functools import cache
from pathlib import Path

import pytest

from iecscore.system import System, load_system
from iecscore.system.formula import Context, evaluate_row, parse_scalar

IEC = Path(__file__).parents[2] / "indicators" / "iec"

# Indicator, its value, what the guards look at, and how many of its guards speak up.
SPEAKING = [
    ("T1.2", 0.9, {"indicator T1.6": 60}, 1),
    ("T1.2", 0.9, {"indicator T1.6": 30}, 0),
    ("T1.3", 70, {"indicator T2.1": 10}, 1),
    ("T1.4", 10, {"item_mean F03": 4}, 1),
    ("T1.4", 0, {"item_mean F03": 4}, 0),
    ("T1.5", 100, {"item_mean F01": 2, "item_mean M07": 4}, 1),
    ("T1.5", 100, {"item_mean F01": 4, "item_mean M07": 2}, 1),
    ("T1.5", 100, {"item_mean F01": 4, "item_mean M07": 4}, 0),
    ("T2.1", 50, {"item_mean F04": 4.2, "item_mean E03": 3.0}, 1),
    ("T2.1", 50, {"item_mean F04": 3.0, "item_mean E03": 4.0}, 0),
    ("T2.2", 50, {"item_mean S03": 2}, 1),
    ("T2.3", 40, {"item_mean F05": 2}, 1),
    ("T2.5", 3, {"item_mean S07": 3.5}, 1),
    ("T2.5", 3, {"item_mean S07": 2.5}, 0),
    ("T2.6", 70, {"item_mean F06": 4.5, "item_mean S09": 3}, 1),
    ("T3.1", 30, {"indicator T3.3": 40}, 1),
    ("T3.3", 90, {"item_mean S14": 4}, 1),
    ("T3.4", 40, {"item_mean S12": 2}, 1),
    ("T4.1", 90, {"item_agreement G02": 70}, 1),
    ("T4.1", 60, {"item_agreement G02": 80}, 1),
    ("T4.1", 80, {"item_agreement G02": 70}, 0),
    ("T4.4", 60, {"item_mean S15": 4.5, "item_mean G10": 3}, 1),
    ("X1.3", 40, {"item_mean F07": 2}, 1),
    ("X2.3", 80, {"item_mean E09": 2, "item_mean F08": 4, "indicator X3.1": 20}, 2),
    ("X3.1", 70, {"item_mean E08": 2}, 1),
    ("E1.1", 100, {"item_mean M01": 2.5}, 1),
    ("E1.1", 90, {"item_mean M01": 2.5}, 0),
    ("E1.2", 90, {"item_mean M04": 4}, 1),
    ("E1.3", 10, {"item_mean E10": 2}, 1),
    ("E1.4", 60, {"item_mean M05": 4.5, "item_mean E10": 3}, 1),
    ("E1.4", 60, {"item_mean M05": 3, "item_mean E10": 4.5}, 0),
    ("E2.1", 1.5, {}, 1),
    ("E2.1", 2.5, {}, 0),
    ("E2.3", 50, {"item_mean F14": 2}, 1),
    ("E2.4", 15, {"item_mean E17": 2}, 1),
    ("E3.1", 90, {"item_agreement E14": 50}, 1),
    ("E3.2", 0, {"item_agreement E14": 50}, 1),
    ("E3.2", 0, {"item_agreement E14": 40}, 0),
    ("E3.2", 5, {"item_agreement E14": 50}, 0),
    ("E3.3", 60, {"item_mean M09": 4.5, "item_mean E13": 3}, 1),
    ("E4.3", 100, {"indicator E1.2": 40}, 1),
    ("E4.4", 80, {"indicator E4.1": 20}, 1),
]


@cache
def shipped() -> System:
    system = load_system(IEC).result
    assert system is not None
    return system


def conditions(indicator: str) -> list[str]:
    return [guard.when for guard in shipped().indicators[indicator].guards if guard.when]


def count_speaking(indicator: str, value: float, told: dict[str, float]) -> int:
    context = Context(figures={tuple(name.split()): figure for name, figure in told.items()})
    return sum(evaluate_row(parse_scalar(when).result, {"value": value}, context) is True for when in conditions(indicator))


@pytest.mark.parametrize(("indicator", "value", "told", "speaking"), SPEAKING)
def test_a_guard_speaks_where_value_and_answers_part(indicator, value, told, speaking):
    assert count_speaking(indicator, value, told) == speaking


def test_every_guard_with_a_condition_is_shown_to_speak():
    spoken = {indicator for indicator, *_, speaking in SPEAKING if speaking == len(conditions(indicator))}
    assert spoken == {code for code in shipped().indicators if conditions(code)}


def test_a_guard_is_silent_where_nothing_is_told_beside_the_value():
    silent = [code for code in shipped().indicators if code != "E2.1" and count_speaking(code, 0, {})]
    assert silent == []


def test_every_indicator_says_what_is_done_against_gaming():
    lacking = [code for code, indicator in shipped().indicators.items() if not indicator.guards or not indicator.gaming_risk]
    assert lacking == []


def test_every_ratio_has_a_least_denominator():
    system = shipped()
    without = [code for code, indicator in system.indicators.items() if indicator.formula and not indicator.minimum_denominator]
    assert without == ["E1.1"]
