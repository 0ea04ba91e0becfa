"""How often somebody may ask: so many at once, then so many a second."""

import threading
import time
from collections import OrderedDict
from typing import Final

MOST_KEPT: Final = 10_000


class Limit:
    """A bucket for each asker: `most` tokens at once, `rate` new ones a second. Askers long unheard of are forgotten."""

    def __init__(self, rate: float, most: int) -> None:
        """Begin with full buckets."""
        self._rate, self._most = rate, float(most)
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, who: str) -> bool:
        """Take a token; false where none is left."""
        now = time.monotonic()
        with self._lock:
            left, since = self._held.pop(who, (self._most, now))
            left = min(self._most, left + (now - since) * self._rate)
            self._held[who] = (max(left - 1, 0.0) if left >= 1 else left, now)
            if len(self._held) > MOST_KEPT:
                self._held.popitem(last=False)
            return left >= 1
