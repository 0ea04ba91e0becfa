"""The result workbook of a plain table."""

import numpy as np
import pytest
from openpyxl import load_workbook

from iecscore.problems import note
from iecscore.report import write_plain_result
from iecscore.report.plain import METHODS, ORIGINS
from iecscore.robustness.free_weights import free_weights
from iecscore.scoring import TABLE_METHODS, TABLE_RULES, Table, rank_table
from iecscore.text import untranslated

TABLE = Table(np.array([[5.0, 8, 4], [7, 6, 8], [8, 8, 6]]), ("North", "=South", "East"), ("loans", "visits", "cost"), (1, 1, -1), (0.5, 0.3, 0.2))


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "ranking.xlsx"

    def writing(table=TABLE, rule="given", method="topsis", language="en", problems=()):
        write_plain_result(rank_table(table, rule, method).result, path, language, problems, "libraries.xlsx")
        return load_workbook(path)

    writing.path = path
    return writing


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6) if row[0].value is not None]


def test_the_best_stands_first_with_its_figures(written):
    book = written()
    ranking = rank_table(TABLE, "given").result
    told = rows(book["Ranking"])
    assert told[0] == ["Rank", "Name", "Total score", "loans", "visits", "cost"]
    assert [row[0] for row in told[1:4]] == [1, 2, 3]
    assert [row[2] for row in told[1:4]] == pytest.approx(sorted(ranking.scores, reverse=True))
    assert {row[1]: row[3:] for row in told[1:4]}["North"] == [5, 8, 4]
    assert told[-1][0] == "The higher the score the better."
    assert book["Ranking"]["A3"].value == "From file libraries.xlsx"


def test_weights_tell_type_and_origin(written):
    assert rows(written()["Weights"])[1:] == [
        ["loans", "benefit", 0.5, "given in the table"],
        ["visits", "benefit", 0.3, "given in the table"],
        ["cost", "cost", 0.2, "given in the table"],
    ]


def test_the_normalised_columns_are_shown_and_one_left_out_is_blank(written):
    told = {row[0]: row[1:] for row in rows(written()["Normalised"])}
    root = np.sqrt(25 + 49 + 64)
    assert told["North"] == pytest.approx([5 / root, 8 / np.sqrt(64 + 36 + 64), 1 - 4 / np.sqrt(16 + 64 + 36)])
    still = Table(np.array([[5.0, 8], [7, 8], [6, 8]]), ("N", "S", "E"), ("a", "b"), (1, 1))
    told = {row[0]: row[1:] for row in rows(written(still, "equal", "vikor")["Normalised"])}
    assert (told["N"], told["S"], told["E"]) == ([0, None], [1, None], [0.5, None])


def test_lower_is_better_in_vikor(written):
    assert rows(written(method="vikor")["Ranking"])[-1][0] == "The lower the score the better."


def test_the_method_sheet_names_options_and_notes(written):
    told = {row[0]: row[1] for row in rows(written(problems=(note("rank.constant", criterion="loans"),))["Method"])}
    assert told["Ranked by (method)"] == "classical TOPSIS (Hwang & Yoon 1981) (topsis)"
    assert told["Weights (weights)"] == "given in the table (given)"
    assert told["Note"].startswith("All alternatives have the same value for loans")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("method", TABLE_METHODS)
@pytest.mark.parametrize("rule", TABLE_RULES)
def test_every_rule_and_method_has_its_words_and_no_text_is_a_formula(written, rule, method, language):
    book = written(rule=rule, method=method, language=language)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert untranslated((ORIGINS[rule], *METHODS[method]), "zh") == ()


def test_a_wide_table_prints_on_a3_and_equal_rankings_are_equal_files(written):
    wide = Table(np.random.default_rng(1).uniform(1, 9, (4, 20)), tuple("abcd"), tuple(f"C{number}" for number in range(20)), (1,) * 20)
    assert written(wide, "equal")["Ranking"].page_setup.paperSize == 8
    before = written.path.read_bytes()
    written(wide, "equal")
    assert written.path.read_bytes() == before
    assert written()["Ranking"].page_setup.paperSize == 9


@pytest.mark.parametrize(("method", "exact"), [("weighted-sum", True), ("topsis", False)])
def test_ranks_with_any_weights_have_a_sheet_of_their_own(tmp_path, method, exact):
    ranking = rank_table(TABLE, "given", method).result
    path = write_plain_result(ranking, tmp_path / "free.xlsx", "en", free=free_weights(ranking, ("loans >= cost",), draws=256))
    book = load_workbook(path)
    assert book.sheetnames == ["Ranking", "Weights", "With any weights", "Normalised", "Method"]
    told = [row for row in rows(book["With any weights"]) if row[0] is not None]
    assert ("Exactly" in told[0]) == exact
    assert told[4][:4] == ["Name", "1", "2", "3"]
    assert {row[0] for row in told[5:]} == {"North", "=South", "East"}
