"""What several commands need: the settings, a database that is up to date, one task over it."""

import asyncio
import sys
from argparse import ArgumentParser
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from comptoir import migrations
from comptoir.kernel.db import Database
from comptoir.kernel.settings import SettingError, Settings
from comptoir.platform import open_database

T = TypeVar("T")


def add_command(
    commands: Any, name: str, description: str, run: Callable[[Any], int]
) -> ArgumentParser:
    """A subcommand whose help is `description`."""
    parser: ArgumentParser = commands.add_parser(
        name, help=description.partition(". ")[0].rstrip("."), description=description
    )
    parser.set_defaults(run=run)
    return parser


def ready_settings() -> Settings:
    """The settings, once their database has this program's schema. Raises SettingError."""
    settings = Settings.from_environment()
    if not settings.database_url:
        migrations.upgrade(settings)
    elif not migrations.is_current(settings):
        raise SettingError(
            "the PostgreSQL database has not this program's schema: run `comptoir migrate`."
        )
    return settings


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
