"""Parts of returned files: each accepted telling is a batch; a changed one is a new version beside the old."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeAlias

from sqlalchemy import Connection, RowMapping, Select, Table, bindparam, delete, insert, select, update

from iecscore.problems import Place, Problem, Severity
from iecscore.store.packing import unpack
from iecscore.store.schema import batches, evaluated_batches, files, problems, rounds
from iecscore.values import Rows

WORKBOOK: Final = "workbook"
ANSWERS: Final = "answers"
OPEN: Final = "open"
REMEMBERED: Final = 4096
KEY: Final = ("kind", "unit", "year", "part", "member")
Key: TypeAlias = tuple[str | int, ...]


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

    @property
    def key(self) -> Key:
        """What a newer telling of the same part has too."""
        return tuple(getattr(self, name) for name in KEY)

    @property
    def row(self) -> dict[str, object]:
        """The columns it fills."""
        return {name: getattr(self, name) for name in (*KEY, "content", "rows", "payload")}


def save_files(connection: Connection, told: Mapping[str, str], by: str, whole: Collection[str]) -> dict[str, int]:
    """File workbooks, named by their digests; `whole` are those of which every part was taken. Their numbers, by digest."""
    found = connection.execute(select(files.c.digest, files.c.id).where(files.c.digest.in_(list(told))))
    known = {digest: int(number) for digest, number in found}
    if known:
        marks = [{"number": number, "taken": digest in whole} for digest, number in known.items()]
        connection.execute(update(files).where(files.c.id == bindparam("number")).values(whole=bindparam("taken")), marks)
    now, fresh = datetime.now(UTC), [digest for digest in told if digest not in known]
    rows = [{"name": told[digest], "digest": digest, "whole": digest in whole, "imported_at": now, "imported_by": by} for digest in fresh]
    return known | dict(zip(fresh, _insert(connection, files, rows), strict=True))


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Write rows in one statement; their numbers, in their order."""
    if not rows:
        return []
    told = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return [int(number) for number in connection.execute(told, list(rows)).scalars()]


def known_whole(connection: Connection, digests: Iterable[str]) -> frozenset[str]:
    """Which of these files were taken whole before, and still stand: none of their parts gave way to a newer one."""
    gone = select(batches.c.file).where(batches.c.current.is_(False))
    found = connection.execute(select(files.c.digest).where(files.c.whole, files.c.digest.in_(list(digests)), files.c.id.not_in(gone)))
    return frozenset(found.scalars())


def save_batches(connection: Connection, told: Sequence[tuple[int, Batch]]) -> tuple[Saved, ...]:
    """File parts, each with the number of its file; of parts that tell the same as before only what is asked back is written anew."""
    _open_rounds(connection, {batch.year for _, batch in told})
    filing = _Filing(_load_newest(connection, {batch.year for _, batch in told}))
    states = tuple(filing.take(file, batch) for file, batch in told)
    if filing.replaced:
        connection.execute(update(batches).where(batches.c.id == bindparam("number")).values(current=False), filing.replaced)
    numbers = _insert(connection, batches, [version.row for version in filing.fresh])
    for version, number in zip(filing.fresh, numbers, strict=True):
        version.number = number
    if filing.same:
        connection.execute(delete(problems).where(problems.c.batch == bindparam("number")), [{"number": version.number} for version in filing.same])
    asked = [row for version in (*filing.fresh, *filing.same) for row in _list_problems(version)]
    if asked:
        connection.execute(insert(problems), asked)
    return states


@dataclass(slots=True, eq=False)
class _Version:
    """The newest telling of a part: its number, once it has one, and the row that is to be written."""

    version: int
    content: str
    number: int = 0
    row: dict[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class _Filing:
    """Which parts are new versions, which replace others, and which tell the same."""

    def __init__(self, newest: dict[Key, _Version]) -> None:
        self.newest = newest
        self.fresh: list[_Version] = []
        self.same: list[_Version] = []
        self.replaced: list[dict[str, int]] = []

    def take(self, file: int, batch: Batch) -> Saved:
        """Take in a part; what becomes of it."""
        last = self.newest.get(batch.key)
        if last and last.content == batch.content:
            last.problems = batch.problems
            self.same += [last] if last.number and last not in self.same else []
            return Saved.SAME
        version = _Version(last.version + 1 if last else 1, batch.content, problems=batch.problems)
        version.row = batch.row | {"file": file, "version": version.version, "current": True}
        self.newest[batch.key] = version
        self.fresh.append(version)
        if last:
            self._replace(last)
        return Saved.CHANGED if last else Saved.NEW

    def _replace(self, last: _Version) -> None:
        if last.number:
            self.replaced.append({"number": last.number})
        else:
            last.row["current"] = False


def _load_newest(connection: Connection, years: Collection[int]) -> dict[Key, _Version]:
    told = select(batches.c.id, *(batches.c[name] for name in KEY), batches.c.version, batches.c.content).where(
        batches.c.year.in_(years), batches.c.current
    )
    return {tuple(key): _Version(version, content, number) for number, *key, version, content in connection.execute(told)}


def _open_rounds(connection: Connection, years: Collection[int]) -> None:
    known = set(connection.execute(select(rounds.c.year).where(rounds.c.year.in_(years))).scalars())
    fresh = [{"year": year, "state": OPEN, "opened_at": datetime.now(UTC)} for year in sorted(set(years) - known)]
    if fresh:
        connection.execute(insert(rounds), fresh)


def _list_problems(version: _Version) -> Iterator[dict[str, object]]:
    for item in version.problems:
        yield {
            "batch": version.number,
            "code": item.code,
            "severity": str(item.severity),
            "file": item.place.file,
            "sheet": item.place.sheet,
            "cell": item.place.cell,
            "line": item.place.line,
            "key": item.place.key,
            "parameters": item.words,
        }


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
