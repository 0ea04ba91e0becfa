"""Faults of content files as such."""

from iecscore.text.faults.fault import Fault

FAULTS = {
    "content.not_found": Fault(
        "There is no {kind} folder named “{name}”.", "Known are: {known}. Name another, or the folder that holds it with --content."
    ),
    "content.unreadable": Fault("The file cannot be read: {reason}.", "Check that it is there and that you may read it."),
    "content.not_utf8": Fault("The file is not UTF-8 text.", "Save it as UTF-8."),
    "content.empty": Fault("The file is empty.", "Fill it in or delete it."),
    "content.too_large": Fault("The file is larger than anything a person writes by hand.", "Split it, or move its data into a workbook."),
    "content.not_yaml": Fault("The file is not valid YAML: {reason}.", "Check indentation, colons and quotation marks at this line."),
    "content.cut_off": Fault(
        "A bracket is not closed, or a sign such as , ? : or # cuts off a text inside brackets.",
        "Close the bracket; put texts with such signs in quotation marks.",
    ),
    "content.colon_in_text": Fault(
        "A colon makes a second key here, or the line is indented too deep.", "Put a text with a colon in quotation marks; align keys of one level."
    ),
    "content.foreign_sign": Fault(
        "A value starts with a sign that YAML keeps for itself, such as %, @ or a tab.",
        "Put the text in quotation marks; indent with spaces, not tabs.",
    ),
    "content.no_colon": Fault("A key has no colon after it.", "Write a colon and a space between key and value."),
    "content.indentation": Fault("The indentation does not fit the lines above.", "Align keys of one level; use spaces only."),
    "content.open_quotation": Fault("A quotation mark is not closed.", "Close it on the same line."),
    "content.key_not_text": Fault("A key is a list or a mapping.", "Write a plain word as the key."),
    "content.duplicate_key": Fault("“{key}” stands twice; first in line {first}.", "Keep one of the two."),
}
