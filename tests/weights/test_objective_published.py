"""Objective weights against printed figures, and against pymcdm where it is right; where it is wrong, that it still is."""

import numpy as np
import pytest
from pymcdm import weights as theirs

from iecscore.methods import METHODS, check
from iecscore.methods.second_table import SECONDS
from iecscore.weights import objective

XU = [[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]]
PODVEZKO = [[3, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]
TYPES = [-1, 1, -1, 1]
SOFTWARE = [[5000, 3, 3, 4, 3, 2], [680, 5, 3, 2, 2, 1], [2000, 3, 2, 3, 4, 3], [600, 4, 3, 1, 2, 2], [800, 2, 4, 3, 3, 4]]
FIRMS = [
    [61, 1.08, 4.33],
    [20.7, 0.26, 4.34],
    [16.3, 1.98, 2.53],
    [9, 3.29, 1.65],
    [5.4, 2.77, 2.33],
    [4, 4.12, 1.21],
    [-6.1, 3.52, 2.1],
    [-34.6, 3.31, 0.98],
]
REMOVALS = [[450, 8000, 54, 145], [10, 9100, 2, 160], [100, 8200, 31, 153], [220, 9300, 1, 162], [5, 8400, 23, 158]]
HIPS = [[0, 0, 0], [0.39, 0.3, 0.77], [0.17, 0.36, 0.8], [0.35, 0.29, 0.93], [0.3, 0.4, 0.94], [0.84, 0.71, 1], [1, 1, 0.99]]
BANKS = [
    [21.8, 14.1, 10.7, 1.6, 1.8, 770, 12750, 18, 5100, 1.5, 9.1, 1.054, 4.196, 29.407, 7.03, 15.08, 9.705],
    [16.4, 8.5, 13.9, 1.2, 1.3, 524, 12087, 5.7, 2941, 2.208, 15.2, 1.123, 3.86, 5.228, 14.724, 32.103, 19.0],
    [14.5, 7.0, 2.3, 0.2, 0.2, 238, 3265, 1.9, 320, 2.32, 16.202, 1.008, 3.095, 5.549, 17.34, 65.129, 32.056],
    [18.2, 10.3, 11.4, 1.2, 1.1, 835, 16037, 21.3, 4332, 0.875, 9.484, 0.856, 2.191, 23.75, 13.1, 58.157, 27.46],
    [18.5, 8.1, 11.1, 1.0, 1.1, 504, 9464, 1.4, 1743, 2.95, 0.7, 0.479, 2.44, 8.77, 13.48, 33.45, 17.68],
    [18.7, 11.4, 10.8, 1.3, 1.5, 1227, 24053, 20.0, 6521, 0.733, 1.6, 0.857, 2.377, 4.985, 11.743, 26.732, 24.485],
    [18.5, 12.6, 10.8, 1.4, 1.8, 912, 18800, 18.2, 5300, 1.29, 8.27, 0.558, 0.635, 5.22, 13.829, 31.914, 7.515],
    [16.4, 6.7, 12.6, 0.9, 0.9, 951, 16767, 22.0, 3917, 2.46, 3.9, 0.724, 0.568, 4.491, 14.357, 28.869, 7.313],
    [15.2, 6.3, 6.9, 0.5, 0.5, 1013, 20170, 10.97, 4060, 1.67, 1.7, 0.704, 2.96, 3.24, 10.029, 60.981, 23.541],
]
PRINTED = {
    "Xu 2004, entropy": (objective.weigh_by_entropy(XU), [0.463, 0.3992, 0.1378, 0.0]),
    "Zavadskas & Podvezko 2016, entropy": (objective.weigh_by_entropy(PODVEZKO), [0.1146, 0.1981, 0.4185, 0.2689]),
    "Diakoulaki et al. 1995, CRITIC": (objective.weigh_by_conflict(FIRMS, [1, 1, 1]), [0.20222554, 0.48090173, 0.31687273]),
    "Tuş & Aytaç Adalı 2019, CRITIC": (objective.weigh_by_conflict(SOFTWARE, directed=False), [0.157, 0.249, 0.168, 0.121, 0.154, 0.151]),
    "Jahan & Edwards 2013, standard deviation": (objective.weigh_by_deviation(HIPS), [0.35, 0.31, 0.34]),
    "Keshavarz-Ghorabaee et al. 2021, MEREC": (objective.weigh_by_removal(REMOVALS, [1, 1, -1, -1]), [0.5752, 0.0141, 0.4016, 0.0091]),
    "Shuai et al. 2012, variation": (objective.weigh_by_variation(XU), [0.4258, 0.3610, 0.2121, 0.0011]),
    "Shuai et al. 2012, angle": (objective.weigh_by_angle(XU), [0.4150, 0.3612, 0.2227, 0.0012]),
    "Zavadskas & Podvezko 2016, CILOS": (objective.weigh_by_losses(PODVEZKO, TYPES), [0.3343, 0.2199, 0.1957, 0.2501]),
    "Zavadskas & Podvezko 2016, IDOCRIW": (objective.weigh_by_losses_and_entropy(PODVEZKO, TYPES), [0.1658, 0.1885, 0.3545, 0.2911]),
    "Ecer & Pamucar 2022, LOPCOW": (
        objective.weigh_by_log_change(BANKS, [1] * 10 + [-1] * 7),
        [0.0495, 0.0366, 0.0846, 0.0706, 0.0637, 0.0661, 0.0699, 0.0504, 0.0690, 0.0492, 0.0556, 0.0487, 0.0482, 0.0763, 0.0551, 0.0532, 0.0534],
    ),
}
RANDOM = np.random.default_rng(7).uniform(0.5, 9, (14, 6))
MIXED = np.array([1, -1, 1, 1, -1, 1])


@pytest.mark.parametrize("name", PRINTED)
def test_weights_agree_with_what_is_printed(name):
    found, printed = PRINTED[name]
    digits = max(len(str(weight).partition(".")[2]) for weight in printed)
    assert found.weights == pytest.approx(printed, abs=0.6 * 10**-digits)


def test_gini_by_hand():
    # x = 1, 3: sum |x_i - x_k| = 4 -> 4 / (2 · 4 · 2) = 1/4; y = 0, 8: 16 / (2 · 4 · 4) = 1/2; y weighs twice as much
    assert objective.weigh_by_inequality([[1, 0], [3, 8]]).weights == pytest.approx([1 / 3, 2 / 3])


def test_entropy_of_scaled_and_shifted_columns_by_hand():
    # scaled x = 0, 1/2, 1 and, a cost, y = 1, 0, 1/2; shifted by 1 both are 1, 3/2, 2 in some order: 2/9, 3/9, 4/9
    found = objective.weigh_by_entropy([[2, 10], [4, 30], [6, 20]], [1, -1], directed=True, zero_shift=1)
    assert found.weights == pytest.approx([0.5, 0.5])
    one = objective.weigh_by_entropy([[2, 4], [4, 3], [6, 2]], directed=False, zero_shift=2).weights
    p, q = np.array([4, 6, 8]) / 18, np.array([6, 5, 4]) / 15
    earned = [1 + (share * np.log(share)).sum() / np.log(3) for share in (p, q)]
    assert one == pytest.approx(np.array(earned) / sum(earned))


def test_spearman_takes_ranks_and_shares_ties():
    columns = np.array([[1, 5, 2.0], [2, 5, 9], [3, 1, 1], [9, 7, 1]])
    scaled = (columns - columns.min(axis=0)) / np.ptp(columns, axis=0)
    ranks = np.array([[1, 2.5, 3], [2, 2.5, 4], [3, 1, 1.5], [4, 4, 1.5]])
    earned = scaled.std(axis=0, ddof=1) * (1 - np.corrcoef(ranks.T)).sum(axis=0)
    assert objective.weigh_by_conflict(columns, [1, 1, 1], correlation="spearman").weights == pytest.approx(earned / earned.sum())


@pytest.mark.parametrize("name", [name for name in SECONDS if METHODS[name].group == "weights"])
def test_weights_are_pymcdms_on_ordinary_data(name):
    """Critic with its costs turned."""
    told = check(name, {"matrix": RANDOM.tolist(), "types": MIXED.tolist()})["checked"]
    assert told["agrees"]
    assert told["largest_difference"] <= 1e-11


def test_pymcdm_still_refuses_zeros_in_entropy_and_losses():
    """Ours take them; if this fails, pymcdm has learnt to."""
    with_zero = np.array([[0.0, 2], [3, 1], [1, 5]])
    for weigh in (theirs.entropy_weights, lambda matrix: theirs.cilos_weights(matrix, np.array([1, 1]))):
        with pytest.raises(ValueError, match="positive"):
            weigh(with_zero)
    assert objective.weigh_by_entropy(with_zero).weights.sum() == pytest.approx(1)
    assert objective.weigh_by_losses(with_zero, [1, 1]).weights.sum() == pytest.approx(1)


@pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::UserWarning")
def test_pymcdm_still_fails_on_columns_that_do_not_vary():
    """Ours give them weight 0; if this fails, pymcdm does too, and the detour can go."""
    still = np.column_stack([RANDOM[:, :3], np.full(len(RANDOM), 4.0)])
    types = np.array([1, 1, -1, 1])
    assert np.isnan(theirs.critic_weights(still)).all()
    assert np.isnan(theirs.lopcow_weights(still, types)).any() or np.isinf(theirs.lopcow_weights(still, types)).any()
    assert theirs.cilos_weights(still, types)[3] == pytest.approx(1)
    for found, rest in (
        (objective.weigh_by_conflict(still, types), objective.weigh_by_conflict(still[:, :3], types[:3])),
        (objective.weigh_by_log_change(still, types), objective.weigh_by_log_change(still[:, :3], types[:3])),
        (objective.weigh_by_losses(still, types), objective.weigh_by_losses(still[:, :3], types[:3])),
    ):
        assert found.weights == pytest.approx([*rest.weights, 0])
        assert found.notes[-1] == "criterion 3: the same for all alternatives, so that it weighs 0"


def test_pymcdm_still_ignores_the_direction_in_critic():
    assert theirs.critic_weights(RANDOM, MIXED) == pytest.approx(theirs.critic_weights(RANDOM))
    assert np.abs(objective.weigh_by_conflict(RANDOM, MIXED).weights - theirs.critic_weights(RANDOM)).max() > 0.01
