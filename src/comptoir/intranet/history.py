"""Reading messages: pages of a room, what came since, one by its number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select

from comptoir.intranet import wire
from comptoir.intranet.frames import Place, Said
from comptoir.intranet.models import accounts, changes, files, messages, reactions, rooms

_SELECTED = select(
    messages.c.id,
    messages.c.user_id,
    accounts.c.username,
    messages.c.content,
    messages.c.sent_at,
    messages.c.reply_to,
    messages.c.file_ids,
    messages.c.edited_at,
    messages.c.deleted_at,
).outerjoin(accounts, accounts.c.id == messages.c.user_id)
_IN_ROOM = messages.c.id.between(bindparam("low"), bindparam("high"))
_LAST = _SELECTED.where(_IN_ROOM).order_by(messages.c.id.desc()).limit(bindparam("many"))
_NEXT = _SELECTED.where(_IN_ROOM).order_by(messages.c.id).limit(bindparam("many"))


def place_of(row: RowMapping) -> Place:
    """Where the messages of this room stand."""
    return Place(row["id"], row["name"], row["dm_low"], row["dm_high"])


def _files_of(connection: Connection, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = connection.execute(
        select(files.c.id, files.c.name, files.c.media_type, files.c.size_bytes).where(
            files.c.id.in_(wanted), files.c.stored
        )
    )
    return {
        row.id: {
            "id": row.id,
            "name": row.name,
            "media_type": row.media_type,
            "size_bytes": row.size_bytes,
            "url": f"/files/{row.id}",
        }
        for row in rows
    }


def files_in(connection: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """These files, as a message shows them."""
    found = _files_of(connection, ids)
    return [found[each] for each in ids if each in found]


def _reactions_to(connection: Connection, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The reactions to these messages, each kind with who, in the order of their coming."""
    found: defaultdict[int, dict[str, list[int]]] = defaultdict(dict)
    if ids:
        for number, emoji, user_id in connection.execute(
            select(reactions.c.message_id, reactions.c.emoji, reactions.c.user_id)
            .where(reactions.c.message_id.in_(ids))
            .order_by(reactions.c.reacted_at, reactions.c.user_id)
        ):
            found[number].setdefault(emoji, []).append(user_id)
    return {
        number: [
            {"emoji": emoji, "count": len(users), "users": users} for emoji, users in kinds.items()
        ]
        for number, kinds in found.items()
    }


def _said(connection: Connection, place: Place, rows: Sequence[Any]) -> list[Said]:
    """Rows of messages with all that is shown of them."""
    reacted = _reactions_to(connection, [row.id for row in rows])
    attached = _files_of(connection, (one for row in rows for one in row.file_ids or ()))
    return [
        Said(
            place,
            wire.place_of(row.id)[1],
            row.user_id,
            row.username,
            row.content,
            row.sent_at,
            row.reply_to,
            row.edited_at,
            row.deleted_at is not None,
            [attached[one] for one in row.file_ids or () if one in attached],
            reacted.get(row.id, []),
        )
        for row in rows
    ]


def last(connection: Connection, place: Place, many: int, before: int | None = None) -> list[Said]:
    """The last messages of a room, before the one of `seq` `before`; oldest first."""
    low = wire.message_id(place.room_id, 0)
    high = wire.message_id(place.room_id + 1, 0) - 1
    if before is not None:
        high = wire.message_id(place.room_id, max(before, 1)) - 1
    rows = connection.execute(_LAST, {"low": low, "high": high, "many": many}).all()
    return _said(connection, place, rows[::-1])


def since(connection: Connection, place: Place, seq: int, many: int) -> list[Said]:
    """The first messages of a room after the one of this `seq`, in order."""
    low = wire.message_id(place.room_id, seq) + 1
    high = wire.message_id(place.room_id + 1, 0) - 1
    rows = connection.execute(_NEXT, {"low": low, "high": high, "many": many}).all()
    return _said(connection, place, rows)


def numbered(connection: Connection, place: Place, ids: Sequence[int]) -> list[Said]:
    """The messages of these numbers that there are, in their order."""
    rows = connection.execute(_SELECTED.where(messages.c.id.in_(ids)).order_by(messages.c.id)).all()
    return _said(connection, place, rows)


def changed_since(
    connection: Connection, place: Place, revision: int, many: int
) -> list[tuple[int, str, Said | None]]:
    """What was changed in a room after `revision`: its number, its kind, the message as it is."""
    rows = connection.execute(
        select(changes.c.revision, changes.c.kind, changes.c.message_id)
        .where(changes.c.room_id == place.room_id, changes.c.revision > revision)
        .order_by(changes.c.revision)
        .limit(many)
    ).all()
    ids = sorted({row.message_id for row in rows if row.message_id})
    said = {one.id: one for one in numbered(connection, place, ids)} if ids else {}
    return [(row.revision, row.kind, said.get(row.message_id)) for row in rows]


def room_row(connection: Connection, room_id: int) -> RowMapping | None:
    """A room as it stands: its `seq`, `revision` and `members_version`."""
    return connection.execute(select(rooms).where(rooms.c.id == room_id)).mappings().one_or_none()
