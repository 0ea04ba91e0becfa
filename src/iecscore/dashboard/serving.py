"""Serve the application over HTTP."""

import logging
from typing import Any, Final

from flask import Flask
from waitress import create_server

from iecscore.dashboard.gate import LARGEST

THREADS: Final = 8
MOST_OPEN: Final = 1000
PROXIED: Final = {"trusted_proxy_headers": "x-forwarded-for x-forwarded-proto", "clear_untrusted_proxy_headers": True, "trusted_proxy_count": 1}


def open_server(app: Flask, host: str, port: int, trusted_proxy: str = "") -> Any:  # noqa: ANN401 - waitress tells no types
    """A server that listens; `run` it to answer. Port 0 takes a free one."""
    proxied = {"trusted_proxy": trusted_proxy, **PROXIED} if trusted_proxy else {}
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    shared = {"threads": THREADS, "connection_limit": MOST_OPEN, "max_request_body_size": LARGEST, "ident": ""}
    return create_server(app, host=host, port=port, **shared, **proxied)
