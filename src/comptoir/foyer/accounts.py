"""People of the agents' service: registering, reading oneself, being deactivated.

Serves register and me of the document.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import AfterValidator, Field
from sqlalchemy import Connection, RowMapping, func, select, update
from sqlalchemy.exc import IntegrityError
from starlette.responses import Response

from comptoir.foyer import sessions, wire
from comptoir.foyer.access import Admin, BadRequestRoute, GuardedRoute, Person, user_of
from comptoir.foyer.models import users
from comptoir.foyer.replies import Id, Offset, page_size, reply, reply_once
from comptoir.kernel import sign_in
from comptoir.kernel.bodies import Body, once_of
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.kernel.passwords import MAXIMUM_CHARS, MINIMUM_CHARS
from comptoir.platform import Platform

ROLES = ("user", "admin")
MAXIMUM_EMAIL_CHARS = 254


def folded(email: str) -> str:
    """What tells one e-mail from another."""
    return email.strip().lower()


def _email(given: str) -> str:
    """An address one could write to, in lower case."""
    email = folded(given)
    name, _, domain = email.partition("@")
    labels = domain.split(".")
    written = email.isprintable() and not any(c.isspace() for c in email)
    if not (written and name and "@" not in domain and len(labels) > 1 and all(labels)):
        raise ValueError(Text("adresse e-mail attendue", "e-mail address expected"))
    if len(email) > MAXIMUM_EMAIL_CHARS:
        raise ValueError(Text("trop long", "too long"))
    return email


def _trigramme(given: str) -> str:
    if len(given) != 3 or not (given.isascii() and given.isalpha()):
        raise ValueError(
            Text("trois lettres de A à Z attendues", "three letters, A to Z, expected")
        )
    return given.upper()


Email = Annotated[str, Field(max_length=MAXIMUM_EMAIL_CHARS), AfterValidator(_email)]
Trigramme = Annotated[str, Field(max_length=20), AfterValidator(_trigramme)]
Password = Annotated[str, Field(min_length=MINIMUM_CHARS, max_length=MAXIMUM_CHARS)]


class Registration(Body):
    """A new account."""

    email: Email
    password: Password
    trigramme: Trigramme


def account_body(row: RowMapping) -> dict[str, Any]:
    """A person as the document shows them."""
    return {
        "id": row["id"],
        "email": row["email"],
        "trigramme": row["trigramme"],
        "is_active": row["is_active"],
        "is_admin": row["is_admin"],
        "created_at": iso(row["created_at"]),
    }


# ── Rules ─────────────────────────────────────────────────────────────────────────────────


def _taken(what: str) -> Problem:
    words = {
        "email": Text(
            "Cette adresse e-mail a déjà un compte.", "This e-mail address already has an account."
        ),
        "trigramme": Text("Ce trigramme est déjà pris.", "This trigramme is already taken."),
    }
    return Problem(409, f"{what}_taken", words[what])


def create(
    connection: Connection,
    registration: Registration,
    password_hash: str,
    now: datetime,
    *,
    role: str = "user",
) -> RowMapping:
    """Store a new account. Raises Problem 409 when its e-mail or trigramme is taken."""
    for name in ("email", "trigramme"):
        taken = select(users.c.id).where(users.c[name] == getattr(registration, name))
        if connection.execute(taken).first():
            raise _taken(name)
    try:
        return (
            connection.execute(
                users.insert()
                .values(
                    email=registration.email,
                    trigramme=registration.trigramme,
                    password_hash=password_hash,
                    is_active=True,
                    is_admin=role == "admin",
                    created_at=now,
                    updated_at=now,
                )
                .returning(users)
            )
            .mappings()
            .one()
        )
    except IntegrityError as error:  # two people at the same moment
        raise _taken("trigramme" if "trigramme" in str(error.orig) else "email") from error


def find(connection: Connection, user_id: int) -> RowMapping | None:
    """The person of this id."""
    return connection.execute(select(users).where(users.c.id == user_id)).mappings().one_or_none()


def find_by_name(connection: Connection, email: str) -> RowMapping | None:
    """The person of this e-mail."""
    by_email = select(users).where(users.c.email == folded(email))
    return connection.execute(by_email).mappings().one_or_none()


def find_by_trigramme(connection: Connection, trigramme: str) -> RowMapping | None:
    """The active person of this trigramme."""
    by_trigramme = select(users).where(users.c.trigramme == trigramme, users.c.is_active)
    return connection.execute(by_trigramme).mappings().one_or_none()


def get(connection: Connection, user_id: int) -> RowMapping:
    """The person a caller is."""
    return connection.execute(select(users).where(users.c.id == user_id)).mappings().one()


def everyone(connection: Connection) -> list[dict[str, Any]]:
    """Every account, by e-mail, as the command line lists them."""
    return [
        {
            "email": row["email"],
            "username": row["trigramme"],
            "role": "admin" if row["is_admin"] else "user",
            "status": "active" if row["is_active"] else "inactive",
        }
        for row in connection.execute(select(users).order_by(users.c.email)).mappings()
    ]


def set_active(connection: Connection, user_id: int, now: datetime, *, active: bool) -> bool:
    """Let somebody in, or refuse them from now on and end their sessions; False: nobody."""
    changed = connection.execute(
        update(users)
        .where(users.c.id == user_id)
        .values(is_active=active, updated_at=now)
        .returning(users.c.id)
    ).one_or_none()
    if changed is not None and not active:
        sessions.end_all(connection, user_id, now)
    return changed is not None


def disable(connection: Connection, user_id: int, now: datetime) -> None:
    """Refuse an account from now on, and end its sessions."""
    set_active(connection, user_id, now, active=False)


def set_password(connection: Connection, user_id: int, password_hash: str, now: datetime) -> None:
    """Replace a password, end every session begun with the old one, and know no device any more."""
    connection.execute(
        update(users)
        .where(users.c.id == user_id)
        .values(password_hash=password_hash, updated_at=now)
    )
    sessions.end_all(connection, user_id, now)
    sign_in.forget_devices(connection, wire.SERVICE, str(user_id))


def _check_domain(platform: Platform, email: str) -> None:
    """In production, people of the house alone. Raises Problem 403."""
    if not platform.settings.production:
        return
    if email.rpartition("@")[2] not in platform.settings.foyer_domains:
        raise Problem(
            403,
            "domain_not_allowed",
            Text(
                "Cette adresse n'est pas d'un domaine autorisé à s'inscrire ici.",
                "This address is not of a domain that may register here.",
            ),
        )


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Authentification"])
registration_router = APIRouter(route_class=BadRequestRoute, tags=["Authentification"])


@registration_router.post("/api/auth/register", status_code=201)
async def register(request: Request, registration: Registration) -> Response:
    """Open an account."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)
    _check_domain(platform, registration.email)
    password_hash = await platform.passwords.hash(registration.password)

    def effect(connection: Connection) -> Answer:
        row = create(connection, registration, password_hash, platform.clock.now())
        return Answer(201, account_body(row))

    return reply_once(request, await platform.db.write(once, once_request, effect))


