"""Asking and being answered: at once, or as a stream; stopping, asking again, asking otherwise.

Serves Messages of the document. A request that ends, by its deadline or with its client, changes
nothing: the answer is written on, and is in the chat.
"""

import asyncio
from itertools import chain, zip_longest
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field, ValidationError
from sqlalchemy import Connection, RowMapping, func, select, update
from starlette.responses import Response

from comptoir.foyer import asking, branches, chats, wire
from comptoir.foyer.access import GuardedRoute, Person, user_of
from comptoir.foyer.asking import Asked, Assignment
from comptoir.foyer.chats import Number
from comptoir.foyer.models import chat_members, messages
from comptoir.foyer.models import chats as chat_rows
from comptoir.foyer.replies import Id, page_size, reply
from comptoir.foyer.streams import EventStream, Watch, language_of, place_of
from comptoir.foyer.writing import Writers
from comptoir.kernel import search
from comptoir.kernel.bodies import Body, invalid_body, once_of
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.platform import Platform

INDEXED_TOGETHER = 300
MAXIMUM_OTHERS, CONSIDERED = 20, 200
"""How many other people's chats a search looks into, and how many messages of each person's."""

Content = Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_MESSAGE_CHARS, pattern=r"\S")]
Files = Annotated[list[Number], Field(max_length=wire.MAXIMUM_FILES)]


class NewMessage(Body):
    """A message for a chat."""

    chat_id: Number
    content: Content
    files: Files = Field(default_factory=list)


class Edited(Body):
    """Other words for a message."""

    content: Content


class Streamed(Body):
    """What the query of a stream says."""

    message: Content


# ── Putting questions ─────────────────────────────────────────────────────────────────────


def _writers(request: Request) -> Writers:
    writers: Writers = request.app.state.writers
    return writers


async def _put(request: Request, asked: Asked, content: bytes) -> tuple[int, bool]:
    """Store a question and have it answered, once; the answer's id, and whether it is a repeat."""
    platform: Platform = request.app.state.platform
    writers = _writers(request)
    once_request = await once_of(request, wire.SERVICE, content)
    writers.check_room()
    made: list[Assignment] = []

    def effect(connection: Connection) -> Answer:
        made.clear()  # PostgreSQL may have it run again
        assignment = asking.ask(
            connection, asked, platform.clock.now(), writers.is_written, platform.bus.publish
        )
        made.append(assignment)
        return Answer(201, {"message_id": assignment.message_id})

    # One question of a chat after the other: an answer has its writer before anybody asks for one.
    turn = writers.turns.setdefault(asked.chat_id, asyncio.Lock())
    async with turn:
        answer = await platform.db.write(once, once_request, effect)
        if not answer.replayed:
            writers.start(made[0])
    return int(answer.body["message_id"]), answer.replayed


def _both(connection: Connection, message_id: int) -> dict[str, Any]:
    """An answer and its question, as the document shows them."""
    answers = branches.with_words(connection, [message_id])
    if not answers:
        raise wire.no_message()
    [answer] = answers
    [question] = branches.with_words(connection, [answer["parent_id"]])
    return {
        "user_message": branches.message_body(question),
        "assistant_message": branches.message_body(answer),
    }


async def _finished(request: Request, message_id: int) -> None:
    """Wait until an answer is whole; the door's deadline ends the waiting, not the answer."""
    writers = _writers(request)
    live = writers.live.get(message_id)
    if live is not None:
        await live.finished()
        return
    platform: Platform = request.app.state.platform
    async for _ in Watch(platform, writers, message_id).events(None, "fr"):
        pass


async def _answered(request: Request, asked: Asked, content: bytes) -> Response:
    """The answer, whole or as it comes, as the caller wants it."""
    platform: Platform = request.app.state.platform
    message_id, replayed = await _put(request, asked, content)
    if "text/event-stream" in request.headers.get("accept", ""):
        return await _stream(request, message_id)
    await _finished(request, message_id)
    body = await platform.db.read(_both, message_id)
    headers = {"Idempotency-Replayed": "true"} if replayed else None
    return reply(request, body, 201, headers)


