"""Terminals of all kinds: languages, encodings, pipes that close, files that cannot be written."""

import errno
import io
import os
import subprocess
import sys

import pytest
from rich.console import Console

from iecscore.cli import main, screen, streams
from iecscore.cli.faults import tell_fault
from iecscore.cli.phrases import PHRASES
from iecscore.cli.running import COMMANDS
from iecscore.cli.streams import prepare_streams
from iecscore.cli.targets import prepare_target, write_target
from iecscore.problems import Misuse
from iecscore.text import untranslated

PROGRAM = "import sys; from iecscore.cli import main; sys.exit(main(sys.argv[1:]))"
TABLE = "name,speed,price\ntype,benefit,cost\n甲×“一”,3,10\nB,5,30\n"


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("IECSCORE_LANG", "en")


def call(*arguments, encoding="utf-8", output=subprocess.PIPE):
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    return subprocess.run([sys.executable, "-c", PROGRAM, *map(str, arguments)], stdout=output, stderr=subprocess.PIPE, env=environment, check=False)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_what_a_terminal_cannot_show_is_replaced(table, encoding):
    done = call("--lang", "zh", "rank", table, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode(encoding)
    assert "甲" in shown if encoding == "gbk" else "??" in shown


def test_signs_of_the_program_have_plain_ones_and_tables_stay_straight():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    before, sys.stdout = sys.stdout, stream
    try:
        prepare_streams()
        screen.write_line("× “甲” → ≥ ǵ（x）")
        stream.flush()
    finally:
        sys.stdout = before
    assert stream.buffer.getvalue().decode().rstrip("\r\n") == 'x "??" -> >= ? (x) '


def test_bytes_that_cannot_be_read_are_still_a_fault():
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", streams.HANDLER)


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize("arguments", [("rank", "table.csv"), ("--help",), ("compute", "--list")])
def test_a_reader_that_goes_away_ends_the_command_quietly(table, monkeypatch, arguments):
    monkeypatch.chdir(table.parent)
    reading, writing = os.pipe()
    os.close(reading)
    done = call(*arguments, output=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")  # noqa: PTH110 - a device
@pytest.mark.parametrize("arguments", [("rank", "table.csv"), ("--help",), ("init", "somewhere")])
def test_a_full_disk_is_told_in_words(table, monkeypatch, arguments):
    monkeypatch.chdir(table.parent)
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = call(*arguments, output=full)
    assert done.returncode == 2
    assert done.stderr.decode().count("the disk is full") == 1
    assert "Traceback" not in done.stderr.decode()


def test_rich_leaves_a_closed_pipe_to_the_command(monkeypatch):
    console = screen.screen()
    assert isinstance(console, Console)
    with pytest.raises(BrokenPipeError):
        console.on_broken_pipe()


def test_a_target_is_looked_at_before_the_work(tmp_path, monkeypatch):
    assert prepare_target(tmp_path / "new" / "a.json").parent.is_dir()
    with pytest.raises(Misuse, match=r"desk\.target_is_folder"):
        prepare_target(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        prepare_target(tmp_path / "file" / "a.json")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError, match=r"file"):
        prepare_target(tmp_path / "file")


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(OSError, match="nowhere") as fault:
        write_target(tmp_path / "nowhere" / "a.json", "{}")
    assert fault.value.errno == errno.ENOENT


def test_an_output_that_cannot_be_is_refused_before_the_table_is_read(table, capsys):
    assert main(["rank", str(table), "--output", str(table / "x.xlsx")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "a part of the path is a file, not a folder" in told.err


def test_a_fault_of_a_file_without_a_known_reason_keeps_the_machines_words(capsys):
    assert tell_fault(OSError(errno.EIO, "Input/output error", b"/disk/a"), "en") == 2
    told = capsys.readouterr().err
    assert "/disk/a" in told
    assert "Input/output error" in told


def test_what_click_says_is_said_in_chinese():
    assert untranslated(PHRASES, "zh") == ()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_language_may_stand_before_or_after_the_command_and_the_help(capsys, name):
    told = []
    for arguments in (("--lang", "zh", name, "--help"), (name, "--help", "--lang", "zh"), (name, "--lang=zh", "--help")):
        assert main(list(arguments)) == 0
        told.append(capsys.readouterr().out)
    assert len(set(told)) == 1
    assert told[0].startswith("用法: iecscore")
    for english in ("Usage", "Options", "Show this message", "[default", "[required"):
        assert english not in told[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ranking", "--top", "0"), "'--top' 无效：0 超出范围 x>=1。"),
        (("ranking", "--top", "-1"), "'--top' 无效：-1 超出范围 x>=1。"),
        (("ranking", "--top"), "选项 '--top' 后面缺少取值。"),
        (("ranking", "--top", "many"), "'--top' 无效：'many' 不是有效的整数。"),
        (("ranking", "a"), "多出一个参数（a）"),
        (("ranking", "a", "b"), "多出几个参数（a b）"),
        (("ranking", "--round", "25"), "'--round' 无效：25 超出范围"),
        (("rank", "nowhere.csv"), "'nowhere.csv' 不存在。"),
        (("rank",), "缺少 'FILE'"),
        (("template", "--year", "2025"), "缺少 '--unit'"),
        (("template", "--unit", "C01"), "缺少 '--year'"),
        (("rnk",), "没有命令“rnk”。最接近的：rank。"),
        (("evaluate", "--round", "2025", "--level", "x", "--ahp-share", "2"), "'--ahp-share' 无效：2.0 超出范围 0<=x<=1。"),
        (("evaluate", "--round", "2025", "--level", "x", "--ahp-share", "nan"), "'--ahp-share' 无效：'nan' 不是有效的数值。"),
    ],
)
def test_wrong_calls_are_told_in_chinese(capsys, arguments, told):
    assert main([*arguments, "--lang", "zh"]) == 2 if arguments[-1] != "--top" else main(["--lang", "zh", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_an_option_before_the_command_that_is_none_is_told(capsys):
    assert main(["--nope"]) == 2
    assert "There is no option --nope" in capsys.readouterr().err


def test_progress_says_what_comes_first_and_takes_names_as_they_are(monkeypatch):
    shown = io.StringIO()
    monkeypatch.setattr(screen, "screen", lambda **_: Console(file=shown, force_terminal=True, width=120))
    with screen.progress_bar("Reading", "Listing the files") as progress:
        progress(1, 3, "[/odd].xlsx")
    told = shown.getvalue()
    assert "Listing the files" in told or "Reading [/odd].xlsx" in told
    assert "0/?" not in told


class Closing(io.StringIO):
    """A stream that fails, at once or when it is written out."""

    def __init__(self, fault, *, at_once) -> None:
        super().__init__()
        self.fault, self.at_once = fault, at_once

    def write(self, text):
        if self.at_once:
            raise self.fault
        return len(text)

    def flush(self):
        if not self.at_once:
            raise self.fault


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(("fault", "code", "told"), [(BrokenPipeError(), 0, ""), (OSError(errno.ENOSPC, "full"), 2, "the disk is full")])
def test_output_that_fails_is_told_once_or_not_at_all(monkeypatch, capsys, at_once, fault, code, told):
    monkeypatch.setattr("iecscore.cli.running.silence", lambda: None)
    monkeypatch.setattr(sys, "stdout", Closing(fault, at_once=at_once))
    assert main(["--version"]) == code
    assert capsys.readouterr().err.count(told or "×") == bool(told)


def test_what_was_refused_is_not_told_twice(monkeypatch, capsys):
    monkeypatch.setattr("iecscore.cli.running.silence", lambda: None)
    monkeypatch.setattr(sys, "stdout", Closing(OSError(errno.ENOSPC, "full"), at_once=False))
    assert main(["rank"]) == 2
    assert "disk" not in capsys.readouterr().err


def test_the_rest_of_the_output_goes_nowhere():
    program = "import os; from iecscore.cli.streams import silence; print('a', flush=True); silence(); print('b', flush=True)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "a\n"


def test_streams_that_are_none_of_the_systems_are_left_alone(monkeypatch):
    held = io.StringIO()
    monkeypatch.setattr(sys, "stdout", held)
    prepare_streams()
    assert held.getvalue() == ""
