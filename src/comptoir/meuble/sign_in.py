"""Signing in, going on, signing out.

Serves login, refresh and logout of both documents. Ten failed passwords lock a name for devices
that never signed in to it, never for its owner's own; names nobody has look the same.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Annotated, Any
from weakref import WeakValueDictionary

from fastapi import APIRouter, Request
from pydantic import Field, ValidationError
from sqlalchemy import Connection, RowMapping
from starlette.exceptions import HTTPException
from starlette.responses import Response

from comptoir.kernel import tokens
from comptoir.kernel.bodies import Body, invalid_body, json_response, read_json
from comptoir.kernel.callers import caller_of
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.limits import Limit
from comptoir.kernel.passwords import MAXIMUM_CHARS
from comptoir.meuble import accounts, devices, wire
from comptoir.meuble.access import GuardedRoute, Person
from comptoir.meuble.devices import Device
from comptoir.platform import Platform

FAILED_PASSWORDS = Limit(10, 15 * 60)
LOCKED = Limit(1, 15 * 60)
WRONG_CREDENTIALS = Text(
    "Nom d'utilisateur ou mot de passe incorrect.", "Incorrect username or password."
)


class Credentials(Body):
    """A name and a password; JSON clients may call the name `email`."""

    username: Annotated[str, Field(max_length=254)] | None = None
    email: Annotated[str, Field(max_length=254)] | None = None
    password: Annotated[str, Field(max_length=MAXIMUM_CHARS)]


class RefreshToken(Body):
    """What a client was given to go on without a password."""

    refresh_token: Annotated[str, Field(max_length=4096)]


def _signed_in(
    connection: Connection, account_id: str, device: Device, now: datetime
) -> tokens.Family:
    devices.remember(connection, account_id, device.marks, now)
    return tokens.open_family(
        connection, wire.SERVICE, account_id, now, wire.REFRESH_TOKEN_LIFETIME
    )


def _token_body(platform: Platform, family: tokens.Family) -> dict[str, Any]:
    claims = {"sub": family.account_id, "sid": family.id}
    return {
        "success": True,
        "access_token": platform.tokens.sign(
            wire.SERVICE, "access", claims, wire.ACCESS_TOKEN_LIFETIME
        ),
        "refresh_token": platform.tokens.sign(
            wire.SERVICE,
            "refresh",
            {**claims, "gen": family.generation},
            wire.REFRESH_TOKEN_LIFETIME,
        ),
        "token_type": "bearer",
        "expires_in": int(wire.ACCESS_TOKEN_LIFETIME / timedelta(seconds=1)),
    }


_turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
"""Strangers who try one name wait for each other: guesses sent at once are counted one by one."""


async def password_matches(
    platform: Platform, password: str, account: RowMapping | None, name: str, device: Device
) -> bool:
    """Whether `password` opens `account`. Raises Problem 403 where strangers tried too often.

    The lock is on strangers' devices, never on those the account signed in from before.
    """
    kept = account["password_hash"] if account else None
    if account is not None and await platform.db.read(devices.known, account["id"], device.marks):
        return await platform.passwords.matches(password, kept)
    # One account has two names, and one lock; a name nobody has is locked as if somebody had it.
    subject = f"account {account['id']}" if account else f"name {name}"
    turn = _turns.setdefault(subject, asyncio.Lock())
    async with turn:
        await _refuse_if_locked(platform, subject)
        matched = await platform.passwords.matches(password, kept)
        if not matched:
            await _count_failure(platform, subject)
    return matched


async def _refuse_if_locked(platform: Platform, subject: str) -> None:
    lock = await platform.limiter.look(f"meuble locked {subject}", LOCKED)
    if not lock.allowed:
        raise Problem(
            403,
            "account_locked",
            Text(
                "Compte verrouillé : trop de tentatives. Réessayez dans 15 minutes.",
                "Account locked: too many attempts. Try again in 15 minutes.",
            ),
            headers={"Retry-After": str(lock.retry_after_s)},
        )


async def _count_failure(platform: Platform, subject: str) -> None:
    standing = await platform.limiter.hit(f"meuble failed {subject}", FAILED_PASSWORDS)
    if standing.remaining == 0:
        await platform.limiter.hit(f"meuble locked {subject}", LOCKED)


_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_CREDENTIALS_CONTENT = {
    kind: {"schema": Credentials.model_json_schema()} for kind in (*_FORMS, "application/json")
}


async def _credentials(request: Request) -> Credentials:
    """The credentials of a form or of a JSON body. Raises HTTPException 400 for anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    given: Any
    if kind in _FORMS:
        async with request.form(max_files=0, max_fields=20) as form:
            given = dict(form)
    elif kind == "application/json":
        given = await read_json(request)
    else:
        raise HTTPException(400)
    return Credentials.model_validate(given)


router = APIRouter(route_class=GuardedRoute, tags=["Authentication"])


@router.post(
    "/api/auth/login",
    openapi_extra={"requestBody": {"required": True, "content": _CREDENTIALS_CONTENT}},
)
async def login(request: Request) -> Response:
    """Sign in with an e-mail or a username, by form or JSON."""
    platform: Platform = request.app.state.platform
    try:
        credentials = await _credentials(request)
    except ValidationError as error:
        raise invalid_body(error) from None
    name = accounts.folded(credentials.username or credentials.email or "")
    if not name:
        raise Problem(
            400,
            "invalid_request",
            Text("username : champ obligatoire.", "username: required field."),
        )
    device = Device.of(request, caller_of(request).address)
    account = await platform.db.read(accounts.find_by_name, name)
    matched = await password_matches(platform, credentials.password, account, name, device)
    if account is None or not matched:
        raise Problem(401, "invalid_credentials", WRONG_CREDENTIALS)
    if account["status"] != "active":
        raise Problem(
            403, "account_inactive", Text("Ce compte est désactivé.", "This account is inactive.")
        )
    family = await platform.db.write(_signed_in, account["id"], device, platform.clock.now())
    response = json_response(_token_body(platform, family))
    response.set_cookie(
        devices.COOKIE,
        device.cookie,
        max_age=devices.COOKIE_LIFETIME_S,
        path="/api/auth/login",
        httponly=True,
        samesite="strict",
        secure=platform.settings.production,
    )
    return response


@router.post("/api/auth/refresh")
async def refresh(request: Request, body: RefreshToken) -> Response:
    """Replace a refresh token by a new pair."""
    platform: Platform = request.app.state.platform
    refused = Problem(
        401,
        "invalid_refresh_token",
        Text(
            "Jeton de rafraîchissement invalide ou expiré. Reconnectez-vous.",
            "Invalid or expired refresh token. Sign in again.",
        ),
    )
    try:
        claims = platform.tokens.read(wire.SERVICE, "refresh", body.refresh_token)
    except tokens.TokenError:
        raise refused from None

    def replace(connection: Connection) -> tokens.Family | None:
        now = platform.clock.now()
        family = tokens.rotate(connection, wire.SERVICE, str(claims["sid"]), claims["gen"], now)
        if family is None:
            return None
        account = accounts.find(connection, family.account_id)
        return family if account and account["status"] == "active" else None

    family = await platform.db.write(replace)
    if family is None:
        raise refused
    return json_response(_token_body(platform, family))


@router.post("/api/auth/logout")
async def logout(request: Request, caller: Person) -> Response:
    """End this sign-in, its access and its refresh token."""
    platform: Platform = request.app.state.platform
    await platform.db.write(
        tokens.end_family, wire.SERVICE, str(caller.family_id), platform.clock.now()
    )
    return json_response({"success": True, "message": "Successfully logged out"})
