"""Erasure of a customer, whole: what the insurer holds of them goes with their account."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete

from comptoir.assurance import wire
from comptoir.assurance.models import accounts
from comptoir.kernel import idempotency, tokens
from comptoir.kernel.mail import forget_recipient


def erase(connection: Connection, account: RowMapping, now: datetime) -> None:
    """Forget a customer. Their rows refer to the account and go with it."""
    tokens.forget_families(connection, wire.SERVICE, account["id"])
    idempotency.forget_caller(connection, wire.SERVICE, f"account:{account['id']}")
    forget_recipient(connection, wire.APP, account["email"])
    connection.execute(delete(accounts).where(accounts.c.id == account["id"]))
