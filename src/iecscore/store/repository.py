"""The one door to what is stored: everything is read and written as somebody, inside one transaction."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select

from iecscore.problems import Parameter, Problem
from iecscore.responses import Answers, from_parquet, to_parquet
from iecscore.store import batches, evaluations, units
from iecscore.store.batches import ANSWERS, WORKBOOK, Batch, Filed, Saved
from iecscore.store.blobs import put_blob
from iecscore.store.evaluations import Made
from iecscore.store.opening import READING, open_engine
from iecscore.store.packing import pack_tables
from iecscore.store.schema import audit
from iecscore.values import Evaluation, Principal, Rows, Unit
from iecscore.workbook import PartRead


@dataclass(frozen=True, slots=True)
class Repository:
    """What one principal sees and does within one transaction; answers lie as files in `folder`."""

    connection: Connection
    principal: Principal
    folder: Path

    def known_whole(self, digests: Iterable[str]) -> frozenset[str]:
        """Which of these files were taken whole before."""
        return batches.known_whole(self.connection, digests)

    def save_files(self, told: Mapping[str, str], whole: Collection[str]) -> dict[str, int]:
        """File workbooks by their digests; the numbers they are filed under. `whole` are those of which every part was taken."""
        return batches.save_files(self.connection, told, self.principal.name, whole)

    def save_file(self, name: str, digest: str, *, whole: bool) -> int:
        """File one workbook."""
        return self.save_files({digest: name}, {digest} if whole else ())[digest]

    def save_part(self, file: int, part: PartRead) -> Saved:
        """File the tables of one submitter."""
        return self.save_parts([(file, part)])[0]

    def save_parts(self, told: Sequence[tuple[int, PartRead]]) -> tuple[Saved, ...]:
        """File the tables of submitters, each with the number of its file."""
        return batches.save_batches(self.connection, [(file, _file_part(part)) for file, part in told])

    def save_answers(self, told: Sequence[tuple[int, str, Answers, Sequence[Problem]]]) -> tuple[Saved, ...]:
        """File the answers of units; the answers themselves lie beside the database, under the digest of the file they came in."""
        filed = []
        for file, digest, answers, problems in told:
            put_blob(self.folder, f"{digest}.parquet", to_parquet(answers))
            filed.append((file, Batch(ANSWERS, answers.unit, answers.year, ANSWERS, "", digest, answers.size, None, tuple(problems))))
        return batches.save_batches(self.connection, filed)

    def load_rows(self, year: int, evaluation: str = "") -> tuple[Rows, ...]:
        """The tables told up to a round: the current ones, or those an evaluation was made of."""
        return batches.load_rows(self.connection, year, evaluation)

    def load_answers(self, year: int, evaluation: str = "") -> tuple[Answers, ...]:
        """The answers of a round."""
        digests = batches.load_contents(self.connection, year, ANSWERS, evaluation)
        return tuple(from_parquet((self.folder / f"{digest}.parquet").read_bytes()) for digest in digests)

    def find_inputs(self, year: int) -> tuple[tuple[str, str], ...]:
        """Whose part in which file, and the digest of what it tells."""
        return batches.find_inputs(self.connection, year)

    def load_queries(self, year: int) -> tuple[Problem, ...]:
        """The queries and notes stored with a round's data."""
        return batches.load_queries(self.connection, year)

    def list_batches(self, year: int) -> tuple[Filed, ...]:
        """Every batch of a round, older versions too."""
        return batches.list_batches(self.connection, year)

    def list_rounds(self) -> tuple[int, ...]:
        """The years of which something was taken."""
        return batches.list_rounds(self.connection)

    def save_units(self, year: int, found: Sequence[Unit]) -> None:
        """Put the units of a round in place of those known so far."""
        units.save_units(self.connection, year, found)

    def load_units(self, year: int) -> tuple[Unit, ...]:
        """The units known of a round."""
        return units.load_units(self.connection, year)

    def save_evaluation(self, evaluation: Evaluation) -> bool:
        """Keep an evaluation; true where it is new."""
        return evaluations.save_evaluation(self.connection, evaluation, self.principal.name)

    def list_evaluations(self, level: str = "", year: int = 0) -> tuple[Made, ...]:
        """The evaluations of a level and round, the latest first."""
        return evaluations.list_evaluations(self.connection, level, year)

    def load_evaluation(self, identity: str) -> Evaluation | None:
        """An evaluation by its id or the beginning of it."""
        return evaluations.load_evaluation(self.connection, identity)

    def record(self, action: str, subject: str, **detail: Parameter) -> None:
        """Write down who did what."""
        told = insert(audit).values(at=datetime.now(UTC), by=self.principal.name, action=action, subject=subject[:400], detail=detail)
        self.connection.execute(told)

    def list_deeds(self) -> tuple[tuple[str, str, str], ...]:
        """Who did what with what, the oldest first."""
        found = self.connection.execute(select(audit.c.by, audit.c.action, audit.c.subject).order_by(audit.c.id))
        return tuple((by, action, subject) for by, action, subject in found)


def _file_part(part: PartRead) -> Batch:
    told, packed = part.envelope, pack_tables(part.tables)
    rows = sum(len(item.rows) for item in part.tables)
    return Batch(WORKBOOK, told.unit, told.year, told.part, told.member, packed.content, rows, packed.payload, part.problems)


@dataclass(frozen=True, slots=True)
class Store:
    """An open database, and the folder beside it for answers."""

    engine: Engine
    folder: Path

    @contextmanager
    def acting(self, principal: Principal) -> Iterator[Repository]:
        """One transaction of a principal: all of it is kept, or nothing. Writers wait for each other."""
        with self.engine.begin() as connection:
            yield Repository(connection, principal, self.folder)

    @contextmanager
    def reading(self, principal: Principal) -> Iterator[Repository]:
        """One view of what is stored, which nobody waits for."""
        with self.engine.execution_options(**{READING: True}).begin() as connection:
            yield Repository(connection, principal, self.folder)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_store(address: str, folder: Path) -> Store:
    """Open the store of a workspace: its database, by file name or URL, and its folder of answers.

    Raises:
        Misuse: it cannot be opened.
    """
    return Store(open_engine(address, folder), folder / "answers")
