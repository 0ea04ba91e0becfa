"""The gate: nobody passes without a session, no question passes without an owner, and every answer carries its headers."""

import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final
from urllib.parse import urlencode

from dash import Dash
from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, abort, g, make_response, redirect, render_template_string, request
from werkzeug.wrappers import Response as Answer

from iecscore.dashboard.cookies import CSRF, TOKEN, give_session
from iecscore.dashboard.headers import secure
from iecscore.dashboard.limits import Limit
from iecscore.dashboard.passwords import PASSWORD, connect_passwords
from iecscore.dashboard.specification import Dashboard
from iecscore.dashboard.visiting import Visit
from iecscore.desk.people import Admitted, TooMany, find_session, sign_in, sign_out
from iecscore.desk.workspace import Workspace
from iecscore.problems import Misuse
from iecscore.store import SignedIn
from iecscore.text import LANGUAGES, say, word_problem
from iecscore.values import Principal

BEFORE: Final = "iecscore_door"
SPOKEN: Final = "iecscore_language"
QUESTION: Final = "/_dash-update-component"
PUBLIC: Final = frozenset({"/login", "/language/zh", "/language/en", "/health", "/_favicon.ico"})
OPEN_FOLDERS: Final = ("/_dash-component-suites/", "/assets/")
FILES: Final = ("/tables/", "/answers/")
LARGEST: Final = 12 * 1024 * 1024
YEAR: Final = 365 * 24 * 3600
FOREIGN: Final = frozenset({"cross-site", "same-site"})
REFUSED: Final = """<!DOCTYPE html>
<html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ title }}</title><link rel="stylesheet" href="/assets/look.css"></head>
<body><main><h1>{{ title }}</h1>{% for item in told %}<p><strong>{{ item.cause }}</strong> {{ item.remedy }}</p>{% endfor %}</main></body></html>"""
PAGE: Final = files("iecscore.dashboard").joinpath("templates/login.html").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate knows: whose pages there are, and which kind of panel each question belongs to."""

    workspace: Workspace
    dashboards: Mapping[str, Dashboard]
    owners: Mapping[str, str]
    questions: Limit = field(default_factory=lambda: Limit(20.0, 80))
    doors: Limit = field(default_factory=lambda: Limit(1.0, 20))


def close_gate(app: Dash, gate: Gate) -> None:
    """Put the gate before an application."""
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = LARGEST
    server.secret_key = secrets.token_bytes(32)
    server.before_request(lambda: _admit(gate))
    server.after_request(lambda answer: secure(answer, request.path, app.csp_hashes()))
    server.register_error_handler(Misuse, lambda fault: _tell_misuse(gate, fault))
    for unknown in (DependencyException, InvalidResourceError, FileNotFoundError):
        server.register_error_handler(unknown, lambda _: ("", 404))
    server.add_url_rule("/health", "health", lambda: ("ok", 200, {"Content-Type": "text/plain"}))
    server.add_url_rule("/login", "login", lambda: _open_door(gate), methods=["GET", "POST"])
    connect_passwords(server)
    server.add_url_rule("/logout", "logout", lambda: _leave(gate))
    server.add_url_rule("/language/<code>", "language", _speak)


def _tell_misuse(gate: Gate, fault: Misuse) -> Answer:
    """What the store refuses before a page is built, as when another program holds it: told in words, to be tried again."""
    language = _find_language(gate.workspace)
    told = [word_problem(problem, language) for problem in fault.problems]
    title = gate.workspace.system.name.say(language)
    page = render_template_string(REFUSED, lang="zh-CN" if language == "zh" else "en", title=title, told=told)
    return make_response("" if request.is_json else page, 503)


def _admit(gate: Gate) -> Answer | None:
    """Let a request through, or answer it here."""
    if request.path in PUBLIC or request.path.startswith(OPEN_FOLDERS):
        return None
    signed = find_session(gate.workspace, request.cookies.get(TOKEN, ""))
    dashboard = gate.dashboards.get(signed.user.role) if signed else None
    if signed is None or dashboard is None:
        return _refuse_nobody()
    g.csrf = signed.csrf
    g.visit = Visit(gate.workspace, principal_of(signed, dashboard), _find_language(gate.workspace), dashboard, request.args.to_dict())
    if request.path == PASSWORD:
        _keep_door(gate)
    elif request.method not in {"GET", "HEAD"}:
        _demand_own(signed)
    if request.path == QUESTION:
        _demand_owner(gate, signed)
    elif request.path.startswith(FILES) and not gate.questions.take(signed.user.name):
        abort(429)
    return None


def principal_of(signed: SignedIn, dashboard: Dashboard) -> Principal:
    """Who somebody signed in is, and what they see."""
    return Principal(signed.user.name, signed.user.role, dashboard.sees, signed.user.scope, dashboard.scope)


def _refuse_nobody() -> Answer:
    if request.path.startswith("/_") or request.method != "GET":
        return make_response(("", 401))
    here = request.full_path.rstrip("?")
    return redirect("/login" if here == "/" else f"/login?{urlencode({'next': here})}")


def _keep_door(gate: Gate) -> None:
    """The form for passwords looks at its own token; nobody tries it often, or from elsewhere."""
    if request.headers.get("Sec-Fetch-Site") in FOREIGN:
        abort(403)
    if request.method != "GET" and not gate.doors.take(request.remote_addr or ""):
        abort(429)


def _demand_own(signed: SignedIn) -> None:
    """A request that changes something comes from our own pages."""
    told = request.headers.get("X-CSRFToken", "")
    if request.headers.get("Sec-Fetch-Site") in FOREIGN or not hmac.compare_digest(told.encode(), signed.csrf.encode()):
        abort(403)
    if not request.is_json:
        abort(415)


def _demand_owner(gate: Gate, signed: SignedIn) -> None:
    """A question belongs to a kind of panel that stands on one of the visitor's pages."""
    if not gate.questions.take(signed.user.name):
        abort(429)
    asked = request.get_json(silent=True)
    output = asked.get("output") if isinstance(asked, dict) else None
    if not isinstance(output, str) or output not in gate.owners or not g.visit.may(gate.owners[output]):
        abort(403)


