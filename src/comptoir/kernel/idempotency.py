"""The same POST twice is one: its key's row commits with its effect.

A request that carries `Idempotency-Key` first inserts its key, in the transaction of its effect.
A repeat waits on that row until the first is committed, then gets the first's answer; there is
no moment at which the effect exists without the key, nor the key without the effect.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Executable,
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
from sqlalchemy.exc import DBAPIError

from comptoir.kernel.db import LOCK_NOT_AVAILABLE, Json, UtcDateTime, insert_of, metadata
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.prepared import PreparedWrite

KEPT = timedelta(hours=24)
MAXIMUM_KEY_CHARS = 255

keys = Table(
    "idempotency_keys",
    metadata,
    Column("caller", String(200), primary_key=True),
    Column("route", String(200), primary_key=True),
    Column("key", String(MAXIMUM_KEY_CHARS), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("status", Integer),
    Column("body", Json),
    Index(None, "created_at"),
)


@dataclass(frozen=True, slots=True)
class Once:
    """A request that must take effect once: who, what, under which key, with which body."""

    caller: str
    route: str
    key: str
    fingerprint: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a JSON body."""

    status: int
    body: dict[str, Any]
    secret: bool = False
    """Holds something shown once: never kept, so a repeat is refused."""
    replayed: bool = False


def fingerprint(body: bytes) -> str:
    """What tells one body from another."""
    return hashlib.sha256(body).hexdigest()


def checked_key(given: str) -> str:
    """`given` if it can be a key. Raises Problem 400 otherwise."""
    if not 1 <= len(given) <= MAXIMUM_KEY_CHARS or not given.isprintable():
        raise Problem(
            400,
            "invalid_request",
            Text(
                f"Idempotency-Key : 1 à {MAXIMUM_KEY_CHARS} caractères imprimables attendus.",
                f"Idempotency-Key: 1 to {MAXIMUM_KEY_CHARS} printable characters expected.",
            ),
        )
    return given


def once(
    connection: Connection,
    request: Once | None,
    effect: Callable[[Connection], Answer],
) -> Answer:
    """Run `effect` in this transaction, or give the answer it gave before.

    Raises Problem 409 when the key was used with another body, or its answer held a secret.
    """
    if request is None:
        return effect(connection)
    if not _inserted(connection, request):
        return _kept_answer(connection, request)
    answer = effect(connection)
    _ANSWERING.first(
        connection,
        {
            **_named(request),
            "status": answer.status,
            "body": None if answer.secret else answer.body,
        },
    )
    return answer


def kept(connection: Connection, request: Once | None) -> Answer | None:
    """The answer an earlier request with this key got, if there is one: spares costly work."""
    if request is None:
        return None
    found = connection.execute(_LOOKING, _named(request)).one_or_none()
    if found is None or found.created_at <= request.now - KEPT or found.status is None:
        return None
    return _kept_answer(connection, request)


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop the keys nobody may repeat any more."""
    connection.execute(delete(keys).where(keys.c.created_at <= now - KEPT))


def made_by(connection: Connection, service: str, caller: str) -> list[RowMapping]:
    """What is kept of a caller's requests to `service`, but for their answers; newest first."""
    return list(
        connection.execute(
            select(keys.c.route, keys.c.created_at, keys.c.status)
            .where(keys.c.caller == caller, keys.c.route.startswith(f"{service} "))
            .order_by(keys.c.created_at.desc(), keys.c.route)
        ).mappings()
    )


def forget_caller(connection: Connection, service: str, caller: str) -> None:
    """Forget the requests of a caller to `service`, with their answers."""
    connection.execute(
        delete(keys).where(keys.c.caller == caller, keys.c.route.startswith(f"{service} "))
    )


def forget_answer(connection: Connection, route: str, field: str, value: str) -> None:
    """Forget the requests to `route`, by anybody, whose answer has `value` in `field`."""
    connection.execute(
        delete(keys).where(keys.c.route == route, keys.c.body[field].as_string() == value)
    )


# Statements are made once: making one costs more than running it.
_NAMED: Final = (
    keys.c.caller == bindparam("the_caller"),
    keys.c.route == bindparam("the_route"),
    keys.c.key == bindparam("the_key"),
)
_ANSWERING: Final = PreparedWrite(
    lambda _: (
        update(keys).where(*_NAMED).values(status=bindparam("status"), body=bindparam("body"))
    ),
    *("the_caller", "the_route", "the_key", "status", "body"),
)
_LOOKING: Final = select(keys.c.created_at, keys.c.status).where(*_NAMED)
_READING: Final = select(keys).where(*_NAMED)


def _named(request: Once) -> dict[str, Any]:
    return {
        "the_caller": request.caller,
        "the_route": request.route,
        "the_key": request.key,
    }


def _inserting(dialect: str) -> Executable:
    """The key's row, new, or in the place of one that nobody may repeat any more."""
    new = insert_of(dialect)(keys)
    found: Executable = new.on_conflict_do_update(
        index_elements=[keys.c.caller, keys.c.route, keys.c.key],
        set_={
            "fingerprint": new.excluded.fingerprint,
            "created_at": new.excluded.created_at,
            "status": None,
            "body": None,
        },
        where=keys.c.created_at <= bindparam("too_old"),
    ).returning(keys.c.key)
    return found


_INSERTING: Final = PreparedWrite(
    _inserting, *("caller", "route", "key", "fingerprint", "created_at", "too_old")
)


def _inserted(connection: Connection, request: Once) -> bool:
    """Whether this request is the first; on PostgreSQL a rival in flight is waited for."""
    row = {
        "caller": request.caller,
        "route": request.route,
        "key": request.key,
        "fingerprint": request.fingerprint,
        "created_at": request.now,
        "too_old": request.now - KEPT,
    }
    try:
        return _INSERTING.first(connection, row) is not None
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
            raise
        raise Problem(
            409,
            "request_in_flight",
            Text(
                "La même requête est encore en cours. Réessayez dans un instant.",
                "The same request is still in flight. Try again in a moment.",
            ),
            headers={"Retry-After": "1"},
        ) from error


def _kept_answer(connection: Connection, request: Once) -> Answer:
    row = connection.execute(_READING, _named(request)).one()
    if row.fingerprint != request.fingerprint:
        raise Problem(
            409,
            "idempotency_key_reused",
            Text(
                "Cette Idempotency-Key a déjà servi pour un autre contenu.",
                "This Idempotency-Key was already used with another body.",
            ),
        )
    if row.body is None:
        raise Problem(
            409,
            "already_done",
            Text(
                "Déjà fait : la réponse contenait un secret, montré une seule fois.",
                "Already done: the answer held a secret, which is shown only once.",
            ),
        )
    return Answer(row.status, row.body, replayed=True)
