"""How sure ranks are, in the store: the latest whole assessment stands before brief ones, scenarios lie beside the database."""

from dataclasses import replace

import numpy as np
import pytest

from drawn_doubts import draw_assessment, draw_whole
from iecscore.robustness.assessment import LeftOut
from iecscore.robustness.tally import Kept
from iecscore.store.assessments import find_scenarios, read_scenarios, write_scenarios
from iecscore.store.seeing import hide_experts, restrict_assessment
from report.drawn_evaluation import draw_evaluation

ONE, OTHER = draw_evaluation(), draw_evaluation(weights="neutral")
KEPT = Kept(np.array([[70.5, 60.0, np.nan], [68.25, 69.0, np.nan]]), np.array([[1, 2, 0], [2, 1, 0]], dtype=np.int16))


def save(store, somebody, *found):
    with store.acting(somebody) as repository:
        repository.save_evaluation(ONE)
        repository.save_evaluation(OTHER)
        for assessment, kept in found:
            repository.save_assessment(assessment, kept)


def load(store, somebody, evaluation=ONE.id):
    with store.reading(somebody) as repository:
        return repository.load_assessment(evaluation)


def test_an_assessment_comes_back_as_it_was(store, somebody):
    save(store, somebody, (draw_whole(ONE.id), None), (draw_assessment(OTHER.id), None))
    assert load(store, somebody) == draw_whole(ONE.id)
    assert load(store, somebody, OTHER.id) == draw_assessment(OTHER.id)
    assert load(store, somebody, "a" * 64) is None


@pytest.mark.parametrize(
    ("seeds", "expected"),
    [
        ([("brief", 1), ("brief", 2)], 2),
        ([("whole", 1), ("brief", 2)], 1),
        ([("brief", 1), ("whole", 2)], 2),
        ([("whole", 1), ("whole", 2), ("brief", 3)], 2),
    ],
)
def test_the_latest_whole_assessment_stands_before_brief_ones(store, somebody, seeds, expected):
    drawn = {"brief": draw_assessment(ONE.id), "whole": draw_whole(ONE.id)}
    save(store, somebody, *((replace(drawn[kind], seed=seed), None) for kind, seed in seeds))
    assert load(store, somebody).seed == expected


def test_the_scenarios_are_those_of_the_assessment_that_is_given(store, somebody):
    units = draw_whole(ONE.id).units[:3]
    with store.reading(somebody) as repository:
        assert repository.load_scenarios(ONE.id) is None
    save(store, somebody, (replace(draw_whole(ONE.id), units=units), KEPT), (replace(draw_assessment(ONE.id), units=units), None))
    with store.reading(somebody) as repository:
        kept = repository.load_scenarios(ONE.id)
    assert np.array_equal(kept.scores, KEPT.scores, equal_nan=True)
    assert np.array_equal(kept.ranks, KEPT.ranks)


def test_lost_scenarios_are_none(store, somebody):
    save(store, somebody, (replace(draw_whole(ONE.id), units=draw_whole(ONE.id).units[:3]), KEPT))
    with store.reading(somebody) as repository:
        (repository.folder / find_scenarios(repository.connection, ONE.id)).unlink()
        assert repository.load_scenarios(ONE.id) is None


def test_scenarios_go_through_parquet_unchanged():
    units, kept = read_scenarios(write_scenarios(KEPT, ("L01", "L02", "rank:L03")))
    assert units == ("L01", "L02", "rank:L03")
    assert kept.scores.tobytes() == KEPT.scores.tobytes()
    assert np.array_equal(kept.ranks, KEPT.ranks)


def test_experts_are_named_to_whoever_sees_everything_and_numbered_to_others():
    left_out = (LeftOut("expert", "Li", 1.0, 0.2, "L02"), LeftOut("indicator", "R1.1", 2.0, 0.5, "L02"), LeftOut("expert", "Wang", 0.0, 0.0, ""))
    told = [(item.kind, item.part) for item in hide_experts(draw_whole(left_out=left_out)).left_out]
    assert told == [("expert", "1"), ("indicator", "R1.1"), ("expert", "2")]
    some = restrict_assessment(draw_whole(left_out=left_out), frozenset({"L01"})).left_out
    assert [(item.part, item.unit) for item in some] == [("1", ""), ("R1.1", ""), ("2", "")]
