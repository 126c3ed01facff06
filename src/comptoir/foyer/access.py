"""Who a caller is. A token names the session it belongs to, which must live with its person.

`identify` finds out once for each request, before its body is read. A route that says
`caller: Person` is open to signed-in people.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy import Connection, bindparam, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from comptoir.foyer import wire
from comptoir.foyer.models import sessions, users
from comptoir.kernel import tokens
from comptoir.kernel.bodies import problem_of
from comptoir.kernel.callers import Caller, caller_of, client_address
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.prepared import PreparedRead
from comptoir.kernel.web import guarded_route
from comptoir.platform import Platform

_BY_SESSION = PreparedRead(
    select(users.c.id, users.c.is_admin)
    .join(sessions, sessions.c.user_id == users.c.id)
    .join(tokens.families, tokens.families.c.id == sessions.c.id)
    .where(
        sessions.c.id == bindparam("session"),
        tokens.families.c.service == wire.SERVICE,
        tokens.families.c.ended_at.is_(None),
        tokens.families.c.expires_at > bindparam("now"),
        users.c.is_active,
    )
)
"""Asked in each request of whoever is signed in."""


def by_claims(
    connection: Connection, address: str, claims: dict[str, Any], now: datetime
) -> Caller:
    """Whoever a token is of: the person must be active and the session not ended."""
    session = str(claims.get("sid"))
    rows = _BY_SESSION.rows(connection, session=session, now=now)
    if not rows:
        return Caller(address, refused=True)
    [(user_id, is_admin)] = rows
    role = "admin" if is_admin else "user"
    return Caller(address, account_id=str(user_id), role=role, family_id=session)


async def caller_by_token(platform: Platform, address: str, token: str) -> Caller:
    """Whoever sends `token`; a refused caller where it does not hold."""
    try:
        claims = platform.tokens.read(wire.SERVICE, "access", token)
    except tokens.TokenError:
        return Caller(address, refused=True)
    return await platform.db.read(by_claims, address, claims, platform.clock.now())


async def identify(request: Request) -> Caller:
    """Who calls: whoever the bearer token is of, else an address."""
    platform: Platform = request.app.state.platform
    address = client_address(request.scope, platform.settings)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if not scheme:
        return Caller(address)
    return await caller_by_token(platform, address, token.strip())


def _unauthenticated(code: str, words: Text) -> Problem:
    return Problem(401, code, words, headers={"WWW-Authenticate": "Bearer"})


# Dependencies are coroutines: FastAPI would run plain functions in a thread, for a hundred times
# their own cost.
async def anyone(request: Request) -> Caller:
    """A caller who need not say who they are. Raises Problem 401 for a token that does not hold."""
    caller = caller_of(request)
    if caller.refused:
        raise _unauthenticated(
            "invalid_credentials",
            Text(
                "Jeton invalide ou expiré. Reconnectez-vous.",
                "Invalid or expired token. Sign in again.",
            ),
        )
    return caller


async def person(request: Request) -> Caller:
    """A signed-in person. Raises Problem 401 for anybody else."""
    caller = await anyone(request)
    if caller.account_id is None:
        raise _unauthenticated(
            "authentication_required",
            Text("Connectez-vous pour continuer.", "Sign in to continue."),
        )
    return caller


async def admin(request: Request) -> Caller:
    """An administrator. Raises Problem 401 for nobody, 403 for somebody else."""
    caller = await person(request)
    if caller.role != "admin":
        raise wire.forbidden()
    return caller


def user_of(caller: Caller) -> int:
    """The id of a signed-in person."""
    return int(str(caller.account_id))


Anyone = Annotated[Caller, Depends(anyone)]
Person = Annotated[Caller, Depends(person)]
Admin = Annotated[Caller, Depends(admin)]
GuardedRoute = guarded_route(wire.SERVICE, identify, wire.LIMITS, wire.STANDARD, by_address=True)


class BadRequestRoute(GuardedRoute):  # type: ignore[misc, valid-type]
    """A route of those for which the document lists 400, and not 422, for invalid input."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:
        """Answer 400 for what is invalid."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                response: Response = await handle(request)
            except (RequestValidationError, HTTPException) as error:
                raise problem_of(error, 400) from None
            return response

        return handled
