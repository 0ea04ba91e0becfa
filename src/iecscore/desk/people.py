"""Who may sign in: add them, list them, shut them out; and let them in."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from iecscore.desk.workspace import Workspace
from iecscore.problems import Misuse, error
from iecscore.store import Repository, SignedIn, User
from iecscore.values import Principal

LEAST: Final = 10
LONGEST: Final = 100
LASTS: Final = timedelta(hours=12)
IDLE: Final = timedelta(hours=2)
REFRESH: Final = timedelta(minutes=1)
WINDOW: Final = timedelta(minutes=15)
FROM_ONE: Final = 5
FROM_ANY: Final = 30
HASHER: Final = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody just let in: the token for their browser, and what their pages send along with every change."""

    token: str
    csrf: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """Nobody is let in for a while: too many wrong passwords."""

    minutes: int


def add_user(workspace: Workspace, principal: Principal, name: str, role: str, scope: str, password: str) -> None:
    """Let somebody sign in from now on.

    Raises:
        Misuse: the name is taken or none, or the password is too short.
    """
    if not name.isprintable() or name != name.strip() or not 0 < len(name) <= LONGEST:
        raise Misuse(error("dashboard.bad_user_name", most=LONGEST))
    hashed = _hash(password)
    with workspace.store.acting(principal) as repository:
        people = repository.people
        if people.find_user(name):
            raise Misuse(error("dashboard.user_there", name=name))
        people.add_user(User(name, role, scope, hashed), principal.name)
        repository.record("add user", name, role=role, scope=scope)


def list_users(workspace: Workspace) -> tuple[User, ...]:
    """Everybody who may or might sign in."""
    with workspace.store.admitting(writing=False) as people:
        return people.list_users()


def disable_user(workspace: Workspace, principal: Principal, name: str) -> None:
    """Shut somebody out, and sign them out everywhere.

    Raises:
        Misuse: there is no such user.
    """
    with _acting_on(workspace, principal, name) as repository:
        repository.people.disable_user(name)
        repository.record("disable user", name)


@contextmanager
def _acting_on(workspace: Workspace, principal: Principal, name: str) -> Iterator[Repository]:
    with workspace.store.acting(principal) as repository:
        if repository.people.find_user(name) is None:
            raise Misuse(error("dashboard.no_user", name=name))
        yield repository


def enable_user(workspace: Workspace, principal: Principal, name: str) -> None:
    """Let somebody in again who was shut out.

    Raises:
        Misuse: there is no such user.
    """
    with _acting_on(workspace, principal, name) as repository:
        repository.people.enable_user(name)
        repository.record("enable user", name)


def change_user(workspace: Workspace, principal: Principal, name: str, role: str, scope: str) -> None:
    """Give somebody another role or scope, and sign them out everywhere.

    Raises:
        Misuse: there is no such user.
    """
    with _acting_on(workspace, principal, name) as repository:
        repository.people.change_user(name, role, scope)
        repository.record("change user", name, role=role, scope=scope)


def set_password(workspace: Workspace, principal: Principal, name: str, password: str) -> None:
    """Give somebody another password, and sign them out everywhere.

    Raises:
        Misuse: there is no such user, or the password is too short.
    """
    hashed = _hash(password)
    with _acting_on(workspace, principal, name) as repository:
        repository.people.change_password(name, hashed)
        repository.record("set password", name)


def find_user(workspace: Workspace, name: str) -> User:
    """Somebody by name.

    Raises:
        Misuse: there is no such user.
    """
    with workspace.store.admitting(writing=False) as people:
        if found := people.find_user(name):
            return found
    raise Misuse(error("dashboard.no_user", name=name))


def change_own_password(workspace: Workspace, name: str, old: str, new: str, address: str) -> Admitted | TooMany | None:
    """Give oneself another password, told the old one; everybody signed in as oneself is signed out but for the session given back.

    Raises:
        Misuse: the new password is too short.
    """
    hashed = _hash(new)
    found = sign_in(workspace, name, old, address)
    if not isinstance(found, Admitted):
        return found
    with workspace.store.admitting() as people:
        people.change_password(name, hashed)
        people.open_session(_digest(found.token), name, found.csrf, LASTS)
        return found


def sign_in(workspace: Workspace, name: str, password: str, address: str) -> Admitted | TooMany | None:
    """Let somebody in; nothing where name and password do not go together. An unknown name takes as long as a known one."""
    with workspace.store.admitting(writing=False) as people:
        alone, every = people.count_failures(name, address, WINDOW)
        user = people.find_user(name)
    if alone >= FROM_ONE or every >= FROM_ANY:
        return TooMany(int(WINDOW.total_seconds() // 60))
    right = _fits(user.password if user else _nobody(), password)
    with workspace.store.admitting() as people:
        if not (right and user and not user.disabled):
            people.note_failure(name, address)
            return None
        token, csrf = secrets.token_urlsafe(32), secrets.token_hex(16)
        people.open_session(_digest(token), user.name, csrf, LASTS)
        return Admitted(token, csrf)


def find_session(workspace: Workspace, token: str) -> SignedIn | None:
    """Who a browser's token belongs to, where they are still let in."""
    with workspace.store.admitting(writing=False) as people:
        found = people.find_session(_digest(token))
    if found is None:
        return None
    since = datetime.now(UTC) - found.seen_at
    if since > IDLE:
        sign_out(workspace, token)
        return None
    if since > REFRESH:
        # whoever only reads is let in while something else holds the store
        with suppress(Misuse), workspace.store.admitting() as people:
            people.touch_session(_digest(token))
    return found


def sign_out(workspace: Workspace, token: str) -> None:
    """Forget a browser's token."""
    with workspace.store.admitting() as people:
        people.close_session(_digest(token))


@cache
def _nobody() -> str:
    """A hash that no password fits, so that an unknown name takes as long as a known one."""
    return HASHER.hash(secrets.token_hex())


def _fits(hashed: str, password: str) -> bool:
    try:
        return HASHER.verify(hashed, password)
    except (Argon2Error, InvalidHashError):
        return False


def _hash(password: str) -> str:
    if len(password) < LEAST:
        raise Misuse(error("dashboard.short_password", least=LEAST))
    return HASHER.hash(password)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
