"""The indicator system: its model, loading with line numbers, and the formula language."""

from iecscore.system.checking_crosses import Side, parse_side
from iecscore.system.digest import canonical_text, system_digest
from iecscore.system.loading import load_system
from iecscore.system.loading_checks import load_cases, told_rows
from iecscore.system.membership import belonged, fillers_of, is_member, members_of_part
from iecscore.system.model import ROOT, System
from iecscore.system.overriding import override, read_settings
from iecscore.system.telling import Told, context_of, open_rows, select_told

__all__ = [
    "ROOT",
    "Side",
    "System",
    "Told",
    "belonged",
    "canonical_text",
    "context_of",
    "fillers_of",
    "is_member",
    "load_cases",
    "load_system",
    "members_of_part",
    "open_rows",
    "override",
    "parse_side",
    "read_settings",
    "select_told",
    "system_digest",
    "told_rows",
]
