"""Faults of `desk`: what is asked for and is not there."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "desk.workspace_there": Fault("There is a workspace in this folder already.", "Work in it, or name another folder."),
    "desk.no_workspace": Fault(
        "Neither this folder nor one above it is a workspace: there is no iecscore.yaml.",
        "Change to the workspace, name it with --workspace, or make one: iecscore init FOLDER.",
    ),
    "desk.folder_not_empty": Fault(
        "The folder is not empty, and it is not a demonstration.", "Name another folder; --replace only replaces an earlier demonstration."
    ),
    "desk.no_such_file": Fault("There is no such file or folder.", "Check the name."),
    "desk.bad_unit": Fault("“{given}” cannot be the code of a unit.", "Use letters, digits, hyphen and underscore."),
    "desk.unknown_receiver": Fault("“{given}” is neither a part nor a member of this unit. The nearest is “{nearest}”.", "Known are: {known}."),
    "desk.members_not_known": Fault(
        "“{given}” is no part of the workbook, and the members of this unit are not known yet.",
        "Import the workbook that lists the members first, or say which part the member fills with --part. Known are: {known}.",
    ),
    "desk.part_twice": Fault(
        "The part {part} of {unit} also comes in {other}; it is not clear which of the two holds.", "Hand in one of the two files."
    ),
    "desk.no_round": Fault("Nothing was taken for round {given}.", "Import the workbooks of that round first. Rounds at hand: {known}."),
    "desk.no_judgements": Fault(
        "AHP weights need the judgements of a panel, and there is no such file.",
        "Put {names} into the workspace, or name a file with --judgements; --weights neutral needs none.",
    ),
    "desk.no_evaluation": Fault(
        "There is no evaluation for level {level}, round {round}, id {given}.", "Make one: iecscore evaluate --round YEAR --level LEVEL."
    ),
    "desk.unknown_level": Fault("There is no level “{given}”.", "The nearest is: {nearest}."),
    "desk.unknown_indicator": Fault("There is no indicator “{given}”.", "The nearest are: {nearest}."),
    "desk.unknown_unit": Fault("No evaluation has a unit “{given}”.", "The nearest are: {nearest}."),
    "desk.not_of_level": Fault("Indicator “{given}” is not one of level {level}.", "The nearest that are: {nearest}."),
}
