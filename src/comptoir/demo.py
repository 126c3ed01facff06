"""Demonstration data for every service that has some: what a first start shows."""

from sqlalchemy import Connection, select

from comptoir.kernel.clock import Clock
from comptoir.kernel.db import Database
from comptoir.kernel.passwords import Passwords
from comptoir.meuble import demo_data as meuble
from comptoir.meuble.models import accounts as meuble_accounts

PASSWORD = meuble.PASSWORD
PEOPLE = {"meuble": [email for email, *_ in meuble.PEOPLE]}


async def load_if_empty(db: Database, passwords: Passwords, clock: Clock) -> bool:
    """Fill what is empty; whether anything was filled."""
    if not await db.read(meuble.is_empty):
        return False
    password_hash = await passwords.hash(PASSWORD)
    await db.write(meuble.load, password_hash, clock.now())
    return True


def accounts_exist(connection: Connection) -> bool:
    """Whether anyone could sign in with the published password."""
    found = connection.execute(
        select(meuble_accounts.c.id).where(
            meuble_accounts.c.email.in_(PEOPLE["meuble"]), meuble_accounts.c.status == "active"
        )
    )
    return found.first() is not None
