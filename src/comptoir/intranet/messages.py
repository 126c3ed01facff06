"""Messages over HTTP: pages of a room, posting for programs, and what becomes of one afterwards.

What a message said before it was edited or deleted is kept for its author and administrators.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, Field
from sqlalchemy import Connection, RowMapping, delete, func, select, update
from starlette.responses import Response

from comptoir.intranet import history, message_search, rooms, wire
from comptoir.intranet.access import GuardedRoute, Person, is_admin, user_id
from comptoir.intranet.listing import Asked, listed_response
from comptoir.intranet.models import accounts, edits, messages, reactions
from comptoir.intranet.sending import Draft, Sender
from comptoir.kernel.bodies import (
    Body,
    asked_in,
    documented,
    json_response,
    once_of,
)
from comptoir.kernel.callers import Caller
from comptoir.kernel.db import after_commit, insert
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.platform import Platform


def _said_something(content: str) -> str:
    if not content.strip():
        raise ValueError(Text("un texte est attendu", "text expected"))
    return content


Content = Annotated[
    str,
    Field(min_length=1, max_length=wire.MAXIMUM_CONTENT_CHARS),
    AfterValidator(_said_something),
]
FileId = Annotated[int, Field(ge=1, lt=2**31)]


class NewMessage(Body):
    """Something to say."""

    content: Content
    client_id: Annotated[
        str | None, Field(min_length=1, max_length=wire.MAXIMUM_CLIENT_ID_CHARS)
    ] = None
    reply_to: Annotated[int | None, Field(ge=1, lt=2**53)] = None
    files: Annotated[
        list[FileId], Field(max_length=wire.MAXIMUM_FILES_A_MESSAGE, default_factory=list)
    ]


class Edit(Body):
    """What a message says from now on."""

    content: Content


class Reaction(Body):
    """A reaction, usually one emoji."""

    emoji: Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_EMOJI_CHARS)]


class AskedMessages(Asked):
    """Which messages are wanted."""

    limit: Annotated[int, Field(ge=1)] = wire.HISTORY
    before: Annotated[int | None, Field(ge=1, lt=2**53)] = None

    def before_in(self, room_id: int) -> int | None:
        """The `seq` before which messages are wanted. Raises Problem 404 for another room's."""
        if self.before is None or not wire.is_message_id(self.before):
            return self.before and min(self.before, 2**28 - 1)
        other, seq = wire.place_of(self.before)
        if other != room_id:
            raise wire.message_not_found()
        return seq


# ── Posting ───────────────────────────────────────────────────────────────────────────────


def _username(connection: Connection, person: int) -> str:
    return str(connection.scalar(select(accounts.c.username).where(accounts.c.id == person)) or "")


async def post(
    request: Request, new: NewMessage, caller: Caller, room_of: Callable[[Connection], int]
) -> Response:
    """Store one message in the room that `room_of` finds or makes, and answer with it.

    An `Idempotency-Key` is a `client_id`: the same one again answers the same message.
    """
    platform: Platform = request.app.state.platform
    sender: Sender = request.app.state.sender
    once_request = await once_of(request, wire.SERVICE)
    client_id = new.client_id
    if once_request is not None:
        client_id = f"key:{once_request.fingerprint[:12]}:{_short(once_request.key)}"

        def claim(connection: Connection) -> Answer:
            return once(connection, once_request, lambda _: Answer(201, {}))

        await platform.db.write(claim)  # refuses the same key with another body

    def begin(connection: Connection) -> tuple[int, str]:
        return room_of(connection), _username(connection, user_id(caller))

    room_id, username = await platform.db.write(begin)
    stored = await sender.send(
        Draft(
            room_id,
            user_id(caller),
            username,
            new.content,
            lambda *_: None,
            client_id,
            new.reply_to,
            new.files,
        )
    )
    said = stored.said
    if stored.again:

        def ask(connection: Connection) -> Sequence[Any]:
            return history.numbered(connection, said.place, [said.id])

        [said] = await platform.db.read(ask)
    headers = {"Idempotency-Replayed": "true"} if stored.again and once_request else None
    return json_response({**said.body(), "client_id": new.client_id}, 201, headers)


def _short(key: str) -> str:
    # A client id has 64 characters, a key 255.
    return sha256(key.encode()).hexdigest()[:40]


# ── Changing ──────────────────────────────────────────────────────────────────────────────


