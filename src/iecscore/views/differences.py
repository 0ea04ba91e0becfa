"""Two evaluations of a level side by side: what was chosen otherwise, and what became of each unit."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from iecscore.text import say
from iecscore.values import Evaluation, Options, RankRow
from iecscore.views.naming import DASH, write_figure


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice that differs, with what it was in each."""

    name: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A unit in both, or in one of them; `shift` is by how many ranks it stands higher in the second."""

    unit: str
    name: str
    first_rank: str
    second_rank: str
    shift: int | None
    first_score: str
    second_score: str
    change: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two evaluations, the units that moved most first; `moved` units changed their rank."""

    choices: tuple[ChoiceLine, ...]
    units: tuple[ShiftLine, ...]
    moved: int


def view_differences(first: Evaluation, second: Evaluation, language: str) -> Differences:
    """Put two evaluations of a level side by side."""
    names = {unit.code: unit.name for evaluation in (first, second) for unit in evaluation.units}
    one, other = ({row.unit: row for row in evaluation.ranking} for evaluation in (first, second))
    lines = [_compare(unit, names.get(unit, ""), one.get(unit), other.get(unit)) for unit in sorted({*one, *other})]
    lines.sort(key=lambda line: -abs(line.shift or 0))
    return Differences(tuple(_list_choices(first, second, language)), tuple(lines), sum(bool(line.shift) for line in lines))


def _list_choices(first: Evaluation, second: Evaluation, language: str) -> Iterator[ChoiceLine]:
    for field in fields(Options):
        one, other = (getattr(evaluation.options, field.name) for evaluation in (first, second))
        if one != other:
            yield ChoiceLine(field.name, _write(one), _write(other))
    told = (
        (say("Indicator system", language), first.system_digest[:12], second.system_digest[:12]),
        (say("Files it was made of", language), str(len(first.inputs)), str(len(second.inputs))),
    )
    differs = (first.system_digest != second.system_digest, first.inputs != second.inputs)
    yield from (ChoiceLine(*line) for line, other in zip(told, differs, strict=True) if other)


def _write(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _compare(unit: str, name: str, one: RankRow | None, other: RankRow | None) -> ShiftLine:
    ranks = [row.rank if row else None for row in (one, other)]
    scores = [row.score if row else None for row in (one, other)]
    shift = ranks[0] - ranks[1] if ranks[0] is not None and ranks[1] is not None else None
    change = f"{scores[1] - scores[0]:+.2f}" if scores[0] is not None and scores[1] is not None else DASH
    shown = [DASH if rank is None else str(rank) for rank in ranks]
    written = [DASH if score is None else write_figure(score, 2) for score in scores]
    return ShiftLine(unit, name, shown[0], shown[1], shift, written[0], written[1], change)
