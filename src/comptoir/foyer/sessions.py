"""Signing in and out, and the sessions that one has: each is one token, which ends with it.

Serves login, logout and Sessions of the document.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping, delete, select
from starlette.responses import Response

from comptoir.foyer import wire
from comptoir.foyer.access import GuardedRoute, Person, user_of
from comptoir.foyer.models import sessions, users
from comptoir.foyer.replies import reply
from comptoir.kernel import sign_in, tokens
from comptoir.kernel.bodies import Body
from comptoir.kernel.callers import caller_of
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text, TooMany
from comptoir.kernel.passwords import MAXIMUM_CHARS
from comptoir.kernel.sign_in import Device, Guard, Kept
from comptoir.platform import Platform

ENDED = "foyer sessions"
"""The topic of hints that some session ended: whoever holds sockets looks whose."""
WRONG_CREDENTIALS = Text("Identifiants invalides.", "Invalid credentials.")


class Credentials(Body):
    """Who one says one is."""

    email: Annotated[str, Field(max_length=254)]
    password: Annotated[str, Field(max_length=MAXIMUM_CHARS)]


# ── Rules ─────────────────────────────────────────────────────────────────────────────────


def begin(
    connection: Connection,
    user_id: int,
    device: Device,
    user_agent: str,
    address: str,
    now: datetime,
) -> RowMapping:
    """A new session."""
    sign_in.remember(connection, wire.SERVICE, str(user_id), device.marks, now)
    family = tokens.open_family(connection, wire.SERVICE, str(user_id), now, wire.SESSION_LIFETIME)
    return (
        connection.execute(
            sessions.insert()
            .values(
                id=family.id,
                user_id=user_id,
                user_agent=user_agent[:300],
                ip_address=address[:60],
                created_at=now,
                expires_at=now + wire.SESSION_LIFETIME,
            )
            .returning(sessions)
        )
        .mappings()
        .one()
    )


def living(connection: Connection, user_id: int, now: datetime) -> list[RowMapping]:
    """Somebody's sessions that neither ended nor were outlived, newest first."""
    return list(
        connection.execute(
            select(sessions)
            .join(tokens.families, tokens.families.c.id == sessions.c.id)
            .where(
                sessions.c.user_id == user_id,
                tokens.families.c.ended_at.is_(None),
                sessions.c.expires_at > now,
            )
            .order_by(sessions.c.created_at.desc(), sessions.c.id)
        ).mappings()
    )


def find(connection: Connection, user_id: int, session_id: str, now: datetime) -> RowMapping | None:
    """Somebody's living session of this id."""
    return next((row for row in living(connection, user_id, now) if row["id"] == session_id), None)


def end(connection: Connection, user_id: int, session_id: str, now: datetime) -> bool:
    """End somebody's session; whether it was theirs, and lived."""
    if find(connection, user_id, session_id, now) is None:
        return False
    tokens.end_family(connection, wire.SERVICE, session_id, now)
    return True


def end_all(connection: Connection, user_id: int, now: datetime) -> None:
    """End every session somebody has."""
    tokens.end_families(connection, wire.SERVICE, str(user_id), now)


def ended_among(connection: Connection, ids: list[str], now: datetime) -> set[str]:
    """Those of these sessions that no longer live."""
    alive = connection.scalars(
        select(sessions.c.id)
        .join(tokens.families, tokens.families.c.id == sessions.c.id)
        .join(users, users.c.id == sessions.c.user_id)
        .where(
            sessions.c.id.in_(ids),
            tokens.families.c.ended_at.is_(None),
            sessions.c.expires_at > now,
            users.c.is_active,
        )
    )
    return set(ids) - set(alive)


