"""Documents: a PDF's pages are counted up to a bound, a text is read to its end."""

import zipfile
import zlib
from pathlib import Path
from typing import Any

from comptoir.kernel.media.refusals import Refused

MAXIMUM_PAGES = 500
DOCX_TEXT = "word/document.xml"
MAXIMUM_UNPACKED_BYTES = 64 * 2**20
MAXIMUM_NODES = 4 * MAXIMUM_PAGES
"""Of the tree that a PDF's pages hang on; a tree that holds itself has no end."""
_CHUNK_CHARS = 65_536


def inspect_pdf(path: Path) -> dict[str, Any]:
    """How many pages it has. Raises Refused: `too_large` above `MAXIMUM_PAGES`."""
    from pypdf import PdfReader  # noqa: PLC0415 - 20 MB, for PDF alone
    from pypdf.errors import FileNotDecryptedError  # noqa: PLC0415

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("protected")
        catalogue: Any = reader.trailer["/Root"]
        return {"pages": _pages(catalogue["/Pages"])}
    except (Refused, MemoryError):
        raise
    except FileNotDecryptedError:
        raise Refused("protected") from None
    except Exception as error:  # the parser raises whatever a false file makes it raise
        raise Refused("unreadable") from error


def _pages(root: Any) -> int:
    """Pages that are really there: what the file says of their number proves nothing."""
    waiting, pages, nodes = [root], 0, 0
    while waiting:
        node = waiting.pop().get_object()
        nodes += 1
        kids = node.get("/Kids")
        if kids is None:
            pages += 1
        else:
            waiting.extend(kids.get_object()[: MAXIMUM_NODES + 1])
        if pages > MAXIMUM_PAGES or nodes + len(waiting) > MAXIMUM_NODES:
            raise Refused("too_large")
    if pages == 0:
        raise Refused("unreadable")
    return pages


def inspect_docx(path: Path) -> dict[str, Any]:
    """Whether it is what it seems. Raises Refused: `too_large` for what unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo(DOCX_TEXT)
            if entry.flag_bits & 1:
                raise Refused("protected")
            if entry.file_size > MAXIMUM_UNPACKED_BYTES:
                raise Refused("too_large")
            with archive.open(entry) as text:
                text.read(_CHUNK_CHARS)
    except (KeyError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error):
        raise Refused("unreadable") from None
    return {"pages": 1}


def inspect_text(path: Path) -> dict[str, Any]:
    """How many characters it has. Raises Refused unless it is UTF-8 to its end."""
    chars = 0
    try:
        with path.open(encoding="utf-8", newline="") as file:
            while text := file.read(_CHUNK_CHARS):
                if "\0" in text:
                    raise Refused("unreadable")
                chars += len(text)
    except UnicodeDecodeError as error:
        raise Refused("unreadable") from error
    return {"characters": chars}
