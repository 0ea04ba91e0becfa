"""What parent and child say to each other: one message after another, each with its length before it."""

import pickle
from typing import IO, Any, Final

READY: Final = b"\x01"
LENGTH: Final = 8


def send(stream: IO[bytes], message: object) -> None:
    """Write a message; nothing of it, if it cannot be packed."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever was sent
    """Read a message; EOFError where the other side has ended."""
    length = int.from_bytes(_take(stream, LENGTH), "big")
    return pickle.loads(_take(stream, length))  # noqa: S301 - our own process wrote it


def _take(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