@router.get("/api/auth/me")
async def me(request: Request, caller: Person) -> Response:
    """The caller's own account."""
    platform: Platform = request.app.state.platform
    return reply(request, account_body(await platform.db.read(get, user_of(caller))))


class Standing(Body):
    """Whether somebody may come in."""

    is_active: bool


def _page(connection: Connection, limit: int, offset: int) -> tuple[list[RowMapping], int]:
    listed = select(users).order_by(users.c.id.desc()).limit(limit).offset(offset)
    total = connection.scalar(select(func.count()).select_from(users))
    return list(connection.execute(listed).mappings()), total or 0


@router.get("/api/users")
async def list_users(
    request: Request,
    caller: Admin,
    limit: Annotated[int, Depends(page_size)],
    offset: Offset = 0,
) -> Response:
    """Administrators: everybody, newest first."""
    platform: Platform = request.app.state.platform
    rows, total = await platform.db.read(_page, limit, offset)
    listed = [account_body(row) for row in rows]
    return reply(request, {"users": listed, "total": total, "limit": limit, "offset": offset})


@router.put("/api/users/{user_id}")
async def change_user(request: Request, user_id: Id, body: Standing, caller: Admin) -> Response:
    """Administrators: deactivate somebody, which ends their sessions, or let them in again."""
    platform: Platform = request.app.state.platform
    if user_id == user_of(caller):
        raise Problem(
            409, "own_account", Text("C'est votre propre compte.", "This is your own account.")
        )

    def change(connection: Connection) -> RowMapping | None:
        set_active(connection, user_id, platform.clock.now(), active=body.is_active)
        return find(connection, user_id)

    row = await platform.db.write(change)
    if row is None:
        raise wire.not_found("user", "Personne introuvable.", "Nobody of this id.")
    sessions.announce_end(platform)
    return reply(request, account_body(row))
