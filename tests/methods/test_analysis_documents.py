"""The panel, chain and ranking methods as documents: their keys, what they answer to odd input, and what they refuse, by name."""

import json

import pytest

from iecscore.methods import METHODS, compute, read_page, say_fault
from iecscore.methods.analysis_entries import ENTRIES
from iecscore.problems import Misuse

NAMES = [method.name for method in ENTRIES]
JUDGES = [[1, 2, 3, 4], [2, 1, 3, 4], [1, 3, 2, 4]]


def refused(method, document, language="en"):
    with pytest.raises(Misuse) as caught:
        compute(method, document)
    return say_fault(caught.value, language)


def notes(result):
    return " | ".join(result.get("notes", []))


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_page_gives_what_the_method_promises(name):
    result = compute(name, read_page(name).example)
    assert set(METHODS[name].results) <= set(result)
    assert json.loads(json.dumps(result, allow_nan=False)) == result


@pytest.mark.parametrize("name", NAMES)
def test_every_option_in_force_is_told(name):
    result = compute(name, read_page(name).example)
    assert {key.name for key in METHODS[name].keys if not key.data} == set(result["options"])


@pytest.mark.parametrize(
    ("method", "document", "words"),
    [
        ("delphi", {"ratings": [[5, 6]], "full_mark": 5}, "ratings[0][1] is 6.0, above the full mark of 5.0"),
        ("delphi", {"ratings": [[5, 4]]}, "full_mark is missing"),
        ("delphi", {"ratings": [[5], [4]], "full_mark": 5, "familiarity": [1, 1]}, "judgement_basis is missing"),
        ("delphi", {"ratings": [[5], [4]], "full_mark": 5, "judgement_basis": [1, 1]}, "familiarity is missing"),
        ("delphi", {"ratings": [[5], [4]], "full_mark": 5, "judgement_basis": [1, -1], "familiarity": [1, 1]}, "judgement_basis[1] lies outside"),
        ("delphi-authority", {"experts": 0, "judgement_basis": [[1, 1]], "familiarity": [[1, 1]]}, "experts lies outside 1"),
        ("delphi-authority", {"experts": 2, "judgement_basis": [[1, 1, 1]], "familiarity": [[1, 1]]}, "judgement_basis[0] is not a pair"),
        ("delphi-authority", {"experts": 2, "judgement_basis": [[-1, 1]], "familiarity": [[1, 1]]}, "judgement_basis[0][0] lies outside"),
        ("kendall-w", {"ratings": [[1, 2]]}, "ratings has 1 judges, and at least 2"),
        ("kendall-w", {"ratings": [[1], [2]]}, "ratings[0] has 1 objects"),
        ("kendall-w", {"ratings": [[1, None], [2, 1]]}, "ratings[0][1] is not a number"),
        ("kendall-w", {"ratings": [list(range(12))] * 3, "p_value": "exact"}, "12 objects by 3 judges are too many"),
        ("kendall-w", {"ratings": JUDGES, "permutations": 0}, "permutations lies outside"),
        ("kendall-w", {"ratings": JUDGES, "seed": -1}, "seed lies outside"),
        ("coupling", {"subsystems": [[0.2, 1.2]]}, "subsystems[0][1] lies outside 0 to 1"),
        ("coupling", {"subsystems": [[0.2], [0.4]]}, "subsystems[0] has 1 subsystems"),
        ("coupling", {"subsystems": [[0.2, 0.4]], "weights": [1, 1, 1]}, "weights has 3 entries"),
        ("coupling", {"subsystems": [[0.2, 0.4]], "boundaries": [0.5, 0.4]}, "boundaries[1] is not above the boundary before it"),
        ("coupling", {"subsystems": [[0.2, 0.4]], "formula": "wang"}, "formula is “wang”"),
        ("obstacle", {"matrix": [[0.2, -0.1]], "weights": [1, 1]}, "matrix[0][1] lies outside"),
        ("obstacle", {"matrix": [[0.2, 0.1]], "weights": [0, 0]}, "weights sum to 0"),
        ("obstacle", {"matrix": [[0.2, 0.1]], "weights": [1, 1], "groups": ["T"]}, "groups has 1 entries"),
        ("fuzzy-evaluation", {"weights": [1], "membership": [[[0.5, 1.5]]]}, "membership[0][0][1] lies outside"),
        ("fuzzy-evaluation", {"weights": [1], "membership": [[[0.5, 0.5]], [[0.5]]]}, "membership[1][0] has 1 entries, and 2 are wanted"),
        ("fuzzy-evaluation", {"weights": [1], "membership": [[[0.5]], [[0.5], [0.5]]]}, "membership[1] has 2 entries, and 1 are wanted"),
        ("fuzzy-evaluation", {"weights": [1, 1], "membership": [[[0.5, 0.5]]]}, "weights has 2 entries"),
        ("fuzzy-evaluation", {"weights": [2], "membership": [[[0.5, 0.5]]], "operator": "min-max"}, "weights[0] lies outside"),
        ("fuzzy-evaluation", {"weights": [1], "membership": [[[0.5, 0.5]]], "grade_values": [1]}, "grade_values has 1 entries, and 2 are wanted"),
        ("rank-sum-ratio", {}, "matrix is missing"),
        ("rank-sum-ratio", {"ranks": [[1], [2]], "matrix": [[1], [2]]}, "ranks and matrix exclude each other"),
        ("rank-sum-ratio", {"ranks": [[1], [2]], "types": [1]}, "ranks and types exclude each other"),
        ("rank-sum-ratio", {"ranks": [[1], [3]]}, "ranks[1][0] is 3.0, and the ranks of 2 run from 1 to 2"),
        ("rank-sum-ratio", {"matrix": [[1], [2]], "types": [1, 1]}, "types has 2 entries"),
        ("rank-sum-ratio", {"matrix": [[1], [2]], "types": [1], "grades": 6}, "grades is “6”"),
        ("rank-aggregation", {"rankings": [["A", "B"], ["A", "C"]]}, "rankings[1] does not rank the same names as the first ranking: B, C"),
        ("rank-aggregation", {"rankings": [["A", ["B", "A"]]]}, "rankings[0][1] names “A” a second time"),
        ("rank-aggregation", {"rankings": [["A", 2]]}, "rankings[0][1] is not a text"),
        ("rank-correlation", {"x": [1, 2], "y": [1, 2, 3]}, "y has 3 entries, and 2 are wanted"),
        ("rank-correlation", {"x": [1], "y": [1]}, "x has 1 entries"),
        ("rank-correlation", {"x": [1, 2], "y": [1, 0.2], "coefficient": "ws"}, "y[1] is 0.2, and the ranks of 2"),
    ],
)
def test_what_cannot_be_computed_is_refused_by_name(method, document, words):
    assert words in refused(method, document)


