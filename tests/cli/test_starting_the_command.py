"""What everybody meets first: the version, help in both languages, wrong calls, faults of the program."""

import subprocess
import sys
from importlib import import_module

import click
import pytest

import iecscore
from iecscore.cli import main
from iecscore.cli.faults import line_of
from iecscore.cli.running import COMMANDS, door
from iecscore.cli.speaking import language_here
from iecscore.problems import Place, error
from iecscore.text import untranslated

HEAVY = {"numpy", "pandas", "scipy", "duckdb", "sqlalchemy", "openpyxl", "xlsxwriter", "pydantic", "babel", "rich", "yaml", "sqlglot", "pyarrow"}


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("IECSCORE_LANG", "en")


def run(*arguments):
    return main(list(arguments))


def test_the_version_is_the_packages(capsys):
    assert run("--version") == 0
    assert capsys.readouterr().out.strip() == f"iecscore, version {iecscore.__version__}"


def test_the_command_starts_without_its_heavy_packages():
    program = "import sys; from iecscore.cli import main; main(['--version']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()


def test_help_lists_every_command_in_the_order_of_work(capsys):
    assert run("--help") == 0
    told = capsys.readouterr().out
    places = [told.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(capsys, name):
    assert run("--lang", "zh", name, "--help") == 0
    chinese = capsys.readouterr().out
    assert run("--lang", "en", name, "--help") == 0
    assert capsys.readouterr().out != chinese
    command = import_module(f"iecscore.cli.{COMMANDS[name][0]}").run
    said = [command.help, COMMANDS[name][1], *(item.help for item in command.params if isinstance(item, click.Option) and item.name != "help")]
    assert all(said)
    assert untranslated(tuple(said), "zh") == ()


def test_the_options_of_all_commands_have_help_in_both_languages():
    said = [door.help, *(item.help for item in door.params)]
    assert untranslated(tuple(said), "zh") == ()


def test_an_unknown_option_is_told_with_the_nearest(capsys):
    assert run("init", "--systm", "iec", "folder") == 2
    assert "There is no option --systm. The nearest: --system" in capsys.readouterr().err


def test_what_is_missing_is_told_in_the_language_asked_for(capsys):
    assert run("--lang", "zh", "evaluate", "--level", "x") == 2
    told = capsys.readouterr().err
    assert "缺少 '--round'" in told
    assert "iecscore evaluate --help" in told


def test_an_unknown_command_is_told(capsys):
    assert run("evluate") == 2
    assert "evluate" in capsys.readouterr().err


def test_a_value_of_the_wrong_kind_is_told(capsys):
    assert run("template", "--unit", "C01", "--year", "soon") == 2
    assert "'--year' cannot be taken" in capsys.readouterr().err


def test_a_fault_of_the_program_says_where_its_account_lies(capsys, monkeypatch, tmp_path):
    def fail(*_arguments, **_options):
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr("iecscore.cli.starting.init_workspace", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run("init", str(tmp_path / "w")) == 3
    told = capsys.readouterr().err
    (account,) = tmp_path.glob("iecscore-*.txt")
    assert "ZeroDivisionError: a slip" in told
    assert account.name in told
    assert "Traceback" in account.read_text()
    monkeypatch.setenv("IECSCORE_DEBUG", "1")
    run("init", str(tmp_path / "w"))
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupted_command_says_nothing(monkeypatch):
    def interrupt(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("iecscore.cli.starting.init_workspace", interrupt)
    assert run("init", "w") == 130


@pytest.mark.parametrize(("told", "language"), [("zh_CN.UTF-8", "zh"), ("C.UTF-8", "en"), ("de_DE.UTF-8", "en")])
def test_the_language_is_the_machines_where_nobody_asks(monkeypatch, told, language):
    monkeypatch.setenv("LC_ALL", told)
    assert language_here() == language


def test_a_problem_is_a_line_with_its_place():
    line = "".join(map(str, line_of(error("sheets.about", Place("a.xlsx", "03 院校年度", "G5"), told="约200"), "zh")))
    assert line.startswith("  × 03 院校年度!G5  ")
    assert "约200" in line
