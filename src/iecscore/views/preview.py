"""What a unit's own figures come to before they are handed in, by criterion, beside the peers of the last published round."""

from collections.abc import Sequence
from dataclasses import dataclass

from iecscore.desk.previewing import Figure, Preview
from iecscore.store import Band
from iecscore.survey import Survey
from iecscore.system import System
from iecscore.text import say
from iecscore.views.naming import DASH, mark_of, name_node, word_standing, write_figure
from iecscore.views.reasons import explain_reason


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One indicator: its value, or the mark in its place with the reason, its score, that of the last round, and the peers' middle half then."""

    name: str
    value: str
    mark: str
    why: str
    score: str
    before: str
    band: str
    standing: str


@dataclass(frozen=True, slots=True)
class PreviewView:
    """A preview: what it is and what it is not, and the indicators of each criterion."""

    unit: str
    about: tuple[str, ...]
    earlier: str
    groups: tuple[tuple[str, tuple[PreviewRow, ...]], ...]


def view_preview(preview: Preview, system: System, survey: Survey | None, language: str) -> PreviewView:
    """The preview of a unit."""
    figures = {item.value.indicator: item for item in preview.figures}
    groups = []
    for criteria in system.levels[preview.unit.level].tree.values():
        for criterion, codes in criteria.items():
            rows = tuple(_row(figures[code], preview, system, survey, language) for code in codes if code in figures)
            if rows:
                groups.append((f"{criterion} {name_node(system, criterion, language)}", rows))
    earlier = str(preview.earlier or "")
    return PreviewView(f"{preview.unit.code} {preview.unit.name}".strip(), tuple(_tell(preview, language)), earlier, tuple(groups))


def _tell(preview: Preview, language: str) -> Sequence[str]:
    told = [
        say(
            "A preview, not a result: {count} indicators from this workbook and what else of the unit is in force.",
            language,
            count=len(preview.figures),
        ),
        say("Scores are on the declared goalposts, 0 to 100.", language),
    ]
    if preview.left_out:
        told.append(say("{count} indicators that only the survey tells are left out.", language, count=len(preview.left_out)))
    if not preview.earlier:
        told.append(say("There are no peers to show: no earlier round with this unit is published.", language))
    elif preview.peers is None or not preview.peers.bands:
        told.append(say("There is no group of peers large enough to show without naming anybody.", language))
    else:
        told.append(
            say(
                "Peers are those of the round {round}, rounded and unnamed; those of the coming round are never shown.",
                language,
                round=preview.earlier,
            )
        )
    told.append(say("The agency sees whether a figure was changed after this preview.", language))
    return told


def _row(figure: Figure, preview: Preview, system: System, survey: Survey | None, language: str) -> PreviewRow:
    value = figure.value
    indicator = system.indicators[value.indicator]
    band = preview.peers.of(value.indicator) if preview.peers else None
    told = "" if value.value is None else f"{write_figure(value.value, indicator.decimals)} {indicator.unit.say(language)}".strip()
    mark = mark_of(value, language)
    return PreviewRow(
        f"{value.indicator} {name_node(system, value.indicator, language)}",
        told or mark or DASH,
        str(value.status) if mark else "",
        explain_reason(system, value, survey, language) if value.reason else "",
        write_figure(figure.score, 1),
        write_figure(figure.before, 1),
        f"{band.low:g}–{band.high:g}" if band else DASH,
        _stand(figure.score, band, language),
    )


def _stand(score: float | None, band: Band | None, language: str) -> str:
    if score is None or band is None:
        return ""
    return word_standing(band.lies(score), language)
