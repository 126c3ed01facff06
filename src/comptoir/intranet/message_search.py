"""Finding messages by what they say: one index a room, so that none shows what it may not.

Sending is not slowed by the index: messages are put into it in the order of their numbers, by
whoever searches next and by the housekeeping. Whether the searcher may read a room is asked again
when the messages are read.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, or_, select, update

from comptoir.intranet import history, rooms, wire
from comptoir.intranet.models import members, messages, search_marks
from comptoir.intranet.models import rooms as room_rows
from comptoir.kernel import search as index
from comptoir.kernel.db import Database, insert
from comptoir.kernel.errors import Problem

INDEXED_TOGETHER: Final = 200
MAXIMUM_ROUNDS: Final = 20
"""Of one search: so many times at most it indexes what is new before it looks."""
MAXIMUM_ROOMS: Final = 40
"""Searched at once, those with the latest messages."""


def scope(room_id: int) -> str:
    """The name of a room in the index."""
    return f"intranet.room.{room_id}"


def searchable(connection: Connection, person: int) -> list[int]:
    """The rooms and conversations somebody is in, those with the latest messages first."""
    return list(
        connection.scalars(
            select(room_rows.c.id)
            .join(members, members.c.room_id == room_rows.c.id)
            .where(members.c.user_id == person, room_rows.c.seq > 0)
            .order_by(room_rows.c.last_at.desc(), room_rows.c.id)
            .limit(MAXIMUM_ROOMS)
        )
    )


def _behind(connection: Connection, room_ids: list[int] | None) -> list[int]:
    """Which of these rooms (None: of all) have messages that are not indexed yet."""
    mark = search_marks.c.seq
    statement = (
        select(room_rows.c.id)
        .outerjoin(search_marks, search_marks.c.room_id == room_rows.c.id)
        .where(room_rows.c.seq > 0, or_(mark.is_(None), mark < room_rows.c.seq))
        .limit(MAXIMUM_ROOMS)
    )
    if room_ids is not None:
        statement = statement.where(room_rows.c.id.in_(room_ids))
    return list(connection.scalars(statement))


async def catch_up(db: Database, room_ids: list[int]) -> None:
    """Put into the index what these rooms have said lately."""
    for _ in range(MAXIMUM_ROUNDS):
        behind = await db.read(_behind, room_ids)
        if not behind:
            return
        await db.write(_index_next, behind[0])


def _index_next(connection: Connection, room_id: int) -> None:
    """Put the next messages of a room into the index."""
    done: int = connection.execute(
        insert(connection)(search_marks)
        .values(room_id=room_id, seq=0)
        .on_conflict_do_update(
            index_elements=[search_marks.c.room_id], set_={"seq": search_marks.c.seq}
        )
        .returning(search_marks.c.seq)
    ).scalar_one()
    rows = connection.execute(
        select(messages.c.id, messages.c.content, messages.c.deleted_at)
        .where(
            messages.c.id > wire.message_id(room_id, done),
            messages.c.id < wire.message_id(room_id + 1, 0),
        )
        .order_by(messages.c.id)
        .limit(INDEXED_TOGETHER)
    ).all()
    if not rows:
        return
    index.put(
        connection,
        scope(room_id),
        [index.Document(row.id, row.content) for row in rows if row.deleted_at is None],
    )
    connection.execute(
        update(search_marks)
        .where(search_marks.c.room_id == room_id)
        .values(seq=wire.place_of(rows[-1].id)[1])
    )


def index_at_leisure(connection: Connection, now: datetime) -> None:
    """Index some messages, so that the next search need not: for the housekeeping."""
    for room_id in _behind(connection, None):
        _index_next(connection, room_id)


def _is_indexed(connection: Connection, number: int) -> bool:
    room_id, seq = wire.place_of(number)
    mark = connection.scalar(
        select(search_marks.c.seq).where(search_marks.c.room_id == room_id).with_for_update()
    )
    return mark is not None and mark >= seq


def changed(connection: Connection, number: int, content: str) -> None:
    """A message says something else from now on."""
    if _is_indexed(connection, number):
        room_id, _ = wire.place_of(number)
        index.put(connection, scope(room_id), [index.Document(number, content)])


def forget(connection: Connection, number: int) -> None:
    """A message says nothing any more."""
    if _is_indexed(connection, number):
        room_id, _ = wire.place_of(number)
        index.remove(connection, scope(room_id), [number])


def found(
    connection: Connection, person: int, room_ids: list[int], asked: str, limit: int
) -> list[dict[str, Any]]:
    """The messages that answer best, of those rooms that somebody may read at this moment."""
    scored: list[tuple[float, dict[str, Any]]] = []
    for room_id in room_ids:
        try:
            row = rooms.find_by_id(connection, person, room_id)
        except Problem:
            continue  # they left it just now
        hits = index.search(connection, scope(room_id), asked, limit)
        score_of = {int(hit.id): hit.score for hit in hits}
        place = history.place_of(row)
        for said in history.numbered(connection, place, list(score_of)):
            if not said.deleted:
                body = {"room_id": room_id, **said.body(), "score": round(score_of[said.id], 4)}
                scored.append((score_of[said.id], body))
    scored.sort(key=lambda each: (-each[0], -each[1]["id"]))
    return [body for _, body in scored[:limit]]