async def _stream(request: Request, message_id: int) -> Response:
    platform: Platform = request.app.state.platform
    writers = _writers(request)
    live = writers.live.get(message_id)
    if live is not None:
        question = live.assignment.question
    else:
        question = (await platform.db.read(_both, message_id))["user_message"]
    watch = Watch(platform, writers, message_id)
    return EventStream(watch.events(question, language_of(request.headers)))


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Messages"])
_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Words as unnamed events, the rest as named ones, then `[DONE]`",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.post("/api/messages", status_code=201)
async def post(request: Request, new: NewMessage, caller: Person) -> Response:
    """Say something in a chat, and get its answer."""
    asked = Asked(new.chat_id, user_of(caller), new.content, new.files)
    return await _answered(request, asked, await request.body())


@router.post("/api/messages/stream", response_class=Response, responses=_EVENTS)
async def post_stream(request: Request, new: NewMessage, caller: Person) -> Response:
    """Say something in a chat, and get its answer as it is written."""
    asked = Asked(new.chat_id, user_of(caller), new.content, new.files)
    message_id, _ = await _put(request, asked, await request.body())
    return await _stream(request, message_id)


@router.get("/api/messages/stream/{chat_id}", response_class=Response, responses=_EVENTS)
async def stream(
    request: Request,
    chat_id: Id,
    caller: Person,
    message: Annotated[str | None, Query(max_length=wire.MAXIMUM_MESSAGE_CHARS)] = None,
) -> Response:
    """Say `message` in a chat, and get its answer as it is written.

    With `Last-Event-ID` nothing is said: the stream goes on from there. Without either, it is the
    answer that is being written.
    """
    place = place_of(request.headers.get("last-event-id"))
    if place is not None:
        return await _resumed(request, chat_id, user_of(caller))
    if message is None:
        return await _joined(request, chat_id, user_of(caller))
    try:
        said = Streamed(message=message).message
    except ValidationError as error:
        raise invalid_body(error) from None
    asked = Asked(chat_id, user_of(caller), said)
    message_id, _ = await _put(request, asked, orjson.dumps([chat_id, said]))
    return await _stream(request, message_id)


async def _resumed(request: Request, chat_id: int, user_id: int) -> Response:
    """The rest of an answer, from where its reader left off. Raises Problem 404."""
    platform: Platform = request.app.state.platform
    place = place_of(request.headers.get("last-event-id"))
    if place is None:
        raise wire.no_message()

    def check(connection: Connection) -> None:
        row = chats.message(connection, place.message_id, user_id)
        if row["chat_id"] != chat_id or row["role"] != "assistant":
            raise wire.no_message()

    await platform.db.read(check)
    watch = Watch(platform, _writers(request), place.message_id, place)
    return EventStream(watch.events(None, language_of(request.headers)))


async def _joined(request: Request, chat_id: int, user_id: int) -> Response:
    """The answer that is being written. Raises Problem 404, 422."""
    platform: Platform = request.app.state.platform
    chat = await platform.db.read(chats.find, chat_id, user_id)
    if chat["writing_id"] is None:
        raise Problem(
            422,
            "invalid_request",
            Text("message : champ obligatoire.", "message: required field."),
        )
    return await _stream(request, chat["writing_id"])


@router.get("/api/messages/search")
async def find(
    request: Request,
    caller: Person,
    q: Annotated[str, Query(min_length=1, max_length=400)],
    limit: Annotated[int, Depends(page_size)],
) -> Response:
    """Messages of the chats one takes part in that have these words, the best first."""
    platform: Platform = request.app.state.platform
    user_id = user_of(caller)
    for owner_id in await platform.db.read(_owners, user_id):
        while await platform.db.write(_index_some, owner_id) == INDEXED_TOGETHER:
            pass
    rows = await platform.db.read(_found, user_id, q, limit)
    listed = [{**branches.message_body(row), "chat_title": row["chat_title"]} for row in rows]
    return reply(request, {"messages": listed, "total": len(listed)})


