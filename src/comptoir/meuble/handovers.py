"""Conversations that an adviser was asked to take over: the queue, answering, giving back.

Until an adviser releases a conversation the bot only says that messages are passed on. When
nobody answers a customer for 30 minutes the bot says so and helps again; the request stays queued.
"""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Query, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping, func, select, update
from starlette.responses import Response

from comptoir.kernel.bodies import Body, answer_response, json_response, once_of
from comptoir.kernel.callers import Caller
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.kernel.keys import api_keys
from comptoir.meuble import conversations, wire
from comptoir.meuble.access import GuardedRoute, Staff
from comptoir.meuble.dialogue import State
from comptoir.meuble.models import accounts, handovers, messages
from comptoir.meuble.models import conversations as conversation_rows
from comptoir.platform import Platform

PATIENCE = timedelta(minutes=30)
MAXIMUM_LISTED = 100
MAXIMUM_OFFSET = 1_000_000
MAXIMUM_MESSAGES_SHOWN = 200


def open_one(connection: Connection, conversation_id: str) -> RowMapping | None:
    """The hand-over of a conversation that no adviser has released yet."""
    return (
        connection.execute(
            select(handovers).where(
                handovers.c.conversation_id == conversation_id, handovers.c.ended_at.is_(None)
            )
        )
        .mappings()
        .first()
    )


def who_has_it(connection: Connection, conversation_id: str) -> str | None:
    """`waiting` for an adviser, an `adviser` who took it or answered, or None: the bot."""
    current = open_one(connection, conversation_id)
    if current is None or current["bot_back_at"] is not None:
        return None
    return "adviser" if current["taken_by"] or current["waiting_since"] is None else "waiting"


def is_late(handover: RowMapping, now: datetime) -> bool:
    """Whether a customer has been waiting for longer than they should."""
    waiting_since = handover["waiting_since"]
    return waiting_since is not None and now - waiting_since > PATIENCE


def ask(connection: Connection, conversation_id: str, summary: str, now: datetime) -> None:
    """Queue a conversation for an adviser, or bring it back to the front of their minds."""
    values = {"summary": summary, "waiting_since": now, "bot_back_at": None}
    current = open_one(connection, conversation_id)
    if current is not None:
        connection.execute(
            update(handovers).where(handovers.c.id == current["id"]).values(**values)
        )
        return
    connection.execute(
        handovers.insert().values(
            id=str(uuid4()), conversation_id=conversation_id, created_at=now, **values
        )
    )


def customer_wrote(connection: Connection, handover: RowMapping, now: datetime) -> None:
    """A customer waits for an answer again, if they did not already."""
    if handover["waiting_since"] is None:
        connection.execute(
            update(handovers).where(handovers.c.id == handover["id"]).values(waiting_since=now)
        )


def bot_is_back(connection: Connection, handover: RowMapping, now: datetime) -> None:
    """Nobody came: the bot helps again, and the request stays in the queue."""
    connection.execute(
        update(handovers).where(handovers.c.id == handover["id"]).values(bot_back_at=now)
    )


def summary(state: State, text: str) -> str:
    """What an adviser reads first."""
    facts = [
        ("Commande", state.order_number or state.unknown_order),
        ("Produit", state.product),
        ("Problème", " — ".join(state.description)),
        ("Résumé d'un modèle", state.summary),
        ("Catégorie", state.category),
        ("Gravité", state.severity),
        ("Danger", ", ".join(state.dangers)),
        ("Demande SAV", state.ticket),
        ("Rétractation déclarée", state.withdrawal),
        ("E-mail donné", ", ".join(state.emails)),
        ("Langue", state.language),
        ("Dernier message", text),
    ]
    return "\n".join(f"{name} : {value}" for name, value in facts if value)


# ── What advisers see and do ──────────────────────────────────────────────────────────────


class StaffReply(Body):
    """An adviser's words to a customer."""

    content: Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_MESSAGE_CHARS)]


SHOWN = (
    handovers,
    conversation_rows.c.session_id,
    conversation_rows.c.state,
    func.coalesce(accounts.c.full_name, accounts.c.username, api_keys.c.name).label("taker"),
)
"""A hand-over with the name of whoever took it: an account, or a key that is nobody's."""
WHENCE = (
    handovers.join(conversation_rows, conversation_rows.c.id == handovers.c.conversation_id)
    .outerjoin(accounts, accounts.c.id == handovers.c.taken_by)
    .outerjoin(api_keys, api_keys.c.id == handovers.c.taken_by)
)


_NAMELESS = "Service après-vente"
"""The installation's own key, or an account that is gone."""


def _body(row: RowMapping) -> dict[str, Any]:
    taken_by = row["taken_by"]
    return {
        "id": row["id"],
        "session_id": row["session_id"],
        "summary": row["summary"],
        "created_at": iso(row["created_at"]),
        "waiting_since": iso(row["waiting_since"]) if row["waiting_since"] else None,
        "bot_back_at": iso(row["bot_back_at"]) if row["bot_back_at"] else None,
        "taken_by": {"id": taken_by, "name": row["taker"] or _NAMELESS} if taken_by else None,
    }


def _queue(connection: Connection, limit: int, offset: int) -> tuple[list[dict[str, Any]], int]:
    waiting = handovers.c.ended_at.is_(None)
    rows = connection.execute(
        select(*SHOWN)
        .select_from(WHENCE)
        .where(waiting)
        .order_by(handovers.c.created_at, handovers.c.id)
        .limit(limit)
        .offset(offset)
    )
    total = connection.execute(select(func.count()).where(waiting)).scalar_one()
    return [_body(row) for row in rows.mappings()], total


