"""Reading a ticket: one claim, in the words of whichever document its name comes from.

Serves `GET /api/tickets/{id}` of both documents, and the SAV status and history of the second.
"""

from datetime import datetime
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from comptoir.kernel.bodies import json_response
from comptoir.kernel.callers import Caller, preferred_language
from comptoir.kernel.clock import iso
from comptoir.meuble import (
    claims,
    clocks,
    colleagues,
    deadlines,
    evidence,
    history,
    progress,
    triage,
    wire,
)
from comptoir.meuble.access import Anyone, GuardedRoute, is_staff
from comptoir.meuble.models import Row
from comptoir.platform import Platform

ACCESS_HEADER = "x-ticket-token"
COMPLETION_PERCENT = {
    "nouveau": 10,
    "en_attente_preuves": 25,
    "en_analyse": 50,
    "en_attente_validation": 65,
    "intervention_planifiee": 80,
    "resolu": 100,
    "rejete": 100,
    "clos": 100,
}
NEXT_MILESTONES = {
    "nouveau": "Prise en charge",
    "en_attente_preuves": "Réception des preuves",
    "en_analyse": "Analyse complète",
    "en_attente_validation": "Validation de la solution",
    "intervention_planifiee": "Intervention",
    "resolu": "Clôture",
    "rejete": "Clôture",
    "clos": "Dossier clos",
}


def may_read(platform: Platform, caller: Caller, row: RowMapping, token: str | None) -> bool:
    """Whether the caller may see this ticket.

    Development answers anyone, as documented. Production: staff, the ticket's account, or
    whoever holds its access token.
    """
    if not platform.settings.production or is_staff(caller):
        return True
    if caller.account_id is not None and caller.account_id == row["account_id"]:
        return True
    return token is not None and claims.token_opens(platform.settings.secrets, row, token)


async def readable(request: Request, caller: Caller, name: str) -> RowMapping:
    """The ticket that `name` names. Raises Problem 404 when there is none for this caller."""
    platform: Platform = request.app.state.platform
    parsed = wire.ticket_number(name)
    row = await platform.db.read(claims.find, parsed[0]) if parsed else None
    if parsed is None or row is None or parsed[1] not in {None, row["created_at"].year}:
        raise wire.not_found_ticket()
    if not may_read(platform, caller, row, request.headers.get(ACCESS_HEADER)):
        raise wire.not_found_ticket()
    return row


def asked_in_2025(name: str) -> bool:
    """Whether a ticket is named as the 2025 document names it."""
    return name.startswith("TKT-")


def ticket_body(row: Row) -> dict[str, Any]:
    """A ticket as the 2026 document shows it."""
    return {
        "ticket_id": wire.ticket_id(row["number"]),
        "order_number": row["order_number"],
        "product_sku": row["product_sku"],
        "product_name": row["product_name"],
        "problem_description": row["problem_description"],
        "problem_category": row["problem_category"],
        "problem_severity": row["problem_severity"],
        "priority": row["priority"],
        "computed_priority": row["computed_priority"],
        "priority_score": row["priority_score"],
        "priority_factors": row["priority_factors"],
        "status": row["status"],
        "photos": row["photos"],
        "warranty_covered": row["warranty"]["covered"],
        "warranty": row["warranty"],
        "claimed": row["claimed"],
        "danger": row["danger"],
        "auto_resolved": row["auto_resolved"],
        "resolution_type": row["resolution_type"],
        "sla_response_deadline": iso(row["sla_response_deadline"]),
        "sla_intervention_deadline": iso(row["sla_intervention_deadline"]),
        "created_at": iso(row["created_at"]),
        "updated_at": iso(row["updated_at"]),
    }


def ticket_body_v1(row: Row) -> dict[str, Any]:
    """The same ticket as the 2025 document shows it."""
    return {
        "ticket_id": wire.ticket_id_v1(row["number"], row["created_at"].year),
        "status": deadlines.V1_STATUSES[row["status"]],
        "priority": triage.V1_PRIORITIES[row["priority"]],
        "product_sku": row["product_sku"],
        "description": row["problem_description"],
        "attachments": row["photos"],
        "claimed": row["claimed"],
        "danger": row["danger"],
        "created_at": iso(row["created_at"]),
        "updated_at": iso(row["updated_at"]),
        "sla_response_deadline": iso(row["sla_response_deadline"]),
    }


router = APIRouter(route_class=GuardedRoute)