def _found(connection: Connection, person: int, number: int) -> tuple[RowMapping, RowMapping]:
    """A message and its room, both as somebody may see them. Raises Problem 404."""
    if not wire.is_message_id(number):
        raise wire.message_not_found()
    room_id, _ = wire.place_of(number)
    try:
        room = rooms.find_by_id(connection, person, room_id)
    except Problem:
        raise wire.message_not_found() from None
    row = (
        connection.execute(select(messages).where(messages.c.id == number)).mappings().one_or_none()
    )
    if row is None:
        raise wire.message_not_found()
    return row, room


def _keep(connection: Connection, row: RowMapping, person: int, now: Any) -> None:
    """Keep what a message says now, before it says something else."""
    number = connection.execute(
        select(func.count()).select_from(edits).where(edits.c.message_id == row["id"])
    ).scalar_one()
    connection.execute(
        edits.insert().values(
            message_id=row["id"],
            number=number + 1,
            content=row["content"],
            replaced_by=person,
            replaced_at=now,
        )
    )


def _hold(connection: Connection, number: int) -> None:
    """Let changes of one message wait for each other."""
    connection.execute(select(messages.c.id).where(messages.c.id == number).with_for_update())


def _gone(row: RowMapping) -> None:
    if row["deleted_at"] is not None:
        raise Problem(
            409, "message_deleted", Text("Ce message est supprimé.", "This message is deleted.")
        )


async def _change(
    request: Request,
    caller: Caller,
    number: int,
    kind: str,
    change: Callable[[Connection, RowMapping, RowMapping], None],
) -> dict[str, Any]:
    """Change a message in one transaction, tell its room, and give it as it is then."""
    platform: Platform = request.app.state.platform
    hub = request.app.state.hub

    def effect(connection: Connection) -> dict[str, Any]:
        if wire.is_message_id(number):
            _hold(connection, number)
        row, room = _found(connection, user_id(caller), number)
        change(connection, row, room)
        rooms.note_change(connection, room["id"], number, kind, platform.clock.now())
        after_commit(connection, hub.room_changed, room["id"])
        [said] = history.numbered(connection, history.place_of(room), [number])
        return {**said.body(), "reactions": said.reactions}

    return await platform.db.write(effect)


router = APIRouter(route_class=GuardedRoute, tags=["Messages"])


@router.get("/chat/rooms/{room}/messages", openapi_extra=documented(AskedMessages))
async def room_messages(request: Request, room: str, caller: Person) -> Response:
    """The last messages of a room, or those before `before`; oldest first."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, AskedMessages)

    def ask(connection: Connection) -> list[dict[str, Any]]:
        row = rooms.find(connection, user_id(caller), room)
        before = asked.before_in(row["id"])
        said = history.last(connection, history.place_of(row), asked.clamped, before)
        return [one.body() for one in said]

    return listed_response(await platform.db.read(ask))


@router.post("/chat/rooms/{room}/messages", status_code=201)
async def post_to_room(request: Request, room: str, new: NewMessage, caller: Person) -> Response:
    """Say something in a room, as programs do; a public one takes the caller in."""

    def room_of(connection: Connection) -> int:
        return int(rooms.find(connection, user_id(caller), room)["id"])

    return await post(request, new, caller, room_of)


@router.get("/chat/messages/{message_id}")
async def get_message(request: Request, message_id: int, caller: Person) -> Response:
    """One message by its number."""
    platform: Platform = request.app.state.platform

    def ask(connection: Connection) -> dict[str, Any]:
        _, room = _found(connection, user_id(caller), message_id)
        [said] = history.numbered(connection, history.place_of(room), [message_id])
        return said.body()

    return json_response(await platform.db.read(ask))


@router.put("/chat/messages/{message_id}")
async def edit_message(request: Request, message_id: int, edit: Edit, caller: Person) -> Response:
    """Let one's own message say something else."""
    platform: Platform = request.app.state.platform

    def change(connection: Connection, row: RowMapping, room: RowMapping) -> None:
        if row["user_id"] != user_id(caller):
            raise wire.forbidden()
        rooms.require_member(room)
        _gone(row)
        now = platform.clock.now()
        _keep(connection, row, user_id(caller), now)
        connection.execute(
            update(messages)
            .where(messages.c.id == message_id)
            .values(content=edit.content, edited_at=now)
        )
        message_search.changed(connection, message_id, edit.content)

    return json_response(await _change(request, caller, message_id, "edited", change))


