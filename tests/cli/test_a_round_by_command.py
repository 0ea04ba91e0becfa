"""A whole round of another subject through the same commands, as somebody types them."""

import json
from pathlib import Path

import openpyxl
import pytest

from iecscore.cli import main
from library_round import FAIR, GOOD, POOR, SYSTEMS, write_whole

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("IECSCORE_LANG", "en")


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    assert run("--content", str(SYSTEMS), "init", str(tmp_path / "round"), "--system", "library") == 0
    monkeypatch.chdir(tmp_path / "round")
    return tmp_path / "round"


@pytest.fixture
def imported(workspace):
    write_whole(workspace / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    write_whole(workspace / "inbox" / "L02.xlsx", "L02", 1000, POOR, FAIR)
    assert run("import", "inbox") == 0
    return workspace


@pytest.fixture
def evaluated(imported, capsys):
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "council") == 0
    capsys.readouterr()
    return imported


def run(*arguments):
    return main(list(arguments))


def lines(capsys):
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.strip()]


def test_import_tells_what_was_taken_file_by_file(workspace, capsys):
    write_whole(workspace / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    assert run("import") == 0
    assert "L01.xlsx L01 2025 3 0 5 0 0 taken" in lines(capsys)
    assert run("import") == 0
    assert any(line.startswith("L01.xlsx") and line.endswith("known already") for line in lines(capsys))


def test_import_names_the_cell_that_is_wrong_and_ends_with_one(workspace, capsys):
    write_whole(workspace / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR, n_visits_young=700)
    assert run("import", "inbox") == 1
    told = lines(capsys)
    assert "L01.xlsx L01 2025 2 1 4 1 0 partly refused" in told
    assert any(line.startswith("× 03 分馆年度!E5") for line in told)


def test_queries_are_counted_and_printed_on_demand(workspace, capsys):
    write_whole(workspace / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR, n_new=900)
    assert run("import", "inbox") == 0
    assert "1 queries and notes are stored with the data; --queries prints them." in lines(capsys)
    write_whole(workspace / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR, n_new=901)
    assert run("import", "inbox", "--queries") == 0
    assert any(line.startswith("? 03 分馆年度!I5") for line in lines(capsys))


def test_an_empty_inbox_is_said_to_be_empty(workspace, capsys):
    assert run("import") == 0
    assert lines(capsys) == ["There is nothing to read here."]


def test_evaluate_prints_the_ranking_and_writes_the_workbook(imported, capsys):
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "council", "--json", "out.json") == 0
    told = lines(capsys)
    assert told[0] == "City libraries: library systems, round 2025"
    first = next(line for line in told if line.startswith("1 1 L01 Library L01"))
    stored = json.loads(Path("out.json").read_text(encoding="utf-8"))
    winner = next(row for row in stored["ranking"] if row["rank"] == 1)
    assert winner["unit"] == "L01"
    assert f"{winner['score']:.1f}" in first
    (path,) = (imported / "reports").glob("2025_library_council_topsis_*.xlsx")
    assert stored["id"].startswith(path.stem.rpartition("_")[2])
    book = openpyxl.load_workbook(path)
    assert any("L01" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


def test_the_stored_ranking_is_printed_again(evaluated, capsys):
    assert run("ranking") == 0
    latest = lines(capsys)
    assert run("ranking", "--level", "library", "--round", "2025", "--top", "1") == 0
    assert [line for line in lines(capsys) if line.startswith("…")] == ["… and 1 more"]
    assert any(line.startswith("2 2 L02") for line in latest)


def test_an_earlier_evaluation_is_found_by_its_id(evaluated, capsys):
    run("ranking")
    first = lines(capsys)[1].split()[-1]
    run("evaluate", "--round", "2025", "--level", "library", "--method", "weighted-mean")
    capsys.readouterr()
    assert run("ranking", "--evaluation", first) == 0
    assert lines(capsys)[1].endswith(first)
    assert run("ranking", "--evaluation", "no such id") == 2


def test_explain_goes_down_to_the_cell(evaluated, capsys):
    assert run("explain", "L01", "S1.2") == 0
    told = lines(capsys)
    assert told[0] == "L01 Library L01 · S1.2 Share of young visitors"
    assert "Value: 30.0 %" in told
    assert "With its numbers: 100 * 300 / nullif(1000, 0)" in told
    assert "Weight: S Service 0.6000 → S1 Use 0.7000 → S1.2 Share of young visitors 0.5000 = 0.2100" in told
    assert "L01.xlsx 03 分馆年度 E5 branch_year.n_visits_young Visits by readers under 18 200 yes" in told


def test_explain_shows_what_a_unit_had_when_it_was_evaluated(evaluated, capsys):
    write_whole(evaluated / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR, n_visits_young=100)
    assert run("import", "inbox") == 0
    capsys.readouterr()
    run("explain", "L01", "S1.2")
    assert "Value: 30.0 %" in lines(capsys)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("explain", "L09", "S1.2"), "No evaluation has a unit “L09”. The nearest are: L0"),
        (("explain", "L01", "S9.9"), "There is no indicator “S9.9”. The nearest are: S"),
        (("ranking", "--level", "libary"), "There is no level “libary”. The nearest is: library"),
        (("ranking", "--level", "branch"), "There is no evaluation for level branch"),
        (("evaluate", "--round", "2019", "--level", "library"), "Nothing was taken for round 2019."),
        (("evaluate", "--round", "2019", "--level", "library"), "Rounds at hand: 2025."),
        (("evaluate", "--round", "2025", "--level", "library", "--weights", "ahp"), "AHP weights need the judgements of a panel"),
        (("evaluate", "--round", "2025", "--level", "library", "--judgements", "no.yaml"), "AHP weights need the judgements of a panel"),
        (("evaluate", "--round", "2025", "--level", "library", "--method", "topsi"), "The option method has no value “topsi”. Known are: topsis"),
        (("import", "nowhere"), "There is no such file or folder."),
        (("template", "--unit", "L01", "--for", "B99", "--year", "2025"), "“B99” is neither a part nor a member of this unit."),
    ],
)
def test_what_is_asked_for_and_not_there_is_told_with_what_is(evaluated, capsys, arguments, told):
    assert run(*arguments) == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_an_indicator_of_another_level_is_told(evaluated, capsys):
    run("evaluate", "--round", "2025", "--level", "branch")
    capsys.readouterr()
    assert run("explain", "L01/B01", "S1.1") == 2
    assert "Indicator “S1.1” is not one of level branch" in capsys.readouterr().err


