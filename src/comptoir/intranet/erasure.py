"""Erasing an account: what was known of a person goes; what they said to others loses its author.

Their messages are emptied, as if deleted, so that the room's numbering keeps no gap; files go with
their bytes. The last administrator stays until there is another.
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection, delete, select, update
from starlette.responses import Response

from comptoir.intranet import accounts, files, message_search, rooms, wire
from comptoir.intranet.access import GuardedRoute, Person, user_id
from comptoir.intranet.models import accounts as account_rows
from comptoir.intranet.models import edits, messages, resources
from comptoir.intranet.models import files as file_rows
from comptoir.kernel import idempotency, mail, sign_in, tokens
from comptoir.kernel.bodies import Body, json_response
from comptoir.kernel.db import after_commit
from comptoir.kernel.passwords import MAXIMUM_CHARS
from comptoir.platform import Platform


def erase(connection: Connection, account_id: int, now: datetime) -> set[int]:
    """Forget a person: account, sign-ins, devices, words, files. The rooms where they spoke."""
    account = accounts.find(connection, account_id)
    if account is None:
        return set()
    spoke = _empty_messages(connection, account_id, now)
    kept = select(resources.c.file_id).where(resources.c.file_id.is_not(None))
    own = select(file_rows.c.id).where(
        file_rows.c.owner_id == account_id, file_rows.c.id.not_in(kept)
    )
    files.delete_rows(connection, list(connection.scalars(own)), now)
    idempotency.forget_caller(connection, wire.SERVICE, f"account:{account_id}")
    mail.forget_recipient(connection, wire.APP, account["email"])
    tokens.forget_families(connection, wire.SERVICE, str(account_id))
    sign_in.forget_devices(connection, wire.SERVICE, str(account_id))
    # Memberships, mentions, reactions, blocks and leases go with the row.
    connection.execute(delete(account_rows).where(account_rows.c.id == account_id))
    return spoke


def _empty_messages(connection: Connection, account_id: int, now: datetime) -> set[int]:
    """Let everything somebody said be said by nobody; the rooms it was said in."""
    rows = connection.execute(
        select(messages.c.id, messages.c.deleted_at).where(messages.c.user_id == account_id)
    ).all()
    for row in rows:
        message_search.forget(connection, row.id)
    ids = [row.id for row in rows]
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        connection.execute(delete(edits).where(edits.c.message_id.in_(chunk)))
        connection.execute(
            update(messages)
            .where(messages.c.id.in_(chunk))
            .values(content="", file_ids=None, user_id=None, client_key=None, deleted_at=now)
        )
    spoke = {wire.place_of(number)[0] for number in ids}
    for number in ids[-1_000:]:  # who is connected now need not see older ones change
        rooms.note_change(connection, wire.place_of(number)[0], number, "deleted", now)
    return spoke


class Farewell(Body):
    """The caller's password: a token that was left lying about erases nobody."""

    password: Annotated[str, Field(max_length=MAXIMUM_CHARS)]


router = APIRouter(route_class=GuardedRoute, tags=["People"])


@router.delete("/me")
async def erase_me(request: Request, body: Farewell, caller: Person) -> Response:
    """Erase one's own account, for good."""
    platform: Platform = request.app.state.platform
    hub = request.app.state.hub
    account = await accounts.own_account(platform, user_id(caller))
    await accounts.require_password(platform, request, account, body.password)

    def effect(connection: Connection) -> None:
        accounts.hold_admins(connection, user_id(caller))
        for room_id in erase(connection, user_id(caller), platform.clock.now()):
            after_commit(connection, hub.room_changed, room_id)

    await platform.db.write(effect)
    await hub.cut_person(user_id(caller))
    return json_response({"status": "erased"})
