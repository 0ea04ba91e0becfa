"""Tell what a file is by how it begins, whatever its name says."""

from pathlib import Path
from typing import Final

from iecscore.problems import Place, Problem, error

HEAD: Final = 4096
BLOCK: Final = 1 << 20
ZIPS: Final = (b"pk\x03\x04", b"pk\x05\x06")
PAGES: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")
OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WIDE_TEXT: Final = (b"\xff\xfe", b"\xfe\xff")
PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
NO_BOOK: Final = {"html": "sheets.is_html", "pdf": "sheets.is_pdf", "text": "sheets.is_text", "binary": "sheets.is_binary"}


def tell_kind(head: bytes) -> str:
    """`zip`, `ole2`, `html`, `pdf`, `text` or `binary`, by the first bytes."""
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for kind, marks in (("zip", ZIPS), ("pdf", (b"%pdf",)), ("html", PAGES)):
        if begins.startswith(marks):
            return kind
    if head.startswith(OLE2):
        return "ole2"
    return "binary" if b"\x00" in head and not head.startswith(WIDE_TEXT) else "text"


def kind_of(path: Path) -> str:
    """What a file is, by its first bytes."""
    with path.open("rb") as stream:
        return tell_kind(stream.read(HEAD))


def check_size(path: Path, name: str, largest: int) -> tuple[Problem, ...]:
    """Refuse a file that cannot be read, is empty or is too large."""
    place = Place(name)
    try:
        with path.open("rb"):
            size = path.stat().st_size
    except OSError as fault:
        return (error("sheets.unreadable", place, reason=fault.strerror or str(fault)),)
    if not size:
        return (error("sheets.empty_file", place),)
    return (error("sheets.too_large", place, size=-(-size // 1_000_000), limit=largest // 1_000_000),) if size > largest else ()


def check_signature(path: Path, name: str) -> tuple[Problem, ...]:
    """Refuse what is no .xlsx by its first bytes; nothing where it may be one."""
    kind = kind_of(path)
    if kind == "ole2":
        return (error("sheets.password" if is_locked(path) else "sheets.old_form", Place(name)),)
    return () if kind == "zip" else (error(NO_BOOK[kind], Place(name)),)


def is_locked(path: Path) -> bool:
    """Whether an OLE2 file is an .xlsx behind a password."""
    with path.open("rb") as stream:
        return any(PASSWORD in block for block in iter(lambda: stream.read(BLOCK), b""))
