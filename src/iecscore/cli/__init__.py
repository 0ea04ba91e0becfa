"""The command line."""

from iecscore.cli.running import main

__all__ = ["main"]
