"""The one line of schema versions, for both databases.

`upgrade` runs when a program on SQLite starts, and by `comptoir migrate` elsewhere. Not inside a
running event loop: Alembic is synchronous.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, inspect, text

from comptoir.kernel.settings import Settings
from comptoir.kernel.sqlite import sqlite_engine

if TYPE_CHECKING:
    from alembic.config import Config

T = TypeVar("T")

# Any number: two programs that migrate one PostgreSQL at once must agree on it.
_MIGRATION_LOCK = 0x636F6D70


def head() -> str:
    """The newest version: the files of `versions/` begin with their number."""
    versions = (Path(__file__).parent / "versions").glob("[0-9]*.py")
    return max(path.name.partition("_")[0] for path in versions)


def _is_current(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == head()


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    if _is_current(connection):
        return
    # Imported here: Alembic takes longer to load than a start on a current schema takes.
    from alembic import command  # noqa: PLC0415

    command.upgrade(config(connection), "head")


def config(connection: Connection) -> "Config":
    """Alembic's configuration, working on `connection`."""
    from alembic.config import Config  # noqa: PLC0415

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.attributes["connection"] = connection
    return made


def upgrade(settings: Settings) -> None:
    """Bring the database to this program's schema; harmless when it is there already."""
    settings.home.mkdir(parents=True, exist_ok=True)
    _run(settings, _upgrade)


def is_current(settings: Settings) -> bool:
    """Whether the database has this program's schema."""
    if not settings.database_url and not settings.sqlite_path.exists():
        return False
    return _run(settings, _is_current)


def _run(settings: Settings, fn: Callable[[Connection], T]) -> T:
    """Run `fn` in one transaction of the configured database."""
    if settings.database_url:
        return asyncio.run(_run_on_postgresql(settings.database_url, fn))
    engine = sqlite_engine(settings.sqlite_path)
    try:
        with engine.begin() as connection:
            return fn(connection)
    finally:
        engine.dispose()


async def _run_on_postgresql(url: str, fn: Callable[[Connection], T]) -> T:
    from comptoir.kernel.postgresql import postgresql_engine  # noqa: PLC0415

    engine = postgresql_engine(url, patient=True)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(fn)
    finally:
        await engine.dispose()
