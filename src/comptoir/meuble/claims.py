"""Claims: what a customer reports, what they are entitled to, and by when we act.

However a claim arrives (conversation, ticket form, SAV form) it is one row here, numbered
without gaps, with a status, a priority, deadlines and a history. What the caller alone says of
themselves (`claimed`) is kept, shown, and never raises a priority.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from comptoir.kernel.clock import iso
from comptoir.kernel.db import insert
from comptoir.kernel.errors import Text
from comptoir.meuble import (
    deadlines,
    evidence_requirements,
    files,
    history,
    rights,
    triage,
    wire,
)
from comptoir.meuble.history import Chain
from comptoir.meuble.models import counters, tickets
from comptoir.meuble.orders import Line, Order

SEND_EVIDENCE = Text("Envoyer les preuves demandées", "Send the evidence asked for")
EXAMINED = Text("Analyse de la demande par un conseiller", "An advisor examines the claim")
ANSWERED = Text(
    "Réponse et solution proposée avant l'échéance", "An answer and a solution by the deadline"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in the customer's words and in the shop's taxonomy."""

    description: str
    category: str
    severity: str
    confidence: float
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim before it is made: what a recap shows, and what a yes creates."""

    problem: Problem
    order_number: str | None = None
    order: Order | None = None
    """The order, when it exists and is the caller's; otherwise only its number is known."""
    line: Line | None = None
    photos: tuple[str, ...] = ()
    earlier_claims: int = 0

    @property
    def claimed(self) -> tuple[str, ...]:
        """What rests on the customer's word alone."""
        return () if self.order else ("order_number",)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say of a claim at one moment."""

    verdict: rights.Verdict
    triage: triage.Triage


def assess(claim: Claim, now: datetime) -> Assessment:
    """Apply the law and the shop's rules to a claim."""
    today = now.date()
    purchase = claim.order.purchase(claim.line) if claim.order else rights.Purchase(None, None)
    verdict = rights.assess(purchase, claim.problem.category, today)
    delivered = purchase.delivery_date
    facts = triage.Facts(
        severity=claim.problem.severity,
        danger=claim.problem.danger,
        covered=verdict.covered,
        tier=claim.order.customer_tier if claim.order else None,
        product_value_eur=claim.line.unit_price_eur if claim.line else None,
        days_since_delivery=(today - delivered).days if delivered else None,
        earlier_claims=claim.earlier_claims,
        claimed=claim.order is None,
    )
    return Assessment(verdict, triage.triage(facts))


def create(
    connection: Connection,
    chain: Chain,
    claim: Claim,
    now: datetime,
    *,
    status: str,
    actor: str,
    account_id: str | None = None,
    conversation_id: str | None = None,
) -> RowMapping:
    """Make the claim, in the transaction of whatever brought it; return its row."""
    assessment = assess(claim, now)
    priority = assessment.triage.priority
    due = deadlines.deadlines(priority, now, now)
    number = _next_number(connection)
    facts = {
        "account_id": account_id,
        "status": status,
        "order_number": claim.order_number,
        "product_sku": claim.line.sku if claim.line else None,
        "product_name": claim.line.name if claim.line else None,
        "problem_description": claim.problem.description,
        "problem_category": claim.problem.category,
        "problem_severity": claim.problem.severity,
        "problem_confidence": claim.problem.confidence,
        "danger": claim.problem.danger,
        "priority": priority,
        "computed_priority": priority,
        "priority_score": assessment.triage.score,
        "priority_factors": [
            {"name": factor.name, "points": factor.points, "detail": factor.detail}
            for factor in assessment.triage.factors
        ],
        "warranty": warranty_body(assessment.verdict),
        "claimed": list(claim.claimed),
        "photos": list(claim.photos),
        "sla_response_deadline": due.response_at,
        "sla_intervention_deadline": due.intervention_at,
        "created_at": now,
    }
    first = history.entry_of(
        chain,
        number,
        1,
        "",
        now,
        actor=actor,
        action_type="ticket_created",
        description="Demande SAV créée",
        metadata={"status": status, "priority": priority},
        facts=facts,
    )
    row = (
        connection.execute(
            tickets.insert()
            .values(
                **facts,
                number=number,
                conversation_id=conversation_id,
                history_length=1,
                history_head=first["digest"],
                updated_at=now,
            )
            .returning(tickets)
        )
        .mappings()
        .one()
    )
    files.attach(connection, claim.photos, number, now)
    history.write_first(connection, first)
    return row


