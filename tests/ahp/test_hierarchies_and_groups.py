"""Hierarchies of judgements, panels of experts, and how far they agree."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ahp.drawn_judgements import drawn, mirror, plain, triangles
from iecscore.methods import compute, say_fault
from iecscore.problems import Misuse
from iecscore.weights.ahp import judge, judge_group, measure_consensus, measure_similarity

SCHOOLS = {
    "learning": ("1 1/3 1/2", "3 1 3", "2 1/3 1"), "friends": ("1 1 1", "1 1 1", "1 1 1"), "life": ("1 5 1", "1/5 1 1/5", "1 5 1"),
    "trade": ("1 9 7", "1/9 1 1/5", "1/7 5 1"), "preparation": ("1 1/2 1", "2 1 2", "1 1/2 1"), "music": ("1 6 4", "1/6 1 1/3", "1/4 3 1"),
}  # fmt: skip
AIMS = ("1 4 3 1 3 4", "1/4 1 7 3 1/5 1", "1/3 1/7 1 1/5 1/5 1/6", "1 1/3 5 1 1 1/3", "1/3 5 5 1 1 3", "1/4 1 6 3 1/3 1")


def node(names, *rows, **children):
    return {"names": list(names), "matrix": plain(drawn(*rows))} | ({"children": children} if children else {})


SCHOOL = node(SCHOOLS, *AIMS, **{aim: node("ABC", *rows) for aim, rows in SCHOOLS.items()})


def refusal(name, document):
    with pytest.raises(Misuse) as caught:
        compute(name, document)
    return say_fault(caught.value)


def test_saatys_choice_of_a_school_is_as_printed():
    """Saaty (1980): A 0.37, B 0.38, C 0.25; in the ideal form A and B change places."""
    found = compute("ahp-hierarchy", {"tree": SCHOOL})
    assert [found["totals"][name] for name in "ABC"] == pytest.approx([0.37, 0.38, 0.25], abs=6e-3)
    assert found["ranking"] == ["B", "A", "C"]
    assert [node["path"] for node in found["nodes"]] == [[], *([aim] for aim in SCHOOLS)]
    assert found["nodes"][0]["cr"] > 0.1
    assert found["notes"][0].startswith("under the goal: cr: 0.2")
    ideal = compute("ahp-hierarchy", {"tree": SCHOOL, "synthesis": "ideal"})
    assert sum(ideal["totals"].values()) == pytest.approx(1)
    by_hand = {
        name: sum(
            weight * local["weights"][place] / max(local["weights"])
            for weight, local in zip(found["nodes"][0]["weights"], found["nodes"][1:], strict=True)
        )
        for place, name in enumerate("ABC")
    }
    assert ideal["totals"] == pytest.approx({name: total / sum(by_hand.values()) for name, total in by_hand.items()})


def test_weights_multiply_down_three_levels_and_add_up_by_name():
    # goal: cost 3/4, use 1/4; cost: price 2/3, upkeep 1/3; the bus has 1/2, 1/3 and 4/5 of price, upkeep and use
    under = {"price": node(["bus", "train"], "1 1", "1 1"), "upkeep": node(["train", "bus"], "1 2", "1/2 1")}
    tree = node(["cost", "use"], "1 3", "1/3 1", cost=node(["price", "upkeep"], "1 2", "1/2 1", **under), use=node(["bus", "train"], "1 4", "1/4 1"))
    totals = compute("ahp-hierarchy", {"tree": tree})["totals"]
    assert totals["bus"] == pytest.approx(3 / 4 * (2 / 3 / 2 + 1 / 3 / 3) + 1 / 4 * 4 / 5)


def test_a_tree_of_criteria_alone_gives_the_weights_of_its_leaves():
    tree = node(["T", "X"], "1 3", "1/3 1", T=node(["T1", "T2"], "1 1", "1 1"))
    found = compute("ahp-hierarchy", {"tree": tree | {"children": {**tree["children"], "X": None}}})
    assert found["totals"] == pytest.approx({"T1": 3 / 8, "T2": 3 / 8, "X": 1 / 4})
    assert found["ranking"] == ["T1", "T2", "X"]
    assert found["notes"] == ["ranking: T1, T2 tie, and stand in the order told"]


def test_a_copy_of_an_alternative_reverses_two_others_only_in_the_distributive_form():
    """Belton & Gear (1983): under three criteria of one weight, A, B, C; then D, which is B again."""
    rows = {"x": [1, 9, 1], "y": [9, 1, 1], "z": [8, 9, 1]}

    def rank(synthesis, *more):
        names = ["A", "B", "C", *more]
        shares = {key: np.array(row + [row[1]] * len(more), dtype=float) for key, row in rows.items()}
        below = {key: {"names": names, "matrix": (share[:, None] / share).tolist()} for key, share in shares.items()}
        tree = {"names": list(rows), "matrix": [[1.0] * 3] * 3, "children": below}
        ranking = compute("ahp-hierarchy", {"tree": tree, "synthesis": synthesis})["ranking"]
        return [name for name in ranking if name not in more]

    assert rank("distributive") == ["B", "A", "C"]
    assert rank("distributive", "D") == ["A", "B", "C"]
    assert rank("ideal", "D") == rank("ideal")


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ([1], "tree is not a JSON object"),
        ({"names": ["a"]}, "tree.matrix is missing"),
        ({"names": ["a"], "matrix": [[1]], "kids": {}}, "tree.kids is not a key of tree"),
        ({"names": ["a"], "matrix": [[1]], "children": [1]}, "tree.children is not a JSON object"),
        ({"names": ["a", "b"], "matrix": [[1]]}, "tree.names has 2 names, and the matrix beside it 1 rows"),
        (node(["a", "a"], "1 1", "1 1"), "tree.names has “a” twice"),
        (node(["a", "b"], "1 1", "1 1", c=node(["x"], "1")), "tree.children has “c”, which is none of the names: a, b"),
        (node(["a", "b"], "1 1", "1 1", b=node(["x", "y"], "1 2", "2 1")), "tree.children.b.matrix[0][1] is not the reciprocal"),
    ],
)
def test_a_tree_that_is_none_is_refused_at_its_place(tree, said):
    assert refusal("ahp-hierarchy", {"tree": tree}).startswith(said)


def test_a_tree_without_end_is_refused():
    tree = {"names": ["a"], "matrix": [[1]]}
    for _ in range(25):
        tree = {"names": ["a"], "matrix": [[1]], "children": {"a": tree}}
    assert "lies more than 20 levels below the goal" in refusal("ahp-hierarchy", {"tree": tree})


@pytest.mark.parametrize(
    "other", [{"x": node(["A", "B"], "1 2", "1/2 1"), "y": node(["A", "C"], "1 2", "1/2 1")}, {"x": node(["A", "B"], "1 2", "1/2 1")}]
)
def test_the_ideal_form_needs_the_same_alternatives_under_each_last_criterion(other):
    tree = node(["x", "y"], "1 1", "1 1", **other)
    assert refusal("ahp-hierarchy", {"tree": tree, "synthesis": "ideal"}).startswith("The last criteria of tree do not all compare the same")
    assert sum(compute("ahp-hierarchy", {"tree": tree})["totals"].values()) == pytest.approx(1)


PANEL = [drawn("1 9 2", "1/9 1 1/4", "1/2 4 1"), drawn("1 4 1/2", "1/4 1 1/8", "2 8 1")]


def test_judgements_are_joined_by_weighted_geometric_means():
    found = compute("ahp-group", {"matrices": list(map(plain, PANEL)), "expert_weights": [3, 1]})
    assert found["matrix"][0] == pytest.approx([1, 9**0.75 * 4**0.25, 2**0.75 * 2**-0.25])
    assert found["weights"] == pytest.approx(judge(np.array(found["matrix"])).weights)
    assert found["notes"] == ["expert_weights sum to 4 and were scaled to a sum of 1"]
    assert [expert["weights"] for expert in found["experts"]] == [pytest.approx(judge(matrix).weights) for matrix in PANEL]


@pytest.mark.parametrize(
    ("aggregation", "join"), [("aip-arithmetic", lambda rows: rows.mean(axis=0)), ("aip-geometric", lambda rows: np.exp(np.log(rows).mean(axis=0)))]
)
def test_priorities_are_joined_by_either_mean(aggregation, join):
    found = compute("ahp-group", {"matrices": list(map(plain, PANEL)), "aggregation": aggregation})
    mean = join(np.array([judge(matrix).weights for matrix in PANEL]))
    assert found["weights"] == pytest.approx(mean / mean.sum())
    assert found["consensus"] == pytest.approx(measure_consensus(np.array([expert["weights"] for expert in found["experts"]])))


@settings(max_examples=30, deadline=None)
@given(panel=st.lists(triangles(4), min_size=1, max_size=4), told=st.data())
def test_both_ways_of_joining_agree_for_the_geometric_mean(panel, told):
    """Barzilai & Golany (1994)."""
    shares = told.draw(st.lists(st.integers(1, 9), min_size=len(panel), max_size=len(panel)))
    ways = [judge_group(panel, aggregation=way, expert_weights=shares, prioritisation="geometric-mean") for way in ("aij", "aip-geometric")]
    assert ways[0].weights == pytest.approx(ways[1].weights)


def test_a_pair_is_joined_over_those_who_judged_it():
    open_pair = [drawn("1 2 -", "1/2 1 3", "- 1/3 1"), drawn("1 8 4", "1/8 1 1/2", "1/4 2 1")]
    found = compute("ahp-group", {"matrices": list(map(plain, open_pair))})
    assert found["matrix"][0] == pytest.approx([1, 4, 4])
    nobody = compute("ahp-group", {"matrices": [plain(open_pair[0])] * 2})
    assert nobody["matrix"][0][2] is None
    assert "matrix: null stands for a pair that nobody judged" in nobody["notes"]
    assert nobody["weights"] == pytest.approx(judge(open_pair[0]).weights)


def test_a_panel_that_cannot_be_joined_is_refused_by_expert():
    whole = plain(PANEL[0])
    assert refusal("ahp-group", {"matrices": [whole, [[1]]]}).startswith("matrices[1] has 1 entries, and 3 are wanted")
    assert refusal("ahp-group", {"matrices": [whole, [[1, None], [None, 1]]]}).startswith("matrices[1] has 2 entries")
    parted = [[1, 2, None], [0.5, 1, None], [None, None, 1]]
    assert refusal("ahp-group", {"matrices": [whole, parted]}).startswith("No chain of judgements in matrices[1] joins")
    assert refusal("ahp-group", {"matrices": [whole], "expert_weights": [1, 2]}).startswith("expert_weights has 2 entries")
    assert refusal("ahp-group", {"matrices": [whole], "expert_weights": [0]}).startswith("expert_weights sum to 0")


def test_a_panel_weighing_one_thing_has_nothing_to_agree_on():
    found = compute("ahp-group", {"matrices": [[[1]], [[1]]]})
    assert (found["weights"], found["consensus"]) == ([1], None)
    assert found["notes"] == ["consensus: one thing alone leaves nothing to agree on"]


def test_consensus_by_hand():
    # two experts, 9 : 1 and 1 : 9: the mean is even, D = 2 / exp(H(0.9, 0.1)) = 1 / c, and S* is 0, the least the scale allows
    opposed = compute("ahp-consensus", {"weights_by_expert": [[0.9, 0.1], [0.1, 0.9]]})
    assert opposed["consensus"] == pytest.approx(0, abs=1e-12)
    assert opposed["similarity"] == [[1, pytest.approx(0, abs=1e-12)], [pytest.approx(0, abs=1e-12), 1]]
    # 0.6 : 0.4 and 0.4 : 0.6: D = 2 / exp(H(0.6, 0.4)), c = exp(H(0.9, 0.1)) / 2
    entropy = {share: -share * np.log(share) - (1 - share) * np.log(1 - share) for share in (0.6, 0.9)}
    part, least = np.exp(entropy[0.6]) / 2, np.exp(entropy[0.9]) / 2
    assert compute("ahp-consensus", {"weights_by_expert": [[6, 4], [4, 6]]})["consensus"] == pytest.approx((part - least) / (1 - least))


def test_weights_more_uneven_than_the_scale_bring_consensus_below_zero_and_say_so():
    found = compute("ahp-consensus", {"weights_by_expert": [[1, 0], [0, 1]]})
    assert found["consensus"] < 0
    assert found["notes"] == ["consensus: below 0, since some weights are more uneven than the scale allows"]
    assert compute("ahp-consensus", {"weights_by_expert": [[1, 0], [0, 1]], "scale_maximum": 1e9})["consensus"] == pytest.approx(0, abs=1e-6)


def test_rows_that_do_not_sum_to_one_are_scaled_and_named():
    found = compute("ahp-consensus", {"weights_by_expert": [[0.5, 0.5], [1, 3], [2, 2]]})
    assert found["notes"] == ["weights_by_expert of expert 1, 2 were scaled to a sum of 1"]


def test_what_has_no_consensus_is_refused_or_null():
    assert refusal("ahp-consensus", {"weights_by_expert": [[1, -1]]}).startswith("weights_by_expert[0][1] is below 0")
    assert refusal("ahp-consensus", {"weights_by_expert": [[0, 0]]}).startswith("weights_by_expert[0] sum to 0")
    assert refusal("ahp-consensus", {"weights_by_expert": [[1, 1]], "scale_maximum": 1}).startswith("scale_maximum lies outside")
    with pytest.raises(Misuse, match="scale_of_one"):
        measure_consensus(np.array([[0.5, 0.5]]), 1)
    alone = compute("ahp-consensus", {"weights_by_expert": [[1], [1]]})
    assert (alone["consensus"], alone["similarity"][0]) == (None, [None, None])
    assert len(alone["notes"]) == 2


@settings(max_examples=40, deadline=None)
@given(panel=st.lists(triangles(3), min_size=2, max_size=5), order=st.permutations(range(3)))
def test_consensus_is_one_at_most_and_knows_no_order(panel, order):
    rows = np.array([judge(matrix).weights for matrix in panel])
    found = measure_consensus(rows)
    assert found <= 1 + 1e-12
    assert measure_consensus(rows[::-1][:, order]) == pytest.approx(found)
    assert measure_consensus(np.repeat(rows[:1], 3, axis=0)) == pytest.approx(1)
    similarity = measure_similarity(rows)
    assert similarity == pytest.approx(similarity.T)
    assert similarity[0, 1] == pytest.approx(measure_consensus(rows[:2]))


def test_a_mirror_of_the_drawn_triangle_is_reciprocal():
    assert mirror([2, 4, 8], 3).tolist() == [[1, 2, 4], [1 / 2, 1, 8], [1 / 4, 1 / 8, 1]]
