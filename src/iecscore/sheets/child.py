"""The start of the reading process, run as a script: short, since every file that breaks it costs another start."""

import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Final

PACKAGE: Final = "iecscore.sheets"
UNNEEDED: Final = ("PIL", "lxml", "numpy", "pandas")


def main(memory: int) -> None:
    """Serve under a limit of memory until the parent is gone; it is the parent who is interrupted, not this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(memory)
    shorten_start()
    from iecscore.sheets.serving import serve, take_output  # noqa: PLC0415 - not before the start is short

    serve(sys.stdin.buffer, take_output())


def limit_memory(memory: int) -> None:
    """Let no file take more than its share, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def shorten_start() -> None:
    """Leave out what reading does not need: the package's door with all its rooms, and what openpyxl uses only if it is there."""
    door = ModuleType(PACKAGE)
    door.__path__ = [str(Path(__file__).parent)]
    sys.modules[PACKAGE] = door
    sys.modules.update(dict.fromkeys(UNNEEDED))  # type: ignore[arg-type]


if __name__ == "__main__":
    main(int(sys.argv[1]))
