"""A small index drawn in the test and followed by hand: three indicators, two criteria, gaps, an outlier, two groups, two years."""

import json
from math import sqrt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from composite.index_files import tell_unit, write_index
from iecscore.cli import main
from iecscore.desk.cases import run_cases
from iecscore.pipeline import evaluate
from iecscore.problems import Misuse
from iecscore.records import evaluation_from_json, evaluation_to_json
from iecscore.report import write_result
from iecscore.system import System, canonical_text, load_cases, load_system, system_digest
from iecscore.values import Options
from iecscore.views import view_explanation
from iecscore.workbook import Envelope, write_template

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

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
    posts = {"benefit": {"zero": 0, "full": 50}, "cost": {"zero": 10, "full": 0}}
    indicators = {code: (told[0], None, {"goalposts": posts[told[0]]}) for code, told in INDICATORS.items()}
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
    old = {name: value for name, value in data.items() if name not in {"imputed", "treated", "removed", "tested"}}
    old["options"] = {name: value for name, value in old["options"].items() if name != "overrides"}
    assert evaluation_from_json(old).removed == ()


def test_the_canonical_text_tells_the_chain_and_a_system_without_one_keeps_its_digest(tmp_path):
    told = ({"treat": {"forced": "none"}}, *CHAIN)
    system = draw(tmp_path / "drawn", told, {"A": {"treat": {"forced": "as-tested"}}})
    assert System.model_validate_json(canonical_text(system)) == system
    assert system_digest(system) != system_digest(draw(tmp_path / "drawn", told))
    library = load_system(Path(__file__).parents[1] / "systems" / "indicators" / "library").result
    assert not {"chain", "groups", "exceptions"} & set(json.loads(canonical_text(library))["levels"]["library"])


def test_the_result_workbook_lists_what_was_changed_and_every_stage_with_its_options(tmp_path):
    figures = {**FIGURES, **{f"t{number:02}": ("south", 20 + number, 3, 25) for number in range(10)}, "z": ("south", 900, 3, 25)}
    chain = (CHAIN[1], CHAIN[0], {"treat": {"most": 2}}, *CHAIN[2:])
    system = draw(tmp_path / "drawn", chain, {"A": {"aggregate": {"method": "geometric"}}})
    evaluation = run(system, "normalise.ends=[1, 100]", rows=rows_of(figures))
    for language, sheet in (("en", "Filled, treated and screened"), ("zh", "插补、处理与筛选")):
        book = load_workbook(write_result(evaluation, system, (), tmp_path / f"{language}.xlsx", language))
        rows = [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=7)]
        assert [row[0] for row in rows] == ["e", "b", "b", "d", "z"]
    tests = [[cell.value for cell in row] for row in load_workbook(tmp_path / "en.xlsx")["Tests for outliers"].iter_rows(min_row=6)]
    assert [row[0] for row in tests] == ["Indicator code", "A1", "A2", "B1"]
    assert tests[1][2:4] == ["winsorised", 1]
    assert (tests[1][4] > 2, tests[1][5] < 2, tests[1][8:]) == (True, True, ["yes", None])
    assert load_workbook(tmp_path / "zh.xlsx")["异常值检验"]["C6"].value == "处理方式"
    told = {row[0].value: row[1].value for row in load_workbook(tmp_path / "en.xlsx")["Method"].iter_rows(min_row=6)}
    assert "most: 2" in told["Outliers treated (treat)"]
    assert "kurtosis: 3.5" in told["Outliers treated (treat)"]
    assert "ends: [1, 100]" in told["Normalised (normalise)"]
    assert told["Joined up the tree (aggregate)"].splitlines()[-1] == "A.method: geometric"
    assert told["Settings for this evaluation (overrides)"] == "normalise.ends=[1, 100]"
    ranking = [[cell.value for cell in row] for row in load_workbook(tmp_path / "en.xlsx")["Ranking"].iter_rows(min_row=6)]
    assert "screened out: 0% of its data are there" in next(row for row in ranking if row[1] == "e")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_figure_is_explained_from_what_was_told_over_what_was_changed_to_its_score(tmp_path, language):
    rows = (*rows_of({**FIGURES, "b": ("north", 15, 8, 20)}, 2024), *rows_of())
    system = draw(tmp_path / "drawn", ({"impute": {"method": "latest"}}, CHAIN[2], CHAIN[3]), {"A1": {"normalise": {"ends": [0, 10]}}})
    evaluation = run(system, rows=rows)
    unit = next(unit for unit in evaluation.units if unit.code == "b")
    value = next(value for value in evaluation.values if (value.unit, value.indicator) == ("b", "A1"))
    view = view_explanation(evaluation, system, unit, value, (), (), language)
    ((name, told),) = view.changes
    assert name == {"en": "Filled in", "zh": "已插补"}[language]
    assert told.startswith("15 ± ")
    assert told.endswith("(2024)")
    assert "min-max (ends: (0.0, 10.0))" in view.scoring
    assert view.score == pytest.approx(10 * 5 / 20 * 4 / 4)


