"""Faults of `demo`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "demo.other_system": Fault(
        "The demonstration is made for the indicator system “{known}”, not for “{given}”.",
        "Take the content that came with the program, or leave out --content.",
    ),
}