@router.get("/api/messages/{message_id}")
async def read(request: Request, message_id: Id, caller: Person) -> Response:
    """One message, as far as it is written."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(chats.message, message_id, user_of(caller))
    if await _writers(request).settle(row):
        row = await platform.db.read(chats.message, message_id, user_of(caller))
    body = branches.message_body(row)
    live = _writers(request).live.get(message_id)
    return reply(request, {**body, "content": live.text} if live else body)


@router.put("/api/messages/{message_id}", status_code=201)
async def edit(request: Request, message_id: Id, edited: Edited, caller: Person) -> Response:
    """Say it otherwise: a branch beside one's own message, with its own answer."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(chats.message, message_id, user_of(caller))
    asked = Asked(
        row["chat_id"],
        user_of(caller),
        edited.content,
        tuple(row["files"]),
        instead_of=message_id,
    )
    return await _answered(request, asked, await request.body())


@router.post("/api/messages/{message_id}/regenerate", status_code=201)
async def regenerate(request: Request, message_id: Id, caller: Person) -> Response:
    """Answer again: a branch beside an answer."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(chats.message, message_id, user_of(caller))
    asked = Asked(row["chat_id"], user_of(caller), again=message_id)
    return await _answered(request, asked, b"")


@router.post("/api/messages/{message_id}/stop")
async def stop(request: Request, message_id: Id, caller: Person) -> Response:
    """Have an answer written no further; what was said of it stays."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(chats.message, message_id, user_of(caller))
    writers = _writers(request)
    if row["state"] == "writing" and not await writers.settle(row):
        if message_id not in writers.live:
            await platform.db.write(_ask_to_stop, message_id)
        await writers.stop(message_id)
        await _finished(request, message_id)
    row = await platform.db.read(chats.message, message_id, user_of(caller))
    return reply(request, branches.message_body(row))


def _ask_to_stop(connection: Connection, message_id: int) -> None:
    connection.execute(update(messages).where(messages.c.id == message_id).values(stop_asked=True))


# ── Searching ─────────────────────────────────────────────────────────────────────────────


def search_scope(user_id: int) -> str:
    """Where the messages of somebody's chats are found."""
    return f"foyer messages {user_id}"


def _index_some(connection: Connection, user_id: int) -> int:
    """Index what was said since somebody last searched; how many messages."""
    rows = connection.execute(
        select(messages.c.id, messages.c.content)
        .join(chat_rows, chat_rows.c.id == messages.c.chat_id)
        .where(
            chat_rows.c.user_id == user_id,
            messages.c.indexed.is_(False),
            messages.c.seq.is_not(None),
        )
        .order_by(messages.c.id)
        .limit(INDEXED_TOGETHER)
    ).all()
    search.put(
        connection, search_scope(user_id), [search.Document(row.id, row.content) for row in rows]
    )
    connection.execute(
        update(messages).where(messages.c.id.in_([row.id for row in rows])).values(indexed=True)
    )
    return len(rows)


def _owners(connection: Connection, user_id: int) -> list[int]:
    """Whose chats somebody takes part in: their own, and those of a bounded number of others."""
    others = (
        select(chat_rows.c.user_id)
        .join(chat_members, chat_members.c.chat_id == chat_rows.c.id)
        .where(chat_members.c.user_id == user_id, chat_rows.c.user_id != user_id)
        .group_by(chat_rows.c.user_id)
        .order_by(func.max(chat_rows.c.id).desc())
        .limit(MAXIMUM_OTHERS)
    )
    return [user_id, *connection.scalars(others)]


def _found(connection: Connection, user_id: int, words: str, limit: int) -> list[RowMapping]:
    """The messages that have these words, people's chats taking turns, one's own first."""
    lists = [
        [int(hit.id) for hit in search.search(connection, search_scope(each), words, CONSIDERED)]
        for each in _owners(connection, user_id)
    ]
    rows = connection.execute(
        select(messages, func.coalesce(chat_rows.c.title, "").label("chat_title"))
        .join(chat_rows, chat_rows.c.id == messages.c.chat_id)
        .where(messages.c.id.in_(chain(*lists)), chats.taken_part_in_by(user_id))
    ).mappings()
    by_id = {row["id"]: row for row in rows}
    read = [[by_id[each] for each in found if each in by_id] for found in lists]
    turns = chain.from_iterable(zip_longest(*read))
    return [row for row in turns if row is not None][:limit]
