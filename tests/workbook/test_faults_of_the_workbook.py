from pathlib import Path

import pytest

from iecscore.text.faults.workbook import FAULTS

TESTS = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*_of_a_workbook.py"))
TESTS += (Path(__file__).parent / "test_whose_workbook.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_of_the_workbook_is_met_in_a_test(code):
    assert f'"{code}"' in TESTS
