"""People who sign in, and who is signed in: their rows, and nothing about what they may see."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from iecscore.store.schema import attempts, sessions, users

FORGET: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in: `role` is the key of a dashboard, `scope` what of it they see."""

    name: str
    role: str
    scope: str
    password: str
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that holds: whose, and what the browser sends with every request that changes something."""

    user: User
    csrf: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class People:
    """The users and sessions of a store, within one transaction."""

    connection: Connection

    def add_user(self, user: User, by: str) -> None:
        """Write down somebody new."""
        told = {"name": user.name, "role": user.role, "scope": user.scope, "password": user.password, "disabled": user.disabled}
        self.connection.execute(insert(users).values(**told, made_at=_now(), made_by=by))

    def find_user(self, name: str) -> User | None:
        """Somebody by name."""
        row = self.connection.execute(_listed().where(users.c.name == name)).mappings().one_or_none()
        return _user(row) if row else None

    def list_users(self) -> tuple[User, ...]:
        """Everybody, by role and name."""
        return tuple(_user(row) for row in self.connection.execute(_listed().order_by(users.c.role, users.c.name)).mappings())

    def disable_user(self, name: str) -> None:
        """Somebody may not sign in any more, and is signed out everywhere."""
        self.connection.execute(update(users).where(users.c.name == name).values(disabled=True))
        self.connection.execute(delete(sessions).where(sessions.c.user == name))

    def enable_user(self, name: str) -> None:
        """Somebody may sign in again."""
        self.connection.execute(update(users).where(users.c.name == name).values(disabled=False))

    def change_user(self, name: str, role: str, scope: str) -> None:
        """Somebody has another role or scope from now on, and is signed out everywhere."""
        self.connection.execute(update(users).where(users.c.name == name).values(role=role, scope=scope))
        self.connection.execute(delete(sessions).where(sessions.c.user == name))

    def change_password(self, name: str, password: str) -> None:
        """Somebody has another password (its hash is given), and is signed out everywhere."""
        self.connection.execute(update(users).where(users.c.name == name).values(password=password))
        self.connection.execute(delete(sessions).where(sessions.c.user == name))

    def open_session(self, digest: str, user: str, csrf: str, lasts: timedelta) -> None:
        """Write down that somebody signed in; sessions that ran out are forgotten."""
        now = _now()
        self.connection.execute(delete(sessions).where(sessions.c.expires_at < now))
        self.connection.execute(insert(sessions).values(digest=digest, user=user, csrf=csrf, made_at=now, seen_at=now, expires_at=now + lasts))

    def find_session(self, digest: str) -> SignedIn | None:
        """The session of a token's digest, where it holds and its user may sign in."""
        told = select(users.c.name, users.c.role, users.c.scope, users.c.password, users.c.disabled, sessions.c.csrf, sessions.c.seen_at)
        told = told.join(sessions, sessions.c.user == users.c.name).where(sessions.c.digest == digest, sessions.c.expires_at > _now())
        row = self.connection.execute(told.where(users.c.disabled.is_(False))).mappings().one_or_none()
        return SignedIn(_user(row), row["csrf"], aware(row["seen_at"])) if row else None

    def touch_session(self, digest: str) -> None:
        """Write down that a session was just used."""
        self.connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=_now()))

    def close_session(self, digest: str) -> None:
        """Forget a session."""
        self.connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def note_failure(self, name: str, address: str) -> None:
        """Write down that a password was wrong."""
        self.connection.execute(delete(attempts).where(attempts.c.at < _now() - FORGET))
        self.connection.execute(insert(attempts).values(at=_now(), name=name[:100], address=address[:60]))

    def count_failures(self, name: str, address: str, within: timedelta) -> tuple[int, int]:
        """How many wrong passwords there were lately for a name from an address, and from that address for any name."""
        since = [attempts.c.at > _now() - within, attempts.c.address == address[:60]]
        alone = select(func.count()).where(*since, attempts.c.name == name[:100])
        every = select(func.count()).where(*since)
        return int(self.connection.execute(alone).scalar_one()), int(self.connection.execute(every).scalar_one())


def _listed() -> Select[tuple[str, str, str, str, bool]]:
    return select(users.c.name, users.c.role, users.c.scope, users.c.password, users.c.disabled)


def _user(row: RowMapping) -> User:
    return User(row["name"], row["role"], row["scope"], row["password"], row["disabled"])


def _now() -> datetime:
    return datetime.now(UTC)


def aware(moment: datetime) -> datetime:
    """A moment with its zone: SQLite gives none back."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
