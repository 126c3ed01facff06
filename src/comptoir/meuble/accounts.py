"""Accounts of the furniture shop: opening one, reading one's own, changing it.

Serves register and me of both documents. An e-mail opens nothing before it is confirmed.
"""

import unicodedata
from datetime import datetime
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Request
from pydantic import AfterValidator, Field
from sqlalchemy import Connection, RowMapping, select, update
from sqlalchemy.exc import IntegrityError
from starlette.responses import Response

from comptoir.kernel import sign_in, tokens
from comptoir.kernel.bodies import Body, answer_response, json_response, once_of
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.kernel.passwords import MAXIMUM_CHARS, MINIMUM_CHARS
from comptoir.meuble import account_mail, mailed_words, wire
from comptoir.meuble.access import GuardedRoute, Person
from comptoir.meuble.account_mail import Asker
from comptoir.meuble.models import accounts
from comptoir.platform import Platform

ROLES = ("user", "sav", "admin")
MAXIMUM_EMAIL_CHARS, MAXIMUM_USERNAME_CHARS = 254, 50


def folded(name: str) -> str:
    """What tells one e-mail or username from another: no case, no two ways to write a letter."""
    name = name.strip()
    return name.lower() if "@" in name else unicodedata.normalize("NFKC", name).casefold()


def _not_longer(text: str, maximum: int) -> None:
    # Some letters are several in lower case, and the column holds those.
    if len(text) > maximum:
        raise ValueError(Text(f"trop long (au plus {maximum})", f"too long (at most {maximum})"))


def _email(given: str) -> str:
    """An address one could write to, in lower case."""
    email = folded(given)
    name, _, domain = email.partition("@")
    labels = domain.split(".")
    written = email.isprintable() and not any(c.isspace() for c in email)
    if not (written and name and "@" not in domain and len(labels) > 1 and all(labels)):
        raise ValueError(Text("adresse e-mail attendue", "e-mail address expected"))
    _not_longer(email, MAXIMUM_EMAIL_CHARS)
    return email


def _username(given: str) -> str:
    if "@" in folded(given) or not given.strip():
        raise ValueError(Text("un nom sans @ est attendu", "a name without @ is expected"))
    _not_longer(folded(given), MAXIMUM_USERNAME_CHARS)
    return given.strip()


Email = Annotated[str, Field(max_length=MAXIMUM_EMAIL_CHARS), AfterValidator(_email)]
Username = Annotated[
    str, Field(min_length=1, max_length=MAXIMUM_USERNAME_CHARS), AfterValidator(_username)
]
Password = Annotated[str, Field(min_length=MINIMUM_CHARS, max_length=MAXIMUM_CHARS)]
FullName = Annotated[str, Field(max_length=200)]


class Registration(Body):
    """A new account."""

    email: Email
    username: Username
    full_name: FullName | None = None
    password: Password


class Changes(Body):
    """What a person may change of their own account."""

    full_name: FullName | None = None
    email: Email | None = None


def account_body(row: RowMapping) -> dict[str, Any]:
    """An account as both documents show it."""
    return {
        "id": row["id"],
        "email": row["email"],
        "username": row["username"],
        "full_name": row["full_name"],
        "email_confirmed": row["email_confirmed"],
        "role": row["role"],
        "status": row["status"],
        "created_at": iso(row["created_at"]),
        "updated_at": iso(row["updated_at"]),
    }


# ── Rules ─────────────────────────────────────────────────────────────────────────────────


def _email_taken() -> Problem:
    return Problem(
        400,
        "email_already_registered",
        Text(
            "Cette adresse e-mail a déjà un compte.", "This e-mail address already has an account."
        ),
    )


def _username_taken() -> Problem:
    return Problem(
        400,
        "username_already_taken",
        Text("Ce nom d'utilisateur est déjà pris.", "This username is already taken."),
    )


def create(
    connection: Connection,
    registration: Registration,
    password_hash: str,
    now: datetime,
    *,
    role: str = "user",
    email_confirmed: bool = False,
) -> RowMapping:
    """Store a new account. Raises Problem 400 when its e-mail or username is taken."""
    username_folded = folded(registration.username)
    for column, value, problem in (
        (accounts.c.email, registration.email, _email_taken),
        (accounts.c.username_folded, username_folded, _username_taken),
    ):
        if connection.execute(select(accounts.c.id).where(column == value)).first():
            raise problem()
    try:
        return (
            connection.execute(
                accounts.insert()
                .values(
                    id=str(uuid4()),
                    email=registration.email,
                    email_confirmed=email_confirmed,
                    username=registration.username,
                    username_folded=username_folded,
                    full_name=registration.full_name,
                    password_hash=password_hash,
                    role=role,
                    status="active",
                    created_at=now,
                    updated_at=now,
                )
                .returning(accounts)
            )
            .mappings()
            .one()
        )
    except IntegrityError as error:  # two people at the same moment
        taken = _username_taken if "username" in str(error.orig) else _email_taken
        raise taken() from error


