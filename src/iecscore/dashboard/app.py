"""Put the application together: the gate before it, the pages in it, and nothing that is not registered."""

import logging
from pathlib import Path
from typing import Any, Final

from dash import Dash, html, set_props
from flask import Flask, g, has_request_context

from iecscore.dashboard.gate import Gate, close_gate
from iecscore.dashboard.handing import connect_tables
from iecscore.dashboard.panel import Register
from iecscore.dashboard.panels import KINDS
from iecscore.dashboard.shell import connect_shell, lay_out_shell
from iecscore.dashboard.specification import Dashboard
from iecscore.dashboard.visiting import this_visit
from iecscore.desk.workspace import Workspace
from iecscore.text import say

HERE: Final = Path(__file__).parent
INDEX: Final = """<!DOCTYPE html>
<html lang="{lang}">
<head>{metas}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>{favicon}{css}</head>
<body>{app_entry}<footer>{config}{scripts}{renderer}</footer></body>
</html>"""
LOG: Final = logging.getLogger("iecscore.dashboard")


class Pages(Dash):
    """Dash, in the language of whoever asks and without telling its own version."""

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]  # noqa: ANN401 - Dash gives every part by name
        """Write the page around everything."""
        names = ("metas", "favicon", "css", "app_entry", "config", "scripts", "renderer")
        language = this_visit().language if has_request_context() and "visit" in g else "zh"
        title = say("Benchmarks", language)
        return INDEX.format(lang="zh-CN" if language == "zh" else "en", title=title, **{name: parts[name] for name in names})


def create_app(workspace: Workspace, dashboards: dict[str, Dashboard]) -> Flask:
    """The application of a workspace.

    Raises:
        RuntimeError: something in it would answer without being registered.
    """
    app = Pages(
        "iecscore",
        assets_folder=str(HERE / "assets"),
        assets_ignore=r".*\.(txt|svg)",
        compress=True,
        use_async=False,
        enable_mcp=False,
        serve_locally=True,
        update_title="",
        suppress_callback_exceptions=True,
        on_error=tell_fault,
        include_pages_meta=False,
    )
    register = Register(app)
    connect_shell(register)
    for panel in KINDS.values():
        panel.connect(register)
    app.layout = lay_out_shell
    if strays := register.find_strays():
        message = f"not registered: {', '.join(strays)}"
        raise RuntimeError(message)
    close_gate(app, Gate(workspace, dashboards, register.owners))
    server: Flask = app.server
    connect_tables(server, register)
    return server


def tell_fault(fault: Exception) -> None:
    """What nobody foresaw: kept in the log, and told in words."""
    LOG.error("a question was not answered", exc_info=fault)
    text = say("This could not be shown. Load the page again; if it happens once more, tell whoever runs the program.", this_visit().language)
    set_props("notice", {"children": html.Div(text, className="refused", role="alert")})
