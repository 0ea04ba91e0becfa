"""Faults of `panel`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {}
