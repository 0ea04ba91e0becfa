"""Settle which telling of a part holds, where several tell of it: in one import, or over time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from iecscore.desk.arriving import Part, Reply
from iecscore.problems import Place, error, note
from iecscore.store import ANSWERS, WORKBOOK, Key, Standing, content_of, key_of
from iecscore.values import Read


@dataclass(frozen=True, slots=True)
class Settled:
    """The parts that are judged, and those passed over, since another telling of them holds."""

    parts: tuple[Part, ...]
    passed: tuple[Part, ...]


def settle_parts(parts: Sequence[Part], standing: Standing) -> Settled:
    """A member's own workbook holds before the rows for it in a whole one; what gave way long ago in a file found again stays so."""
    own = {key_of(part.read): part for part in parts if part.read.envelope.member and not part.read.whole and not part.read.refused}
    kept: list[Part] = []
    passed: list[Part] = []
    for part in parts:
        key = key_of(part.read)
        if not part.file.named and standing.is_past(part.file.digest, key):
            passed.append(part)
        elif (other := _own_telling(part, key, own, standing)) is not None:
            passed.append(_outrank(part, *other))
        else:
            kept.append(part)
    return Settled(tuple(kept), tuple(passed))


def _own_telling(part: Part, key: Key, own: Mapping[Key, Part], standing: Standing) -> tuple[str, str] | None:
    """The file and content of the member's own telling, which holds before this one; none where this one counts."""
    told = part.read.envelope
    if not (part.read.whole and told.member):
        return None
    if key in own:
        return own[key].file.name, content_of(own[key].read)
    held = standing.held.get(key)
    return (held.name, held.content) if held and not held.whole else None


def _outrank(part: Part, other: str, content: str) -> Part:
    """The part passed over; where it tells the same as the member's own there is nothing to say."""
    told = part.read.envelope
    if content_of(part.read) == content:
        return replace(part, outranked=True)
    said = note("desk.own_part_holds", Place(part.file.name), unit=told.unit, member=told.member, year=told.year, other=other)
    return replace(part, notes=(*part.notes, said), outranked=True)


def refuse_twice(parts: Iterable[Part]) -> list[Part]:
    """Refuse every telling of a part that comes more than once in one import, naming the other file."""
    given = list(parts)
    seen: dict[Key, list[Part]] = {}
    for part in given:
        if part.read.tables:
            seen.setdefault(key_of(part.read), []).append(part)
    return [_refuse_second(part, seen) for part in given]


def _refuse_second(part: Part, seen: Mapping[Key, Sequence[Part]]) -> Part:
    told = part.read.envelope
    others = [item.file.name for item in seen.get(key_of(part.read), ()) if item.file != part.file]
    if not others:
        return part
    problem = error("desk.part_twice", Place(part.file.name), unit=told.unit, part=told.submitter, other=others[0])
    return replace(part, read=replace(part.read, problems=(problem, *part.read.problems)))


def settle_replies(replies: Sequence[Reply], standing: Standing) -> tuple[list[Reply], list[Reply]]:
    """Answers to judge, each refused of which there are two for one unit and round; and those passed over, since newer ones hold."""
    past = [reply for reply in replies if not reply.file.named and _key_of(reply) and standing.is_past(reply.file.digest, _key_of(reply))]
    kept = [reply for reply in replies if reply not in past]
    return [_refuse_answers(reply, kept) for reply in kept], past


def _key_of(reply: Reply) -> Key:
    told = reply.read.result
    return (ANSWERS, told.unit, told.year, ANSWERS, "") if told else ()


def _refuse_answers(reply: Reply, replies: Sequence[Reply]) -> Reply:
    told = reply.read.result
    others = [item.file.name for item in replies if item is not reply and told and _key_of(item) == _key_of(reply)]
    if told is None or not others:
        return reply
    problem = error("desk.answers_twice", Place(reply.file.name), unit=told.unit, year=told.year, other=others[0])
    return replace(reply, read=Read(None, (problem, *reply.read.problems)))


def find_vanished(parts: Sequence[Part], standing: Standing) -> dict[str, tuple[Key, ...]]:
    """By file, what earlier whole workbooks brought of a unit and round, and a new whole one of it tells no more."""
    told: dict[tuple[str, int], set[Key]] = {}
    for part in parts:
        told.setdefault((part.read.envelope.unit, part.read.envelope.year), set()).add(key_of(part.read))
    first = {part.file.digest: part for part in reversed(parts) if part.read.whole}
    found = {digest: tuple(_list_untold(part, standing, told)) for digest, part in first.items()}
    return {digest: keys for digest, keys in found.items() if keys}


def _list_untold(part: Part, standing: Standing, told: Mapping[tuple[str, int], set[Key]]) -> Iterator[Key]:
    whose, digest = (part.read.envelope.unit, part.read.envelope.year), part.file.digest
    if not part.file.named and standing.gave_way(digest):
        return
    for key, held in standing.held.items():
        earlier = part.file.named or held.number <= standing.numbers.get(digest, held.number)
        if held.whole and earlier and key[:3] == (WORKBOOK, *whose) and key not in told[whose]:
            yield key


def tell_vanished(part: Part, keys: Sequence[Key]) -> Part:
    """The part with a note that names what its workbook tells no more."""
    names = ", ".join(str(key[4] or key[3]) for key in keys)
    given = part.read.envelope
    told = note("desk.no_longer_told", Place(part.file.name), unit=given.unit, year=given.year, members=names)
    return replace(part, notes=(*part.notes, told))
