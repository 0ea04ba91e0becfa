"""A plain table whatever the weights: shares of ranks, exact where geometry gives them, and the weights that put a row first."""

import numpy as np
import pytest

from iecscore.problems import Misuse
from iecscore.robustness.free_weights import free_weights
from iecscore.scoring import Table, rank_table
from iecscore.views import view_free, view_free_shares

PHONES = Table(np.array([[10.0, 7, 3], [14, 9, 5], [8, 5, 6], [12, 8, 4]]), ("A", "B", "C", "D"), ("price", "quality", "service"), (-1, 1, 1))


def rank(method="weighted-sum", table=PHONES):
    return rank_table(table, "equal", method).result


@pytest.mark.parametrize("method", ["weighted-sum", "topsis", "vikor"])
def test_shares_are_counted_by_the_method_of_the_table(method):
    found = free_weights(rank(method), draws=1024)
    assert found.shares.shape == (4, 4)
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(4))
    assert found.errors.max() <= 0.5 / np.sqrt(1024)
    assert (found.exact is None) == (method != "weighted-sum")


def test_what_is_counted_comes_to_what_geometry_gives():
    found = free_weights(rank())
    assert found.shares == pytest.approx(found.exact, abs=0.01)
    assert found.exact[:, 0].sum() == pytest.approx(1)


def test_orders_are_kept_by_every_draw_and_by_geometry():
    orders = ("quality >= price", "price >= service")
    found = free_weights(rank(), orders)
    assert found.shares == pytest.approx(found.exact, abs=0.01)
    first = found.central[1]
    assert first[1] > first[0] > first[2]
    assert free_weights(rank(), orders[:1]).shares[1, 0] < found.shares[1, 0] + 0.2


def test_central_weights_put_a_row_first_and_one_never_first_has_none():
    found = free_weights(rank())
    assert np.isnan(found.central[3]).all()
    for row in range(3):
        weights = found.central[row]
        assert weights.sum() == pytest.approx(1)
        assert int((weights @ rank().normalised.T).argmax()) == row


def test_more_criteria_than_geometry_takes_are_counted_only():
    table = Table(np.random.default_rng(1).uniform(1, 9, (5, 4)), tuple("ABCDE"), tuple("wxyz"), (1, 1, 1, -1))
    assert free_weights(rank(table=table), draws=512).exact is None


@pytest.mark.parametrize("order", ["quality > price", "quality >= colour", "price >= price", "quality"])
def test_an_order_of_anything_but_two_columns_is_refused_by_name(order):
    with pytest.raises(Misuse) as refused:
        free_weights(rank(), (order,))
    (problem,) = refused.value.problems
    assert (problem.code, dict(problem.parameters)["given"]) == ("rank.unknown_order", order)


def test_orders_that_go_round_are_refused():
    with pytest.raises(Misuse, match=r"robustness\.order_rare"):
        free_weights(rank(), ("price >= quality", "quality >= service", "service >= price"))


def test_the_table_reads_by_rank_with_exact_shares_beside():
    found = free_weights(rank(), ("quality >= price",))
    table = view_free(rank(), found, "en")
    assert table.heads == ("Rank", "Name", "First in", "Exactly", "Ranks", "Mean weights when first")
    assert [row[1] for row in table.rows] == ["C", "B", "D", "A"]
    assert table.rows[2][3:] == ("0.00%", "2–4", "–")
    assert "They keep: quality >= price." in table.about
    assert view_free(rank("topsis"), free_weights(rank("topsis"), draws=256), "zh").heads[2:4] == ("居首比例", "可能名次")
    shares = view_free_shares(rank(), found, "en")
    assert shares.heads == ("Name", "1", "2", "3", "4")
    assert [row[0] for row in shares.rows] == ["C", "B", "D", "A"]
    assert view_free_shares(rank("topsis"), free_weights(rank("topsis"), draws=256), "en").rows[0][0] == "C"
