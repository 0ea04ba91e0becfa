"""The page where one gives oneself another password; a page of its own, so that nothing of it passes through the others."""

import hmac
from importlib.resources import files
from typing import Final

from flask import Flask, abort, g, make_response, render_template_string, request
from werkzeug.wrappers import Response as Answer

from iecscore.dashboard.cookies import give_session
from iecscore.dashboard.visiting import this_visit
from iecscore.desk.people import LEAST, Admitted, TooMany, change_own_password
from iecscore.problems import Misuse
from iecscore.text import say, word_problem

PASSWORD: Final = "/password"  # noqa: S105 - an address
PAGE: Final = files("iecscore.dashboard").joinpath("templates/password.html").read_text(encoding="utf-8")


def connect_passwords(server: Flask) -> None:
    """Answer the page's address."""
    server.add_url_rule(PASSWORD, "password", _change, methods=["GET", "POST"])


def _change() -> Answer:
    if request.method == "GET":
        return _write("", "")
    given, visit = request.form, this_visit()
    if not hmac.compare_digest(given.get("csrf", "").encode(), g.csrf.encode()):
        abort(403)
    if given.get("new", "") != given.get("again", ""):
        return _write(say("The new password was not written the same twice.", visit.language), "", 400)
    try:
        found = change_own_password(visit.workspace, visit.principal.name, given.get("old", ""), given.get("new", ""), request.remote_addr or "")
    except Misuse as fault:
        said = word_problem(fault.problems[0], visit.language)
        return _write(f"{said.cause} {said.remedy}", "", 400)
    if isinstance(found, Admitted):
        g.csrf = found.csrf
        return give_session(
            _write("", say("The password is changed. Wherever else you were signed in, you have to sign in again.", visit.language)), found
        )
    if isinstance(found, TooMany):
        return _write(say("Too many wrong passwords. Try again in {minutes} minutes.", visit.language, minutes=found.minutes), "", 429)
    return _write(say("The present password is not right. Capitals count.", visit.language), "", 401)


def _write(fault: str, done: str, status: int = 200) -> Answer:
    visit = this_visit()
    language = visit.language
    words = {
        "title": say("Change password", language),
        "help": say("At least {least} characters; four words that do not belong together are easy to keep.", language, least=LEAST),
        "old": say("Present password", language),
        "new": say("New password", language),
        "again": say("New password, once more", language),
        "change": say("Change password", language),
        "back": say("Back to the pages", language),
    }
    told = {"words": words, "system": visit.workspace.system.name.say(language), "csrf": g.csrf, "name": visit.principal.name, "least": LEAST}
    lang = "zh-CN" if language == "zh" else "en"
    return make_response(render_template_string(PAGE, lang=lang, fault=fault, done=done, **told), status)
