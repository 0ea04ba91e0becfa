"""Finding the content."""

from pathlib import Path

import pytest

from iecscore.content import content_folder, list_systems
from iecscore.problems import Misuse
from iecscore.text import word_problem


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, without a content root told."""
    monkeypatch.delenv("IECSCORE_CONTENT", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(root: Path, name: str) -> Path:
    folder = root / "indicators" / name
    folder.mkdir(parents=True)
    return folder


def test_the_folder_named_comes_before_all(elsewhere, monkeypatch):
    named = make(elsewhere / "named", "iec")
    monkeypatch.setenv("IECSCORE_CONTENT", str(make(elsewhere / "told", "iec").parents[1]))
    assert content_folder("indicators", "iec", elsewhere / "named") == named


def test_the_environment_comes_before_the_folder_one_stands_in(elsewhere, monkeypatch):
    make(elsewhere, "iec")
    told = make(elsewhere / "told", "iec")
    monkeypatch.setenv("IECSCORE_CONTENT", str(elsewhere / "told"))
    assert content_folder("indicators", "iec") == told


def test_the_nearest_folder_above_that_holds_systems_is_used(elsewhere, monkeypatch):
    mine = make(elsewhere, "mine")
    below = elsewhere / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert content_folder("indicators", "mine") == mine


@pytest.mark.usefixtures("elsewhere")
def test_what_is_not_nearby_is_found_with_the_program():
    assert content_folder("indicators", "iec").name == "iec"
    assert "iec" in list_systems()


def test_an_unknown_system_is_refused_with_the_known_ones(elsewhere):
    make(elsewhere, "one")
    make(elsewhere, "two")
    with pytest.raises(Misuse) as refused:
        content_folder("indicators", "three", elsewhere)
    (problem,) = refused.value.problems
    assert problem.words["known"] == "one, two"
    assert "one, two" in word_problem(problem, "zh").remedy
