"""Rooms: who may see them, making and changing them, who is in them, what of them is unread.

`{room}` is a name, whatever its case and accents, or a number. A private room does not exist for
whoever is not in it. A direct conversation is a room of kind `dm` (`direct`).
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, Field
from sqlalchemy import (
    BigInteger,
    Connection,
    RowMapping,
    and_,
    bindparam,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from starlette.responses import Response

from comptoir.intranet import wire
from comptoir.intranet.access import GuardedRoute, Person, is_admin, user_id
from comptoir.intranet.listing import Asked, listed_response
from comptoir.intranet.models import accounts, changes, members, mentions, presence, rooms
from comptoir.kernel.bodies import (
    Body,
    answer_response,
    asked_in,
    documented,
    json_response,
    once_of,
)
from comptoir.kernel.callers import Caller
from comptoir.kernel.db import after_commit, insert
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.kernel.matching import having
from comptoir.kernel.prepared import PreparedRead
from comptoir.kernel.text import folded
from comptoir.platform import Platform


def _room_name(given: str) -> str:
    name, found_by = wire.shown(given), folded(given)
    if not found_by or not name.isprintable():
        raise ValueError(Text("un nom est attendu", "a name is expected"))
    if found_by.isdigit():
        raise ValueError(Text("pas de chiffres seuls", "not digits alone"))
    if len(name) > wire.MAXIMUM_ROOM_NAME_CHARS or len(found_by) > 4 * wire.MAXIMUM_ROOM_NAME_CHARS:
        raise ValueError(Text("trop long", "too long"))
    return name


RoomName = Annotated[
    str, Field(min_length=1, max_length=wire.MAXIMUM_ROOM_NAME_CHARS), AfterValidator(_room_name)
]
Topic = Annotated[str, Field(max_length=wire.MAXIMUM_TOPIC_CHARS)]


class NewRoom(Body):
    """A new room."""

    name: RoomName
    is_private: bool = False
    topic: Topic = ""


class RoomChanges(Body):
    """What may be changed of a room: its topic by members, the rest by its maker or an admin."""

    name: RoomName | None = None
    topic: Topic | None = None
    archived: bool | None = None


class Membership(Body):
    """Who is to be in a room."""

    user_id: Annotated[int, Field(ge=1, lt=2**31)]


class UpTo(Body):
    """Up to which message everything was read; without it, up to the last."""

    seq: Annotated[int, Field(ge=0, lt=2**28)] | None = None


# ── Finding ───────────────────────────────────────────────────────────────────────────────

_MINE = members.alias("mine")


_WITH_MEMBERSHIP = select(rooms, _MINE.c.read_seq.label("read_seq")).outerjoin(
    _MINE, and_(_MINE.c.room_id == rooms.c.id, _MINE.c.user_id == bindparam("person"))
)
"""Rooms, each with this person's row in it, if they are in it."""
_OF_NAME = _WITH_MEMBERSHIP.where(rooms.c.name_folded == bindparam("name"), rooms.c.kind == "room")
_OF_NUMBER = _WITH_MEMBERSHIP.where(rooms.c.id == bindparam("room"))


def _number(reference: str) -> int | None:
    """The number that a reference is; None where it is a name."""
    if reference.isascii() and reference.isdigit():
        number = int(reference[:10])
        return number if number < 2**31 else 0
    return None


def find(connection: Connection, person: int, reference: str) -> RowMapping:
    """The room that somebody means, if it is there for them. Raises Problem 404."""
    number = _number(reference)
    if number is None:
        name = folded(reference[: 4 * wire.MAXIMUM_ROOM_NAME_CHARS])
        found = connection.execute(_OF_NAME, {"person": person, "name": name})
    else:
        found = connection.execute(_OF_NUMBER, {"person": person, "room": number})
    row = found.mappings().one_or_none()
    if row is None or row["kind"] != "room" or not readable(row):
        raise wire.room_not_found()
    return row


def find_by_id(connection: Connection, person: int, room_id: int) -> RowMapping:
    """The room or conversation of this number, if somebody may read it. Raises Problem 404."""
    found = connection.execute(_OF_NUMBER, {"person": person, "room": room_id})
    row = found.mappings().one_or_none()
    if row is None or not readable(row):
        raise wire.room_not_found()
    return row


