"""Who may be shown an order, and how many numbers that do not exist somebody may name.

Whoever names many unknown numbers is looking for other people's orders.
"""

from collections.abc import Collection

from sqlalchemy import Connection, select

from comptoir.kernel.callers import Caller
from comptoir.kernel.errors import TooMany
from comptoir.kernel.limits import Standing
from comptoir.meuble import orders, wire
from comptoir.meuble.access import is_staff
from comptoir.meuble.models import accounts
from comptoir.meuble.orders import Order
from comptoir.platform import Platform


def confirmed_emails(connection: Connection, caller: Caller) -> set[str]:
    """The addresses that a caller has proved to be theirs."""
    if caller.account_id is None:
        return set()
    return set(
        connection.scalars(
            select(accounts.c.email).where(
                accounts.c.id == caller.account_id, accounts.c.email_confirmed
            )
        )
    )


async def count_unknown(
    platform: Platform, address: str, named: Collection[str]
) -> Standing | None:
    """Count those of `named` that do not exist; the limit's standing if it was reached before."""
    if not named:
        return None
    key = f"meuble unknown orders {address}"
    standing = await platform.limiter.look(key, wire.UNKNOWN_ORDERS)
    if not standing.allowed:
        return standing
    for number in named:
        if await platform.db.read(orders.find, number) is None:
            # A client may repeat the same number with every message: that is no search.
            first = await platform.limiter.hit(f"{key} {number}", wire.SAME_UNKNOWN_ORDER)
            if first.allowed:
                await platform.limiter.hit(key, wire.UNKNOWN_ORDERS)
    return None


async def shown(platform: Platform, caller: Caller, number: str) -> Order | None:
    """The order of this number, if there is one and the caller may be shown it.

    Development shows it to whoever knows the number, as documented. Raises TooMany.
    """
    found = await platform.db.read(orders.find, number)
    if not platform.settings.production or is_staff(caller):
        return found
    standing = await count_unknown(platform, caller.address, [number])
    if standing is not None:
        raise TooMany(standing.retry_after_s)
    emails = await platform.db.read(confirmed_emails, caller)
    return found if found is not None and found.belongs_to(emails) else None
