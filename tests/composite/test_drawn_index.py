"""A small index drawn in the test and followed by hand: three indicators, two criteria, gaps, an outlier, two groups, two years."""

from math import sqrt

import pytest

from composite.index_files import both, tell_unit, write_index
from iecscore.pipeline import evaluate
from iecscore.problems import Misuse
from iecscore.records import evaluation_from_json, evaluation_to_json
from iecscore.system import System, canonical_text, load_system, system_digest
from iecscore.values import Options

CHAIN = (
    {"impute": {"method": "group-mean", "groups": "side"}},
    {"screen": {"available": 0.5}},
    {"normalise": {"method": "min-max", "ends": [0, 100]}},
    {"aggregate": {"method": "arithmetic"}},
)
TREE = {"D": {"A": ["A1", "A2"], "B": ["B1"]}}
POSTS = {"goalposts": {"zero": 0, "full": 50}}
INDICATORS = {"A1": ("benefit",), "A2": ("cost",), "B1": ("benefit", None, POSTS)}
# north: a and b, south: c, d and e; e has nothing; A1 of b and A2 of d are missing
FIGURES = {
    "a": ("north", 10, 4, 30),
    "b": ("north", None, 8, 20),
    "c": ("south", 30, 2, 10),
    "d": ("south", 20, None, 40),
    "e": ("south", None, None, None),
}


def draw(folder, chain=CHAIN, exceptions=None, **more):
    read = load_system(
        write_index(
            folder,
            units="town",
            groups=("side",),
            indicators=INDICATORS,
            tree=TREE,
            chain=[dict(link) for link in chain],
            exceptions=exceptions,
            **more,
        )
    )
    assert read.problems == ()
    return read.result


def rows_of(figures=FIGURES, year=2025):
    return tuple(tell_unit(year, code, {"side": side, "a1": a1, "a2": a2, "b1": b1}) for code, (side, a1, a2, b1) in figures.items())


def run(system, *settings, rows=None, year="2025", **options):
    return evaluate(system, Options("town", year, overrides=settings, **options), rows or rows_of(), None, None, (), "1")


def scores(evaluation):
    return {row.unit: row.score for row in evaluation.ranking if row.score is not None}


def nodes(evaluation, node):
    return {item.unit: item.score for item in evaluation.nodes if item.node == node and item.score is not None}


@pytest.fixture
def system(tmp_path):
    return draw(tmp_path / "drawn")


# gaps of north: A1 of b is 10; of south: A2 of d is 2; e is filled too (25, 2, 25) and stays, since imputing comes before screening
# A1 on 10 to 30: a 0, b 0, c 100, d 50, e 75; A2 on 8 to 2: a 66.67, b 0, c 100, d 100, e 100; B1 on 10 to 40: a 66.67, b 33.33, c 0, d 100, e 50
A = {"a": 100 / 3, "b": 0.0, "c": 100.0, "d": 75.0, "e": 87.5}
B = {"a": 200 / 3, "b": 100 / 3, "c": 0.0, "d": 100.0, "e": 50.0}


def test_the_index_is_the_one_worked_out_by_hand(system):
    evaluation = run(system)
    assert evaluation.options.method == "index"
    assert nodes(evaluation, "A") == pytest.approx(A)
    assert nodes(evaluation, "B") == pytest.approx(B)
    assert scores(evaluation) == pytest.approx({unit: (A[unit] + B[unit]) / 2 for unit in A})
    assert {row.unit: row.rank for row in evaluation.ranking} == {"a": 3, "b": 5, "c": 3, "d": 1, "e": 2}


def test_each_filled_gap_is_told_with_the_error_of_its_rule(system):
    filled = {(item.unit, item.indicator): item for item in run(system).imputed}
    assert filled.keys() == {("b", "A1"), ("d", "A2"), ("e", "A1"), ("e", "A2"), ("e", "B1")}
    assert (filled["b", "A1"].value, filled["b", "A1"].error) == (10, None)
    # c and d tell 30 and 20: each guessed from the other is wrong by 10
    assert (filled["e", "A1"].value, filled["e", "A1"].error) == (25, 10)


def test_coverage_is_of_what_was_told_and_not_of_what_was_filled_in(system):
    coverage = {row.unit: row.coverage for row in run(system).ranking}
    assert coverage == {"a": 1, "b": 0.75, "c": 1, "d": 0.75, "e": 0}


def test_a_unit_screened_out_first_has_no_rank_and_moves_nobody(tmp_path):
    chain = (CHAIN[1], CHAIN[0], *CHAIN[2:])
    evaluation = run(draw(tmp_path / "drawn", chain))
    assert [(item.unit, item.available, item.nonzero) for item in evaluation.removed] == [("e", 0, None)]
    assert next((row.rank, row.withheld) for row in evaluation.ranking if row.unit == "e") == (None, ())
    assert {unit: score for unit, score in scores(run(draw(tmp_path / "drawn"))).items() if unit != "e"} == pytest.approx(scores(evaluation))


