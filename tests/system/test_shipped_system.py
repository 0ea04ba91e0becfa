"""The indicator system that is shipped is whole."""

from pathlib import Path

import pytest

from iecscore.system import System, load_cases, load_system

IEC = Path(__file__).parents[2] / "indicators" / "iec"


@pytest.fixture(scope="module")
def iec() -> System:
    read = load_system(IEC)
    assert read.problems == ()
    assert read.result is not None
    return read.result


def test_it_loads_without_a_problem_and_holds_what_it_promises(iec):
    assert list(iec.dimensions) == ["T", "X", "E"]
    assert (len(iec.criteria), len(iec.indicators), len(iec.tables)) == (11, 48, 15)
    assert sum(len(indicator.levels) for indicator in iec.indicators.values()) == 48 + 26


def test_its_worked_cases_are_whole(iec):
    read = load_cases(IEC, iec)
    assert read.problems == ()
    assert read.result
