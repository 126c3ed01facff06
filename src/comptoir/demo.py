"""Demonstration data for every service that has some: what a first start shows."""

from sqlalchemy import Connection, select

from comptoir.intranet import demo_data as intranet
from comptoir.intranet.models import accounts as intranet_accounts
from comptoir.kernel.clock import Clock
from comptoir.kernel.db import Database
from comptoir.kernel.passwords import Passwords
from comptoir.meuble import demo_data as meuble
from comptoir.meuble.models import accounts as meuble_accounts

PASSWORD = meuble.PASSWORD
PEOPLE = {
    "meuble": [email for email, *_ in meuble.PEOPLE],
    "intranet": [email for email, *_ in intranet.PEOPLE],
}
_LOADERS = {"meuble": meuble, "intranet": intranet}
_ACCOUNTS = {"meuble": meuble_accounts, "intranet": intranet_accounts}


async def load_if_empty(db: Database, passwords: Passwords, clock: Clock) -> bool:
    """Fill an installation that nobody has put anything into; whether it was filled."""
    for data in _LOADERS.values():
        if not await db.read(data.is_empty):
            return False
    password_hash = await passwords.hash(PASSWORD)
    for data in _LOADERS.values():
        await db.write(data.load, password_hash, clock.now())
    return True


def accounts_exist(connection: Connection) -> bool:
    """Whether anyone could sign in with the published password."""
    return any(
        connection.execute(
            select(rows.c.id).where(rows.c.email.in_(PEOPLE[service]), rows.c.status == "active")
        ).first()
        is not None
        for service, rows in _ACCOUNTS.items()
    )
