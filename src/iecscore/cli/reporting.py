"""`iecscore status`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from iecscore.cli.screen import screen, show, table, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.reporting import RoundReport, UnitReport, report_round
from iecscore.engine import Due
from iecscore.survey import Survey
from iecscore.system import System
from iecscore.text import say
from iecscore.views import DASH

if TYPE_CHECKING:
    from rich.table import Table


@command("status", "List who has reported in a round: of each unit the parts expected and those not in, and its answers beside the minimum.")
@option("--round", "year", type=click.IntRange(2000, 2100), default=None, help="Round, by its year; by default the latest.")
@pass_session
def run(session: Session, year: int | None) -> None:
    """List who has reported."""
    workspace, language = session.workspace, session.language
    found = report_round(workspace, session.principal, year or 0)
    console = screen()
    show(console, _lay_parts(found, workspace.system, language))
    write_line(
        say(
            "Not in: never handed in, or refused at import; the members expected are those on the unit's list, and without one those who handed in.",
            language,
        )
    )
    if workspace.survey:
        show(console, _lay_answers(found, workspace.survey, language))
        write_line(say("Answers: those that count; where organisations vote, their number. * is below the minimum, which is not scored.", language))


def _lay_parts(found: RoundReport, system: System, language: str) -> "Table":
    parts = [part.name.say(language) for part in system.parts.values()]
    heads = [say("Unit", language), say("Name", language), say("In", language), *parts, say("Not in", language)]
    rows = [[unit.unit, unit.name or DASH, *_count_each(unit.due, system), _name_missing(unit, system, language)] for unit in found.units]
    every = [part for unit in found.units for part in unit.due]
    rows.append([say("Total", language), "", *_count_each(every, system), ""])
    title = say("Round {year}: parts in, of those expected", language, year=found.year)
    return table(title, heads, rows, right=range(2, 3 + len(parts)), whole=(0, 2))


def _count_each(due: Sequence[Due], system: System) -> list[str]:
    return [_count(due), *(_count([item for item in due if item.part == part]) for part in system.parts)]


def _count(due: Sequence[Due]) -> str:
    return f"{sum(part.told for part in due)}/{len(due)}" if due else DASH


def _name_missing(unit: UnitReport, system: System, language: str) -> str:
    return ("、" if language == "zh" else ", ").join(_list_missing(unit, system, language))


def _list_missing(unit: UnitReport, system: System, language: str) -> Iterator[str]:
    for part in unit.due:
        if not part.told:
            name = f"{part.member} {part.name}".strip() or system.parts[part.part].name.say(language)
            gone = (part.part, part.member) in unit.withdrawn
            yield say("{name} (withdrawn)", language, name=name) if gone else name


def _lay_answers(found: RoundReport, survey: Survey, language: str) -> "Table":
    groups = [survey.groups[key] for key in survey.order]
    least = {group.key: group.minimum.score for group in groups}
    heads = [say("Unit", language), say("Name", language), *(f"{group.name.say(language)} ≥ {least[group.key]}" for group in groups)]
    rows = [
        [
            unit.unit,
            unit.name or DASH,
            *(f"{item.votes}{'*' if item.votes < least[item.group] else ''}" for item in unit.counted),
            say("withdrawn", language) if unit.answers_withdrawn else "",
        ]
        for unit in found.units
    ]
    sums = [str(sum(unit.counted[place].votes for unit in found.units)) for place in range(len(groups))]
    rows.append([say("Total", language), "", *sums, ""])
    title = say("Round {year}: answers, with the minimum of each group", language, year=found.year)
    return table(title, [*heads, say("Remark", language)], rows, right=range(2, 2 + len(groups)), whole=(0,))
