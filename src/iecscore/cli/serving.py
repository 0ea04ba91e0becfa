"""`iecscore serve`."""

import click

from iecscore.cli.screen import write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.dashboard import create_app, load_dashboards
from iecscore.dashboard.serving import open_server
from iecscore.desk.working import work_beside
from iecscore.text import say


@command("serve", "Serve the pages of the workspace from this machine until you stop it.")
@option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; by default only this machine can reach it.")
@option("--port", default=8050, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one.")
@option("--trusted-proxy", default="", help="Address of the proxy that speaks TLS before this program; its headers are believed.")
@pass_session
def run(session: Session, host: str, port: int, trusted_proxy: str) -> None:
    """Serve."""
    workspace = session.workspace
    dashboards = load_dashboards(workspace.system, session.content or workspace.settings.content_from(workspace.folder))
    server = open_server(create_app(workspace, dashboards), host, port, trusted_proxy)
    write_line(say("Serving at http://{host}:{port}. Stop with Ctrl+C.", session.language, host=host, port=server.effective_port))
    with work_beside(workspace):
        server.run()
