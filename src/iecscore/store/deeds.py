"""Who did what with what, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from iecscore.problems import Parameter
from iecscore.store.people import aware
from iecscore.store.schema import audit


@dataclass(frozen=True, slots=True)
class Deed:
    """Something somebody did; `detail` is what was told with it."""

    at: datetime
    by: str
    action: str
    subject: str
    detail: Mapping[str, Parameter]


def record_deed(connection: Connection, by: str, action: str, subject: str, detail: Mapping[str, Parameter]) -> None:
    """Write down who did what."""
    connection.execute(insert(audit).values(at=datetime.now(UTC), by=by, action=action, subject=subject[:400], detail=dict(detail)))


def find_deeds(connection: Connection, most: int, by: str = "", action: str = "") -> tuple[Deed, ...]:
    """The latest deeds, of somebody or of a kind where that is asked for."""
    told = select(audit).order_by(audit.c.id.desc()).limit(most)
    told = told.where(audit.c.by == by) if by else told
    told = told.where(audit.c.action == action) if action else told
    return tuple(Deed(aware(row.at), row.by, row.action, row.subject, row.detail) for row in connection.execute(told))


def list_doers(connection: Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Everybody who did something, and every kind of deed."""
    people = connection.execute(select(audit.c.by).distinct().order_by(audit.c.by)).scalars()
    kinds = connection.execute(select(audit.c.action).distinct().order_by(audit.c.action)).scalars()
    return tuple(people), tuple(kinds)
