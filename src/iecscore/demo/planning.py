"""Which files the demonstration consists of, and what a person would call them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from iecscore.demo.cases import IN_PARTS, LAST_ROUND, ROUNDS
from iecscore.demo.members import Firm, School
from iecscore.demo.world import Community, build_world
from iecscore.text import say

INBOX: Final = "inbox"
ANSWERS: Final = "answers"
SECRETARIAT, SCHOOL, ENTERPRISE = "secretariat", "school", "enterprise"


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook to write: where, and of which community, round, part and member it tells."""

    path: str
    community: int
    year: int
    part: str = ""
    member: str = ""


def plan_books(language: str, *, parts: bool, workbooks: int | None) -> tuple[Book, ...]:
    """Every workbook, the last round in parts where asked for; with `workbooks` only so many, the last round first, without answers."""
    apart = set(ROUNDS if workbooks else ROUNDS[-1:]) if parts else set()
    found = [book for year in ROUNDS[::-1] for community in build_world() for book in _plan(community, year, language, apart=year in apart)]
    return tuple(found) if workbooks is None else tuple(book for book in found if book.part != ANSWERS)[:workbooks]


def _plan(community: Community, year: int, language: str, *, apart: bool) -> Iterator[Book]:
    split = apart or (community.code == IN_PARTS and year == LAST_ROUND)
    for part, member in [*(_list_parts(community, year) if split else [("", "")]), (ANSWERS, "")]:
        yield Book(f"{INBOX}/{year}/{name_book(community.code, year, part, member, language)}", community.number, year, part, member)


def _list_parts(community: Community, year: int) -> Iterator[tuple[str, str]]:
    yield SECRETARIAT, ""
    for seat in community.seats:
        if seat.present_in(year) and isinstance(seat.holder, School | Firm):
            yield SCHOOL if isinstance(seat.holder, School) else ENTERPRISE, seat.code


def name_book(unit: str, year: int, part: str, member: str, language: str) -> str:
    """A file name: round, community, whose."""
    words = {
        "": say("workbook", language),
        SECRETARIAT: say("secretariat", language),
        SCHOOL: say("school", language),
        ENTERPRISE: say("enterprise", language),
        ANSWERS: say("survey", language),
    }
    return "_".join(text for text in (str(year), unit, words[part], member) if text) + ".xlsx"
