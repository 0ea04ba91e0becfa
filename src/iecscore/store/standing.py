"""What is in force, part by part, and which files it came in: what an import has to know before it reads."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from iecscore.store.filing import KEY, Key
from iecscore.store.schema import batches, files


@dataclass(frozen=True, slots=True)
class Held:
    """The batch in force of a part: what it tells, and the file it came in; `whole`: a workbook of the whole unit."""

    content: str
    whole: bool
    digest: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Of each part what is in force; of each file its number, whether it was taken whole, and the parts in which it gave way."""

    held: Mapping[Key, Held]
    numbers: Mapping[str, int]
    taken: frozenset[str]
    gone: frozenset[tuple[str, Key]]

    def gave_way(self, digest: str) -> bool:
        """Whether something the file told is in force no more."""
        return any(told == digest for told, _ in self.gone)

    def successors(self, digest: str) -> frozenset[str]:
        """The files that hold what this one told once."""
        return frozenset(held.digest for told, key in self.gone if told == digest and (held := self.held.get(key)))

    def is_past(self, digest: str, key: Key) -> bool:
        """Whether a part of a file was taken before and gave way, or a file first handed in later holds it."""
        held, number = self.held.get(key), self.numbers.get(digest)
        return (digest, key) in self.gone or bool(held and number and held.number > number)

    @property
    def units(self) -> tuple[str, ...]:
        """The units of which something is in force."""
        return tuple(dict.fromkeys(str(key[1]) for key in self.held))


def load_standing(connection: Connection, schemas: Collection[str]) -> Standing:
    """Read what is in force; a file counts as taken only if it was read under what is declared now."""
    known = connection.execute(select(files.c.digest, files.c.id, files.c.whole, files.c.schema)).all()
    names = (*KEY, "current", "content", "whole")
    told = select(*(batches.c[name] for name in names), files.c.digest, files.c.name, files.c.id).join(files)
    rows = [(tuple(row[: len(KEY)]), *row[len(KEY) :]) for row in connection.execute(told)]
    held = {key: Held(*rest) for key, current, *rest in rows if current}
    past = frozenset((digest, key) for key, current, content, _, digest, *_ in rows if not current and not _still(held.get(key), content, digest))
    taken = frozenset(digest for digest, _, whole, schema in known if whole and schema in schemas)
    return Standing(held, {digest: number for digest, number, *_ in known}, taken, past)


def _still(held: Held | None, content: str, digest: str) -> bool:
    return held is not None and (held.content == content or held.digest == digest)