def _whole(connection: Connection, handover_id: str) -> dict[str, Any]:
    """An open hand-over with what was said, oldest first. Raises Problem 404."""
    row = (
        connection.execute(
            select(*SHOWN)
            .select_from(WHENCE)
            .where(handovers.c.id == handover_id, handovers.c.ended_at.is_(None))
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise _not_found()
    last = connection.execute(
        select(messages.c.role, messages.c.content, messages.c.created_at)
        .where(messages.c.conversation_id == row["conversation_id"])
        .order_by(messages.c.seq.desc())
        .limit(MAXIMUM_MESSAGES_SHOWN)
    ).all()
    return {
        **_body(row),
        "ticket_id": State.from_json(row["state"]).ticket,
        "messages": [
            {"role": each.role, "content": each.content, "created_at": iso(each.created_at)}
            for each in reversed(last)
        ],
    }


def _not_found() -> Problem:
    return Problem(
        404,
        "handover_not_found",
        Text("Cette conversation n'attend plus personne.", "Nobody waits for this any more."),
    )


def _name_of(caller: Caller) -> str:
    return caller.key.id if caller.key else str(caller.account_id)


def _take(connection: Connection, handover_id: str, caller: Caller, now: datetime) -> None:
    """Give a conversation to one of us, who has the word from now on. Raises Problem 404, 409.

    An admin may take it from somebody else.
    """
    row = _held(connection, handover_id)
    taker, free = _name_of(caller), row["taken_by"] is None
    of_admin = caller.role == "admin" or (caller.key and "admin" in caller.key.scopes)
    if not free and row["taken_by"] != taker and not of_admin:
        raise Problem(
            409,
            "already_taken",
            Text("Un collègue a déjà pris cette conversation.", "A colleague has taken this."),
            details={"taken_by": row["taken_by"]},
        )
    values: dict[str, Any] = {"taken_by": taker, "bot_back_at": None}
    if row["waiting_since"] is not None and row["taken_by"] != taker:
        values["waiting_since"] = now  # whoever takes it has half an hour of their own
    connection.execute(update(handovers).where(handovers.c.id == handover_id).values(**values))


def _held(connection: Connection, handover_id: str) -> RowMapping:
    """The open hand-over with its conversation, held. Raises Problem 404."""
    row = (
        connection.execute(
            select(
                handovers.c.id,
                handovers.c.taken_by,
                handovers.c.waiting_since,
                conversation_rows.c.id.label("conversation_id"),
                conversation_rows.c.session_id,
                conversation_rows.c.state,
                conversation_rows.c.last_seq,
            )
            .join(conversation_rows, conversation_rows.c.id == handovers.c.conversation_id)
            .where(handovers.c.id == handover_id, handovers.c.ended_at.is_(None))
            .with_for_update()
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise _not_found()
    return row


def _reply(
    connection: Connection, handover_id: str, content: str, caller: Caller, now: datetime
) -> Answer:
    row = _held(connection, handover_id)
    conversation = conversations.Conversation(
        row["conversation_id"], row["session_id"], State.from_json(row["state"]), row["last_seq"]
    )
    conversation.state.recap_shown = False  # a yes now answers the adviser
    conversations.add(connection, conversation, None, [("staff", content)], now)
    connection.execute(
        update(handovers)
        .where(handovers.c.id == handover_id)
        .values(
            waiting_since=None,
            bot_back_at=None,
            taken_by=func.coalesce(handovers.c.taken_by, _name_of(caller)),
        )
    )
    return Answer(200, {"success": True, "handover_id": handover_id})


def _release(connection: Connection, handover_id: str, now: datetime) -> None:
    _held(connection, handover_id)
    connection.execute(update(handovers).where(handovers.c.id == handover_id).values(ended_at=now))


router = APIRouter(route_class=GuardedRoute, tags=["Handovers"])


@router.get("/api/handovers")
async def list_handovers(
    request: Request,
    caller: Staff,
    limit: Annotated[int, Query(ge=1)] = MAXIMUM_LISTED,
    offset: Annotated[int, Query(ge=0, le=MAXIMUM_OFFSET)] = 0,
) -> Response:
    """Who waits for an adviser, longest first."""
    platform: Platform = request.app.state.platform
    limit = min(limit, MAXIMUM_LISTED)
    rows, total = await platform.db.read(_queue, limit, offset)
    return json_response(
        {"success": True, "handovers": rows, "total": total, "limit": limit, "offset": offset}
    )


@router.get("/api/handovers/{handover_id}")
async def one_handover(request: Request, handover_id: str, caller: Staff) -> Response:
    """One conversation that waits, with what was said."""
    platform: Platform = request.app.state.platform
    handover = await platform.db.read(_whole, handover_id)
    return json_response({"success": True, **handover})


@router.post("/api/handovers/{handover_id}/take")
async def take(request: Request, handover_id: str, caller: Staff) -> Response:
    """Take a conversation over: the bot keeps quiet until it is released."""
    platform: Platform = request.app.state.platform
    await platform.db.write(_take, handover_id, caller, platform.clock.now())
    return json_response({"success": True, "handover_id": handover_id})


@router.post("/api/handovers/{handover_id}/reply")
async def reply(request: Request, handover_id: str, body: StaffReply, caller: Staff) -> Response:
    """Answer a customer in their conversation."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)

    def effect(connection: Connection) -> Answer:
        return _reply(connection, handover_id, body.content, caller, platform.clock.now())

    return answer_response(await platform.db.write(once, once_request, effect))


@router.post("/api/handovers/{handover_id}/release")
async def release(request: Request, handover_id: str, caller: Staff) -> Response:
    """Give a conversation back to the bot."""
    platform: Platform = request.app.state.platform
    await platform.db.write(_release, handover_id, platform.clock.now())
    return json_response({"success": True, "handover_id": handover_id})
