"""Who a caller is, and what their role lets them ask for.

A caller proves who it is by a bearer token or an API key; `identify` finds out once for each
request, before its body is read. A route that says `caller: Person` is open to signed-in people.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import Connection, bindparam, select

from comptoir.kernel import tokens
from comptoir.kernel.callers import Caller, caller_by_key, caller_of, client_address
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.prepared import PreparedRead
from comptoir.kernel.web import guarded_route
from comptoir.meuble import wire
from comptoir.meuble.models import accounts
from comptoir.platform import Platform

_BY_TOKEN = PreparedRead(
    select(accounts.c.id, accounts.c.role)
    .join(tokens.families, tokens.families.c.account_id == accounts.c.id)
    .where(
        tokens.families.c.id == bindparam("family"),
        tokens.families.c.service == wire.SERVICE,
        tokens.families.c.ended_at.is_(None),
        tokens.families.c.expires_at > bindparam("now"),
        accounts.c.status == "active",
    )
)
"""Asked in each request of whoever is signed in."""


def _caller_by_token(
    connection: Connection, address: str, claims: dict[str, Any], now: datetime
) -> Caller:
    """One query: the account must be active and the sign-in not ended."""
    rows = _BY_TOKEN.rows(connection, family=str(claims.get("sid")), now=now)
    if not rows:
        return Caller(address, refused=True)
    [(account_id, role)] = rows
    return Caller(address, account_id=account_id, role=role, family_id=str(claims["sid"]))


async def identify(request: Request) -> Caller:
    """Who calls: an API key, else a bearer token, else an address."""
    platform: Platform = request.app.state.platform
    address = client_address(request.scope, platform.settings)
    key_text = request.headers.get("x-api-key")
    if key_text is not None:
        now = platform.clock.now()
        return await caller_by_key(
            platform.db, platform.settings, wire.SERVICE, address, key_text, now
        )
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if not scheme:
        return Caller(address)
    try:
        claims = platform.tokens.read(wire.SERVICE, "access", token.strip())
    except tokens.TokenError:
        return Caller(address, refused=True)
    return await platform.db.read(_caller_by_token, address, claims, platform.clock.now())


def _proven(request: Request) -> Caller:
    """A caller whose credentials, if any were sent, hold. Raises Problem 401."""
    caller = caller_of(request)
    if caller.refused:
        raise Problem(
            401,
            "invalid_credentials",
            Text(
                "Jeton ou clé d'API invalide ou expiré. Reconnectez-vous.",
                "Invalid or expired token or API key. Sign in again.",
            ),
            headers={"WWW-Authenticate": "Bearer"},
        )
    return caller


# Dependencies are coroutines: FastAPI would run plain functions in a thread, for a hundred times
# their own cost.
async def anyone(request: Request) -> Caller:
    """A caller who need not say who they are. Raises Problem 401, or 403 for a key.

    A key needs scope `read` to read and `write` to change; `staff` and `admin` do both.
    """
    caller = _proven(request)
    needed = "read" if request.method == "GET" else "write"
    if caller.key is not None and not caller.key.scopes & {needed, "staff", "admin"}:
        raise Problem(403, "forbidden", wire.FORBIDDEN)
    return caller


async def person(request: Request) -> Caller:
    """A signed-in person. Raises Problem 401 for anybody else."""
    caller = _proven(request)
    if caller.account_id is None:
        raise Problem(
            401,
            "authentication_required",
            wire.AUTHENTICATION_REQUIRED,
            headers={"WWW-Authenticate": "Bearer"},
        )
    return caller


def is_staff(caller: Caller) -> bool:
    """Whether the caller works here: role `sav` or `admin`, or a key with scope `staff`."""
    if caller.key is not None:
        return bool(caller.key.scopes & {"staff", "admin"})
    return caller.role in {"sav", "admin"}


async def staff(request: Request) -> Caller:
    """Someone who works here. Raises Problem 401 for nobody, 403 for somebody else."""
    caller = _proven(request)
    if caller.anonymous:
        return await person(request)
    if not is_staff(caller):
        raise Problem(403, "forbidden", wire.FORBIDDEN)
    return caller


async def admin(request: Request) -> Caller:
    """Role `admin`, or a key with that scope. Raises Problem 401 for nobody, 403 for others."""
    caller = _proven(request)
    if caller.anonymous:
        return await person(request)
    if caller.role != "admin" and not (caller.key and "admin" in caller.key.scopes):
        raise Problem(403, "forbidden", wire.FORBIDDEN)
    return caller


async def monitor(request: Request) -> Caller:
    """In production role `admin`, or a key with scope `monitoring` or `admin`; else anyone.

    Raises Problem 401 for nobody, 403 for others.
    """
    caller = _proven(request)
    platform: Platform = request.app.state.platform
    if not platform.settings.production or caller.role == "admin":
        return caller
    if caller.key is not None and caller.key.scopes & {"monitoring", "admin"}:
        return caller
    if caller.anonymous:
        return await person(request)
    raise Problem(403, "forbidden", wire.FORBIDDEN)


Anyone = Annotated[Caller, Depends(anyone)]
Person = Annotated[Caller, Depends(person)]
Staff = Annotated[Caller, Depends(staff)]
Admin = Annotated[Caller, Depends(admin)]
Monitor = Annotated[Caller, Depends(monitor)]
GuardedRoute = guarded_route(wire.SERVICE, identify, wire.LIMITS, wire.UNSPECIFIED)
VoiceRoute = guarded_route(
    wire.SERVICE, identify, wire.LIMITS, wire.UNSPECIFIED, strangers=wire.STRANGERS_VOICE
)
