"""Doing something to a ticket over HTTP: the same for everything that staff and customers do.

One transaction holds the ticket, does it once for an `Idempotency-Key`, writes the history, and
answers with the ticket as it is then.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import Request
from pydantic import AfterValidator, Field
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from comptoir.kernel.bodies import answer_response, once_of
from comptoir.kernel.callers import Caller
from comptoir.kernel.errors import Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.meuble import accounts, history, progress, ticket_list, tickets, wire
from comptoir.meuble.access import is_staff
from comptoir.meuble.progress import Hand
from comptoir.platform import Platform

Deed = Callable[[Hand, RowMapping], Mapping[str, Any] | None]
"""What is done to a held ticket; what the answer says beside the ticket."""


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError(Text("texte attendu", "text expected"))
    return text.strip()


Words = Annotated[
    str, Field(min_length=1, max_length=wire.MAXIMUM_MESSAGE_CHARS), AfterValidator(_said)
]
"""What somebody writes about a ticket."""
TicketName = Annotated[str, Field(max_length=40)]


async def done(
    request: Request, caller: Caller, name: str, deed: Deed, *, as_owner: bool = False
) -> Response:
    """Do `deed` to the ticket that `name` names, for staff or (`as_owner`) for its customer.

    Raises Problem 404 when there is no such ticket, or none of this customer.
    """
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)
    token = request.headers.get(tickets.ACCESS_HEADER)

    def effect(connection: Connection) -> Answer:
        row = progress.held(connection, name)
        if as_owner and not tickets.may_read(platform, caller, row, token):
            raise wire.not_found_ticket()
        hand = _hand_of(connection, platform, caller, row, as_owner=as_owner)
        more = deed(hand, row) or {}
        shown = ticket_list.whole(connection, name, row["number"], hand.now, staff=is_staff(caller))
        return Answer(200, {"success": True, "ticket": shown, **more})

    return answer_response(await platform.db.write(once, once_request, effect))


def _hand_of(
    connection: Connection, platform: Platform, caller: Caller, row: RowMapping, *, as_owner: bool
) -> Hand:
    """Whoever calls: the ticket's customer, or staff, who also act for a customer."""
    chain, now = history.chain(platform.settings.secrets), platform.clock.now()
    own = caller.account_id is not None and caller.account_id == row["account_id"]
    if as_owner and (own or not is_staff(caller)):
        return Hand(connection, chain, now, "customer")
    return Hand(connection, chain, now, "staff", _named(connection, caller))


def _named(connection: Connection, caller: Caller) -> dict[str, str | None]:
    """Who of the staff it is."""
    if caller.key is not None:
        return {"id": f"key:{caller.key.id}", "name": caller.key.name}
    account = accounts.get(connection, str(caller.account_id))
    return {"id": account["id"], "name": account["full_name"] or account["username"]}
