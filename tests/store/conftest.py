import pytest

from iecscore.store import open_store
from iecscore.values import Principal


@pytest.fixture
def store(tmp_path):
    opened = open_store("iecscore.db", tmp_path, new=True)
    yield opened
    opened.close()


@pytest.fixture
def somebody():
    return Principal("auditor")
