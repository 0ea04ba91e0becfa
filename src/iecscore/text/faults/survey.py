"""Faults of `survey`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {}
