"""Scenarios: ranks with their intervals."""
