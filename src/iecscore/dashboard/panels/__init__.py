"""The kinds of panels, one module each."""

from typing import Final

from iecscore.dashboard.panel import Panel
from iecscore.dashboard.panels import (
    arrivals,
    compare,
    deeds,
    detail,
    differences,
    evaluating,
    evaluations,
    method,
    overview,
    profile,
    ranking,
    robustness,
)

MODULES: Final = (overview, ranking, detail, compare, robustness, method, profile, evaluating, evaluations, deeds, arrivals, differences)
KINDS: Final[dict[str, Panel]] = {module.PANEL.kind: module.PANEL for module in MODULES}
