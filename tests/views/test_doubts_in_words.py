"""How sure ranks are, in words: intervals, sentences in both languages, tables that are left out when there is nothing in them."""

from dataclasses import replace
from pathlib import Path

import pytest

from drawn_doubts import PAIRS, UNITS, draw_assessment, draw_unit, draw_whole
from iecscore.robustness.assessment import LeftOut, Lever, PairDoubt, PartShares, ReportedCell, Swap
from iecscore.survey import load_survey, survey_text
from iecscore.system.robustness import CellDoubt, NamedScenario
from iecscore.views import view_robustness, view_unit, word_interval, word_pair, write_share
from iecscore.views.filled_numbers import write_number
from iecscore.views.naming import name_interval
from report.drawn_evaluation import SYSTEM, draw_evaluation

NAMES = {"L01": "City", "L02": "Harbour"}


def view(assessment, language="en", weights="council", system=SYSTEM, **told):
    return view_robustness(draw_evaluation(weights=weights), assessment, system, language, **told)


def tables(found):
    return {table.key: table for table in found.tables}


def unit_view(assessment, code, shares=(), language="en"):
    unit = next(unit for unit in assessment.units if unit.unit == code)
    return view_unit(draw_evaluation(), assessment, unit, shares, SYSTEM, language)


@pytest.mark.parametrize(("ends", "told"), [((5, 5), "5"), ((5, 7), "5–7"), ((None, None), "–"), ((None, 3), "–"), ((3, None), "–")])
def test_an_interval_is_one_rank_or_two_ends(ends, told):
    assert name_interval(*ends) == told


@pytest.mark.parametrize(
    ("share", "told"), [(0.0, "0%"), (0.002, "<1%"), (0.005, "0%"), (0.42, "42%"), (0.998, ">99%"), (1.0, "100%"), (-0.01, "0%"), (1.2, "120%")]
)
def test_what_is_not_quite_none_or_all_is_told_as_such(share, told):
    assert write_share(share) == told


@pytest.mark.parametrize(
    ("ahead", "english", "chinese"),
    [
        (
            0.58,
            "L01 City and L02 Harbour cannot be told apart: L01 City is ahead in 58 % of scenarios.",
            "难分先后：在 58% 的情景中 L01 City 排在前面。",
        ),
        (0.97, "L01 City is ahead of L02 Harbour in 97 % of scenarios. The order of these two can be relied on.", "两者的先后次序可以采信。"),
        (0.03, "L01 City is ranked ahead of L02 Harbour, yet in only 3 % of scenarios.", "但只有 3% 的情景支持这一次序。"),
    ],
)
def test_each_pair_has_its_sentence(ahead, english, chinese):
    pair = PairDoubt("L01", "L02", ahead, 0.01)
    assert english in word_pair(pair, NAMES, "en")
    assert chinese in word_pair(pair, NAMES, "zh")


def test_a_league_tells_the_pairs_in_doubt_by_code_and_counts_the_others():
    league = view(draw_assessment()).leagues[0]
    assert [line.unit for line in league.lines] == ["L01", "L02", "L03", "L05"]
    assert [(line.rank, line.interval, line.methods) for line in league.lines[1:]] == [("2", "2–3", "–"), ("3", "2–3", "–"), ("–", "–", "–")]
    assert league.doubtful == (
        "L02 and L03 cannot be told apart: L02 is ahead in 60 % of scenarios. Do not read anything into which of them comes first.",
    )
    assert league.counted == "Neighbours whose order can be relied on: 1 of 2 pairs."
    assert len(league.sentences) == 2
    assert view(draw_assessment(), "zh").leagues[0].counted == "相邻两者先后次序可以采信的：2 对中有 1 对。"


def test_a_league_of_one_has_no_pairs_to_count():
    league = view(draw_assessment(units=UNITS[:1], pairs=())).leagues[0]
    assert (league.sentences, league.doubtful, league.counted) == ((), (), "")


def test_an_interval_says_of_how_many_scenarios_it_is():
    assert word_interval(draw_assessment(), "en") == (
        "90 % interval: the ranks a unit has in 90 % of 1,000 scenarios of other data and weights that could have come in."
    )
    assert "1,000" in word_interval(draw_assessment(), "zh")


