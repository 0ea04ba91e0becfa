"""All methods, by name: the command, the library, the pages and the completeness test read this one table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from iecscore.methods.entry import Method

GROUPS: Final[tuple[tuple[Method, ...], ...]] = ()
METHODS: Final[Mapping[str, Method]] = MappingProxyType({method.name: method for group in GROUPS for method in group})
