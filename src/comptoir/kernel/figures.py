"""The figures of all the processes of a home: a scrape reaches one of them, and wants them all.

Each process writes what it counted to a file of its own in `$COMPTOIR_HOME/metrics`, every few
seconds, and whoever is scraped adds the others' to its own. What a process counted stays when it
ends, for a sum that falls would look like one that began again: the next to start adds the files
of the dead to `ended.json`. A lock that the system releases tells the dead from the living.
"""

import asyncio
import contextlib
import fcntl
import os
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from uuid import uuid4

import orjson
import structlog

from comptoir.kernel import metrics

WRITE_EVERY_S = 2.0
ENDED = "ended.json"

log = structlog.get_logger()


class Figures:
    """This process's file, and those of the others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        name = uuid4().hex
        self._own = folder / f"{name}.json"
        with self._locked(fcntl.LOCK_EX):
            self._gather_the_dead()
            self._alive = os.open(folder / f"{name}.alive", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._alive, fcntl.LOCK_EX)

    @contextlib.asynccontextmanager
    async def shared(self) -> AsyncIterator[None]:
        """Write this process's file again and again while the block runs, and at its end."""
        writing = asyncio.create_task(self._write_again())
        try:
            yield
        finally:
            writing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writing
            with contextlib.suppress(OSError):
                await asyncio.to_thread(self.write)
            os.close(self._alive)

    async def _write_again(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self.write)
            except OSError as error:
                log.warning("figures_not_shared", why=error.strerror)
            await asyncio.sleep(WRITE_EVERY_S)

    def write(self) -> None:
        """Write what this process has counted."""
        self._replace(self._own, metrics.snapshot())

    def others(self) -> list[metrics.Snapshot]:
        """What every other process counted, the ended ones too."""
        with self._locked(fcntl.LOCK_SH):
            return list(self._read(path for path in self._folder.glob("*.json")))

    def _read(self, paths: Iterable[Path]) -> Iterator[metrics.Snapshot]:
        for path in paths:
            if path == self._own:
                continue
            with contextlib.suppress(OSError, ValueError):
                yield orjson.loads(path.read_bytes())

    def _gather_the_dead(self) -> None:
        """Add their files to one, so that processes that come and go leave no heap of them."""
        dead = [path for path in self._folder.glob("*.alive") if _is_free(path)]
        files = [path.with_suffix(".json") for path in dead]
        if not dead:
            return
        ended = self._folder / ENDED
        self._replace(ended, metrics.added(list(self._read([ended, *files]))))
        for path in [*files, *dead]:
            path.unlink(missing_ok=True)

    @staticmethod
    def _replace(path: Path, figures: metrics.Snapshot) -> None:
        partial = path.with_suffix(".partial")
        partial.write_bytes(orjson.dumps(figures))
        partial.replace(path)

    @contextlib.contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, how)
            yield
        finally:
            os.close(descriptor)


def _is_free(path: Path) -> bool:
    """Whether no process holds this lock."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)
