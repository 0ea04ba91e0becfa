"""Unfold a workbook: openpyxl reads its directory and its styles, the sheets are read as they stream by."""

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, Final, NamedTuple

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS

from iecscore.sheets.book import ERROR, UNCOMPUTED, Raw, Sheet, Told
from iecscore.sheets.markup import At, Make, SheetMarkup, read_strings

LATER_EPOCH: Final = 1904
PLAIN: Final = "General"
NO_DATE: Final = "#VALUE!"
LONGEST_NUMBER: Final = 300


class Unfolded(NamedTuple):
    """The sheets of a workbook, and whether its dates count from 1904."""

    sheets: tuple[Sheet, ...]
    epoch_1904: bool


def unfold(stream: IO[bytes], uncomputed: Mapping[str, Mapping[At, str]]) -> Unfolded:
    """Read every sheet; `uncomputed` are the formulas never computed, by sheet and place."""
    reader = ExcelReader(stream, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    make = Maker(reader.wb, _read_strings(reader)).make
    return Unfolded(tuple(_unfold_sheets(reader, make, uncomputed)), reader.wb.epoch.year == LATER_EPOCH)


def _read_strings(reader: ExcelReader) -> Sequence[str]:
    part = reader.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
    if part is None:
        return ()
    with reader.archive.open(part.PartName[1:]) as stream:
        return read_strings(stream)


def _unfold_sheets(reader: ExcelReader, make: Make, uncomputed: Mapping[str, Mapping[At, str]]) -> Iterator[Sheet]:
    for told, part in reader.parser.find_sheets():
        if part.target in reader.valid_files and "chartsheet" not in part.Type:
            markup = SheetMarkup(make)
            with reader.archive.open(part.target) as stream:
                markup.read(stream)
            cells = _settle(markup.cells, uncomputed.get(told.name, {}))
            yield Sheet(told.name, cells, told.state != "visible", markup.hidden_rows, markup.hidden_columns, tuple(markup.merged))


def _settle(cells: Mapping[At, Raw], uncomputed: Mapping[At, str]) -> dict[At, Raw]:
    """The cells that hold something, and the formulas never computed in theirs."""
    told = {place: Raw(formula, cells[place].format, UNCOMPUTED) for place, formula in uncomputed.items() if place in cells}
    return {place: raw for place, raw in cells.items() if raw.value is not None} | told


class Maker:
    """Makes cells of what stands in the file, with the workbook's strings, formats and epoch."""

    def __init__(self, book: Any, strings: Sequence[str]) -> None:  # noqa: ANN401 - the styles are not in its types
        """Look up the number format of each style once."""
        own, first = book._number_formats, BUILTIN_FORMATS_MAX_SIZE  # noqa: SLF001 - as openpyxl's own readers do
        numbers = [style.numFmtId for style in book._cell_styles]  # noqa: SLF001
        self.formats = [BUILTIN_FORMATS.get(number, PLAIN) if number < first else own[number - first] for number in numbers]
        self.dates, self.spans = book._date_formats, book._timedelta_formats  # noqa: SLF001
        self.strings, self.epoch = strings, book.epoch
        self.made: dict[tuple[str, str, int], Raw] = {}

    def make(self, kind: str, text: str, style: int) -> Raw:
        """A cell by its type, its text and the number of its style; the same words stand in many cells."""
        told = (kind, text, style)
        made = self.made.get(told)
        return made if made is not None else self.made.setdefault(told, self._make(kind, text, style))

    def _make(self, kind: str, text: str, style: int) -> Raw:
        form = self.formats[style]
        if not text:
            return Raw(None, form)
        if kind == "n":
            return self._number(text, style)
        return Raw(self._read(kind, text), form, ERROR if kind == "e" else "")

    def _number(self, text: str, style: int) -> Raw:
        if len(text) > LONGEST_NUMBER:
            return Raw(text, self.formats[style])
        number = float(text) if "." in text or "E" in text or "e" in text else int(text)
        if style not in self.dates:
            return Raw(number, self.formats[style])
        try:
            return Raw(from_excel(number, self.epoch, timedelta=style in self.spans), self.formats[style])
        except (OverflowError, ValueError):
            return Raw(NO_DATE, self.formats[style], ERROR)

    def _read(self, kind: str, text: str) -> Told:
        if kind == "s":
            return self.strings[int(text)]
        if kind == "b":
            return bool(int(text))
        return from_ISO8601(text) if kind == "d" else text  # type: ignore[no-untyped-call]
