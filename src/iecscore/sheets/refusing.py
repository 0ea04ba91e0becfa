"""Refuse a cell: the problem quotes what was typed; whoever knows the place adds it."""

from datetime import datetime, time
from typing import Final

from iecscore.problems import NOWHERE, Problem, error
from iecscore.sheets.book import ERROR, UNCOMPUTED, Raw
from iecscore.sheets.tidying import tidy_code, tidy_text

WIDEST: Final = 60
STATES: Final = {ERROR: "sheets.error_value", UNCOMPUTED: "sheets.uncomputed"}
ERRORS: Final = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!", "#BUSY!"})
NOTHING: Final = frozenset(
    {
        "",
        "无",
        "暂无",
        "没有",
        "空",
        "不详",
        "未知",
        "待定",
        "-",
        "--",
        "—",
        "——",
        "–",
        "/",
        "\\",
        "?",
        "n/a",
        "na",
        "nil",
        "none",
        "null",
        "tbd",
        "unknown",
    }
)


def refuse_cell(code: str, told: object, **parameters: str | int) -> Problem:
    """A problem of a cell whose place is told later, with the offending text as it was typed."""
    return error(code, NOWHERE, told=show(told), **parameters)


def show(told: object) -> str:
    """A cell's content as a person sees it, cut where it is long."""
    if isinstance(told, datetime) and told.time() == time():
        told = told.date()
    text = tidy_text(str(told))
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def tells(raw: Raw) -> bool:
    """Whether a cell is there to be read: no empty cell, no error value, no formula nobody computed."""
    return raw.value is not None and not _state(raw)


def refuse_state(raw: Raw) -> tuple[Problem, ...]:
    """What is wrong with a cell that tells nothing; an empty cell is no problem here."""
    state = _state(raw)
    return (refuse_cell(STATES[state], raw.value),) if state else ()


def means_nothing(told: object) -> bool:
    """Whether a text only says that there is nothing to say: `无`, `—`, `n/a`."""
    return isinstance(told, str) and tidy_code(told).casefold() in NOTHING


def _state(raw: Raw) -> str:
    return ERROR if isinstance(raw.value, str) and raw.value in ERRORS else raw.state
