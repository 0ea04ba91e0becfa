"""What is filed of returned files, read back: the tables in force, those an evaluation was made of, every version."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from sqlalchemy import Connection, RowMapping, Select, or_, select

from iecscore.problems import Place, Problem, Severity
from iecscore.store.packing import unpack
from iecscore.store.schema import batches, evaluated_batches, files, problems, rounds
from iecscore.values import Rows

WORKBOOK: Final = "workbook"
ANSWERS: Final = "answers"
REMEMBERED: Final = 4096


def choose(year: int, kind: str, evaluation: str = "", *, earlier: bool = True) -> Select[tuple[int]]:
    """The batches of a kind that count: the current ones up to a round, or those an evaluation was made of."""
    chosen = select(batches.c.id).where(batches.c.kind == kind, batches.c.year <= year if earlier else batches.c.year == year)
    if evaluation:
        return chosen.join(evaluated_batches, evaluated_batches.c.batch == batches.c.id).where(evaluated_batches.c.evaluation == evaluation)
    return chosen.where(batches.c.current)


def load_rows(connection: Connection, year: int, evaluation: str = "", unit: str = "") -> tuple[Rows, ...]:
    """The tables told for a round and those before, of one unit where it is named."""
    told = select(batches.c.id, batches.c.payload).where(batches.c.id.in_(choose(year, WORKBOOK, evaluation))).order_by(batches.c.id)
    told = told.where(batches.c.unit == unit) if unit else told
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
    return tuple(map(_list_one, found))


def _list_one(row: RowMapping) -> Filed:
    return Filed(row["unit"], row["year"], row["part"], row["member"], row["kind"], row["version"], row["current"], row["rows"], row["name"])


def find_outdated(connection: Connection, year: int, schemas: Mapping[str, str]) -> tuple[Filed, ...]:
    """The batches in force up to a round that were read under another declaration of what is read; of the oldest nobody knows."""
    other = or_(*((batches.c.kind == kind) & batches.c.schema.not_in(("", schema)) for kind, schema in schemas.items()))
    found = connection.execute(_listed().where(batches.c.current, batches.c.year <= year, other)).mappings()
    return tuple(map(_list_one, found))


def list_rounds(connection: Connection) -> tuple[int, ...]:
    """The years of which something was taken."""
    return tuple(connection.execute(select(rounds.c.year).order_by(rounds.c.year)).scalars())
