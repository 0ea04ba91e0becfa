"""How sure ranks are, by command: the message first, one unit, two units, JSON, refusals; intervals beside ranks."""

import json
import shutil

import openpyxl
import pytest

from doubted_library import declare_doubt, fill_inbox
from drawn_doubts import UNITS, draw_assessment
from iecscore.cli import main
from iecscore.cli.showing_doubt import print_robustness
from library_round import SYSTEMS
from report.drawn_evaluation import SYSTEM, draw_evaluation

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
BRIEF = ("robustness", "--brief")


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("IECSCORE_LANG", "en")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A round evaluated once; tests that change nothing but what is kept of it share it."""
    folder = tmp_path_factory.mktemp("doubts")
    content = shutil.copytree(SYSTEMS, folder / "content")
    declare_doubt(content / "indicators" / "library" / "system.yaml")
    assert main(["--content", str(content), "init", str(folder / "round"), "--system", "library"]) == 0
    fill_inbox(folder / "round")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder / "round")
        assert main(["import"]) == 0
        assert main(["evaluate", "--round", "2025", "--level", "library", "--weights", "ahp", "--no-intervals"]) == 0
    return folder / "round"


@pytest.fixture
def here(drawn, monkeypatch, capsys):
    monkeypatch.chdir(drawn)
    capsys.readouterr()
    return drawn


def run(*arguments):
    return main(list(arguments))


def told(capsys):
    return " ".join(capsys.readouterr().out.split())


def test_no_intervals_stand_beside_ranks_before_they_are_found_and_they_do_afterwards(here, capsys):
    assert run("ranking") == 0
    assert "90 % interval" not in told(capsys)
    assert run("evaluate", "--round", "2025", "--level", "library", "--no-intervals") == 0
    assert "90 % interval" not in told(capsys)
    assert run("evaluate", "--round", "2025", "--level", "library") == 0
    first = told(capsys)
    assert "90 % interval: the ranks a unit has in 90 % of 300 scenarios" in first
    assert run("evaluate", "--round", "2025", "--level", "library") == 0
    assert told(capsys) == first
    assert run("ranking", "--lang", "zh") == 0
    assert "90% 区间" in told(capsys)
    assert (here / "reports").is_dir()


@pytest.fixture
def evaluated(here, capsys):
    """The weights of the panel are those of the latest evaluation."""
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "ahp", "--no-intervals") == 0
    capsys.readouterr()
    return here


@pytest.mark.usefixtures("evaluated")
def test_the_message_comes_first_and_what_is_left_stands_in_the_workbook(capsys):
    assert run("robustness") == 0
    text = told(capsys)
    order = [
        "How sure the ranks are: library systems, round 2025",
        "Rank Code Name 90 % interval",
        "Neighbours whose order can be relied on:",
        "Scenarios by name",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "Lost panel – – cannot be had for this round" in text
    assert "In the result workbook, sheet “Sources of doubt”: Other ways of counting" in text
    path = text.rpartition("Result workbook: ")[2]
    assert {"Robustness", "Sources of doubt"} <= set(openpyxl.load_workbook(path).sheetnames)


@pytest.mark.usefixtures("evaluated")
def test_a_narrow_terminal_tells_units_by_their_codes(capsys, monkeypatch):
    wide, narrow = [], []
    for lines, size in ((wide, 160), (narrow, 100)):
        monkeypatch.setattr("iecscore.cli.screen.WIDE", size)
        assert run(*BRIEF) == 0
        lines.append(told(capsys))
    assert ("Rank Code Name" in wide[0], "Rank Code 90 % interval" in narrow[0]) == (True, True)
    assert "Scenarios by name" not in narrow[0]


@pytest.mark.usefixtures("evaluated")
def test_a_unit_is_told_in_full_in_both_languages(capsys):
    assert run("robustness", "--unit", "l02") == 0
    text = told(capsys)
    assert text.startswith("How sure the rank is: L02")
    assert all(part in text for part in ("Will L02 keep the tier", "In which ranks it is", "Against others"))
    assert "Result workbook" not in text
    assert run("robustness", "--unit", "L02", "--lang", "zh") == 0
    assert "L02 能否保持" in told(capsys)


@pytest.mark.usefixtures("evaluated")
def test_two_units_are_told_in_a_sentence(capsys):
    assert run(*BRIEF, "--pair", "L03,L01", "--unit", "L01") == 0
    text = told(capsys)
    assert text.startswith("How sure the rank is: L01")
    assert text.endswith(" % of scenarios. The order of these two can be relied on.") or "cannot be told apart" in text


def test_what_was_found_is_written_as_json(evaluated, capsys):
    assert run(*BRIEF, "--json", "new/doubt.json", "--draws", "512", "--seed", "3", "--without", "gaps", "--without", "experts") == 0
    assert "Robustness as JSON: new/doubt.json" in told(capsys)
    found = json.loads((evaluated / "new" / "doubt.json").read_text(encoding="utf-8"))
    assert (found["draws"], found["seed"], found["parts"]) == (512, 3, ["figures"])
    assert [unit["unit"] for unit in found["units"]] == ["L01", "L02", "L03", "L04"]
    assert run(*BRIEF, "--pair", "L01,L02", "--json", "new/pair.json") == 0
    assert json.loads((evaluated / "new" / "pair.json").read_text(encoding="utf-8"))["units"]


@pytest.mark.usefixtures("evaluated")
def test_it_goes_on_until_intervals_are_settled(capsys):
    assert run(*BRIEF, "--until-settled", "--workers", "1") == 0
    assert told(capsys).split(" scenarios in which")[0].endswith(("512", "1,024", "2,048", "4,096"))


@pytest.mark.usefixtures("evaluated")
@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (("--without", "weather"), "“weather” is no part of the data that varies. Known are: respondents, figures, gaps, experts."),
        (("--draws", "12"), "12 is not in the range"),
        (("--workers", "0"), "0 is not in the range"),
        (("--unit", "L09", "--brief"), "“L09” is not among the units of this evaluation."),
        (("--pair", "L01", "--brief"), "“L01” does not name two units."),
        (("--level", "branch"), "branch"),
        (("--json", "inbox"), "This is a folder"),
    ],
)
def test_wrong_values_are_refused_with_what_to_do(capsys, arguments, cause):
    assert run("robustness", *arguments) == 2
    assert cause in " ".join(capsys.readouterr().err.split())


@pytest.mark.usefixtures("evaluated")
def test_the_help_names_every_choice_in_chinese(capsys):
    assert run("robustness", "--help", "--lang", "zh") == 0
    text = told(capsys)
    assert all(choice in text for choice in ("--unit", "--pair", "--until-settled", "--cluster"))
    assert "按代码详细说明一个单元" in text


def test_a_unit_alone_has_no_neighbours_to_tell_of(capsys):
    print_robustness(draw_evaluation(), draw_assessment(units=UNITS[:1], pairs=()), SYSTEM, "en")
    text = told(capsys)
    assert "L01" in text
    assert "Neighbours" not in text
    assert "In the result workbook" not in text
