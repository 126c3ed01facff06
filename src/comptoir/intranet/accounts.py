"""People of the intranet: who there is, oneself, and for administrators making and changing them.

A newcomer must be able to learn who user 2 is, so everybody signed in reads the list. Somebody
inactive stays in it: their messages do.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import AfterValidator, Field
from sqlalchemy import Connection, RowMapping, or_, select, update
from sqlalchemy.exc import IntegrityError
from starlette.responses import Response

from comptoir.intranet import wire
from comptoir.intranet.access import Admin, GuardedRoute, Person, Reader, user_id
from comptoir.intranet.listing import Asked, listed_response
from comptoir.intranet.models import accounts, presence
from comptoir.kernel import sign_in, tokens
from comptoir.kernel.bodies import (
    Body,
    answer_response,
    asked_in,
    documented,
    json_response,
    once_of,
)
from comptoir.kernel.callers import caller_of
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.kernel.matching import having
from comptoir.kernel.passwords import MAXIMUM_CHARS, MINIMUM_CHARS
from comptoir.kernel.sign_in import Device, Guard, Kept
from comptoir.kernel.text import folded
from comptoir.platform import Platform

ROLES = ("member", "staff", "admin")
MAXIMUM_EMAIL_CHARS, MAXIMUM_USERNAME_CHARS = 254, 50


def _email(given: str) -> str:
    """An address one could write to, in lower case."""
    email = given.strip().lower()
    name, _, domain = email.partition("@")
    labels = domain.split(".")
    written = email.isprintable() and not any(c.isspace() for c in email)
    if not (written and name and "@" not in domain and len(labels) > 1 and all(labels)):
        raise ValueError(Text("adresse e-mail attendue", "e-mail address expected"))
    if len(email) > MAXIMUM_EMAIL_CHARS:
        raise ValueError(Text("trop long", "too long"))
    return email


def _username(given: str) -> str:
    name = wire.shown(given)
    if not name or "@" in name or not folded(name) or not name.isprintable():
        raise ValueError(Text("un nom sans @ est attendu", "a name without @ is expected"))
    if len(name) > MAXIMUM_USERNAME_CHARS or len(folded(name)) > 100:
        raise ValueError(Text("trop long", "too long"))
    return name


Email = Annotated[str, Field(max_length=MAXIMUM_EMAIL_CHARS), AfterValidator(_email)]
Username = Annotated[
    str, Field(min_length=1, max_length=MAXIMUM_USERNAME_CHARS), AfterValidator(_username)
]
Password = Annotated[str, Field(min_length=MINIMUM_CHARS, max_length=MAXIMUM_CHARS)]
FullName = Annotated[str, Field(max_length=200)]
Role = Literal["member", "staff", "admin"]


class Registration(Body):
    """A new account."""

    email: Email
    username: Username
    full_name: FullName | None = None
    password: Password


class NewUser(Registration):
    """A new account, as an administrator makes it."""

    role: Role = "member"


class Changes(Body):
    """What a person may change of their own account."""

    full_name: FullName | None = None
    username: Username | None = None


class UserChanges(Body):
    """What an administrator may change of somebody."""

    role: Role | None = None
    status: Literal["active", "inactive"] | None = None


class NewPassword(Body):
    """The password there is, and the one that replaces it."""

    current_password: Annotated[str, Field(max_length=MAXIMUM_CHARS)]
    password: Password


def person_body(row: RowMapping) -> dict[str, Any]:
    """Somebody as colleagues see them."""
    return {
        "id": row["id"],
        "username": row["username"],
        "full_name": row["full_name"],
        "email": row["email"],
        "role": row["role"],
        "status": row["status"],
        "created_at": wire.instant(row["created_at"]),
    }


# ── Rules ─────────────────────────────────────────────────────────────────────────────────


def _taken(what: Literal["email", "username"]) -> Problem:
    words = {
        "email": Text("Cette adresse e-mail a déjà un compte.", "This e-mail has an account."),
        "username": Text("Ce nom d'utilisateur est déjà pris.", "This username is taken."),
    }
    return Problem(409, f"{what}_taken", words[what])


def create(
    connection: Connection,
    registration: Registration,
    password_hash: str,
    now: datetime,
    *,
    role: str = "member",
) -> RowMapping:
    """Store a new account. Raises Problem 409 when its e-mail or username is taken."""
    username_folded = folded(registration.username)
    for column, value, what in (
        (accounts.c.email, registration.email, "email"),
        (accounts.c.username_folded, username_folded, "username"),
    ):
        if connection.execute(select(accounts.c.id).where(column == value)).first():
            raise _taken("email" if what == "email" else "username")
    try:
        return (
            connection.execute(
                accounts.insert()
                .values(
                    email=registration.email,
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
        raise _taken("username" if "username" in str(error.orig) else "email") from error


def find_by_name(connection: Connection, name: str) -> RowMapping | None:
    """The account whose e-mail or username is `name`."""
    wanted = (
        accounts.c.email == name.strip().lower()
        if "@" in name
        else accounts.c.username_folded == folded(name)
    )
    return connection.execute(select(accounts).where(wanted)).mappings().one_or_none()


def find(connection: Connection, account_id: int) -> RowMapping | None:
    """The account of this number."""
    if not 0 < account_id < 2**31:
        return None
    return (
        connection.execute(select(accounts).where(accounts.c.id == account_id))
        .mappings()
        .one_or_none()
    )


def everyone(connection: Connection) -> list[RowMapping]:
    """Every account, by e-mail."""
    return list(connection.execute(select(accounts).order_by(accounts.c.email)).mappings())


def disable(connection: Connection, account_id: int, now: datetime) -> None:
    """Refuse an account from now on, and end its sign-ins, with their sockets."""
    _change(connection, account_id, now, status="inactive")
    tokens.end_families(connection, wire.SERVICE, str(account_id), now)


def set_password(
    connection: Connection, account_id: int, password_hash: str, now: datetime
) -> None:
    """Replace a password, end every sign-in made with the old one, and know no device any more."""
    _change(connection, account_id, now, password_hash=password_hash)
    tokens.end_families(connection, wire.SERVICE, str(account_id), now)
    sign_in.forget_devices(connection, wire.SERVICE, str(account_id))


def _change(connection: Connection, account_id: int, now: datetime, **values: Any) -> None:
    connection.execute(
        update(accounts).where(accounts.c.id == account_id).values(**values, updated_at=now)
    )


def hold_admins(connection: Connection, account_id: int) -> RowMapping:
    """Hold an account that is about to lose its rights. Raises Problem 409 for the last admin.

    Every administrator's row is held with it, in one order, so that two who leave at once do not
    both see the other. Raises Problem 404 if it went.
    """
    is_active_admin = (accounts.c.role == "admin") & (accounts.c.status == "active")
    held = (
        connection.execute(
            select(accounts)
            .where(is_active_admin | (accounts.c.id == account_id))
            .order_by(accounts.c.id)
            .with_for_update()
        )
        .mappings()
        .all()
    )
    found = next((row for row in held if row["id"] == account_id), None)
    if found is None:
        raise wire.user_not_found()
    admins = [row["id"] for row in held if (row["role"], row["status"]) == ("admin", "active")]
    if admins == [account_id]:
        raise Problem(
            409,
            "last_admin",
            Text(
                "C'est la seule personne qui administre : nommez d'abord quelqu'un d'autre.",
                "Nobody else administers: appoint somebody first.",
            ),
        )
    return found


def change_user(
    connection: Connection, account_id: int, changes: UserChanges, now: datetime
) -> RowMapping:
    """Change somebody's role or status; whoever loses rights loses their sign-ins.

    Raises Problem 404, or 409 for the last administrator.
    """
    values = changes.model_dump(exclude_none=True)
    if (changes.role or "admin") != "admin" or changes.status == "inactive":
        row = hold_admins(connection, account_id)
        if changes.status == "inactive" or row["role"] != (changes.role or row["role"]):
            tokens.end_families(connection, wire.SERVICE, str(account_id), now)
    if values:
        _change(connection, account_id, now, **values)
    row_or_none = find(connection, account_id)
    if row_or_none is None:
        raise wire.user_not_found()
    return row_or_none


def online(connection: Connection, user_ids: list[int], now: datetime) -> set[int]:
    """Who of these holds a lease: is connected to some process."""
    found: set[int] = set()
    for start in range(0, len(user_ids), 500):
        found |= set(
            connection.scalars(
                select(presence.c.user_id).where(
                    presence.c.user_id.in_(user_ids[start : start + 500]), presence.c.until > now
                )
            )
        )
    return found


def kept_of(row: RowMapping | None) -> Kept | None:
    """What the guard of passwords needs of an account."""
    return Kept(str(row["id"]), row["password_hash"]) if row else None


async def require_password(
    platform: Platform, request: Request, account: RowMapping, password: str
) -> None:
    """Raise Problem 403 unless `password` opens the caller's own account."""
    guard = Guard(wire.SERVICE, platform.db, platform.limiter, platform.passwords)
    device = Device.of(request, caller_of(request).address)
    if not await guard.matches(password, kept_of(account), account["email"], device):
        raise Problem(403, "wrong_password", Text("Mot de passe incorrect.", "Incorrect password."))


