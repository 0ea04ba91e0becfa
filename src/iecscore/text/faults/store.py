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
}
