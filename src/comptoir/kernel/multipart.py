"""Forms with files, as they arrive: each file is written to disk while it is read.

Starlette's own reader knows no limit for a file and keeps its first megabyte in memory. Here a
file that is refused is read to its end and thrown away, so that its sender, who reads no answer
before everything is sent, learns why.
"""

import asyncio
import contextlib
import hashlib
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.files import new_token, unreachable

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

WRITE_BYTES = 256 * 1024
"""What is gathered in memory before it is written."""
MAXIMUM_PARTS = 50
"""Fields and files, wanted or not: a body has room for a million empty ones."""
MAXIMUM_FIELD_BYTES = 16 * 1024
MAXIMUM_PART_HEADER_BYTES = 8 * 1024
MAXIMUM_NAME_CHARS = 200
FORGOTTEN_AFTER_S = 3600
NOT_A_FORM = Text(
    "Formulaire multipart/form-data attendu, le fichier dans un champ.",
    "A multipart/form-data form expected, with the file in a field.",
)
"""No request lasts so long: whoever wrote it is gone."""


@dataclass(slots=True)
class SentFile:
    """A file as it was sent: what its sender calls it, and where its bytes are."""

    name: str
    path: Path
    size_bytes: int = 0
    digest: str = ""
    """SHA-256 of its bytes."""

    @property
    def clean_path(self) -> Path:
        """Where a rewritten form of it may go."""
        return self.path.with_suffix(".clean")


@dataclass(slots=True)
class Policy:
    """What a route takes. Each rule raises the service's own Problem."""

    file_fields: frozenset[str]
    maximum_file_bytes: int
    check: Callable[[int, str], None]
    """Called with a file's place, from 1, and its name."""
    too_large: Callable[[int], Problem]
    """The file of this place is larger than allowed."""


@dataclass(slots=True)
class SentForm:
    """Fields and files. Its files are gone when the `async with` block ends."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[SentFile] = field(default_factory=list)

    async def __aenter__(self) -> "SentForm":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.shield(asyncio.to_thread(self._remove))

    def _remove(self) -> None:
        for file in self.files:
            for path in (file.path, file.clean_path):
                with contextlib.suppress(OSError):  # there is none, or none any more
                    path.unlink()


def plain_name(given: str) -> str:
    """A name as it may be shown and offered: no folders, no control or direction characters."""
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    if len(shown) > MAXIMUM_NAME_CHARS:
        stem, dot, extension = shown.rpartition(".")
        ending = (dot + extension)[:10] if dot else ""
        shown = (stem or shown)[: MAXIMUM_NAME_CHARS - len(ending)] + ending
    return shown


def extension_of(name: str) -> str:
    """What a name ends with, in lower case, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


