"""File parts of returned files: each accepted telling is a batch; a changed one, or one in another file, is a new version beside the old."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, TypeAlias

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from iecscore.problems import Problem
from iecscore.store.schema import batches, files, problems, rounds

OPEN: Final = "open"
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
    schema: str = ""
    whole: bool = False

    @property
    def key(self) -> Key:
        """What a newer telling of the same part has too."""
        return tuple(getattr(self, name) for name in KEY)

    @property
    def row(self) -> dict[str, object]:
        """The columns it fills."""
        return {name: getattr(self, name) for name in (*KEY, "content", "rows", "payload", "schema", "whole")}


@dataclass(frozen=True, slots=True)
class Folder:
    """A file as it is filed: its name and digest, whether every part of it was taken, and what reading it depended on."""

    name: str
    digest: str
    whole: bool
    schema: str = ""


def save_files(connection: Connection, told: Sequence[Folder], by: str) -> dict[str, int]:
    """File workbooks. Their numbers, by digest."""
    given = {item.digest: item for item in told}
    found = connection.execute(select(files.c.digest, files.c.id).where(files.c.digest.in_(list(given))))
    known = {digest: int(number) for digest, number in found}
    if known:
        marks = [{"number": number, "taken": given[digest].whole, "told": given[digest].schema} for digest, number in known.items()]
        marked = update(files).where(files.c.id == bindparam("number")).values(whole=bindparam("taken"), schema=bindparam("told"))
        connection.execute(marked, marks)
    now, fresh = datetime.now(UTC), [item for item in given.values() if item.digest not in known]
    rows = [{**asdict(item), "imported_at": now, "imported_by": by} for item in fresh]
    return known | dict(zip((item.digest for item in fresh), _insert(connection, files, rows), strict=True))


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Write rows in one statement; their numbers, in their order."""
    if not rows:
        return []
    told = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return [int(number) for number in connection.execute(told, list(rows)).scalars()]


def save_batches(connection: Connection, told: Sequence[tuple[int, Batch]]) -> tuple[Saved, ...]:
    """File parts, each with the number of its file; of parts told before in the same file only what is asked back is written anew."""
    _open_rounds(connection, {batch.year for _, batch in told})
    filing = _Filing(_load_newest(connection, {batch.year for _, batch in told}))
    states = tuple(filing.take(file, batch) for file, batch in told)
    if filing.replaced:
        connection.execute(update(batches).where(batches.c.id == bindparam("number")).values(current=False), filing.replaced)
    numbers = _insert(connection, batches, [version.row for version in filing.fresh])
    for version, number in zip(filing.fresh, numbers, strict=True):
        version.number = number
    if filing.marked:
        marked = update(batches).where(batches.c.id == bindparam("number")).values(schema=bindparam("told"), whole=bindparam("of_whole"))
        connection.execute(marked, filing.marked)
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
    file: int
    number: int = 0
    current: bool = True
    whole: bool = False
    schema: str = ""
    row: dict[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class _Filing:
    """Which parts are new versions, which replace others, and which tell the same."""

    def __init__(self, newest: dict[Key, _Version]) -> None:
        self.newest = newest
        self.fresh: list[_Version] = []
        self.same: list[_Version] = []
        self.replaced: list[dict[str, int]] = []
        self.marked: list[dict[str, object]] = []

    def take(self, file: int, batch: Batch) -> Saved:
        """Take in a part; what becomes of it. The same in another file is cited there from now on."""
        last = self.newest.get(batch.key)
        same = last is not None and last.current and last.content == batch.content
        if last and same and last.file == file:
            self._repeat(last, batch)
            return Saved.SAME
        version = _Version(last.version + 1 if last else 1, batch.content, file, problems=batch.problems)
        version.row = batch.row | {"file": file, "version": version.version, "current": True}
        self.newest[batch.key] = version
        self.fresh.append(version)
        if last:
            version.row["whole"] = batch.whole and (last.whole or not same)
            self._replace(last)
        return Saved.SAME if same else Saved.CHANGED if last else Saved.NEW

    def _repeat(self, last: _Version, batch: Batch) -> None:
        """The same is told again: under what it was read now, and whether anybody told it for itself."""
        last.problems = batch.problems
        if last.number and last not in self.same:
            self.same.append(last)
        if last.number and (last.schema, last.whole) != (batch.schema, last.whole and batch.whole):
            self.marked.append({"number": last.number, "told": batch.schema, "of_whole": last.whole and batch.whole})

    def _replace(self, last: _Version) -> None:
        if last.number and last.current:
            self.replaced.append({"number": last.number})
        else:
            last.row["current"] = False


def _load_newest(connection: Connection, years: Collection[int]) -> dict[Key, _Version]:
    names = (*KEY, "version", "content", "file", "id", "current", "whole", "schema")
    told = select(*(batches.c[name] for name in names)).where(batches.c.year.in_(years)).order_by(batches.c.version)
    return {tuple(row[: len(KEY)]): _Version(*row[len(KEY) :]) for row in connection.execute(told)}


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


def withdraw_batches(connection: Connection, unit: str, year: int, keys: Collection[Key]) -> tuple[Key, ...]:
    """Take parts of a unit and round out of force; they stay kept as versions. Those that were in force."""
    told = select(batches.c.id, *(batches.c[name] for name in KEY)).where(batches.c.current, batches.c.unit == unit, batches.c.year == year)
    found = {int(number): tuple(key) for number, *key in connection.execute(told) if tuple(key) in keys}
    if found:
        connection.execute(update(batches).where(batches.c.id.in_(found)).values(current=False))
    return tuple(found.values())
