"""Write new workbooks: text stays text, and equal content is an equal file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

SAFE: Final[dict[str, Any]] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
CREATED: Final = datetime(2025, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@contextmanager
def open_book(path: Path, title: str = "") -> Iterator[Workbook]:
    """Open a workbook to write; it is written when the block ends, and not at all when the block fails.

    Raises:
        OSError: the file cannot be written.
    """
    book = Workbook(str(path), SAFE)
    book.set_properties({"created": CREATED} | ({"title": title} if title else {}))
    yield book
    try:
        book.close()
    except FileCreateError as fault:
        raise fault.args[0] from None
