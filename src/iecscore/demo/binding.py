"""Write one workbook of the demonstration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from iecscore.demo.answers import answer_rows
from iecscore.demo.planning import ANSWERS, Book
from iecscore.demo.records import community_records
from iecscore.demo.rosters import Record, member_rows
from iecscore.demo.world import build_world
from iecscore.survey import Survey, write_answer_book
from iecscore.system import System
from iecscore.system.closed import Words
from iecscore.workbook import Envelope, write_template

Records: TypeAlias = Mapping[str, Sequence[Record]]
LABEL: Final = Words(
    en="Synthetic demonstration data; every organisation is made up",
    zh="合成演示数据，所有单位均为虚构",
)


@dataclass(frozen=True, slots=True)
class Bindery:
    """What every workbook is written with."""

    folder: Path
    system: System
    survey: Survey
    language: str

    @property
    def label(self) -> str:
        """What stands on every sheet."""
        return LABEL.say(self.language)

    def write(self, book: Book) -> str:
        """Write a workbook; its path within the folder."""
        if book.part == ANSWERS:
            self._write_answers(book)
        else:
            self.write_tables(book, cut_records(book, community_records(build_world()[book.community], book.year)), self.system)
        return book.path

    def write_tables(self, book: Book, records: Records, system: System) -> None:
        """Write the whole workbook of a community, or the part of it that a book is, with these rows."""
        community = build_world()[book.community]
        tables = system.parts[book.part].tables if book.part else system.tables
        write_template(
            self.folder / book.path,
            system,
            Envelope(community.code, book.year, book.part, book.member),
            language=self.language,
            rows={key: rows for key, rows in records.items() if key in tables},
            members=member_rows(community, book.year),
            label=self.label,
        )

    def _write_answers(self, book: Book) -> None:
        community = build_world()[book.community]
        write_answer_book(
            self.folder / book.path,
            self.system,
            self.survey,
            community.code,
            unit_name=community.name,
            members=member_rows(community, book.year),
            language=self.language,
            answers=answer_rows(self.survey, community, book.year),
            label=self.label,
            year=book.year,
        )


def cut_records(book: Book, records: Records) -> dict[str, Sequence[Record]]:
    """The rows a book holds: all of them, or those of its member."""
    return {key: [row for row in rows if not book.member or row.get("member_id") == book.member] for key, rows in records.items()}
