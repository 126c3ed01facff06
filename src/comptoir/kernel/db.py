"""The one door to the database, for SQLite and PostgreSQL alike.

`await db.read(fn, …)` and `await db.write(fn, …)` run a plain function over a SQLAlchemy Core
connection. A plain function cannot await, so no transaction can wait for a network; the same
function serves a route, a socket frame and a job. What a write hands to `after_commit` is
called once the commit is durable, and only then does `write` return.
"""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import orjson
import structlog
from sqlalchemy import JSON, Connection, DateTime, Engine, MetaData, Table, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from comptoir.kernel import metrics
from comptoir.kernel.breakers import Breaker
from comptoir.kernel.errors import Text

P = ParamSpec("P")
T = TypeVar("T")
Statement = Callable[Concatenate[Connection, P], T]
"""A plain function of a connection, and of whatever else it needs."""

Done = Callable[[T | None, BaseException | None], object]
"""What to call with what a write gave, or with why there was none."""

Announcement = tuple[Callable[..., object], tuple[Any, ...]]
"""What to call once a transaction is durable, and with what."""

LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's state for a row that another transaction held for too long."""

log = structlog.get_logger()

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every table of the program; each service prefixes its own with its name."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: always aware and UTC in Python, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant: nobody can say when it was."""
        if value is None:
            return None
        if value.tzinfo is not UTC:
            if value.tzinfo is None:
                raise ValueError("an instant needs a time zone")
            value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive value its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Json(TypeDecorator[Any]):
    """JSON; binary on PostgreSQL, whose dialect only its own installations load."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON(none_as_null=True))
        from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415

        return dialect.type_descriptor(JSONB(none_as_null=True))


Json = _Json()


def dump_json(value: Any) -> str:
    """JSON text as both databases keep it."""
    return orjson.dumps(value).decode()


def after_commit(connection: Connection, call: Callable[..., object], *args: Any) -> None:
    """Call `call(*args)` in the event loop once this transaction is durable; never otherwise."""
    connection.info["after_commit"].append((call, args))


def announce(announcements: Iterable[Announcement]) -> None:
    """Call what a durable transaction handed over. It is written, whatever a listener does."""
    for call, args in announcements:
        try:
            call(*args)
        except Exception as error:
            log.error("announcement_failed", exc_info=error)


BUSY = Text(
    "La base de données est très sollicitée. Réessayez dans un instant.",
    "The database is very busy. Try again in a moment.",
)
DOWN = Text(
    "La base de données ne répond pas. Réessayez dans un instant.",
    "The database does not answer. Try again in a moment.",
)


class Database(Protocol):
    """What the services see of either database."""

    dialect: str
    """`sqlite` or `postgresql`."""
    breaker: Breaker
    """How calls ended; it never rests."""

    @property
    def writes_waiting(self) -> int:
        """How many writes were asked for and wait: for their turn, or on PostgreSQL its answer."""
        ...

    async def read(self, fn: Statement[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(connection, …)`, which only reads. Raises Unavailable when it can't."""
        ...

    async def write(self, fn: Statement[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(connection, …)` in one transaction; return once it is durable.

        What `fn` raises undoes the transaction and is raised here. Raises Unavailable when the
        database cannot take it. A caller that is cancelled may still find it written.
        """
        ...

    def write_then(
        self, done: "Done[T]", fn: Statement[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """As `write`, for who does not wait: `done(result, error)` is called later, in the loop.

        `fn` has to be short, as a read's has: it may run in the event loop. An error that is not
        None says that nothing was written.
        """
        ...

    async def close(self) -> None:
        """Finish what was accepted, then let go of the database."""
        ...


def database_breaker() -> Breaker:
    """What counts a database's calls."""
    return Breaker("database", rest_s=0)


def time_statements(engine: Engine, connection_name: str) -> None:
    """Count and time every statement of `engine`, for `/metrics` and `/query-stats`.

    Around the driver's call: SQLAlchemy's events cost eight microseconds a statement, this one.
    """
    dialect = engine.dialect
    for name in ("do_execute", "do_execute_no_params", "do_executemany"):
        setattr(dialect, name, _timed(getattr(dialect, name), connection_name))


def _timed(run: Callable[..., None], connection_name: str) -> Callable[..., None]:
    clock_s, observe = time.perf_counter, metrics.QUERY_SECONDS.observe

    def timed(*args: Any, **more: Any) -> None:
        began_s = clock_s()
        try:
            run(*args, **more)
        finally:
            observe(clock_s() - began_s, connection_name)

    return timed


def insert(connection: Connection) -> Callable[[Table], Any]:
    """The dialect's own INSERT, which knows ON CONFLICT."""
    return insert_of(connection.dialect.name)


def insert_of(dialect: str) -> Callable[[Table], Any]:
    """The INSERT of `sqlite` or `postgresql`, for a statement that is made once."""
    if dialect == "sqlite":
        return sqlite.insert
    from sqlalchemy.dialects.postgresql import insert as postgresql_insert  # noqa: PLC0415

    return postgresql_insert


def ping(connection: Connection) -> None:
    """Ask the database for a sign of life."""
    connection.execute(text("SELECT 1"))
