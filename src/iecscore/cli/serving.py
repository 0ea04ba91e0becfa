"""`iecscore serve`."""

from collections.abc import Sequence
from typing import Any, Final

import click
from flask import Flask

from iecscore.cli.screen import write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.dashboard import create_app, load_dashboards
from iecscore.dashboard.serving import open_server
from iecscore.dashboard.specification import Dashboard
from iecscore.desk.working import work_beside
from iecscore.problems import Misuse, error
from iecscore.text import say

HOST: Final = "127.0.0.1"
PORT: Final = 8050


@command("serve", "Serve the pages of the workspace from this machine until you stop it.")
@option("--host", default=HOST, show_default=True, help="Address to listen on; by default only this machine can reach it.")
@option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one.")
@option("--trusted-proxy", default="", help="Address of the proxy that speaks TLS before this program; its headers are believed.")
@pass_session
def run(session: Session, host: str, port: int, trusted_proxy: str) -> None:
    """Serve."""
    serve_pages(session, load_pages(session), host, (port,), trusted_proxy)


def load_pages(session: Session) -> dict[str, Dashboard]:
    """The pages of every audience."""
    workspace = session.workspace
    return load_dashboards(workspace.system, session.content or workspace.settings.content_from(workspace.folder))


def serve_pages(
    session: Session, dashboards: dict[str, Dashboard], host: str = HOST, ports: Sequence[int] = (PORT,), trusted_proxy: str = ""
) -> None:
    """Serve the workspace's pages at the first of the ports that is free until the program is stopped, and do the work asked for on them.

    Raises:
        Misuse: nothing can listen there.
    """
    workspace = session.workspace
    server = _listen(create_app(workspace, dashboards), host, ports, trusted_proxy)
    write_line(say("Serving at http://{host}:{port}. Stop with Ctrl+C.", session.language, host=host, port=server.effective_port))
    with work_beside(workspace):
        server.run()


def _listen(app: Flask, host: str, ports: Sequence[int], trusted_proxy: str) -> Any:  # noqa: ANN401 - waitress tells no types
    first, *others = ports
    try:
        return open_server(app, host, first, trusted_proxy)
    except OSError as fault:
        if not others:
            raise Misuse(error("dashboard.not_listening", host=host, port=first)) from fault
    return _listen(app, host, others, trusted_proxy)
