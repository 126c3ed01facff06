"""Films: the headers of their container, read here; their first picture, where `av` is installed.

A film is kept as it came. What is asked of it: that it really is of its container, that it has
pictures and not sound alone, how long it lasts, and how large its pictures are.
"""

import importlib.util
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from comptoir.kernel.media.refusals import Refused

MAXIMUM_BOXES = 20_000
"""Parts of a container that are looked at; a camera's film has some hundreds."""
MAXIMUM_DEPTH = 8
MAXIMUM_DURATION_S = 24 * 3600.0
MAXIMUM_SIDE_PX = 16_384


@dataclass(slots=True)
class Film:
    """What a container says of its film; None where it doesn't."""

    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    pictures: bool = False


def inspect(path: Path, kind: str) -> dict[str, Any]:
    """Container, duration and size of the film at `path`. Raises Refused."""
    read = {"mp4": _read_mp4, "mov": _read_mp4, "webm": _read_webm, "avi": _read_avi}[kind]
    with path.open("rb") as file:
        try:
            film = read(file, path.stat().st_size)
        except (struct.error, ValueError, OverflowError, EOFError) as error:
            raise Refused("unreadable") from error
    if not film.pictures:
        raise Refused("unreadable")
    decoded = importlib.util.find_spec("av") is not None
    if decoded:
        _decode(path, film)
    if (
        not 0 <= (film.duration_s or 0) <= MAXIMUM_DURATION_S
        or max(film.width or 0, film.height or 0) > MAXIMUM_SIDE_PX
    ):
        raise Refused("unreadable")
    return {
        "container": kind,
        "duration_s": None if film.duration_s is None else round(film.duration_s, 2),
        "width": film.width,
        "height": film.height,
        "decoded": decoded,
    }


def _decode(path: Path, film: Film) -> None:
    """Decode the first picture: the only proof that there is one."""
    import av  # noqa: PLC0415 - an extra, and 20 MB

    try:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            stream.thread_count = 1
            picture = next(container.decode(stream))
            film.width, film.height = picture.width, picture.height
            if container.duration is not None:
                film.duration_s = container.duration / 1_000_000
    except MemoryError:
        raise
    except Exception as error:  # the decoder raises whatever a false file makes it raise
        raise Refused("unreadable") from error


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) != count:
        raise EOFError
    return data


