"""Faults of running work elsewhere: the cluster that was named."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "execute.no_extra": Fault(
        "The scheduler {address} is named, and what speaks to clusters is not installed here.",
        "Install it with: pip install iecscore[cluster], or leave out --cluster to compute on this machine.",
    ),
    "execute.no_scheduler": Fault(
        "No scheduler answers at {address}: {reason}.",
        "Check the address (tcp://host:8786), and that dask scheduler runs there and the port is open; or leave out --cluster.",
    ),
}
