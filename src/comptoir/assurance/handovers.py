"""Conversations that an adviser was asked to take over: the queue, answering, giving back.

Until an adviser releases a conversation the bot only says that messages are passed on. When
nobody answers for 30 minutes the bot says so and helps again; the request stays queued.
"""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Query, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping, func, select, update
from starlette.responses import Response

from comptoir.assurance import conversations, wire
from comptoir.assurance.access import GuardedRoute, Staff
from comptoir.assurance.models import accounts, handovers, messages
from comptoir.assurance.models import conversations as conversation_rows
from comptoir.assurance.skill.phrases import say
from comptoir.kernel.bodies import Body, answer_response, json_response, once_of
from comptoir.kernel.callers import Caller, preferred_language
from comptoir.kernel.clock import iso
from comptoir.kernel.db import after_commit
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.platform import Platform

PATIENCE = timedelta(minutes=30)
MAXIMUM_LISTED = 100
MAXIMUM_OFFSET = 1_000_000
MAXIMUM_MESSAGES_SHOWN = 200


def topic_of(session_id: str) -> str:
    """Where a conversation's sockets hear of an adviser's words."""
    return f"assurance conversation {session_id}"


def open_one(connection: Connection, session_id: str) -> RowMapping | None:
    """The hand-over of a conversation that no adviser has released yet."""
    statement = select(handovers).where(
        handovers.c.session_id == session_id, handovers.c.ended_at.is_(None)
    )
    return connection.execute(statement).mappings().first()


def is_late(handover: RowMapping, now: datetime) -> bool:
    """Whether a customer has been waiting for longer than they should."""
    waiting_since = handover["waiting_since"]
    return waiting_since is not None and now - waiting_since > PATIENCE


def ask(connection: Connection, session_id: str, summary: Text, now: datetime) -> None:
    """Queue a conversation for an adviser, or bring it back to the front of their minds."""
    values = {
        "summary": summary.fr,
        "summary_en": summary.en,
        "waiting_since": now,
        "bot_back_at": None,
    }
    current = open_one(connection, session_id)
    if current is not None:
        connection.execute(
            update(handovers).where(handovers.c.id == current["id"]).values(**values)
        )
        return
    connection.execute(
        handovers.insert().values(id=str(uuid4()), session_id=session_id, created_at=now, **values)
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


# ── What advisers see and do ──────────────────────────────────────────────────────────────


class Taken(Body):
    """Whom a conversation is taken from, where a colleague has it already."""

    instead_of: Annotated[str, Field(max_length=64)] | None = None


class StaffReply(Body):
    """An adviser's words to a customer."""

    content: Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_MESSAGE_CHARS)]


_WITH_NAMES = (
    select(handovers, func.coalesce(accounts.c.full_name, accounts.c.email).label("taker"))
    .outerjoin(accounts, accounts.c.id == handovers.c.taken_by)
    .where(handovers.c.ended_at.is_(None))
)


def _body(row: RowMapping, language: str) -> dict[str, Any]:
    # What was queued before there was an English summary has the French one alone.
    summary = Text(row["summary"], row["summary_en"] or row["summary"])
    return {
        "id": row["id"],
        "summary": summary.in_language(language),
        "created_at": iso(row["created_at"]),
        "waiting_since": iso(row["waiting_since"]) if row["waiting_since"] else None,
        "bot_back_at": iso(row["bot_back_at"]) if row["bot_back_at"] else None,
        "taken_by": row["taken_by"],
        "taken_by_name": row["taker"],
    }


def _queue(
    connection: Connection, limit: int, offset: int, language: str
) -> tuple[list[dict[str, Any]], int]:
    waiting = handovers.c.ended_at.is_(None)
    ordered = _WITH_NAMES.order_by(handovers.c.created_at, handovers.c.id)
    rows = connection.execute(ordered.limit(limit).offset(offset))
    total = connection.execute(select(func.count()).where(waiting)).scalar_one()
    return [_body(row, language) for row in rows.mappings()], total


def _held(connection: Connection, handover_id: str) -> RowMapping:
    """The open hand-over, held. Raises Problem 404."""
    statement = select(handovers).where(
        handovers.c.id == handover_id, handovers.c.ended_at.is_(None)
    )
    row = connection.execute(statement.with_for_update()).mappings().one_or_none()
    if row is None:
        raise wire.not_found()
    return row


def _whole(connection: Connection, handover_id: str, language: str) -> dict[str, Any]:
    statement = _WITH_NAMES.where(handovers.c.id == handover_id)
    row = connection.execute(statement).mappings().one_or_none()
    if row is None:
        raise wire.not_found()
    last = connection.execute(
        select(messages)
        .where(messages.c.session_id == row["session_id"])
        .order_by(messages.c.seq.desc())
        .limit(MAXIMUM_MESSAGES_SHOWN)
    ).all()
    return {
        **_body(row, language),
        "messages": [
            {
                "role": conversations.speaker(each.role),
                "content": each.content,
                "created_at": iso(each.created_at),
            }
            for each in reversed(last)
        ],
    }


