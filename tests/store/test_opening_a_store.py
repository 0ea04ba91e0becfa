import os
import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

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
        store = open_store("iecscore.db", tmp_path, new=True)
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


def refused(call, *arguments, **more):
    with pytest.raises(Misuse) as fault:
        call(*arguments, **more)
    (problem,) = fault.value.problems
    return problem.code


def write_one(store, somebody):
    with store.acting(somebody) as repository:
        repository.record("import", "a")


def test_a_database_that_is_gone_is_told_and_not_made_anew(tmp_path):
    assert refused(open_store, "iecscore.db", tmp_path) == "store.no_store"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_store_until_one_is_made(tmp_path):
    (tmp_path / "iecscore.db").touch()
    assert refused(open_store, "iecscore.db", tmp_path) == "store.no_store"
    open_store("iecscore.db", tmp_path, new=True).close()
    open_store("iecscore.db", tmp_path).close()


@pytest.mark.parametrize("name", ["what?", "no#1", "50%25 done", "two words", "a&b=c"])
def test_a_folder_may_be_called_anything(tmp_path, somebody, name):
    (tmp_path / name).mkdir()
    store = open_store("iecscore.db", tmp_path / name, new=True)
    write_one(store, somebody)
    store.close()
    assert (tmp_path / name / "iecscore.db").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_opening_to_read_waits_for_no_writer(store, tmp_path, somebody):
    with store.acting(somebody) as writer:
        writer.record("import", "a")
        second = open_store("iecscore.db", tmp_path)
        with second.reading(somebody) as repository:
            assert repository.list_deeds() == ()
        second.close()


@pytest.mark.parametrize("name", ["plain", "a #1? 100%"])
def test_a_folder_nobody_may_write_into_is_read_as_it_lies_there(tmp_path, somebody, monkeypatch, name):
    folder = tmp_path / name
    folder.mkdir()
    first = open_store("iecscore.db", folder, new=True)
    write_one(first, somebody)
    first.close()
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    store = open_store("iecscore.db", folder)
    with store.reading(somebody) as repository:
        assert len(repository.list_deeds()) == 1
    assert [path.name for path in folder.iterdir()] == ["iecscore.db"]
    assert refused(write_one, store, somebody) == "store.not_allowed"
    store.close()


def test_what_still_lies_in_the_journal_is_read_too(store, tmp_path, somebody, monkeypatch):
    write_one(store, somebody)
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    reader = open_store("iecscore.db", tmp_path)
    with reader.reading(somebody) as repository:
        assert len(repository.list_deeds()) == 1
    reader.close()


@pytest.mark.parametrize(
    ("number", "code"), [(28, "store.disk_full"), (13, "store.not_allowed"), (30, "store.not_allowed"), (122, "store.disk_full")]
)
def test_what_the_disk_refuses_is_told_and_nothing_is_kept(store, somebody, number, code):
    def work():
        with store.acting(somebody) as repository:
            repository.record("import", "a")
            raise OSError(number, "no")

    assert refused(work) == code
    with store.reading(somebody) as repository:
        assert repository.list_deeds() == ()


def test_what_is_no_fault_of_the_disk_is_told_as_it_is(store, somebody):
    for fault in (OSError(5, "no"), ValueError()):
        with pytest.raises(type(fault)), store.reading(somebody):
            raise fault
    with pytest.raises(OperationalError), store.reading(somebody) as repository:
        repository.connection.execute(text("select nothing from nowhere"))


def test_a_full_disk_under_the_database_is_told(store, somebody):
    def work():
        with store.acting(somebody) as repository:
            repository.connection.execute(text("PRAGMA max_page_count = 1"))
            for _ in range(50):
                repository.record("import", "a" * 400, detail="b" * 4000)

    assert refused(work) == "store.disk_full"


def test_who_waits_too_long_for_another_writer_is_told(store, tmp_path, somebody, monkeypatch):
    monkeypatch.setattr("iecscore.store.opening.BUSY_SECONDS", 0.1)
    second = open_store("iecscore.db", tmp_path)
    with store.acting(somebody):
        assert refused(write_one, second, somebody) == "store.busy"
    second.close()


FIRST_VERSION = (
    "alter table files drop column schema",
    "alter table batches drop column schema",
    "alter table batches drop column whole",
    "update meta set value = '1'",
)


def test_a_store_of_the_first_version_is_brought_up_to_date_and_keeps_what_it_holds(store, tmp_path):
    with store.engine.begin() as connection:
        connection.execute(text("insert into rounds values (2025, 'open', '2025-01-01 00:00:00')"))
        for number, parts in ((1, ("office", "branch")), (2, ("late",))):
            file = {"number": number, "digest": f"d{number}"}
            connection.execute(text("insert into files values (:number, :digest, 'f', 1, '', '2025-01-01 00:00:00', 'x')"), file)
            for part in parts:
                told = {"number": number, "part": part}
                connection.execute(
                    text(
                        "insert into batches (file, kind, unit, year, part, member, version, current, content, rows) "
                        "values (:number, 'workbook', 'L01', 2025, :part, '', 1, 1, 'c', 0)"
                    ),
                    told,
                )
        for statement in FIRST_VERSION:
            connection.execute(text(statement))
    store.close()
    again = open_store("iecscore.db", tmp_path, {"workbook": "s"})
    with again.engine.begin() as connection:
        found = connection.execute(text("select part, whole, schema from batches order by id")).all()
        assert [tuple(row) for row in found] == [("office", 1, ""), ("branch", 1, ""), ("late", 0, "")]
        assert connection.execute(text("select value from meta")).scalars().all() == ["4"]
    again.close()


def test_a_store_of_the_second_version_gets_the_tables_of_those_who_sign_in(store, tmp_path):
    with store.engine.begin() as connection:
        for name in ("published", "sessions", "users", "jobs", "assessments"):
            connection.execute(text(f"drop table {name}"))
        connection.execute(text("update meta set value = '2'"))
    store.close()
    again = open_store("iecscore.db", tmp_path)
    with again.admitting(writing=False) as people:
        assert people.list_users() == ()
    again.close()


def test_a_store_of_the_third_version_gets_the_table_of_what_is_handed_in(store, tmp_path, somebody):
    write_one(store, somebody)
    with store.engine.begin() as connection:
        connection.execute(text("drop table submissions"))
        connection.execute(text("update meta set value = '3'"))
    store.close()
    again = open_store("iecscore.db", tmp_path)
    with again.reading(somebody) as repository:
        assert repository.submissions.list_all() == ()
        assert len(repository.list_deeds()) == 1
    again.close()
