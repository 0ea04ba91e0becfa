"""Parts of returned files: each accepted telling is a batch; a changed one is a new version beside the old."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

from sqlalchemy import ColumnElement, Connection, Insert, RowMapping, Select, and_, delete, func, insert, select, update

from iecscore.problems import Place, Problem, Severity
from iecscore.store.packing import unpack
from iecscore.store.schema import batches, evaluated_batches, files, problems, rounds
from iecscore.values import Rows

WORKBOOK: Final = "workbook"
ANSWERS: Final = "answers"
OPEN: Final = "open"
REMEMBERED: Final = 4096


class Saved(StrEnum):
    """What became of a part: it is new, a changed version, or told before."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Batch:
    """What is filed of a part: whose it is, what it tells, and the file it came in."""

    kind: str
    unit: str
    year: int
    part: str
    member: str
    content: str
    rows: int
    payload: bytes | None
    problems: tuple[Problem, ...] = ()


def save_file(connection: Connection, name: str, digest: str, by: str, *, whole: bool) -> int:
    """File a workbook by its digest; `whole` tells that every part of it was taken."""
    known = connection.execute(select(files.c.id).where(files.c.digest == digest)).scalar()
    if known is not None:
        connection.execute(update(files).where(files.c.id == known).values(whole=whole))
        return int(known)
    told = insert(files).values(name=name, digest=digest, whole=whole, imported_at=datetime.now(UTC), imported_by=by)
    return _insert(connection, told)


def _insert(connection: Connection, told: Insert) -> int:
    key = connection.execute(told).inserted_primary_key
    assert key is not None  # noqa: S101 - the tables have a primary key
    return int(key[0])


def known_whole(connection: Connection, digests: Iterable[str]) -> frozenset[str]:
    """Which of these files were taken whole before."""
    found = connection.execute(select(files.c.digest).where(files.c.whole, files.c.digest.in_(list(digests))))
    return frozenset(found.scalars())


def save_batch(connection: Connection, file: int, batch: Batch) -> Saved:
    """File a part as the newest version of its key; where it tells the same as before only what is asked back is written anew."""
    _open_round(connection, batch.year)
    last = connection.execute(select(batches).where(_is_of(batch), batches.c.current)).mappings().first()
    if last is not None and last["content"] == batch.content:
        connection.execute(delete(problems).where(problems.c.batch == last["id"]))
        _save_problems(connection, last["id"], batch.problems)
        return Saved.SAME
    connection.execute(update(batches).where(_is_of(batch), batches.c.current).values(current=False))
    version = int(connection.execute(select(func.coalesce(func.max(batches.c.version), 0)).where(_is_of(batch))).scalar_one()) + 1
    told = insert(batches).values(
        file=file,
        kind=batch.kind,
        unit=batch.unit,
        year=batch.year,
        part=batch.part,
        member=batch.member,
        version=version,
        current=True,
        content=batch.content,
        rows=batch.rows,
        payload=batch.payload,
    )
    _save_problems(connection, _insert(connection, told), batch.problems)
    return Saved.NEW if last is None else Saved.CHANGED


def _is_of(batch: Batch) -> ColumnElement[bool]:
    return and_(
        batches.c.kind == batch.kind,
        batches.c.unit == batch.unit,
        batches.c.year == batch.year,
        batches.c.part == batch.part,
        batches.c.member == batch.member,
    )


def _open_round(connection: Connection, year: int) -> None:
    if connection.execute(select(rounds.c.year).where(rounds.c.year == year)).scalar() is None:
        connection.execute(insert(rounds).values(year=year, state=OPEN, opened_at=datetime.now(UTC)))


def _save_problems(connection: Connection, batch: int, found: Sequence[Problem]) -> None:
    rows = [
        {
            "batch": batch,
            "code": item.code,
            "severity": str(item.severity),
            "file": item.place.file,
            "sheet": item.place.sheet,
            "cell": item.place.cell,
            "line": item.place.line,
            "key": item.place.key,
            "parameters": item.words,
        }
        for item in found
    ]
    if rows:
        connection.execute(insert(problems), rows)


