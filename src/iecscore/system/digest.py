"""The system as one canonical text, and its digest."""

from hashlib import sha256

from iecscore.system.model import System


def canonical_text(system: System) -> str:
    """The whole system as JSON, what it leaves at the default left out; `System.model_validate_json` reads it back."""
    return system.model_dump_json(by_alias=True, exclude_defaults=True)


def system_digest(system: System) -> str:
    """SHA-256 of the canonical text."""
    return sha256(canonical_text(system).encode()).hexdigest()
