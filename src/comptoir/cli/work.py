"""`comptoir work`: more processes for the jobs that `serve` runs beside its requests."""

from argparse import Namespace
from typing import Any

from comptoir.brain import providers
from comptoir.cli.common import UnusableError, add_command, ready_settings
from comptoir.kernel import mail
from comptoir.kernel.settings import SettingError, Settings, refusals
from comptoir.serve import work


def register(commands: Any) -> None:
    """Add the command."""
    add_command(
        commands,
        "work",
        "Run jobs (mail and what else is done after an answer) until a signal. Needs PostgreSQL,"
        " and may run as often as you like; `serve` runs jobs too.",
        command,
    )


def command(given: Namespace) -> int:
    """Work until a signal."""
    settings = Settings.from_environment()
    reasons = refusals(settings)
    if reasons:
        raise SettingError("refusing to start:\n" + "\n".join(f"  - {each}" for each in reasons))
    if not settings.database_url:
        raise UnusableError(
            "SQLite is one process's: `comptoir serve` runs its jobs. `work` needs PostgreSQL"
            " (COMPTOIR_DATABASE_URL)."
        )
    providers.configured(settings)
    mail.mailer(settings)
    ready_settings()
    work(settings, lambda: print("comptoir runs jobs; Ctrl-C stops it.", flush=True))
    return 0
