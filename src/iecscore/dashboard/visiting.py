"""A visit: who asks for a page, in which language, of which workspace."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import cast
from urllib.parse import parse_qsl

from flask import g

from iecscore.dashboard.specification import Dashboard
from iecscore.desk.workspace import Workspace
from iecscore.store import Repository
from iecscore.text import say
from iecscore.values import Principal


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody signed in; `query` is what the address says behind its question mark."""

    workspace: Workspace
    principal: Principal
    language: str
    dashboard: Dashboard
    query: Mapping[str, str] = field(default_factory=dict)

    def reading(self) -> AbstractContextManager[Repository]:
        """One view of what is stored, as far as the principal may see it."""
        return self.workspace.store.reading(self.principal)

    def asking(self, search: str | None) -> "Visit":
        """The same visit with what an address says behind its question mark."""
        return replace(self, query=dict(parse_qsl((search or "").lstrip("?"), max_num_fields=20)))

    def may(self, kind: str) -> bool:
        """Whether a kind of panel stands on some page of the principal's; the frame's own kind, empty, on all."""
        return not kind or kind in self.dashboard.kinds

    def other_language(self) -> tuple[str, str]:
        """The other language and its name in itself."""
        return ("en", "English") if self.language == "zh" else ("zh", "中文")

    def word(self, english: str) -> str:
        """A message handed on to be worded in the visit's language."""
        return say(english, self.language)


def this_visit() -> Visit:
    """The visit of the request that is being answered; the gate has put it there."""
    return cast("Visit", g.visit)