async def own_account(platform: Platform, caller_id: int) -> RowMapping:
    """The caller's own row. Raises Problem 404 if it went meanwhile."""
    row = await platform.db.read(find, caller_id)
    if row is None:
        raise wire.user_not_found()
    return row


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["People"])


class AskedUsers(Asked):
    """Which people to list."""

    q: Annotated[str, Field(max_length=200)] = ""


def _listed(connection: Connection, asked: AskedUsers, now: datetime) -> list[dict[str, Any]]:
    statement = select(accounts).order_by(accounts.c.id)
    if asked.q.strip():
        statement = statement.where(
            or_(
                having(asked.q, accounts.c.username_folded, accounts.c.full_name),
                accounts.c.email == asked.q.strip().lower(),
            )
        )
    rows = list(connection.execute(statement.limit(asked.clamped).offset(asked.offset)).mappings())
    here = online(connection, [row["id"] for row in rows], now)
    return [{**person_body(row), "online": row["id"] in here} for row in rows]


@router.get("/users", openapi_extra=documented(AskedUsers))
async def users(request: Request, caller: Reader) -> Response:
    """Who there is, by number."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, AskedUsers)
    return listed_response(await platform.db.read(_listed, asked, platform.clock.now()))


@router.post("/users", status_code=201)
async def add_user(request: Request, new: NewUser, caller: Admin) -> Response:
    """Make an account for somebody."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)
    password_hash = await platform.passwords.hash(new.password)

    def effect(connection: Connection) -> Answer:
        row = create(connection, new, password_hash, platform.clock.now(), role=new.role)
        return Answer(201, person_body(row))

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/users/{user_id}")
async def user(request: Request, user_id: int, caller: Reader) -> Response:
    """Who has this number."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(find, user_id)
    if row is None:
        raise wire.user_not_found()
    here = await platform.db.read(online, [user_id], platform.clock.now())
    return json_response({**person_body(row), "online": bool(here)})


@router.patch("/users/{user_id}")
async def patch_user(
    request: Request, user_id: int, changes: UserChanges, caller: Admin
) -> Response:
    """Change somebody's role, or let them in no more (`status`)."""
    platform: Platform = request.app.state.platform
    if not 0 < user_id < 2**31:
        raise wire.user_not_found()
    row = await platform.db.write(change_user, user_id, changes, platform.clock.now())
    if changes.status == "inactive" or changes.role is not None:
        request.app.state.hub.sessions_ended()
    return json_response(person_body(row))


