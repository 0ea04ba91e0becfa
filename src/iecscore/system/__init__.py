"""The indicator system: its model, loading with line numbers, and the formula language."""

from iecscore.system.checking_crosses import Side, parse_side
from iecscore.system.digest import canonical_text, system_digest
from iecscore.system.loading import load_system
from iecscore.system.loading_checks import load_cases, told_rows
from iecscore.system.model import ROOT, System

__all__ = ["ROOT", "Side", "System", "canonical_text", "load_cases", "load_system", "parse_side", "system_digest", "told_rows"]
