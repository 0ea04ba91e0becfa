"""Faults of what is handed in on pages, and of deciding on it."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "submitting.busy": Fault("Many files are being read at this moment.", "Wait half a minute, then upload the file again; nothing was kept of it."),
    "submitting.not_yours": Fault(
        "The workbook is that of {given}; you hand in for {own}.", "Download your own workbook on this page, fill it in, and upload that one."
    ),
    "submitting.whole": Fault(
        "This is the workbook of the whole unit; you hand in the part of {own} only.", "Download your own workbook on this page and fill that one in."
    ),
    "submitting.members_part": Fault(
        "This is the part of member {member}, which hands it in itself.", "Upload your own part, or a workbook of the whole unit."
    ),
    "submitting.answers": Fault(
        "This is a sheet of survey answers.", "Send answers to the agency that runs the evaluation; it takes them in itself."
    ),
    "submitting.other_round": Fault(
        "The workbook is of the round {given}.", "Rounds that are handed in on this page: {known}. Correct the year on the cover, or ask the agency."
    ),
    "submitting.gone": Fault(
        "The file is no longer here: another one was checked in its place, or a day went by.", "Load the page again; if it is not listed, upload it."
    ),
    "submitting.settled": Fault(
        "Somebody was faster with “{file}”: {by}, at {at}.", "Load the page again to see how it stands now; nothing was done twice."
    ),
    "submitting.has_faults": Fault(
        "“{file}” cannot be handed in: {count} cells or entries are wrong.", "Correct what the list names, save the workbook, and upload it again."
    ),
    "submitting.none_chosen": Fault("Nothing is chosen.", "Tick at least one row of the list, then press the button again."),
    "submitting.no_reason": Fault("There is no reason.", "Say in a sentence what is to be corrected; the sender reads it."),
    "submitting.not_scored": Fault(
        "{unit} is not among the units that are scored in {year}.",
        "Hand the workbook in without a preview, or ask the agency about the list of members.",
    ),
    "submitting.no_file": Fault("What came is no file.", "Choose an .xlsx file and upload it again."),
}
