"""What customers do with their ticket: answer, close it, reopen it, say what they thought of it.

A ticket is its account's, and whoever's who holds its access token; in development anybody's, as
documented. Staff may act for a customer, but never rate their own work.
"""

from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Request
from pydantic import AfterValidator, Field
from sqlalchemy import RowMapping
from starlette.responses import Response

from comptoir.kernel.bodies import Body
from comptoir.kernel.errors import Problem, Text
from comptoir.meuble import claims, evidence, progress, wire
from comptoir.meuble.access import Anyone, GuardedRoute
from comptoir.meuble.deeds import Words, done
from comptoir.meuble.progress import Hand

REOPENED_FROM: Final = ("resolu", "rejete")
RATING_MAY_CHANGE: Final = timedelta(days=14)
"""After it was given; after a reopened ticket ended again, it is given anew."""


def _viewable(reference: str) -> str:
    if not evidence.may_be(reference):
        raise ValueError(
            Text(
                "adresse http(s) ou file_id d'un fichier envoyé attendu",
                "http(s) address, or file_id of a file that was sent, expected",
            )
        )
    return reference


Photo = Annotated[str, Field(min_length=1, max_length=2048), AfterValidator(_viewable)]


class Reply(Body):
    """What a customer answers, perhaps with photos: files of ours, or links, which stay links."""

    content: Words
    photos: Annotated[tuple[Photo, ...], Field(max_length=wire.MAXIMUM_PHOTOS)] = ()


class Reopening(Body):
    """Why a ticket is not at its end."""

    reason: Words | None = None


class Rating(Body):
    """What a customer thought of it, from 1 to 5."""

    rating: Annotated[int, Field(ge=1, le=5, strict=True)]
    comment: Words | None = None


# ── What ──────────────────────────────────────────────────────────────────────────────────


def reply(hand: Hand, row: RowMapping, said: Reply) -> None:
    """Write to staff about a ticket; photos become evidence.

    Raises Problem 409 for a closed one, and for photos of one that has ended.
    """
    progress.check_room(row)
    if row["status"] == "clos":
        raise _closed()
    hand.note(
        row,
        "customer_replied",
        "Message du client",
        facts={"customer_replied_at": row["customer_replied_at"] or hand.now},
        content=said.content,
    )
    if said.photos:
        pieces = [evidence.Piece(photo) for photo in said.photos]
        claims.add_evidence(
            hand.connection, hand.chain, row["number"], pieces, hand.now, actor=hand.actor
        )


def reopen(hand: Hand, row: RowMapping, why: Reopening) -> None:
    """Take up a solved or rejected ticket again. Raises Problem 409 for any other."""
    if row["merged_into"] is not None:
        raise progress.merged(row)
    if row["status"] == "clos":
        raise _closed()
    if row["status"] not in REOPENED_FROM:
        raise Problem(
            409,
            "transition_not_allowed",
            Text("Cette demande est encore ouverte.", "This claim is still open."),
            details={"status": row["status"], "allowed": []},
        )
    facts = {"customer_replied_at": hand.now}
    progress.move(
        hand, row, "en_analyse", "Demande rouverte par le client", facts=facts, content=why.reason
    )


def rate(hand: Hand, row: RowMapping, given: Rating) -> None:
    """Rate a ticket that has ended. Raises Problem 403 for staff, and 409 when it cannot be."""
    if hand.actor == "staff":
        raise Problem(403, "forbidden", wire.FORBIDDEN)
    if row["merged_into"] is not None:
        raise progress.merged(row)
    ended_at, rated_at = row["ended_at"], row["rated_at"]
    if ended_at is None:
        raise Problem(
            409,
            "not_ended",
            Text(
                "Vous pourrez noter cette demande quand elle sera terminée.",
                "You can rate this claim once it has ended.",
            ),
        )
    anew = rated_at is None or rated_at < ended_at
    if not anew and hand.now - rated_at > RATING_MAY_CHANGE:
        days = RATING_MAY_CHANGE.days
        raise Problem(
            409,
            "rating_is_final",
            Text(
                f"Une note ne change plus {days} jours après avoir été donnée.",
                f"A rating is final {days} days after it was given.",
            ),
        )
    hand.note(
        row,
        "rated",
        f"Note du client : {given.rating}/5",
        facts={
            "rating": given.rating,
            "rating_comment": given.comment,
            "rated_at": hand.now if anew else rated_at,
        },
        metadata={"rating": given.rating},
        content=given.comment,
    )


def _closed() -> Problem:
    return Problem(
        409,
        "ticket_closed",
        Text(
            "Cette demande est close. Pour un nouveau problème, ouvrez une nouvelle demande.",
            "This claim is closed. For a new problem, open a new claim.",
        ),
    )


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Tickets"])


@router.post("/api/tickets/{ticket_id}/reply")
async def reply_to_ticket(
    request: Request, ticket_id: str, body: Reply, caller: Anyone
) -> Response:
    """Write to after-sales about one's ticket."""

    def deed(hand: Hand, row: RowMapping) -> None:
        reply(hand, row, body)

    return await done(request, caller, ticket_id, deed, as_owner=True)


@router.post("/api/tickets/{ticket_id}/close")
async def close_ticket(request: Request, ticket_id: str, caller: Anyone) -> Response:
    """Say that one's ticket is settled, for good."""

    def deed(hand: Hand, row: RowMapping) -> None:
        by = "le client" if hand.actor == "customer" else "le service après-vente"
        progress.move(hand, row, "clos", f"Demande close par {by}")

    return await done(request, caller, ticket_id, deed, as_owner=True)


@router.post("/api/tickets/{ticket_id}/reopen")
async def reopen_ticket(
    request: Request, ticket_id: str, caller: Anyone, body: Reopening | None = None
) -> Response:
    """Say that a solved or rejected ticket is not at its end."""

    def deed(hand: Hand, row: RowMapping) -> None:
        reopen(hand, row, body or Reopening())

    return await done(request, caller, ticket_id, deed, as_owner=True)


@router.post("/api/tickets/{ticket_id}/rate")
async def rate_ticket(request: Request, ticket_id: str, body: Rating, caller: Anyone) -> Response:
    """Rate a ticket that has ended; a later rating takes the first one's place."""

    def deed(hand: Hand, row: RowMapping) -> None:
        rate(hand, row, body)

    return await done(request, caller, ticket_id, deed, as_owner=True)
