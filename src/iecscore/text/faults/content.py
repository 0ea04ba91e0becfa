"""Faults of content files as such."""

from iecscore.text.faults.fault import Fault

FAULTS = {
    "content.not_found": Fault(
        "There is no {kind} folder named “{name}”.", "Known are: {known}. Name another, or the folder that holds it with --content."
    ),
    "content.unreadable": Fault("The file cannot be read: {reason}.", "Check that it is there and that you may read it."),
    "content.not_utf8": Fault("The file is not UTF-8 text.", "Save it as UTF-8."),
    "content.empty": Fault("The file is empty.", "Fill it in or delete it."),
    "content.not_yaml": Fault("The file is not valid YAML: {reason}.", "Check indentation, colons and quotation marks at this line."),
    "content.duplicate_key": Fault("“{key}” stands twice; first in line {first}.", "Keep one of the two."),
}
