"""Reads published files back as text, the way a curious reader would."""

import io
from collections.abc import Iterator
from html.parser import HTMLParser
from zipfile import ZipFile

from icalendar import Calendar
from pypdf import PdfReader
from pypdf.generic import ContentStream

_VOID = frozenset({"meta", "link", "input", "br"})


def pdf_text(content: bytes) -> str:
    """Return the text of all pages, and the metadata."""
    reader = PdfReader(io.BytesIO(content))
    pages = [page.extract_text() for page in reader.pages]
    return "\n".join([*pages, str(reader.metadata), str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data())])


def missing_glyphs(content: bytes) -> int:
    """Return how many glyphs of a PDF are glyph 0, the empty box."""
    reader = PdfReader(io.BytesIO(content))
    count = 0
    for page in reader.pages:
        for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
            if operator in {b"Tj", b"TJ"}:
                count += sum(_empty_boxes(shown) for shown in _strings(operands))
    return count


def _strings(operands: object) -> Iterator[bytes]:
    if isinstance(operands, list):
        for operand in operands:
            yield from _strings(operand)
    elif isinstance(operands, bytes):
        yield operands
    elif hasattr(operands, "original_bytes"):
        yield operands.original_bytes


def _empty_boxes(shown: bytes) -> int:
    return sum(shown[idx : idx + 2] == b"\0\0" for idx in range(0, len(shown), 2))


def xlsx_text(content: bytes) -> str:
    """Return every part of a workbook, properties included."""
    with ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def ics_text(content: bytes) -> str:
    """Return a calendar with its folded lines joined."""
    return content.decode().replace("\r\n ", "")


def calendar_of(content: bytes) -> Calendar:
    """Return a calendar as a program would read it."""
    found = Calendar.from_ical(content)
    assert isinstance(found, Calendar)
    return found


class Page(HTMLParser):
    """An HTML page: its elements with attributes, its text, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.unbalanced: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.unbalanced += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.unbalanced.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        """Return the values of an attribute, in the order of the page."""
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]