def readable(row: RowMapping) -> bool:
    """Whether whoever's membership came with this room may read it."""
    return row["read_seq"] is not None or (row["kind"] == "room" and not row["is_private"])


def require_member(row: RowMapping) -> None:
    """Raise Problem 403 unless the caller is in this room."""
    if row["read_seq"] is None:
        raise Problem(
            403,
            "not_a_member",
            Text("Rejoignez d'abord ce salon.", "Join this room first."),
        )


def _require_keeper(row: RowMapping, caller: Caller) -> None:
    """Raise Problem 403 unless the caller made the room or administers."""
    if row["created_by"] != user_id(caller) and not is_admin(caller):
        raise wire.forbidden()


# ── Changing ──────────────────────────────────────────────────────────────────────────────


def _name_taken() -> Problem:
    return Problem(
        409, "room_name_taken", Text("Ce nom de salon est déjà pris.", "This name is taken.")
    )


def create(connection: Connection, new: NewRoom, maker: int, now: datetime) -> RowMapping:
    """Make a room with its maker in it. Raises Problem 409 for a name that is taken."""
    name_folded = folded(new.name)
    if connection.execute(select(rooms.c.id).where(rooms.c.name_folded == name_folded)).first():
        raise _name_taken()
    try:
        room_id = connection.execute(
            rooms.insert()
            .values(
                kind="room",
                name=new.name,
                name_folded=name_folded,
                is_private=new.is_private,
                topic=new.topic,
                created_by=maker,
                created_at=now,
                seq=0,
                revision=0,
                members_version=1,
            )
            .returning(rooms.c.id)
        ).scalar_one()
    except IntegrityError as error:  # two people at the same moment
        raise _name_taken() from error
    connection.execute(
        members.insert().values(room_id=room_id, user_id=maker, joined_at=now, read_seq=0)
    )
    return find_by_id(connection, maker, room_id)


def add_member(connection: Connection, room_id: int, person: int, now: datetime) -> bool:
    """Let somebody be in a room, with everything so far read; False if they were already."""
    seq = connection.execute(
        select(rooms.c.seq).where(rooms.c.id == room_id).with_for_update()
    ).scalar_one()
    added = connection.execute(
        insert(connection)(members)
        .values(room_id=room_id, user_id=person, joined_at=now, read_seq=seq)
        .on_conflict_do_nothing()
        .returning(members.c.user_id)
    ).first()
    if added is not None:
        _bump_members(connection, room_id)
    return added is not None


def remove_member(connection: Connection, room_id: int, person: int) -> bool:
    """Take somebody out of a room; False if they were not in it."""
    _bump_members(connection, room_id)  # first: whoever sends holds the room's row
    gone = connection.execute(
        delete(members)
        .where(members.c.room_id == room_id, members.c.user_id == person)
        .returning(members.c.user_id)
    ).first()
    low = wire.message_id(room_id, 0)
    connection.execute(
        delete(mentions).where(
            mentions.c.user_id == person,
            mentions.c.message_id.between(low, wire.message_id(room_id + 1, 0)),
        )
    )
    return gone is not None


def _bump_members(connection: Connection, room_id: int) -> None:
    connection.execute(
        update(rooms)
        .where(rooms.c.id == room_id)
        .values(members_version=rooms.c.members_version + 1)
    )


def note_change(
    connection: Connection, room_id: int, message_id: int, kind: str, now: datetime
) -> None:
    """Let everybody in the room learn that something in it changed."""
    revision = connection.execute(
        update(rooms)
        .where(rooms.c.id == room_id)
        .values(revision=rooms.c.revision + 1)
        .returning(rooms.c.revision)
    ).scalar_one()
    connection.execute(
        changes.insert().values(
            room_id=room_id,
            revision=revision,
            message_id=message_id,
            kind=kind,
            changed_at=now,
        )
    )


def mark_read(connection: Connection, row: RowMapping, person: int, seq: int | None) -> int:
    """Everything up to `seq` was read, and not less than before; how much is unread now."""
    wanted = min(row["seq"] if seq is None else seq, row["seq"])
    read = max(wanted, row["read_seq"])
    connection.execute(
        update(members)
        .where(
            members.c.room_id == row["id"],
            members.c.user_id == person,
            members.c.read_seq < read,
        )
        .values(read_seq=read)
    )
    return int(row["seq"] - read)