def test_a_refusal_reads_as_chinese_too():
    assert refused("kendall-w", {"ratings": [[1, 2]]}, "zh").startswith("ratings 只有 1 个评判者，至少需要 2 个。")


def test_a_panel_is_summed_up_with_its_agreement_and_its_authority():
    """Agreement is that of kendall-w on the same ratings."""
    ratings = [[5, 4, 3], [5, 3, 4], [4, 4, 2]]
    result = compute("delphi", {"ratings": ratings, "full_mark": 5, "judgement_basis": [0.9, 0.8, 1], "familiarity": [[2, 0.8], [1, 0.5]]})
    agreed = compute("kendall-w", {"ratings": ratings})
    assert [result[key] for key in ("kendall_w", "chi2", "df", "p")] == [agreed[key] for key in ("w", "chi2", "df", "p")]
    assert (result["ca"], result["cs"], result["cr"]) == pytest.approx((0.9, 0.7, 0.8))
    assert result["mean"] == pytest.approx([14 / 3, 11 / 3, 3])


def test_a_panel_without_authority_has_none_of_its_figures():
    assert not {"ca", "cs", "cr"} & set(compute("delphi", {"ratings": [[5, 4], [4, 3]], "full_mark": 5}))


def test_gaps_of_a_panel_are_told_and_agreement_is_among_the_complete():
    result = compute("delphi", {"ratings": [[5, None, 3], [5, None, 4], [4, None, None]], "full_mark": 5})
    assert (result["mean"][1], result["kendall_w"], result["p"]) == (None, None, None)
    assert "expert 0, 1, 2 did not" in notes(result)
    assert "mean: nobody rated item 1" in notes(result)