def test_a_treated_value_is_explained_and_a_level_on_goalposts_keeps_its_wording(tmp_path):
    figures = {f"t{number:02}": ("north", value, 1 + number % 3, 10 + number) for number, value in enumerate((*range(1, 12), 1000))}
    posts = {"goalposts": {"zero": 0, "full": 50}}
    indicators = {"A1": ("benefit", None, posts), "A2": ("benefit", None, posts), "B1": ("benefit", None, posts)}
    folder = write_index(
        tmp_path / "drawn", units="town", groups=("side",), indicators=indicators, tree=TREE, chain=[{"treat": {}}, {"aggregate": {}}]
    )
    system = load_system(folder).result
    evaluation = run(system, rows=rows_of(figures))
    value = next(value for value in evaluation.values if (value.unit, value.indicator) == ("t11", "A1"))
    view = view_explanation(evaluation, system, evaluation.units[-1], value, (), (), "en")
    assert view.changes == (("Treated", "1,000 → 11 (winsorised-high)"),)
    assert (view.scoring, view.score) == ("0 at 0, 100 at 50, in between in proportion", pytest.approx(22))


def test_a_stage_the_chain_lacks_is_put_in_its_place_by_a_setting(system):
    evaluation = run(system, "treat.most=0")
    assert [step.name for step in evaluation.scores.steps] == ["build", "impute", "screen", "treat", "normalise", "aggregate"]


def test_goalposts_may_be_left_uncut(system):
    figures = {**FIGURES, "a": ("north", 10, 4, 60)}
    assert run(system, "B1.normalise.method=scaled", rows=rows_of(figures)).scores.of("a", "B1") == pytest.approx(120)
    assert run(system, "B1.normalise.method=goalposts", rows=rows_of(figures)).scores.of("a", "B1") == 100
    told = run(system, "B1.normalise.method=scaled", "B1.normalise.goalposts=[10, 60]", rows=rows_of(figures))
    assert told.scores.of("a", "B1") == pytest.approx(100)


def test_centres_follow_their_children_where_the_tree_is_cut(tmp_path):
    extended = {**INDICATORS, "A1": ("benefit", None, {"set": "extended"})}
    joint = {"aggregate": {"method": "adjusted-mazziotta-pareto", "centres": [50, 0]}}
    folder = write_index(
        tmp_path / "drawn", units="town", groups=("side",), indicators=extended, tree=TREE, chain=list(CHAIN), exceptions={"A": joint}
    )
    system = load_system(folder).result
    # A2 alone on 0 to 100: what scores 100 is 0, so a half range of 50 adds 60 points for 100
    assert nodes(run(system, indicator_set="core"), "A")["c"] == pytest.approx(160)
    centred = run(system, "ROOT.aggregate.method=adjusted-mazziotta-pareto", "ROOT.aggregate.centres=[0]", "D.aggregate.centres=[0, 0]")
    assert len(scores(centred)) == 5


def test_a_worked_case_of_an_indicator_without_goalposts_has_a_value_and_no_score(tmp_path):
    system = draw(tmp_path / "drawn")
    (tmp_path / "drawn" / "checks").mkdir()
    path = tmp_path / "drawn" / "checks" / "drawn.yaml"
    head = "cases:\n  - name: {en: Drawn, zh: 算例}\n"
    told = "    level: town\n    unit: a\n    year: 2025\n    tables: {unit: [{code: a, name: Town, a1: 3}]}\n    expect: {A1: {value: 3}}\n"
    path.write_text(head + told, encoding="utf-8")
    results = run_cases(system, None, load_cases(tmp_path / "drawn", system).result)
    assert [item.agrees for item in results] == [True]
    path.write_text(head + "    kind: score\n    indicator: A1\n    scores:\n      - {value: 3, score: 100}\n", encoding="utf-8")
    assert {problem.code for problem in load_cases(tmp_path / "drawn", system).problems} == {"system.needs_goalposts"}


def test_the_commands_put_all_rounds_taken_on_one_scale(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("IECSCORE_LANG", "en")
    chain = ({"impute": {"method": "linear-constant"}}, {"normalise": {"over": "rounds"}}, CHAIN[3])
    content, folder = tmp_path / "content", tmp_path / "round"
    (content / "surveys").mkdir(parents=True)
    system = draw(content / "indicators" / "drawn", chain)
    assert main(["--content", str(content), "init", str(folder), "--system", "drawn"]) == 0
    monkeypatch.chdir(folder)
    later = {code: (side, *(None if figure is None else 2 * figure for figure in told)) for code, (side, *told) in FIGURES.items()}
    for row in (*rows_of(), *rows_of(later, 2026)):
        cells = dict(zip(row.columns, row.rows[0], strict=True))
        path = folder / "inbox" / f"{row.unit}{row.year}.xlsx"
        write_template(path, system, Envelope(row.unit, row.year), language="en", rows={"unit": [cells]})
    assert main(["import", "inbox"]) == 0
    assert main(["evaluate", "--round", "2025", "--level", "town", "--json", "index.json"]) == 0
    assert "90 % interval" not in capsys.readouterr().out
    told = evaluation_from_json(json.loads((folder / "index.json").read_text(encoding="utf-8")))
    # A1 from 10 (a now) to 60 (c later)
    assert told.scores.of("c", "A1") == pytest.approx(100 * 20 / 50)
    assert len(told.inputs) == 10
    assert main(["evaluate", "--round", "2025", "--level", "town", "--set", "normalise.method=magic"]) == 2
    assert "normalise.method=magic" in capsys.readouterr().err
    assert main(["evaluate", "--round", "2025", "--level", "town", "--set", "impute.method=median", "--set", "normalise.over=round"]) == 0
    assert "90 % interval" in capsys.readouterr().out
    assert main(["robustness", "--level", "town", "--draws", "256", "--brief"]) == 0
    assert "256 scenarios" in capsys.readouterr().out
