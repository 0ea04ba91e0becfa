"""What is said beside a ranking: a total need not lie among its dimensions, and who has no rank has no interval."""

from dataclasses import replace

import pytest

from drawn_doubts import UNITS, draw_assessment
from iecscore.engine import Reported
from iecscore.pipeline import seal
from iecscore.problems import note
from iecscore.views import view_ranking
from report.drawn_evaluation import INPUTS, OPTIONS, SYSTEM, VALUES, draw_evaluation
from report.drawn_evaluation import UNITS as LIBRARIES

SILENT = note("rank.not_reported", units="L08, L09", count=2, round="2025", part_en="Head office", part_zh="总馆")


def draw_reported(reported):
    return seal(SYSTEM, OPTIONS, LIBRARIES, VALUES, None, INPUTS, "9.9", reported=reported)


@pytest.mark.parametrize(
    ("method", "english", "chinese"),
    [
        ("topsis", "(TOPSIS), not the mean of the dimension scores; it can lie above or below all of them", "可能高于或低于全部维度得分"),
        ("geometric-mean", "by a method of its own, not the mean of the dimension scores", "总得分按所选方法另行计算"),
        ("weighted-mean", "", ""),
    ],
)
def test_a_total_that_is_no_mean_of_its_dimensions_says_so(method, english, chinese):
    evaluation = draw_evaluation(method=method)
    for language, told in (("en", english), ("zh", chinese)):
        notes = " ".join(view_ranking(evaluation, SYSTEM, language).notes)
        assert told in notes
        assert bool(told) == (("Total score" in notes) or ("总得分" in notes))


def test_a_unit_without_a_rank_has_no_interval_whatever_scenarios_say():
    evaluation = draw_evaluation()
    unranked = next(row.unit for row in evaluation.ranking if row.rank is None)
    doubts = tuple(replace(item, unit=unranked, rank=None, low=1, high=2) if item.rank is None else item for item in UNITS)
    lines = {line.unit: line for league in view_ranking(evaluation, SYSTEM, "en", draw_assessment(units=doubts)).leagues for line in league.lines}
    assert (lines[unranked].interval, lines["L02"].interval) == ("–", "2–3")


def test_units_that_could_not_be_evaluated_stand_below_the_others_without_interval_or_score():
    evaluation = draw_reported(Reported({}, (SILENT,)))
    last = view_ranking(evaluation, SYSTEM, "en", draw_assessment()).leagues[-1]
    assert last.name == "not evaluated"
    told = [(line.unit, line.name, line.rank, line.score, line.interval) for line in last.lines]
    assert told == [(code, "–", None, None, "–") for code in ("L08", "L09")]
    assert evaluation.id != draw_evaluation().id


def test_a_unit_that_is_ranked_on_a_part_of_its_data_says_how_many_parts_are_in():
    evaluation = draw_reported(Reported({"L01": (5, 9), "L03": (9, 9)}))
    lines = {line.unit: line.remark for league in view_ranking(evaluation, SYSTEM, "zh").leagues for line in league.lines}
    assert (lines["L01"], lines["L03"], lines["L02"]) == ("已报 5/9 份", "", "")
