"""Every scoring method gives the figures of published examples; `published_cases.json` names the source of each."""

import json
from pathlib import Path

import pytest

from iecscore.methods import METHODS, compute

CASES = json.loads(Path(__file__).with_name("published_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_published_example_is_met(case):
    result = compute(case["method"], case["input"])
    for name, expected in case["expected"].items():
        assert result[name] == pytest.approx(expected, rel=0, abs=case["tolerance"]) if name != "compromise_set" else result[name] == expected, name


def test_every_scoring_method_has_a_published_example():
    assert {case["method"] for case in CASES} == {name for name, method in METHODS.items() if method.group == "scoring"}


def test_an_example_is_named_once():
    assert len({case["id"] for case in CASES}) == len(CASES)
