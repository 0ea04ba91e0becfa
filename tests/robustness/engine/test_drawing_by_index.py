"""Random figures depend on seed, part and the scenario's index, and on nothing else."""

import numpy as np
import pytest
from scipy.stats import qmc

from iecscore.robustness.field import BLOCK
from iecscore.robustness.points import Layout, Points

LAYOUT = Layout(7, (("weights", 5), ("goalposts", 3), ("method", 1)))


@pytest.mark.parametrize("first", [0, 256, 512, 2048, 4352, 7936])
def test_points_are_scipys_scrambled_sobol_points_wherever_one_begins(first):
    theirs = qmc.Sobol(9, rng=np.random.default_rng(7)).random(8192)
    np.testing.assert_allclose(Points(7, 9, 0, 9).draw(first, first + 256), theirs[first : first + 256], atol=2**-30)


def test_a_chunk_is_balanced_in_every_dimension():
    drawn = Points(7, 9, 0, 9).draw(512, 768)
    for column in drawn.T:
        assert sorted((column * 256).astype(int).tolist()) == list(range(256))


def test_parts_take_their_own_columns():
    whole = Points(7, 9, 0, 9).draw(256, 300)
    found = [LAYOUT.points(part).draw(256, 300) for part in ("weights", "goalposts", "method")]
    assert [part.shape[1] for part in found] == [5, 3, 1]
    assert np.array_equal(np.hstack(found), whole)


def test_some_scenarios_are_the_same_drawn_alone():
    points = LAYOUT.points("weights")
    assert np.array_equal(points.draw(0, 1024)[300:310], points.draw(300, 310))
    assert points.size == 5


def test_blocks_of_cells_are_the_same_drawn_alone():
    cells = LAYOUT.cells("errors")
    for draw in (cells.normal, cells.uniform):
        assert np.array_equal(draw(0, 4 * BLOCK, 2, 3)[2 * BLOCK : 3 * BLOCK], draw(2 * BLOCK, 3 * BLOCK, 2, 3))
        assert draw(0, 5, 2).shape == (5, 2)


def test_parts_seeds_and_turns_have_streams_of_their_own():
    streams = [LAYOUT.cells("errors").block(0), LAYOUT.cells("gaps").block(0), Layout(8, ()).cells("errors").block(0)]
    streams += [LAYOUT.cells("errors").block(16), LAYOUT.cells("errors").block(0, turn=1)]
    assert len({stream.random() for stream in streams}) == len(streams)