def find_by_name(connection: Connection, name: str) -> RowMapping | None:
    """The account whose e-mail or username is `name`."""
    column = accounts.c.email if "@" in name else accounts.c.username_folded
    statement = select(accounts).where(column == folded(name))
    return connection.execute(statement).mappings().one_or_none()


def find(connection: Connection, account_id: str) -> RowMapping | None:
    """The account of this id."""
    return (
        connection.execute(select(accounts).where(accounts.c.id == account_id))
        .mappings()
        .one_or_none()
    )


def get(connection: Connection, account_id: str) -> RowMapping:
    """The account of a caller who has one."""
    return connection.execute(select(accounts).where(accounts.c.id == account_id)).mappings().one()


def everyone(connection: Connection) -> list[RowMapping]:
    """Every account, by e-mail."""
    return list(connection.execute(select(accounts).order_by(accounts.c.email)).mappings())


def disable(connection: Connection, account_id: str, now: datetime) -> None:
    """Refuse an account from now on, and end its sign-ins."""
    connection.execute(
        update(accounts)
        .where(accounts.c.id == account_id)
        .values(status="inactive", updated_at=now)
    )
    tokens.end_families(connection, wire.SERVICE, account_id, now)


def set_password(
    connection: Connection, account_id: str, password_hash: str, now: datetime
) -> None:
    """Replace a password, end every sign-in made with the old one, and know no device any more."""
    connection.execute(
        update(accounts)
        .where(accounts.c.id == account_id)
        .values(password_hash=password_hash, updated_at=now)
    )
    tokens.end_families(connection, wire.SERVICE, account_id, now)
    sign_in.forget_devices(connection, wire.SERVICE, account_id)


def confirm_email(connection: Connection, account_id: str, now: datetime) -> None:
    """Let an account's present e-mail open its orders."""
    connection.execute(
        update(accounts)
        .where(accounts.c.id == account_id, accounts.c.email_confirmed.is_(False))
        .values(email_confirmed=True, updated_at=now)
    )


router = APIRouter(route_class=GuardedRoute, tags=["Authentication"])


@router.post("/api/auth/register", status_code=201)
async def register(request: Request, registration: Registration) -> Response:
    """Open an account."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)
    password_hash = await platform.passwords.hash(registration.password)
    now, asker = platform.clock.now(), Asker.of(request)

    def effect(connection: Connection) -> Answer:
        row = create(connection, registration, password_hash, now)
        account_mail.ask(connection, "confirm", row["email"], asker, now)
        return Answer(201, account_body(row))

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/api/auth/me")
async def me(request: Request, caller: Person) -> Response:
    """The caller's own account."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(get, str(caller.account_id))
    return json_response(account_body(row))


def _change(
    connection: Connection, account_id: str, changes: Changes, asker: Asker, now: datetime
) -> RowMapping:
    values: dict[str, Any] = {"updated_at": now}
    if changes.full_name is not None:
        values["full_name"] = changes.full_name
    current = get(connection, account_id)
    changed_email = changes.email if changes.email != current["email"] else None
    if changed_email is not None:
        if connection.execute(
            select(accounts.c.id).where(accounts.c.email == changed_email)
        ).first():
            raise _email_taken()
        # A changed address opens nothing until it is confirmed.
        values |= {"email": changed_email, "email_confirmed": False}
    try:
        row = (
            connection.execute(
                update(accounts)
                .where(accounts.c.id == account_id)
                .values(**values)
                .returning(accounts)
            )
            .mappings()
            .one()
        )
    except IntegrityError as error:
        raise _email_taken() from error
    if changed_email is not None:
        mailed_words.forget_all_of(connection, account_id)
        account_mail.ask(connection, "confirm", changed_email, asker, now)
        if current["email_confirmed"]:
            account_mail.tell_of_change(connection, current["email"], asker, now)
    return row


@router.put("/api/auth/me")
async def change_me(request: Request, changes: Changes, caller: Person) -> Response:
    """Change one's own name or e-mail."""
    platform: Platform = request.app.state.platform
    row = await platform.db.write(
        _change, str(caller.account_id), changes, Asker.of(request), platform.clock.now()
    )
    return json_response(account_body(row))
