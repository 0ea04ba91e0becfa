"""The one door to what is stored: everything is read and written as somebody, inside one transaction."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import DatabaseError

from iecscore.problems import Misuse, Parameter, Place, Problem, error
from iecscore.responses import Answers, from_parquet, to_parquet
from iecscore.robustness.assessment import Assessment
from iecscore.robustness.tally import Kept
from iecscore.store import assessments, batches, deeds, evaluations, filing, jobs, publishing, traits, units
from iecscore.store.assessments import read_scenarios, write_scenarios
from iecscore.store.batches import ANSWERS, WORKBOOK, Filed
from iecscore.store.blobs import put_blob
from iecscore.store.deeds import Deed
from iecscore.store.evaluations import Made
from iecscore.store.failing import word_database, word_disk
from iecscore.store.filing import Batch, Folder, Key, Saved
from iecscore.store.jobs import Job
from iecscore.store.opening import READING, open_engine
from iecscore.store.packing import pack_tables
from iecscore.store.peers import Peers, load_peers
from iecscore.store.people import People
from iecscore.store.publishing import Publication
from iecscore.store.schema import audit, meta
from iecscore.store.seeing import find_scoped, hide_experts, restrict_assessment, restrict_evaluation
from iecscore.store.standing import Standing, load_standing
from iecscore.store.submissions import Submissions
from iecscore.values import Cell, Evaluation, Principal, Rows, Sight, Unit
from iecscore.workbook import PartRead


@dataclass(frozen=True, slots=True)
class Repository:
    """What one principal sees and does within one transaction; answers lie as files in `folder`.

    `schemas` are the digests of what reading depends on, by kind of batch.
    """

    connection: Connection
    principal: Principal
    folder: Path
    schemas: Mapping[str, str] = field(default_factory=dict)

    def load_standing(self) -> Standing:
        """What is in force, and in which files it came; a file whose answers are lost was not taken."""
        self._demand_all()
        told = load_standing(self.connection, self.schemas.values() or {""})
        lost = {held.digest for key, held in told.held.items() if key[0] == ANSWERS and not self._answers(held.content).exists()}
        return replace(told, taken=told.taken - lost)

    def _answers(self, content: str) -> Path:
        return self.folder / f"{content}.parquet"

    def save_files(self, told: Sequence[Folder]) -> dict[str, int]:
        """File workbooks; the numbers they are filed under, by digest."""
        return filing.save_files(self.connection, told, self.principal.name)

    def save_file(self, name: str, digest: str, *, whole: bool) -> int:
        """File one workbook."""
        return self.save_files([Folder(name, digest, whole, self.schemas.get(WORKBOOK, ""))])[digest]

    def save_part(self, file: int, part: PartRead) -> Saved:
        """File the tables of one submitter."""
        return self.save_parts([(file, part)])[0]

    def save_parts(self, told: Sequence[tuple[int, PartRead]]) -> tuple[Saved, ...]:
        """File the tables of submitters, each with the number of its file."""
        schema = self.schemas.get(WORKBOOK, "")
        return filing.save_batches(self.connection, [(file, _file_part(part, schema)) for file, part in told])

    def save_answers(self, told: Sequence[tuple[int, str, Answers, Sequence[Problem]]]) -> tuple[Saved, ...]:
        """File the answers of units; the answers themselves lie beside the database, under the digest of their file and of how it was read."""
        filed, schema = [], self.schemas.get(ANSWERS, "")
        for file, digest, answers, problems in told:
            content = hashlib.sha256(f"{digest} {schema}".encode()).hexdigest()
            put_blob(self.folder, self._answers(content).name, to_parquet(answers))
            batch = Batch(ANSWERS, answers.unit, answers.year, ANSWERS, "", content, answers.size, None, tuple(problems), schema)
            filed.append((file, batch))
        return filing.save_batches(self.connection, filed)

    def withdraw(self, unit: str, year: int, keys: Collection[Key]) -> tuple[Key, ...]:
        """Take parts out of force; they stay kept as versions. Those that were in force."""
        return filing.withdraw_batches(self.connection, unit, year, keys)

    def find_outdated(self, year: int) -> tuple[Filed, ...]:
        """The batches in force up to a round that were read under another declaration of what is read."""
        self._demand_all()
        return batches.find_outdated(self.connection, year, self.schemas) if self.schemas else ()

    def load_rows(self, year: int, evaluation: str = "") -> tuple[Rows, ...]:
        """The tables told up to a round: the current ones, or those an evaluation was made of."""
        self._demand_all()
        return batches.load_rows(self.connection, year, evaluation)

    def load_own_rows(self, year: int) -> tuple[Rows, ...]:
        """The tables in force up to a round that a principal's own unit told: a member those of its own part and of the unit itself.

        Whoever sees everything has the tables of all.
        """
        if self.principal.sight is not Sight.OWN:
            return self.load_rows(year)
        unit, _, member = self.principal.scope.partition("/")
        told = batches.load_rows(self.connection, year, unit=unit)
        return tuple(item for item in told if not member or item.submitter.partition(":")[2] in {"", member})

    def load_answers(self, year: int, evaluation: str = "") -> tuple[Answers, ...]:
        """The answers of a round.

        Raises:
            Misuse: a file of answers is lost.
        """
        self._demand_all()
        paths = [self._answers(content) for content in batches.load_contents(self.connection, year, ANSWERS, evaluation)]
        if lost := [path for path in paths if not path.exists()]:
            raise Misuse(error("store.answers_lost", Place(str(lost[0])), count=len(lost)))
        return tuple(from_parquet(path.read_bytes()) for path in paths)

    def find_inputs(self, year: int) -> tuple[tuple[str, str], ...]:
        """Whose part in which file, and the digest of what it tells."""
        self._demand_all()
        return batches.find_inputs(self.connection, year)

    def load_queries(self, year: int) -> tuple[Problem, ...]:
        """The queries and notes stored with a round's data."""
        self._demand_all()
        return batches.load_queries(self.connection, year)

    def list_batches(self, year: int) -> tuple[Filed, ...]:
        """Every batch of a round, older versions too."""
        self._demand_all()
        return batches.list_batches(self.connection, year)

    def list_rounds(self) -> tuple[int, ...]:
        """The years of which something was taken."""
        return batches.list_rounds(self.connection)

    def save_units(self, year: int, found: Sequence[Unit]) -> None:
        """Put the units of a round in place of those known so far."""
        units.save_units(self.connection, year, found)

    def load_units(self, year: int) -> tuple[Unit, ...]:
        """The units known of a round."""
        self._demand_all()
        return units.load_units(self.connection, year)

    def save_evaluation(self, evaluation: Evaluation) -> bool:
        """Keep an evaluation; true where it is new."""
        return evaluations.save_evaluation(self.connection, evaluation, self.principal.name)

    def list_evaluations(self, level: str = "", year: int = 0) -> tuple[Made, ...]:
        """The evaluations of a level and round that the principal may see, the latest first."""
        found, shown = evaluations.list_evaluations(self.connection, level, year), self.list_publications()
        return tuple(made for made in found if self._sees_all or (made.id in shown and shown[made.id].shown))

    def load_evaluation(self, identity: str) -> Evaluation | None:
        """An evaluation by its id or the beginning of it, with the units that the principal may see."""
        found = evaluations.load_evaluation(self.connection, identity)
        if found is None or self._sees_all:
            return found
        seen = self._find_seen(found)
        if not seen:
            return found if seen is None else None
        return restrict_evaluation(found, seen, evaluations.load_index(self.connection, found))

    def load_traits(self, identity: str, place: str) -> dict[str, tuple[Cell, ...]]:
        """The values of a column of the topmost units' table, for each unit of an evaluation that the principal may see."""
        found = self.load_evaluation(identity)
        return traits.load_traits(self.connection, found, place) if found else {}

    def _find_seen(self, evaluation: Evaluation) -> frozenset[str] | None:
        """The units of an evaluation that a principal sees who does not see everything; none stands for all units."""
        state = self.list_publications().get(evaluation.id)
        who = self.principal
        if state is None or not state.shown:
            return frozenset()
        if who.sight is Sight.OWN:
            return frozenset({who.scope}) & {unit.code for unit in evaluation.units}
        if not who.scope:
            return None
        return find_scoped(self.connection, evaluation, who)

    def list_publications(self) -> dict[str, Publication]:
        """How each evaluation stands towards others."""
        return publishing.load_publications(self.connection)

    def publish(self, evaluation: Evaluation, state: str, reason: str) -> None:
        """Put an evaluation into a state; with the first that is shown, the round's groups of peers are fixed."""
        self._demand_all()
        year = int(evaluation.options.round)
        if state in publishing.SHOWN:
            publishing.fix_peers(self.connection, evaluation.options.level, year, evaluation.units)
        publishing.save_publication(self.connection, evaluation.id, state, self.principal.name, reason)

    def list_shown(self, level: str, year: int) -> tuple[str, ...]:
        """The evaluations of a level and round that others see."""
        return publishing.list_shown(self.connection, level, year)

    def load_peers(self, identity: str) -> Peers | None:
        """What the principal is shown of the peers of its own unit; nothing where it may not see the evaluation."""
        found = evaluations.load_evaluation(self.connection, identity)
        if found is None or self.principal.sight is not Sight.OWN or not self._find_seen(found):
            return None
        return load_peers(self.connection, found, self.principal.scope)

    def ask_job(self, kind: str, **detail: Parameter) -> int:
        """Write down a piece of work to be done; its number."""
        self._demand_all()
        return jobs.ask_job(self.connection, kind, self.principal.name, detail)

    def list_jobs(self) -> tuple[Job, ...]:
        """All work, the latest first."""
        self._demand_all()
        return jobs.list_jobs(self.connection)

    def take_job(self) -> Job | None:
        """Take on the work that has waited longest; nothing where none waits."""
        jobs.lose_jobs(self.connection)
        waiting = [job for job in self.list_jobs() if job.state == jobs.WAITING]
        return waiting[-1] if waiting and jobs.start_job(self.connection, waiting[-1].id) else None

    def beat_job(self, number: int, done: int, total: int) -> None:
        """Tell how far work is, and that it lives."""
        jobs.beat_job(self.connection, number, done, total)

    def finish_job(self, number: int, result: str, problems: Sequence[Problem] = ()) -> None:
        """Tell what came of work; where there are problems, it failed."""
        jobs.finish_job(self.connection, number, jobs.FAILED if problems else jobs.DONE, result, problems)

    @property
    def submissions(self) -> Submissions:
        """What was handed in on pages, within the same transaction."""
        return Submissions(self.connection, self.principal)

    @property
    def people(self) -> People:
        """Users and sessions, within the same transaction."""
        self._demand_all()
        return People(self.connection)

    @property
    def _sees_all(self) -> bool:
        return self.principal.sight is Sight.ALL

    def _demand_all(self) -> None:
        """Refuse whoever does not see everything."""
        if not self._sees_all:
            raise Misuse(error("store.not_yours"))

    def save_assessment(self, found: Assessment, kept: Kept | None) -> None:
        """Keep how sure the ranks of an evaluation are; scores and ranks of single scenarios lie as a file beside the database."""
        scenarios = ""
        if kept is not None:
            data = write_scenarios(kept, tuple(item.unit for item in found.units))
            scenarios = f"{hashlib.sha256(data).hexdigest()}.scenarios.parquet"
            put_blob(self.folder, scenarios, data)
        assessments.save_assessment(self.connection, found, scenarios, self.principal.name)

    def load_assessment(self, evaluation: str) -> Assessment | None:
        """The latest assessment of an evaluation, with the units that the principal may see."""
        found = assessments.load_assessment(self.connection, evaluation)
        if found is None or self._sees_all:
            return found
        made_of = evaluations.load_evaluation(self.connection, evaluation)
        seen = self._find_seen(made_of) if made_of else frozenset[str]()
        return hide_experts(found) if seen is None else restrict_assessment(found, seen) if seen else None

    def load_scenarios(self, evaluation: str) -> Kept | None:
        """Scores and ranks of the single scenarios of that assessment, in the order of its units; nothing where none were kept, or they are lost."""
        self._demand_all()
        name = assessments.find_scenarios(self.connection, evaluation)
        path = self.folder / name
        return read_scenarios(path.read_bytes())[1] if name and path.exists() else None

    def demand_keeping(self) -> None:
        """Refuse, before long work, where nothing could be kept: a database that is read only says so at the first change."""
        self.connection.execute(update(meta).where(meta.c.key == "version").values(value=meta.c.value))

    def record(self, action: str, subject: str, **detail: Parameter) -> None:
        """Write down who did what."""
        deeds.record_deed(self.connection, self.principal.name, action, subject, detail)

    def list_deeds(self) -> tuple[tuple[str, str, str], ...]:
        """Who did what with what, the oldest first."""
        self._demand_all()
        found = self.connection.execute(select(audit.c.by, audit.c.action, audit.c.subject).order_by(audit.c.id))
        return tuple((by, action, subject) for by, action, subject in found)

    def find_deeds(self, most: int, by: str = "", action: str = "") -> tuple[Deed, ...]:
        """The latest deeds with their moment and detail, of somebody or of a kind where that is asked for."""
        self._demand_all()
        return deeds.find_deeds(self.connection, most, by, action)

    def list_doers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Everybody who did something, and every kind of deed."""
        self._demand_all()
        return deeds.list_doers(self.connection)


def key_of(part: PartRead) -> Key:
    """What every telling of the same part is filed under."""
    told = part.envelope
    return WORKBOOK, told.unit, told.year, told.part, told.member


def content_of(part: PartRead) -> str:
    """The digest of what a part tells."""
    return pack_tables(part.tables).content


def _file_part(part: PartRead, schema: str) -> Batch:
    told, packed = part.envelope, pack_tables(part.tables)
    rows = sum(len(item.rows) for item in part.tables)
    return Batch(
        WORKBOOK, told.unit, told.year, told.part, told.member, packed.content, rows, packed.payload, part.problems, schema, whole=part.whole
    )


@dataclass(frozen=True, slots=True)
class Store:
    """An open database, and the folder beside it for answers."""

    engine: Engine
    folder: Path
    schemas: Mapping[str, str] = field(default_factory=dict)

    @contextmanager
    def acting(self, principal: Principal) -> Iterator[Repository]:
        """One transaction of a principal: all of it is kept, or nothing. Writers wait for each other.

        Raises:
            Misuse: the disk is full, or nobody may write there, or not this principal; nothing is kept.
        """
        if principal.sight is not Sight.ALL:
            raise Misuse(error("store.not_yours"))
        with self._telling(), self.engine.begin() as connection:
            yield Repository(connection, principal, self.folder, self.schemas)

    @contextmanager
    def reading(self, principal: Principal) -> Iterator[Repository]:
        """One view of what is stored, which nobody waits for."""
        with self._telling(), self.engine.execution_options(**{READING: True}).begin() as connection:
            yield Repository(connection, principal, self.folder, self.schemas)

    @contextmanager
    def submitting(self, principal: Principal) -> Iterator[Submissions]:
        """One transaction on what a principal hands in for its own unit, or on all of it by whoever sees everything.

        Raises:
            Misuse: the principal hands nothing in.
        """
        if principal.sight is Sight.PUBLISHED:
            raise Misuse(error("store.not_yours"))
        with self._telling(), self.engine.begin() as connection:
            yield Submissions(connection, principal)

    @contextmanager
    def admitting(self, *, writing: bool = True) -> Iterator[People]:
        """One transaction on users and sessions, before anybody is known."""
        engine = self.engine if writing else self.engine.execution_options(**{READING: True})
        with self._telling(), engine.begin() as connection:
            yield People(connection)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What the disk refuses is told in words."""
        try:
            yield
        except OSError as fault:
            if told := word_disk(fault, self.folder.parent):
                raise Misuse(told) from fault
            raise
        except DatabaseError as fault:
            if told := word_database(fault, Place(self.engine.url.database or "")):
                raise Misuse(told) from fault
            raise

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_store(address: str, folder: Path, schemas: Mapping[str, str] | None = None, *, new: bool = False) -> Store:
    """Open the store of a workspace: its database, by file name or URL, and its folder of answers. Only a `new` one is made where none is.

    Raises:
        Misuse: it cannot be opened, or is not there.
    """
    return Store(open_engine(address, folder, new=new), folder / "answers", schemas or {})
