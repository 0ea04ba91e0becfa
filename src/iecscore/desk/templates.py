"""Write the workbooks to send out: a part for its submitter, the whole, the survey's answer workbook, or the panel's for its judgements."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from iecscore.desk.workspace import Workspace
from iecscore.panel import write_judgement_book
from iecscore.problems import Misuse, Problem, error
from iecscore.survey import write_answer_book
from iecscore.system import System, members_of_part, select_told
from iecscore.system.tables import Time
from iecscore.text import say
from iecscore.values import Cell, Principal, Rows
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


def write_templates(workspace: Workspace, principal: Principal, order: Order, language: str = "") -> tuple[Path, ...]:
    """Write what is ordered into the outbox; files of the same name are replaced.

    Raises:
        Misuse: the receiver is no part, no member known and no word of the list.
    """
    if not UNIT.fullmatch(order.unit):
        raise Misuse(error("desk.bad_unit", given=order.unit))
    with workspace.store.acting(principal) as repository:
        rows = tuple(item for item in repository.load_rows(order.year) if item.unit == order.unit)
        told = _Known(workspace.system, order, rows)
        written = tuple(_write(workspace, told, receiver, language or workspace.settings.language) for receiver in _receivers(workspace, told))
        repository.record("template", order.unit, year=order.year, receiver=order.receiver, files=len(written))
    return written


def write_judging(workspace: Workspace, principal: Principal, experts: str, language: str = "", *, indicators: bool = False) -> Path:
    """Write the judgement workbook of the panel into the outbox, a sheet an expert; `experts` is their number, or their names.

    Dimensions and criteria are compared; the indicators of a criterion too where `indicators` says so.

    Raises:
        Misuse: neither a number nor names, or a name twice.
    """
    spoken, levels = language or workspace.settings.language, workspace.system.levels
    names = _name_experts(experts, spoken)
    path = workspace.outbox / f"{JUDGING}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    trees = {level: build_tree(workspace.system, level) for level in levels}
    with workspace.store.acting(principal) as repository:
        write_judgement_book(path, workspace.system, trees, names, spoken, leaves=indicators, label=workspace.label(spoken))
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
        raise Misuse(_unknown(receiver, own, members))


def _unknown(receiver: str, own: Sequence[str], members: Mapping[str, str]) -> Problem:
    known = [*own, WHOLE, ANSWERS, EVERYONE, *members]
    nearest = get_close_matches(receiver, known, 1, 0)[0]
    code = "desk.unknown_receiver" if members else "desk.members_not_known"
    return error(code, given=receiver, nearest=nearest, known=", ".join(known))


def _write(workspace: Workspace, known: _Known, receiver: _Receiver, language: str) -> Path:
    order, label = known.order, workspace.label(language)
    whose = ANSWERS if receiver.answers else receiver.member or receiver.part or WHOLE
    path = workspace.outbox / f"{order.year}_{order.unit}_{whose}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    if receiver.answers and workspace.survey:
        write_answer_book(
            path, workspace.system, workspace.survey, order.unit, members=known.members, language=language, label=label, year=order.year
        )
        return path
    envelope = Envelope(order.unit, order.year, receiver.part, receiver.member)
    write_template(path, workspace.system, envelope, language=language, rows=known.prefilled(envelope), members=known.members, label=label)
    return path
