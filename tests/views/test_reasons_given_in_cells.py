"""A value that lacks rows says what people entered in place of the figures."""

from pathlib import Path

import pytest

from iecscore.system import load_system
from iecscore.values import IndicatorValue, Status
from iecscore.views.reasons import explain_reason

IEC = load_system(Path(__file__).parents[2] / "indicators" / "iec").result


@pytest.mark.parametrize(
    ("given", "language", "told"),
    [
        (("not_collected",), "zh", "所需数据行完整的太少（单元格中填报：未采集）"),
        (("not_collected", "refused"), "zh", "所需数据行完整的太少（单元格中填报：未采集、拒绝提供）"),
        (("not_collected", "typed"), "en", "too few of the rows it needs are complete (told in the cells: not collected, typed)"),
        ((), "en", "too few of the rows it needs are complete"),
    ],
)
def test_the_reason_given_in_the_cell_stands_with_the_gap(given, language, told):
    value = IndicatorValue("C01", "E1.2", None, Status.MISSING, "row_coverage", given=given)
    assert explain_reason(IEC, value, None, language) == told
