"""How sure ranks are, at the desk: found out with what the evaluation was made of, kept with it, told of one unit and of two."""

from dataclasses import replace

import numpy as np
import pytest
from openpyxl import load_workbook

from doubted_library import FIGURES, PANEL, declare_doubt, fill_inbox
from iecscore.desk.doubting import find_pair, find_standing, find_unit, share_ranks
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.importing import import_files
from iecscore.desk.robustness import Asked, assess_evaluation, load_assessment
from iecscore.desk.workspace import init_workspace, open_workspace
from iecscore.problems import Misuse
from iecscore.store.assessments import find_scenarios
from iecscore.values import Options, Principal
from iecscore.views import view_robustness
from library_round import write_whole

WHO = Principal("auditor")
BRIEF = Asked(brief=True)
AHP = Options("library", "2025", weights="ahp")


@pytest.fixture
def ready(tmp_path, content, write_answers, asking):
    """A workspace of its own whose system declares few scenarios, with answers of readers imported."""
    asking.store.close()
    declare_doubt(content / "indicators" / "library" / "system.yaml")
    made = init_workspace(tmp_path / "ready", "library", "en", content=content)
    fill_inbox(made.folder)
    for unit, rating in (("L01", 4), ("L02", 5)):
        path = write_answers(f"{unit} answers.xlsx", unit=unit, rating=rating)
        path.rename(made.inbox / path.name)
    import_files(made, WHO, [made.inbox])
    evaluate_round(made, WHO, AHP)
    yield made
    made.store.close()


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def test_the_latest_evaluation_is_doubted_in_full_and_what_was_found_is_kept(ready):
    told = []
    found = assess_evaluation(ready, WHO, Asked(), progress=lambda *counted: told.append(counted[:2]))
    assessment = found.assessment
    assert (assessment.evaluation, assessment.draws, assessment.judges) == (found.evaluation.id, 300, 2)
    assert [unit.unit for unit in assessment.units] == ["L01", "L02", "L03", "L04"]
    assert all(unit.low <= unit.median <= unit.high for unit in assessment.units if unit.rank)
    assert all(sum(share for _, share in unit.tiers) == pytest.approx(1) for unit in assessment.units if unit.rank)
    assert assessment.ways
    assert assessment.left_out
    assert told[-1] == (300 + 256, 300 + 256)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert load_assessment(ready, WHO, found.evaluation) == assessment
    with ready.store.reading(WHO) as repository:
        kept = repository.load_scenarios(found.evaluation.id)
        assert ("auditor", "robustness", found.evaluation.id) in repository.list_deeds()
    assert kept.ranks.shape == (300, 4)
    best = next(place for place, unit in enumerate(assessment.units) if unit.rank == 1)
    assert float((kept.ranks[:, best] == 1).mean()) == pytest.approx(assessment.units[best].first)


def test_scenarios_by_name_are_other_evaluations_and_one_without_its_judgements_says_why(ready):
    assessment = assess_evaluation(ready, WHO, Asked()).assessment
    named = {item.key: item for item in assessment.named}
    own = evaluate_round(ready, WHO, replace(AHP, weights="neutral")).evaluation
    ranks = {row.unit: row.rank for row in own.ranking}
    assert named["equal"].ranks == tuple(ranks[unit.unit] for unit in assessment.units)
    others = evaluate_round(ready, WHO, AHP, ready.folder / "others.yaml").evaluation
    assert named["others"].ranks == tuple({row.unit: row.rank for row in others.ranking}[unit.unit] for unit in assessment.units)
    assert (named["lost"].ranks, named["lost"].agreement) == ((), None)
    assert named["lost"].reason.startswith("panel.") or named["lost"].reason.startswith("desk.")


def test_judgements_changed_since_leave_each_weight_within_its_bound_and_a_note_says_so(ready):
    before = assess_evaluation(ready, WHO, BRIEF)
    (ready.folder / "judgements.yaml").write_text(PANEL.replace("3", "5", 1), encoding="utf-8")
    after = assess_evaluation(ready, WHO, BRIEF)
    assert (before.assessment.judges, after.assessment.judges) == (2, 0)
    notes = [" ".join(view_robustness(item.evaluation, item.assessment, ready.system, "en").notes) for item in (before, after)]
    assert "the judgement file has changed since the evaluation" not in notes[0]
    assert "each up to 30% higher or lower" in notes[1]
    assert "the judgement file has changed since the evaluation" in notes[1]


def test_judgements_lying_elsewhere_are_found_where_they_are_named(ready):
    (ready.folder / "judgements.yaml").rename(ready.folder / "panel.yaml")
    assert assess_evaluation(ready, WHO, BRIEF).assessment.judges == 0
    named = ready.folder / "others"
    named.mkdir()
    (ready.folder / "panel.yaml").rename(named / "judgements.yaml")
    assert assess_evaluation(ready, WHO, replace(BRIEF, judgements=named / "judgements.yaml")).assessment.judges == 2