def test_one_expert_or_one_item_gives_what_it_can():
    alone = compute("delphi", {"ratings": [[5, 4, 3]], "full_mark": 5})
    assert (alone["mean"], alone["sd"], alone["cv"]) == ([5, 4, 3], [None] * 3, [None] * 3)
    assert "one expert alone rated item 0, 1, 2" in notes(alone)
    single = compute("delphi", {"ratings": [[1], [-1]], "full_mark": 5})
    assert (single["kendall_w"], single["cv"], single["boundaries"]) == (None, [None], {"mean": None, "full_mark_ratio": None, "cv": None})
    assert "cv: the mean of item 0 is 0" in notes(single)


def test_counts_that_do_not_add_up_to_the_panel_are_told():
    result = compute("delphi-authority", {"experts": 4, "judgement_basis": [[5, 0.5]], "familiarity": [[3, 0.8]]})
    assert "familiarity counts 3 answers of 4 experts" in notes(result)
    assert "judgement_basis counts 1.25 answers an expert" in notes(result)
    assert "notes" not in compute("delphi-authority", {"experts": 4, "judgement_basis": [[8, 0.5]], "familiarity": [[4, 0.8]]})


def test_judges_who_tell_nothing_apart_leave_agreement_undefined():
    result = compute("kendall-w", {"ratings": [[2, 2, 2], [1, 1, 1]], "p_value": "exact"})
    assert (result["w"], result["chi2"], result["p"], result["df"]) == (None, None, None, 2)
    assert "w: no judge tells the objects apart" in notes(result)


def test_ten_projects_by_four_judges_are_as_in_the_handout():
    """Public statistics handout: sum of squared deviations 1048, W 0.7939."""
    ranks = [
        [1, 3, 4, 5, 2, 8, 6, 7, 10, 9],
        [2, 1, 4, 5, 6, 3, 8, 7, 10, 9],
        [3, 2, 1, 5, 7, 4, 6, 8, 9, 10],
        [4, 2, 3, 1, 6, 7, 5, 9, 8, 10],
    ]
    result = compute("kendall-w", {"ratings": ranks, "already_ranked": True})
    assert result["rank_sums"] == [10, 8, 12, 16, 21, 22, 25, 31, 37, 38]
    assert result["w"] == pytest.approx(12 * 1048 / (16 * 990))
    assert "notes" not in result


def test_ranks_that_do_not_share_ties_evenly_are_ranked_again_and_told():
    result = compute("kendall-w", {"ratings": [[1, 2, 2, 4], [1, 2, 3, 4]], "already_ranked": True})
    assert result["rank_sums"] == [2, 4.5, 5.5, 8]
    assert "the ranks of judge 0 do not share ties evenly" in notes(result)


@pytest.mark.parametrize(("way", "low", "high"), [("chi-square", 0.07, 0.073), ("exact", 0.053, 0.055), ("permutation", 0.04, 0.07)])
def test_the_p_value_comes_from_where_it_is_told_to(way, low, high):
    result = compute("kendall-w", {"ratings": JUDGES, "p_value": way, "permutations": 999, "seed": 1})
    assert low < result["p"] < high
    assert ("approximation is rough" in notes(result)) == (way == "chi-square")


def test_a_large_table_needs_no_warning_about_chi_square():
    assert "notes" not in compute("kendall-w", {"ratings": [list(range(8)), list(range(8))]})


