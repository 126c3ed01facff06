"""SQLite, embedded: one process, one writing thread, every acknowledged write on the disk.

Reads run in the event loop on a read-only connection (they must be short). Writes go to one
thread, which takes what waits in bounded batches, a savepoint each, one fsync a batch. A short
write that finds the thread idle runs in the event loop, and only its commit, which waits for the
disk, in the thread.
"""

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, cast

import orjson
import structlog
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from comptoir.kernel.db import (
    BUSY,
    DOWN,
    Announcement,
    Done,
    P,
    Statement,
    T,
    announce,
    database_breaker,
    dump_json,
    time_statements,
)
from comptoir.kernel.errors import Unavailable
from comptoir.kernel.text import folded

MAXIMUM_WAITING_WRITES = 2_000
MAXIMUM_BATCH = 64
WRITER_BUSY_TIMEOUT_MS = 15_000
BUSY_POLL_S = 0.005

log = structlog.get_logger()


def _folded_or_null(text: str | None) -> str | None:
    """What `kernel.matching` asks of a column; nothing has no words."""
    return None if text is None else folded(text)


def open_sqlite(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with every promise set and read back: WAL, FULL, foreign keys."""
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,  # BEGIN is ours: a deferred one cannot wait for the write lock
        check_same_thread=False,
    )
    connection.create_function("comptoir_folded", 1, _folded_or_null, deterministic=True)
    wanted = {
        "busy_timeout": 0 if read_only else WRITER_BUSY_TIMEOUT_MS,
        "foreign_keys": 1,
        "synchronous": 2,  # FULL: an acknowledged write survives a power cut
    }
    for name, value in wanted.items():
        connection.execute(f"PRAGMA {name} = {value}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != value:
            connection.close()
            raise RuntimeError(f"SQLite kept {name} at {found}, not {value}")
    if not read_only:
        journal = _enter_wal(connection)
        if journal != "wal":
            connection.close()
            raise RuntimeError(f"SQLite cannot use a write-ahead log on this disk ({journal})")
    return connection


def _enter_wal(connection: sqlite3.Connection) -> str:
    """Ask for the write-ahead log; the journal that SQLite now has.

    Where two programs open a new file at once, SQLite refuses one of them immediately, whatever
    its busy timeout: both hold a read lock and neither could wait for the other's.
    """
    give_up_s = time.monotonic() + WRITER_BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            (journal,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_s:
                connection.close()
                raise
            time.sleep(0.01)
        else:
            return str(journal)


def sqlite_engine(path: Path, *, read_only: bool = False, begins: bool = True) -> Engine:
    """An engine of one connection to the file; writing ones begin IMMEDIATE, if they begin."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: open_sqlite(path, read_only=read_only),
        poolclass=StaticPool,
        json_serializer=dump_json,
        json_deserializer=orjson.loads,
        hide_parameters=True,  # values are people's words; errors are logged
        isolation_level="AUTOCOMMIT" if read_only else None,
    )
    if begins and not read_only:
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(_BEGIN))
    return engine


_BEGIN = "BEGIN IMMEDIATE"


@dataclass(slots=True)
class _Job:
    run: Callable[[Connection], Any]
    done: Done[Any]
    is_given_up: Callable[[], bool]
    """Whether nobody waits for it any more."""
    has_run: bool = False
    """In the event loop: its transaction is begun, and waits for its commit alone."""
    result: Any = None
    error: BaseException | None = None
    announcements: list[Announcement] = field(default_factory=list)


def _told(future: "asyncio.Future[T]", result: T | None, error: BaseException | None) -> None:
    """Let whoever waits for a write have what came of it."""
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(cast("T", result))


def _never() -> bool:
    return False


