"""Evaluate units by a declared indicator system: weights, scores, rankings, every figure traced to its cell."""

__version__ = "0.1.0"
