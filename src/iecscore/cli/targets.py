"""Files somebody asks for by name: whether they can be written is settled before the work begins."""

import errno
import os
from pathlib import Path

from iecscore.problems import Misuse, Place, error


def prepare_target(path: Path) -> Path:
    """Make the folder of a file that is to be written.

    Raises:
        Misuse: there can be no such file.
        OSError: its folder cannot be made.
    """
    if path.is_dir():
        raise Misuse(error("desk.target_is_folder", Place(str(path))))
    path.parent.mkdir(parents=True, exist_ok=True)
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return path


def write_target(path: Path, text: str) -> None:
    """Write text into a file.

    Raises:
        OSError: it cannot be written; names the file.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from None
