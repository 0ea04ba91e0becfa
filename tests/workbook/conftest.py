import pytest

from workbook.drawn_books import Desk, load_more


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    return Desk(load_more(tmp_path_factory.mktemp("library")))
