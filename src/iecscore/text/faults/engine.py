"""Faults of `engine`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "engine.no_deflator": Fault(
        "There is money of {year}, and the price index has no such year.", "Add {year} to deflator.yaml and raise the version of the system."
    ),
}
