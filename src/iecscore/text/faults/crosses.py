"""Faults of `crosses`: what does not go together between sheets, parts, units and rounds."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "crosses.part_first": Fault(
        "The workbook “{part}” of {unit} for {year} has not been handed in; it lists who the members are.",
        "Hand it in first, or together with this one.",
    ),
    "crosses.part_refused": Fault(
        "The workbook “{part}” of {unit} for {year} is refused in this import, and without it this part cannot be checked.",
        "Correct {other_file} first, then hand in both again.",
    ),
    "crosses.unknown_member": Fault("{unit} lists no member “{member}” for {year}.", "The nearest is “{nearest}”. Listed are: {known}."),
    "crosses.not_member": Fault(
        "“{member}” ({name}) was not a member in {year}: joined {joined}, left {left}.",
        "Leave this part out, or have the dates in sheet “{sheet}” corrected.",
    ),
    "crosses.other_part": Fault(
        "“{member}” ({name}) is not one of those who fill in “{part}”; it fills in: {fills}.",
        "Use the workbook meant for it, or have its row in sheet “{sheet}” corrected.",
    ),
    "crosses.unknown_reference": Fault("Sheet “{sheet}” has no row with “{target}” “{value}”.", "The nearest is “{nearest}”. Listed are: {known}."),
    "crosses.unfit_reference": Fault(
        "“{value}” may not stand under “{column}”: in sheet “{sheet}” it has {traits}, but asked for is: {condition}.", "Fitting are: {known}."
    ),
    "crosses.not_in_subset": Fault(
        "“{value}” is not listed under “{target}” in sheet “{sheet}”; listed are: {known}.", "Choose one of these, or have it added there."
    ),
    "crosses.told_twice": Fault(
        "“{column}” “{value}” also stands in {other_file}, sheet “{other_sheet}”, cell {other_cell}.",
        "Two rows of one unit must not share it. Correct the row that is wrong.",
    ),
    "crosses.other_cover": Fault(
        "The cover says {unit}, but {count} of the {keys} row codes begin with “{other}”, the first in sheet “{sheet}”, cell {cell}.",
        "Nothing of this file was taken. Correct this cell of the cover, or hand in the workbook that was sent to {unit}.",
    ),
    "crosses.other_unit_key": Fault(
        "The code of this row begins with “{other}”, the code of another unit, in the workbook of {unit}; {count} of {keys} codes do.",
        "Check that the row belongs here, and take it out if it is the other unit's.",
    ),
    "crosses.other_label": Fault(
        "“{told}” stands here beside the code {member}, but {unit} has no member of that name; it is a member of {other}.",
        "The workbook seems to be one of {other} under a wrong cover: correct the cover ({cover}), or choose the member anew from the list.",
    ),
    "crosses.organisation_differs": Fault(
        "“{column}” of {organisation} is {value} here, but {other} in {other_file}, sheet “{other_sheet}”, cell {other_cell}.",
        "It is the same fact about the same organisation. Find out which figure is right, and correct the other workbook.",
    ),
    "crosses.frozen": Fault(
        "“{column}” was fixed on {date}, as {old} in {other_file}, sheet “{other_sheet}”, cell {other_cell}; it may not be {value} now.",
        "Enter {old} again.",
    ),
    "crosses.frozen_gone": Fault(
        "A row is gone whose “{column}” was fixed on {date}: {old} in {other_file}, sheet “{other_sheet}”, cell {other_cell}.",
        "Enter the row again, or explain why it was withdrawn.",
    ),
    "crosses.disagrees": Fault("{text}", "What was compared: {left_side} is {left}, {right_side} is {right}."),
}
