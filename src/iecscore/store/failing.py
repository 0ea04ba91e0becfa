"""Word what a disk or a database refuses: a full disk, a folder one may not write into, somebody else who writes for long."""

import errno
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DatabaseError

from iecscore.problems import Place, Problem, error

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
DENIED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
SQLITE: Final = {
    3: "store.not_allowed",
    5: "store.busy",
    6: "store.busy",
    8: "store.not_allowed",
    10: "store.disk_broken",
    13: "store.disk_full",
    14: "store.not_allowed",
}
PRIMARY: Final = 0xFF


def word_disk(fault: OSError, folder: Path) -> Problem | None:
    """A full disk or a folder one may not write into as a problem; nothing where it is something else."""
    code = "store.disk_full" if fault.errno in FULL else "store.not_allowed" if fault.errno in DENIED else ""
    return error(code, Place(str(fault.filename or folder))) if code else None


def word_database(fault: DatabaseError, place: Place) -> Problem | None:
    """What a database says of its disk as a problem; nothing where it is something else."""
    code = SQLITE.get(getattr(fault.orig, "sqlite_errorcode", 0) & PRIMARY)
    return error(code, place, reason=reason_of(fault)) if code else None


def reason_of(fault: DatabaseError) -> str:
    """What the database itself says, in one line."""
    return " ".join(str(fault.orig).split())[:200]