class SqliteDatabase:
    """The embedded database, for one process."""

    dialect = "sqlite"

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._writer_engine = sqlite_engine(path, begins=False)
        self._writer = self._writer_engine.connect()
        # Of SQLAlchemy's transactions there is one, which lasts as long as the database is open:
        # the driver begins and commits SQLite's, for a fifth of what SQLAlchemy's way costs.
        self._transaction = self._writer.begin()
        self._driver = cast("sqlite3.Connection", self._writer.connection.dbapi_connection)
        self._about = self._writer.info
        self._about["driver"] = self._driver
        self._driver.execute("PRAGMA busy_timeout = 0")  # the event loop waits for no other program
        self._reader_engine = sqlite_engine(path, read_only=True)
        time_statements(self._writer_engine, "writing")
        time_statements(self._reader_engine, "reading")
        self.breaker = database_breaker()
        self._reader = self._reader_engine.connect()
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._handed = 0
        """How many jobs the thread has and nobody has the answers of: none, and it is idle."""
        self._closing = False
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._write_batches, name="sqlite-writer")
        self._thread.start()

    @property
    def writes_waiting(self) -> int:
        """How many writes the thread has not begun."""
        return self._waiting.qsize()

    async def read(self, fn: Statement[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn` here and now, on a connection that cannot write."""
        try:
            found = fn(self._reader, *args, **kwargs)
        except OperationalError as error:
            if not _is_busy(error):
                raise
            # Only while another process checkpoints or recovers the log: wait off the loop.
            return await self.write(fn, *args, **kwargs)
        else:
            self.breaker.done()
            return found
        finally:
            self._reader.rollback()

    async def write(self, fn: Statement[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Hand `fn` to the writer thread; return once its batch is on the disk."""
        self._require_room()
        future: asyncio.Future[T] = self._loop.create_future()
        job = _Job(
            lambda connection: fn(connection, *args, **kwargs),
            partial(_told, future),
            future.done,
        )
        self._hand(job)
        with self.breaker.watching(Unavailable):
            return await future

    def write_then(
        self, done: Done[T], fn: Statement[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Run `fn`, which is short, here or in the writer thread; `done` is called once it is on
        the disk."""
        try:
            self._require_room()
        except Unavailable as problem:
            self._loop.call_soon(done, None, problem)
            return
        job = _Job(
            lambda connection: fn(connection, *args, **kwargs), partial(self._count, done), _never
        )
        if self._handed or self._run_here(job):
            self._hand(job)

    def _hand(self, job: _Job) -> None:
        self._handed += 1
        self._waiting.put(job)

    def _run_here(self, job: _Job) -> bool:
        """Run a job in a transaction that only its commit ends; whether the thread has to go on."""
        try:
            self._driver.execute(_BEGIN)
        except sqlite3.Error:  # another program writes: the thread waits for it, or says what is
            return True
        try:
            self._run_job(job, savepoint=False)
        except BaseException as error:
            self._driver.rollback()
            job.error = _as_problem(error)
            self._loop.call_soon(self._answer, [job])
            return False
        job.has_run = True
        return True

    def _deliver(self, jobs: list[_Job]) -> None:
        """In the loop, after the commit: answer, and go on."""
        self._handed -= len(jobs)
        self._answer(jobs)

    @staticmethod
    def _answer(jobs: list[_Job]) -> None:
        """Announce what is written, then answer."""
        for job in jobs:
            if job.error is None:
                announce(job.announcements)
            try:
                job.done(job.result, job.error)
            except Exception as error:  # the others wait too
                log.error("write_not_told", exc_info=error)

    def _count(self, done: Done[T], result: T | None, error: BaseException | None) -> None:
        """Count how a write came out, and let its caller know."""
        if isinstance(error, Unavailable):
            self.breaker.failed()
        else:
            self.breaker.done()
        done(result, error)

    def _require_room(self) -> None:
        if self._closing:
            raise Unavailable(DOWN)
        if self._waiting.qsize() >= MAXIMUM_WAITING_WRITES:
            raise Unavailable(BUSY)

    async def close(self) -> None:
        """Write what waits, then close."""
        if self._closing:
            return
        self._closing = True
        # The reader first: only a last connection that may write folds the log into the file.
        self._reader.close()
        self._reader_engine.dispose()
        self._waiting.put(None)
        await asyncio.to_thread(self._thread.join)
        self._transaction.close()
        self._writer.close()
        self._writer_engine.dispose()

    def _next_batch(self) -> tuple[list[_Job], bool]:
        """What waits, at most MAXIMUM_BATCH; and whether this is the last batch."""
        jobs: list[_Job] = []
        item = self._waiting.get()
        while item is not None:
            jobs.append(item)
            if len(jobs) == MAXIMUM_BATCH or item.has_run:  # that one found nothing before it
                return jobs, False
            try:
                item = self._waiting.get_nowait()
            except queue.Empty:
                return jobs, False
        return jobs, True

    def _write_batches(self) -> None:
        last = False
        while not last:
            jobs, last = self._next_batch()
            self._write_batch(jobs)
            try:
                self._loop.call_soon_threadsafe(self._deliver, jobs)
            except RuntimeError:  # the loop is gone, and with it whoever waited
                return

    def _write_batch(self, jobs: list[_Job]) -> None:
        """Run the jobs in one transaction; each has its result or its error afterwards."""
        driver = self._driver
        try:
            if not (jobs and jobs[0].has_run):
                self._run_batch(jobs)
            driver.execute("COMMIT")  # the driver's own commit() is compiled each time
        except BaseException as error:
            driver.rollback()  # a COMMIT that fails leaves SQLite's transaction open
            if isinstance(error, sqlite3.Error):
                error = DBAPIError.instance(None, None, error, sqlite3.Error, hide_parameters=True)
            for job in jobs:
                job.error = job.error or _as_problem(error)

    def _run_batch(self, jobs: list[_Job]) -> None:
        _begin_in_turn(self._driver)
        for job in jobs:
            if job.is_given_up():  # its caller left while it waited
                continue
            # A batch of one needs no savepoint: its error undoes the whole.
            self._run_job(job, savepoint=len(jobs) > 1)

    def _run_job(self, job: _Job, *, savepoint: bool) -> None:
        self._about["after_commit"] = job.announcements
        if not savepoint:
            job.result = job.run(self._writer)
            return
        # By the driver: SQLAlchemy's own savepoints cost more than a ticket's row.
        driver = self._driver
        driver.execute("SAVEPOINT job")
        try:
            job.result = job.run(self._writer)
        except Exception as error:
            driver.execute("ROLLBACK TO job")
            job.error = _as_problem(error)
        finally:
            driver.execute("RELEASE job")


def _begin_in_turn(driver: sqlite3.Connection) -> None:
    """Begin a transaction, once no other program has one. Raises OperationalError where it stays.

    SQLite's own way to wait would be the event loop's too, where the connection is the same.
    """
    give_up_s = time.monotonic() + WRITER_BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            driver.execute(_BEGIN)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_s:
                raise
            time.sleep(BUSY_POLL_S)
        else:
            return


def driver_of(connection: Connection) -> sqlite3.Connection:
    """What runs a text as it is, in a write; asked of SQLAlchemy it takes four calls."""
    return cast("sqlite3.Connection", connection.info["driver"])


def _is_busy(error: BaseException) -> bool:
    words = ("locked", "busy", "disk i/o", "disk is full", "unable to open")
    return isinstance(error, OperationalError) and any(w in str(error.orig).lower() for w in words)


def _as_problem(error: BaseException) -> BaseException:
    if _is_busy(error):
        problem = Unavailable(BUSY)
        problem.__cause__ = error
        return problem
    return error