@router.delete("/chat/messages/{message_id}")
async def delete_message(request: Request, message_id: int, caller: Person) -> Response:
    """Take one's own message back; an administrator takes back anybody's, where they may read."""
    platform: Platform = request.app.state.platform

    def change(connection: Connection, row: RowMapping, room: RowMapping) -> None:
        if row["user_id"] != user_id(caller) and not is_admin(caller):
            raise wire.forbidden()
        _gone(row)
        now = platform.clock.now()
        _keep(connection, row, user_id(caller), now)
        connection.execute(
            update(messages)
            .where(messages.c.id == message_id)
            .values(content="", file_ids=None, deleted_at=now)
        )
        connection.execute(delete(reactions).where(reactions.c.message_id == message_id))
        message_search.forget(connection, message_id)

    return json_response(await _change(request, caller, message_id, "deleted", change))


@router.get("/chat/messages/{message_id}/history")
async def message_history(request: Request, message_id: int, caller: Person) -> Response:
    """What a message said before, for its author and administrators; oldest first."""
    platform: Platform = request.app.state.platform

    def ask(connection: Connection) -> list[dict[str, Any]]:
        row, _ = _found(connection, user_id(caller), message_id)
        if row["user_id"] != user_id(caller) and not is_admin(caller):
            raise wire.forbidden()
        kept = connection.execute(
            select(edits).where(edits.c.message_id == message_id).order_by(edits.c.number)
        )
        return [
            {
                "content": each.content,
                "replaced_at": wire.instant(each.replaced_at),
                "replaced_by": each.replaced_by,
            }
            for each in kept
        ]

    return listed_response(await platform.db.read(ask))


def _emoji(given: str) -> str:
    """A reaction without space. Raises Problem 422."""
    if any(c.isspace() or c < " " or c == "\x7f" for c in given) or not given.strip("\u200d\ufe0f"):
        raise wire.invalid("emoji", "un emoji est attendu", "an emoji is expected")
    return given


@router.post("/chat/messages/{message_id}/reactions", status_code=201)
async def react(request: Request, message_id: int, reaction: Reaction, caller: Person) -> Response:
    """React to a message."""
    platform: Platform = request.app.state.platform
    emoji = _emoji(reaction.emoji)

    def change(connection: Connection, row: RowMapping, room: RowMapping) -> None:
        rooms.require_member(room)
        _gone(row)
        there = set(
            connection.scalars(
                select(reactions.c.emoji).where(reactions.c.message_id == message_id).distinct()
            )
        )
        if emoji not in there and len(there) >= wire.MAXIMUM_REACTIONS:
            most = wire.MAXIMUM_REACTIONS
            raise Problem(
                409,
                "too_many_reactions",
                Text(f"Au plus {most} réactions différentes.", f"At most {most} reactions."),
            )
        connection.execute(
            insert(connection)(reactions)
            .values(
                message_id=message_id,
                emoji=emoji,
                user_id=user_id(caller),
                reacted_at=platform.clock.now(),
            )
            .on_conflict_do_nothing()
        )

    return json_response(await _change(request, caller, message_id, "reactions", change), 201)


@router.delete("/chat/messages/{message_id}/reactions/{emoji}")
async def take_reaction_back(
    request: Request, message_id: int, emoji: str, caller: Person
) -> Response:
    """Take one's own reaction back."""

    def change(connection: Connection, row: RowMapping, room: RowMapping) -> None:
        connection.execute(
            delete(reactions).where(
                reactions.c.message_id == message_id,
                reactions.c.emoji == emoji,
                reactions.c.user_id == user_id(caller),
            )
        )

    return json_response(await _change(request, caller, message_id, "reactions", change))


# ── Searching ─────────────────────────────────────────────────────────────────────────────


class AskedSearch(Asked):
    """What is looked for, and where."""

    q: Annotated[str, Field(min_length=1, max_length=200)]
    room: Annotated[str | None, Field(max_length=200)] = None
    limit: Annotated[int, Field(ge=1)] = 20


@router.get("/chat/search", openapi_extra=documented(AskedSearch))
async def search(request: Request, caller: Person) -> Response:
    """The messages that say `q`, best first, of the rooms one is in or the one that is named."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, AskedSearch)

    def where(connection: Connection) -> list[int]:
        if asked.room is None:
            return message_search.searchable(connection, user_id(caller))
        return [rooms.find(connection, user_id(caller), asked.room)["id"]]

    room_ids = await platform.db.read(where)
    await message_search.catch_up(platform.db, room_ids)

    def ask(connection: Connection) -> list[dict[str, Any]]:
        return message_search.found(connection, user_id(caller), room_ids, asked.q, asked.clamped)

    return listed_response(await platform.db.read(ask))
