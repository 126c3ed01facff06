"""Deleting agents and chats, with all that hangs on them."""

from datetime import datetime

from fastapi import APIRouter, Request
from sqlalchemy import Connection, select
from starlette.responses import Response

from comptoir.foyer import agents, chats, documents, messages
from comptoir.foyer.access import GuardedRoute, Person, user_of
from comptoir.foyer.models import chats as chat_rows
from comptoir.foyer.models import facts
from comptoir.foyer.models import messages as message_rows
from comptoir.foyer.replies import Id, reply
from comptoir.foyer.writing import Writers
from comptoir.kernel import search
from comptoir.kernel.db import after_commit
from comptoir.platform import Platform


def forget_agent(connection: Connection, agent_id: int, now: datetime) -> None:
    """Delete an agent with its documents and what it kept of anybody."""
    documents.forget_all_of(connection, "agent", agent_id, now)
    connection.execute(facts.delete().where(facts.c.agent_id == agent_id))
    agents.forget(connection, agent_id, now)


def forget_chat(connection: Connection, chat_id: int, user_id: int, now: datetime) -> None:
    """Delete a chat with its messages and documents."""
    documents.forget_all_of(connection, "chat", chat_id, now)
    ids = connection.scalars(
        select(message_rows.c.id).where(message_rows.c.chat_id == chat_id, message_rows.c.indexed)
    ).all()
    search.remove(connection, messages.search_scope(user_id), ids)
    connection.execute(chat_rows.delete().where(chat_rows.c.id == chat_id))


router = APIRouter(route_class=GuardedRoute)


@router.delete("/api/agents/{agent_id}", tags=["Agents IA"])
async def delete_agent(request: Request, agent_id: Id, caller: Person) -> Response:
    """Delete one's own agent. The chats that were held with it stay."""
    platform: Platform = request.app.state.platform

    def remove(connection: Connection) -> None:
        agents.owned(connection, agent_id, user_of(caller))
        forget_agent(connection, agent_id, platform.clock.now())

    await platform.db.write(remove)
    return reply(request, {"message": "Agent supprimé"})


@router.delete("/api/chats/{chat_id}", tags=["Conversations"])
async def delete_chat(request: Request, chat_id: Id, caller: Person) -> Response:
    """Delete one's own chat, for everybody who takes part."""
    platform: Platform = request.app.state.platform
    writers: Writers = request.app.state.writers

    def remove(connection: Connection) -> int | None:
        chat = chats.owned(connection, chat_id, user_of(caller))
        forget_chat(connection, chat_id, user_of(caller), platform.clock.now())
        after_commit(connection, platform.bus.publish, chats.topic(chat_id), {"deleted": True})
        writing_id: int | None = chat["writing_id"]
        return writing_id

    writing_id = await platform.db.write(remove)
    if writing_id is not None:
        await writers.stop(writing_id)
    return reply(request, {"message": "Conversation supprimée"})
