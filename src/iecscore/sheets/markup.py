"""Read the XML of sheets and of shared strings as it streams by, without an object for every tag."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import IO, Final, TypeAlias
from xml.etree.ElementTree import XMLParser

from openpyxl.utils.cell import column_index_from_string

from iecscore.sheets.book import BLANK, Area, Raw

At: TypeAlias = tuple[int, int]
Make: TypeAlias = Callable[[str, str, int], Raw]
CHUNK: Final = 1 << 18
MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, CELL, COLUMN, MERGED = f"{MAIN}row", f"{MAIN}c", f"{MAIN}col", f"{MAIN}mergeCell"
VALUE, TEXT, STRING, PHONETIC = f"{MAIN}v", f"{MAIN}t", f"{MAIN}si", f"{MAIN}rPh"
INLINE: Final = "inlineStr"
SHOWN: Final = frozenset({"", "0", "f", "false"})
DIGITS: Final = "0123456789"


class Listener:
    """Hears the text inside one kind of tag; phonetic guides are no text."""

    def __init__(self) -> None:
        """Begin with silence."""
        self.awaited, self.listening, self.phonetic = TEXT, False, False
        self.heard: list[str] = []

    def read(self, stream: IO[bytes]) -> None:
        """Take in a stream of XML."""
        parser = XMLParser(target=self)  # noqa: S314 - the guard has refused what declares entities
        while block := stream.read(CHUNK):
            parser.feed(block)
        parser.close()

    def start(self, tag: str, _told: Mapping[str, str]) -> None:
        """Begin a tag."""
        self.phonetic = self.phonetic or tag == PHONETIC
        self.listening = tag == self.awaited and not self.phonetic

    def data(self, text: str) -> None:
        """Take in a piece of text."""
        if self.listening:
            self.heard.append(text)

    def end(self, tag: str) -> None:
        """End a tag."""
        self.listening = False
        self.phonetic = self.phonetic and tag != PHONETIC

    def take(self) -> str:
        """What was heard since it was last taken."""
        heard = self.heard
        text = heard[0] if len(heard) == 1 else "".join(heard)
        heard.clear()
        return text


class Strings(Listener):
    """The texts that cells share."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__()
        self.texts: list[str] = []

    def end(self, tag: str) -> None:
        """End a tag; the underscore of a text that looks like an escape is written as `_x005F_`."""
        super().end(tag)
        if tag == STRING:
            self.texts.append(self.take().replace("x005F_", ""))


class SheetMarkup(Listener):
    """The cells of a sheet in the order of the file, blank ones too; the columns, rows and merged areas."""

    def __init__(self, make: Make) -> None:
        """Begin without any; `make` makes a cell by its type, its text and the number of its style."""
        super().__init__()
        self.make = make
        self.row = self.column = 0
        self.told: Mapping[str, str] = {}
        self.cells: dict[At, Raw] = {}
        self.rows: dict[int, bool] = {}
        self.columns: dict[int, tuple[int, bool]] = {}
        self.merged: list[Area] = []

    @property
    def hidden_rows(self) -> frozenset[int]:
        """The rows nobody sees."""
        return frozenset(row for row, hidden in self.rows.items() if hidden)

    @property
    def hidden_columns(self) -> frozenset[int]:
        """The columns nobody sees."""
        return frozenset(column for first, (last, hidden) in self.columns.items() if hidden for column in range(first, last + 1))

    def start(self, tag: str, told: Mapping[str, str]) -> None:
        """Begin a tag."""
        if tag == CELL:
            self.told, self.awaited = told, TEXT if told.get("t") == INLINE else VALUE
        elif tag == VALUE == self.awaited and not self.phonetic:
            self.listening = True
        elif tag == ROW:
            self.row, self.column = int(float(told.get("r", self.row + 1))), 0
            self.rows[self.row] = _is_hidden(told)
        elif tag == COLUMN:
            self.columns[int(told["min"])] = int(told.get("max", 0)), _is_hidden(told)
        elif tag == MERGED:
            self.merged.append(_area(told["ref"]))
        else:
            super().start(tag, told)

    def end(self, tag: str) -> None:
        """End a tag."""
        self.listening = False
        if tag == CELL:
            self._keep()
        elif tag == PHONETIC:
            self.phonetic = False

    def close(self) -> None:
        """End the sheet; of a merged area people see the first cell only."""
        for area in self.merged:
            covered = {(row, column) for row in range(area.row, area.last_row + 1) for column in range(area.column, area.last_column + 1)}
            self.cells.update(dict.fromkeys((covered - {area[:2]}) & self.cells.keys(), BLANK))

    def _keep(self) -> None:
        told = self.told
        place = _place(told["r"]) if "r" in told else (self.row, self.column + 1)
        self.column = place[1]
        self.cells[place] = self.make(told.get("t", "n"), self.take(), int(told.get("s", 0)))


@lru_cache(1 << 16)
def _place(address: str) -> At:
    letters = address.rstrip(DIGITS)
    return int(address[len(letters) :]), _number(letters)


# The same few letters stand in every cell's address; what is no column is refused each time.
_number = cache(column_index_from_string)


def _area(told: str) -> Area:
    first, _, last = told.replace("$", "").partition(":")
    return Area(*_place(first), *_place(last or first))


def _is_hidden(told: Mapping[str, str]) -> bool:
    return told.get("hidden", "") not in SHOWN


def read_strings(stream: IO[bytes]) -> Sequence[str]:
    """Read the shared strings."""
    strings = Strings()
    strings.read(stream)
    return strings.texts
