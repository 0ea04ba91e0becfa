"""Serve requests in the reading process: one file after another, until the parent is gone."""

import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Final, TypeAlias

from iecscore.sheets.book import Request
from iecscore.sheets.loading import load, refuse
from iecscore.sheets.pipes import READY, receive, send

Waiting: TypeAlias = "SimpleQueue[Request]"
GRACE: Final = 5.0


def take_output() -> IO[bytes]:
    """Keep the output for answers alone, whatever a reader may print."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every request; rings of objects are looked for between two files, for looking while a file is read costs more than it finds."""
    gc.disable()
    gc.freeze()
    waiting: Waiting = SimpleQueue()
    threading.Thread(target=listen, args=(requests, waiting), daemon=True).start()
    answers.write(READY)
    answers.flush()
    while True:
        answer(waiting.get(), answers)
        gc.collect()


def listen(requests: IO[bytes], waiting: Waiting) -> None:
    """Hand on requests; once the parent is gone leave at once, even in the middle of a file."""
    with suppress(EOFError, OSError):
        while True:
            waiting.put(receive(requests))
    os._exit(0)


def answer(request: Request, answers: IO[bytes]) -> None:
    """Read one file and send what came of it."""
    _limit_time(request.limits.seconds + GRACE)
    try:
        send(answers, load(request))
    except MemoryError:
        send(answers, refuse(request, "sheets.too_heavy"))
    _limit_time(0)


def _limit_time(seconds: float) -> None:
    """Let the system end this process, should there be no parent any more to do so; Windows has no such clock."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
