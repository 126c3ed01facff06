"""What the intranet forgets when its time has come."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from comptoir.intranet.models import changes

CHANGES_KEPT = timedelta(days=7)
"""How long a socket that comes back may learn of changes; whoever comes later reads the page."""


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop the notes of changes that nobody asks for any more."""
    connection.execute(delete(changes).where(changes.c.changed_at <= now - CHANGES_KEPT))