# ── Showing ───────────────────────────────────────────────────────────────────────────────


def _mentions_unread(person: int) -> Any:
    """How often somebody was mentioned in a room since they read it last."""
    base = cast(rooms.c.id, BigInteger) * wire.message_id(1, 0)
    return (
        select(func.count())
        .select_from(mentions)
        .where(
            mentions.c.user_id == person,
            mentions.c.message_id > base + _MINE.c.read_seq,
            mentions.c.message_id <= base + rooms.c.seq,
        )
        .correlate(rooms, _MINE)
        .scalar_subquery()
        .label("mentions")
    )


def room_body(row: RowMapping) -> dict[str, Any]:
    """A room as whoever asks sees it."""
    is_member = row["read_seq"] is not None
    return {
        "id": row["id"],
        "name": row["name"],
        "created_at": wire.instant(row["created_at"]),
        "is_private": row["is_private"],
        "topic": row["topic"],
        "created_by": row["created_by"],
        "archived": row["archived_at"] is not None,
        "seq": row["seq"],
        "last_message_at": wire.maybe(row["last_at"]),
        "is_member": is_member,
        "read_seq": row["read_seq"],
        "unread": row["seq"] - row["read_seq"] if is_member else 0,
        "mentions": row.get("mentions", 0) or 0,
    }


class AskedRooms(Asked):
    """Which rooms to list."""

    archived: bool = False
    q: Annotated[str, Field(max_length=200)] = ""


def _listed(connection: Connection, person: int, asked: AskedRooms) -> list[dict[str, Any]]:
    statement = (
        _WITH_MEMBERSHIP.params(person=person)
        .add_columns(_mentions_unread(person))
        .where(
            rooms.c.kind == "room",
            or_(rooms.c.is_private.is_(False), _MINE.c.user_id.is_not(None)),
            rooms.c.archived_at.is_not(None) if asked.archived else rooms.c.archived_at.is_(None),
        )
        .order_by(rooms.c.id.desc())
        .limit(asked.clamped)
        .offset(asked.offset)
    )
    if asked.q.strip():
        statement = statement.where(having(asked.q, rooms.c.name_folded))
    return [room_body(row) for row in connection.execute(statement).mappings()]


_IS_ONLINE = (
    select(presence.c.user_id)
    .where(presence.c.user_id == accounts.c.id, presence.c.until > bindparam("now"))
    .exists()
)
_PEOPLE = PreparedRead(
    select(accounts.c.id, accounts.c.username, members.c.joined_at, _IS_ONLINE.label("here"))
    .join(members, members.c.user_id == accounts.c.id)
    .where(members.c.room_id == bindparam("room"))
    .order_by(_IS_ONLINE.desc(), accounts.c.id)
    .limit(bindparam("many"))
    .offset(bindparam("passed"))
)
_COUNT = PreparedRead(
    select(func.count()).select_from(members).where(members.c.room_id == bindparam("room"))
)