def test_an_unknown_part_is_refused_with_those_there_are(ready):
    with pytest.raises(Misuse) as refused:
        assess_evaluation(ready, WHO, Asked(without=("weather", "gaps")))
    assert codes(refused) == ["robustness.unknown_part"]
    assert dict(refused.value.problems[0].parameters)["known"] == "respondents, figures, gaps, experts"


def test_parts_left_as_they_are_do_not_vary(ready):
    found = assess_evaluation(ready, WHO, replace(BRIEF, without=("experts", "figures", "gaps", "respondents"))).assessment
    assert found.parts == ()
    assert all(unit.low == unit.high == unit.rank for unit in found.units)
    assert assess_evaluation(ready, WHO, replace(BRIEF, without=("gaps",))).assessment.parts == ("respondents", "figures", "experts")


def test_as_many_scenarios_are_drawn_as_are_asked_for_and_never_fewer_than_a_chunk(ready):
    assert [assess_evaluation(ready, WHO, replace(BRIEF, draws=draws)).assessment.draws for draws in (10, 512, 0)] == [256, 512, 300]


def test_scenarios_go_on_until_no_interval_moves(ready):
    found = assess_evaluation(ready, WHO, replace(BRIEF, until_settled=True)).assessment
    assert found.draws % 256 == 0
    assert 300 < found.draws <= 16 * 300
    assert found.settled or found.draws * 2 > 16 * 300


def test_the_same_seed_finds_the_same_and_another_seed_draws_others(ready):
    first, again, other = (assess_evaluation(ready, WHO, replace(BRIEF, seed=seed)).assessment for seed in (1, 1, 2))
    assert first == again
    assert [unit.mean for unit in first.units] != [unit.mean for unit in other.units]


def test_a_brief_assessment_never_stands_before_a_whole_one(ready):
    whole = assess_evaluation(ready, WHO, Asked())
    assess_evaluation(ready, WHO, replace(BRIEF, seed=5))
    assert load_assessment(ready, WHO, whole.evaluation) == whole.assessment


def test_a_unit_is_told_from_what_was_kept_and_from_something_new_where_that_is_asked(ready, monkeypatch):
    whole = assess_evaluation(ready, WHO, Asked())
    with monkeypatch.context() as patch:
        patch.setattr("iecscore.desk.doubting.assess_evaluation", None)
        standing = find_standing(ready, WHO, Asked(workers=1))
        assert standing.assessment == whole.assessment
        assert find_standing(ready, WHO, BRIEF).assessment == whole.assessment
    other = find_standing(ready, WHO, Asked(seed=3, brief=True))
    assert (other.assessment.seed, other.kept) == (3, None)
    assert share_ranks(other, "L01") == ()


def test_a_brief_assessment_is_deepened_before_a_unit_is_told_in_full(ready):
    brief = assess_evaluation(ready, WHO, BRIEF).assessment
    assert find_standing(ready, WHO, BRIEF).assessment == brief
    assert find_standing(ready, WHO, Asked()).assessment.ways


def test_the_ranks_of_a_unit_add_up_to_all_scenarios(ready):
    standing = find_standing(ready, WHO, Asked())
    unit = find_unit(standing, " l02 ")
    shares = share_ranks(standing, unit.unit)
    assert len(shares) == 4
    assert sum(shares) == pytest.approx(1)
    assert shares[0] == pytest.approx(unit.first)
    with pytest.raises(Misuse) as refused:
        find_unit(standing, "L09")
    assert codes(refused) == ["robustness.unknown_unit"]


@pytest.mark.parametrize("given", ["L01", "L01,", "L01,L01", "L01,L02,L03", ""])
def test_a_pair_is_two_units(ready, given):
    with pytest.raises(Misuse) as refused:
        find_pair(find_standing(ready, WHO, BRIEF), given)
    assert codes(refused) == ["robustness.no_pair"]


def test_a_pair_is_told_from_the_one_ranked_ahead_however_it_is_given(ready):
    standing = find_standing(ready, WHO, BRIEF)
    first, second = sorted(standing.assessment.units, key=lambda unit: unit.rank)[1:3]
    told = find_pair(standing, f"{first.unit},{second.unit}")
    assert find_pair(standing, f"{second.unit.lower()}，{first.unit}") == told
    assert (told.first, told.second) == (first.unit, second.unit)
    turned = replace(
        standing.assessment,
        pairs=tuple(replace(pair, first=pair.second, second=pair.first, ahead=1 - pair.ahead) for pair in standing.assessment.pairs),
    )
    assert find_pair(replace(standing, assessment=turned), f"{first.unit},{second.unit}").ahead == pytest.approx(told.ahead)
    uncounted = find_pair(replace(standing, assessment=replace(standing.assessment, pairs=())), f"{first.unit},{second.unit}")
    assert (uncounted.ahead, uncounted.neighbours) == (pytest.approx(told.ahead), False)