class _Reader:
    """The parser's callbacks: they only note, since they may not wait."""

    def __init__(self, folder: Path, policy: Policy, form: SentForm) -> None:
        self._folder, self._policy, self._form = folder, policy, form
        self._header_name = self._header_value = b""
        self._headers: dict[bytes, bytes] = {}
        self._field: str | None = None
        self._value = bytearray()
        self._parts = 0
        self.file: SentFile | None = None
        self.gathered = bytearray()
        self.ended: list[tuple[SentFile, bytes]] = []
        """Files that are complete but for these last bytes."""
        self.refused: Problem | None = None
        self.complete = False

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._on_part_begin,
            "on_header_field": self._on_header_field,
            "on_header_value": self._on_header_value,
            "on_header_end": self._on_header_end,
            "on_headers_finished": self._on_headers_finished,
            "on_part_data": self._on_part_data,
            "on_part_end": self._on_part_end,
            "on_end": self._on_end,
        }

    def _on_part_begin(self) -> None:
        self._parts += 1
        if self._parts > MAXIMUM_PARTS:
            raise HTTPException(400)
        self._headers, self._field, self.file = {}, None, None
        self._header_name = self._header_value = b""

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]
        self._bound_headers()

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]
        self._bound_headers()

    def _bound_headers(self) -> None:
        if len(self._header_name) + len(self._header_value) > MAXIMUM_PART_HEADER_BYTES:
            raise HTTPException(400)

    def _on_header_end(self) -> None:
        if len(self._headers) < MAXIMUM_PARTS:
            self._headers[self._header_name.lower()] = self._header_value
        self._header_name = self._header_value = b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = options.get(b"name", b"").decode(errors="replace")
        if b"filename" not in options:
            self._value = bytearray()
            self._field = name
            return
        given = options[b"filename"].decode(errors="replace")
        # A browser sends a nameless empty file for a chooser that nobody used.
        if name in self._policy.file_fields and given and self.refused is None:
            try:
                self._policy.check(len(self._form.files) + 1, plain_name(given))
            except Problem as problem:
                self.refused = problem
                return
            self.file = SentFile(plain_name(given), self._folder / new_token())
            self._form.files.append(self.file)

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._field is not None:
            self._value += data[start:end]
            if len(self._value) > MAXIMUM_FIELD_BYTES:
                raise HTTPException(400)
        elif self.file is not None and self.refused is None:
            self.file.size_bytes += end - start
            if self.file.size_bytes > self._policy.maximum_file_bytes:
                self.refused = self._policy.too_large(len(self._form.files))
            else:
                self.gathered += data[start:end]

    def _on_part_end(self) -> None:
        if self._field is not None:
            self._form.fields[self._field] = self._value.decode(errors="replace")
        elif self.file is not None:
            self.ended.append((self.file, bytes(self.gathered)))
            self.gathered, self.file = bytearray(), None

    def _on_end(self) -> None:
        self.complete = True


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Disk:
    """The one file being written. Called in threads, never two at once."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._digest = hashlib.sha256()

    def write(self, sent: SentFile, data: bytes, *, last: bool) -> None:
        if self._file is None:
            sent.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = open(sent.path, "xb", opener=_for_us_alone)  # noqa: SIM115
            self._digest = hashlib.sha256()
        self._file.write(data)
        self._digest.update(data)
        if last:
            sent.digest = self._digest.hexdigest()
            self.close()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


async def receive(request: Request, folder: Path, policy: Policy) -> SentForm:
    """Read a whole form, its files into `folder`. Raises the policy's Problems.

    Raises Problem or HTTPException 400 for what is no form, and Unavailable when the disk takes
    no more.
    """
    kind, options = parse_options_header(request.headers.get("content-type", "").encode("latin-1"))
    if kind != b"multipart/form-data" or not 0 < len(options.get(b"boundary", b"")) <= 200:
        raise Problem(400, "invalid_request", NOT_A_FORM)
    form = SentForm()
    reader, disk = _Reader(folder, policy, form), _Disk()
    try:
        parser = MultipartParser(options[b"boundary"], reader.callbacks())
        async for chunk in request.stream():
            if reader.refused is not None:
                continue
            parser.write(chunk)
            for file, data in reader.ended:
                await asyncio.to_thread(disk.write, file, data, last=True)
            reader.ended.clear()
            if reader.file is not None and len(reader.gathered) >= WRITE_BYTES:
                data, reader.gathered = bytes(reader.gathered), bytearray()
                await asyncio.to_thread(disk.write, reader.file, data, last=False)
        if reader.refused is not None:
            raise reader.refused
        if not reader.complete:
            raise HTTPException(400)
    except BaseException as error:
        disk.close()
        await form.__aexit__(None, None, None)
        if isinstance(error, FormParserError | ClientDisconnect):
            raise HTTPException(400) from None
        if isinstance(error, OSError):  # a full disk
            raise unreachable() from error
        raise
    return form


def forget_incoming(folder: Path, now_unix: float) -> None:
    """Delete what a process that died left behind in `folder`."""
    for path in folder.glob("*"):
        with contextlib.suppress(OSError):  # another process of ours may be faster
            if path.stat().st_mtime < now_unix - FORGOTTEN_AFTER_S:
                path.unlink()
