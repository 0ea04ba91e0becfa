"""Tiers by declared cut-offs."""

from collections.abc import Sequence

from iecscore.system.model import Tier

SLACK = 1e-9


def find_tier(score: float | None, tiers: Sequence[Tier]) -> str:
    """The first tier, best first, whose cut-off a score (0 to 100) reaches; empty without a score or below all."""
    if score is None:
        return ""
    return next((tier.key for tier in tiers if score >= tier.from_ - SLACK), "")
