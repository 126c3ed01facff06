"""Statements that are in nearly every request: compiled once, run by the driver itself.

SQLAlchemy's own way from a statement to rows costs two to five times the driver's; where the same
small statement is in every request, that is a good part of its cost. Others need none of this.
"""

import functools
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import CompoundSelect, Connection, Executable, Insert, Select, Text, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.util import await_only

from comptoir.kernel import metrics

Processor = Callable[[Any], Any]


class joined(GenericFunction[str]):  # noqa: N801 - a function of SQL, called as `func.joined`
    """Texts with commas between, as they come; each database calls it otherwise."""

    type = Text()
    inherit_cache = True


@compiles(joined, "sqlite")
def _joined_by_sqlite(element: joined, compiler: SQLCompiler, **options: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **options)}, ',')"


@compiles(joined)
def _joined(element: joined, compiler: SQLCompiler, **options: Any) -> str:
    return f"string_agg({compiler.process(element.clauses, **options)}, ',')"


class _Compiled(NamedTuple):
    text: str
    names: Sequence[str]
    """Of the parameters, in the driver's order."""
    constants: dict[str, Any]
    to_driver: dict[str, Processor]
    from_driver: Sequence[tuple[int, Processor]]
    """Which columns are not what the driver gives."""


class PreparedRead:
    """A select with `bindparam`s for what varies, and no list among them."""

    def __init__(
        self, statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
    ) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: Connection, **values: Any) -> Sequence[Sequence[Any]]:
        """The rows for these values, as `connection.execute` would give them."""
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        given = {**compiled.constants, **values} if compiled.constants else values
        for name, process in compiled.to_driver.items():
            given[name] = process(given[name])
        rows = self._fetched(connection, compiled.text, [given[name] for name in compiled.names])
        if rows is None:
            return connection.execute(self._statement, values).all()
        if not rows or not compiled.from_driver:
            return rows
        lists = [list(row) for row in rows]
        for row in lists:
            for position, process in compiled.from_driver:
                row[position] = process(row[position])
        return lists

    @staticmethod
    def _fetched(
        connection: Connection, text: str, given: Sequence[Any]
    ) -> Sequence[Sequence[Any]] | None:
        """What the driver answers; None where SQLAlchemy should ask, as it knows more."""
        pooled = connection.connection
        driver: Any = pooled.driver_connection
        adapter: Any = pooled.dbapi_connection
        sqlite = connection.dialect.name == "sqlite"
        if not sqlite and adapter.isolation_level != "autocommit":
            return None  # it begins a transaction with its own first statement, not with ours
        fetched: Sequence[Sequence[Any]]
        began_s = time.perf_counter()
        try:
            if sqlite:
                fetched = driver.execute(text, given).fetchall()
            else:
                fetched = await_only(driver.fetch(text, *given))
        except (TimeoutError, OSError):
            raise
        except Exception:
            return None  # a read may be asked twice, then in the errors that callers know
        metrics.QUERY_SECONDS.observe(time.perf_counter() - began_s, "reading" if sqlite else "any")
        return fetched

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled: Any = self._statement.compile(dialect=dialect)
        processors = compiled._bind_processors
        made = self._compiled[dialect.name] = _Compiled(
            text=compiled.string,
            names=compiled.positiontup,
            constants={k: v for k, v in compiled.params.items() if v is not None},
            to_driver={name: processors[name] for name in compiled.params if name in processors},
            from_driver=[
                (position, process)
                for position, column in enumerate(self._statement.selected_columns)
                if (process := column.type._cached_result_processor(dialect, None))
            ],
        )
        return made


class PreparedWrite:
    """A statement that runs often: compiled once, and on SQLite given to the driver as it is.

    SQLAlchemy's way costs 30 µs a statement there, of which 10 are SQLite's. `make(dialect)` makes
    the statement of `sqlite` or `postgresql`, whose parameters are named `names`.
    """

    def __init__(self, make: Callable[[str], Executable], *names: str) -> None:
        self._make = functools.cache(make)
        self._names = names
        self._plan: tuple[str, list[tuple[str, Any]], dict[str, Any]] | None = None

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Run it; its first row, if it has any, of plain numbers and texts."""
        if connection.dialect.name != "sqlite":
            result = connection.execute(self._make(connection.dialect.name), values)
            return result.first() if result.returns_rows else None
        sql, binds, fixed = self._plan or self._compiled(connection.dialect)
        given = {**fixed, **values} if fixed else values
        parameters = [
            given[name] if process is None else process(given[name]) for name, process in binds
        ]
        driver = cast("sqlite3.Connection", connection.connection.dbapi_connection)
        began_s = time.perf_counter()
        try:
            return driver.execute(sql, parameters).fetchone()
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                sql, None, error, sqlite3.Error, hide_parameters=True, dialect=connection.dialect
            ) from error
        finally:
            metrics.QUERY_SECONDS.observe(time.perf_counter() - began_s, "writing")

    def _compiled(self, dialect: Dialect) -> tuple[str, list[tuple[str, Any]], dict[str, Any]]:
        compiled: Any = self._make("sqlite").compile(  # type: ignore[attr-defined]
            dialect=dialect, column_keys=list(self._names)
        )
        processors = compiled._bind_processors
        binds = [(name, processors.get(name)) for name in compiled.positiontup]
        # A value that the statement itself holds.
        fixed = {name: compiled.params[name] for name, _ in binds if name not in self._names}
        self._plan = compiled.string, binds, fixed
        return self._plan


class PreparedMany:
    """An insert or update with `bindparam`s for all that varies; run in a transaction of `write`.

    On PostgreSQL, whose transactions the driver's adapter begins, SQLAlchemy runs it.
    """

    def __init__(self, statement: Insert | Update) -> None:
        self._statement = statement
        self._compiled: tuple[str, Sequence[tuple[str, Processor | None]]] | None = None

    def run(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Run it once for each of `rows`."""
        if connection.dialect.name != "sqlite":
            connection.execute(self._statement, rows)
            return
        text, names = self._compiled or self._compile(connection.dialect)
        given = [[process(row[name]) if process else row[name] for name, process in names]
                 for row in rows]  # fmt: skip
        driver: Any = connection.connection.driver_connection
        driver.executemany(text, given)

    def _compile(self, dialect: Dialect) -> tuple[str, Sequence[tuple[str, Processor | None]]]:
        compiled: Any = self._statement.compile(dialect=dialect)
        processors = compiled._bind_processors
        self._compiled = (
            compiled.string,
            [(name, processors.get(name)) for name in compiled.positiontup],
        )
        return self._compiled