@router.get("/api/tickets/{ticket_id}", tags=["Tickets"])
async def read_ticket(request: Request, ticket_id: str, caller: Anyone) -> Response:
    """One ticket, in the dialect of the name it is asked by."""
    row = await readable(request, caller, ticket_id)
    body = ticket_body_v1(row) if asked_in_2025(ticket_id) else ticket_body(row)
    return json_response({"success": True, "ticket": body})


def sav_body(row: Row) -> dict[str, Any]:
    """What the SAV routes say of a claim beside `ticket_body`."""
    return {
        "warranty_component": row["warranty"]["component"],
        "problem_confidence": row["problem_confidence"],
        "rights": row["warranty"],
    }


def _standing(connection: Connection, row: RowMapping, now: datetime, language: str) -> Any:
    """Where a claim stands: its progress, evidence, clocks."""
    changes = history.statuses(connection, row["number"])
    pieces = evidence.of(connection, row["number"])
    found = evidence.completeness(
        row["problem_category"], row["computed_priority"], pieces, language
    )
    # What ended no longer waits, nor does its clock run.
    due = deadlines.deadlines(
        row["computed_priority"],
        row["created_at"],
        row["ended_at"] or now,
        deadlines.pauses(changes),
    )
    law = clocks.legal_clock(row)
    return {
        "completion_percentage": COMPLETION_PERCENT[row["status"]],
        "next_milestone": NEXT_MILESTONES[row["status"]],
        "evidence_count": len(pieces),
        "evidence": [evidence.body(piece, language) for piece in pieces],
        "missing_evidence": evidence.missing_body(found),
        "sla_intervention_deadline": iso(progress.intervention_due(row, now)),
        "intervals": [
            {"start": iso(each.start), "end": iso(each.end), "paused": each.paused}
            for each in due.intervals
        ],
        "legal_clock": law
        and {
            "warn_staff_on": wire.iso_day(law.warn_staff_on),
            "tell_customer_on": wire.iso_day(law.tell_customer_on),
        },
        "waiting_since": _instant(row["waiting_since"]),
        "responded_at": _instant(row["responded_at"]),
        "escalated_at": _instant(row["escalated_at"]),
        "ended_at": _instant(row["ended_at"]),
        "rating": row["rating"],
        "merged_into": wire.ticket_id(row["merged_into"]) if row["merged_into"] else None,
    }


def _instant(at: datetime | None) -> str | None:
    return iso(at) if at else None


@router.get("/api/sav/ticket/{ticket_id}", tags=["SAV"])
async def read_status(request: Request, ticket_id: str, caller: Anyone) -> Response:
    """Where a claim stands."""
    platform: Platform = request.app.state.platform
    row = await readable(request, caller, ticket_id)
    language = preferred_language(request.headers)
    works_here = is_staff(caller)

    def told(connection: Connection) -> dict[str, Any]:
        return {
            "actions_count": len(history.entries(connection, row["number"], staff=works_here)),
            **_standing(connection, row, platform.clock.now(), language),
        }

    body = ticket_body(row) | (ticket_body_v1(row) if asked_in_2025(ticket_id) else {})
    body |= sav_body(row) | await platform.db.read(told)
    if works_here:
        body["assigned_to"] = await platform.db.read(colleagues.named, row["assigned_to"])
        body["customer_replied_at"] = _instant(row["customer_replied_at"])
        body["allowed_transitions"] = sorted(deadlines.TRANSITIONS[row["status"]])
    return json_response({"success": True, "ticket": body})


@router.get("/api/sav/ticket/{ticket_id}/history", tags=["SAV"])
async def read_history(request: Request, ticket_id: str, caller: Anyone) -> Response:
    """Everything that was done to a claim, oldest first."""
    platform: Platform = request.app.state.platform
    row = await readable(request, caller, ticket_id)

    done = await platform.db.read(partial(history.entries, staff=is_staff(caller)), row["number"])
    return json_response(
        {
            "success": True,
            "ticket_id": ticket_id,
            "actions": [
                {
                    "action_id": f"ACT-{entry['seq']:03}",
                    "timestamp": iso(entry["at"]),
                    "actor": entry["actor"],
                    "action_type": entry["action_type"],
                    "description": entry["description"],
                    "metadata": entry["metadata"],
                    **({"internal": True} if entry["internal"] else {}),
                }
                for entry in done
            ],
        }
    )
