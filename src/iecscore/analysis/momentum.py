"""How far activity comes from within, as those who run it and the enterprises tell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Momentum:
    """`index`: 100 less the share of activities pushed from outside; `inner`: share of inner reasons among those counted, in per cent."""

    index: float | None
    inner: float | None


def measure_momentum(outside: float | None, reasons: float, inner: float) -> Momentum:
    """Momentum from the mean share of activities (0 to 100) that came from outside, and from how often reasons were named."""
    return Momentum(None if outside is None else 100 - outside, 100 * inner / reasons if reasons else None)
