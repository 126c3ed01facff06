"""Signing in, going on, signing out.

Serves login, refresh and logout of both documents, behind the guard of `kernel.sign_in`.
"""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field, ValidationError
from sqlalchemy import Connection, RowMapping
from starlette.exceptions import HTTPException
from starlette.responses import Response

from comptoir.kernel import tokens
from comptoir.kernel.bodies import Body, invalid_body, json_response, read_json
from comptoir.kernel.callers import caller_of
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.passwords import MAXIMUM_CHARS
from comptoir.kernel.sign_in import Device, Guard, Kept, remember
from comptoir.meuble import accounts, wire
from comptoir.meuble.access import GuardedRoute, Person
from comptoir.platform import Platform

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
    remember(connection, wire.SERVICE, account_id, device.marks, now)
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


async def password_matches(
    platform: Platform, password: str, account: RowMapping | None, name: str, device: Device
) -> bool:
    """Whether `password` opens `account`. Raises Problem 403 where strangers tried too often."""
    guard = Guard(wire.SERVICE, platform.db, platform.limiter, platform.passwords)
    kept = Kept(account["id"], account["password_hash"]) if account else None
    return await guard.matches(password, kept, name, device)


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
    device.keep(response, "/api/auth/login", secure=platform.settings.production)
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
