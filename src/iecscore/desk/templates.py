"""Write the workbooks to send out: a part for its submitter, the whole, the survey's answer workbook, or the panel's for its judgements."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from iecscore.desk.workspace import Workspace
from iecscore.panel import write_judgement_book
from iecscore.problems import Misuse, Place, Problem, error, query
from iecscore.survey import write_answer_book
from iecscore.system import System, members_of_part, select_told
from iecscore.system.tables import Time
from iecscore.text import LANGUAGES, say
from iecscore.values import Cell, Principal, Rows, Unit
from iecscore.weights import build_tree
from iecscore.workbook import Envelope, write_template

WHOLE: Final = "whole"
ANSWERS: Final = "answers"
EVERYONE: Final = "everyone"
JUDGING: Final = "judgements"
MOST_EXPERTS: Final = 99
BETWEEN: Final = re.compile(r"[,，、;；]")
UNIT: Final = re.compile(r"\w[\w-]*")


@dataclass(frozen=True, slots=True)
class Order:
    """Which workbook is wanted: of a unit and round, for whom, by which part where the member is not known yet."""

    unit: str
    year: int
    receiver: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The workbooks written, and what is to be asked of the order."""

    paths: tuple[Path, ...]
    queries: tuple[Problem, ...] = ()


def write_templates(workspace: Workspace, principal: Principal, order: Order, language: str = "", *, replace: bool = False) -> Sent:
    """Write what is ordered into the outbox.

    Raises:
        Misuse: the receiver is no part, no member known and no word of the list; no such part; without `replace`, another file of the name is there.
    """
    if not UNIT.fullmatch(order.unit):
        raise Misuse(error("desk.bad_unit", given=order.unit))
    _refuse_part(workspace.system, order.part)
    with workspace.store.acting(principal) as repository:
        rows = tuple(item for item in repository.load_rows(order.year) if item.unit == order.unit)
        told, spoken = _Known(workspace.system, order, rows), language or workspace.settings.language
        receivers = tuple(_receivers(workspace, told))

        def write(folder: Path) -> None:
            for receiver in receivers:
                _write(workspace, told, receiver, spoken, folder)

        written = _send(workspace.outbox, write, replace=replace)
        repository.record("template", order.unit, year=order.year, receiver=order.receiver, files=len(written))
        return Sent(written, tuple(_doubt_unit(order.unit, repository.load_units(order.year))))


def make_own(workspace: Workspace, principal: Principal, year: int, language: str) -> tuple[str, bytes]:
    """The workbook a principal fills in for its own unit and a round: its name and itself. What is in force of the part stands in it.

    Raises:
        Misuse: the unit does not list the member.
    """
    unit, _, member = principal.scope.partition("/")
    own = next(key for key, part in workspace.system.parts.items() if not part.members)
    order = Order(unit, year, member or own)
    with workspace.store.reading(principal) as repository:
        rows = repository.load_own_rows(year)
    told = _Known(workspace.system, order, rows)
    with TemporaryDirectory() as folder:
        for receiver in _receivers(workspace, told):
            whose = (year, Envelope(unit, year, receiver.part, receiver.member).submitter)
            _write(workspace, told, receiver, language, Path(folder), [item for item in rows if (item.year, item.submitter) == whose])
        (path,) = Path(folder).iterdir()
        return path.name, path.read_bytes()


def _send(outbox: Path, write: Callable[[Path], None], *, replace: bool) -> tuple[Path, ...]:
    """Have workbooks written, and put them into the outbox all together: none over another of the same name, unless told to."""
    outbox.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".", dir=outbox) as folder:
        write(Path(folder))
        made = sorted(Path(folder).iterdir())
        if other := [item.name for item in made if not replace and _differs(item, outbox / item.name)]:
            raise Misuse(*(error("desk.outbox_differs", Place(name), name=name) for name in other))
        return tuple(item.replace(outbox / item.name) for item in made)


def _differs(made: Path, there: Path) -> bool:
    return there.exists() and there.read_bytes() != made.read_bytes()


def _doubt_unit(given: str, units: Sequence[Unit]) -> Iterator[Problem]:
    """A code unlike all those known, such as a unit's name."""
    if units and _shape(given) not in {_shape(unit.code) for unit in units}:
        called = {word: unit for unit in units for word in (unit.code, unit.name)}
        nearest = called[get_close_matches(given, called, 1, 0)[0]]
        yield query("desk.unit_unlike", given=given, nearest=nearest.code, name=nearest.name)


def _shape(code: str) -> str:
    return re.sub(r"\d+", "9", re.sub("[A-Za-z]+", "A", code))


def _refuse_part(system: System, part: str) -> None:
    if part and part not in system.parts:
        raise Misuse(error("desk.unknown_part", given=part, **_name_parts(system)))


def _name_parts(system: System) -> dict[str, str]:
    """The parts that members fill, by key and name."""
    filled = {key: part.name for key, part in system.parts.items() if part.members}
    return {f"parts_{spoken}": say(", ", spoken).join(f"{key} ({name.say(spoken)})" for key, name in filled.items()) for spoken in LANGUAGES}