def _held_whole(connection: Connection, handover_id: str) -> tuple[RowMapping, RowMapping]:
    """The open hand-over and its conversation, both held. Raises Problem 404.

    The conversation first, as a turn takes them: two that wait for each other would both fail.
    """
    statement = select(handovers.c.session_id).where(handovers.c.id == handover_id)
    of_it = select(conversation_rows).where(
        conversation_rows.c.session_id == statement.scalar_subquery()
    )
    kept = connection.execute(of_it.with_for_update()).mappings().one_or_none()
    if kept is None:
        raise wire.not_found()
    return _held(connection, handover_id), kept


def _reply(
    connection: Connection, handover_id: str, content: str, caller: Caller, platform: Platform
) -> Answer:
    now = platform.clock.now()
    row, kept = _held_whole(connection, handover_id)
    state = {**kept["state"], "recap_shown": False}  # a yes now answers the adviser
    seq = conversations.add(connection, row["session_id"], state, [("staff", content)], now)
    connection.execute(
        update(handovers)
        .where(handovers.c.id == handover_id)
        .values(
            waiting_since=None,
            bot_back_at=None,
            taken_by=func.coalesce(handovers.c.taken_by, _name_of(caller)),
        )
    )
    after_commit(connection, platform.bus.publish, topic_of(row["session_id"]), {"seq": seq})
    return Answer(200, {"success": True, "handover_id": handover_id})


def _name_of(caller: Caller) -> str:
    return caller.key.id if caller.key else str(caller.account_id)


def _take(connection: Connection, handover_id: str, caller: Caller, instead: str | None) -> None:
    """Make the conversation the caller's. Raises Problem 409 when a colleague has it.

    Whoever names that colleague (`instead_of`) takes it from them.
    """
    row = _held(connection, handover_id)
    taker = _name_of(caller)
    if row["taken_by"] not in {None, taker, instead}:
        found = connection.execute(_WITH_NAMES.where(handovers.c.id == handover_id)).mappings()
        raise Problem(
            409,
            "conflict",
            Text(
                "Un collègue a déjà pris cette conversation.",
                "A colleague has already taken this conversation.",
            ),
            taken_by=row["taken_by"],
            taken_by_name=found.one()["taker"],
        )
    connection.execute(
        update(handovers).where(handovers.c.id == handover_id).values(taken_by=taker)
    )


def _release(connection: Connection, handover_id: str, platform: Platform) -> None:
    now = platform.clock.now()
    row, kept = _held_whole(connection, handover_id)
    connection.execute(update(handovers).where(handovers.c.id == handover_id).values(ended_at=now))
    words = say("given_back", kept["state"].get("language", "fr"))
    said = [(conversations.RELEASED, words)]
    seq = conversations.add(connection, row["session_id"], dict(kept["state"]), said, now)
    after_commit(connection, platform.bus.publish, topic_of(row["session_id"]), {"seq": seq})


router = APIRouter(route_class=GuardedRoute, tags=["Conseillers"])


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
    language = preferred_language(request.headers)
    rows, total = await platform.db.read(_queue, limit, offset, language)
    return json_response(
        {"success": True, "handovers": rows, "total": total, "limit": limit, "offset": offset}
    )


@router.get("/api/handovers/{handover_id}")
async def one_handover(request: Request, handover_id: str, caller: Staff) -> Response:
    """One conversation that waits, with what was said."""
    platform: Platform = request.app.state.platform
    language = preferred_language(request.headers)
    return json_response({"success": True, **await platform.db.read(_whole, handover_id, language)})


@router.post("/api/handovers/{handover_id}/take", status_code=200)
async def take(request: Request, handover_id: str, body: Taken, caller: Staff) -> Response:
    """Say to colleagues that one answers this customer."""
    platform: Platform = request.app.state.platform
    await platform.db.write(_take, handover_id, caller, body.instead_of)
    return json_response({"success": True, "handover_id": handover_id})


@router.post("/api/handovers/{handover_id}/reply", status_code=200)
async def reply(request: Request, handover_id: str, body: StaffReply, caller: Staff) -> Response:
    """Answer a customer in their conversation."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)

    def effect(connection: Connection) -> Answer:
        return _reply(connection, handover_id, body.content, caller, platform)

    return answer_response(await platform.db.write(once, once_request, effect))


@router.post("/api/handovers/{handover_id}/release", status_code=200)
async def release(request: Request, handover_id: str, caller: Staff) -> Response:
    """Give a conversation back to the bot."""
    platform: Platform = request.app.state.platform
    await platform.db.write(_release, handover_id, platform)
    return json_response({"success": True, "handover_id": handover_id})
