"""Words that were mailed to somebody: whoever brings one back reads that mailbox.

A word serves one purpose, once, for a while, and only as long as the account has the address it was
sent to. Its entropy makes a plain digest enough to keep.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, RowMapping, and_, delete, select

from comptoir.meuble.models import accounts, mailed_words

Purpose = Literal["confirm", "reset"]
LIFETIMES: dict[Purpose, timedelta] = {
    "confirm": timedelta(hours=24),
    "reset": timedelta(hours=1),
}
MAXIMUM_CHARS = 100
_ENTROPY_BYTES = 32


def new_word() -> str:
    """A word that nobody can guess."""
    return secrets.token_urlsafe(_ENTROPY_BYTES)


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def keep(
    connection: Connection, purpose: Purpose, word: str, account: RowMapping, now: datetime
) -> None:
    """Let `word` serve `purpose`, if it comes back from the account's present address in time."""
    connection.execute(
        mailed_words.insert().values(
            digest=_digest(word),
            purpose=purpose,
            account_id=account["id"],
            email=account["email"],
            expires_at=now + LIFETIMES[purpose],
        )
    )


def account_of(
    connection: Connection, purpose: Purpose, word: str, now: datetime
) -> RowMapping | None:
    """The active account that `word` speaks for, if it still holds."""
    of_its_account = and_(
        accounts.c.id == mailed_words.c.account_id,
        accounts.c.email == mailed_words.c.email,
        accounts.c.status == "active",
    )
    return (
        connection.execute(
            select(accounts)
            .join(mailed_words, of_its_account)
            .where(
                mailed_words.c.digest == _digest(word),
                mailed_words.c.purpose == purpose,
                mailed_words.c.expires_at > now,
            )
        )
        .mappings()
        .one_or_none()
    )


def take(connection: Connection, purpose: Purpose, word: str, now: datetime) -> RowMapping | None:
    """The account that `word` speaks for, this once: of two who bring it, one gets it."""
    account = account_of(connection, purpose, word, now)
    taken = connection.execute(
        delete(mailed_words)
        .where(mailed_words.c.digest == _digest(word), mailed_words.c.purpose == purpose)
        .returning(mailed_words.c.digest)
    ).one_or_none()
    return account if taken is not None else None


def forget_all_of(connection: Connection, account_id: str) -> None:
    """End every word of an account."""
    connection.execute(delete(mailed_words).where(mailed_words.c.account_id == account_id))


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop the words whose time is over."""
    connection.execute(delete(mailed_words).where(mailed_words.c.expires_at <= now))