class _Budget:
    """How many parts may still be looked at, over the whole file."""

    def __init__(self) -> None:
        self._left = MAXIMUM_BOXES

    def take(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise ValueError("too many parts")


# ── MP4 and QuickTime: boxes of a 32-bit size and a four-letter name (ISO/IEC 14496-12) ───

_HOLDERS = frozenset({b"moov", b"trak", b"mdia"})


def _boxes(
    file: BinaryIO, start: int, end: int, budget: _Budget
) -> Iterator[tuple[bytes, int, int]]:
    """Each box between `start` and `end`: its name, and where its content begins and ends."""
    place = start
    while place + 8 <= end:
        budget.take()
        file.seek(place)
        size, name = struct.unpack(">I4s", _exactly(file, 8))
        content = place + 8
        if size == 1:
            (size,) = struct.unpack(">Q", _exactly(file, 8))
            content += 8
        elif size == 0:
            size = end - place
        if place + size < content or place + size > end:
            raise ValueError("a box that does not fit")
        yield name, content, place + size
        place += size


def _read_mp4(file: BinaryIO, size: int) -> Film:
    film, budget = Film(), _Budget()
    _read_boxes(file, 0, size, film, budget, 0)
    return film


def _read_boxes(
    file: BinaryIO, start: int, end: int, film: Film, budget: _Budget, depth: int
) -> None:
    for name, content, after in _boxes(file, start, end, budget):
        file.seek(content)
        if name in _HOLDERS and depth < MAXIMUM_DEPTH:
            _read_boxes(file, content, after, film, budget, depth + 1)
        elif name == b"mvhd":
            film.duration_s = _mp4_duration_s(_exactly(file, min(32, after - content)))
        elif name == b"hdlr":
            film.pictures |= _exactly(file, 12)[8:] == b"vide"
        elif name == b"tkhd":
            width, height = struct.unpack(">II", _exactly(file, after - content)[-8:])
            if width and height:
                film.width, film.height = width >> 16, height >> 16


def _mp4_duration_s(header: bytes) -> float | None:
    if header[0] == 1:
        scale, duration = struct.unpack(">IQ", header[20:32])
    else:
        scale, duration = struct.unpack(">II", header[12:20])
    # A film in fragments says nought here.
    return duration / scale if scale and duration else None


# ── WebM: elements of variable-length ids and sizes (RFC 8794, RFC 9559) ──────────────────

_EBML, _SEGMENT, _INFO, _TRACKS, _ENTRY, _VIDEO = (
    0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0,
)  # fmt: skip
_SCALE, _DURATION, _TYPE, _WIDTH, _HEIGHT, _CLUSTER, _DOCTYPE = (
    0x2AD7B1, 0x4489, 0x83, 0xB0, 0xBA, 0x1F43B675, 0x4282,
)  # fmt: skip
_EBML_HOLDERS = frozenset({_EBML, _SEGMENT, _INFO, _TRACKS, _ENTRY, _VIDEO})
_EBML_VALUES = frozenset({_SCALE, _DURATION, _TYPE, _WIDTH, _HEIGHT, _DOCTYPE})


def _number(file: BinaryIO, *, keep_marker: bool) -> int | None:
    """One variable-length number; None for a size that is not known."""
    first = _exactly(file, 1)[0]
    length = 9 - first.bit_length()
    if length > 8:
        raise ValueError("no such number")
    value = int.from_bytes(bytes([first]) + _exactly(file, length - 1), "big")
    if keep_marker:
        return value
    value &= (1 << 7 * length) - 1
    return None if value == (1 << 7 * length) - 1 else value


def _elements(
    file: BinaryIO, end: int, budget: _Budget, depth: int = 0
) -> Iterator[tuple[int, bytes]]:
    """The values of the elements up to the first pictures, in the order of the file."""
    while file.tell() < end:
        budget.take()
        name, length = _number(file, keep_marker=True), _number(file, keep_marker=False)
        after = end if length is None else file.tell() + length
        if name == _CLUSTER:
            return
        if name is None or after > end:
            raise ValueError("an element that does not fit")
        if name in _EBML_HOLDERS and depth < MAXIMUM_DEPTH:
            yield name, b""
            yield from _elements(file, after, budget, depth + 1)
        elif name in _EBML_VALUES and after - file.tell() <= 64:
            yield name, _exactly(file, after - file.tell())
        file.seek(after)


def _read_webm(file: BinaryIO, size: int) -> Film:
    film, scale_ns, duration, doctype = Film(), 1_000_000, 0.0, b""
    for name, value in _elements(file, size, _Budget()):
        number = int.from_bytes(value, "big")
        if name == _DOCTYPE:
            doctype = value.rstrip(b"\0")
        elif name == _SCALE:
            scale_ns = number
        elif name == _DURATION:
            (duration,) = struct.unpack(">f" if len(value) == 4 else ">d", value)
        elif name == _TYPE:
            film.pictures |= number == 1
        elif name == _WIDTH:
            film.width = number
        elif name == _HEIGHT:
            film.height = number
    if doctype != b"webm":
        raise ValueError("not WebM")
    film.duration_s = duration * scale_ns / 1e9 if duration else None
    return film


# ── AVI: a RIFF whose main header says everything (MSDN, "AVI RIFF File Reference") ───────


def _read_avi(file: BinaryIO, size: int) -> Film:
    riff, _, form, chunk, _, kind, header, length = struct.unpack(
        "<4sI4s4sI4s4sI", _exactly(file, 32)
    )
    if (riff, form, chunk, kind, header) != (b"RIFF", b"AVI ", b"LIST", b"hdrl", b"avih"):
        raise ValueError("not AVI")
    values = struct.unpack("<14I", _exactly(file, 56))
    if length < 56 or size <= 88:
        raise ValueError("no pictures")
    frame_us, frames, streams, width, height = values[0], values[4], values[6], *values[8:10]
    return Film(
        duration_s=frame_us * frames / 1e6 if frame_us and frames else None,
        width=width,
        height=height,
        pictures=bool(streams and width and height),
    )