def test_judgements_beside_the_settings_give_ahp_weights(imported, capsys):
    (imported / "judgements.yaml").write_text("experts:\n  Li:\n    library:\n      ROOT:\n        S over R: 3\n", encoding="utf-8")
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "ahp") == 0
    capsys.readouterr()
    run("explain", "L01", "S1.1")
    assert any("S Service 0.7500" in line for line in lines(capsys))
    (imported / "judgements.yaml").write_text("experts:\n  Li:\n    library:\n      ROOT:\n        S over Q: 3\n", encoding="utf-8")
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "ahp") == 2
    assert "line 5" in capsys.readouterr().err


def test_templates_go_to_everyone_once_the_members_are_known(imported, capsys):
    assert run("template", "--unit", "L01", "--year", "2026") == 0
    assert {path.name for path in (imported / "outbox").iterdir()} == {"2026_L01_office.xlsx", "2026_L01_B01.xlsx", "2026_L01_B02.xlsx"}
    office = openpyxl.load_workbook(imported / "outbox" / "2026_L01_office.xlsx")
    assert any(cell.value == "L01 branch 2" for sheet in office for row in sheet.iter_rows() for cell in row)


def test_a_first_template_needs_no_data_but_says_so_where_it_must(workspace, capsys):
    assert run("template", "--unit", "L07", "--for", "office", "--year", "2025") == 0
    assert run("template", "--unit", "L07", "--for", "whole", "--year", "2025") == 0
    assert run("template", "--unit", "L07", "--for", "B01", "--year", "2025") == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "the members of this unit are not known yet" in told
    assert "say with --part which part the member fills: branch (" in told
    assert run("template", "--unit", "L07", "--for", "B01", "--part", "foo", "--year", "2025") == 2
    assert "“foo” is no part that a member fills. Members fill: branch (" in " ".join(capsys.readouterr().err.split())
    assert run("template", "--unit", "L07", "--for", "B01", "--part", "branch", "--year", "2025") == 0
    assert {path.name for path in (workspace / "outbox").iterdir()} == {"2025_L07_office.xlsx", "2025_L07_whole.xlsx", "2025_L07_B01.xlsx"}


def test_a_workbook_in_the_outbox_that_differs_is_never_written_over_unasked(workspace, capsys):
    order, path = ("template", "--unit", "L07", "--for", "office", "--year", "2025"), workspace / "outbox" / "2025_L07_office.xlsx"
    assert [run(*order), run(*order)] == [0, 0]
    path.write_bytes(b"prefilled by hand")
    assert run(*order) == 2
    assert "2025_L07_office.xlsx already, and it differs" in " ".join(capsys.readouterr().err.split())
    assert (path.read_bytes(), [item.name for item in path.parent.iterdir()]) == (b"prefilled by hand", [path.name])
    assert run(*order, "--replace") == 0
    assert path.read_bytes() != b"prefilled by hand"


def test_a_name_given_as_a_unit_s_code_is_asked_about(imported, capsys):
    assert run("template", "--unit", "NorthTown", "--for", "office", "--year", "2025") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "“NorthTown” does not look like the codes of the other units; the nearest is L0" in told
    assert run("template", "--unit", "L77", "--for", "office", "--year", "2025") == 0
    assert "does not look like" not in capsys.readouterr().out
    assert (imported / "outbox" / "2025_L77_office.xlsx").exists()


