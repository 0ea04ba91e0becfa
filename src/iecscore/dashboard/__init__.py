"""Pages in the browser, one set for each audience, declared in files and served from this machine."""

from iecscore.dashboard.app import create_app
from iecscore.dashboard.loading import load_dashboards

__all__ = ["create_app", "load_dashboards"]
