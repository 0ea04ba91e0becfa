"""What things are called on pages and in reports, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Final

from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import IndicatorValue, RankRow, Status

DASH: Final = "–"
MARKS: Final[Mapping[Status, str]] = {
    Status.MISSING: "missing",
    Status.NOT_APPLICABLE: "not applicable",
    Status.SUPPRESSED: "suppressed",
    Status.BELOW_MINIMUM: "too few",
}
OWN_MARKS: Final[Mapping[str, str]] = {"hard_range": "out of range", "too_large": "too large"}
LEFT_OUT: Final[Mapping[str, str]] = {
    "incomplete": "no: its row is incomplete",
    "condition": "no: the formula's condition leaves the row out",
    "outside_window": "no: outside the years looked at",
    "year_left_out": "no: too little of that year is there",
    "not_a_member": "no: not a member at the time",
    "not_handed_in": "no: the part was not handed in",
    "unpaired": "no: the other side of the ratio is missing",
}


def name_league(system: System, level: str, league: Sequence[str], language: str) -> str:
    """The name of a league, from the wording of its codes; “all” where a level has one league only."""
    told = [name_code(system, place, code, language) for place, code in zip(system.levels[level].league, league, strict=True)]
    return " · ".join(told) or say("all", language)


def name_code(system: System, place: str, code: str, language: str) -> str:
    """The wording of a code of a column (`table.column`) from its dictionary; the code itself where there is none."""
    table, _, column = place.partition(".")
    dictionary = system.tables[table].columns[column].dictionary
    codes = system.dictionaries[dictionary].codes if dictionary else {}
    return codes[code].say(language) if code in codes else code


def name_node(system: System, node: str, language: str) -> str:
    """The name of a tree node; of the root, the whole."""
    return say("Overall goal", language) if node == ROOT else system.node_name(node).say(language)


def name_tier(system: System, level: str, tier: str, language: str) -> str:
    """The wording of a tier."""
    return next((item.name.say(language) for item in system.levels[level].tiers if item.key == tier), tier)


def say_unit(code: str, names: Mapping[str, str]) -> str:
    """Code and name."""
    return f"{code} {names.get(code, '')}".strip()


def name_interval(low: int | None, high: int | None) -> str:
    """“5”, or “5–7”."""
    if low is None or high is None:
        return DASH
    return str(low) if low == high else f"{low}–{high}"


def remark_on(system: System, row: RankRow, language: str) -> str:
    """Why a unit is not ranked; nothing for one that is."""
    if not row.withheld:
        return ""
    names = "、".join(_name_withheld(system, node, row.missing, language) for node in row.withheld)
    return say("not ranked: missing {names}", language, names=names)


def _name_withheld(system: System, node: str, missing: Sequence[str], language: str) -> str:
    """A withheld criterion, with those of its indicators that are not scored."""
    held = {code for level in system.levels.values() for criteria in level.tree.values() for code in criteria.get(node, ())}
    gone = ", ".join(code for code in missing if code in held)
    return f"{node} {name_node(system, node, language)}" + (f" ({gone})" if gone else "")


def mark_of(value: IndicatorValue, language: str) -> str:
    """The mark in place of a figure, or beside one that is shown and not scored; nothing for a scored value."""
    told = OWN_MARKS.get(value.reason) or MARKS.get(value.status)
    return say(told, language) if told else ""


def explain_counted(left_out: str, language: str, *, counted: bool) -> str:
    """Whether a cell entered a figure, and if not, why."""
    if counted:
        return say("yes", language)
    return say(LEFT_OUT[left_out], language) if left_out in LEFT_OUT else say("no", language)


def word_flag(system: System, value: IndicatorValue, flag: str, language: str) -> str:
    """A flag in words: the guard's own text, or the plausible range that is left."""
    indicator = system.indicators[value.indicator]
    kind, _, place = flag.partition(":")
    if kind == "guard":
        return indicator.guards[int(place)].text.say(language)
    low, high = indicator.plausible_range.low, indicator.plausible_range.high
    return say("outside the plausible range {low} to {high}", language, low=f"{low:g}", high=f"{high:g}")


def write_figure(figure: float | None, decimals: int) -> str:
    """A figure with its digits; a dash where there is none."""
    return "–" if figure is None else f"{figure + 0.0 if round(figure, decimals) else 0.0:,.{decimals}f}"


def word_standing(lies: int, language: str) -> str:
    """How a score lies towards its peers' middle half: 1 above, -1 below, 0 within."""
    return {1: say("▲ above", language), -1: say("▼ below", language), 0: say("within", language)}[lies]
