"""The kinds of panels, one module each."""

from typing import Final

from iecscore.dashboard.panel import Panel
from iecscore.dashboard.panels import (
    arrivals,
    change,
    compare,
    deciding,
    deeds,
    detail,
    differences,
    evaluating,
    evaluations,
    exploring,
    method,
    overview,
    places,
    profile,
    ranking,
    robustness,
    submitting,
    weights,
)

MODULES: Final = (
    overview,
    ranking,
    detail,
    compare,
    robustness,
    method,
    profile,
    evaluating,
    evaluations,
    deeds,
    arrivals,
    differences,
    exploring,
    weights,
    submitting,
    deciding,
    change,
    places,
)
KINDS: Final[dict[str, Panel]] = {module.PANEL.kind: module.PANEL for module in MODULES}
