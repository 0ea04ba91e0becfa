"""The published ASEM index, put together by hand from the stages: the functions know nothing of countries or of a tree."""

import numpy as np
import pytest

from iecscore.matrix.stages import (
    AGGREGATION_RULES,
    LESS_IS_BETTER,
    Aggregation,
    Imputation,
    Scaling,
    Screen,
    Treatment,
    aggregate,
    balance_weights,
    denominate,
    find_posts,
    give_benefit,
    impute,
    impute_rounds,
    scale_columns,
    score_on_posts,
    screen_units,
    treat_columns,
)
from iecscore.scoring import rank_scores
from stages.asem_files import THERE, read_asem, read_gapped_rounds

pytestmark = THERE
FIRST = ("CHE", "NLD", "DNK", "NOR", "BEL", "SWE", "AUT", "LUX", "DEU", "MLT")
SCORES = {"CHE": 68.38, "NLD": 64.82, "DNK": 64.80, "NOR": 64.47, "BEL": 63.54, "SWE": 63.00}
PILLARS = ("Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin")


def prepare(asem):
    """Denominated, imputed by the group's mean, treated: 51 × 49 without a gap."""
    columns = denominate(asem.columns, asem.denominators, asem.by, np.ones(len(asem.by)))
    imputed = impute(columns, Imputation("group-mean", groups=asem.groups))
    screened = screen_units(imputed.values, np.ones(len(asem.by)), Screen(available=0.9))
    assert screened.kept.all()
    return treat_columns(imputed.values, [Treatment()] * len(asem.by)), imputed


def climb(asem, scores, aggregation):
    """Scores of every node, from the leaves to the root."""
    found = {leaf["iCode"]: scores[:, place] for place, leaf in enumerate(asem.leaves)}
    for node in asem.nodes[len(asem.leaves) :]:
        under = asem.children(node["iCode"])
        columns = np.column_stack([found[child["iCode"]] for child in under])
        found[node["iCode"]] = aggregate(columns, np.array([float(child["Weight"]) for child in under]), aggregation)
    return found


@pytest.fixture(scope="module")
def asem():
    return read_asem()


@pytest.fixture(scope="module")
def treated(asem):
    return prepare(asem)[0]


def test_the_published_scores_and_ranks_come_out(asem, treated):
    index = climb(asem, scale_columns(treated.values, asem.types, Scaling()).values, Aggregation())["Index"]
    for code, score in SCORES.items():
        assert round(float(index[asem.units.index(code)]), 2) == score
    ranks = rank_scores(index)
    assert [asem.units[place] for place in np.argsort(ranks, kind="stable")[:10]] == list(FIRST)
    assert not np.isnan(index).any()


def test_all_gaps_are_filled_and_each_has_its_error(asem):
    imputed = prepare(asem)[1]
    denominated = denominate(asem.columns, asem.denominators, asem.by, np.ones(len(asem.by)))
    assert len(imputed.cells) == np.isnan(denominated).sum() == 65
    assert all(cell.error > 0 for cell in imputed.cells)
    assert not np.isnan(imputed.values).any()


def test_winsorising_alone_cures_the_outlying_indicators(asem, treated):
    done = {asem.leaves[place]["iCode"]: column.points for place, column in enumerate(treated.columns) if column.treatment != "none"}
    assert done == {
        "Flights": 1, "Bord": 3, "Gas": 3, "Services": 4, "FDI": 2, "ForPort": 3, "CostImpEx": 1, "Tariff": 3, "StMob": 2,
        "CultServ": 3, "Forest": 2, "Poverty": 3, "NGOs": 3, "FemLab": 1, "PubDebt": 1,
    }  # fmt: skip
    assert sum(done.values()) == len(treated.cells)
    assert all(column.passes for column in treated.columns)


