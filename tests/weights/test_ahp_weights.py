"""AHP against published matrices, and the aggregation of experts."""

import numpy as np
import pytest

from iecscore.problems import Misuse
from iecscore.weights import RANDOM_INDICES, Comparison, Judgements, Tree, aggregate, consistency_ratio, find_priorities, weigh_ahp, weigh_neutral

TREE = Tree("site", {"ROOT": ("P", "Q", "R"), "P": ("P1",), "Q": ("Q1",), "R": ("R1",), "P1": ("a", "b"), "Q1": ("c",), "R1": ("d",)})
HOUSE = (
    "1 5 3 7 6 6 1/3 1/4", "1/5 1 1/3 5 3 3 1/5 1/7", "1/3 3 1 6 3 4 6 1/5", "1/7 1/5 1/6 1 1/3 1/4 1/7 1/8",
    "1/6 1/3 1/3 3 1 1/2 1/5 1/6", "1/6 1/3 1/4 4 2 1 1/5 1/6", "3 5 1/6 7 5 5 1 1/2", "4 7 5 8 6 6 2 1",
)  # fmt: skip
WEALTH = (
    "1 4 9 6 6 5 5", "1/4 1 7 5 5 3 4", "1/9 1/7 1 1/5 1/5 1/7 1/5", "1/6 1/5 5 1 1 1/3 1/3", "1/6 1/5 5 1 1 1/3 1/3", "1/5 1/3 7 3 3 1 2",
    "1/5 1/4 5 3 3 1/2 1",
)  # fmt: skip
SCHOOL = {
    "ROOT": "1 4 3 1 3 4|1/4 1 7 3 1/5 1|1/3 1/7 1 1/5 1/5 1/6|1 1/3 5 1 1 1/3|1/3 5 5 1 1 3|1/4 1 6 3 1/3 1",
    "learning": "1 1/3 1/2|3 1 3|2 1/3 1", "friends": "1 1 1|1 1 1|1 1 1", "life": "1 5 1|1/5 1 1/5|1 5 1",
    "trade": "1 9 7|1/9 1 1/5|1/7 5 1", "preparation": "1 1/2 1|2 1 2|1 1/2 1", "music": "1 6 4|1/6 1 1/3|1/4 3 1",
}  # fmt: skip
TRAVEL = ("1 1/2 4 3 3", "2 1 7 5 5", "1/4 1/7 1 1/2 1/3", "1/3 1/5 2 1 1", "1/3 1/5 3 1 1")


def drawn(rows):
    return np.array([[float(top) / float(under or 1) for top, _, under in (cell.partition("/") for cell in row.split())] for row in rows])


def answers(expert, parent="ROOT", **pairs):
    return tuple(Comparison(expert, "site", parent, *pair.split("_"), value) for pair, value in pairs.items())


def local(weights, *nodes):
    found = {item.node: item.local for item in weights.nodes}
    return [found[node] for node in nodes]


def test_saatys_house():
    """Saaty (1990), EJOR 48:9-26: weights, lambda max 9.669, CR 0.169 with RI 1.41."""
    weights, peak = find_priorities(drawn(HOUSE))
    assert weights == pytest.approx([0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], abs=6e-4)
    assert peak == pytest.approx(9.669, abs=6e-4)
    assert consistency_ratio(peak, 8, "saaty-1980") == pytest.approx(0.169, abs=6e-4)


def test_jiangs_travel_criteria():
    """Jiang Qiyuan, Mathematical Models: lambda max 5.072084, CR 0.01609 with RI 1.12."""
    weights, peak = find_priorities(drawn(TRAVEL))
    assert weights == pytest.approx([0.26360349, 0.47583538, 0.0538146, 0.09806829, 0.10867824], abs=1e-6)
    assert peak == pytest.approx(5.072084, abs=1e-6)
    assert consistency_ratio(peak, 5, "saaty-1980") == pytest.approx(0.01609027, abs=1e-6)