def test_coupling_names_levels_in_both_languages_and_says_what_is_undefined():
    result = compute("coupling", {"subsystems": [[0.4, 0.8], [0, 0]]})
    assert (result["c"][1], result["d"][1], result["level"], result["t"][1]) == (None, None, [8, None], 0)
    assert (result["level_en"], result["level_zh"]) == (["intermediate coordination", None], ["中级协调", None])
    assert "d: every subsystem of unit 1 is 0" in notes(result)


def test_coupling_weights_are_rescaled_and_its_boundaries_can_be_changed():
    result = compute("coupling", {"subsystems": [[0.4, 0.8]], "weights": [3, 1], "boundaries": [0.3, 0.7], "boundary": "upper", "formula": "fan"})
    assert (result["t"], result["level"]) == ([pytest.approx(0.5)], [2])
    assert "level_zh" not in result
    assert "weights sum to 4 and were rescaled" in notes(result)
    assert result["options"] == {"formula": "fan", "boundaries": [0.3, 0.7], "boundary": "upper"}


def test_obstacles_add_up_by_group_and_a_perfect_unit_has_none():
    result = compute("obstacle", {"matrix": [[0.5, 0.5, 0.5], [1, 1, 1]], "weights": [2, 1, 1], "groups": ["T", "X", "T"]})
    assert (result["degree"], result["raw"][0]) == ([[0.5, 0.25, 0.25], [None] * 3], [1, 0.5, 0.5])
    assert result["by_group"] == {"T": [0.75, None], "X": [0.25, None]}
    assert "degree: unit 1 falls short in nothing" in notes(result)
    assert "by_group" not in compute("obstacle", {"matrix": [[0.5]], "weights": [1]})


def test_fuzzy_scores_rank_objects_and_odd_weights_and_grades_are_told():
    document = {"weights": [0.5, 0.4], "membership": [[[0.5, 0.5], [0.2, 0.7]], [[0, 0], [0, 0]], [[1, 0], [1, 0]]], "grade_values": [100, 0]}
    result = compute("fuzzy-evaluation", document)
    assert result["grades"][0] == pytest.approx([0.33, 0.53])
    assert (result["shares"][1], result["scores"][1:], result["ranking"]) == ([None, None], [None, 100], [2, None, 1])
    assert "weights sum to 0.9" in notes(result)
    assert "do not sum to 1" in notes(result)
    assert "shares: object 1 belongs to no grade" in notes(result)


def test_fuzzy_evaluation_without_grade_values_ranks_nobody():
    result = compute("fuzzy-evaluation", {"weights": [1], "membership": [[[0.5, 0.5]]], "grade_values": None})
    assert not {"scores", "ranking", "notes", "higher_is_better"} & set(result)


def test_rank_sums_of_a_matrix_and_of_its_ranks_are_the_same():
    matrix = compute("rank-sum-ratio", {"matrix": [[10, 5], [20, 9], [30, 1]], "types": [1, -1]})
    ranks = compute("rank-sum-ratio", {"ranks": [[1, 2], [2, 1], [3, 3]]})
    assert {key: matrix[key] for key in ("rsr", "fitted", "groups", "ranking")} == {key: ranks[key] for key in ("rsr", "fitted", "groups", "ranking")}
    assert (matrix["ranks"], matrix["ranking"], matrix["higher_is_better"]) == ([[1, 2], [2, 1], [3, 3]], [2, 2, 1], True)
    assert [row["f"] for row in matrix["distribution"]] == [2, 1]


def test_rank_sums_say_what_they_take_for_granted():
    result = compute("rank-sum-ratio", {"matrix": [[1, 5], [2, 5]], "weights": [1, 1], "ranking": "non-integer"})
    assert "every criterion was taken as a benefit" in notes(result)
    assert "criterion 1 is the same for all" in notes(result)
    assert "weights sum to 2" in notes(result)
    assert result["ranks"] == [[1, 1.5], [2, 1.5]]