@router.get("/me")
async def me(request: Request, caller: Person) -> Response:
    """The caller's own account."""
    platform: Platform = request.app.state.platform
    return json_response(person_body(await own_account(platform, user_id(caller))))


@router.put("/me")
async def change_me(request: Request, changes: Changes, caller: Person) -> Response:
    """Change one's own name."""
    platform: Platform = request.app.state.platform
    values: dict[str, Any] = changes.model_dump(exclude_none=True)
    if changes.username is not None:
        values["username_folded"] = folded(changes.username)

    def effect(connection: Connection) -> RowMapping | None:
        if values:
            try:
                _change(connection, user_id(caller), platform.clock.now(), **values)
            except IntegrityError as error:
                raise _taken("username") from error
        return find(connection, user_id(caller))

    row = await platform.db.write(effect)
    if row is None:
        raise wire.user_not_found()
    return json_response(person_body(row))


@router.post("/me/password")
async def change_password(request: Request, body: NewPassword, caller: Person) -> Response:
    """Replace one's own password; every sign-in ends, this one too."""
    platform: Platform = request.app.state.platform
    account = await own_account(platform, user_id(caller))
    await require_password(platform, request, account, body.current_password)
    password_hash = await platform.passwords.hash(body.password)
    await platform.db.write(set_password, user_id(caller), password_hash, platform.clock.now())
    request.app.state.hub.sessions_ended()
    return json_response({"status": "password_changed"})
