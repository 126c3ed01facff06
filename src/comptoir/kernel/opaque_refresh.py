"""Refresh tokens that are UUIDs, for services whose document says so; kept as digests.

Each names a sign-in's family and its generation (`kernel.tokens`), so that a token used twice ends
the family here too.
"""

import hashlib
import re
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Column, Connection, ForeignKey, Integer, String, Table, select

from comptoir.kernel import tokens
from comptoir.kernel.db import metadata

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column(
        "family_id", ForeignKey("token_families.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("generation", Integer, nullable=False),
)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue(connection: Connection, family: tokens.Family) -> str:
    """The refresh token of a family's present generation. It goes when the family does."""
    token = str(uuid4())
    connection.execute(
        refresh_tokens.insert().values(
            digest=_digest(token), family_id=family.id, generation=family.generation
        )
    )
    return token


def rotate(connection: Connection, service: str, token: str, now: datetime) -> tokens.Family | None:
    """The family that `token` goes on with; None when it does not hold, or was used before."""
    if not _UUID.fullmatch(token):
        return None
    row = connection.execute(
        select(refresh_tokens).where(refresh_tokens.c.digest == _digest(token))
    ).one_or_none()
    if row is None:
        return None
    return tokens.rotate(connection, service, row.family_id, row.generation, now)
