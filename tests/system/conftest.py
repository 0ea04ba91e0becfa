"""The tiny system of another subject, and copies of it to break."""

import shutil
from pathlib import Path

import pytest

from iecscore.system import System, load_system

LIBRARY = Path(__file__).parents[1] / "systems" / "indicators" / "library"


@pytest.fixture
def library_folder() -> Path:
    return LIBRARY


@pytest.fixture
def library() -> System:
    system = load_system(LIBRARY).result
    assert system is not None
    return system


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the tiny system that a test may change."""
    folder = tmp_path / "library"
    shutil.copytree(LIBRARY, folder)
    return folder
