"""Where weights come from, at the desk: each expert, the data by each rule, and the two sets that were joined."""

import shutil
from dataclasses import replace

import pytest

from doubted_library import FIGURES, PANEL, fill_inbox
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.exploring import explore_weights
from iecscore.desk.importing import import_files
from iecscore.desk.weighing import find_sources
from iecscore.desk.workspace import init_workspace, operator
from iecscore.problems import Misuse
from iecscore.values import Options, Principal, Sight
from iecscore.views.weights import view_weights
from library_round import SYSTEMS, write_whole

TORN = PANEL.replace("R1.2 over R1.3: 2", "R1.2 over R1.3: 1/9", 1)


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    made = init_workspace(tmp_path_factory.mktemp("weights") / "ready", "library", "en", content=SYSTEMS)
    fill_inbox(made.folder)
    import_files(made, operator(), [made.inbox])
    yield made
    made.store.close()


def evaluate(ready, weights, **options):
    return evaluate_round(ready, operator(), Options("library", "2025", weights=weights, **options)).evaluation


def look(ready, evaluation, language="en"):
    found = find_sources(ready, operator(), evaluation)
    return found, view_weights(evaluation, ready.system, found, language)


def test_each_expert_stands_beside_the_panel(ready):
    found, view = look(ready, evaluate(ready, "ahp"))
    assert (found.panel.experts, found.panel.same) == (("Li", "Wang"), True)
    parts = {part.node: part.figures for part in view.judged.parts}
    assert parts["S"] == pytest.approx((3**0.5 / (1 + 3**0.5), 0.75, 0.5))
    assert set(parts) == {"S", "R", "R1.1", "R1.2", "R1.3"}
    assert parts["R1.1"][1:] == pytest.approx((4 / 7, 1 / 3))
    assert [(ratio.parent, ratio.each) for ratio in view.judged.ratios] == [("ROOT", (0.0, 0.0)), ("R1", pytest.approx((0, 0), abs=1e-9))]
    assert view.judged.asked == ()
    assert view.judged.differ == "The experts differ most on S Service: from 50.0% to 75.0%."


def test_one_who_contradicts_themselves_is_asked_about_one_pair(ready):
    evaluation = evaluate(ready, "ahp")
    path = ready.folder / "judgements.yaml"
    path.write_text(TORN, encoding="utf-8")
    try:
        found, view = look(ready, evaluation)
    finally:
        path.write_text(PANEL, encoding="utf-8")
    assert found.panel.same is False
    assert any("the files were changed since" in text for text in view.judged.said)
    assert len(view.judged.asked) == 1
    assert "Ask Li first about R1.2" in view.judged.asked[0]
    assert "judged 1/9, the other judgements suggest 2; with that the ratio would be 0.000" in view.judged.asked[0]
    assert max(ratio.each[0] for ratio in view.judged.ratios) > 0.1


def test_weights_from_the_data_are_refused_below_the_least_and_told_all_the_same(ready):
    found, view = look(ready, evaluate(ready, "neutral"))
    assert found.panel.same is None
    assert list(found.data) == ["entropy", "critic", "standard-deviation", "coefficient-of-variation", "gini"]
    assert {problem.code for told in found.data.values() for problem in told.refused} == {"weights.too_few_units"}
    assert view.data.refused
    assert "fewer than 5 units have no gap in S1 (4)" in view.data.said[1]
    rows = {part.node: part.figures for part in view.data.parts}
    assert rows["S1"] == (None,) * 6
    for place in range(6):
        assert rows["S1.1"][place] + rows["S1.2"][place] == pytest.approx(1)
    assert view.joined == ()


def test_two_sets_that_were_joined_stand_apart(ready):
    evaluation = evaluate(ready, "ahp+entropy", force=True)
    found, view = look(ready, evaluation)
    own, data, joined = zip(*(part.figures for part in view.joined if part.parent == "R1"), strict=True)
    product = [one * other for one, other in zip(own, data, strict=True)]
    assert joined == pytest.approx([item / sum(product) for item in product])
    declared = find_sources(ready, operator(), evaluate(ready, "council+critic", force=True)).parts
    assert declared[0].origin == "council"
    assert found.parts[0].origin == "ahp"


def test_sets_are_not_told_apart_where_the_judgements_are_gone(ready):
    evaluation = evaluate(ready, "ahp+entropy", force=True)
    path = ready.folder / "judgements.yaml"
    path.rename(ready.folder / "elsewhere.yaml")
    try:
        found, view = look(ready, evaluation)
    finally:
        (ready.folder / "elsewhere.yaml").rename(path)
    assert found.panel is None
    assert found.parts is None
    assert "judgements" in view.judged.said[0]


