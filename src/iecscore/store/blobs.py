"""Files that never change, named by the digest of what they hold."""

import os
import tempfile
from pathlib import Path


def put_blob(folder: Path, name: str, data: bytes) -> Path:
    """Write a file once: under a temporary name, made durable, then moved to its own."""
    target = folder / name
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target