def test_tables_with_nothing_in_them_are_left_out():
    assert view(draw_assessment()).tables == ()
    assert list(tables(view(draw_whole()))) == ["drivers", "levers", "named", "ways", "left_out", "swaps", "reversals", "side_by_side", "pairs"]
    assert view(draw_assessment(parts=())).made.startswith("1,000 scenarios in which these vary: –;")


def test_sources_stand_by_their_size_and_are_never_below_none():
    rows = tables(view(draw_whole()))["drivers"].rows
    assert [row[0] for row in rows] == ["the weights", "errors in reported figures"]
    assert rows[1][1:3] == ("0%", "0%–4%")


def test_ways_are_a_grid_of_methods_and_normalisations():
    table = tables(view(draw_whole(), "zh"))["ways"]
    assert table.heads == ("合成方法", "标杆值在规定范围内浮动", "百分位")
    assert table.rows == (("topsis", "1.000 (0)", "0.900 (2)"), ("vikor", "– (1)", "–"))


def test_scenarios_by_name_tell_who_moves_and_one_that_cannot_be_had_says_so():
    doubt = SYSTEM.robustness.model_copy(update={"scenarios": {"equal": NamedScenario(name={"en": "Equal weights", "zh": "等权"})}})
    rows = tables(view(draw_whole(), system=SYSTEM.model_copy(update={"robustness": doubt})))["named"].rows
    assert rows == (
        ("Equal weights", "0.950", "2", "L02 2→3, L03 3→2"),
        ("strict", "–", "2", "L02 2→–, L03 3→2"),
        ("gone", "–", "–", "cannot be had for this round"),
    )


def test_what_is_left_out_is_named_by_its_kind():
    rows = tables(view(draw_whole()))["left_out"].rows
    assert [(row[0], row[1].split()[0], row[2]) for row in rows] == [("indicator", "R1.1", "2"), ("expert", "Li", "1")]


@pytest.mark.parametrize(("language", "told"), [("en", ["expert 1", "R Readers of the branches"]), ("zh", ["专家 1", "R 分馆读者"])])
def test_a_group_has_its_name_and_an_expert_who_is_not_to_be_known_a_number(language, told):
    survey = load_survey(Path(__file__).parents[1] / "systems" / "surveys" / "library").result
    left_out = (LeftOut("expert", "1", 2.0, 0.5, "L02"), LeftOut("group", "R", 1.0, 0.5, "L02"))
    evaluation = replace(draw_evaluation(), survey_text=survey_text(survey))
    found = view_robustness(evaluation, draw_whole(left_out=left_out), SYSTEM, language)
    assert [row[1] for row in tables(found)["left_out"].rows] == told


def test_what_would_turn_neighbours_is_one_weight_or_one_figure():
    rows = tables(view(draw_whole(), named=False))["swaps"].rows
    assert rows[0][:3] == ("L01", "L02", "R1.1: 20.0% → 35.0%")
    assert rows[0][3] == rows[1][2] == "–"
    assert rows[1][3].startswith("S1.1: 2")
    assert tables(view(draw_whole()))["swaps"].rows[0][0] == "L01 Northern City Library"


LOANS = ReportedCell("2025_L03.xlsx", "03 网点年度", "C7", "branch_year.n_loans", 1200.0)
CELLS = {
    "swaps": (Swap("L02", "L03", "", None, None, "S1.1", 2.0, 3.5, LOANS, 1350.0),),
    "levers": (Lever("L03", "S1.1", 3, 3, LOANS, 1180.25, 1219.75, 2, 3), Lever("L02", "R1.1", 2, 2, LOANS, 1.234, 3.0, 2, 2)),
}


@pytest.mark.parametrize(("language", "place"), [("en", "2025_L03.xlsx 03 网点年度!C7 Loans"), ("zh", "2025_L03.xlsx 03 网点年度!C7 外借册次")])
def test_a_number_filled_in_is_named_by_file_sheet_and_cell(language, place):
    found = tables(view(draw_whole(**CELLS), language, named=False))
    assert found["swaps"].rows[0][4] == f"{place}: 1,200 → 1,350"
    assert found["levers"].rows == (("L03", found["levers"].rows[0][1], "3", f"{place}: 1,200 (1,180–1,220)", "2–3"),)


