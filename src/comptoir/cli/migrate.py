"""`comptoir migrate`: bring the database to this program's schema."""

from argparse import Namespace
from typing import Any

from comptoir import migrations
from comptoir.cli.common import add_command, on_database
from comptoir.kernel.settings import Settings


def register(commands: Any) -> None:
    """Add the command."""
    add_command(
        commands,
        "migrate",
        "Bring the database to this program's schema. `serve` does it by itself on SQLite; with"
        " PostgreSQL, run it before the new program starts.",
        command,
    )


def command(given: Namespace) -> int:
    """Upgrade; harmless when there is nothing to do."""
    settings = Settings.from_environment()
    on_database(settings, migrations.upgrade)
    where = "PostgreSQL" if settings.database_url else str(settings.sqlite_path)
    print(f"{where} has the current schema.")
    return 0
