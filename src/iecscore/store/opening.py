"""Open a store: one SQLite file by default, PostgreSQL by its address."""

import os
import sqlite3
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, delete, event, insert, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from iecscore.problems import Misuse, Place, error
from iecscore.store.failing import reason_of, word_database
from iecscore.store.schema import VERSION, meta, metadata
from iecscore.store.upgrading import UPGRADED, upgrade

NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "fuse.sshfs", "fuse.davfs", "davfs"})
MOUNTS: Final = Path("/proc/self/mountinfo")
BUSY_SECONDS: Final = 30
READING: Final = "iecscore_reading"


def open_engine(address: str, folder: Path, *, new: bool = False) -> Engine:
    """Open the database at an address: a file name in the workspace's folder, or a URL. Where there is none, only `new` makes one.

    Raises:
        Misuse: no such database, a network drive under SQLite, or a store of another version.
    """
    engine = _connect(address, folder, new=new)
    try:
        _settle(engine, address, new=new)
    except DatabaseError as fault:
        engine.dispose()
        told = word_database(fault, Place(address)) or error("store.not_a_store", Place(address), reason=reason_of(fault))
        raise Misuse(told) from fault
    except Misuse:
        engine.dispose()
        raise
    return engine


def _connect(address: str, folder: Path, *, new: bool) -> Engine:
    if "://" not in address:
        path = folder / address
        if is_on_network(path):
            raise Misuse(error("store.network_drive", Place(str(path))))
        if not new and not path.exists():
            raise Misuse(error("store.no_store", Place(address)))
        return _open_file(path)
    try:
        return create_engine(make_url(address))
    except (ArgumentError, NoSuchModuleError, ImportError) as fault:
        raise Misuse(error("store.bad_address", address=_without_password(address), reason=str(fault)[:200])) from fault


def _open_file(path: Path) -> Engine:
    """An SQLite file; where nobody may write beside it, it is read as it lies there."""
    url = URL.create("sqlite", database=str(path))
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        engine = create_engine(url, creator=lambda: _connect_reader(path))
    else:
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_reader(path: Path) -> sqlite3.Connection:
    """SQLite writes a journal index even to read, unless it is told that the file never changes; then it looks into no journal."""
    journal = Path(f"{path}-wal")
    still = "" if journal.exists() and journal.stat().st_size else "&immutable=1"
    address = f"file:{quote(str(path.absolute()))}?mode=ro{still}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _without_password(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _settle(engine: Engine, address: str, *, new: bool) -> None:
    """Look which version is there; only where one is to be made or brought up to date is anything written."""
    with engine.execution_options(**{READING: True}).begin() as connection:
        found = _read_version(connection)
    if found == str(VERSION):
        return
    if not found and not new:
        raise Misuse(error("store.no_store", Place(address)))
    with engine.begin() as connection:
        _make(connection, address)


def _read_version(connection: Connection) -> str:
    if not inspect(connection).has_table(meta.name):
        return ""
    return connection.execute(select(meta.c.value).where(meta.c.key == "version")).scalar() or ""


def _make(connection: Connection, address: str) -> None:
    found = _read_version(connection)
    if found in UPGRADED:
        upgrade(connection, found)
    elif found not in {"", str(VERSION)}:
        raise Misuse(error("store.other_version", Place(address), found=found, known=VERSION))
    metadata.create_all(connection)
    connection.execute(delete(meta).where(meta.c.key == "version"))
    connection.execute(insert(meta).values(key="version", value=str(VERSION)))


def is_on_network(path: Path, mounts: Path = MOUNTS) -> bool:
    """Whether a path lies on a network drive, where SQLite's write-ahead log does not work."""
    if str(path).startswith(("\\\\", "//")):
        return True
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    real = os.path.realpath(path)
    under = [(parts[4], kind) for line in lines if (parts := line.split()) and (kind := _kind(line)) and _lies_under(real, parts[4])]
    return max(under, key=lambda mount: len(mount[0]), default=("", ""))[1] in NETWORK


def _kind(line: str) -> str:
    return line.partition(" - ")[2].partition(" ")[0]


def _lies_under(path: str, mount: str) -> bool:
    return path == mount or path.startswith(mount.rstrip("/") + "/")
