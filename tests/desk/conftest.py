"""A workspace of the tiny library system that asks readers too."""

import shutil

import pytest

from iecscore.desk.workspace import init_workspace
from iecscore.survey import write_answer_book
from library_round import SYSTEMS, members_of


@pytest.fixture
def content(tmp_path):
    """A content folder of its own, in which the library system has its survey."""
    folder = shutil.copytree(SYSTEMS, tmp_path / "content")
    declared = folder / "indicators" / "library" / "system.yaml"
    declared.write_text(declared.read_text(encoding="utf-8").replace("key: library\n", "key: library\nsurvey: library\n", 1), encoding="utf-8")
    return folder


@pytest.fixture
def asking(tmp_path, content):
    made = init_workspace(tmp_path / "asking", "library", "en", content=content)
    yield made
    made.store.close()


@pytest.fixture
def write_answers(asking):
    """Write the answers of readers of a unit into the inbox."""

    def write(name, unit="L01", rating=4, branch="B01", year=2025):
        answers = {"R": [{"RD1": branch, "R01": rating, "R02": rating} for _ in range(6)]}
        path = asking.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_answer_book(path, asking.system, asking.survey, unit, language="en", year=year, members=members_of(unit), answers=answers)
        return path

    return write
