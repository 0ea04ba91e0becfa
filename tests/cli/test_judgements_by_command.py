"""The panel by command: its workbook is written, comes back, and what it contradicts is said on the screen."""

import openpyxl
import pytest

from iecscore.cli import main
from library_round import FAIR, GOOD, POOR, SYSTEMS, write_whole

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
TURNING = "experts:\n  Li:\n    library:\n      R1: {R1.1 over R1.2: 9, R1.1 over R1.3: 1/9, R1.2 over R1.3: 9}\n"


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("IECSCORE_LANG", "en")


@pytest.fixture
def imported(workspace):
    write_whole(workspace / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    write_whole(workspace / "inbox" / "L02.xlsx", "L02", 1000, POOR, FAIR)
    assert run("import") == 0
    return workspace


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    assert run("--content", str(SYSTEMS), "init", str(tmp_path / "round"), "--system", "library") == 0
    monkeypatch.chdir(tmp_path / "round")
    return tmp_path / "round"


def run(*arguments):
    return main(list(arguments))


def sheets(workspace):
    return openpyxl.load_workbook(workspace / "outbox" / "judgements.xlsx").sheetnames


@pytest.mark.parametrize(
    ("experts", "expected"),
    [
        ((), [f"Expert {number}" for number in range(1, 6)]),
        (("--experts", "2"), ["Expert 1", "Expert 2"]),
        (("--experts", "张三，Li; "), ["张三", "Li"]),
    ],
)
def test_the_judgement_workbook_has_a_sheet_for_each_expert(workspace, capsys, experts, expected):
    assert run("template", "--for", "judgements", *experts) == 0
    assert sheets(workspace) == ["Guide", *expected]
    told = " ".join(capsys.readouterr().out.split())
    assert "Written: outbox/judgements.xlsx" in told
    assert "evaluate --weights ahp" in told


def test_the_workbook_is_in_the_language_asked_for_behind_the_command(workspace):
    assert run("template", "--for", "judgements", "--experts", "1", "--lang", "zh") == 0
    assert sheets(workspace) == ["填写说明", "专家 1"]


def test_indicators_are_compared_where_that_is_asked_for(workspace):
    rows = []
    for more in ((), ("--indicators", "--replace")):
        assert run("template", "--for", "judgements", "--experts", "Li", *more) == 0
        rows.append(openpyxl.load_workbook(workspace / "outbox" / "judgements.xlsx")["Li"].max_row)
    assert rows[0] < rows[1]


@pytest.mark.parametrize(
    ("experts", "told"), [("0", "“0” is neither"), ("100", "“100” is neither"), (" , ", "is neither"), ("Li, Li", "belong to Li")]
)
def test_experts_that_cannot_be_are_refused(workspace, capsys, experts, told):
    assert run("template", "--for", "judgements", "--experts", experts) == 2
    assert told in capsys.readouterr().err
    assert not (workspace / "outbox" / "judgements.xlsx").exists()


@pytest.mark.usefixtures("imported")
def test_a_blank_workbook_says_that_it_is_blank(capsys):
    assert run("template", "--for", "judgements") == 0
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "ahp", "--judgements", "outbox/judgements.xlsx") == 2
    assert "holds no judgement" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["evaluate", "ranking"])
def test_judgements_that_contradict_each_other_are_told_with_node_ratio_and_remedy(imported, capsys, command):
    (imported / "judgements.yaml").write_text(TURNING, encoding="utf-8")
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "ahp") == 0
    if command == "ranking":
        capsys.readouterr()
        assert run("ranking") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "R1" in told.partition("are not consistent: CR ")[0].rpartition("judgements")[2]
    assert "are not consistent: CR 6.7" in told
    assert "is above 0.1. Ask the experts to look at these judgements again." in told


def test_an_expert_who_contradicts_oneself_is_named_with_the_node(imported, capsys):
    own = TURNING.partition("experts:\n")[2].split("\n", 1)[1]
    (imported / "judgements.yaml").write_text(f"experts:\n  Li:\n{own}\n  Wang:\n{own}", encoding="utf-8")
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "ahp") == 0
    told = " ".join(capsys.readouterr().out.split())
    for expert in ("Li", "Wang"):
        assert f"The judgements of {expert} are not consistent, the ratio being above 0.1, under: R1 (CR 6.7" in told


@pytest.mark.usefixtures("imported")
def test_a_json_file_that_cannot_be_is_refused_before_anything_is_stored(capsys):
    assert run("evaluate", "--round", "2025", "--level", "library", "--json", "inbox") == 2
    assert "This is a folder" in capsys.readouterr().err
    assert run("ranking") == 2
    assert run("evaluate", "--round", "2025", "--level", "library", "--json", "new/out.json") == 0
    assert "Evaluation as JSON: new/out.json" in capsys.readouterr().out


def test_a_workspace_made_where_one_stands_needs_no_change_of_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run("--content", str(SYSTEMS), "init", ".", "--system", "library") == 0
    assert "Next: iecscore template --help" in capsys.readouterr().out
    assert run("--content", str(SYSTEMS), "init", "my round", "--system", "library") == 0
    assert "Next: cd 'my round', then" in capsys.readouterr().out
