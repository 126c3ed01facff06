"""API keys: for programs, which do not sign in. Kept as a digest, shown once.

`<prefix>_live_<32 characters of entropy><6 of checksum>`: the checksum lets a scanner or a typing
slip be told from a key without asking the database.
"""

import hashlib
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Column, Connection, RowMapping, String, Table, func, select, update

from comptoir.kernel.db import Json, UtcDateTime, metadata

PREFIXES = {"meuble": "mdf", "assurance": "asr", "foyer": "foy", "intranet": "int"}
EVERY_SERVICE = "*"
SCOPES = ("read", "write", "staff", "monitoring", "webhooks", "admin")
_ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_ENTROPY_CHARS, _CHECKSUM_CHARS = 32, 6
MAXIMUM_NAME_CHARS = 100
MAXIMUM_LIFETIME_DAYS = 3650

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("service", String(20), nullable=False),
    Column("name", String(MAXIMUM_NAME_CHARS), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("scopes", Json, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key that holds, and what it may do."""

    id: str
    name: str
    scopes: frozenset[str]


def digest(key: str) -> str:
    """What is kept of a key. Its entropy makes a slow hash needless."""
    return hashlib.sha256(key.encode()).hexdigest()


def _checksum(body: str) -> str:
    number, characters = zlib.crc32(body.encode()), []
    for _ in range(_CHECKSUM_CHARS):
        number, place = divmod(number, len(_ALPHABET))
        characters.append(_ALPHABET[place])
    return "".join(characters)


def make(prefix: str) -> str:
    """A new key."""
    body = f"{prefix}_live_" + "".join(secrets.choice(_ALPHABET) for _ in range(_ENTROPY_CHARS))
    return body + _checksum(body)


def well_formed(key: str) -> bool:
    """Whether `key` could be one of ours: no typing slip, nothing cut off."""
    body, checksum = key[:-_CHECKSUM_CHARS], key[-_CHECKSUM_CHARS:]
    return len(body) > _ENTROPY_CHARS and secrets.compare_digest(
        _checksum(body).encode(), checksum.encode()
    )


def keep(
    connection: Connection,
    service: str,
    name: str,
    key: str,
    scopes: Sequence[str],
    now: datetime,
    expires_at: datetime | None = None,
) -> str:
    """Store `key` by its digest for `service`; return its id."""
    key_id = str(uuid4())
    connection.execute(
        api_keys.insert().values(
            id=key_id,
            service=service,
            name=name,
            digest=digest(key),
            scopes=list(scopes),
            created_at=now,
            expires_at=expires_at,
        )
    )
    return key_id


def find(connection: Connection, service: str, key: str, now: datetime) -> ApiKey | None:
    """The key as `service` knows it, if it holds now."""
    row = connection.execute(
        select(api_keys).where(
            api_keys.c.digest == digest(key),
            api_keys.c.service.in_((service, EVERY_SERVICE)),
            api_keys.c.ended_at.is_(None),
        )
    ).one_or_none()
    if row is None or (row.expires_at is not None and row.expires_at <= now):
        return None
    return ApiKey(row.id, row.name, frozenset(row.scopes))


def all_of(connection: Connection, service: str) -> list[RowMapping]:
    """Every key made for `service`, newest first; none holds its secret."""
    return list(
        connection.execute(
            select(api_keys)
            .where(api_keys.c.service == service)
            .order_by(api_keys.c.created_at.desc(), api_keys.c.id)
        ).mappings()
    )


def listed(
    connection: Connection, service: str, limit: int, offset: int
) -> tuple[list[RowMapping], int]:
    """Some of the keys made for `service`, newest first, and how many there are in all."""
    of_service = select(api_keys).where(api_keys.c.service == service)
    newest_first = of_service.order_by(api_keys.c.created_at.desc(), api_keys.c.id)
    rows = connection.execute(newest_first.limit(limit).offset(offset)).mappings()
    total = connection.execute(select(func.count()).select_from(of_service.subquery()))
    return list(rows), total.scalar_one()


def end(connection: Connection, service: str, key_id: str, now: datetime) -> bool:
    """Make a key of `service` stop working; False when there is none."""
    row = connection.execute(
        update(api_keys)
        .where(
            api_keys.c.id == key_id,
            api_keys.c.service == service,
            api_keys.c.ended_at.is_(None),
        )
        .values(ended_at=now)
        .returning(api_keys.c.id)
    ).one_or_none()
    return row is not None
