"""Direct conversations: a room of two, oneself included, and whom one does not want to hear."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, or_, select
from starlette.responses import Response

from comptoir.intranet import history, wire
from comptoir.intranet.access import GuardedRoute, Person, user_id
from comptoir.intranet.listing import Asked, listed_response
from comptoir.intranet.messages import AskedMessages, NewMessage, post
from comptoir.intranet.models import accounts, blocks, members, rooms
from comptoir.intranet.rooms import UpTo, mark_read
from comptoir.kernel.bodies import asked_in, documented, json_response
from comptoir.kernel.db import insert
from comptoir.platform import Platform


def pair(one: int, other: int) -> tuple[int, int]:
    """Two people in the order in which a conversation keeps them."""
    return min(one, other), max(one, other)


def between(connection: Connection, one: int, other: int) -> RowMapping | None:
    """The conversation of two people, with what `one` has read of it; None if there is none yet."""
    if not 0 < other < 2**31:
        return None
    low, high = pair(one, other)
    return (
        connection.execute(
            select(rooms, members.c.read_seq)
            .join(members, and_(members.c.room_id == rooms.c.id, members.c.user_id == one))
            .where(rooms.c.dm_low == low, rooms.c.dm_high == high)
        )
        .mappings()
        .one_or_none()
    )


def require_somebody(connection: Connection, other: int) -> None:
    """Raise Problem 404 unless somebody has this number."""
    known = (
        0 < other < 2**31
        and connection.execute(select(accounts.c.id).where(accounts.c.id == other)).first()
    )
    if not known:
        raise wire.user_not_found()


def open_between(connection: Connection, one: int, other: int, now: datetime) -> int:
    """The number of the conversation of two people, begun if need be. Raises Problem 404."""
    found = between(connection, one, other)
    if found is not None:
        return int(found["id"])
    require_somebody(connection, other)
    low, high = pair(one, other)
    made = connection.execute(
        insert(connection)(rooms)
        .values(
            kind="dm",
            is_private=True,
            topic="",
            created_by=one,
            created_at=now,
            seq=0,
            revision=0,
            members_version=1,
            dm_low=low,
            dm_high=high,
        )
        .on_conflict_do_update(
            index_elements=[rooms.c.dm_low, rooms.c.dm_high], set_={"kind": "dm"}
        )
        .returning(rooms.c.id)
    ).scalar_one()
    for person in {low, high}:
        connection.execute(
            insert(connection)(members)
            .values(room_id=made, user_id=person, joined_at=now, read_seq=0)
            .on_conflict_do_nothing()
        )
    return int(made)


_CONVERSATIONS = (
    select(rooms, members.c.read_seq)
    .join(members, and_(members.c.room_id == rooms.c.id, members.c.user_id == bindparam("person")))
    .where(or_(rooms.c.dm_low == bindparam("person"), rooms.c.dm_high == bindparam("person")))
    .order_by(rooms.c.last_at.desc(), rooms.c.id.desc())
)


def conversations_of(connection: Connection, person: int) -> list[RowMapping]:
    """Every direct conversation of somebody, the latest first."""
    return list(connection.execute(_CONVERSATIONS, {"person": person}).mappings())


def blocked_by(connection: Connection, person: int) -> set[int]:
    """Whom somebody does not want to hear."""
    return set(connection.scalars(select(blocks.c.blocked_id).where(blocks.c.user_id == person)))


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Direct messages"])


def _listed(connection: Connection, person: int, asked: Asked) -> list[dict[str, Any]]:
    rows = conversations_of(connection, person)[asked.offset : asked.offset + asked.clamped]
    others = {row["dm_high"] if row["dm_low"] == person else row["dm_low"] for row in rows}
    names: dict[int, str] = {
        row.id: row.username
        for row in connection.execute(
            select(accounts.c.id, accounts.c.username).where(accounts.c.id.in_(others))
        )
    }
    listed = []
    for row in rows:
        other = row["dm_high"] if row["dm_low"] == person else row["dm_low"]
        listed.append(
            {
                "with": other,
                "username": names.get(other),
                "seq": row["seq"],
                "read_seq": row["read_seq"],
                "unread": row["seq"] - row["read_seq"],
                "last_message_at": wire.maybe(row["last_at"]),
            }
        )
    return listed


@router.get("/chat/dm", openapi_extra=documented(Asked))
async def conversations(request: Request, caller: Person) -> Response:
    """One's direct conversations, the latest first, with what is unread."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, Asked)
    return listed_response(await platform.db.read(_listed, user_id(caller), asked))


@router.get("/chat/dm/{other}", openapi_extra=documented(AskedMessages))
async def conversation(request: Request, other: int, caller: Person) -> Response:
    """The last messages between the caller and somebody; oldest first."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, AskedMessages)

    def ask(connection: Connection) -> list[dict[str, Any]]:
        require_somebody(connection, other)
        row = between(connection, user_id(caller), other)
        if row is None:
            return []
        before = asked.before_in(row["id"])
        said = history.last(connection, history.place_of(row), asked.clamped, before)
        return [one.body() for one in said]

    return listed_response(await platform.db.read(ask))


@router.post("/chat/dm/{other}", status_code=201)
async def send_directly(request: Request, other: int, new: NewMessage, caller: Person) -> Response:
    """Say something to somebody."""
    platform: Platform = request.app.state.platform
    now = platform.clock.now()

    def begin(connection: Connection) -> int:
        return open_between(connection, user_id(caller), other, now)

    return await post(request, new, caller, begin)


@router.post("/chat/dm/{other}/read")
async def read_directly(
    request: Request, other: int, caller: Person, up_to: UpTo | None = None
) -> Response:
    """Mark a direct conversation as read, up to `seq` or to its end."""
    platform: Platform = request.app.state.platform

    def effect(connection: Connection) -> dict[str, Any]:
        require_somebody(connection, other)
        row = between(connection, user_id(caller), other)
        if row is None:
            return {"unread": 0}
        return {"unread": mark_read(connection, row, user_id(caller), up_to.seq if up_to else None)}

    return json_response(await platform.db.write(effect))


@router.get("/chat/blocks")
async def blocked(request: Request, caller: Person) -> Response:
    """Whom one does not want to hear."""
    platform: Platform = request.app.state.platform
    found = await platform.db.read(blocked_by, user_id(caller))
    return listed_response([{"user_id": each} for each in sorted(found)])


@router.put("/chat/blocks/{other}")
async def block(request: Request, other: int, caller: Person) -> Response:
    """Hear no more from somebody directly; what they said stays."""
    platform: Platform = request.app.state.platform

    def effect(connection: Connection) -> None:
        require_somebody(connection, other)
        if other == user_id(caller):
            raise wire.invalid("user_id", "quelqu'un d'autre est attendu", "somebody else expected")
        connection.execute(
            insert(connection)(blocks)
            .values(user_id=user_id(caller), blocked_id=other, blocked_at=platform.clock.now())
            .on_conflict_do_nothing()
        )

    await platform.db.write(effect)
    return json_response({"user_id": other, "blocked": True})


@router.delete("/chat/blocks/{other}")
async def unblock(request: Request, other: int, caller: Person) -> Response:
    """Hear from somebody again."""
    platform: Platform = request.app.state.platform

    def effect(connection: Connection) -> None:
        require_somebody(connection, other)
        connection.execute(
            delete(blocks).where(blocks.c.user_id == user_id(caller), blocks.c.blocked_id == other)
        )

    await platform.db.write(effect)
    return json_response({"user_id": other, "blocked": False})
