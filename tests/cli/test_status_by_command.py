"""`iecscore status`: who has reported, who has not, in both languages."""

import shutil

import pytest

from iecscore.cli import main
from iecscore.survey import load_survey, write_answer_book
from library_round import FAIR, GOOD, POOR, SYSTEM, SYSTEMS, members_of, write_whole

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def run(*arguments):
    return main(list(arguments))


def lines(capsys):
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.strip()]


def fill(folder, monkeypatch, content):
    monkeypatch.setenv("IECSCORE_LANG", "en")
    assert run("--content", str(content), "init", str(folder), "--system", "library") == 0
    monkeypatch.chdir(folder)
    write_whole(folder / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    write_whole(folder / "inbox" / "L02.xlsx", "L02", 1000, POOR, FAIR)


def test_parts_that_are_not_in_are_named_with_what_became_of_them(tmp_path, monkeypatch, capsys):
    fill(tmp_path / "round", monkeypatch, SYSTEMS)
    write_whole(tmp_path / "round" / "inbox" / "L03.xlsx", "L03", 1000, GOOD, FAIR, n_visits_young=700)
    assert run("import", "inbox") == 1
    assert run("withdraw", "--unit", "L02", "--round", "2025", "--for", "office", "--reason", "x") == 0
    capsys.readouterr()
    assert run("status") == 0
    told = lines(capsys)
    assert told[0] == "Round 2025: parts in, of those expected"
    assert "L01 Library L01 3/3 1/1 2/2" in told
    assert "L02 – 2/3 0/1 2/2 Head office (withdrawn)" in told
    assert "L03 Library L03 2/3 1/1 1/2 B01 L03 branch 1" in told
    assert "Total 7/9 2/3 5/6" in told
    assert run("--lang", "zh", "status", "--round", "2025") == 0
    assert "L02 – 2/3 0/1 2/2 总馆（已撤回）" in lines(capsys)


def test_answers_stand_beside_the_minimum_of_their_group(tmp_path, monkeypatch, capsys):
    content = shutil.copytree(SYSTEMS, tmp_path / "content")
    declared = content / "indicators" / "library" / "system.yaml"
    declared.write_text(declared.read_text(encoding="utf-8").replace("key: library\n", "key: library\nsurvey: library\n", 1), encoding="utf-8")
    fill(tmp_path / "round", monkeypatch, content)
    survey = load_survey(content / "surveys" / "library").result
    least = survey.groups["R"].minimum.score
    for unit, count in (("L01", least), ("L02", least - 1)):
        answers = {"R": [{"RD1": "B01", "R01": 4, "R02": 4} for _ in range(count)]}
        path = tmp_path / "round" / "inbox" / f"{unit} answers.xlsx"
        write_answer_book(path, SYSTEM, survey, unit, language="en", year=2025, members=members_of(unit), answers=answers)
    assert run("import", "inbox") == 0
    capsys.readouterr()
    assert run("status") == 0
    told = lines(capsys)
    assert f"L01 Library L01 {least} 0*" in told
    assert f"L02 Library L02 {least - 1}* 0*" in told
    assert f"Total {2 * least - 1} 0" in told
