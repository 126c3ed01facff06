"""Who a caller is, and what their role lets them ask for.

A caller proves who it is by a bearer token or an API key; `identify` finds out once for each
request, before its body is read. Chat is for people: a route that says `caller: Person`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import Connection, String, bindparam, cast, select

from comptoir.intranet import wire
from comptoir.intranet.models import accounts
from comptoir.kernel import tokens
from comptoir.kernel.callers import Caller, caller_by_key, caller_of, client_address
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.prepared import PreparedRead
from comptoir.kernel.web import guarded_route
from comptoir.platform import Platform

_BY_TOKEN = PreparedRead(
    select(accounts.c.id, accounts.c.role, accounts.c.username)
    .join(tokens.families, tokens.families.c.account_id == cast(accounts.c.id, String))
    .where(
        tokens.families.c.id == bindparam("family"),
        accounts.c.id == bindparam("account"),
        tokens.families.c.service == wire.SERVICE,
        tokens.families.c.ended_at.is_(None),
        tokens.families.c.expires_at > bindparam("now"),
        accounts.c.status == "active",
    )
)
"""Asked in each request of whoever is signed in."""


@dataclass(frozen=True, slots=True)
class Who:
    """A signed-in person."""

    id: int
    username: str
    role: str
    family_id: str
    expires_unix: int
    """When the token they showed ends."""


def who_of(connection: Connection, claims: dict[str, Any], now: datetime) -> Who | None:
    """Whose token says `claims`, if the account is active and the sign-in not ended."""
    subject = str(claims.get("sub"))
    if not subject.isascii() or not subject.isdigit():
        return None
    rows = _BY_TOKEN.rows(connection, family=str(claims.get("sid")), account=int(subject), now=now)
    if not rows:
        return None
    [(user_id, role, username)] = rows
    return Who(user_id, username, role, str(claims["sid"]), claims["exp"])


async def signed_in(platform: Platform, token: str) -> Who | None:
    """Whose access token this is; None where it does not hold."""
    try:
        claims = platform.tokens.read(wire.SERVICE, "access", token)
    except tokens.TokenError:
        return None
    return await platform.db.read(who_of, claims, platform.clock.now())


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
    who = await signed_in(platform, token.strip())
    if who is None:
        return Caller(address, refused=True)
    return Caller(address, account_id=str(who.id), role=who.role, family_id=who.family_id)


def authentication_required() -> Problem:
    """Nobody signed in."""
    return Problem(
        401,
        "authentication_required",
        wire.AUTHENTICATION_REQUIRED,
        headers={"WWW-Authenticate": "Bearer"},
    )


def credentials_refused() -> Problem:
    """Somebody showed what does not hold."""
    return Problem(
        401,
        "invalid_credentials",
        Text(
            "Jeton ou clé d'API invalide ou expiré. Reconnectez-vous.",
            "Invalid or expired token or API key. Sign in again.",
        ),
        headers={"WWW-Authenticate": "Bearer"},
    )


def _known(request: Request) -> Caller:
    """A caller of whom more is known than an address. Raises Problem 401."""
    caller = caller_of(request)
    if caller.refused:
        raise credentials_refused()
    if caller.anonymous:
        raise authentication_required()
    return caller


# Dependencies are coroutines: FastAPI would run plain functions in a thread, for a hundred times
# their own cost.
async def reader(request: Request) -> Caller:
    """Somebody signed in, or a key with scope `read`. Raises Problem 401 or 403."""
    caller = _known(request)
    if caller.key is not None and not caller.key.scopes & {"read", "staff", "admin"}:
        raise wire.forbidden()
    return caller


async def person(request: Request) -> Caller:
    """A signed-in person. Raises Problem 401 for nobody, 403 for a key, which is no person."""
    caller = _known(request)
    if caller.account_id is None:
        raise wire.forbidden()
    return caller


async def staff(request: Request) -> Caller:
    """Role `staff` or `admin`, or a key with scope `staff`. Raises Problem 401 or 403."""
    caller = _known(request)
    allowed = caller.key.scopes & {"staff", "admin"} if caller.key else is_staff(caller)
    if not allowed:
        raise wire.forbidden()
    return caller


async def admin(request: Request) -> Caller:
    """Role `admin`, or a key with that scope. Raises Problem 401 or 403."""
    caller = _known(request)
    allowed = "admin" in caller.key.scopes if caller.key else is_admin(caller)
    if not allowed:
        raise wire.forbidden()
    return caller


def is_admin(caller: Caller) -> bool:
    """Whether the caller administers: a person of that role."""
    return caller.role == "admin" and caller.key is None


def is_staff(caller: Caller) -> bool:
    """Whether the caller is a person of role `staff` or `admin`."""
    return caller.role in {"staff", "admin"} and caller.key is None


def user_id(caller: Caller) -> int:
    """The number of a caller who is a person."""
    return int(str(caller.account_id))


def user_id_or_none(caller: Caller) -> int | None:
    """The number of a caller, if it is a person."""
    return int(caller.account_id) if caller.account_id else None


Reader = Annotated[Caller, Depends(reader)]
Person = Annotated[Caller, Depends(person)]
Staff = Annotated[Caller, Depends(staff)]
Admin = Annotated[Caller, Depends(admin)]
GuardedRoute = guarded_route(wire.SERVICE, identify, wire.LIMITS, wire.UNSPECIFIED)
