"""Faults of `store`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "store.network_drive": Fault(
        "The database would lie on a network drive, where its journal does not work and data can be lost.",
        "Put the workspace on a disk of this machine, or name a PostgreSQL address as “database” in iecscore.yaml.",
    ),
    "store.bad_address": Fault(
        "There is no way to a database at {address}: {reason}.",
        "Write a file name, or an address such as postgresql+psycopg://user@host/name, as “database” in iecscore.yaml.",
    ),
    "store.not_a_store": Fault(
        "The database cannot be opened: {reason}.", "Check that the file is the workspace's own and not in use, or that the server is running."
    ),
    "store.other_version": Fault(
        "The store was made by another version of the program: it has version {found}, known is {known}.",
        "Use the version of iecscore that made it, or start a new workspace and import the workbooks again.",
    ),
    "store.no_store": Fault(
        "The database of the workspace is not there; what was imported and evaluated lies in it.",
        "Put the file back from a copy; or make it anew from the returned files: iecscore import inbox/, and evaluate again.",
    ),
    "store.not_yours": Fault("This is not open to your account.", "Ask the agency that runs the evaluation, if you need it for your work."),
    "store.answers_lost": Fault(
        "{count} files of answers that the database names are not in the folder of answers.",
        "Import the returned answer files again: iecscore import inbox/.",
    ),
    "store.disk_full": Fault("The disk is full.", "Nothing of this step was stored. Make room on the disk, then give the command again."),
    "store.not_allowed": Fault(
        "Writing is not allowed here.",
        "Nothing of this step was stored. Have the folder made writable for you, or copy the workspace to where you may write.",
    ),
    "store.busy": Fault(
        "Somebody else has been writing into the database for more than half a minute.",
        "Nothing of this step was stored. Wait until the other command has finished, then give yours again.",
    ),
    "store.disk_broken": Fault(
        "The disk does not read or write the database as it should: {reason}.",
        "Nothing of this step was stored. Copy the workspace to another disk and give the command again.",
    ),
}
