"""What several commands need: the settings, a database that is up to date, one task over it."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from typing import Any, TypeVar

from comptoir import migrations
from comptoir.kernel.db import Database
from comptoir.kernel.settings import Settings
from comptoir.platform import open_database

T = TypeVar("T")


class UnusableError(RuntimeError):
    """What a command needs cannot be used; says why, and what may mend it."""


def add_command(
    commands: Any, name: str, description: str, run: Callable[[Any], int] | None = None
) -> ArgumentParser:
    """A subcommand whose help is `description`; one that only has actions needs no `run`."""
    parser: ArgumentParser = commands.add_parser(
        name, help=description.partition(". ")[0].rstrip("."), description=description
    )
    parser.set_defaults(run=run or show_help(parser))
    return parser


def show_help(parser: ArgumentParser) -> Callable[[Namespace], int]:
    """What to run when a command was named and nothing else: it was asked for wrongly."""

    def run(_: Namespace) -> int:
        parser.print_help(sys.stderr)
        return 2

    return run


def ready_settings() -> Settings:
    """The settings, once their database has this program's schema.

    Raises SettingError, or UnusableError.
    """
    settings = Settings.from_environment()
    if not settings.database_url:
        on_database(settings, migrations.upgrade)
    elif not on_database(settings, migrations.is_current):
        raise UnusableError(
            "the PostgreSQL database has not this program's schema: run `comptoir migrate`."
        )
    return settings


def on_database(settings: Settings, step: Callable[[Settings], T]) -> T:
    """Do one thing with the database of `settings`. Raises UnusableError when it can't be used."""
    missing = missing_drivers(settings)
    if missing:
        raise UnusableError(f"{missing[0]} is not installed: pip install 'comptoir[production]'.")
    try:
        return step(settings)
    except Exception as error:
        what, mend = why_unusable(settings, error)
        raise UnusableError(f"{what}. {mend}") from error


def missing_drivers(settings: Settings) -> list[str]:
    """The packages that these settings need and this installation lacks."""
    wanted = {"asyncpg": settings.database_url, "redis": settings.redis_url}
    return [name for name, url in wanted.items() if url and find_spec(name) is None]


def why_unusable(settings: Settings, error: Exception) -> tuple[str, str]:
    """Why the database could not be used, and what may mend it.

    Not in the error's own words, which may quote the address and its password.
    """
    from alembic.util import CommandError  # noqa: PLC0415 - as slow to load as the rest of Alembic

    kind = type(error).__name__
    if isinstance(error, CommandError):
        return ("the database was migrated by a newer comptoir", "Start that one.")
    if settings.database_url:
        mend = "Check COMPTOIR_DATABASE_URL, and that the server runs."
        return (f"PostgreSQL cannot be opened ({kind})", mend)
    return (
        f"{settings.sqlite_path} cannot be opened ({kind})",
        "COMPTOIR_HOME must be a folder that this user may write to.",
    )


def with_database(settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    """Run `work` over an open database, and close it."""

    async def task() -> T:
        db = open_database(settings)
        try:
            return await work(db)
        finally:
            await db.close()

    return asyncio.run(task())


def fail(sentence: str) -> int:
    """Say why a command did not do what it was asked; its exit code."""
    print(f"comptoir: {sentence}", file=sys.stderr)
    return 1
