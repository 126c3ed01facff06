"""Signing in, going on, signing out. Serves `POST /login`, with `/refresh` and `/logout`."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import Response

from comptoir.intranet import accounts, wire
from comptoir.intranet.access import GuardedRoute, Person
from comptoir.kernel import opaque_refresh, sign_in, tokens
from comptoir.kernel.bodies import Body, json_response
from comptoir.kernel.callers import caller_of
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.passwords import MAXIMUM_CHARS
from comptoir.kernel.sign_in import Device, Guard
from comptoir.platform import Platform


class Credentials(Body):
    """An e-mail (a username will do) and a password."""

    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Annotated[str, Field(max_length=MAXIMUM_CHARS)]


class RefreshToken(Body):
    """What a client was given to go on without a password."""

    refresh_token: Annotated[str, Field(max_length=4096)]


def _signed_in(
    connection: Connection, account_id: int, device: Device, now: datetime
) -> tuple[tokens.Family, str]:
    sign_in.remember(connection, wire.SERVICE, str(account_id), device.marks, now)
    family = tokens.open_family(
        connection, wire.SERVICE, str(account_id), now, wire.REFRESH_TOKEN_LIFETIME
    )
    return family, opaque_refresh.issue(connection, family)


def _token_body(platform: Platform, family: tokens.Family, refresh_token: str) -> dict[str, Any]:
    claims = {"sub": family.account_id, "sid": family.id}
    return {
        "access_token": platform.tokens.sign(
            wire.SERVICE, "access", claims, wire.ACCESS_TOKEN_LIFETIME
        ),
        "refresh_token": refresh_token,
        "token_type": "bearer",
        "expires_in": int(wire.ACCESS_TOKEN_LIFETIME / timedelta(seconds=1)),
    }


router = APIRouter(route_class=GuardedRoute, tags=["Signing in"])


@router.post("/login")
async def login(request: Request, credentials: Credentials) -> Response:
    """Sign in."""
    platform: Platform = request.app.state.platform
    device = Device.of(request, caller_of(request).address)
    account = await platform.db.read(accounts.find_by_name, credentials.email)
    guard = Guard(wire.SERVICE, platform.db, platform.limiter, platform.passwords)
    name = credentials.email.strip().lower()
    kept = accounts.kept_of(account)
    matched = await guard.matches(credentials.password, kept, name, device)
    if account is None or not matched:
        raise Problem(
            401,
            "invalid_credentials",
            Text("E-mail ou mot de passe incorrect.", "Incorrect e-mail or password."),
        )
    if account["status"] != "active":
        raise Problem(
            403, "account_inactive", Text("Ce compte est désactivé.", "This account is inactive.")
        )
    now = platform.clock.now()
    family, refresh_token = await platform.db.write(_signed_in, account["id"], device, now)
    response = json_response(
        {
            **_token_body(platform, family, refresh_token),
            "user": accounts.person_body(account),
        }
    )
    device.keep(response, "/", secure=platform.settings.production)
    return response


@router.post("/refresh")
async def refresh(request: Request, body: RefreshToken) -> Response:
    """Replace a refresh token by a new pair; one used twice ends the sign-in."""
    platform: Platform = request.app.state.platform

    def replace(connection: Connection) -> tuple[tokens.Family, str] | None:
        now = platform.clock.now()
        family = opaque_refresh.rotate(connection, wire.SERVICE, body.refresh_token, now)
        if family is None:
            return None
        account = accounts.find(connection, int(family.account_id))
        if account is None or account["status"] != "active":
            return None
        return family, opaque_refresh.issue(connection, family)

    replaced = await platform.db.write(replace)
    if replaced is None:
        request.app.state.hub.sessions_ended()  # perhaps this one, used twice
        raise Problem(
            401,
            "invalid_refresh_token",
            Text(
                "Jeton de rafraîchissement invalide ou expiré. Reconnectez-vous.",
                "Invalid or expired refresh token. Sign in again.",
            ),
        )
    return json_response(_token_body(platform, *replaced))


@router.post("/logout")
async def logout(request: Request, caller: Person) -> Response:
    """End this sign-in: both its tokens, and its sockets."""
    platform: Platform = request.app.state.platform
    await platform.db.write(
        tokens.end_family, wire.SERVICE, str(caller.family_id), platform.clock.now()
    )
    request.app.state.hub.sessions_ended()
    return json_response({"status": "logged_out"})
