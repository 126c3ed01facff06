"""Demonstration data for every service that has some: what a first start shows."""

from sqlalchemy import Connection, select

from comptoir.assurance import demo_data as assurance
from comptoir.assurance.models import accounts as assurance_accounts
from comptoir.kernel.clock import Clock
from comptoir.kernel.db import Database
from comptoir.kernel.passwords import Passwords
from comptoir.meuble import demo_data as meuble
from comptoir.meuble.models import accounts as meuble_accounts

PASSWORD = meuble.PASSWORD
PEOPLE = {
    "meuble": [email for email, *_ in meuble.PEOPLE],
    "assurance": [assurance.CUSTOMER, assurance.ADVISER],
}


async def load_if_empty(db: Database, passwords: Passwords, clock: Clock) -> bool:
    """Fill what is empty; whether anything was filled."""
    if not all([await db.read(is_empty) for is_empty in (meuble.is_empty, assurance.is_empty)]):
        return False
    password_hash = await passwords.hash(PASSWORD)
    await db.write(meuble.load, password_hash, clock.now())
    await db.write(assurance.load, clock.now())
    return True


def accounts_exist(connection: Connection) -> bool:
    """Whether anyone whose address or password is published could sign in."""
    return any(
        connection.execute(
            select(rows.c.id).where(rows.c.email.in_(PEOPLE[service]), rows.c.status == "active")
        ).first()
        is not None
        for service, rows in {"meuble": meuble_accounts, "assurance": assurance_accounts}.items()
    )