def write_judging(
    workspace: Workspace, principal: Principal, experts: str, language: str = "", *, indicators: bool = False, replace: bool = False
) -> Path:
    """Write the judgement workbook of the panel into the outbox, a sheet an expert; `experts` is their number, or their names.

    Dimensions and criteria are compared; the indicators of a criterion too where `indicators` says so.

    Raises:
        Misuse: neither a number nor names, or a name twice; without `replace`, another such file is there.
    """
    spoken, levels = language or workspace.settings.language, workspace.system.levels
    names = _name_experts(experts, spoken)
    trees = {level: build_tree(workspace.system, level) for level in levels}
    label = workspace.label(spoken)

    def write(folder: Path) -> None:
        write_judgement_book(folder / f"{JUDGING}.xlsx", workspace.system, trees, names, spoken, leaves=indicators, label=label)

    with workspace.store.acting(principal) as repository:
        (path,) = _send(workspace.outbox, write, replace=replace)
        repository.record("template", JUDGING, experts=len(names))
    return path


def _name_experts(told: str, language: str) -> tuple[str, ...]:
    if told.strip().isdecimal():
        names = tuple(f"{say('Expert', language)} {number}" for number in range(1, min(int(told), MOST_EXPERTS + 1) + 1))
    else:
        names = tuple(name for part in BETWEEN.split(told) if (name := " ".join(part.split())))
    if not 1 <= len(names) <= MOST_EXPERTS:
        raise Misuse(error("desk.bad_experts", given=told[:60], most=MOST_EXPERTS))
    if twice := [name for name in names if names.count(name) > 1]:
        raise Misuse(error("panel.expert_twice", expert=twice[0]))
    return names


@dataclass(frozen=True, slots=True)
class _Receiver:
    part: str
    member: str = ""
    answers: bool = False


class _Known:
    """What is known of a unit before it hands in: its last rows that describe it, and its members."""

    def __init__(self, system: System, order: Order, rows: Sequence[Rows]) -> None:
        self.system, self.order = system, order
        self.standing = {
            table.key: select_told(system, table, max(years), rows)
            for table in system.tables.values()
            if table.time is Time.STATE and (years := [item.year for item in rows if item.table == table.key])
        }

    @property
    def members(self) -> list[Mapping[str, Cell]]:
        """The rows of the unit's members."""
        return [row.cells for row in self.standing.get(self.system.members.table, ())]

    def parts_of(self) -> dict[str, str]:
        """Each member that fills a part, with the part."""
        rows = self.standing.get(self.system.members.table, ())
        filled = {part: members_of_part(self.system, part, self.order.year, rows) for part, told in self.system.parts.items() if told.members}
        return {str(row.cells[self.system.members.key]): part for part, members in filled.items() for row in members}

    def prefilled(self, envelope: Envelope) -> dict[str, list[Mapping[str, Cell]]]:
        """The rows to start from: what the unit told of itself last time."""
        own = next(part for part in self.system.parts.values() if not part.members)
        if envelope.member:
            return {}
        return {key: [row.cells for row in rows] for key, rows in self.standing.items() if key in own.tables}


def _receivers(workspace: Workspace, known: _Known) -> Iterator[_Receiver]:
    system, receiver = workspace.system, known.order.receiver
    own = [part for part, declared in system.parts.items() if not declared.members]
    members = known.parts_of()
    if receiver in own:
        yield _Receiver(receiver)
    elif receiver == WHOLE:
        yield _Receiver("")
    elif receiver == ANSWERS and workspace.survey:
        yield _Receiver("", answers=True)
    elif receiver == EVERYONE:
        yield from (_Receiver(part) for part in own)
        yield from (_Receiver(part, member) for member, part in members.items())
        yield from (_Receiver("", answers=True) for _ in [workspace.survey] if workspace.survey)
    elif receiver in members or known.order.part in system.parts:
        yield _Receiver(known.order.part or members[receiver], receiver)
    else:
        raise Misuse(_unknown(system, receiver, own, members))


def _unknown(system: System, receiver: str, own: Sequence[str], members: Mapping[str, str]) -> Problem:
    known = [*own, WHOLE, ANSWERS, EVERYONE, *members]
    if not members:
        return error("desk.members_not_known", given=receiver, known=", ".join(known), **_name_parts(system))
    return error("desk.unknown_receiver", given=receiver, nearest=get_close_matches(receiver, known, 1, 0)[0], known=", ".join(known))


def _write(workspace: Workspace, known: _Known, receiver: _Receiver, language: str, folder: Path, in_force: Sequence[Rows] = ()) -> None:
    order, label = known.order, workspace.label(language)
    whose = ANSWERS if receiver.answers else receiver.member or receiver.part or WHOLE
    path = folder / f"{order.year}_{order.unit}_{whose}.xlsx"
    if receiver.answers and workspace.survey:
        write_answer_book(
            path, workspace.system, workspace.survey, order.unit, members=known.members, language=language, label=label, year=order.year
        )
        return
    envelope = Envelope(order.unit, order.year, receiver.part, receiver.member)
    rows = known.prefilled(envelope) | _fill_again(in_force)
    write_template(path, workspace.system, envelope, language=language, rows=rows, members=known.members, label=label)


def _fill_again(in_force: Sequence[Rows]) -> dict[str, list[Mapping[str, Cell]]]:
    """The rows of a part as they were handed in, with the reasons given in place of figures."""
    found: dict[str, list[Mapping[str, Cell]]] = {}
    for rows in in_force:
        for number, row in enumerate(rows.rows):
            given = {column: reason for (at, column), reason in rows.reasons.items() if at == number}
            found.setdefault(rows.table, []).append(dict(zip(rows.columns, row, strict=True)) | given)
    return found
