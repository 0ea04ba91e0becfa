"""All methods, by name: the command, the library, the pages and the completeness test read this one table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from iecscore.methods.ahp_entries import ENTRIES as AHP
from iecscore.methods.analysis_entries import ENTRIES as ANALYSIS
from iecscore.methods.efficiency_entries import ENTRIES as EFFICIENCY
from iecscore.methods.entry import Method
from iecscore.methods.scoring_entries import ENTRIES as SCORING
from iecscore.methods.stage_entries import ENTRIES as STAGES
from iecscore.methods.weight_entries import ENTRIES as WEIGHTS

GROUPS: Final[tuple[tuple[Method, ...], ...]] = (STAGES, WEIGHTS, AHP, ANALYSIS, SCORING, EFFICIENCY)
METHODS: Final[Mapping[str, Method]] = MappingProxyType({method.name: method for group in GROUPS for method in group})
