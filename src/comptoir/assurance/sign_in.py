"""Signing in by a mailed code, and signing out.

`start` and `finish` serve the routes and the conversation alike.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import Response

from comptoir.assurance import accounts, codes, events, wire
from comptoir.assurance.access import GuardedRoute, Person
from comptoir.kernel import tokens
from comptoir.kernel.bodies import Body, json_response
from comptoir.kernel.callers import caller_of, preferred_language
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.mail import has_accented_mailbox, is_address
from comptoir.platform import Platform

_CODE = re.compile(r"[0-9]{6}", re.ASCII)
NO_ADDRESS = Text("email : adresse e-mail attendue.", "email: an e-mail address is expected.")
ACCENTED = Text(
    "email : nous ne pouvons pas écrire à une adresse qui porte des accents avant le @ ; donnez-en"
    " une autre.",
    "email: we cannot write to an address with accents before its @; please give another one.",
)
WRONG = Text("Adresse ou code incorrect.", "Wrong address or code.")
EXPIRED = Text(
    "Ce code a expiré. Demandez-en un nouveau.", "This code has expired. Ask for a new one."
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that holds for an hour."""

    account_id: str
    role: str
    family_id: str


class Asked(Body):
    """Whose code is asked for."""

    email: Annotated[str, Field(min_length=3, max_length=254)]


class Given(Body):
    """The code that came by mail."""

    email: Annotated[str, Field(min_length=3, max_length=254)]
    code: Annotated[str, Field(min_length=1, max_length=20)]


async def start(platform: Platform, email: str, address: str, language: str) -> None:
    """Have a code mailed, if anybody has `email`: nobody learns whether."""
    await platform.db.write(
        codes.ask, accounts.folded(email), address, language, platform.clock.now()
    )


async def finish(platform: Platform, email: str, code: str, address: str) -> SignedIn:
    """Sign in with the code that `address` asked for. Raises Problem 401."""
    now = platform.clock.now()
    outcome = await platform.db.write(
        _finish, email, re.sub(r"[\s-]", "", code), address, platform.settings.secrets[0], now
    )
    if isinstance(outcome, SignedIn):
        return outcome
    if outcome == "expired":
        raise Problem(401, "code_expired", EXPIRED)
    raise Problem(401, "invalid_credentials", WRONG)


def _finish(
    connection: Connection, email: str, code: str, address: str, secret: str, now: datetime
) -> SignedIn | codes.Outcome:
    account = accounts.find_by_name(connection, email)
    # An id that nobody has is looked for as if somebody had it.
    account_id = account["id"] if account else "nobody"
    outcome: codes.Outcome = "wrong"
    if _CODE.fullmatch(code):
        outcome = codes.check(connection, account_id, code, address, secret, now)
    if account is None or account["status"] != "active":
        outcome = "wrong"
    if outcome != "right" or account is None:
        data = {"email": events.masked(accounts.folded(email)), "reason": outcome}
        events.emit(connection, "auth.failed", data, now)
        return outcome
    family = tokens.open_family(connection, wire.SERVICE, account["id"], now, wire.TOKEN_LIFETIME)
    data = {"account_id": account["id"], "role": account["role"]}
    events.emit(connection, "auth.success", data, now)
    return SignedIn(account["id"], account["role"], family.id)


def token_of(platform: Platform, signed_in: SignedIn) -> str:
    """The bearer token of a sign-in."""
    claims = {"sub": signed_in.account_id, "sid": signed_in.family_id}
    return platform.tokens.sign(wire.SERVICE, "access", claims, wire.TOKEN_LIFETIME)


def _checked(email: str) -> str:
    email = email.strip()
    if not is_address(email):
        why = ACCENTED if has_accented_mailbox(email) else NO_ADDRESS
        raise Problem(400, "invalid_request", why)
    return email


router = APIRouter(route_class=GuardedRoute, tags=["Authentification"])


@router.post("/api/auth/request", status_code=202)
async def request_code(request: Request, body: Asked) -> Response:
    """Ask for a code by mail."""
    email = _checked(body.email)
    platform: Platform = request.app.state.platform
    language = preferred_language(request.headers)
    await start(platform, email, caller_of(request).address, language)
    message = Text(
        "Si cette adresse est connue, un code vient d'y être envoyé ; il est valable 10 minutes.",
        "If this address is known, a code was sent to it; it holds for 10 minutes.",
    )
    return json_response({"success": True, "message": message.in_language(language)}, 202)


@router.post("/api/auth/verify", status_code=200)
async def verify(request: Request, body: Given) -> Response:
    """Sign in with the code that came."""
    platform: Platform = request.app.state.platform
    signed_in = await finish(platform, _checked(body.email), body.code, caller_of(request).address)
    answer: dict[str, Any] = {
        "success": True,
        "token": token_of(platform, signed_in),
        "expires_in": int(wire.TOKEN_LIFETIME / timedelta(seconds=1)),
        "token_type": "bearer",
        "role": signed_in.role,
    }
    return json_response(answer)


@router.post("/api/auth/logout", status_code=200)
async def logout(request: Request, caller: Person) -> Response:
    """End this sign-in."""
    platform: Platform = request.app.state.platform
    now = platform.clock.now()
    await platform.db.write(tokens.end_family, wire.SERVICE, str(caller.family_id), now)
    return json_response({"success": True})
