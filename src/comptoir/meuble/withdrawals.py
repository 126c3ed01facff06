"""Withdrawals: a customer takes a purchase back, and gets a dated receipt for having said so.

Withdrawing is the customer's own act: it needs no reason and no agreement (Code de la
consommation L221-18, L221-21), so the bot receives every declaration and refuses none. What stands
in its way (a deadline passed, a purchase made in a shop) is said, and a person looks at it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection, RowMapping, func, or_, select, update
from starlette.responses import Response

from comptoir.kernel.bodies import json_response
from comptoir.kernel.clock import iso
from comptoir.kernel.db import insert
from comptoir.kernel.mail import Mail, enqueue_mail
from comptoir.meuble import rights, wire
from comptoir.meuble.access import GuardedRoute, Staff
from comptoir.meuble.models import counters, withdrawals
from comptoir.meuble.orders import Order
from comptoir.platform import Platform

NUMBERING = "withdrawals"
MAXIMUM_LISTED = 100
MAXIMUM_OFFSET = 1_000_000
MAXIMUM_WORDS_CHARS = wire.MAXIMUM_MESSAGE_CHARS

Standing = Literal["in_time", "before_delivery", "late", "in_shop", "to_check"]
"""How a declaration stands before the law: within the 14 days or not, or not for us to say."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a customer declared, and when: the day they said it is the day that counts."""

    order_number: str
    order: Order | None
    """The order where it is theirs to see; otherwise a person finds out whose it is."""
    words: str
    declared_at: datetime


def standing(order: Order | None, on: date) -> tuple[Standing, date | None]:
    """How a withdrawal from `order` on that day stands, and the last day for it."""
    if order is None:
        return "to_check", None
    purchase = order.purchase(None)
    if not purchase.online:
        return "in_shop", None
    until = rights.withdrawal_until(purchase)
    if until is None:
        return "before_delivery", None
    return ("in_time" if on <= until else "late"), until


def receive(
    connection: Connection,
    declaration: Declaration,
    *,
    conversation_id: str,
    account_id: str | None,
) -> tuple[RowMapping, bool]:
    """The receipt of a declaration, and whether it is news: an order has one.

    What somebody declares of an order that is not theirs to see is kept beside it, `claimed`, one a
    conversation, so that a stranger can neither take the buyer's receipt nor see it.
    """
    number, order = declaration.order_number, declaration.order
    claimed = order is None
    subject = f"{number} {conversation_id}" if claimed else number
    _numbered(connection, 0)  # two declarations at once wait for each other here
    there = _there(connection, number, conversation_id, claimed=claimed)
    if there is not None and there["claimed"] and not claimed:
        how, until = standing(order, there["received_at"].date())
        return _proven(connection, there["number"], subject, how, until), True
    if there is not None:
        return there, False
    how, until = standing(order, declaration.declared_at.date())
    added = (
        connection.execute(
            insert(connection)(withdrawals)
            .values(
                number=_numbered(connection, 1),
                subject=subject,
                order_number=number,
                conversation_id=conversation_id,
                account_id=account_id,
                claimed=claimed,
                words=declaration.words[:MAXIMUM_WORDS_CHARS],
                until=until,
                standing=how,
                received_at=declaration.declared_at,
            )
            .returning(withdrawals)
        )
        .mappings()
        .one()
    )
    return added, True


def _there(
    connection: Connection, order_number: str, conversation_id: str, *, claimed: bool
) -> RowMapping | None:
    """The receipt that this declaration repeats: the order's, else the conversation's own."""
    own = withdrawals.c.conversation_id == conversation_id
    same = own if claimed else or_(own, withdrawals.c.claimed.is_(False))
    return (
        connection.execute(
            select(withdrawals)
            .where(withdrawals.c.order_number == order_number, same)
            .order_by(withdrawals.c.claimed, withdrawals.c.number)
            .limit(1)
        )
        .mappings()
        .one_or_none()
    )


def _proven(
    connection: Connection, number: int, subject: str, how: Standing, until: date | None
) -> RowMapping:
    """The customer has since shown that the order is theirs."""
    return (
        connection.execute(
            update(withdrawals)
            .where(withdrawals.c.number == number)
            .values(subject=subject, claimed=False, standing=how, until=until)
            .returning(withdrawals)
        )
        .mappings()
        .one()
    )


def _numbered(connection: Connection, count: int) -> int:
    """The last number, `count` after the one before."""
    first = insert(connection)(counters).values(name=NUMBERING, value=count)
    number: int = connection.execute(
        first.on_conflict_do_update(
            index_elements=[counters.c.name], set_={"value": counters.c.value + count}
        ).returning(counters.c.value)
    ).scalar_one()
    return number


def mail_receipt(
    connection: Connection, row: RowMapping, to: str, subject: str, text: str, now: datetime
) -> None:
    """Send a receipt on a durable medium (L221-21), once."""
    mail = Mail(to=to, subject=subject, text=text, from_name=wire.APP)
    enqueue_mail(connection, mail, now, key=f"meuble withdrawal {row['number']} {to}"[:200])


def receipt_id(number: int) -> str:
    """A receipt's name; of a form that no order and no ticket has."""
    return f"RET-{number:05}"


def receipt_body(row: RowMapping) -> dict[str, Any]:
    """A receipt as the chat's answer shows it."""
    return {
        "receipt_id": receipt_id(row["number"]),
        "order_number": row["order_number"],
        "received_at": iso(row["received_at"]),
        "until": wire.iso_day(row["until"]),
    }


# ── What staff see ────────────────────────────────────────────────────────────────────────


def _listed(connection: Connection, limit: int, offset: int) -> tuple[list[dict[str, Any]], int]:
    rows = connection.execute(
        select(withdrawals).order_by(withdrawals.c.number.desc()).limit(limit).offset(offset)
    ).mappings()
    total = connection.execute(select(func.count()).select_from(withdrawals)).scalar_one()
    return [
        {
            **receipt_body(row),
            "standing": row["standing"],
            "claimed": ["order_number"] if row["claimed"] else [],
            "words": row["words"],
            "account_id": row["account_id"],
        }
        for row in rows
    ], total


router = APIRouter(route_class=GuardedRoute, tags=["SAV"])


@router.get("/api/sav/withdrawals")
async def list_withdrawals(
    request: Request,
    caller: Staff,
    limit: Annotated[int, Query(ge=1)] = 20,
    offset: Annotated[int, Query(ge=0, le=MAXIMUM_OFFSET)] = 0,
) -> Response:
    """Who withdrew from what, the last first."""
    platform: Platform = request.app.state.platform
    limit = min(limit, MAXIMUM_LISTED)
    rows, total = await platform.db.read(_listed, limit, offset)
    return json_response(
        {"success": True, "withdrawals": rows, "total": total, "limit": limit, "offset": offset}
    )
