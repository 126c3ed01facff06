"""Demonstration data for every service that has some: what a first start shows."""

from sqlalchemy import Connection, select

from comptoir.foyer import demo_data as foyer
from comptoir.kernel.clock import Clock
from comptoir.kernel.db import Database
from comptoir.kernel.passwords import Passwords
from comptoir.meuble import demo_data as meuble
from comptoir.meuble.models import accounts as meuble_accounts

PASSWORD = meuble.PASSWORD
SERVICES = (meuble, foyer)
PEOPLE = {
    "meuble": [email for email, *_ in meuble.PEOPLE],
    "foyer": [email for email, *_ in foyer.PEOPLE],
}


async def load_if_empty(db: Database, passwords: Passwords, clock: Clock) -> bool:
    """Fill every service, if all are empty; whether they were."""
    if not all([await db.read(service.is_empty) for service in SERVICES]):
        return False
    password_hash = await passwords.hash(PASSWORD)
    for service in SERVICES:
        await db.write(service.load, password_hash, clock.now())
    return True


def accounts_exist(connection: Connection) -> bool:
    """Whether anyone could sign in with the published password."""
    shop = select(meuble_accounts.c.id).where(
        meuble_accounts.c.email.in_(PEOPLE["meuble"]), meuble_accounts.c.status == "active"
    )
    return connection.execute(shop).first() is not None or foyer.accounts_exist(connection)
