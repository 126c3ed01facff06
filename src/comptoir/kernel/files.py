"""Files that people sent: put away, given out in ranges, deleted; a folder, S3 or Cloudinary.

A file's name is unguessable and is all it takes to read it. What is known of a file (its owner,
size, kind) is a row of the service's; here are only bytes, written once and never changed. A file
is durable when `put` returns.
"""

import asyncio
import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import Protocol

from comptoir.kernel.breakers import Breaker
from comptoir.kernel.errors import Text, Unavailable
from comptoir.kernel.settings import Settings

TOKEN_BYTES = 16
CHUNK_BYTES = 256 * 1024
_NAME = re.compile(r"[a-z][a-z-]{0,30}/[0-9a-f]{32}\.[a-z0-9]{2,4}")


def new_token() -> str:
    """32 hexadecimal digits that nobody can guess."""
    return secrets.token_hex(TOKEN_BYTES)


def checked_name(name: str) -> str:
    """`name` if it is one of ours, `folder/token.extension`. Raises FileNotFoundError otherwise."""
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    return name


def unreachable() -> Unavailable:
    """The store does not answer, or not in time."""
    return Unavailable(
        Text(
            "Le stockage des fichiers ne répond pas. Réessayez dans un instant.",
            "File storage does not answer. Try again in a moment.",
        ),
        retry_after_s=5,
    )


class Files(Protocol):
    """What the services see of any store."""

    storage: str
    """`local`, `s3` or `cloudinary`."""

    @property
    def breaker(self) -> Breaker | None:
        """Of a store on another machine."""
        ...

    async def put(self, name: str, source: Path, media_type: str) -> None:
        """Keep the bytes of `source` as `name`, durably; `source` may be gone afterwards.

        Raises Unavailable.
        """
        ...

    async def open(self, name: str, start: int, stop: int) -> AsyncGenerator[bytes, None]:
        """The bytes from `start` up to `stop`, in pieces.

        Raises FileNotFoundError before the first of them, and Unavailable.
        """
        ...

    async def delete(self, name: str) -> None:
        """Forget a file; one that is not there is forgotten already. Raises Unavailable."""
        ...

    def url(self, name: str) -> str | None:
        """Where anyone can fetch it from the store itself; None: through the service alone."""
        ...

    async def probe(self) -> str | None:
        """Why the store cannot be used, in a word; None when it can."""
        ...

    async def close(self) -> None:
        """Let go of what is held open."""
        ...


class FolderFiles:
    """Files in a folder of this machine."""

    storage = "local"
    breaker = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, name: str, source: Path, media_type: str) -> None:
        """Move `source` to its place; on disk, its name too, when this returns."""
        path = self._folder / checked_name(name)
        try:
            await asyncio.to_thread(self._put, path, source)
        except OSError as error:  # a full disk, a folder that cannot be written
            raise unreachable() from error

    async def open(self, name: str, start: int, stop: int) -> AsyncGenerator[bytes, None]:
        """The bytes from `start` up to `stop`. Raises FileNotFoundError."""
        path = self._folder / checked_name(name)
        first = await asyncio.to_thread(_read, path, start, min(stop, start + CHUNK_BYTES))
        return self._pieces(path, first, start, stop)

    async def delete(self, name: str) -> None:
        """Forget a file."""
        path = self._folder / checked_name(name)
        await asyncio.to_thread(path.unlink, missing_ok=True)

    def url(self, name: str) -> str | None:
        """Nobody else can see a folder."""
        return None

    async def probe(self) -> str | None:
        """Whether the folder can be written to, by trying."""
        try:
            await asyncio.to_thread(self._try)
        except OSError as error:
            return error.strerror or type(error).__name__
        return None

    async def close(self) -> None:
        """Nothing is held open."""

    def _put(self, path: Path, source: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sync(source)
        source.rename(path)
        _sync(path.parent)

    def _try(self) -> None:
        # The first file makes the folder; whoever only looks makes nothing.
        with tempfile.TemporaryFile(
            dir=self._folder if self._folder.exists() else self._folder.parent
        ):
            pass

    async def _pieces(
        self, path: Path, first: bytes, start: int, stop: int
    ) -> AsyncGenerator[bytes, None]:
        yield first
        # No file stays open between two pieces, however slowly they are taken.
        for place in range(start + CHUNK_BYTES, stop, CHUNK_BYTES):
            yield await asyncio.to_thread(_read, path, place, min(stop, place + CHUNK_BYTES))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path, start: int, stop: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(stop - start)


class WatchedFiles:
    """A store on another machine, left alone for a while when it keeps failing."""

    def __init__(self, store: Files) -> None:
        self._store = store
        self.storage = store.storage
        self.breaker = Breaker(store.storage)

    async def put(self, name: str, source: Path, media_type: str) -> None:
        """Keep the bytes of `source` as `name`."""
        with self._watched():
            await self._store.put(name, source, media_type)

    async def open(self, name: str, start: int, stop: int) -> AsyncGenerator[bytes, None]:
        """The bytes from `start` up to `stop`."""
        with self._watched():
            return await self._store.open(name, start, stop)

    async def delete(self, name: str) -> None:
        """Forget a file."""
        with self._watched():
            await self._store.delete(name)

    def url(self, name: str) -> str | None:
        """Where anyone can fetch it from the store itself."""
        return self._store.url(name)

    async def probe(self) -> str | None:
        """Why the store cannot be used; asked even while it rests."""
        return await self._store.probe()

    async def close(self) -> None:
        """Let go of what is held open."""
        await self._store.close()

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        if self.breaker.resting:
            self.breaker.refused()
            raise unreachable()
        with self.breaker.watching(Unavailable):
            yield


def open_files(settings: Settings) -> Files:
    """The store the settings name: S3 before Cloudinary before the folder of `home`."""
    # Imported here: most installations need neither, nor their memory.
    if settings.s3_url:
        from comptoir.kernel.s3 import S3Files  # noqa: PLC0415

        return WatchedFiles(S3Files(settings.s3_url))
    if settings.cloudinary_url:
        from comptoir.kernel.cloudinary import CloudinaryFiles  # noqa: PLC0415

        return WatchedFiles(CloudinaryFiles(settings.cloudinary_url))
    return FolderFiles(settings.files_folder)