def announce_end(platform: Platform) -> None:
    """Let every process look which of its sockets it must close."""
    platform.bus.publish(ENDED)


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop the sessions that no token can name any more."""
    connection.execute(delete(sessions).where(sessions.c.expires_at <= now))


def session_body(row: RowMapping) -> dict[str, Any]:
    """A session as the document shows it."""
    return {
        "id": row["id"],
        "user_id": row["user_id"],
        "expires_at": iso(row["expires_at"]),
        "created_at": iso(row["created_at"]),
        "metadata": {"user_agent": row["user_agent"], "ip_address": row["ip_address"]},
    }


# ── Passwords ─────────────────────────────────────────────────────────────────────────────


async def password_matches(
    platform: Platform, password: str, user: RowMapping | None, name: str, device: Device
) -> bool:
    """Whether `password` is this person's. Raises TooMany where strangers tried too often."""
    guard = Guard(wire.SERVICE, platform.db, platform.limiter, platform.passwords, TooMany)
    kept = Kept(str(user["id"]), user["password_hash"]) if user else None
    return await guard.matches(password, kept, name, device)


async def _who(request: Request, credentials: Credentials, device: Device) -> RowMapping:
    """The person who signs in. Raises Problem 401, or 403 for one who may not."""
    platform: Platform = request.app.state.platform
    email = credentials.email.strip().lower()

    def find_user(connection: Connection) -> RowMapping | None:
        by_email = select(users).where(users.c.email == email)
        return connection.execute(by_email).mappings().one_or_none()

    user = await platform.db.read(find_user)
    matched = await password_matches(platform, credentials.password, user, email, device)
    if user is None or not matched:
        raise Problem(401, "invalid_credentials", WRONG_CREDENTIALS)
    if not user["is_active"]:
        raise Problem(
            403, "account_inactive", Text("Ce compte est désactivé.", "This account is inactive.")
        )
    return user


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Sessions"])


@router.post("/api/auth/login", tags=["Authentification"])
async def login(request: Request, credentials: Credentials) -> Response:
    """Sign in: a token, which lives as long as its session."""
    platform: Platform = request.app.state.platform
    address = caller_of(request).address
    device = Device.of(request, address)
    user = await _who(request, credentials, device)
    user_agent = request.headers.get("user-agent", "")
    session = await platform.db.write(
        begin, user["id"], device, user_agent, address, platform.clock.now()
    )
    claims = {"sub": str(user["id"]), "sid": session["id"]}
    response = reply(
        request,
        {
            "access_token": platform.tokens.sign(
                wire.SERVICE, "access", claims, wire.SESSION_LIFETIME
            ),
            "token_type": "bearer",
            "user": {name: user[name] for name in ("id", "email", "trigramme")},
            "session_id": session["id"],
            "expires_in": int(wire.SESSION_LIFETIME.total_seconds()),
        },
        headers={"X-Session-ID": session["id"]},
    )
    device.keep(response, "/api/auth/login", secure=platform.settings.production)
    return response


@router.post("/api/auth/logout", tags=["Authentification"])
async def logout(request: Request, caller: Person) -> Response:
    """End this session: its token, and the sockets opened with it."""
    platform: Platform = request.app.state.platform
    await platform.db.write(
        tokens.end_family, wire.SERVICE, str(caller.family_id), platform.clock.now()
    )
    announce_end(platform)
    return reply(request, {"message": "Déconnexion réussie"})


def _no_session() -> Problem:
    return wire.not_found("session", "Session introuvable.", "Session not found.")


@router.get("/api/sessions/current")
async def current(request: Request, caller: Person) -> Response:
    """The session that `X-Session-ID` names, or else the token's own."""
    platform: Platform = request.app.state.platform
    session_id = request.headers.get("x-session-id", str(caller.family_id))
    row = await platform.db.read(find, user_of(caller), session_id, platform.clock.now())
    if row is None:
        raise _no_session()
    return reply(request, session_body(row))


@router.get("/api/sessions")
async def list_sessions(request: Request, caller: Person) -> Response:
    """One's own sessions, newest first."""
    platform: Platform = request.app.state.platform
    rows = await platform.db.read(living, user_of(caller), platform.clock.now())
    listed = [{**session_body(row), "current": row["id"] == caller.family_id} for row in rows]
    return reply(request, {"sessions": listed, "total": len(listed)})


@router.delete("/api/sessions/{session_id}")
async def end_session(request: Request, session_id: str, caller: Person) -> Response:
    """End one of one's own sessions, from any of them."""
    platform: Platform = request.app.state.platform
    if not await platform.db.write(end, user_of(caller), session_id, platform.clock.now()):
        raise _no_session()
    announce_end(platform)
    return reply(request, {"message": "Session terminée"})
