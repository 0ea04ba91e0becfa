"""The headers of every answer: what a page may load, who may frame it, how long it is kept."""

from collections.abc import Sequence
from typing import Final

from flask import Response, request

LONG: Final = ("/_dash-component-suites/", "/assets/")
KEPT: Final = 86_400
FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REST: Final = (
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


def secure(answer: Response, path: str, hashes: Sequence[str]) -> Response:
    """Put the headers on an answer."""
    scripts = " ".join(["'self'", *hashes])
    answer.headers["Content-Security-Policy"] = f"default-src 'self'; script-src {scripts}; {REST}"
    answer.headers.update(FIXED)
    if request.is_secure:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    kept = path.startswith(LONG) and answer.status_code in {200, 304}
    answer.headers["Cache-Control"] = f"public, max-age={KEPT}" if kept else "no-store"
    return answer