def people_in(
    connection: Connection, room_id: int, now: datetime, limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """Some of those in a room, whoever is connected first."""
    rows = _PEOPLE.rows(connection, room=room_id, now=now, many=limit, passed=offset)
    return [
        {
            "user_id": person,
            "username": username,
            "status": "online" if here else "offline",
            "joined_at": wire.instant(joined_at),
        }
        for person, username, joined_at, here in rows
    ]


def count_members(connection: Connection, room_id: int) -> int:
    """How many people are in a room."""
    [[count]] = _COUNT.rows(connection, room=room_id)
    return int(count)


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Rooms"])


@router.get("/chat/rooms", openapi_extra=documented(AskedRooms))
async def list_rooms(request: Request, caller: Person) -> Response:
    """The public rooms and one's own private ones, with what is unread; newest first."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, AskedRooms)
    return listed_response(await platform.db.read(_listed, user_id(caller), asked))


@router.post("/chat/rooms", status_code=201)
async def create_room(request: Request, new: NewRoom, caller: Person) -> Response:
    """Make a room."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)

    def effect(connection: Connection) -> Answer:
        row = create(connection, new, user_id(caller), platform.clock.now())
        return Answer(201, room_body(row))

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/chat/rooms/{room}")
async def get_room(request: Request, room: str, caller: Person) -> Response:
    """One room."""
    platform: Platform = request.app.state.platform

    def ask(connection: Connection) -> dict[str, Any]:
        row = find(connection, user_id(caller), room)
        return {**room_body(row), "member_count": count_members(connection, row["id"])}

    return json_response(await platform.db.read(ask))


@router.patch("/chat/rooms/{room}")
async def change_room(request: Request, room: str, wanted: RoomChanges, caller: Person) -> Response:
    """Change a topic (members), a name, or archive it (its maker, an admin)."""
    platform: Platform = request.app.state.platform
    hub = request.app.state.hub

    def effect(connection: Connection) -> dict[str, Any]:
        now = platform.clock.now()
        row = find(connection, user_id(caller), room)
        values: dict[str, Any] = {}
        if wanted.topic is not None:
            require_member(row)
            values["topic"] = wanted.topic
        if wanted.name is not None or wanted.archived is not None:
            _require_keeper(row, caller)
        if wanted.name is not None:
            values |= {"name": wanted.name, "name_folded": folded(wanted.name)}
        if wanted.archived is not None:
            values["archived_at"] = (row["archived_at"] or now) if wanted.archived else None
        if values:
            try:
                connection.execute(update(rooms).where(rooms.c.id == row["id"]).values(**values))
            except IntegrityError as error:
                raise _name_taken() from error
            note_change(connection, row["id"], 0, "room", now)
            after_commit(connection, hub.room_changed, row["id"])
        return room_body(find_by_id(connection, user_id(caller), row["id"]))

    return json_response(await platform.db.write(effect))


@router.post("/chat/rooms/{room}/read")
async def read_room(
    request: Request, room: str, caller: Person, up_to: UpTo | None = None
) -> Response:
    """Mark a room as read, up to `seq` or to its end."""
    platform: Platform = request.app.state.platform

    def effect(connection: Connection) -> dict[str, Any]:
        row = find(connection, user_id(caller), room)
        require_member(row)
        return {"unread": mark_read(connection, row, user_id(caller), up_to.seq if up_to else None)}

    return json_response(await platform.db.write(effect))


@router.get("/chat/rooms/{room}/members", openapi_extra=documented(Asked))
async def list_members(request: Request, room: str, caller: Person) -> Response:
    """Who is in a room, for those who are."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, Asked)

    def ask(connection: Connection) -> list[dict[str, Any]]:
        row = find(connection, user_id(caller), room)
        require_member(row)
        now = platform.clock.now()
        return people_in(connection, row["id"], now, asked.clamped, asked.offset)

    return listed_response(await platform.db.read(ask))


@router.post("/chat/rooms/{room}/members", status_code=201)
async def add_to_room(request: Request, room: str, wanted: Membership, caller: Person) -> Response:
    """Add somebody to a room one is in; to a public one, oneself."""
    platform: Platform = request.app.state.platform
    hub = request.app.state.hub
    once_request = await once_of(request, wire.SERVICE)

    def effect(connection: Connection) -> Answer:
        row = find(connection, user_id(caller), room)
        if wanted.user_id != user_id(caller):
            require_member(row)
        known = connection.execute(
            select(accounts.c.username, literal(True)).where(
                accounts.c.id == wanted.user_id, accounts.c.status == "active"
            )
        ).first()
        if known is None:
            raise wire.user_not_found()
        added = add_member(connection, row["id"], wanted.user_id, platform.clock.now())
        if added:
            after_commit(connection, hub.members_changed, row["id"])
        body = {"room_id": row["id"], "user_id": wanted.user_id, "username": known.username}
        return Answer(201, body)

    return answer_response(await platform.db.write(once, once_request, effect))


@router.delete("/chat/rooms/{room}/members/{person}")
async def remove_from_room(request: Request, room: str, person: int, caller: Person) -> Response:
    """Leave a room; its maker or an admin removes others. Live frames stop at once."""
    platform: Platform = request.app.state.platform
    hub = request.app.state.hub
    if not 0 < person < 2**31:
        raise wire.user_not_found()

    def effect(connection: Connection) -> None:
        row = find(connection, user_id(caller), room)
        if person != user_id(caller):
            _require_keeper(row, caller)
        if not remove_member(connection, row["id"], person):
            raise wire.user_not_found()
        after_commit(connection, hub.members_changed, row["id"])

    await platform.db.write(effect)
    return json_response({"status": "removed"})
