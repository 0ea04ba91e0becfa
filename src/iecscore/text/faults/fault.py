"""The wording of one fault."""

from typing import NamedTuple


class Fault(NamedTuple):
    """What is wrong, and what to do; `{names}` are the problem's parameters."""

    cause: str
    remedy: str
