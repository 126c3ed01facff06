"""Demonstration data for every service that has some: what a first start shows."""

from sqlalchemy import Connection, select

from comptoir.assurance import demo_data as assurance
from comptoir.assurance.models import accounts as assurance_accounts
from comptoir.foyer import demo_data as foyer
from comptoir.foyer.models import users as foyer_users
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
    "assurance": [email for email, *_ in assurance.PEOPLE],
    "foyer": [email for email, *_ in foyer.PEOPLE],
    "intranet": [email for email, *_ in intranet.PEOPLE],
}
_LOADERS = (meuble, assurance, foyer, intranet)
_WHO_MAY_SIGN_IN = {
    "meuble": (meuble_accounts.c.email, meuble_accounts.c.status == "active"),
    "assurance": (assurance_accounts.c.email, assurance_accounts.c.status == "active"),
    "foyer": (foyer_users.c.email, foyer_users.c.is_active),
    "intranet": (intranet_accounts.c.email, intranet_accounts.c.status == "active"),
}


async def load_if_empty(db: Database, passwords: Passwords, clock: Clock) -> bool:
    """Fill every service, if all are empty; whether they were."""
    if not all([await db.read(data.is_empty) for data in _LOADERS]):
        return False
    password_hash = await passwords.hash(PASSWORD)
    for data in _LOADERS:
        await db.write(data.load, password_hash, clock.now())
    return True


def accounts_exist(connection: Connection) -> bool:
    """Whether anyone whose address is published could sign in."""
    return any(
        connection.execute(select(email).where(email.in_(PEOPLE[service]), active)).first()
        for service, (email, active) in _WHO_MAY_SIGN_IN.items()
    )