def test_every_word_is_there_in_chinese_too(ready):
    _, view = look(ready, evaluate(ready, "neutral"), "zh")
    assert view.data.said[1].startswith("不予采用")
    assert view.judged.said[0] == "共 2 位专家，来自 judgements.yaml。"


@pytest.mark.parametrize("ask", [find_sources, lambda ready, who, evaluation: explore_weights(ready, who, evaluation.id, {})])
def test_those_who_see_a_part_only_are_refused(ready, ask):
    evaluation = evaluate(ready, "neutral")
    with pytest.raises(Misuse) as refused:
        ask(ready, Principal("anna", "ministry", Sight.PUBLISHED), evaluation)
    assert refused.value.problems[0].code == "store.not_yours"


@pytest.mark.parametrize("identity", ["", "nothing"])
def test_an_evaluation_that_is_not_there_is_not_explored(ready, identity):
    with pytest.raises(Misuse) as refused:
        explore_weights(ready, operator(), identity, {})
    assert refused.value.problems[0].code == "dashboard.no_evaluation"


def test_exploring_changes_nothing_that_is_stored(ready):
    evaluation = evaluate(ready, "neutral")
    with ready.store.reading(operator()) as repository:
        before = (repository.list_evaluations(), repository.list_deeds(), repository.load_evaluation(evaluation.id))
    explored = explore_weights(ready, operator(), evaluation.id, {"S": 90})
    assert {item.node: item.local for item in explored.found.weights.nodes}["S"] == pytest.approx(0.9 / 1.4)
    with ready.store.reading(operator()) as repository:
        assert (repository.list_evaluations(), repository.list_deeds(), repository.load_evaluation(evaluation.id)) == before


def test_one_expert_alone_is_the_panel_and_differs_from_nobody(ready):
    evaluation = evaluate(ready, "neutral")
    path = ready.folder / "judgements.yaml"
    path.write_text(PANEL.partition("  Wang:")[0], encoding="utf-8")
    try:
        _, view = look(ready, evaluation)
    finally:
        path.write_text(PANEL, encoding="utf-8")
    assert view.judged.differ == ""
    assert all(ratio.each == (ratio.joined,) for ratio in view.judged.ratios)
    assert "The weights in force do not rest on these judgements." in view.judged.said


def test_an_expert_who_left_a_part_out_has_no_figure_there(ready):
    evaluation = evaluate(ready, "neutral")
    path = ready.folder / "judgements.yaml"
    path.write_text(PANEL.replace("      R1: {R1.1 over R1.2: 1, R1.1 over R1.3: 1, R1.2 over R1.3: 1}\n", ""), encoding="utf-8")
    try:
        _, view = look(ready, evaluation)
    finally:
        path.write_text(PANEL, encoding="utf-8")
    assert {part.node: part.figures[2] for part in view.judged.parts}["R1.1"] is None
    assert {ratio.parent: ratio.each[1] for ratio in view.judged.ratios} == {"ROOT": 0.0, "R1": None}


def test_enough_units_are_told_without_a_refusal(ready):
    evaluation = evaluate(ready, "neutral")
    found, _ = look(ready, evaluation)
    enough = replace(found, data={rule: replace(told, refused=()) for rule, told in found.data.items()})
    view = view_weights(evaluation, ready.system, enough, "en").data
    assert not view.refused
    assert len(view.said) == 1


def test_a_chain_that_looks_at_rounds_is_run_with_the_other_rounds(tmp_path):
    content = shutil.copytree(SYSTEMS, tmp_path / "content")
    declared = content / "indicators" / "library" / "system.yaml"
    chain = "    label: name\n    chain: [{impute: {method: latest}}, {aggregate: {method: arithmetic}}]\n"
    declared.write_text(declared.read_text(encoding="utf-8").replace("    label: name\n", chain, 1), encoding="utf-8")
    made = init_workspace(tmp_path / "ready", "library", "en", content=content)
    for year in (2024, 2025):
        folder = tmp_path / str(year)
        folder.mkdir()
        for unit, (first, second) in FIGURES.items():
            write_whole(folder / f"{unit} {year}.xlsx", unit, 1000, first, second, year=year)
        import_files(made, operator(), [folder])
    evaluation = evaluate(made, "entropy", force=True)
    found, _ = look(made, evaluation)
    assert found.data["entropy"].weights.nodes == evaluation.weights.nodes
    explored = explore_weights(made, operator(), evaluation.id, {"S": 50})
    assert list(explored.found.ranks) == [row.rank for row in evaluation.ranking]
    made.store.close()
