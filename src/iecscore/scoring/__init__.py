"""Scores, ranks and tiers."""
