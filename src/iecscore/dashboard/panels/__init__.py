"""The kinds of panels, one module each."""

from typing import Final

from iecscore.dashboard.panel import Panel
from iecscore.dashboard.panels import evaluations, profile, ranking

KINDS: Final[dict[str, Panel]] = {module.PANEL.kind: module.PANEL for module in (ranking, profile, evaluations)}
