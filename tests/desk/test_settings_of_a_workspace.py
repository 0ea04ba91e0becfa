"""The settings somebody edits by hand: every fault with its line."""

import pytest

from iecscore.desk.workspace import SETTINGS, read_settings
from iecscore.problems import Misuse


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("library", "system.wrong_type", 1),
        ("[library]", "system.wrong_type", 1),
        ("7", "system.wrong_type", 1),
        ("", "content.empty", 0),
        ("# nothing yet\n", "content.empty", 0),
        ("language: en\n", "system.missing_key", 0),
        ("system: library\nlanguage: 3\n", "system.wrong_type", 2),
        ("system: library\nlanguage: fr\n", "system.not_one_of", 2),
        ("system: library\ndatabase: {a: b}\n", "system.wrong_type", 2),
        ("system: library\ncolour: red\n", "system.unknown_key", 2),
        ("system: library\ncontent: nowhere\n", "desk.no_content", 2),
    ],
)
def test_settings_that_cannot_be_are_refused_with_their_line(tmp_path, text, code, line):
    (tmp_path / SETTINGS).write_text(text, encoding="utf-8")
    with pytest.raises(Misuse) as fault:
        read_settings(tmp_path)
    (problem,) = fault.value.problems
    assert (problem.code, problem.place.file) == (code, SETTINGS)
    assert problem.place.line == line or not line


def test_a_content_folder_beside_the_settings_is_found(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / SETTINGS).write_text("system: library\ncontent: own\n", encoding="utf-8")
    assert read_settings(tmp_path).content_from(tmp_path) == tmp_path / "own"
