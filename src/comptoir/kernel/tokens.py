"""Signed tokens, always for one audience, and the families that let a sign-in be ended.

A sign-in opens a family. Its access tokens live minutes and name the family; its refresh token
is replaced at each use. A refresh token used twice is a stolen one: the whole family ends.
Ending a family (logout, a new password, a disabled account) ends its tokens at once, because
every request asks whether the family still lives.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    bindparam,
    delete,
    select,
    update,
)

from comptoir.kernel.clock import Clock
from comptoir.kernel.db import UtcDateTime, metadata
from comptoir.kernel.prepared import PreparedRead

ALGORITHM = "HS256"

families = Table(
    "token_families",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("service", String(20), nullable=False),
    Column("account_id", String(36), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Index(None, "service", "account_id"),
    Index(None, "expires_at"),
    Index(None, "service", "ended_at"),
)


class TokenError(Exception):
    """This token does not hold: forged, expired, for somebody else, or ended."""


@dataclass(frozen=True, slots=True)
class Family:
    """One sign-in and how often its refresh token was replaced."""

    id: str
    account_id: str
    generation: int


class Tokens:
    """Signs and reads JSON Web Tokens with the installation's secrets."""

    def __init__(self, secrets: tuple[str, ...], clock: Clock) -> None:
        self._clock = clock
        keys = [OctKey.import_key(secret) for secret in secrets]
        names = [hashlib.sha256(secret.encode()).hexdigest()[:8] for secret in secrets]
        self._keys = dict(zip(names, keys, strict=True))
        self._signing_name = names[0]
        self._secrets_by_header = {
            _header(name, key): secret.encode()
            for (name, key), secret in zip(self._keys.items(), secrets, strict=True)
        }

    def sign(self, audience: str, kind: str, claims: Mapping[str, Any], lifetime: timedelta) -> str:
        """A token of `kind` that only `audience` accepts, for `lifetime` from now."""
        now = self._clock.now()
        return jwt.encode(
            {"alg": ALGORITHM, "kid": self._signing_name},
            {
                **claims,
                "aud": audience,
                "typ": kind,
                "iat": int(now.timestamp()),
                "exp": int((now + lifetime).timestamp()),
                "jti": uuid4().hex,
            },
            self._keys[self._signing_name],
            algorithms=[ALGORITHM],
        )

    def read(self, audience: str, kind: str, token: str) -> dict[str, Any]:
        """The claims of a token of `kind` for `audience`. Raises TokenError if it does not hold."""
        claims = self._verified(token)
        expires = claims.get("exp")
        if not isinstance(expires, int) or expires <= self._clock.now().timestamp():
            raise TokenError
        if claims.get("aud") != audience or claims.get("typ") != kind:
            raise TokenError
        return claims

    def _verified(self, token: str) -> dict[str, Any]:
        """What a token says that one of our secrets signed. Raises TokenError for any other.

        A token under a header of ours, letter for letter, needs no library to read it, which would
        cost ten times as much in every request.
        """
        header, _, rest = token.partition(".")
        secret = self._secrets_by_header.get(header)
        if secret is not None and token.isascii():
            payload, _, signature = rest.partition(".")
            signed = hmac.digest(secret, f"{header}.{payload}".encode(), hashlib.sha256)
            if not hmac.compare_digest(urlsafe_b64encode(signed).rstrip(b"="), signature.encode()):
                raise TokenError
            own: dict[str, Any] = orjson.loads(urlsafe_b64decode(f"{payload}=="))
            return own
        for key in self._keys.values():
            try:
                return jwt.decode(token, key, algorithms=[ALGORITHM]).claims
            except (JoseError, ValueError, TypeError):
                continue  # joserfc trusts the types of some header fields: `"crit": 1`
        raise TokenError


def _header(name: str, key: OctKey) -> str:
    """How every token begins that this key signs."""
    token = jwt.encode({"alg": ALGORITHM, "kid": name}, {}, key, algorithms=[ALGORITHM])
    return token.partition(".")[0]


def open_family(
    connection: Connection, service: str, account_id: str, now: datetime, lifetime: timedelta
) -> Family:
    """Begin a sign-in that can be refreshed for `lifetime`."""
    family = Family(str(uuid4()), account_id, 1)
    connection.execute(
        families.insert().values(
            id=family.id,
            service=service,
            account_id=account_id,
            generation=family.generation,
            created_at=now,
            expires_at=now + lifetime,
        )
    )
    return family


def rotate(
    connection: Connection, service: str, family_id: str, generation: int, now: datetime
) -> Family | None:
    """Replace the refresh token `generation`; None when it does not hold.

    A generation that was replaced before ends the family: two holders, one of them a thief.
    """
    row = connection.execute(
        update(families)
        .where(
            families.c.id == family_id,
            families.c.service == service,
            families.c.generation == generation,
            families.c.ended_at.is_(None),
            families.c.expires_at > now,
        )
        .values(generation=generation + 1)
        .returning(families.c.account_id)
    ).one_or_none()
    if row is None:
        end_family(connection, service, family_id, now)
        return None
    return Family(family_id, row.account_id, generation + 1)


def family_lives(connection: Connection, service: str, family_id: str, now: datetime) -> bool:
    """Whether the sign-in was neither ended nor outlived."""
    return (
        connection.execute(
            select(families.c.id).where(
                families.c.id == family_id,
                families.c.service == service,
                families.c.ended_at.is_(None),
                families.c.expires_at > now,
            )
        ).one_or_none()
        is not None
    )


def end_family(connection: Connection, service: str, family_id: str, now: datetime) -> None:
    """End one sign-in."""
    connection.execute(
        update(families)
        .where(
            families.c.id == family_id,
            families.c.service == service,
            families.c.ended_at.is_(None),
        )
        .values(ended_at=now)
    )


_ENDED_SINCE = PreparedRead(
    select(families.c.id).where(
        families.c.service == bindparam("service"), families.c.ended_at >= bindparam("since")
    )
)


def ended_since(connection: Connection, service: str, since: datetime) -> list[str]:
    """The ids of the sign-ins that were ended at `since` or later."""
    return [found for (found,) in _ENDED_SINCE.rows(connection, service=service, since=since)]


def end_families(connection: Connection, service: str, account_id: str, now: datetime) -> None:
    """End every sign-in of an account."""
    connection.execute(
        update(families)
        .where(
            families.c.service == service,
            families.c.account_id == account_id,
            families.c.ended_at.is_(None),
        )
        .values(ended_at=now)
    )


def forget_families(connection: Connection, service: str, account_id: str) -> None:
    """End every sign-in of an account, and keep nothing of them."""
    connection.execute(
        delete(families).where(families.c.service == service, families.c.account_id == account_id)
    )


def families_of(connection: Connection, service: str, account_id: str) -> list[RowMapping]:
    """An account's sign-ins that may still be refreshed or were lately, newest first."""
    return list(
        connection.execute(
            select(families)
            .where(families.c.service == service, families.c.account_id == account_id)
            .order_by(families.c.created_at.desc(), families.c.id)
        ).mappings()
    )


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop families that no token can name any more."""
    connection.execute(delete(families).where(families.c.expires_at <= now))
