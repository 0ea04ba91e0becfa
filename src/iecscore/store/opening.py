"""Open a store: one SQLite file by default, PostgreSQL by its address."""

import os
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from iecscore.problems import Misuse, Place, error
from iecscore.store.schema import VERSION, meta, metadata

NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "fuse.sshfs", "fuse.davfs", "davfs"})
MOUNTS: Final = Path("/proc/self/mountinfo")
BUSY_SECONDS: Final = 30
READING: Final = "iecscore_reading"


def open_engine(address: str, folder: Path) -> Engine:
    """Open the database at an address: a file name in the workspace's folder, or a URL.

    Raises:
        Misuse: no such database, a network drive under SQLite, or a store of another version.
    """
    engine = _connect(address, folder)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            _check_version(connection, address)
    except DatabaseError as fault:
        engine.dispose()
        raise Misuse(error("store.not_a_store", Place(address), reason=str(fault.orig)[:200].strip())) from fault
    except Misuse:
        engine.dispose()
        raise
    return engine


def _connect(address: str, folder: Path) -> Engine:
    if "://" not in address:
        path = folder / address
        if is_on_network(path):
            raise Misuse(error("store.network_drive", Place(str(path))))
        engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(make_url(address))
    except (ArgumentError, NoSuchModuleError, ImportError) as fault:
        raise Misuse(error("store.bad_address", address=_without_password(address), reason=str(fault)[:200])) from fault


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


def _check_version(connection: Connection, address: str) -> None:
    told = connection.execute(select(meta.c.value).where(meta.c.key == "version")).scalar()
    if told is None:
        connection.execute(insert(meta).values(key="version", value=str(VERSION)))
    elif told != str(VERSION):
        raise Misuse(error("store.other_version", Place(address), found=told, known=VERSION))


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
