"""Who did what when, worded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from iecscore.store import Deed
from iecscore.text import say

ACTIONS: Final[Mapping[str, str]] = {
    "import": "took files in",
    "withdraw": "withdrew parts",
    "template": "wrote workbooks",
    "ask evaluation": "asked for an evaluation",
    "evaluate": "evaluated",
    "robustness": "assessed how sure ranks are",
    "publish evaluation": "published an evaluation",
    "withdraw evaluation": "withdrew an evaluation",
    "preview": "looked at a preview",
    "submit": "handed a file in",
    "take back": "took back what was handed in",
    "accept": "accepted what was handed in",
    "refuse": "sent back what was handed in",
    "add user": "added a user",
    "disable user": "shut a user out",
    "enable user": "let a user in again",
    "change user": "changed a user's role or scope",
    "set password": "set a user's password",
}
LONG: Final = 64


@dataclass(frozen=True, slots=True)
class DeedLine:
    """Something somebody did."""

    at: str
    by: str
    action: str
    subject: str
    detail: str


def view_deeds(deeds: Sequence[Deed], language: str) -> tuple[DeedLine, ...]:
    """What was done, in the order given."""
    return tuple(_line(deed, language) for deed in deeds)


def name_action(action: str, language: str) -> str:
    """A kind of deed in words."""
    return say(ACTIONS[action], language) if action in ACTIONS else action


def _line(deed: Deed, language: str) -> DeedLine:
    subject = deed.subject[:12] if len(deed.subject) == LONG and deed.subject.isalnum() else deed.subject
    detail = say("; ", language).join(f"{name}: {value}" for name, value in deed.detail.items() if value != "")
    return DeedLine(f"{deed.at:%Y-%m-%d %H:%M:%S}", deed.by, name_action(deed.action, language), subject, detail)
