import sqlite3

import pytest
from sqlalchemy import text

from iecscore.problems import Misuse
from iecscore.store import open_store
from iecscore.store.blobs import put_blob
from iecscore.store.opening import is_on_network


def test_a_store_is_one_file_with_a_journal(store, tmp_path):
    with store.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    assert (tmp_path / "iecscore.db").is_file()


def test_opening_again_finds_what_was_there(tmp_path, somebody):
    for _ in range(2):
        store = open_store("iecscore.db", tmp_path)
        with store.acting(somebody) as repository:
            repository.record("import", "a")
        store.close()
    assert len(sqlite3.connect(tmp_path / "iecscore.db").execute("select * from audit").fetchall()) == 2


def test_a_file_that_is_no_database_is_refused_and_stays_as_it_was(tmp_path):
    (tmp_path / "iecscore.db").write_text("a letter, and a long one" * 100)
    with pytest.raises(Misuse, match=r"store\.not_a_store"):
        open_store("iecscore.db", tmp_path)
    assert (tmp_path / "iecscore.db").read_text().startswith("a letter")


def test_a_store_of_another_version_is_refused(store, tmp_path):
    with store.engine.begin() as connection:
        connection.execute(text("update meta set value = '99'"))
    with pytest.raises(Misuse) as refused:
        open_store("iecscore.db", tmp_path)
    assert (refused.value.problems[0].code, refused.value.problems[0].words["found"]) == ("store.other_version", "99")


@pytest.mark.parametrize("address", ["nothing://user:secret@host/name", "postgresql+nodriver://user:secret@host/name"])
def test_an_address_without_a_way_is_refused_without_its_password(tmp_path, address):
    with pytest.raises(Misuse) as refused:
        open_store(address, tmp_path)
    assert refused.value.problems[0].code == "store.bad_address"
    assert "secret" not in str(refused.value.problems[0].words["address"])


MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
40 22 0:40 / /mnt/share rw,relatime - cifs //server/share rw
41 40 8:2 / /mnt/share/local rw - ext4 /dev/sdb rw
"""


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/a/iecscore.db", False),
        ("/mnt/share/a.db", True),
        ("/mnt/share/local/a.db", False),
        ("/mnt/sharevery/a.db", False),
        ("//server/x/a.db", True),
    ],
)
def test_a_network_drive_is_known_by_its_mount(tmp_path, path, network):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert is_on_network(path, mounts) is network


def test_where_mounts_cannot_be_read_nothing_is_refused(tmp_path):
    assert is_on_network("/mnt/share/a.db", tmp_path / "no such file") is False


def test_a_database_on_a_network_drive_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("iecscore.store.opening.is_on_network", lambda _path: True)
    with pytest.raises(Misuse, match=r"store\.network_drive"):
        open_store("iecscore.db", tmp_path)


def test_a_blob_is_written_once_under_its_name(tmp_path):
    first = put_blob(tmp_path / "answers", "d.parquet", b"one")
    assert put_blob(tmp_path / "answers", "d.parquet", b"two") == first
    assert first.read_bytes() == b"one"
    assert [path.name for path in (tmp_path / "answers").iterdir()] == ["d.parquet"]


def test_a_blob_that_cannot_be_written_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        put_blob(tmp_path, "d.parquet", b"one")
    assert list(tmp_path.iterdir()) == []
