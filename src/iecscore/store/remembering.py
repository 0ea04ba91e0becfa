"""What was read lately and never changes, kept in memory below everything that decides who sees it; the longest unused goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class Memory(Generic[T]):
    """Things by key, as many as weigh no more than `most` together, and always the one asked for last."""

    def __init__(self, most: int, weigh: Callable[[T], int]) -> None:
        """Begin with nothing."""
        self._most, self._weigh = most, weigh
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing of a key; made where it is not held. Two who ask at once may both make it."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > 1 and sum(map(self._weigh, self._held.values())) > self._most:
                self._held.popitem(last=False)
        return made


def address_of(connection: Connection, *parts: Hashable) -> Hashable:
    """A key of something in the database of a connection."""
    return (connection.engine.url, *parts)
