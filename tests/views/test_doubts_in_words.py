"""How sure ranks are, in words: intervals, sentences in both languages, tables that are left out when there is nothing in them."""

from dataclasses import replace

import pytest

from drawn_doubts import PAIRS, UNITS, draw_assessment, draw_unit, draw_whole
from iecscore.robustness.assessment import PairDoubt
from iecscore.system.robustness import NamedScenario
from iecscore.views import view_robustness, view_unit, word_interval, word_pair, write_share
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
    assert list(tables(view(draw_whole()))) == ["drivers", "levers", "named", "ways", "left_out", "swaps", "reversals"]
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


def test_what_would_turn_neighbours_is_one_weight_or_one_figure():
    rows = tables(view(draw_whole(), named=False))["swaps"].rows
    assert rows[0][:3] == ("L01", "L02", "R1.1: 20.0% → 35.0%")
    assert rows[0][3] == rows[1][2] == "–"
    assert rows[1][3].startswith("S1.1: 2")
    assert tables(view(draw_whole()))["swaps"].rows[0][0] == "L01 Northern City Library"


def test_reversals_with_no_pair_compared_are_left_out():
    assert tables(view(draw_whole()))["reversals"].rows == (("one unit leaves", "12", "1"),)


def test_notes_say_how_the_weights_were_varied_and_whether_more_scenarios_are_needed():
    def notes(weights="council", **told):
        return " ".join(view(draw_assessment(**told), weights=weights).notes)

    assert "each up to 25% higher or lower than it is" in notes()
    assert "The experts were not drawn anew" not in notes()
    assert "Weights" not in notes(parts=("figures",))
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
