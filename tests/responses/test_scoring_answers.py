"""From answers to values, worked out by hand."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iecscore.arithmetic import compare
from iecscore.engine import compute_values
from iecscore.problems import Severity
from iecscore.responses import ItemFigure, SurveyScores, count_rating, draw_answers, judge_cell, score_answers, score_mean
from iecscore.survey import load_survey
from iecscore.survey.model import MemberWeight, Vote
from iecscore.system import load_cases, load_system, told_rows
from iecscore.text import word_problem
from iecscore.values import Part, Status
from responses.drawn_library import PLAIN, SURVEY, SYSTEM, drawn, drawn_rows, library_rows, partner, reader

ROOT = Path(__file__).parents[2]
ROWS = library_rows("L01", {"B01": 300, "B02": 100})
FULL = (4, 4, 2, 4)  # R03 is reversed: 2 counts as 4


def score(*answers, rows=ROWS, **options):
    return score_answers(SYSTEM, SURVEY, 2025, answers, rows, **options)


def scale(mean):
    return 100 * (mean - 1) / 4


def valued(scores, unit, indicator):
    return scores.values[unit, indicator]


def times(count, row):
    return [row] * count


# ---- respondents


def test_a_respondent_counts_with_the_mean_of_the_items_answered_reversed_once():
    scores = score(drawn(R=times(5, reader("B01", 5, 4, 1, 3))))
    assert valued(scores, "L01", "V1.3").value == scale((5 + 4 + 5 + 3) / 4)


def test_half_the_items_are_enough_and_fewer_are_not():
    rows = [*times(5, reader("B01", 5, None, 2)), *times(5, reader("B01", 1))]
    value = valued(score(drawn(R=rows)), "L01", "V1.3")
    assert (value.value, value.n) == (scale((5 + 4) / 2), 5)


def test_not_known_is_missing_and_never_the_middle():
    rows = times(5, reader("B01", 5, "NA", "NA", "NA"))
    assert valued(score(drawn(R=[*rows, *times(5, reader("B01", *FULL))])), "L01", "V1.3").n == 5


def test_a_unit_of_the_lower_level_is_the_plain_mean_of_its_people():
    rows = [reader("B01", 5, 5, 1, 5), *times(4, reader("B01", 2, 2, 4, 2)), *times(5, reader("B02", 3, 3, 3, 3))]
    scores = score(drawn(R=rows))
    assert valued(scores, "L01/B01", "V1.3").value == scale((5 + 4 * 2) / 5)
    assert valued(scores, "L01/B02", "V1.3").value == scale(3)


# ---- members weigh what the tables say


def test_members_weigh_by_what_the_tables_tell_not_by_how_many_answered():
    rows = [*times(2, reader("B01", *FULL)), *times(8, reader("B02", 2, 2, 4, 2))]
    assert valued(score(drawn(R=rows)), "L01", "V1.3").value == pytest.approx(scale((300 * 4 + 100 * 2) / 400), abs=1e-12)


def test_an_answer_that_names_no_known_member_weighs_as_the_others_do_on_average():
    rows = [*times(2, reader("B01", *FULL)), *times(2, reader("B02", 2, 2, 4, 2)), reader(None, 5, 5, 1, 5), reader("B99", 1, 1, 5, 1)]
    expected = (300 * 4 + 100 * 2 + 100 * 5 + 100 * 1) / (300 + 100 + 100 + 100)
    assert valued(score(drawn(R=rows)), "L01", "V1.3").value == pytest.approx(scale(expected), abs=1e-12)


def test_where_no_weight_is_told_every_answer_weighs_the_same():
    rows = [*times(2, reader("B01", *FULL)), *times(8, reader("B02", 2, 2, 4, 2))]
    for tables in (library_rows("L01", {"B01": None, "B02": None}), library_rows("L01", {"B01": 0, "B02": 0})):
        assert valued(score(drawn(R=rows), rows=tables), "L01", "V1.3").value == scale((2 * 4 + 8 * 2) / 10)


def test_a_member_that_weighs_nothing_does_not_count_beside_others():
    rows = [*times(5, reader("B01", *FULL)), *times(5, reader("B02", 2, 2, 4, 2))]
    assert valued(score(drawn(R=rows), rows=library_rows("L01", {"B01": 300, "B02": 0})), "L01", "V1.3").value == scale(4)


def test_a_survey_without_weights_takes_every_answer_alike():
    rows = [*times(2, reader("B01", *FULL)), *times(8, reader("B02", 2, 2, 4, 2))]
    plain = SURVEY.model_copy(update={"member_weight": None})
    assert score_answers(SYSTEM, plain, 2025, [drawn(R=rows)], ROWS).values["L01", "V1.3"].value == scale((2 * 4 + 8 * 2) / 10)


def test_only_rows_that_meet_the_condition_weigh():
    told = drawn_rows(
        "branch_year", "L01", "branch_id year n_visits open", ("B01", 2025, 900, False), ("B01", 2025, 300, True), ("B02", 2025, 100, True)
    )
    table = PLAIN.tables["branch_year"].model_copy(update={"keys": ("branch_id", "year", "n_visits")})
    system = SYSTEM.model_copy(update={"tables": {**PLAIN.tables, "branch_year": table}})
    survey = SURVEY.model_copy(update={"member_weight": MemberWeight(field="branch_year.n_visits", where="open")})
    rows = [*times(5, reader("B01", *FULL)), *times(5, reader("B02", 2, 2, 4, 2))]
    value = score_answers(system, survey, 2025, [drawn(R=rows)], (ROWS[0], told)).values["L01", "V1.3"].value
    assert value == pytest.approx(scale((300 * 4 + 100 * 2) / 400), abs=1e-12)


def test_weights_are_those_of_the_round():
    earlier = drawn_rows("branch_year", "L01", "branch_id year n_visits", ("B02", 2024, 9000), year=2024)
    rows = [*times(5, reader("B01", *FULL)), *times(5, reader("B02", 2, 2, 4, 2))]
    assert valued(score(drawn(R=rows), rows=(*ROWS, earlier)), "L01", "V1.3").value == pytest.approx(scale(3.5), abs=1e-12)


def test_an_answer_about_several_members_counts_for_each_of_them_and_once_for_the_unit():
    group = SURVEY.groups["R"]
    item = group.items["RD1"].model_copy(update={"several": True})
    survey = SURVEY.model_copy(update={"groups": {**SURVEY.groups, "R": group.model_copy(update={"items": {**group.items, "RD1": item}})}})
    rows = [*times(5, reader(["B01", "B02"], 5, 5, 1, 5)), *times(5, reader(["B01"], 3, 3, 3, 3))]
    scores = score_answers(SYSTEM, survey, 2025, [draw_answers(survey, "L01", 2025, {"R": rows})], ROWS)
    assert [scores.values[unit, "V1.3"].n for unit in ("L01", "L01/B01", "L01/B02")] == [10, 10, 5]
    assert scores.values["L01/B02", "V1.3"].value == 100.0
    # five answers of B01 alone weigh 300; the five of both weigh as much each, 60
    assert scores.values["L01", "V1.3"].value == pytest.approx(scale((300 * 3 + 5 * 60 * 5) / 600), abs=1e-12)


# ---- organisations vote


def test_the_people_of_an_organisation_share_one_vote():
    rows = [partner("A", ["B01"], 5, 1, 5), partner("A", ["B01"], 3, 3, 3), partner("B", ["B01"], 2, 4, 2), partner("other:c", ["B01"], 1, 5, 1)]
    value = valued(score(drawn(P=rows)), "L01", "V1.2")
    assert (value.value, value.n) == (scale(((5 + 3) / 2 + 2 + 1) / 3), 3)


def test_an_answer_without_an_organisation_has_no_vote():
    rows = [*(partner(name, ["B01"], 4, 2, 4) for name in "ABC"), partner(None, ["B01"], 1, 5, 1)]
    scores = score(drawn(P=rows))
    assert [(valued(scores, unit, "V1.2").n, valued(scores, unit, "V1.2").denominator) for unit in ("L01", "L01/B01")] == [(3, 3.0), (3, 3.0)]


def test_a_vote_reaches_every_member_it_names():
    rows = [partner(name, ["B01", "B02"], 4, 2, 4) for name in "ABC"]
    scores = score(drawn(P=rows))
    assert [valued(scores, f"L01/{branch}", "V1.2").n for branch in ("B01", "B02")] == [3, 3]


# ---- groups


def test_groups_weigh_the_same_however_many_answered():
    rows = {"R": times(50, reader("B01", *FULL)), "P": [partner(name, ["B01"], 2, 3, 3) for name in "ABC"]}
    value = valued(score(drawn(**rows)), "L01", "V1.1")
    assert (value.value, value.status, value.n, value.denominator) == (scale((4 + 2) / 2), Status.VALUE, 53, 3.0)
    assert value.parts == (Part("mean(R; n=50)", 4.0), Part("mean(P; n=3)", 2.0))
    assert value.years == (2025,)


@pytest.mark.parametrize(
    ("readers", "partners", "status", "reason", "shown"),
    [
        (5, 3, Status.VALUE, "", True),
        (4, 3, Status.BELOW_MINIMUM, "survey_minimum", True),
        (5, 2, Status.BELOW_MINIMUM, "survey_minimum", True),
        (2, 3, Status.SUPPRESSED, "survey_minimum", False),
        (5, 1, Status.SUPPRESSED, "survey_minimum", False),
        (5, 0, Status.MISSING, "group_lacking", False),
        (0, 3, Status.MISSING, "group_lacking", False),
    ],
)
def test_a_unit_that_lacks_one_of_the_groups_is_not_scored_by_the_others(readers, partners, status, reason, shown):
    rows = {"R": times(readers, reader("B01", *FULL)), "P": [partner(name, ["B01"], 4, 2, 4) for name in "ABC"[:partners]]}
    value = valued(score(drawn(**{key: told for key, told in rows.items() if told})), "L01", "V1.1")
    assert (value.status, value.reason, value.value is not None) == (status, reason, shown)


def test_what_few_people_told_is_hidden_in_the_parts_too():
    rows = {"R": times(5, reader("B01", *FULL)), "P": [partner("A", ["B01"], 4, 2, 4)]}
    assert valued(score(drawn(**rows)), "L01", "V1.1").parts == (Part("mean(R; n=5)", 4.0), Part("mean(P; n<2)", None))


def test_answers_of_too_few_items_are_no_answers():
    scores = score(drawn(R=times(5, reader("B01", 5)), P=[partner("A", ["B01"], None, 3)]))
    assert ("L01", "V1.3") not in scores.values
    assert ("L01", "V1.2") not in scores.values


# ---- the lower level: organisations' votes enter for all units or for none


def test_organisations_enter_a_member_s_score_where_every_unit_has_enough_of_them():
    people = [*times(5, reader("B01", *FULL)), *times(5, reader("B02", *FULL))]
    votes = [partner(name, ["B01", "B02"], 2, 4, 2) for name in "ABC"]
    scores = score(drawn(R=people, P=votes))
    assert [valued(scores, f"L01/{branch}", "V1.1").value for branch in ("B01", "B02")] == [scale((4 + 2) / 2)] * 2


def test_one_unit_with_too_few_votes_takes_them_out_of_every_score():
    people = [*times(5, reader("B01", *FULL)), *times(5, reader("B02", *FULL))]
    votes = [*(partner(name, ["B01", "B02"], 2, 4, 2) for name in "AB"), partner("C", ["B01"], 2, 4, 2)]
    scores = score(drawn(R=people, P=votes))
    first, second = (valued(scores, f"L01/{branch}", "V1.1") for branch in ("B01", "B02"))
    assert (first.value, second.value, first.status) == (scale(4), scale(4), Status.VALUE)
    assert first.parts == (Part("mean(R; n=5)", 4.0), Part("beside(P; n=3)", 2.0))


def test_a_unit_of_another_parent_counts_among_all_units_too():
    rows = (*ROWS, *library_rows("L02", {"B01": 50}))
    full = drawn(R=times(5, reader("B01", *FULL)), P=[partner(name, ["B01"], 2, 4, 2) for name in "ABC"])
    poor = drawn("L02", "b.xlsx", R=times(5, reader("B01", *FULL)))
    assert valued(score(full, rows=rows), "L01/B01", "V1.1").value == scale(3)
    assert valued(score(full, poor, rows=rows), "L01/B01", "V1.1").value == scale(4)


def test_where_only_organisations_answer_the_value_is_shown_and_not_scored():
    votes = [*(partner(name, ["B01", "B02"], 2, 4, 2) for name in "AB"), *(partner(name, ["B01"], 2, 4, 2) for name in "CD")]
    scores = score(drawn(P=votes))
    first, second = (valued(scores, f"L01/{branch}", "V1.2") for branch in ("B01", "B02"))
    assert (first.value, first.status, first.reason) == (scale(2), Status.BELOW_MINIMUM, "votes_lacking")
    assert (second.value, second.status, second.reason) == (scale(2), Status.BELOW_MINIMUM, "survey_minimum")
    assert not first.scored


def test_only_units_of_the_level_have_values_there():
    rows = library_rows("L01", {"B01": 300, "K01": 20, "B03": 10}, closed={"B03": date(2020, 1, 1)})
    scores = score(drawn(R=[*times(5, reader("B01", *FULL)), *times(5, reader("K01", *FULL)), *times(5, reader("B03", *FULL))]), rows=rows)
    assert {unit for unit, _ in scores.values} == {"L01", "L01/B01"}


def test_every_row_is_a_unit_where_a_level_sets_no_condition():
    levels = {key: level.model_copy(update={"where": None}) for key, level in SYSTEM.levels.items()}
    scores = score_answers(
        SYSTEM.model_copy(update={"levels": levels}),
        SURVEY,
        2025,
        [drawn(R=times(5, reader("K01", *FULL)))],
        library_rows("L01", {"K01": 20}),
    )
    assert ("L01/K01", "V1.3") in scores.values


# ---- rounds, files, order


def test_answers_of_other_rounds_do_not_count():
    assert score_answers(SYSTEM, SURVEY, 2024, [drawn(R=times(5, reader("B01", *FULL)))], ROWS).values == {}


def test_no_answers_give_no_values():
    assert score() == SurveyScores({}, {})


def test_two_files_of_a_unit_are_put_together():
    rows = [reader("B01", 5, 5, 1, 5), reader("B02", 1, 2, 3, 4), *times(4, reader("B01", *FULL))]
    whole, parts = score(drawn(R=rows)), score(drawn(R=rows[4:], file="b.xlsx"), drawn(R=rows[:4]))
    assert parts.values == whole.values


RATING = st.sampled_from([None, "NA", 1, 2, 3, 4, 5])
READER = st.builds(reader, st.sampled_from(["B01", "B02", "B99", None]), RATING, RATING, RATING, RATING)
PARTNER = st.builds(partner, st.sampled_from(["A", "B", "C", None]), st.lists(st.sampled_from(["B01", "B02"])), RATING, RATING, RATING)


@settings(max_examples=60, deadline=None)
@given(st.lists(READER, min_size=1, max_size=12), st.lists(PARTNER, min_size=1, max_size=8), st.randoms())
def test_the_order_of_answers_and_files_never_moves_a_bit(readers, partners, random):
    first = score(drawn(R=readers, P=partners), rows=ROWS)
    random.shuffle(readers)
    random.shuffle(partners)
    cut = random.randint(0, len(readers) - 1)
    files = [drawn(R=readers[cut:], file="z.xlsx"), drawn(P=partners)] + ([drawn(R=readers[:cut])] if cut else [])
    random.shuffle(files)
    other = score(*files, rows=ROWS[::-1])
    assert other.values == first.values
    assert dict(other.items) == dict(first.items)


# ---- figures of items


def test_an_item_is_shown_as_it_was_asked_with_the_share_of_each_answer():
    rows = [*times(3, reader("B01", None, None, 5)), reader("B01", None, None, 2), reader("B01", None, None, "NA")]
    figure = score(drawn(R=rows)).items["L01", "R03"]
    assert figure == ItemFigure(4, 17 / 4, {1: 0.0, 2: 0.25, 3: 0.0, 4: 0.0, 5: 0.75}, shown=True)
    assert figure.agreement == 75.0


def test_item_figures_weigh_members_and_votes_as_values_do():
    rows = [*times(3, reader("B01", 5)), reader("B02", 1)]
    votes = [partner("A", ["B01"], 5), partner("A", ["B01"], 1), partner("B", ["B01"], 1)]
    figures = score(drawn(R=rows, P=votes)).items
    assert figures["L01", "R01"].mean == pytest.approx((300 * 5 + 100 * 1) / 400, abs=1e-12)
    assert figures["L01", "R01"].shares[5] == pytest.approx(0.75, abs=1e-12)
    assert (figures["L01", "P01"].n, figures["L01", "P01"].mean) == (2, (3 + 1) / 2)
    assert figures["L01", "P01"].shares == {1: 0.75, 2: 0.0, 3: 0.0, 4: 0.0, 5: 0.25}


def test_choices_numbers_and_shares_have_figures_too():
    rows = [
        reader("B01", 3, RD2="1", R10=["1", "3"], R11a=60.0, R11b=40.0, R12=10.0),
        reader("B01", 3, RD2="2", R10=["1"], R11a=20.0, R11b=80.0, R12=20.0),
        reader("B01", 3, RD2="2"),
    ]
    figures = score(drawn(R=rows)).items
    assert figures["L01", "RD2"] == ItemFigure(3, None, {"0": 0.0, "1": pytest.approx(1 / 3), "2": pytest.approx(2 / 3)})
    assert figures["L01", "R10"] == ItemFigure(2, None, {"1": 1.0, "2": 0.0, "3": 0.5}, shown=False)
    assert figures["L01", "R11a"] == ItemFigure(2, 40.0, {}, shown=False)
    assert figures["L01/B01", "R12"] == ItemFigure(2, 15.0, {}, shown=False)


def test_an_item_nobody_answered_has_no_figure():
    items = score(drawn(R=times(5, reader("B01", *FULL)))).items
    assert ("L01", "R07") not in items
    assert ("L01", "X1") not in items
    assert ("L09", "R01") not in items
    with pytest.raises(KeyError):
        items["L01", "R07"]


def test_figures_are_counted_and_listed():
    items = score(drawn(R=times(3, reader("B01", 4)))).items
    assert len(items) == 2
    assert set(items) == {("L01", "R01"), ("L01/B01", "R01")}


def test_guards_see_what_is_shown_and_nothing_else():
    figures = score(drawn(R=[*times(3, reader("B01", 4, 2)), *times(2, reader("B02", 1, 1))])).figures_of("L01/B01")
    assert figures["item_mean", "R01"] == 4.0
    assert figures["item_agreement", "R01"] == 100.0
    assert score(drawn(R=times(2, reader("B01", 4, 2)))).figures_of("L01/B01") == {}
    plain = SurveyScores({}, {("L01", "R01"): ItemFigure(5, 2.0, {2: 1.0})})
    assert plain.figures_of("L01") == {("item_mean", "R01"): 2.0, ("item_agreement", "R01"): 0.0}


# ---- quality

SAME = dict.fromkeys(("R01", "R02", "R03", "R04", "R05", "R06a", "R06b", "R07", "R08"), 4)
VARIED = {"R01": 4, "R02": 5, "R03": 2, "R04": 3, "R05": 4, "R06a": 4, "R06b": 5, "R07": 4, "R08": 3}
CARE = [
    ("all of it varied", VARIED | {"RQ1": 2}, True),
    ("attention missed alone", VARIED | {"RQ1": 4}, True),
    ("one rating throughout, across a reversed item", SAME | {"RQ1": 2}, False),
    ("attention missed and most of it blank", {"R01": 4, "R02": 4, "R03": 2, "RQ1": 5}, False),
    ("most of it blank alone", {"R01": 4, "R02": 4, "R03": 2}, True),
    ("half of what was asked answered", {"R01": 4, "R02": 4, "R03": 2, "R05": 3, "RQ1": 5, "RD2": "0"}, True),
    ("seven alike across a reversed item", SAME | {"R07": 5, "R08": 1, "RQ1": 4}, True),
    ("eight alike across a reversed item and attention missed", SAME | {"R08": 1, "RQ1": 4}, False),
    ("a gap does not end a run", SAME | {"R04": None, "RQ1": 4}, False),
    ("not known throughout is an answer, if not to be counted", dict.fromkeys(SAME, "NA") | {"RQ1": 2}, True),
    ("attention alone", {"RQ1": 2}, True),
    ("too fast alone", VARIED | {"RQ1": 2, "#seconds": 10.0}, True),
    ("too fast and attention missed", VARIED | {"RQ1": 1, "#seconds": 10.0}, False),
    ("far below the others and attention missed", VARIED | {"RQ1": 1, "#seconds": 90.0}, False),
    ("slow and attention missed", VARIED | {"RQ1": 1, "#seconds": 200.0}, True),
]


def with_seconds(rows):
    answers = drawn(R=[{key: cell for key, cell in row.items() if key != "#seconds"} for row in rows])
    group = answers.groups["R"]
    place = group.table.column_names.index("#seconds")
    field = group.table.schema.field(place)
    table = group.table.set_column(place, field, [[row.get("#seconds") for row in rows]])
    return type(answers)("library", "L01", 2025, "a.xlsx", {"R": type(group)(group.sheet, group.letters, table)})


@pytest.mark.parametrize(("row", "kept"), [case[1:] for case in CARE], ids=[case[0] for case in CARE])
def test_two_signs_of_carelessness_leave_an_answer_out(row, kept):
    others = [{"RD1": "B01", **VARIED, "RQ1": 2, "#seconds": 300.0}] * 5
    scores = score(with_seconds([*others, {"RD1": "B01", "R12": 10.0} | row]))
    assert scores.items.get(("L01", "R12"), ItemFigure(0, None)).n == kept
    assert len(scores.notes) == (not kept)


def test_answers_left_out_are_counted_in_a_note_by_file_and_sheet():
    told = drawn(R=[{"RD1": "B01", **SAME}] * 3 + [{"RD1": "B01", **VARIED}])
    scores = score(told, drawn("L02", "b.xlsx", R=[{"RD1": "B01", **VARIED}]))
    (note,) = scores.notes
    names = {"name_en": "Readers of the branches", "name_zh": "分馆读者"}
    assert (note.code, note.severity, note.words) == ("responses.careless", Severity.NOTE, {"group": "R", "count": 3, **names})
    assert word_problem(note, "zh").cause == "“分馆读者”（R 卷）有 3 份答卷作答不认真，未计入。"
    assert (note.place.file, note.place.sheet) == ("a.xlsx", told.groups["R"].sheet)


def test_answers_given_without_care_can_be_kept():
    told = drawn(R=[{"RD1": "B01", **SAME}] * 5)
    assert ("L01", "V1.3") not in score(told).values
    scores = score(told, keep_careless=True)
    assert (scores.values["L01", "V1.3"].n, scores.notes) == (5, ())


def test_a_group_without_ratings_shows_no_signs():
    group = SURVEY.groups["R"]
    items = {code: item for code, item in group.items.items() if not item.rated}
    survey = SURVEY.model_copy(update={"groups": {"R": group.model_copy(update={"items": items})}, "order": ("R",)})
    scores = score_answers(PLAIN, survey, 2025, [draw_answers(survey, "L01", 2025, {"R": [{"RD1": "B01", "R12": 5}]})], ROWS)
    assert (scores.items["L01", "R12"].n, scores.notes) == (1, ())


# ---- the rules one by one, and the engine


def test_the_rules_of_the_worked_cases():
    survey = load_survey(ROOT / "surveys" / "iec").result
    assert [count_rating(survey, code, 2) for code in ("S07", "S06")] == [4, 2]
    assert score_mean(survey, 3.8) == pytest.approx(70.0, abs=1e-12)
    assert [judge_cell(survey, "S", count) for count in (0, 4, 7, 12)] == [
        Status.MISSING,
        Status.SUPPRESSED,
        Status.BELOW_MINIMUM,
        Status.VALUE,
    ]


IEC = load_system(ROOT / "indicators" / "iec").result
RATED = {code for code, indicator in IEC.indicators.items() if indicator.survey}
WORKED = [case for case in load_cases(ROOT / "indicators" / "iec", IEC).result if case.answers and RATED & {item.subject for item in case.expect}]


def agrees(expected, value):
    if expected.quantity in {"value", "denominator", "n"}:
        return compare(expected.text, getattr(value, expected.quantity)).agrees
    return expected.text == str(getattr(value, expected.quantity))


@pytest.mark.parametrize("case", WORKED, ids=[case.english for case in WORKED])
def test_the_survey_values_of_the_shipped_worked_cases(case):
    survey = load_survey(ROOT / "surveys" / "iec").result
    answers = draw_answers(survey, case.unit.partition("/")[0], case.year, case.answers)
    scores = score_answers(IEC, survey, case.year, [answers], told_rows(IEC, case))
    expected = [item for item in case.expect if item.subject in RATED and item.quantity in {"value", "denominator", "n", "status", "reason"}]
    assert [(item.subject, item.quantity) for item in expected if not agrees(item, scores.values[case.unit, item.subject])] == []


def test_the_engine_takes_the_values_and_its_guards_the_figures():
    libraries = drawn_rows("library", "L01", "library_id name residents", ("L01", "City", 1000))
    scores = score(drawn(R=times(5, reader("B01", *FULL)), P=[partner(name, ["B01"], 4, 2, 4) for name in "ABC"]))
    values = compute_values(SYSTEM, "library", 2025, (libraries, *ROWS), scores, threads=1)
    assert {value.indicator: value.value for value in values} == {"V1.1": 75.0, "V1.2": 75.0, "V1.3": 75.0}


def test_votes_are_persons_or_organisations():
    assert [group.vote for group in SURVEY.ordered] == [Vote.PERSON, Vote.ORGANISATION]
