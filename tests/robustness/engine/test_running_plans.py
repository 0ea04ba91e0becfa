"""A plan comes to the same tally however the work is divided, and its tally to what a plain count gives."""

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
import pytest

from drawn_fields import Listed, draw_field, draw_weights, keep, same_bytes
from iecscore.robustness.counting import Asked, count_duels
from iecscore.robustness.data_sources import ReportedValues, lay_scales
from iecscore.robustness.field import CHUNK, Field
from iecscore.robustness.placing import place
from iecscore.robustness.points import Layout
from iecscore.robustness.running import Plan, run_plan, score_by_turns, score_scenarios, work_batch
from iecscore.robustness.tally import add_up
from iecscore.robustness.weight_sources import FlatWeights
from iecscore.scoring import find_tier
from iecscore.system.indicators import Goalposts
from iecscore.system.model import Tier

LAYOUT = Layout(3, (("weights", 12),))
TIERS = (60.0, 50.0, 40.0)


def plan_for(field, **told):
    return Plan(field, FlatWeights(LAYOUT.points("weights")), **told)


def with_errors(field):
    posts = lay_scales([[Goalposts(zero=0, full=1)] * field.units] * field.leaves)
    values = field.scores.T
    return (ReportedValues(np.arange(field.leaves), values, values * 0.1, np.full(field.leaves, 0.05), posts, LAYOUT.cells("errors")),)


def run(plan, draws, workers=1, **told):
    with ThreadPoolExecutor(workers) as executor:
        return run_plan(plan, draws, executor, **told)


@pytest.mark.parametrize("varied", [False, True])
def test_threads_and_size_of_batches_change_no_byte(varied):
    field = draw_field(40, share=0.1, tiers=TIERS)
    plan = plan_for(field, data=with_errors(field) if varied else ())
    whole = work_batch(plan, 0, 1500)
    for workers, chunks in ((1, 1), (2, 1), (3, 2), (1, None), (2, 6)):
        assert same_bytes(run(plan, 1500, workers, chunks=chunks), whole)


def test_scenarios_may_be_added_to_those_worked_before():
    plan = plan_for(draw_field())
    assert same_bytes(run(plan, 2 * CHUNK).merge(run(plan, 100, first=2 * CHUNK)), run(plan, 2 * CHUNK + 100))
    late, early = run(keep(plan), 100, first=CHUNK), run(keep(plan), CHUNK)
    assert np.array_equal(late.merge(early).kept.ranks, run(keep(plan), CHUNK + 100).kept.ranks)


def test_a_plan_is_the_same_after_a_journey():
    plan = plan_for(draw_field(), data=with_errors(draw_field()))
    assert same_bytes(work_batch(pickle.loads(pickle.dumps(plan)), 0, 300), work_batch(plan, 0, 300))  # noqa: S301 - our own bytes


def test_ranks_are_counted_in_16_bits_as_long_as_they_fit():
    plan, most = plan_for(draw_field(3)), np.iinfo(np.uint16).max // CHUNK * CHUNK
    fits, more = run(plan, most), run(plan, 2 * CHUNK, first=most)
    assert fits.ranks.dtype == np.uint16
    whole = run(plan, most + 2 * CHUNK, 2)
    assert whole.ranks.dtype == np.int32
    assert same_bytes(fits.merge(more), whole)
    assert same_bytes(more.merge(fits), whole)
    assert whole.ranks.sum() == 3 * (most + 2 * CHUNK)


def test_a_process_of_its_own_comes_to_the_same():
    plan, told = keep(plan_for(draw_field(40, share=0.1, tiers=TIERS))), []
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        apart = run_plan(plan, 3 * CHUNK, executor, told.append, chunks=1)
    assert same_bytes(apart, run(plan, 3 * CHUNK, 2, chunks=1))
    assert np.array_equal(apart.kept.ranks, run(plan, 3 * CHUNK).kept.ranks)
    assert told == [CHUNK] * 3


def test_progress_is_told_in_scenarios():
    told = []
    run(plan_for(draw_field()), 1000, progress=told.append, chunks=1)
    assert told == [256, 256, 256, 232]


