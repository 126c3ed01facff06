"""PostgreSQL, shared by many processes: asyncpg below, one transaction a write."""

import asyncio
from collections.abc import Awaitable, Callable

import orjson
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from comptoir.kernel.db import (
    BUSY,
    DOWN,
    LOCK_NOT_AVAILABLE,
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

POOL_SIZE = 10
TIMEOUT_S = 10
LOCK_TIMEOUT_S = 5
SERIALIZATION_FAILURES = {"40001", "40P01"}
OUT_OF_REACH = ("08", "53", "57P", "3D")
"""How the states begin of a server that refuses a connection: lost, full, stopping, no database."""
MAXIMUM_TRIES = 3


def postgresql_engine(url: str, *, patient: bool = False) -> AsyncEngine:
    """An asyncpg engine for `postgresql://…`; libpq's `sslmode` is understood.

    A patient one waits for locks and statements as long as they take, as a migration must.
    """
    parsed = make_url(url).set(drivername="postgresql+asyncpg")
    if "sslmode" in parsed.query:
        parsed = parsed.update_query_dict({"ssl": parsed.query["sslmode"]})
        parsed = parsed.difference_update_query(["sslmode"])
    return create_async_engine(
        parsed,
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        pool_timeout=TIMEOUT_S,
        pool_pre_ping=False,  # a dead connection is noticed by the statement, and tried again
        json_serializer=dump_json,
        json_deserializer=orjson.loads,
        hide_parameters=True,
        connect_args={
            "timeout": TIMEOUT_S,
            "command_timeout": None if patient else TIMEOUT_S,
            "server_settings": {
                "application_name": "comptoir",
                "lock_timeout": "0" if patient else f"{LOCK_TIMEOUT_S}s",
                "idle_in_transaction_session_timeout": "0" if patient else f"{TIMEOUT_S}s",
            },
        },
    )


class PostgresqlDatabase:
    """The shared database, for many processes."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        self._engine = postgresql_engine(url)
        self._reader = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._held: list[AsyncConnection] = []
        """Reading connections that nobody uses now. The pool's way out and in costs more than a
        small read, so they stay out."""
        self._writing: set[asyncio.Task[None]] = set()
        self.writes_waiting = 0
        self._closed = False
        self.breaker = database_breaker()
        time_statements(self._engine.sync_engine, "any")

    async def read(self, fn: Statement[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn` on a connection without a transaction."""

        def asking(connection: Connection) -> T:
            result = fn(connection, *args, **kwargs)
            if connection.in_transaction():
                connection.rollback()
            return result

        async def once(_: list[bool]) -> T:
            connection = self._held.pop() if self._held else await self._reader.connect()
            try:
                result = await connection.run_sync(asking)
            except DBAPIError as error:
                await asyncio.shield(connection.close())
                if error.connection_invalidated:
                    await self._let_go()  # the server went: the others are as dead
                raise
            except BaseException:
                await asyncio.shield(connection.close())
                raise
            if len(self._held) < POOL_SIZE and not self._closed:
                self._held.append(connection)
            else:
                await connection.close()
            return result

        return await self._tried(once)

    async def _let_go(self) -> None:
        """Give the reading connections that nobody uses back to the pool."""
        held, self._held = self._held, []
        for connection in held:
            await connection.close()

    async def write(self, fn: Statement[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn` in one transaction, again when PostgreSQL chose it to yield to another."""
        announcements: list[Announcement] = []

        def collecting(connection: Connection) -> T:
            announcements.clear()
            connection.info["after_commit"] = announcements
            return fn(connection, *args, **kwargs)

        async def once(committing: list[bool]) -> T:
            async with self._engine.begin() as connection:
                result = await connection.run_sync(collecting)
                committing.append(True)
            return result

        self.writes_waiting += 1
        try:
            result = await self._tried(once)
        finally:
            self.writes_waiting -= 1
        announce(announcements)
        return result

    def write_then(
        self, done: Done[T], fn: Statement[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """As `write`, in a task of its own; `done` is called with what came of it."""

        async def writing() -> None:
            try:
                result = await self.write(fn, *args, **kwargs)
            except Exception as error:
                done(None, error)
            else:
                done(result, None)

        task = asyncio.get_running_loop().create_task(writing())
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def close(self) -> None:
        """Close every connection."""
        self._closed = True
        await asyncio.gather(*self._writing, return_exceptions=True)
        await self._let_go()
        await self._engine.dispose()

    async def _tried(self, once: Callable[[list[bool]], Awaitable[T]]) -> T:
        with self.breaker.watching(Unavailable):
            return await self._tried_in_turn(once)

    async def _tried_in_turn(self, once: Callable[[list[bool]], Awaitable[T]]) -> T:
        for attempt in range(1, MAXIMUM_TRIES + 1):
            committing: list[bool] = []
            try:
                return await once(committing)
            except DBAPIError as error:
                state = getattr(error.orig, "sqlstate", None)
                yielded = state in SERIALIZATION_FAILURES
                # A connection lost during COMMIT may have committed: trying again could double.
                stale = error.connection_invalidated and not committing
                if (yielded or stale) and attempt < MAXIMUM_TRIES:
                    continue
                if yielded or state == LOCK_NOT_AVAILABLE:
                    raise Unavailable(BUSY) from error
                refused = (state or "").startswith(OUT_OF_REACH)
                broken = isinstance(error, OperationalError | InterfaceError)
                if error.connection_invalidated or refused or broken:
                    raise Unavailable(DOWN) from error
                raise
            except PoolTimeoutError as error:
                raise Unavailable(BUSY) from error
            except (OSError, TimeoutError) as error:
                raise Unavailable(DOWN) from error
        raise AssertionError("unreachable: the last try returns or raises")
