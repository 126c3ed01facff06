"""Leaving: one's account deactivated, or erased with everything one wrote, sent and told.

In other people's chats the places of one's words stay, without words and without a name.
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection, select, update
from starlette.responses import Response

from comptoir.foyer import accounts, chats, documents, messages, removal, sessions, wire
from comptoir.foyer.access import GuardedRoute, Person, user_of
from comptoir.foyer.models import agents as agent_rows
from comptoir.foyer.models import chats as chat_rows
from comptoir.foyer.models import documents as document_rows
from comptoir.foyer.models import messages as message_rows
from comptoir.foyer.models import users
from comptoir.foyer.replies import reply
from comptoir.kernel import idempotency, search, sign_in, tokens
from comptoir.kernel.bodies import Body
from comptoir.kernel.callers import Caller
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.passwords import MAXIMUM_CHARS
from comptoir.kernel.sign_in import Device
from comptoir.platform import Platform

REGISTERING = f"{wire.SERVICE} POST /api/auth/register"
NAMELESS = "Agent supprimé"


def erase(connection: Connection, user_id: int, now: datetime) -> None:
    """Forget a person. The bytes of documents go soon."""
    email = accounts.get(connection, user_id)["email"]
    own_agents = select(agent_rows.c.id).where(agent_rows.c.owner_id == user_id)
    for agent_id in connection.scalars(own_agents).all():
        removal.forget_agent(connection, agent_id, now)
    connection.execute(
        update(agent_rows).where(agent_rows.c.owner_id == user_id).values(name=NAMELESS)
    )
    own_chats = select(chat_rows.c.id).where(chat_rows.c.user_id == user_id)
    for chat_id in connection.scalars(own_chats).all():
        removal.forget_chat(connection, chat_id, user_id, now)
    sent = select(document_rows).where(document_rows.c.user_id == user_id)
    documents.forget(connection, connection.execute(sent).mappings().all(), now)
    _forget_words_elsewhere(connection, user_id)
    search.clear(connection, messages.search_scope(user_id))
    idempotency.forget_caller(connection, wire.SERVICE, f"account:{user_id}")
    idempotency.forget_answer(connection, REGISTERING, "email", email)
    tokens.forget_families(connection, wire.SERVICE, str(user_id))
    sign_in.forget_devices(connection, wire.SERVICE, str(user_id))
    # Facts, sessions and memberships go with the row.
    connection.execute(users.delete().where(users.c.id == user_id))


def _forget_words_elsewhere(connection: Connection, user_id: int) -> None:
    """Take somebody's words out of the chats of others, and out of what finds them there."""
    rows = connection.execute(
        select(message_rows.c.id, chat_rows.c.user_id)
        .join(chat_rows, chat_rows.c.id == message_rows.c.chat_id)
        .where(message_rows.c.user_id == user_id)
    ).all()
    for owner in {row.user_id for row in rows}:
        ids = [row.id for row in rows if row.user_id == owner]
        search.remove(connection, messages.search_scope(owner), ids)
    # A title that no person chose is the beginning of a first message.
    begun = select(message_rows.c.chat_id).where(
        message_rows.c.user_id == user_id, message_rows.c.parent_id.is_(None)
    )
    connection.execute(
        update(chat_rows)
        .where(chat_rows.c.id.in_(begun), chat_rows.c.titled.is_(False))
        .values(title=chats.UNTITLED.fr)
    )
    connection.execute(
        update(message_rows).where(message_rows.c.user_id == user_id).values(content="…", files=[])
    )


def _hold(connection: Connection, user_id: int) -> None:
    """Hold an account that is about to go. Raises Problem 409 for the last administrator.

    Every administrator's row is held with it, in one order, so that two who leave at once do not
    both see the other.
    """
    admin = users.c.is_admin & users.c.is_active
    held = connection.execute(
        select(users.c.id, admin.label("admin"))
        .where(admin | (users.c.id == user_id))
        .order_by(users.c.id)
        .with_for_update()
    ).all()
    if [row.id for row in held if row.admin] == [user_id]:
        raise Problem(
            409,
            "last_admin",
            Text(
                "Vous êtes seul à administrer : nommez d'abord quelqu'un d'autre.",
                "Nobody else administers: appoint somebody first.",
            ),
        )


class Farewell(Body):
    """The caller's password: a token that was left lying about ends nobody's account."""

    password: Annotated[str, Field(max_length=MAXIMUM_CHARS)]


async def _check_password(request: Request, caller: Caller, password: str) -> None:
    """Raises Problem 403 unless it is the caller's."""
    platform: Platform = request.app.state.platform
    user = await platform.db.read(accounts.get, user_of(caller))
    device = Device.of(request, caller.address)
    if not await sessions.password_matches(platform, password, user, user["email"], device):
        raise Problem(403, "wrong_password", Text("Mot de passe incorrect.", "Incorrect password."))


router = APIRouter(route_class=GuardedRoute, tags=["Authentification"])


@router.delete("/api/auth/me")
async def erase_me(request: Request, body: Farewell, caller: Person) -> Response:
    """Erase one's own account, for good."""
    platform: Platform = request.app.state.platform
    await _check_password(request, caller, body.password)

    def effect(connection: Connection) -> None:
        _hold(connection, user_of(caller))
        erase(connection, user_of(caller), platform.clock.now())

    await platform.db.write(effect)
    sessions.announce_end(platform)
    return reply(request, {"message": "Compte effacé"})


@router.post("/api/auth/me/deactivate")
async def deactivate_me(request: Request, body: Farewell, caller: Person) -> Response:
    """Close one's own account: nothing is lost, and an administrator can open it again."""
    platform: Platform = request.app.state.platform
    await _check_password(request, caller, body.password)

    def effect(connection: Connection) -> None:
        _hold(connection, user_of(caller))
        accounts.disable(connection, user_of(caller), platform.clock.now())

    await platform.db.write(effect)
    sessions.announce_end(platform)
    return reply(request, {"message": "Compte désactivé"})
