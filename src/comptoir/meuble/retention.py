"""Forgetting what nobody touched for as long as the installation says (COMPTOIR_RETENTION_DAYS).

Accounts stay until they are erased; orders are the shop's books. What anonymous people leave has
its own day.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from comptoir.meuble import claims, files, history
from comptoir.meuble.models import conversations, tickets
from comptoir.platform import Chore

ENDED = ("resolu", "rejete", "clos")
FORGOTTEN_TOGETHER = 500
"""In one transaction, which others wait for: the rest is for the next hour."""


def forgetting(secrets: tuple[str, ...], days: int) -> Chore:
    """What forgets once an hour what was last touched `days` ago."""
    kept, chain = timedelta(days=days), history.chain(secrets)

    def forget_old(connection: Connection, now: datetime) -> None:
        _forget_conversations(connection, now - kept)
        numbers = _claims_ended(connection, now - kept)
        for number in numbers:
            claims.forget(connection, chain, number, now)
        files.expire_attached(connection, numbers, now)

    return forget_old


def _forget_conversations(connection: Connection, before: datetime) -> None:
    old = (
        select(conversations.c.id)
        .where(conversations.c.updated_at < before)
        .order_by(conversations.c.updated_at)
        .limit(FORGOTTEN_TOGETHER)
    )
    connection.execute(delete(conversations).where(conversations.c.id.in_(old)))


def _claims_ended(connection: Connection, before: datetime) -> list[int]:
    return list(
        connection.scalars(
            select(tickets.c.number)
            .where(
                tickets.c.status.in_(ENDED),
                tickets.c.updated_at < before,
                tickets.c.erased_at.is_(None),
            )
            .order_by(tickets.c.number)
            .limit(FORGOTTEN_TOGETHER)
            .with_for_update()
        )
    )