@pytest.mark.parametrize("rule", [rule for rule in AGGREGATION_RULES if rule not in LESS_IS_BETTER])
def test_every_aggregation_climbs_the_tree_and_agrees_with_the_arithmetic_mean_in_the_main(asem, treated, rule):
    scores = scale_columns(treated.values, asem.types, Scaling("z-score", ends=(100, 10))).values
    index, plain = (climb(asem, scores, Aggregation(one))["Index"] for one in (rule, "arithmetic"))
    assert not np.isnan(index).any()
    assert np.corrcoef(rank_scores(index), rank_scores(plain))[0, 1] > 0.4


def test_a_later_round_on_the_posts_of_all_rounds_is_scored_as_if_all_were_normalised_together(asem):
    years = [read_asem("asem_iData_panel.csv", year) for year in ("2018", "2022")]
    both = np.vstack([denominate(year.columns, year.denominators, year.by, np.ones(49)) for year in years])
    together = scale_columns(both, asem.types, Scaling()).values
    apart = score_on_posts(both[: len(years[0].units)], find_posts(both, asem.types, Scaling()))
    np.testing.assert_array_equal(together[: len(years[0].units)], apart)


def test_taking_an_indicator_out_is_a_weight_of_zero(asem, treated):
    scores = scale_columns(treated.values, asem.types, Scaling()).values
    social = [asem.place(line["iCode"]) for line in asem.children("Social")]
    without = aggregate(scores[:, social[1:]], np.ones(len(social) - 1), Aggregation())
    weights = np.ones(len(social))
    weights[0] = 0
    np.testing.assert_allclose(aggregate(scores[:, social], weights, Aggregation()), without, atol=1e-12)


def test_the_pillars_give_the_benefit_of_the_doubt_within_their_bounds(asem, treated):
    found = climb(asem, scale_columns(treated.values, asem.types, Scaling()).values, Aggregation())
    pillars = np.column_stack([found[code] for code in PILLARS])
    bounded = give_benefit(pillars, np.tile([0.05, 0.3], (8, 1)))
    free = give_benefit(pillars, np.tile([0.0, 1.0], (8, 1)))
    assert (bounded.shares > 0.05 - 1e-9).all()
    assert (bounded.shares < 0.3 + 1e-9).all()
    assert (bounded.scores <= free.scores + 1e-9).all()
    assert (bounded.weights >= 0).all()


def test_balanced_weights_of_the_pillars_are_never_negative_where_the_free_solution_is(asem, treated):
    found = climb(asem, scale_columns(treated.values, asem.types, Scaling()).values, Aggregation())
    pillars = np.column_stack([found[code] for code in PILLARS])
    assert np.linalg.solve(np.corrcoef(pillars, rowvar=False), np.ones(8)).min() < 0
    balanced = balance_weights(pillars, np.ones(8))
    assert balanced.weights.min() == 0
    assert not balanced.exact


def test_gaps_of_the_panel_are_filled_from_the_country_s_own_years():
    cube, years, units, codes = read_gapped_rounds()
    latest = impute_rounds(cube, np.array(years), "latest")
    austria, logistics = units.index("AUT"), codes.index("LPI")
    assert latest.values[2:4, austria, logistics].tolist() == [4.153182291, 4.153182291]
    belgium, flights = units.index("BEL"), codes.index("Flights")
    assert np.isnan(latest.values[0, belgium, flights])
    ends = impute_rounds(cube, np.array(years), "linear-constant")
    assert ends.values[0, belgium, flights] == 41.5390092
    line = 4.153182291 + np.array([1, 2]) / 3 * (4.100437328 - 4.153182291)
    np.testing.assert_allclose(ends.values[2:4, austria, logistics], line, atol=1e-12)
    japan, renewable = units.index("JPN"), codes.index("Renew")
    assert impute_rounds(cube, np.array(years), "constant").values[:2, japan, renewable].tolist() == [6.860968924] * 2
    assert np.isnan(impute_rounds(cube, np.array(years), "linear").values[:2, japan, renewable]).all()