def test_check_runs_the_worked_cases(capsys):
    assert run("--content", str(SYSTEMS), "check", "--system", "library") == 0
    assert "worked cases agree" in lines(capsys)[-1]


def test_check_names_the_figure_that_differs(tmp_path, capsys):
    copy = tmp_path / "indicators" / "library"
    for path in (SYSTEMS / "indicators" / "library").rglob("*"):
        if path.is_file():
            target = copy / path.relative_to(SYSTEMS / "indicators" / "library")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(path.read_text(encoding="utf-8").replace('value: "16000 / 4000"', 'value: "16000 / 5000"'), encoding="utf-8")
    assert run("--content", str(tmp_path), "check", "--system", "library") == 1
    assert any("S1.1 value should be 16000 / 5000 = 3.2, and is 4.0" in line for line in lines(capsys))


def test_rank_takes_any_table(tmp_path, capsys):
    table = tmp_path / "table.csv"
    table.write_text("name,speed,price\ntype,benefit,cost\nA,3,10\nB,5,30\nC,4,10\n", encoding="utf-8")
    assert run("rank", str(table), "--weights", "entropy") == 0
    told = lines(capsys)
    assert any(line.startswith("1 C ") for line in told)
    assert (tmp_path / "table_entropy_topsis.xlsx").is_file()
    assert run("rank", str(table), "--method", "vikor", "--output", str(tmp_path / "v.xlsx")) == 0
    before = table.read_bytes()
    assert run("rank", str(table), "--output", str(table)) == 0
    assert table.read_bytes() == before
    table.write_text("name,speed\nA,fast\nB,2\n", encoding="utf-8")
    capsys.readouterr()
    assert run("rank", str(table)) == 1
    assert "B2" in "".join(lines(capsys))


def test_rank_tells_what_ranks_a_row_has_with_any_weights(tmp_path, capsys):
    table = tmp_path / "table.csv"
    table.write_text("name,speed,price\ntype,benefit,cost\nA,3,10\nB,5,30\nC,4,10\n", encoding="utf-8")
    assert run("rank", str(table), "--method", "weighted-sum", "--free-weights", "--json", str(tmp_path / "free.json")) == 0
    assert any(line.startswith("1 C ") and "%" in line for line in lines(capsys))
    stored = json.loads((tmp_path / "free.json").read_text(encoding="utf-8"))
    assert stored["free_weights"]["exact"][0][0] == 0
    assert stored["ranking"]["table"]["names"] == ["A", "B", "C"]
    assert run("rank", str(table), "--order", "speed >= price", "--json", str(tmp_path / "free.json")) == 0
    assert json.loads((tmp_path / "free.json").read_text(encoding="utf-8"))["free_weights"]["orders"] == ["speed >= price"]
    assert run("rank", str(table), "--json", str(tmp_path / "plain.json")) == 0
    assert json.loads((tmp_path / "plain.json").read_text(encoding="utf-8"))["free_weights"] is None
    assert run("rank", str(table), "--order", "speed > price") == 2
    assert "speed, price" in capsys.readouterr().err


def test_withdrawing_is_told_and_so_is_what_cannot_be_withdrawn(imported, capsys):
    capsys.readouterr()
    assert run("withdraw", "--unit", "L01", "--round", "2025", "--for", "B01", "--reason", "typed twice") == 0
    told = lines(capsys)
    assert told[0].startswith("Withdrawn of L01, round 2025: B01.")
    assert told[1].startswith("Evaluate again")
    assert run("withdraw", "--unit", "L01", "--round", "2025", "--for", "B01", "--reason", "typed twice") == 2
    assert "The nearest is “B02”." in " ".join(capsys.readouterr().err.split())
    assert run("import") == 0
    told = lines(capsys)
    assert any(line.startswith("L01.xlsx") and line.endswith("other data hold") for line in told)
    assert any("hand it in by its own name" in line for line in told)


def test_a_file_of_another_kind_is_told_in_its_line(workspace, capsys):
    (workspace / "inbox" / "letter.docx").write_text("Dear all", encoding="utf-8")
    assert run("import") == 0
    told = lines(capsys)
    assert any(line.startswith("letter.docx") and line.endswith("not read") for line in told)
    assert any("Files of this kind (.docx) are not read." in line for line in told)


def test_where_the_database_is_gone_reading_says_so_and_importing_makes_it_anew(evaluated, capsys):
    for name in ("iecscore.db", "iecscore.db-wal", "iecscore.db-shm"):
        (evaluated / name).unlink(missing_ok=True)
    assert run("ranking") == 2
    assert "The database of the workspace is not there" in " ".join(capsys.readouterr().err.split())
    assert not (evaluated / "iecscore.db").exists()
    assert run("import") == 0
    assert run("evaluate", "--round", "2025", "--level", "library", "--weights", "council") == 0