def test_gaps_left_hand_their_weight_on_at_every_node(system):
    evaluation = run(system, "impute.method=none", "screen.available=0")
    # A1 of b and A2 of d are not there: A is the other one
    assert nodes(evaluation, "A") == pytest.approx({"a": 100 / 3, "b": 0, "c": 100, "d": 50})
    assert scores(evaluation)["d"] == pytest.approx((50 + 100) / 2)
    assert next(row.missing for row in evaluation.ranking if row.unit == "d") == ("A2",)
    assert next(row.withheld for row in evaluation.ranking if row.unit == "e") == ("A", "B")
    share = {(item.unit, item.indicator): item.weight for item in evaluation.contributions}
    assert (share["d", "A1"], share["a", "A1"]) == (0.5, 0.25)


def test_a_node_may_ask_for_a_least_share(system):
    evaluation = run(system, "impute.method=none", "screen.available=0", "A.aggregate.least_share=0.6")
    assert nodes(evaluation, "A").keys() == {"a", "c"}
    assert scores(evaluation)["d"] == pytest.approx(100)


def test_the_lowest_case_puts_own_gaps_at_the_low_end_even_where_they_are_filled(system):
    lowest = {row.unit: row.lowest_score for row in run(system).ranking}
    # d: A1 50, A2 at the low end 0, B 100; c has no gap
    assert lowest["d"] == pytest.approx((25 + 100) / 2)
    assert lowest["c"] == pytest.approx(50)
    zero = run(system, missing="zero")
    assert scores(zero)["d"] == pytest.approx((25 + 100) / 2)


def test_the_lowest_case_of_a_rule_that_compares_units_is_worked_out_anew(system):
    evaluation = run(system, "ROOT.aggregate.method=borda", "D.aggregate.method=copeland")
    told = {row.unit: (row.rank, row.lowest_rank) for row in evaluation.ranking}
    assert told["d"][1] >= told["d"][0]
    assert told["a"][0] == told["a"][1]


def test_an_outlier_is_pulled_in_and_told(tmp_path):
    figures = {f"t{number:02}": ("north", value, 1 + number % 3, 10 + number) for number, value in enumerate((*range(1, 12), 1000))}
    chain = ({"treat": {"most": 2}}, *CHAIN[2:])
    evaluation = run(draw(tmp_path / "drawn", chain), rows=rows_of(figures))
    assert [(item.unit, item.indicator, item.before, item.after, item.treatment) for item in evaluation.treated] == [
        ("t11", "A1", 1000, 11, "winsorised-high")
    ]
    assert run(draw(tmp_path / "drawn", chain), "A.treat.forced=none", rows=rows_of(figures)).treated == ()


def test_a_rule_and_a_scale_may_differ_at_each_node(tmp_path):
    exceptions = {
        "A": {"aggregate": {"method": "geometric"}, "normalise": {"ends": [1, 100]}},
        "A2": {"normalise": {"method": "distance-to-target", "target": 4}},
        "B1": {"normalise": {"method": "goalposts"}},
    }
    evaluation = run(draw(tmp_path / "drawn", exceptions=exceptions))
    # d: A1 half way from 10 to 30; A2 2 where 8 is worst and 4 the target, 6 of 4 steps; B1 40 of 50
    assert evaluation.scores.of("d", "A1") == pytest.approx(50.5)
    assert evaluation.scores.of("d", "A2") == pytest.approx(1 + 99 * 6 / 4)
    assert evaluation.scores.of("d", "B1") == pytest.approx(80)
    assert nodes(evaluation, "A")["d"] == pytest.approx(sqrt(50.5 * 149.5))


def test_the_least_distance_to_the_best_ranks_first(system):
    evaluation = run(system, "ROOT.aggregate.method=distance-to-best")
    first = min(evaluation.ranking, key=lambda row: row.rank)
    assert first.score == min(scores(evaluation).values())


def test_a_gap_is_filled_from_the_unit_s_other_years_and_one_scale_holds_for_all(tmp_path):
    before = {code: (side, *(None if figure is None else figure + 10 for figure in told)) for code, (side, *told) in FIGURES.items()}
    rows = (*rows_of({**before, "b": ("north", 15, 8, 20)}, 2024), *rows_of())
    chain = ({"impute": {"method": "latest"}}, {"normalise": {"over": "rounds"}}, CHAIN[3])
    evaluation = run(draw(tmp_path / "drawn", chain), rows=rows)
    filled = {(item.unit, item.indicator): (item.value, item.sources) for item in evaluation.imputed}
    assert filled == {("b", "A1"): (15, (2024,))}
    # A1 of both years from 10 (a now) to 40 (c before)
    assert evaluation.scores.of("b", "A1") == pytest.approx(100 * 5 / 30)
    earlier = run(draw(tmp_path / "drawn", chain), rows=rows, year="2024")
    assert earlier.scores.of("c", "A1") == pytest.approx(100)
    assert earlier.imputed == ()