def choose(year: int, kind: str, evaluation: str = "", *, earlier: bool = True) -> Select[tuple[int]]:
    """The batches of a kind that count: the current ones up to a round, or those an evaluation was made of."""
    chosen = select(batches.c.id).where(batches.c.kind == kind, batches.c.year <= year if earlier else batches.c.year == year)
    if evaluation:
        return chosen.join(evaluated_batches, evaluated_batches.c.batch == batches.c.id).where(evaluated_batches.c.evaluation == evaluation)
    return chosen.where(batches.c.current)


def load_rows(connection: Connection, year: int, evaluation: str = "") -> tuple[Rows, ...]:
    """The tables told for a round and those before."""
    told = select(batches.c.id, batches.c.payload).where(batches.c.id.in_(choose(year, WORKBOOK, evaluation))).order_by(batches.c.id)
    return tuple(item for number, payload in connection.execute(told) if payload for item in _open_batch(int(number), payload))


@lru_cache(maxsize=REMEMBERED)
def _open_batch(number: int, payload: bytes) -> tuple[Rows, ...]:
    return tuple(replace(item, batch=str(number)) for item in unpack(tuple[Rows, ...], payload))


def find_inputs(connection: Connection, year: int) -> tuple[tuple[str, str], ...]:
    """Whose part in which file, and the digest of what it tells, for each batch up to a round."""
    told = _listed().where(batches.c.current, batches.c.year <= year)
    return tuple((_label(row), row["content"]) for row in connection.execute(told).mappings())


def _listed() -> Select[tuple[object, ...]]:
    columns = (*batches.c, files.c.name, files.c.digest, files.c.imported_at)
    listed: Select[tuple[object, ...]] = select(*[column for column in columns if column is not batches.c.payload]).join(files)
    return listed.order_by(batches.c.year, batches.c.unit, batches.c.part, batches.c.member, batches.c.kind, batches.c.version)


def _label(row: RowMapping) -> str:
    whose = "/".join(part for part in (str(row["year"]), row["unit"], row["part"], row["member"]) if part)
    return f"{whose}: {row['name']}"


def load_contents(connection: Connection, year: int, kind: str, evaluation: str = "") -> tuple[str, ...]:
    """The digests of what the batches of a round and kind tell."""
    told = select(batches.c.content).where(batches.c.id.in_(choose(year, kind, evaluation, earlier=False))).order_by(batches.c.id)
    return tuple(connection.execute(told).scalars())


def load_queries(connection: Connection, year: int) -> tuple[Problem, ...]:
    """The queries and notes stored with the current batches of a round, as they were asked."""
    told = select(problems).join(batches).where(batches.c.current, batches.c.year == year).order_by(problems.c.id)
    return tuple(
        Problem(
            row["code"],
            Place(row["file"], row["sheet"], row["cell"], row["line"], row["key"]),
            Severity(row["severity"]),
            tuple(row["parameters"].items()),
        )
        for row in connection.execute(told).mappings()
    )


@dataclass(frozen=True, slots=True)
class Filed:
    """A batch as it is listed: whose part, which version, from which file."""

    unit: str
    year: int
    part: str
    member: str
    kind: str
    version: int
    current: bool
    rows: int
    file: str


def list_batches(connection: Connection, year: int) -> tuple[Filed, ...]:
    """Every batch of a round, older versions too."""
    found = connection.execute(_listed().where(batches.c.year == year)).mappings()
    return tuple(
        Filed(row["unit"], row["year"], row["part"], row["member"], row["kind"], row["version"], row["current"], row["rows"], row["name"])
        for row in found
    )


def list_rounds(connection: Connection) -> tuple[int, ...]:
    """The years of which something was taken."""
    return tuple(connection.execute(select(rounds.c.year).order_by(rounds.c.year)).scalars())
