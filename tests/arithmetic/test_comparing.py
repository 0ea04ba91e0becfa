"""Comparing a figure by hand with the program's."""

from iecscore.arithmetic import compare, compare_word


def test_figures_agree_to_nine_places():
    assert compare("1 / 3", 1 / 3 + 5e-10).agrees
    assert not compare("1 / 3", 1 / 3 + 5e-9).agrees


def test_large_figures_agree_relative_to_their_size():
    assert compare("1e9 / 3", 1e9 / 3 * (1 + 5e-10)).agrees
    assert not compare("1e9 / 3", 1e9 / 3 * (1 + 5e-9)).agrees


def test_a_missing_figure_agrees_only_where_none_is_expected():
    assert compare("none", None).agrees
    assert not compare("none", 0.0).agrees
    assert not compare("0", None).agrees


def test_a_comparison_shows_both_sides():
    told = compare("2 * 3", 7.0)
    assert (told.text, told.expected, told.actual, told.agrees) == ("2 * 3", 6.0, 7.0, False)


def test_words_agree_letter_by_letter():
    assert compare_word("missing", "missing").agrees
    assert not compare_word("missing", "not_applicable").agrees
