"""Survey values under other respondents: what must hold of any sample, and how wide they spread."""

import numpy as np
import pytest

from iecscore.responses import resample_answers, score_answers, score_without
from responses.drawn_library import SURVEY, SYSTEM, drawn, library_rows, partner, reader

ROWS = library_rows("L01", {"B01": 300, "B02": 100})


def resample(*answers, level="library", count=400, seed=0, rows=ROWS):
    return resample_answers(SYSTEM, SURVEY, 2025, answers, rows, level, count, seed)


def column(found, unit, indicator):
    return found.values[:, found.units.index(unit), found.indicators.index(indicator)]


def scale(mean):
    return 100 * (mean - 1) / 4


def mixed():
    """Thirty readers of two branches who do not agree, and partners of three organisations who do not either."""
    readers = [reader("B01" if number % 3 else "B02", 1 + number % 5, 1 + number % 4, 1 + number % 3, 1 + number % 5) for number in range(30)]
    partners = [partner(f"P{number % 3}", ["B01"], 1 + number % 5, 2, 1 + number % 3) for number in range(9)]
    return drawn(R=readers, P=partners)


def test_respondents_who_agree_leave_nothing_to_sample():
    found = resample(drawn(R=[reader("B01", 4, 4, 2, 4)] * 6))
    assert np.all(column(found, "L01", "V1.3") == scale(4))


def test_samples_of_persons_spread_as_the_mean_of_persons_does():
    ratings = [1, 2, 2, 3, 4, 4, 5, 5, 5, 3]
    found = column(resample(drawn(R=[reader("B01", rating, rating, 6 - rating, rating) for rating in ratings]), count=4000), "L01", "V1.3")
    assert found.mean() == pytest.approx(scale(np.mean(ratings)), abs=0.5)
    assert found.std() == pytest.approx(25 * np.std(ratings) / np.sqrt(len(ratings)), rel=0.05)


def test_an_organisation_is_drawn_with_all_its_people_and_keeps_one_vote():
    many, one = [partner("P1", ["B01"], 5, 5, 5)] * 9, [partner("P2", ["B01"], 1, 1, 1)]
    found = column(resample(drawn(P=many + one)), "L01", "V1.2")
    assert set(np.round(found, 9)) == {round(scale(7 / 3), 9), 50.0, round(scale(11 / 3), 9)}


def test_each_replicate_depends_on_its_number_alone():
    whole, part = resample(mixed(), count=600), resample(mixed(), count=300)
    assert np.array_equal(whole.values[:300], part.values, equal_nan=True)


def test_another_seed_draws_other_samples():
    assert not np.array_equal(resample(mixed(), seed=1).values, resample(mixed(), seed=2).values, equal_nan=True)


def test_the_levels_see_the_same_samples():
    """One branch alone: what its readers say is what the library's readers say, sample by sample."""
    answers = drawn(R=[reader("B01", 1 + number % 5, 3, 3, 1 + number % 3) for number in range(12)])
    above, below = resample(answers), resample(answers, level="branch")
    assert np.array_equal(column(above, "L01", "V1.3"), column(below, "L01/B01", "V1.3"))


def test_members_weigh_in_a_sample_what_they_weigh_in_the_score():
    """B01 weighs three times B02; every reader of a branch says the same, so a sample that holds both is the weighted mean."""
    answers = drawn(R=[reader("B01", 5, 5, 1, 5)] * 4 + [reader("B02", 1, 1, 5, 1)] * 4)
    found = set(np.round(column(resample(answers), "L01", "V1.3"), 9))
    assert found <= {0.0, 75.0, 100.0}
    assert 75.0 in found


def test_a_sample_without_a_vote_of_a_unit_keeps_its_own_mean():
    answers = drawn(R=[reader("B01", 5, 5, 1, 5)] * 20 + [reader("B02", 2, 2, 4, 2)])
    found = column(resample(answers, level="branch"), "L01/B02", "V1.3")
    assert np.all(found == scale(2))


def test_an_indicator_whose_group_never_answered_has_no_samples():
    found = resample(drawn(R=[reader("B01", 5, 5, 1, 5)] * 6))
    assert np.isnan(column(found, "L01", "V1.1")).all()


def test_the_mean_of_all_samples_comes_near_the_score():
    scores, found = score_answers(SYSTEM, SURVEY, 2025, (mixed(),), ROWS), resample(mixed(), count=4000)
    for code in found.indicators:
        value = scores.values["L01", code].value
        if value is not None:
            assert column(found, "L01", code).mean() == pytest.approx(value, abs=3)


def test_without_answers_there_is_nothing_to_sample():
    assert resample().values.shape == (400, 0, 3)


def without(*answers, level="library"):
    return score_without(SYSTEM, SURVEY, 2025, answers, ROWS, level)


def test_without_one_group_an_indicator_is_what_the_others_say():
    answers = mixed()
    found = without(answers)
    assert set(found) == {"R", "P"}
    for left in found:
        for code in found[left].indicators:
            others = [key for key in SYSTEM.indicators[code].survey.groups if key != left]
            value = column(found[left], "L01", code)[0]
            assert left in SYSTEM.indicators[code].survey.groups
            if not others:
                assert np.isnan(value)
    shared = [code for code in found["R"].indicators if "P" in SYSTEM.indicators[code].survey.groups]
    assert shared
    assert all(not np.isnan(column(found["R"], "L01", code)[0]) for code in shared)


def test_a_group_that_nobody_else_stands_beside_leaves_nothing_when_it_goes():
    found = without(drawn(R=[reader("B01", 4, 4, 2, 4)] * 6))
    assert list(found) == ["R"]
    assert np.isnan(found["R"].values).all()
