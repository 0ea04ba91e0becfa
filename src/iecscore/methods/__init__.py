"""The registry of methods: one entry a method, for the command, the library, the pages and the completeness test."""

from iecscore.methods.checking import check
from iecscore.methods.entry import GROUPS, Method
from iecscore.methods.pages import Page, list_lines, read_page, read_sources
from iecscore.methods.registry import METHODS
from iecscore.methods.running import compute, compute_batch, find_method, say_fault

__all__ = [
    "GROUPS",
    "METHODS",
    "Method",
    "Page",
    "check",
    "compute",
    "compute_batch",
    "find_method",
    "list_lines",
    "read_page",
    "read_sources",
    "say_fault",
]
