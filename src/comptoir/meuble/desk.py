"""What staff do with a ticket: give it to somebody, move it along, write about it, merge it.

Each is one transaction that holds the ticket, so that of two at once the second sees what the
first did; and each is in the history, with who did it for staff's eyes.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from comptoir.kernel.bodies import Body
from comptoir.kernel.callers import Caller
from comptoir.kernel.errors import Problem, Text
from comptoir.meuble import accounts as people
from comptoir.meuble import letters, merging, progress, wire
from comptoir.meuble.access import GuardedRoute, Staff
from comptoir.meuble.deeds import TicketName, Words, done
from comptoir.meuble.progress import Hand
from comptoir.platform import Platform

MOVED: Final[Mapping[str, str]] = {
    "en_attente_preuves": "Preuves demandées au client",
    "en_analyse": "Demande en cours d'analyse",
    "en_attente_validation": "Solution en attente de validation",
    "intervention_planifiee": "Intervention planifiée",
    "resolu": "Demande résolue",
    "rejete": "Demande rejetée",
    "clos": "Demande close",
}
"""What the history says of a move, by where it went."""


class Assignment(Body):
    """Whose a ticket is from now on: an account's id, username or e-mail; `me`; nobody's."""

    assignee: Annotated[str, Field(min_length=1, max_length=people.MAXIMUM_EMAIL_CHARS)] | None


class Move(Body):
    """Where a ticket goes. The reason is for staff: a customer is told by a comment."""

    status: Literal[
        "nouveau",
        "en_attente_preuves",
        "en_analyse",
        "en_attente_validation",
        "intervention_planifiee",
        "resolu",
        "rejete",
        "clos",
    ]
    reason: Words | None = None


class Comment(Body):
    """Words about a ticket, among staff unless they are said to be for the customer."""

    content: Words
    visibility: Literal["internal", "customer"] = "internal"


class Merge(Body):
    """The ticket in which this one goes on."""

    into: TicketName


# ── Who ───────────────────────────────────────────────────────────────────────────────────


def _assignee(connection: Connection, caller: Caller, given: str) -> RowMapping:
    """The member of staff that is meant. Raises Problem 400 when it is none."""
    if given == "me":
        account = people.find(connection, caller.account_id) if caller.account_id else None
    else:
        account = people.find(connection, given) or people.find_by_name(connection, given)
    works_here = account is not None and account["role"] in {"sav", "admin"}
    if account is None or not works_here or account["status"] != "active":
        raise Problem(
            400,
            "unknown_assignee",
            Text(
                "assignee : personne du service après-vente ne porte ce nom.",
                "assignee: nobody of after-sales has this name.",
            ),
        )
    return account


# ── What ──────────────────────────────────────────────────────────────────────────────────


def assign(hand: Hand, row: RowMapping, assignee: RowMapping | None) -> None:
    """Give a ticket to a member of staff, or to nobody. Raises Problem 409 when it was merged."""
    if row["merged_into"] is not None:
        raise progress.merged(row)
    account_id = assignee["id"] if assignee else None
    if account_id == row["assigned_to"]:
        return
    name = (assignee["full_name"] or assignee["username"]) if assignee else None
    hand.note(
        row,
        "assigned",
        "Demande confiée à un conseiller" if assignee else "Demande rendue à la file",
        facts={"assigned_to": account_id},
        reason=name,
        internal=True,
    )


def transition(hand: Hand, platform: Platform, row: RowMapping, move: Move) -> dict[str, Any]:
    """Move a ticket along, and tell its customer what matters to them; whether they were mailed.

    Raises Problem 409 where it cannot go there from where it now is.
    """
    tells = move.status in letters.TELLING
    facts = progress.answered(row, hand.now) if tells else {"customer_replied_at": None}
    entry = progress.move(
        hand, row, move.status, MOVED.get(move.status, ""), facts=facts, reason=move.reason
    )
    mailed = tells and letters.send(hand, platform.settings, row, move.status, entry)
    return {"mailed": mailed}


def comment(hand: Hand, platform: Platform, row: RowMapping, said: Comment) -> dict[str, Any]:
    """Write about a ticket: among staff, or to its customer by mail.

    Raises Problem 409 when the customer has no address that we know.
    """
    progress.check_room(row)
    if said.visibility == "internal":
        hand.note(row, "comment_added", "Note interne", content=said.content, internal=True)
        return {"mailed": False}
    entry = hand.note(
        row,
        "comment_added",
        "Message du service après-vente",
        facts=progress.answered(row, hand.now),
        content=said.content,
    )
    # A problem undoes the entry as well.
    if not letters.send(hand, platform.settings, row, letters.COMMENT, entry, said.content):
        raise letters.no_address()
    return {"mailed": True}


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Tickets"])


@router.post("/api/tickets/{ticket_id}/assign")
async def assign_ticket(
    request: Request, ticket_id: str, body: Assignment, caller: Staff
) -> Response:
    """Give a ticket to somebody of after-sales."""

    def deed(hand: Hand, row: RowMapping) -> None:
        given = body.assignee
        assign(hand, row, None if given is None else _assignee(hand.connection, caller, given))

    return await done(request, caller, ticket_id, deed)


@router.post("/api/tickets/{ticket_id}/transition")
async def move_ticket(request: Request, ticket_id: str, body: Move, caller: Staff) -> Response:
    """Move a ticket along, where its status allows."""
    platform: Platform = request.app.state.platform

    def deed(hand: Hand, row: RowMapping) -> dict[str, Any]:
        return transition(hand, platform, row, body)

    return await done(request, caller, ticket_id, deed)


@router.post("/api/tickets/{ticket_id}/comment")
async def comment_on_ticket(
    request: Request, ticket_id: str, body: Comment, caller: Staff
) -> Response:
    """Write about a ticket: `internal`, or to the `customer` by mail."""
    platform: Platform = request.app.state.platform

    def deed(hand: Hand, row: RowMapping) -> dict[str, Any]:
        return comment(hand, platform, row, body)

    return await done(request, caller, ticket_id, deed)


@router.post("/api/tickets/{ticket_id}/merge")
async def merge_ticket(request: Request, ticket_id: str, body: Merge, caller: Staff) -> Response:
    """Let a ticket go on in another one of the same customer."""

    def deed(hand: Hand, row: RowMapping) -> dict[str, Any]:
        target = merging.merge(hand, row, body.into)
        return {"merged_into": wire.ticket_id(target)}

    return await done(request, caller, ticket_id, deed)
