"""`iecscore explain` of indicators, criteria, dimensions and the whole, in both languages."""

import pytest

from iecscore.cli import main
from library_round import FAIR, GOOD, POOR, SYSTEMS, write_whole

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def run(*arguments):
    return main(list(arguments))


def lines(capsys):
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.strip()]


@pytest.fixture
def evaluated(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("IECSCORE_LANG", "en")
    assert run("--content", str(SYSTEMS), "init", str(tmp_path / "round"), "--system", "library") == 0
    monkeypatch.chdir(tmp_path / "round")
    write_whole(tmp_path / "round" / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    write_whole(tmp_path / "round" / "inbox" / "L02.xlsx", "L02", 1000, POOR, FAIR)
    assert run("import", "inbox") == 0
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "council") == 0
    capsys.readouterr()
    return tmp_path / "round"


def test_a_criterion_is_explained_by_its_indicators(evaluated, capsys):
    assert run("explain", "L01", "S1") == 0
    told = lines(capsys)
    assert told[0] == "L01 Library L01 · S1 Use"
    assert "Code Name Score Weight within In force Points Holds back Carries Coverage" in told
    assert any(line.startswith("S1.2 Share of young visitors") and " 0.5000 0.5000 " in line for line in told)
    assert told[-1].startswith("Points: weight in force × score; they add up to the score.")


def test_what_is_missing_in_a_criterion_is_said_with_where_its_weight_went(evaluated, capsys):
    assert run("explain", "L01", "R1") == 0
    text = " ".join(lines(capsys))
    assert "Redistributed: 25.0% of the weight within, from what is missing to what is there" in text
    assert "R1.3" in text
    assert "missing:" in text


def test_without_a_code_the_total_is_explained_by_the_dimensions(evaluated, capsys):
    assert run("explain", "L01") == 0
    told = lines(capsys)
    assert told[0] == "L01 Library L01 · Overall goal"
    assert any(line.startswith("Lowest case, core indicators only: score") for line in told)
    assert any(line.startswith("Standing: rank 1 among all, tier") for line in told)
    assert any(line.startswith("Coverage: 90% of all indicators, 100% of the core ones") for line in told)
    assert any(line.startswith("R Resources") for line in told)
    assert "The score is no mean of its parts (topsis)" in told[-1]


def test_a_node_is_explained_in_chinese(evaluated, capsys):
    assert run("--lang", "zh", "explain", "L01", "S") == 0
    text = capsys.readouterr().out
    assert "得分贡献" in text
    assert "占差距" in text


def test_a_criterion_the_level_does_not_have_is_told(evaluated, capsys):
    run("evaluate", "--round", "2025", "--level", "branch")
    capsys.readouterr()
    assert run("explain", "L01/B01", "S1") == 2
    assert "“S1” is not one of level branch" in capsys.readouterr().err
    assert run("explain", "L09") == 2
    assert "No evaluation has a unit “L09”" in capsys.readouterr().err


def test_the_ranking_says_of_which_indicators_the_lowest_case_is(evaluated, capsys):
    assert run("ranking") == 0
    told = lines(capsys)
    heads = next(line for line in told if line.startswith("Rank"))
    assert "Lowest case Other method Coverage Core coverage Row coverage" in heads
    assert any(line.startswith("Lowest case, core indicators only:") for line in told)
    assert any(line.startswith("Row coverage:") for line in told)


def test_cells_are_said_to_be_cited_where_the_rows_first_stood(evaluated, capsys):
    assert run("explain", "L01", "S1.2") == 0
    assert "Cells are cited in the file" in capsys.readouterr().out
