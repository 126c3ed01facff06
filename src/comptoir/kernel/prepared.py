"""Statements of nearly every request: compiled once, run by the driver itself.

SQLAlchemy's own way from a statement to rows costs two to five times the driver's; where the same
small statement is in every request, that is a good part of its cost. Others need none of this.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Insert, Select, Text, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.util import await_only

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
    from_driver: Sequence[Processor | None]


class Prepared:
    """A select with `bindparam`s for what varies, and no list among them."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: Connection, **values: Any) -> Sequence[Sequence[Any]]:
        """The rows for these values, as `connection.execute` would give them."""
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        given = {**compiled.constants, **values}
        for name, process in compiled.to_driver.items():
            given[name] = process(given[name])
        rows = self._fetched(connection, compiled.text, [given[name] for name in compiled.names])
        if rows is None:
            return connection.execute(self._statement, values).all()
        if not any(compiled.from_driver):
            return rows
        return [
            [process(value) if process else value for process, value in pairs]
            for pairs in (zip(compiled.from_driver, row, strict=True) for row in rows)
        ]

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
        try:
            if sqlite:
                fetched = driver.execute(text, given).fetchall()
            else:
                fetched = await_only(driver.fetch(text, *given))
        except (TimeoutError, OSError):
            raise
        except Exception:
            return None  # a read may be asked twice, then in the errors that callers know
        return fetched

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled: Any = self._statement.compile(dialect=dialect)
        processors = compiled._bind_processors
        made = self._compiled[dialect.name] = _Compiled(
            text=compiled.string,
            names=compiled.positiontup,
            constants=compiled.params,
            to_driver={name: processors[name] for name in compiled.params if name in processors},
            from_driver=[
                column.type._cached_result_processor(dialect, None)
                for column in self._statement.selected_columns
            ],
        )
        return made


class PreparedWrite:
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