def test_the_number_that_moves_a_unit_most_stands_in_its_sentences():
    sentences = unit_view(draw_whole(**CELLS), "L03").sentences
    place = "2025_L03.xlsx 03 网点年度!C7 Loans"
    assert f"Of the numbers filled in, {place} (1,200) moves it most: from 1,180 to 1,220 its rank is 2–3." in sentences
    assert f"It would tie with L02 if {place} were 1,350 instead of 1,200." in sentences


@pytest.mark.parametrize(("number", "told"), [(1.234, "1.23"), (3.0, "3"), (-250.5, "-250"), (1180.25, "1,180"), (0.0, "0")])
def test_a_number_has_the_digits_that_matter(number, told):
    assert write_number(number) == told


def test_reversals_with_no_pair_compared_are_left_out():
    assert tables(view(draw_whole()))["reversals"].rows == (("one unit leaves", "12", "1"),)


def test_notes_say_how_the_weights_were_varied_and_whether_more_scenarios_are_needed():
    def notes(weights="council", **told):
        return " ".join(view(draw_assessment(**told), weights=weights).notes)

    assert "each up to 25% higher or lower than it is" in notes()
    assert "The experts were not drawn anew" not in notes()
    assert "Weights" not in notes(parts=("figures",))
    assert "Figures: each off by 2.0%, one standard deviation." in notes()
    assert "Figures:" not in notes(parts=("experts",))
    assert "the 3 experts of the panel drawn anew" in notes(judges=3)
    assert "For 2 units the ends of the interval still move" in notes(settled=False, restless=2)
    assert "Method range" not in notes()
    assert "Method range" in " ".join(view(draw_whole()).notes)


def test_a_unit_is_told_message_first():
    found = unit_view(draw_whole(), "L01", (0.97, 0.03, 0.0))
    assert found.title == "How sure the rank is: L01 Northern City Library"
    assert found.sentences[0] == "Rank 1 of 3 in “all”. In 90 % of scenarios: 1. Confidence set: 1."
    assert any(text.startswith("It would tie with L02 if R1.1") and "weighed 35.0% instead of 20.0%" in text for text in found.sentences)
    assert "It can be told apart from every other unit." in found.sentences
    assert [table.key for table in found.tables] == ["ranks", "tiers", "top", "pairs", "drivers"]
    ranks = found.tables[0].rows
    assert [(rank, share) for rank, share, _ in ranks] == [("1", "97%"), ("2", "3%")]
    assert len(ranks[0][2]) > len(ranks[1][2]) > 0


def test_whether_a_unit_keeps_its_tier_is_told_with_what_the_doubt_comes_from():
    evaluation = draw_evaluation()
    tier = next(row.tier for row in evaluation.ranking if row.unit == "L01")
    name = next(item.name for item in SYSTEM.levels["library"].tiers if item.key == tier)
    share = write_share(dict(UNITS[0].tiers)[tier])
    assert f"Will L01 keep the tier “{name.en}”? In {share} of scenarios." in unit_view(draw_whole(), "L01").sentences
    told = unit_view(draw_whole(), "L01", language="zh").sentences
    assert f"L01 能否保持“{name.zh}”等级？在 {share} 的情景中能保持。" in told
    assert "把换用其他方法也计算在内，等级的不确定性主要来自权重，占方差的 60%。" in told


def test_a_unit_in_the_middle_is_set_against_its_neighbours_and_those_like_it():
    found = unit_view(draw_whole(units=(UNITS[0], replace(UNITS[1], method_low=1, method_high=3), *UNITS[2:])), "L02")
    assert found.sentences[0].endswith("Confidence set: 2–3. By other ways of counting: 1–3.")
    assert "It cannot be told apart from: L03." in found.sentences
    assert any(text.startswith("It would tie with L03 if S1.1") and "of L03 were 3" in text for text in found.sentences)
    assert any(text.startswith("Verify R1.1") and text.endswith("the rank is 2–3.") for text in found.sentences)
    rows = next(table.rows for table in found.tables if table.key == "pairs")
    assert [(row[0][:3], row[1], row[2]) for row in rows] == [
        ("L01", "3% ± 0.1", "told apart"),
        ("L03", "60% ± 0.4", "cannot be told apart"),
    ]
    assert next(table.rows for table in found.tables if table.key == "drivers") == (("the method", "80%", "–"),)