def test_saatys_wealth_of_nations():
    """Saaty (1977), J. Math. Psych. 15:234-281: weights, lambda max 7.61, CR 0.08 with RI 1.32."""
    weights, peak = find_priorities(drawn(WEALTH))
    assert weights == pytest.approx([0.427, 0.23, 0.021, 0.052, 0.052, 0.123, 0.094], abs=6e-4)
    assert peak == pytest.approx(7.61, abs=5e-3)
    assert consistency_ratio(peak, 7, "saaty-1980") == pytest.approx(0.08, abs=5e-3)


def test_weights_multiply_down_the_tree_as_in_saatys_choice_of_a_school():
    """Saaty (1980): three schools under six criteria; in the whole A 0.37, B 0.38, C 0.25."""
    first, *criteria = SCHOOL
    leaves = {criterion: tuple(f"{criterion}.{school}" for school in "ABC") for criterion in criteria}
    tree = Tree("site", {first: tuple(criteria), **{key: (f"{key}1",) for key in criteria}, **{f"{key}1": leaves[key] for key in criteria}})
    told = [(first, tuple(criteria), SCHOOL[first]), *((f"{key}1", leaves[key], SCHOOL[key]) for key in criteria)]
    panel = Judgements(
        tuple(
            Comparison("A", "site", parent, nodes[i], nodes[j], matrix[i, j])
            for parent, nodes, text in told
            for matrix in (drawn(text.split("|")),)
            for i, j in zip(*np.triu_indices(len(nodes), 1), strict=True)
        )
    )
    weights = weigh_ahp(panel, tree, weigh_neutral(tree), "saaty-1980")
    totals = [sum(weights.overall(f"{key}.{school}") for key in criteria) for school in "ABC"]
    assert totals == pytest.approx([0.37, 0.38, 0.25], abs=6e-3)
    assert len(weights.consistency) == 7


def test_the_eigenvector_is_what_repeated_multiplication_comes_to():
    matrices = [drawn(["1 3 1/2 5", "1/3 1 1/4 2", "2 4 1 7", "1/5 1/2 1/7 1"]), drawn(["1 2 1 3", "1/2 1 1/3 4", "1 3 1 5", "1/3 1/4 1/5 1"])]
    group = np.sqrt(matrices[0] * matrices[1])
    vector = np.ones(4)
    for _ in range(200):
        vector = group @ vector
        vector /= vector.sum()
    weights, peak = find_priorities(aggregate(matrices))
    assert weights == pytest.approx(vector, abs=1e-12)
    assert peak == pytest.approx((group @ vector)[0] / vector[0], abs=1e-12)


def test_the_ratio_depends_on_the_random_index_named():
    _, peak = find_priorities(drawn(["1 2 3", "1/2 1 4", "1/3 1/4 1"]))
    assert consistency_ratio(peak, 3, "saaty-1980") == pytest.approx(0.09297183953, abs=1e-9)
    assert consistency_ratio(peak, 3, "alonso-lamata") == pytest.approx(0.09297183953 * 0.58 / 0.5247, abs=1e-9)


def test_every_table_of_random_indices_runs_from_three_to_fifteen():
    assert {len(table) for table in RANDOM_INDICES.values()} == {13}


def test_two_children_are_always_consistent():
    assert consistency_ratio(2.0, 2, "alonso-lamata") == 0


def test_a_consistent_matrix_gives_back_its_weights():
    # weights 4 : 2 : 1
    weights, peak = find_priorities(drawn(["1 2 4", "1/2 1 2", "1/4 1/2 1"]))
    assert weights == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert peak == pytest.approx(3)


def test_experts_are_joined_cell_by_cell_by_the_geometric_mean():
    # 9 and 4 -> sqrt(36) = 6; 1/2 and 8 -> 2
    joined = aggregate([np.array([[1, 9], [1 / 9, 1]]), np.array([[1, 4], [1 / 4, 1]])])
    assert joined == pytest.approx(np.array([[1, 6], [1 / 6, 1]]))


