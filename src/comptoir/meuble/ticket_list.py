"""The list of tickets: for staff the queue, for a customer their own, newest first.

Serves `GET /api/tickets` of the 2026 document. Numbers are given in the order of creation, so the
list is ordered by them; its page is found by numbers alone and only then read.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, false, func, or_, select
from starlette.responses import Response

from comptoir.kernel.bodies import json_response
from comptoir.kernel.callers import Caller
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.meuble import accounts as people
from comptoir.meuble import deadlines, progress, rights, ticket_search, tickets, triage, wire
from comptoir.meuble.access import Anyone, GuardedRoute, is_staff
from comptoir.meuble.models import accounts
from comptoir.meuble.models import tickets as t
from comptoir.platform import Platform

DEFAULT_LIMIT, MAXIMUM_LISTED, MAXIMUM_OFFSET = 10, 100, 100_000
COUNTED = 100_000
"""`total` stops there."""
MAXIMUM_QUERY_CHARS = 200


# ── A ticket with its desk ────────────────────────────────────────────────────────────────


def rows_of(connection: Connection, numbers: Sequence[int]) -> list[RowMapping]:
    """The tickets of these numbers, with whom they are assigned to, in this order."""
    wanted = (
        select(t, accounts.c.full_name, accounts.c.username)
        .select_from(t.outerjoin(accounts, accounts.c.id == t.c.assigned_to))
        .where(t.c.number.in_(numbers))
    )
    rows = {row["number"]: row for row in connection.execute(wanted).mappings()}
    return [rows[number] for number in numbers if number in rows]


def item(row: RowMapping, now: datetime, *, staff: bool) -> dict[str, Any]:
    """A ticket as the list shows it. To whom it is assigned is for staff."""
    assigned_to = None
    if staff and row["assigned_to"] is not None:
        name = row["full_name"] or row["username"]
        assigned_to = {"id": row["assigned_to"], "name": name}
    return {
        "ticket_id": wire.ticket_id(row["number"]),
        "order_number": row["order_number"],
        "product_name": row["product_name"],
        "problem_category": row["problem_category"],
        "problem_severity": row["problem_severity"],
        "danger": row["danger"],
        "status": row["status"],
        "priority": row["priority"],
        "computed_priority": row["computed_priority"],
        "priority_score": row["priority_score"],
        "sla_response_deadline": iso(row["sla_response_deadline"]),
        "sla_intervention_deadline": iso(progress.intervention_due(row, now)),
        "waiting_since": _instant(progress.waiting_since(row)),
        "responded_at": _instant(row["responded_at"]),
        "ended_at": _instant(row["ended_at"]),
        "escalated_at": _instant(row["escalated_at"]),
        "customer_replied_at": _instant(row["customer_replied_at"]),
        "assigned_to": assigned_to,
        "merged_into": wire.ticket_id(row["merged_into"]) if row["merged_into"] else None,
        "rating": row["rating"],
        "created_at": iso(row["created_at"]),
        "updated_at": iso(row["updated_at"]),
    }


def whole(
    connection: Connection, name: str, number: int, now: datetime, *, staff: bool
) -> dict[str, Any]:
    """A ticket after somebody did something to it, in the dialect of the name they gave."""
    [row] = rows_of(connection, [number])
    spoken = tickets.ticket_body_v1(row) if name.startswith("TKT-") else {}
    return tickets.ticket_body(row) | item(row, now, staff=staff) | spoken


def _instant(at: datetime | None) -> str | None:
    return iso(at) if at else None


# ── Choosing ──────────────────────────────────────────────────────────────────────────────


def _one_of(name: str, given: str, known: Sequence[str]) -> str:
    if given in known:
        return given
    words = ", ".join(known)
    raise Problem(
        400,
        "invalid_request",
        Text(f"{name} : valeur attendue : {words}.", f"{name}: expected value: {words}."),
    )


def _statuses(given: str) -> set[str]:
    """The statuses that are meant: some, or `open` for all that are not ended."""
    wanted: set[str] = set()
    for word in filter(None, (part.strip() for part in given.split(","))):
        known = ("open", *deadlines.TRANSITIONS)
        wanted |= set(progress.OPEN) if word == "open" else {_one_of("status", word, known)}
    return wanted


def intervention_missed(now: datetime) -> ColumnElement[bool]:
    """Whether an open ticket is past its intervention.

    While it waits for its customer that clock stands still.
    """
    waits = t.c.status == deadlines.AWAITING_CUSTOMER
    since = func.coalesce(t.c.waiting_since, t.c.created_at, type_=t.c.created_at.type)
    due_at = t.c.sla_intervention_deadline
    return and_(due_at < now, or_(~waits, since >= due_at))


def is_overdue(now: datetime) -> ColumnElement[bool]:
    """Whether a ticket is open and past a deadline: unanswered, or without an intervention."""
    unanswered = and_(t.c.responded_at.is_(None), t.c.sla_response_deadline < now)
    return and_(t.c.status.in_(progress.OPEN), or_(unanswered, intervention_missed(now)))


def _assigned(connection: Connection, caller: Caller, given: str) -> ColumnElement[bool]:
    """`me`, `none`, or whose: an account's id, username or e-mail."""
    if given == "none":
        return t.c.assigned_to.is_(None)
    if given == "me":
        return false() if caller.account_id is None else t.c.assigned_to == caller.account_id
    account = people.find(connection, given) or people.find_by_name(connection, given)
    return false() if account is None else t.c.assigned_to == account["id"]


