"""The kinds of file there are, and which one a file's first bytes say it is.

A name is no evidence of a kind, and neither are first bytes alone: whatever a kind is found to
be, its whole content is then decoded or walked through (`images`, `films`, `documents`).
"""

from dataclasses import dataclass
from typing import Literal

Family = Literal["image", "video", "document"]
HEAD_BYTES = 8192


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it is named on the wire, and what family treats it."""

    name: str
    """Also the extension a stored file of this kind gets."""
    media_type: str
    family: Family
    extensions: tuple[str, ...]
    """What people's files of this kind are called."""


KINDS = {
    kind.name: kind
    for kind in (
        Kind("jpg", "image/jpeg", "image", ("jpg", "jpeg")),
        Kind("png", "image/png", "image", ("png",)),
        Kind("gif", "image/gif", "image", ("gif",)),
        Kind("bmp", "image/bmp", "image", ("bmp",)),
        Kind("mp4", "video/mp4", "video", ("mp4",)),
        Kind("mov", "video/quicktime", "video", ("mov",)),
        Kind("avi", "video/x-msvideo", "video", ("avi",)),
        Kind("webm", "video/webm", "video", ("webm",)),
        Kind("pdf", "application/pdf", "document", ("pdf",)),
        Kind(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "document",
            ("docx",),
        ),
        Kind("txt", "text/plain", "document", ("txt", "md")),
    )
}

_QUICKTIME_STARTS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip"})
"""How films begin that older cameras wrote, without a `ftyp`."""


def _named_by_library(head: bytes) -> str | None:
    import filetype  # type: ignore[import-untyped]  # noqa: PLC0415 - only the child needs it

    found = filetype.guess(head)
    name = {"m4v": "mp4"}.get(found.extension, found.extension) if found else None
    return name if name in KINDS else None


def kind_of(head: bytes) -> Kind | None:
    """The kind that a file beginning with `head` claims to be; None for anything else.

    Text is what nothing else is, and valid UTF-8 without control characters.
    """
    if head[4:8] == b"ftyp":
        # The library knows only some of the brands; QuickTime is the one that is no MP4.
        return KINDS["mov" if head[8:12] == b"qt  " else "mp4"]
    if head[4:8] in _QUICKTIME_STARTS:
        return KINDS["mov"]
    name = _named_by_library(head)
    if name is not None:
        return KINDS[name]
    return KINDS["txt"] if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    # A character may be cut in two at the end.
    for cut in range(4):
        try:
            text = head[: len(head) - cut].decode()
        except UnicodeDecodeError:
            continue
        return bool(text) and not any(ord(c) < 32 and c not in "\t\n\r\f" for c in text)
    return False