def test_a_unit_far_off_that_cannot_be_told_apart_is_named_too():
    pairs = (*PAIRS[:2], PairDoubt("L01", "L03", 0.9, 0.01, neighbours=False))
    assert "It cannot be told apart from: L01, L02." in unit_view(draw_whole(pairs=pairs), "L03").sentences


def test_a_unit_without_a_rank_has_none_to_doubt():
    found = unit_view(draw_whole(), "L05")
    assert found.sentences == ("This unit is not ranked, so there is no rank to doubt.",)
    assert found.tables == ()


def test_a_unit_that_has_no_tier_is_asked_for_none():
    told = draw_assessment(units=(replace(draw_unit("L01", 1, 1, 1), tiers=()), *UNITS[1:]))
    assert not any("keep the tier" in text for text in unit_view(told, "L01").sentences)


def test_a_unit_has_its_place_in_the_compromise():
    told = replace(UNITS[1], method_low=1, method_high=3)
    found = unit_view(draw_whole(units=(UNITS[0], told, *UNITS[2:]), compromise=(1, 3, 2, None)), "L02").sentences
    assert found[0].endswith("By other ways of counting: 1–3. In the compromise of them: 3.")


def test_a_number_that_moves_nothing_is_told_as_such():
    sentences = unit_view(draw_whole(levers=(replace(CELLS["levers"][1], best=2, worst=3),)), "L02").sentences
    still = "No number filled in moves its rank alone; nearest to it comes 2025_L03.xlsx 03 网点年度!C7 Loans (1,200), plausibly 1.23 to 3."
    assert still in sentences


def test_what_moves_a_tier_is_told_only_where_the_tier_is_in_doubt():
    own = next(row.tier for row in draw_evaluation().ranking if row.unit == "L01")
    sure = replace(UNITS[0], tiers=tuple((key, float(key == own)) for key in "ABC"))
    assert not any("doubt about its tier" in text for text in unit_view(draw_whole(units=(sure, *UNITS[1:])), "L01").sentences)
    assert any("doubt about its tier" in text for text in unit_view(draw_whole(), "L01").sentences)


def test_a_unit_is_told_from_which_part_of_the_tree_the_doubt_comes():
    found = unit_view(draw_whole(parts_of_tree=(PartShares("L02", (("S", 0.25), ("R", 0.75))),)), "L02")
    (table,) = (table for table in found.tables if table.key == "parts")
    assert [(row[0].split()[0], row[1]) for row in table.rows] == [("R", "75%"), ("S", "25%")]


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "whole numbers 1.0%, Branch by year 2.0%, Loans 3.0%."), ("zh", "整数 1.0%、分馆年度 2.0%、外借册次 3.0%。")],
)
def test_how_far_numbers_are_taken_to_be_off_is_told_by_name(language, told):
    data = SYSTEM.robustness.data.model_copy(
        update={"cells": {name: CellDoubt(error=error) for name, error in (("integer", 0.01), ("branch_year", 0.02), ("branch_year.n_loans", 0.03))}}
    )
    system = SYSTEM.model_copy(update={"robustness": SYSTEM.robustness.model_copy(update={"data": data})})
    assert any(note.endswith(told) for note in view(draw_whole(), language, system=system).notes)


def test_scenarios_by_name_stand_side_by_side_unit_by_unit():
    found = tables(view(draw_whole(), named=False))["side_by_side"]
    assert found.heads == ("Unit", "Rank in force", "equal", "strict")
    assert found.rows == (("L01", "1", "1", "1"), ("L02", "2", "3", "–"), ("L03", "3", "2", "2"), ("L05", "–", "–", "–"))