@pytest.mark.parametrize(("grades", "cuts"), [(3, (4, 6)), (4, (3.5, 5, 6.5)), (5, (3.2, 4.4, 5.6, 6.8))])
def test_objects_are_put_into_as_many_grades_as_asked(grades, cuts):
    result = compute("rank-sum-ratio", {"ranks": [[rank] for rank in range(1, 10)], "grades": grades})
    assert result["groups"] == [1 + sum(probit >= cut for cut in cuts) for probit in result["probit"]]
    assert result["options"]["grades"] == grades


def test_objects_that_all_tie_have_no_line():
    result = compute("rank-sum-ratio", {"matrix": [[1], [1], [1]], "types": [1]})
    assert (result["slope"], result["fitted"], result["groups"]) == (None, [None] * 3, [None] * 3)
    assert "slope: all objects have one rank-sum ratio" in notes(result)


@pytest.mark.parametrize(
    ("rule", "points", "ranking", "higher"),
    [
        ("borda", {"A": 4, "B": 3.5, "C": 1.5}, ["A", "B", "C"], True),
        ("copeland", {"A": 2, "B": 0, "C": -2}, ["A", "B", "C"], True),
        ("mean-rank", {"A": 5 / 3, "B": 11 / 6, "C": 5 / 2}, ["A", "B", "C"], False),
    ],
)
def test_rankings_are_joined_by_name(rule, points, ranking, higher):
    result = compute("rank-aggregation", {"rankings": [["A", "B", "C"], ["A", "B", "C"], [["B", "C"], "A"]], "rule": rule})
    assert result["points"] == pytest.approx(points)
    assert (result["ranking"], result["higher_is_better"]) == (ranking, higher)


def test_tied_names_share_a_rank_and_stand_in_the_order_of_the_first_ranking():
    result = compute("rank-aggregation", {"rankings": [["B", "A"], ["A", "B"]]})
    assert (result["points"], result["ranks"], result["ranking"]) == ({"B": 1, "A": 1}, {"B": 1, "A": 1}, ["B", "A"])


def test_one_name_wins_nothing():
    assert compute("rank-aggregation", {"rankings": [["A"]]})["points"] == {"A": 0}


def test_rankings_are_weighed_from_the_top_when_they_are_called_so():
    x, y = [1, 2, 3, 4], [1, 2, 4, 3]
    scores = compute("rank-correlation", {"x": x, "y": y, "coefficient": "weighted-tau"})
    rankings = compute("rank-correlation", {"x": x, "y": y, "coefficient": "weighted-tau", "values": "rankings"})
    assert (scores["options"]["values"], rankings["options"]["values"]) == ("scores", "rankings")
    assert rankings["value"] > scores["value"]
    assert "read as scores" in notes(scores)
    assert "notes" not in rankings


@pytest.mark.parametrize("coefficient", ["ws", "weighted-spearman"])
def test_scores_are_ranked_first_where_a_coefficient_needs_rankings(coefficient):
    given = compute("rank-correlation", {"x": [9, 7, 5], "y": [8, 9, 1], "coefficient": coefficient, "values": "scores"})
    ranked = compute("rank-correlation", {"x": [1, 2, 3], "y": [2, 1, 3], "coefficient": coefficient})
    assert given["value"] == ranked["value"]
    assert (given["options"]["values"], ranked["options"]["values"]) == ("scores", "rankings")


def test_ties_in_a_ranking_made_for_none_are_told():
    assert "ties were used as ranked" in notes(compute("rank-correlation", {"x": [1, 2.5, 2.5], "y": [1, 2, 3], "coefficient": "ws"}))


def test_a_ranking_that_is_the_same_throughout_has_no_correlation():
    result = compute("rank-correlation", {"x": [1, 1, 1], "y": [1, 2, 3]})
    assert result["value"] is None
    assert "value: x or y is the same throughout" in notes(result)
