"""The words of a document, page by page: PDF, DOCX, plain text, and pictures of text.

Runs in the child that `reading` keeps: what strangers send is parsed here, within limits.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from comptoir.kernel.media import ocr
from comptoir.kernel.media.documents import DOCX_TEXT, MAXIMUM_PAGES, MAXIMUM_UNPACKED_BYTES
from comptoir.kernel.media.refusals import Refused

MAXIMUM_CHARS = 2_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pages_of(path: Path, kind: str, tesseract: str | None) -> list[str]:
    """What is written on each page, of a PDF as text: pictures say nothing. Raises Refused."""
    if kind == "pdf":
        pages = _pdf(path)
    elif kind == "docx":
        pages = list(_docx(path))
    elif kind in {"png", "jpg"}:
        pages = [_picture(path, tesseract)]
    else:
        pages = path.read_text(encoding="utf-8").split("\f")
    return bounded(pages)


def bounded(pages: list[str]) -> list[str]:
    """Pages without what no database keeps, as many of their letters as are looked at."""
    kept, room_chars = [], MAXIMUM_CHARS
    for page in pages[:MAXIMUM_PAGES]:
        text = page.replace("\0", "").encode(errors="replace").decode()[:room_chars]
        room_chars -= len(text)
        kept.append(text.replace("\r\n", "\n").replace("\r", "\n"))
    return kept


def _pdf(path: Path) -> list[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - 20 MB, for PDF alone

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("protected")
        pages, room_chars = [], MAXIMUM_CHARS
        for number in range(min(len(reader.pages), MAXIMUM_PAGES)):
            text = reader.pages[number].extract_text() if room_chars > 0 else ""
            room_chars -= len(text)
            pages.append(text)
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception as error:  # the parser raises whatever a false file makes it raise
        raise Refused("unreadable") from error
    return pages


def _docx(path: Path) -> Iterator[str]:
    """The pages as Word last laid them out: it notes where it broke them."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo(DOCX_TEXT)
            if entry.file_size > MAXIMUM_UNPACKED_BYTES:
                raise Refused("too_large")
            with archive.open(entry) as source:
                yield from _pages_of_word(_Counted(source))
    except (
        KeyError,
        zipfile.BadZipFile,
        ElementTree.ParseError,
        OSError,
        ValueError,
        zlib.error,
    ):
        raise Refused("unreadable") from None


class _Counted:
    """A file that gives no more than it said it has: what it says of itself proves nothing."""

    def __init__(self, source: Any) -> None:
        self._source, self._room_bytes = source, MAXIMUM_UNPACKED_BYTES

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._source.read(size if size >= 0 else 65_536)
        self._room_bytes -= len(data)
        if self._room_bytes < 0:
            raise Refused("too_large")
        return data


def _pages_of_word(source: Any) -> Iterator[str]:
    """A paragraph a block; of a table a line a row, with tabs between its cells."""
    parts: list[str] = []
    tables = row = 0
    for event, element in ElementTree.iterparse(source, ("start", "end")):  # noqa: S314 - a child, with limits
        name = element.tag.removeprefix(_WORD)
        if event == "start":
            tables += name == "tbl"
            row = len(parts) if name == "tr" else row
            continue
        if name == "t":
            parts.append(element.text or "")
        elif name == "tab":
            parts.append("\t")
        elif name == "lastRenderedPageBreak" or (
            name == "br" and element.get(f"{_WORD}type") == "page"
        ):
            if "".join(parts).strip():
                yield "".join(parts)
            parts = []
        elif name in {"br", "cr"}:
            parts.append(" " if tables else "\n")
        elif name == "p":
            parts.append(" " if tables else "\n\n")
        elif name == "tc":
            parts.append("\t")
        elif name == "tr":
            parts[row:] = [re.sub(r"\s*\t\s*", "\t", "".join(parts[row:])).strip(), "\n"]
        elif name == "tbl":
            tables -= 1
            parts.append("\n")
        element.clear()
    if "".join(parts).strip():
        yield "".join(parts)


def _picture(path: Path, tesseract: str | None) -> str:
    """What tesseract reads on a picture. Raises Refused."""
    if tesseract is None:
        raise Refused("no_decoder")
    text = ocr.words_on(path, tesseract)
    if not text:
        raise Refused("no_text")
    return text
