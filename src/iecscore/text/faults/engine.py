"""Faults of `engine`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {}
