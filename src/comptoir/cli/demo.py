"""`comptoir demo`: fill an empty installation with demonstration data."""

from argparse import Namespace
from typing import Any

from comptoir import demo
from comptoir.cli.common import add_command, fail, ready_settings, with_database
from comptoir.kernel.clock import Clock
from comptoir.kernel.passwords import Passwords


def register(commands: Any) -> None:
    """Add the command."""
    add_command(
        commands,
        "demo",
        "Fill an empty installation with demonstration data. Development only: its accounts have"
        " a published password.",
        command,
    )


def command(given: Namespace) -> int:
    """Load what is missing."""
    settings = ready_settings()
    if settings.production:
        return fail("production never has demonstration accounts.")
    passwords = Passwords()
    loaded = with_database(settings, lambda db: demo.load_if_empty(db, passwords, Clock()))
    passwords.close()
    if not loaded:
        return fail("the installation is not empty; nothing was changed.")
    print(f"Demonstration data loaded; the accounts' password is {demo.PASSWORD}.")
    return 0