def found(
    connection: Connection, wanted: Sequence[ColumnElement[bool]], limit: int, offset: int
) -> tuple[list[RowMapping], int]:
    """A page of the tickets that are wanted, and how many there are in all, at most COUNTED."""
    numbers = select(t.c.number).where(*wanted)
    counted = numbers.limit(COUNTED).subquery()
    total: int = connection.execute(select(func.count()).select_from(counted)).scalar_one()
    page = numbers.order_by(t.c.number.desc()).limit(limit).offset(offset)
    return rows_of(connection, connection.scalars(page).all()), total


# ── Route ─────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Tickets"])

# A form's empty field says nothing.
Chosen = Annotated[str | None, Query(max_length=254), BeforeValidator(lambda given: given or None)]


@router.get("/api/tickets")
async def list_tickets(
    request: Request,
    caller: Anyone,
    limit: Annotated[int, Query(ge=1)] = DEFAULT_LIMIT,
    offset: Annotated[int, Query(ge=0, le=MAXIMUM_OFFSET)] = 0,
    status: Chosen = None,
    priority: Chosen = None,
    category: Chosen = None,
    assigned_to: Chosen = None,
    overdue: bool | None = None,
    q: Annotated[str, Query(max_length=MAXIMUM_QUERY_CHARS)] = "",
) -> Response:
    """Tickets, newest first: everybody's for staff, else the caller's own.

    Development shows everybody's to a caller without account, as documented.

    `priority` is the computed one, which the queue follows.
    """
    platform: Platform = request.app.state.platform
    now = platform.clock.now()
    limit = min(limit, MAXIMUM_LISTED)
    staff = is_staff(caller)
    wanted: list[ColumnElement[bool]] = []
    if not staff and caller.account_id is not None:
        wanted.append(t.c.account_id == caller.account_id)
    elif not staff and platform.settings.production:
        wanted.append(false())
    if status:
        wanted.append(t.c.status.in_(_statuses(status)))
    if priority:
        known = tuple(triage.V1_PRIORITIES)
        wanted.append(t.c.computed_priority == _one_of("priority", priority, known))
    if category:
        known = tuple(rights.COMPONENTS)
        wanted.append(t.c.problem_category == _one_of("category", category, known))
    if overdue is not None:
        wanted.append(is_overdue(now) if overdue else ~is_overdue(now))
    if q.strip() and staff:
        await ticket_search.catch_up(platform.db)

    def listed(connection: Connection) -> tuple[list[RowMapping], int]:
        asked = list(wanted)
        if assigned_to:  # whose a ticket is, is for staff
            asked.append(_assigned(connection, caller, assigned_to) if staff else false())
        if q.strip():
            asked.append(ticket_search.matches(connection, q, everything=staff))
        return found(connection, asked, limit, offset)

    rows, total = await platform.db.read(listed)
    return json_response(
        {
            "success": True,
            "tickets": [item(row, now, staff=staff) for row in rows],
            "total": total,
            "limit": limit,
            "offset": offset,
        }
    )
