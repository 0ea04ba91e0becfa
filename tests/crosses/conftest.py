"""The tiny library system, as it is and with more tables, and parts drawn for it."""

import pytest

from crosses.drawn_parts import LIBRARY, Desk, load_extended
from iecscore.system import load_system


@pytest.fixture(scope="session")
def library():
    return Desk(load_system(LIBRARY).result)


@pytest.fixture(scope="session")
def extended(tmp_path_factory):
    return Desk(load_extended(tmp_path_factory.mktemp("extended")))