def test_a_chain_without_rules_to_join_is_ranked_by_topsis_on_its_scale(tmp_path):
    evaluation = run(draw(tmp_path / "drawn", CHAIN[:3]))
    assert evaluation.options.method == "topsis"
    assert evaluation.scores.of("d", "A1") == pytest.approx(0.5)
    with pytest.raises(Misuse, match=r"rank\.no_chain"):
        run(draw(tmp_path / "drawn", CHAIN[:3]), method="index")


def test_an_index_may_stand_on_goalposts(tmp_path):
    indicators = {
        code: (told[0], None, {"goalposts": {"zero": 10, "full": 0} if told[0] == "cost" else {"zero": 0, "full": 50}})
        for code, told in INDICATORS.items()
    }
    folder = write_index(tmp_path / "drawn", units="town", groups=("side",), indicators=indicators, tree=TREE, chain=[{"aggregate": {}}])
    evaluation = run(load_system(folder).result)
    assert scores(evaluation)["c"] == pytest.approx(((60 + 80) / 2 + 20) / 2)
    assert (evaluation.scores.of("c", "A1"), evaluation.full_score) == (0.6, 100)


def test_weights_are_those_of_the_set_and_a_node_may_be_set_by_hand(tmp_path):
    system = draw(tmp_path / "drawn", weights={"own": {"town": {"D": {"A": 0.75, "B": 0.25}}}})
    assert scores(run(system, weights="own"))["c"] == pytest.approx(75)
    # 0.75 beside 0.75: half and half
    assert scores(run(system, "weights.B=0.75", weights="own"))["c"] == pytest.approx(50)
    with pytest.raises(Misuse, match=r"rank\.no_weight_left"):
        run(system, "weights.B1=0")


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("treat", "rank.bad_setting"),
        ("treat.most", "rank.bad_setting"),
        ("cook.most=1", "rank.bad_setting"),
        ("treat.most=[", "rank.bad_setting"),
        ("treat.most=-1", "rank.setting_value"),
        ("normalise.method=magic", "rank.setting_value"),
        ("A1.treat.lots=2", "rank.setting_value"),
        ("Z.treat.most=2", "rank.setting_node"),
        ("weights.Z=2", "rank.setting_node"),
        ("weights.A=-1", "rank.setting_weight"),
        ("weights.A=true", "rank.setting_weight"),
        ("A1.aggregate.method=median", "system.aggregate_of_leaf"),
        ("normalise.method=distance-to-target", "system.needs_target"),
        ("normalise.method=distance-to-reference", "system.needs_unit"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name(system, setting, code):
    with pytest.raises(Misuse) as refused:
        run(system, setting)
    assert {problem.code for problem in refused.value.problems} == {code}


def test_a_unit_to_compare_with_must_be_there(system):
    told = run(system, "normalise.method=distance-to-reference", "normalise.reference=c")
    assert told.scores.of("c", "A1") == 100
    with pytest.raises(Misuse, match=r"rank\.unknown_choice"):
        run(system, "normalise.method=distance-to-reference", "normalise.reference=z")


def test_a_mean_of_powers_refuses_scores_below_zero_and_screening_leaves_somebody(system):
    with pytest.raises(Misuse, match=r"rank\.below_zero"):
        run(system, "normalise.method=z-score", "normalise.ends=[0, 1]", "aggregate.method=harmonic")
    with pytest.raises(Misuse, match=r"rank\.all_removed"):
        run(system, "screen.exclude=[a, b, c, d, e]")


def test_what_was_changed_is_stored_and_read_back_and_old_records_load_too(system):
    evaluation = run(system)
    data = evaluation_to_json(evaluation)
    assert evaluation_from_json(data).imputed == evaluation.imputed
    old = {name: value for name, value in data.items() if name not in {"imputed", "treated", "removed"}}
    old["options"] = {name: value for name, value in old["options"].items() if name != "overrides"}
    assert evaluation_from_json(old).removed == ()


def test_the_system_s_canonical_text_tells_its_chain_and_a_system_without_one_keeps_its_digest(tmp_path):
    system = draw(tmp_path / "drawn", exceptions={"A": {"treat": {"forced": "as-tested"}}}, chain=({"treat": {"forced": "none"}}, *CHAIN))
    assert System.model_validate_json(canonical_text(system)) == system
    assert "chain" not in canonical_text(
        system.model_copy(update={"levels": {"town": system.levels["town"].model_copy(update={"chain": (), "exceptions": {}, "groups": {}})}})
    )
    assert system_digest(system) != system_digest(draw(tmp_path / "drawn"))
    assert system.levels["town"].name.en == both("town")["en"]
