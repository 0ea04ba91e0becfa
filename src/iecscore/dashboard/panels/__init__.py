"""The kinds of panels, one module each."""

from typing import Final

from iecscore.dashboard.panel import Panel
from iecscore.dashboard.panels import detail, evaluating, evaluations, method, profile, ranking, robustness

MODULES: Final = (ranking, detail, robustness, method, profile, evaluating, evaluations)
KINDS: Final[dict[str, Panel]] = {module.PANEL.kind: module.PANEL for module in MODULES}
