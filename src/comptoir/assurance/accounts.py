"""The insurer's people: customers and advisers, who have no password."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, select, update

from comptoir.assurance import wire
from comptoir.assurance.models import accounts
from comptoir.kernel import tokens

ROLES = ("customer", "conseiller")


def folded(email: str) -> str:
    """An address as it is kept: one mailbox, one spelling."""
    return email.strip().casefold()


def find_by_name(connection: Connection, email: str) -> RowMapping | None:
    """The account of an address, if there is one."""
    statement = select(accounts).where(accounts.c.email == folded(email))
    return connection.execute(statement).mappings().one_or_none()


def find(connection: Connection, account_id: str) -> RowMapping | None:
    """An account by its id."""
    statement = select(accounts).where(accounts.c.id == account_id)
    return connection.execute(statement).mappings().one_or_none()


def create(
    connection: Connection, email: str, now: datetime, *, role: str = "customer", name: str = ""
) -> str:
    """A new account; its id. The address must be nobody's yet."""
    account_id = str(uuid4())
    connection.execute(
        accounts.insert().values(
            id=account_id,
            email=folded(email),
            full_name=name or None,
            role=role,
            status="active",
            created_at=now,
        )
    )
    return account_id


def everyone(connection: Connection) -> list[RowMapping]:
    """Every account, by address."""
    return list(connection.execute(select(accounts).order_by(accounts.c.email)).mappings())


def disable(connection: Connection, account_id: str, now: datetime) -> None:
    """Refuse an account from now on and end its sign-ins."""
    connection.execute(
        update(accounts).where(accounts.c.id == account_id).values(status="disabled")
    )
    tokens.end_families(connection, wire.SERVICE, account_id, now)