def _find_language(workspace: Workspace) -> str:
    told = request.cookies.get(SPOKEN, "")
    if told in LANGUAGES:
        return told
    best = request.accept_languages.best_match(["zh-CN", "zh", "en"])
    return workspace.settings.language if best is None else "zh" if best.startswith("zh") else "en"


def _open_door(gate: Gate) -> Answer:
    """The page where one signs in, and what was written on it."""
    language, door = _find_language(gate.workspace), request.cookies.get(BEFORE) or secrets.token_hex(16)
    if request.method == "GET":
        return _write_door(gate, language, door, "")
    given = request.form
    if not hmac.compare_digest(given.get("door", "").encode(), request.cookies.get(BEFORE, "").encode()) or not given.get("door"):
        return _write_door(gate, language, door, say("The page had grown old. Please sign in again.", language), 403)
    address = request.remote_addr or ""
    if not gate.doors.take(address):
        return _write_door(gate, language, door, say("Too many tries. Wait a minute, then try again.", language), 429)
    found = sign_in(gate.workspace, given.get("name", "").strip(), given.get("password", ""), address)
    if isinstance(found, TooMany):
        told = say("Too many wrong passwords. Try again in {minutes} minutes.", language, minutes=found.minutes)
        return _write_door(gate, language, door, told, 429)
    if found is None:
        return _write_door(gate, language, door, say("Name and password do not go together. Check both; capitals count.", language), 401)
    return _let_in(found, given.get("next", ""))


def _let_in(found: Admitted, there: str) -> Answer:
    answer = give_session(redirect(safe_path(there), 303), found)
    answer.delete_cookie(BEFORE)
    return answer


def safe_path(there: str) -> str:
    """A path of our own to go on to; anything else leads to the first page."""
    own = there.startswith("/") and there.isprintable() and not re.search(r"[\s\\]|//|/\.", there) and not there.startswith(("/_", "/log"))
    return there if own else "/"


def _write_door(gate: Gate, language: str, door: str, fault: str, status: int = 200) -> Answer:
    other = ("en", "English") if language == "zh" else ("zh", "中文")
    there = safe_path(request.values.get("next", ""))
    words = {
        "title": say("Sign in", language),
        "name": say("Name", language),
        "password": say("Password", language),
        "enter": say("Sign in", language),
        "help": say("Accounts are given by whoever runs the program; a forgotten password is set anew there.", language),
    }
    system, label = gate.workspace.system.name.say(language), gate.workspace.label(language)
    told = {"words": words, "system": system, "label": label, "fault": fault, "door": door, "there": there, "other": other}
    answer = make_response(render_template_string(PAGE, lang="zh-CN" if language == "zh" else "en", **told), status)
    answer.set_cookie(BEFORE, door, httponly=True, samesite="Strict", secure=request.is_secure)
    return answer


def _leave(gate: Gate) -> Answer:
    if request.headers.get("Sec-Fetch-Site") in FOREIGN:
        abort(403)
    sign_out(gate.workspace, request.cookies.get(TOKEN, ""))
    answer = redirect("/login")
    answer.delete_cookie(TOKEN)
    answer.delete_cookie(CSRF)
    return answer


def _speak(code: str) -> Answer:
    if code not in LANGUAGES:
        abort(404)
    answer = redirect(safe_path(request.args.get("next", "")))
    answer.set_cookie(SPOKEN, code, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return answer