def test_units_that_are_not_ranked_together_have_no_order(ready):
    standing = find_standing(ready, WHO, BRIEF)
    told = replace(standing.assessment, pairs=())
    apart = tuple(replace(unit, league=(unit.unit,)) for unit in told.units)
    nobody = replace(standing.kept, ranks=np.zeros_like(standing.kept.ranks))
    for case in (
        replace(standing, assessment=replace(told, units=apart)),
        replace(standing, assessment=told, kept=None),
        replace(standing, assessment=told, kept=nobody),
    ):
        with pytest.raises(Misuse) as refused:
            find_pair(case, "L01,L02")
        assert codes(refused) == ["robustness.pair_apart"]


def test_lost_scenarios_are_told_as_none(ready):
    found = assess_evaluation(ready, WHO, BRIEF)
    with ready.store.reading(WHO) as repository:
        name = find_scenarios(repository.connection, found.evaluation.id)
        (repository.folder / name).unlink()
        assert repository.load_scenarios(found.evaluation.id) is None
    assert find_standing(ready, WHO, BRIEF).kept is None


def test_a_level_whose_chain_looks_at_rounds_is_doubted_with_the_other_rounds(ready, content, tmp_path):
    chained = content / "indicators" / "library" / "system.yaml"
    chain = "    chain: [{impute: {method: latest}}, {aggregate: {method: arithmetic}}]\n"
    chained.write_text(chained.read_text(encoding="utf-8").replace("    label: name\n", "    label: name\n" + chain, 1), encoding="utf-8")
    other = open_workspace(ready.folder)
    for year in (2024, 2025):
        folder = tmp_path / str(year)
        folder.mkdir()
        for unit, (first, second) in FIGURES.items():
            write_whole(folder / f"{unit} {year}.xlsx", unit, 1000, first, second, year=year, cost=3 + 2025 - year)
        import_files(other, WHO, [folder])
    made = evaluate_round(other, WHO, replace(AHP, weights="neutral")).evaluation
    found = assess_evaluation(other, WHO, BRIEF, identity=made.id)
    assert found.assessment.evaluation == made.id
    assert [unit.unit for unit in found.assessment.units if unit.rank] == [
        row.unit for row in sorted(made.ranking, key=lambda row: row.unit) if row.rank
    ]
    other.store.close()


def test_where_nobody_may_write_it_is_refused_before_anything_is_worked_out(ready, monkeypatch):
    monkeypatch.setattr("iecscore.store.opening.os.access", lambda *_: False)
    monkeypatch.setattr("iecscore.desk.robustness.find_evaluation", None)
    reader = open_workspace(ready.folder)
    with pytest.raises(Misuse) as refused:
        assess_evaluation(reader, WHO, BRIEF)
    reader.store.close()
    assert codes(refused)[0].startswith("store.")


@pytest.fixture
def celled(tmp_path, content, asking):
    """As `ready`, without answers; the system declares how far the numbers filled in may be off."""
    asking.store.close()
    system = content / "indicators" / "library" / "system.yaml"
    declare_doubt(system)
    system.write_text(
        system.read_text(encoding="utf-8").replace("weight_bound: 0.3", "weight_bound: 0.3, cells: {integer: {error: 0.05}}"), encoding="utf-8"
    )
    made = init_workspace(tmp_path / "celled", "library", "en", content=content)
    fill_inbox(made.folder)
    import_files(made, WHO, [made.inbox])
    evaluate_round(made, WHO, AHP)
    yield made
    made.store.close()


def test_the_number_filled_in_that_decides_is_named_by_its_cell(celled):
    assessment = assess_evaluation(celled, WHO, Asked()).assessment
    told = [lever.cell for lever in assessment.levers if lever.cell] + [swap.cell for swap in assessment.swaps if swap.cell]
    assert any(lever.cell for lever in assessment.levers)
    assert any(swap.cell for swap in assessment.swaps)
    for cell in told:
        book = load_workbook(celled.inbox / cell.file)
        assert float(book[cell.sheet][cell.cell].value) == cell.value
    assert load_assessment(celled, WHO, assess_evaluation(celled, WHO, Asked()).evaluation).levers == assessment.levers


def test_intervals_alone_rest_on_the_same_errors_of_cells(celled):
    whole, brief = (assess_evaluation(celled, WHO, asked).assessment for asked in (Asked(), BRIEF))
    assert [(unit.low, unit.high, unit.spread) for unit in whole.units] == [(unit.low, unit.high, unit.spread) for unit in brief.units]
    assert brief.levers == ()


def test_where_figures_stay_as_they_are_no_cell_is_looked_at(celled, monkeypatch):
    monkeypatch.setattr("iecscore.desk.robustness.look_behind", None)
    assert assess_evaluation(celled, WHO, replace(BRIEF, without=("figures",))).assessment.parts == ("respondents", "gaps", "experts")