def test_the_tally_is_a_plain_count():
    field = draw_field(25, share=0.1, tiers=TIERS, least=0.5)
    field = replace(field, league=np.arange(25) % 2)
    plan = replace(keep(plan_for(field)), asked=Asked(keep=True, pairs=((0, 2), (1, 5), (0, 1))))
    tally, (scores, weights) = run(plan, 600), score_scenarios(plan, 0, 600)
    ranks = np.zeros(scores.shape, dtype=int)
    for mine in field.leagues:
        ranks[:, mine] = place(scores[:, mine]).by_unit()
    assert np.array_equal(tally.kept.ranks, ranks)
    assert np.array_equal(tally.kept.scores, scores.astype(np.float32), equal_nan=True)
    assert np.array_equal(tally.ranks, [[(own == rank).sum() for rank in range(14)] for own in ranks.T])
    assert np.array_equal(tally.ranked, (ranks > 0).sum(axis=0))
    levels = [Tier(key=str(number), name={"en": "t", "zh": "t"}, **{"from": cut}) for number, cut in enumerate(TIERS)]
    found = [[find_tier(None if np.isnan(figure) else figure, levels) for figure in own.tolist()] for own in scores.T]
    assert np.array_equal(tally.tiers, [[own.count(str(number)) for number in range(3)] for own in found])
    np.testing.assert_allclose(tally.score_sums, np.nansum(scores, axis=0), atol=1e-6)
    np.testing.assert_allclose(tally.score_squares, np.nansum(scores**2, axis=0), rtol=1e-9)
    np.testing.assert_allclose(tally.first_weight_sums, (ranks == 1).T.astype(float) @ weights, atol=1e-9)
    for (one, other), wins in zip(((0, 2), (1, 5), (0, 1)), tally.pair_wins.tolist(), strict=True):
        both = (ranks[:, one] > 0) & (ranks[:, other] > 0)
        ahead = (ranks[both][:, one] < ranks[both][:, other]).sum(), (ranks[both][:, other] < ranks[both][:, one]).sum()
        tied = both.sum() - sum(ahead)
        assert wins == [2 * ahead[0] + tied, 2 * ahead[1] + tied]
    assert tally.win_matrix[0, 2] == tally.pair_wins[0, 0]
    assert tally.win_matrix[0, 1] == 0


def test_ties_are_halves_and_absence_is_no_defeat():
    ranks = np.array([[1, 2, 3, 0]] * 300 + [[1, 1, 0, 3]] * 20, dtype=np.int32)
    assert count_duels(ranks).tolist() == [[0, 620, 600, 40], [20, 0, 600, 40], [0, 0, 0, 0], [0, 0, 0, 0]]


def test_wide_leagues_count_no_duels_and_nobody_needs_to():
    rng = np.random.default_rng(1)
    wide = Field(rng.random((501, 3)), np.zeros(501), np.zeros(3))
    weights = Listed(draw_weights(10, 3))
    tally = run(Plan(wide, weights, asked=Asked(pairs=((0, 500),))), 256)
    assert tally.wins[0].size == 0
    assert tally.win_matrix.sum() == 0
    assert tally.pair_wins.sum() == 512
    small = Field(rng.random((300, 3)), np.zeros(300), np.zeros(3))
    assert run(Plan(small, weights), 256).wins[0].sum() == 256 * 300 * 299
    quiet = run(Plan(small, weights, asked=Asked(duels=False, firsts=False)), 256)
    assert quiet.wins[0].size == 0
    assert quiet.first_weight_sums.sum() == 0


def test_a_wide_field_is_worked_in_tiles_and_in_few_rows_at_a_time():
    field = draw_field(700, share=0.1, least=0.3)
    plan, few = plan_for(field), np.arange(0, 700, 7)
    scores, weights = score_scenarios(plan, 0, 300)
    alone = score_scenarios(Plan(replace(field, scores=field.scores[few], league=field.league[few]), Listed(weights)), 0, 300)[0]
    np.testing.assert_allclose(scores[:, few], alone, rtol=0, atol=1e-12)
    tally = run(plan, 300)
    ranks = place(scores).by_unit()
    assert np.array_equal(tally.ranks, [np.bincount(own, minlength=701) for own in ranks.T])


def test_tallies_are_read_only():
    tally = add_up([run(plan_for(draw_field()), 100)])
    assert tally.draws == 100
    with pytest.raises(ValueError, match="read-only"):
        tally.ranks[0, 0] = 1


def test_what_lies_in_foreign_memory_is_copied_before_it_is_added_to():
    plan = plan_for(draw_field())
    first, then = run(plan, CHUNK), run(plan, CHUNK, first=CHUNK)
    foreign = replace(first, ranks=first.ranks[:])
    whole = add_up((foreign, then), take=True)
    assert np.array_equal(whole.ranks, run(plan, 2 * CHUNK).ranks)
    assert foreign.ranks.sum() == CHUNK * 30
    assert whole.scores is first.scores


def test_a_batch_is_a_share_of_all_and_larger_where_leagues_are_wide():
    told = []
    run(plan_for(draw_field(12)), 40 * CHUNK, progress=told.append)
    assert told == [3 * CHUNK] * 13 + [CHUNK]
    wide = Field(np.random.default_rng(1).random((1100, 12)), np.zeros(1100), np.zeros(12))
    del told[:]
    run(plan_for(wide), 5 * CHUNK, progress=told.append)
    assert told == [3 * CHUNK, 2 * CHUNK]


@pytest.mark.parametrize("methods", [("topsis", "weighted-mean"), ("gra", "vikor", "topsis")])
def test_plans_taken_by_turns_score_each_scenario_as_the_plan_picked_does(methods):
    plans = [plan_for(draw_field(6, method=method)) for method in methods]
    picked = np.random.default_rng(4).integers(0, len(plans), 2 * CHUNK)
    own = np.stack([score_scenarios(plan, 0, 2 * CHUNK)[0] for plan in plans])
    np.testing.assert_allclose(score_by_turns(plans, picked), own[picked, np.arange(2 * CHUNK)], rtol=0, atol=1e-10)
