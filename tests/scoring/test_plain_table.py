"""The one-minute door: a plain table ranked, or refused by the name of the cell."""

import numpy as np
import pytest

from iecscore.problems import Misuse, Severity
from iecscore.scoring import TABLE_METHODS, TABLE_RULES, Table, rank_table
from iecscore.text import untranslated
from iecscore.text.faults import rank, weights

DIAKOULAKI = (
    (61, 1.08, 4.33), (20.7, 0.26, 4.34), (16.3, 1.98, 2.53), (9, 3.29, 1.65),
    (5.4, 2.77, 2.33), (4, 4.12, 1.21), (-6.1, 3.52, 2.1), (-34.6, 3.31, 0.98),
)  # fmt: skip


def table(*rows, types=None, weights=None):
    columns = len(rows[0])
    return Table(
        np.array(rows, dtype=float).reshape(len(rows), columns),
        tuple(f"R{number + 1}" for number in range(len(rows))),
        tuple(f"C{number + 1}" for number in range(columns)),
        types or (1,) * columns,
        weights,
    )


def ranked(*rows, rule="equal", method="topsis", **more):
    read = rank_table(table(*rows, **more), rule, method)
    assert read.result is not None, read.problems
    return read.result, [problem.code for problem in read.problems]


def refused(*rows, rule="equal", method="topsis", **more):
    read = rank_table(table(*rows, **more), rule, method)
    assert read.result is None
    return [(problem.code, problem.words) for problem in read.problems if problem.severity is Severity.ERROR]


def test_topsis_ranks_a_published_table():
    """Tzeng & Huang (2011): scores .5037 .6581 .7482 .3340."""
    result, notes = ranked([5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6], rule="given", weights=(0.3, 0.4, 0.3))
    assert result.scores == pytest.approx([0.5037, 0.6581, 0.7482, 0.334], abs=1e-4)
    assert (result.ranks, result.order, result.normalisation, notes) == ((3, 2, 1, 4), (2, 1, 0, 3), "vector", [])


def test_critic_weights_agree_with_diakoulaki_1995():
    result, _ = ranked(*DIAKOULAKI, rule="critic")
    assert result.weights == pytest.approx([0.20222554, 0.48090173, 0.31687273], abs=1e-6)


def test_critic_knows_the_direction():
    turned, _ = ranked(*[(x, -y, z) for x, y, z in DIAKOULAKI], rule="critic", types=(1, -1, 1))
    assert turned.weights == pytest.approx([0.20222554, 0.48090173, 0.31687273], abs=1e-6)


def test_entropy_weights_agree_with_xu_2004():
    rows = [30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]
    result, _ = ranked(*rows, rule="entropy")
    assert result.weights == pytest.approx([0.463, 0.3992, 0.1378, 0.0], abs=6e-5)


def test_vikor_is_better_the_lower():
    result, _ = ranked([1, 3000], [2, 3750], [5, 4500], method="vikor", types=(-1, 1))
    assert (result.ranks, result.higher_is_better) == ((2, 1, 2), False)
    assert result.scores == pytest.approx([1, 0, 1])


def test_vikor_goes_by_the_sums_alone_where_the_regrets_are_the_same_and_says_so():
    # d = (0, 1, 1), (1, 0, 0): S = 2/3, 1/3; R = 1/3, 1/3
    result, notes = ranked([1, 0, 3], [0, 5, 6], method="vikor")
    assert result.scores == pytest.approx([0.5, 0])
    assert (result.ranks, notes) == ((2, 1), ["rank.term_alike"])


def test_the_weighted_sum_divides_by_the_best():
    result, _ = ranked([10, 4], [5, 2], method="weighted-sum", types=(1, -1))
    assert result.scores == pytest.approx([0.5 * 1 + 0.5 * 2 / 4, 0.5 * 0.5 + 0.5 * 1])
    assert result.ranks == (1, 1)


def test_given_weights_are_scaled_with_a_note():
    result, notes = ranked([1, 2], [2, 1], rule="given", weights=(3, 1))
    assert (result.weights.tolist(), notes) == ([0.75, 0.25], ["rank.weights_scaled"])


def test_a_constant_column_is_noted_and_earns_nothing():
    for rule in ("critic", "entropy"):
        result, notes = ranked([1, 7, 3], [2, 7, 1], [4, 7, 2], rule=rule)
        assert (result.weights[1], notes) == (0, ["rank.constant"])
    result, _ = ranked([1, 7], [2, 7], method="vikor")
    assert result.ranks == (2, 1)


def test_columns_that_say_the_same_weigh_the_same_with_a_note():
    result, notes = ranked([1, 10], [2, 20], [4, 40], rule="critic")
    assert (result.weights.tolist(), notes) == ([0.5, 0.5], ["rank.no_information"])


def test_each_empty_cell_is_named():
    found = refused([1, np.nan], [np.inf, 2])
    assert found == [("rank.not_a_number", {"alternative": "R1", "criterion": "C2"}), ("rank.not_a_number", {"alternative": "R2", "criterion": "C1"})]


@pytest.mark.parametrize(
    ("rows", "more", "code"),
    [
        ([[1, 2]], {}, "rank.few_alternatives"),
        ([[1, 2], [1, 2]], {}, "rank.all_alike"),
        ([[1, 2], [3, 4]], {"types": (1, 0)}, "rank.bad_type"),
        ([[1, -2], [3, 4]], {"rule": "entropy"}, "rank.negative"),
        ([[1, 0], [3, 4]], {"method": "weighted-sum"}, "rank.not_positive"),
        ([[1, 2], [3, 4]], {"rule": "given"}, "rank.no_weights"),
        ([[1, 2], [3, 4]], {"rule": "given", "weights": (0, 0)}, "rank.no_weights"),
        ([[1, 2], [3, 4]], {"rule": "given", "weights": (1, -1)}, "rank.bad_weight"),
        ([[1, 2], [3, 4]], {"rule": "given", "weights": (1, np.nan)}, "rank.bad_weight"),
        ([[1, 2], [2, 1]], {"method": "vikor"}, "rank.undefined"),
        ([[], []], {}, "rank.no_criteria"),
    ],
)
def test_what_cannot_be_ranked_is_refused_by_name(rows, more, code):
    assert [found for found, _ in refused(*rows, **more)] == [code]


def test_a_name_twice_is_refused():
    twice = Table(np.array([[1.0], [2.0]]), ("R1", "R1"), ("C1",), (1,))
    assert [problem.code for problem in rank_table(twice).problems] == ["rank.name_twice"]


@pytest.mark.parametrize("asked", [{"rule": "magic"}, {"method": "magic"}])
def test_an_unknown_rule_or_method_is_refused(asked):
    with pytest.raises(Misuse, match=r"rank\.unknown_choice"):
        rank_table(table([1, 2], [2, 1]), **asked)


@pytest.mark.parametrize("method", TABLE_METHODS)
@pytest.mark.parametrize("rule", TABLE_RULES)
def test_every_rule_goes_with_every_method(rule, method):
    result, _ = ranked([5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6], rule=rule, method=method, weights=(0.3, 0.4, 0.3))
    assert len(result.ranks) == 4
    assert min(result.ranks) == 1
    assert result.weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("area", [rank, weights])
def test_every_fault_has_its_chinese_wording(area):
    sentences = tuple(sentence for fault in area.FAULTS.values() for sentence in fault)
    assert untranslated(sentences, "zh") == ()
