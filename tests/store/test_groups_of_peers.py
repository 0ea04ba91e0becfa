"""Groups of peers: no group too small, fixed once for a round, and nothing in what is shown by which a unit could be told."""

from dataclasses import fields, replace

import numpy as np
import pytest

from iecscore.store import PROVISIONAL, PUBLISHED, Band
from iecscore.store.peers import describe_peers
from iecscore.store.publishing import LEAST, part_units
from iecscore.values import Principal, Sight
from report.drawn_evaluation import draw_evaluation


def draw_leagues(seed):
    drawn = np.random.default_rng(seed)
    return {f"U{number:03}": (f"T{drawn.integers(4)}", f"D{drawn.integers(3)}") for number in range(int(drawn.integers(LEAST, 60)))}


@pytest.mark.parametrize("seed", range(40))
def test_each_group_has_enough_units_and_no_league_is_torn_apart(seed):
    leagues = draw_leagues(seed)
    cells = part_units(leagues)
    assert set(cells) == set(leagues)
    assert min(list(cells.values()).count(cell) for cell in cells.values()) >= LEAST
    assert all(len({cells[unit] for unit in leagues if leagues[unit] == league}) == 1 for league in leagues.values())


@pytest.mark.parametrize("seed", range(10))
def test_the_order_in_which_units_come_changes_no_group(seed):
    leagues = draw_leagues(seed)
    assert part_units(dict(reversed(leagues.items()))) == part_units(leagues)


def test_a_small_league_joins_the_one_most_like_it():
    drawn = {("rail", "college"): 7, ("rail", "school"): 2, ("steel", "college"): 6, ("steel", "school"): 6}
    leagues = {f"{place}-{number}": league for place, (league, count) in enumerate(drawn.items()) for number in range(count)}
    cells = part_units(leagues)
    assert cells["1-0"] == cells["3-0"] != cells["0-0"]
    assert len(set(cells.values())) == 3


def test_large_enough_leagues_stay_by_themselves():
    leagues = {f"{league}{number}": (league,) for league in "ab" for number in range(LEAST)}
    assert part_units(leagues) == {unit: league for unit, (league,) in leagues.items()}


@pytest.mark.parametrize("count", range(LEAST))
def test_too_few_units_have_no_groups(count):
    assert part_units({f"U{number}": ("all",) for number in range(count)}) == {}


def draw_round(totals, version="1"):
    """An evaluation of one league whose units have these totals."""
    names = [f"N{number:02}" for number in range(len(totals))]
    base = draw_evaluation()
    row = base.ranking[0]
    return replace(
        base,
        id=version * 64,
        units=tuple(replace(base.units[0], code=name, name=f"Name of {name}") for name in names),
        ranking=tuple(replace(row, unit=name, score=score) for name, score in zip(names, totals, strict=True)),
        scores=replace(base.scores, values=np.array([[score / 100] * base.scores.values.shape[1] for score in totals]), units=tuple(names)),
        nodes=tuple(replace(base.nodes[0], unit=name, score=score) for name, score in zip(names, totals, strict=True)),
        values=tuple(replace(base.values[0], unit=name, value=score) for name, score in zip(names, totals, strict=True)),
        contributions=tuple(replace(base.contributions[0], unit=name) for name in names),
    )


TOTALS = (40.37, 44.91, 51.13, 58.49, 63.77, 71.21, 77.83)


def publish(store, evaluation, state=PUBLISHED):
    with store.acting(Principal("agency")) as repository:
        repository.save_evaluation(evaluation)
        repository.publish(evaluation, state, "checked")


def load_peers(store, evaluation, unit):
    with store.reading(Principal("somebody", "branch", Sight.OWN, unit)) as repository:
        return repository.load_peers(evaluation.id)


def test_peers_are_told_as_rounded_quantiles(store):
    found = draw_round(TOTALS)
    publish(store, found)
    peers = load_peers(store, found, "N03")
    assert peers.size == len(TOTALS)
    assert peers.of("") == Band("", 48.0, 58.0, 67.0, len(TOTALS))
    assert all(float(told).is_integer() for band in peers.bands for told in (band.low, band.median, band.high))


def test_nothing_shown_of_peers_names_a_unit_or_holds_the_value_of_one(store):
    found = draw_round(TOTALS)
    publish(store, found)
    with store.reading(Principal("somebody", "branch", Sight.OWN, "N03")) as repository:
        own, peers = repository.load_evaluation(found.id), repository.load_peers(found.id)
    told = repr((own, peers))
    others = [name for name in (f"N{number:02}" for number in range(len(TOTALS))) if name != "N03"]
    assert "N03" in told
    assert [name for name in others if name in told] == []
    assert [total for total in TOTALS if total != TOTALS[3] and (str(total) in told or str(total / 100) in told)] == []
    assert {field.name for field in fields(Band)} == {"node", "low", "median", "high", "count", "decimals"}


def test_every_unit_of_a_group_is_shown_the_same(store):
    found = draw_round(TOTALS)
    publish(store, found)
    assert len({load_peers(store, found, f"N{number:02}") for number in range(len(TOTALS))}) == 1


def test_groups_are_fixed_with_the_first_publication_of_a_round(store):
    first, later = draw_round(TOTALS), draw_round((*TOTALS, 90.0), version="2")
    publish(store, first, PROVISIONAL)
    publish(store, later)
    assert load_peers(store, later, "N03").size == len(TOTALS)
    assert load_peers(store, later, "N03").of("") == load_peers(store, first, "N03").of("")
    assert load_peers(store, later, "N07").size == 0


def test_what_too_few_have_is_not_shown_even_in_a_large_group():
    found = draw_round(TOTALS)
    groups = {unit.code: "all" for unit in found.units}
    sparse = replace(found, ranking=tuple(replace(row, score=None) if place < 2 else row for place, row in enumerate(found.ranking)))
    assert describe_peers(sparse, groups, "N03").of("") is None
    assert describe_peers(found, groups, "N03").of("") is not None


def test_a_unit_without_a_group_is_shown_no_peers():
    assert describe_peers(draw_round(TOTALS), {}, "N03").bands == ()


def test_nothing_of_peers_is_shown_before_publication_nor_to_those_who_see_several_units(store):
    found = draw_round(TOTALS)
    with store.acting(Principal("agency")) as repository:
        repository.save_evaluation(found)
    assert load_peers(store, found, "N03") is None
    publish(store, found)
    with store.reading(Principal("ministry", "ministry", Sight.PUBLISHED)) as repository:
        assert repository.load_peers(found.id) is None
