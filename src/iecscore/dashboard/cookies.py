"""The cookies of a session: whose browser it is, and what its pages send along with every change."""

from typing import Final

from flask import request
from werkzeug.wrappers import Response as Answer

from iecscore.desk.people import Admitted

TOKEN: Final = "iecscore_session"  # noqa: S105 - the name of a cookie
CSRF: Final = "_csrf_token"


def give_session(answer: Answer, found: Admitted) -> Answer:
    """Let the browser keep a session."""
    answer.set_cookie(TOKEN, found.token, httponly=True, samesite="Lax", secure=request.is_secure)
    answer.set_cookie(CSRF, found.csrf, samesite="Lax", secure=request.is_secure)
    return answer
