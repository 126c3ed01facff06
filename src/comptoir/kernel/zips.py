"""A zip archive that is made while it is sent: never whole in memory, nor on a disk."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

SENT_TOGETHER_BYTES = 64 * 1024
_OWNER_ALONE = 0o600 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive, in pieces that are made when their turn comes."""

    name: str
    pieces: AsyncGenerator[bytes, None]
    compressed: bool = True
    """Photos and films are already."""


class _Sink:
    """Takes what is written and gives it up; it cannot be gone back in."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        self._written += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is held open."""

    def __len__(self) -> int:
        return len(self._written)

    def take(self) -> bytes:
        taken, self._written = bytes(self._written), bytearray()
        return taken


async def zipped(
    entries: AsyncGenerator[Entry, None], made_at: datetime
) -> AsyncGenerator[bytes, None]:
    """The archive of `entries`, in pieces; of an entry no more than one piece is in memory."""
    sink = _Sink()
    async with aclosing(entries):
        with ZipFile(sink, "w") as archive:
            async for entry in entries:
                info = ZipInfo(entry.name, made_at.timetuple()[:6])
                info.compress_type = ZIP_DEFLATED if entry.compressed else ZIP_STORED
                info.external_attr = _OWNER_ALONE
                async with aclosing(entry.pieces):
                    with archive.open(info, "w") as file:
                        async for piece in entry.pieces:
                            file.write(piece)
                            # What is read from memory and packed small waits for nobody.
                            await asyncio.sleep(0)
                            if len(sink) >= SENT_TOGETHER_BYTES:
                                yield sink.take()
    yield sink.take()
