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
    "desk.no_content": Fault("There is no folder {path}.", "Name the folder that holds indicators/ as “content”, or take the line out."),
    "desk.target_is_folder": Fault("This is a folder, and a file is to be written.", "Name a file in it."),
    "desk.file_refused": Fault(
        "What was to be opened or written cannot be: {reason}.",
        "Check the name, the permissions and the free space, and close the file where another program has it open. What was finished before is kept.",
    ),
    "desk.no_such_file": Fault("There is no such file or folder.", "Check the name."),
    "desk.bad_experts": Fault(
        "“{given}” is neither a number of experts, 1 to {most}, nor a list of their names.", "Write --experts 5, or their names with commas between."
    ),
    "desk.bad_unit": Fault("“{given}” cannot be the code of a unit.", "Use letters, digits, hyphen and underscore."),
    "desk.unknown_receiver": Fault("“{given}” is neither a part nor a member of this unit. The nearest is “{nearest}”.", "Known are: {known}."),
    "desk.members_not_known": Fault(
        "“{given}” is no part of the workbook, and the members of this unit are not known yet.",
        "Import the workbook that lists the members first, or say with --part which part the member fills: {parts}. "
        "Without a member, --for takes: {known}.",
    ),
    "desk.unknown_part": Fault("“{given}” is no part that a member fills.", "Members fill: {parts}."),
    "desk.unit_unlike": Fault(
        "“{given}” does not look like the codes of the other units; the nearest is {nearest} {name}.",
        "If it is a unit's name, order the workbook again with its code after --unit; a new unit's code may stay as it is.",
    ),
    "desk.outbox_differs": Fault(
        "The outbox holds a file {name} already, and it differs from what would be written now.",
        "Keep that file, or write over it with --replace.",
    ),
    "desk.part_twice": Fault(
        "The part {part} of {unit} also comes in {other}; it is not clear which of the two holds.", "Hand in one of the two files."
    ),
    "desk.no_round": Fault("Nothing was taken for round {given}.", "Import the workbooks of that round first. Rounds at hand: {known}."),
    "desk.no_judgements": Fault(
        "AHP weights need the judgements of a panel, and there is no such file.",
        "Put {names} into the workspace, or name a file with --judgements; --weights neutral needs none.",
    ),
    "desk.judgements_here": Fault(
        "This is the judgement workbook of the expert panel; it is not imported.",
        "Put it into the workspace's folder, beside iecscore.yaml, as {name}; evaluating with AHP weights reads it there.",
    ),
    "desk.no_evaluation": Fault(
        "There is no evaluation for level {level}, round {round}, id {given}.", "Make one: iecscore evaluate --round YEAR --level LEVEL."
    ),
    "desk.unknown_level": Fault("There is no level “{given}”.", "The nearest is: {nearest}."),
    "desk.unknown_indicator": Fault("There is no indicator “{given}”.", "The nearest are: {nearest}."),
    "desk.unknown_unit": Fault("No evaluation has a unit “{given}”.", "The nearest are: {nearest}."),
    "desk.not_of_level": Fault("Indicator “{given}” is not one of level {level}.", "The nearest that are: {nearest}."),
    "desk.answers_twice": Fault(
        "Answers for {unit}, round {year}, also come in {other}; it is not clear which of the two hold.", "Hand in one of the two files."
    ),
    "desk.same_file": Fault("This file is the same, byte by byte, as {first}.", "Nothing is to be done; one of the two was read."),
    "desk.other_kind": Fault(
        "Files of this kind ({kind}) are not read.",
        "Where it holds returned data, open it in Excel or WPS and save it as “Excel workbook (*.xlsx)”; otherwise leave it as it is.",
    ),
    "desk.gave_way": Fault(
        "This file was taken before, and at least a part of it has given way to newer data or was withdrawn; it was not taken again.",
        "Where it is to hold again, hand it in by its own name: iecscore import FILE.",
    ),
    "desk.unit_spelled": Fault("“{given}” is taken for {unit}: the two codes differ only in case, width or blanks.", "Use {unit} from now on."),
    "desk.own_part_holds": Fault(
        "The rows for {member} of {unit} were passed over: in round {year} its own workbook {other} tells otherwise, and that holds.",
        "Where the whole workbook is right: iecscore withdraw --unit {unit} --round {year} --for {member} --reason TEXT, then import this file "
        "by its name.",
    ),
    "desk.no_longer_told": Fault(
        "The new workbook of {unit} for round {year} tells no more of {members}, which an earlier whole workbook brought; these are withdrawn.",
        "Where they were left out by mistake, add their rows to the workbook and import it again.",
    ),
    "desk.no_workbook_yet": Fault(
        "No workbook of unit {unit} for round {year} is there yet. The nearest unit known is {nearest}; known are: {known}.",
        "Import the unit's workbook; where the code is wrong, correct it on the cover of the answers, import them again and withdraw these.",
    ),
    "desk.read_otherwise": Fault(
        "{count} files were read when the tables or the survey were declared otherwise than they are now: {files}.",
        "Import these files again: iecscore import inbox/. What has no file any more is taken out with iecscore withdraw.",
    ),
    "desk.nothing_of_unit": Fault(
        "Nothing of unit “{name}” is in force in round {year}. The nearest is “{nearest}”.", "Units of this round: {known}."
    ),
    "desk.nothing_to_withdraw": Fault(
        "Nothing of unit {unit} in round {year} is in force under “{name}”. The nearest is “{nearest}”.", "What can be withdrawn: {known}."
    ),
    "desk.no_reason": Fault("There is no reason.", "Say in a sentence why it is withdrawn: --reason TEXT. It is kept in the record of who did what."),
}