def test_ahp_weighs_what_was_judged_and_leaves_the_rest_neutral_with_a_note():
    panel = Judgements((*answers("A", P_Q=2, P_R=4, Q_R=2), *answers("B", P_Q=2, P_R=4, Q_R=2)))
    weights = weigh_ahp(panel, TREE, weigh_neutral(TREE))
    assert weights.origin == "ahp"
    assert local(weights, "P", "Q", "R", "a", "b", "c") == pytest.approx([4 / 7, 2 / 7, 1 / 7, 0.5, 0.5, 1])
    assert [(item.code, item.words["parents_en"]) for item in weights.notes] == [("weights.not_judged", "P1")]
    assert [(item.parent, item.size, item.random_index, item.experts) for item in weights.consistency] == [("ROOT", 3, "alonso-lamata", 2)]
    assert weights.consistency[0].ratio == pytest.approx(0, abs=1e-9)


def test_a_judgement_told_the_other_way_round_means_the_same():
    weights = weigh_ahp(Judgements(answers("A", "P1", b_a=1 / 3)), TREE, weigh_neutral(TREE))
    assert local(weights, "a", "b") == pytest.approx([3 / 4, 1 / 4])


def test_the_core_set_uses_the_judgements_among_what_is_left():
    cut = Tree("site", {"ROOT": ("P", "R"), "P": ("P1",), "R": ("R1",), "P1": ("a",), "R1": ("d",)})
    weights = weigh_ahp(Judgements(answers("A", P_Q=2, P_R=4, Q_R=2)), cut, weigh_neutral(cut))
    assert local(weights, "P", "R") == pytest.approx([4 / 5, 1 / 5])
    assert weights.notes == ()


def test_contradictory_experts_are_named_though_the_panel_as_a_whole_is_consistent():
    panel = Judgements((*answers("A", P_Q=9, P_R=1 / 9, Q_R=9), *answers("B", P_Q=1 / 9, P_R=9, Q_R=1 / 9)))
    weights = weigh_ahp(panel, TREE, weigh_neutral(TREE))
    notes = [(item.code, item.words.get("expert"), item.words.get("parents_zh")) for item in weights.notes]
    own = [f"总目标（CR {each.ratio:.3f}）" for each in weights.consistency[0].each]
    assert notes[:2] == [("weights.expert_inconsistent", "A", own[0]), ("weights.expert_inconsistent", "B", own[1])]
    assert weights.consistency[0].ratio < 0.1 < min(each.ratio for each in weights.consistency[0].each)


def test_a_contradictory_panel_is_noted():
    notes = weigh_ahp(Judgements(answers("A", P_Q=9, P_R=1 / 9, Q_R=9)), TREE, weigh_neutral(TREE)).notes
    assert [item.code for item in notes] == ["weights.inconsistent", "weights.not_judged"]


def test_open_pairs_are_refused_by_name():
    with pytest.raises(Misuse) as refused:
        weigh_ahp(Judgements(answers("A", P_Q=2)), TREE, weigh_neutral(TREE))
    assert refused.value.problems[0].words == {
        "expert": "A",
        "parent_en": "the overall goal",
        "parent_zh": "总目标",
        "pairs_en": "P vs R, Q vs R",
        "pairs_zh": "P 与 R、Q 与 R",
    }


def test_a_level_nobody_judged_gets_no_weights_that_only_look_like_the_panels():
    panel = Judgements((Comparison("A", "city", "ROOT", "P", "Q", 3.0),))
    with pytest.raises(Misuse) as refused:
        weigh_ahp(panel, TREE, weigh_neutral(TREE))
    assert [(item.code, item.words) for item in refused.value.problems] == [("weights.nobody_judged", {"level": "site"})]


def test_a_tree_with_nothing_to_compare_needs_no_judgement():
    chain = Tree("site", {"ROOT": ("P",), "P": ("P1",), "P1": ("a",)})
    assert weigh_ahp(Judgements(()), chain, weigh_neutral(chain)).overall("a") == 1


def test_an_unknown_random_index_and_too_many_children_are_refused():
    with pytest.raises(Misuse, match=r"rank\.unknown_choice"):
        consistency_ratio(3.1, 3, "noble")
    with pytest.raises(Misuse, match=r"weights\.too_many_children"):
        consistency_ratio(16.5, 16, "saaty-1980")


def test_the_experts_are_listed_in_the_order_told():
    assert Judgements((*answers("B", P_Q=1), *answers("A", P_Q=1))).experts == ("B", "A")