def _next_number(connection: Connection) -> int:
    """The next number, in this transaction: one that is undone leaves no gap."""
    first = insert(connection)(counters).values(name=history.NUMBERING, value=1)
    number: int = connection.execute(
        first.on_conflict_do_update(
            index_elements=[counters.c.name], set_={"value": counters.c.value + 1}
        ).returning(counters.c.value)
    ).scalar_one()
    return number


def find(connection: Connection, number: int) -> RowMapping | None:
    """The claim of this number."""
    return (
        connection.execute(select(tickets).where(tickets.c.number == number))
        .mappings()
        .one_or_none()
    )


def earlier_claims(connection: Connection, order_number: str, sku: str | None) -> int:
    """How many claims were made before for the same article of the same order."""
    same_article = tickets.c.product_sku == sku if sku else tickets.c.product_sku.is_(None)
    return connection.execute(
        select(func.count()).where(tickets.c.order_number == order_number, same_article)
    ).scalar_one()


def access_token(secret: str, row: RowMapping) -> str:
    """The unguessable word that opens this claim to whoever made it.

    Derived, not kept: a repeated request gets the same one.
    """
    named = f"meuble ticket {row['number']} {iso(row['created_at'])}"
    return hmac.new(secret.encode(), named.encode(), hashlib.sha256).hexdigest()[:40]


def token_opens(secrets: tuple[str, ...], row: RowMapping, given: str) -> bool:
    """Whether `given` is this claim's access token, under any secret still in use."""
    return any(
        hmac.compare_digest(access_token(secret, row).encode(), given.encode())
        for secret in secrets
    )


def warranty_body(verdict: rights.Verdict) -> dict[str, Any]:
    """A verdict as the wire shows it."""
    return {
        "covered": verdict.covered,
        "certain": verdict.certain,
        "reason": verdict.reason,
        "basis": verdict.basis,
        "component": verdict.component,
        "until": wire.iso_day(verdict.until),
        "days_left": verdict.days_left if verdict.covered else None,
        "presumption_until": wire.iso_day(verdict.presumption_until),
        "remedies": list(verdict.remedies),
    }


def recap_body(claim: Claim, now: datetime) -> dict[str, Any]:
    """What a customer is shown before they say yes."""
    assessment = assess(claim, now)
    return {
        "order_number": claim.order_number,
        "product_sku": claim.line.sku if claim.line else None,
        "product_name": claim.line.name if claim.line else None,
        "problem_description": claim.problem.description,
        "problem_category": claim.problem.category,
        "problem_severity": claim.problem.severity,
        "priority": assessment.triage.priority,
        "danger": claim.problem.danger,
        "photos": list(claim.photos),
        "warranty": warranty_body(assessment.verdict),
        "claimed": list(claim.claimed),
    }


def created_body(row: RowMapping, language: str) -> dict[str, Any]:
    """What a customer is shown once the claim is made."""
    required = evidence_requirements.evidence_required(
        row["problem_category"], row["computed_priority"], language
    )
    return {
        "ticket_id": wire.ticket_id(row["number"]),
        "status": row["status"],
        "priority": row["priority"],
        "priority_score": row["priority_score"],
        "priority_factors": row["priority_factors"],
        "sla_response_deadline": iso(row["sla_response_deadline"]),
        "sla_intervention_deadline": iso(row["sla_intervention_deadline"]),
        "warranty": row["warranty"],
        "claimed": row["claimed"],
        "evidence_requirements": evidence_requirements.evidence_sentence(required, language),
        "required_evidence": [
            {
                "type": each.type,
                "minimum_count": each.minimum_count,
                "description": each.description,
            }
            for each in required
        ],
        "next_steps": next_steps(row["status"], language),
        "created_at": iso(row["created_at"]),
    }


def next_steps(status: str, language: str) -> list[str]:
    """What happens now, in English for `en`, else in French."""
    steps = [EXAMINED, ANSWERED]
    if status == deadlines.AWAITING_CUSTOMER:
        steps.insert(0, SEND_EVIDENCE)
    return [step.in_language(language) for step in steps]
