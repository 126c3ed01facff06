"""Claims: what a customer reports, what they are entitled to, and by when we act.

However a claim arrives (conversation, ticket form, SAV form) it is one row here, numbered
without gaps, with a status, a priority, deadlines and a history. What the caller alone says of
themselves (`claimed`) is kept, shown, and never raises a priority.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, Executable, RowMapping, func, select, update

from comptoir.kernel import errors
from comptoir.kernel.clock import iso
from comptoir.kernel.db import insert_of
from comptoir.kernel.errors import Text
from comptoir.kernel.prepared import PreparedWrite
from comptoir.meuble import (
    alerts,
    deadlines,
    evidence,
    evidence_requirements,
    files,
    history,
    orders,
    progress,
    resolution,
    rights,
    ticket_search,
    triage,
    wire,
)
from comptoir.meuble.history import Chain
from comptoir.meuble.models import Row, counters, tickets
from comptoir.meuble.models import evidence as evidence_rows
from comptoir.meuble.orders import Line, Order

ANALYSIS: Final = "en_analyse"
BEFORE_ANALYSIS: Final = frozenset({"nouveau", "en_attente_preuves"})
EVIDENCE_ADDED: Final[Mapping[str, str]] = {
    "photo": "Photo ajoutée",
    "video": "Vidéo ajoutée",
    "document": "Document ajouté",
    "receipt": "Justificatif ajouté",
}
SEND_EVIDENCE = Text("Envoyer les preuves demandées", "Send the evidence asked for")
EXAMINED = Text("Analyse de la demande par un conseiller", "An advisor examines the claim")
SETTLED = Text("Rien à faire : la demande est réglée", "Nothing to do: the claim is settled")
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
class Said:
    """What the caller says of themselves and of the purchase. An order decides; this alone earns
    nothing, but for the dates, which count until staff have checked them."""

    customer_tier: str | None = None
    product_sku: str | None = None
    product_name: str | None = None
    product_value_eur: Decimal | None = None
    purchase_date: date | None = None
    delivery_date: date | None = None
    other: Mapping[str, str] = field(default_factory=dict)
    """What is kept for staff to read."""

    def as_json(self) -> dict[str, Any]:
        """This as it is kept with the claim."""
        value = self.product_value_eur
        kept = {
            "customer_tier": self.customer_tier,
            "product_sku": self.product_sku,
            "product_name": self.product_name,
            "product_value": None if value is None else str(value),
            "purchase_date": wire.iso_day(self.purchase_date),
            "delivery_date": wire.iso_day(self.delivery_date),
            **self.other,
        }
        return {name: each for name, each in kept.items() if each is not None}


NOTHING_SAID: Final = Said()
UNCONFIRMED: Final = (
    *("customer_tier", "product_sku", "product_name"),
    *("product_value", "purchase_date", "delivery_date"),
)


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
    said: Said = NOTHING_SAID
    files_called: str = "photos"
    """The caller's word for `photos`, where some of them cannot be opened."""
    asked_priority: str | None = None
    """The priority the caller asks for: shown, and followed by nothing else."""

    @property
    def claimed(self) -> tuple[str, ...]:
        """What rests on the customer's word alone."""
        said = self.said.as_json()
        names = ["order_number"] if self.order is None and self.order_number else []
        if self.order is None:
            names += [name for name in UNCONFIRMED if name in said]
        elif self.line is None and "product_sku" in said:
            names.append("product_sku")
        return tuple(names)

    @property
    def product_sku(self) -> str | None:
        """The article, as the order has it, else as the caller says."""
        return self.line.sku if self.line else self.said.product_sku

    @property
    def product_name(self) -> str | None:
        """The article's name, as the order has it, else as the caller says."""
        return self.line.name if self.line else self.said.product_name

    @property
    def purchase(self) -> rights.Purchase:
        """What the law asks about: of the order, else of what the caller says."""
        if self.order is not None:
            return self.order.purchase(self.line)
        return rights.Purchase(self.said.purchase_date, self.said.delivery_date)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say of a claim at one moment."""

    verdict: rights.Verdict
    triage: triage.Triage


def assess(claim: Claim, now: datetime) -> Assessment:
    """Apply the law and the shop's rules to a claim."""
    today = now.date()
    purchase, order, said = claim.purchase, claim.order, claim.said
    verdict = rights.assess(purchase, claim.problem.category, today)
    if order is None and verdict.covered:
        verdict = replace(verdict, certain=False)
    delivered = purchase.delivery_date
    value_eur = claim.line.unit_price_eur if claim.line else None
    facts = triage.Facts(
        severity=claim.problem.severity,
        danger=claim.problem.danger,
        covered=verdict.covered,
        tier=order.customer_tier if order else said.customer_tier,
        product_value_eur=value_eur if order else said.product_value_eur,
        days_since_delivery=(today - delivered).days if delivered else None,
        earlier_claims=claim.earlier_claims,
        claimed=order is None,
    )
    return Assessment(verdict, triage.triage(facts))


# ── Making one ────────────────────────────────────────────────────────────────────────────

_ADD = PreparedWrite(lambda _: tickets.insert(), *tickets.columns.keys())


def create(
    connection: Connection,
    chain: Chain,
    claim: Claim,
    now: datetime,
    *,
    status: str,
    actor: str,
    language: str = "fr",
    account_id: str | None = None,
    conversation_id: str | None = None,
) -> Row:
    """Make the claim, in the transaction of whatever brought it; return its row.

    Its photos become evidence. A claim that waits for evidence and has it all goes on to analysis;
    one that our own records settle (`resolution`) is resolved. Staff are told of danger.
    """
    row, first, pieces = _new(connection, chain, claim, now, status, actor, language, account_id)
    row["conversation_id"] = conversation_id
    _ADD.first(connection, row)
    files.attach(connection, claim.photos, row["number"], now)
    evidence.write(connection, pieces)
    history.write_first(connection, first)
    progress.wind(connection, row["number"], row["sla_response_deadline"])
    if row["danger"]:
        alerts.danger_reported(connection, row, now)
    if resolution.applies(claim, row):
        return resolution.resolve(connection, chain, row, now)
    if status == deadlines.AWAITING_CUSTOMER and pieces:
        return _go_on_if_complete(connection, chain, row, pieces, now)
    return row


def _new(
    connection: Connection,
    chain: Chain,
    claim: Claim,
    now: datetime,
    status: str,
    actor: str,
    language: str,
    account_id: str | None,
) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    """The row of a claim, the first entry of its history, and the rows of its evidence."""
    assessment = assess(claim, now)
    computed = assessment.triage.priority
    asked = claim.asked_priority
    due = deadlines.deadlines(computed, now, now)
    number = _next_number(connection)
    viewable = [photo for photo in claim.photos if evidence.may_be(photo)]
    pieces = evidence.rows_of(
        connection,
        number,
        [evidence.Piece(photo) for photo in viewable],
        now,
        actor=actor,
        delivery_date=claim.order.delivery_date if claim.order else None,
    )
    unreadable = any(
        piece["file_token"] is None and not evidence.is_link(piece["url"]) for piece in pieces
    )
    claimed = list(claim.claimed)
    if unreadable or len(viewable) < len(claim.photos):
        claimed.append(claim.files_called)
    facts = {
        "account_id": account_id,
        "status": status,
        "order_number": claim.order_number,
        "product_sku": claim.product_sku,
        "product_name": claim.product_name,
        "problem_description": claim.problem.description,
        "problem_category": claim.problem.category,
        "problem_severity": claim.problem.severity,
        "problem_confidence": claim.problem.confidence,
        "danger": claim.problem.danger,
        # Danger is P1 whatever a caller asks for.
        "priority": computed if asked is None or claim.problem.danger else asked,
        "computed_priority": computed,
        "priority_score": assessment.triage.score,
        "priority_factors": [
            {"name": factor.name, "points": factor.points, "detail": factor.detail}
            for factor in assessment.triage.factors
        ],
        "warranty": warranty_body(assessment.verdict)
        | {"contracted_on": wire.iso_day(claim.purchase.contracted_on)},
        "claimed": claimed,
        "said": claim.said.as_json(),
        "photos": list(claim.photos),
        "language": language,
        "sla_response_deadline": due.response_at,
        "sla_intervention_deadline": due.intervention_at,
        "waiting_since": now if status == deadlines.AWAITING_CUSTOMER else None,
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
        metadata={"status": status, "priority": facts["priority"]},
        facts=facts,
        evidence_rows=pieces,
    )
    row = {
        **NEVER_SO_FAR,
        **facts,
        "number": number,
        "history_length": 1,
        "history_head": first["digest"],
        "updated_at": now,
    }
    return row, first, pieces


NEVER_SO_FAR: Final[Mapping[str, Any]] = {
    "auto_resolved": False,
    "resolution_type": None,
    "assigned_to": None,
    "merged_into": None,
    "responded_at": None,
    "ended_at": None,
    "escalated_at": None,
    "customer_replied_at": None,
    "rating": None,
    "rating_comment": None,
    "rated_at": None,
    "erased_at": None,
}


def _go_on_if_complete(
    connection: Connection,
    chain: Chain,
    row: Row,
    pieces: Sequence[Row],
    now: datetime,
) -> Row:
    """The claim, gone on to analysis if it waited for evidence that is now all there."""
    found = evidence.completeness(row["problem_category"], row["computed_priority"], pieces)
    if not found.complete or row["status"] not in BEFORE_ANALYSIS:
        return row
    facts = progress.facts_of_move(row, ANALYSIS, now)
    history.append(
        connection,
        chain,
        row["number"],
        now,
        actor="system",
        action_type="status_changed",
        description="Preuves complètes, analyse du dossier",
        metadata={"from": row["status"], "to": ANALYSIS},
        facts=facts,
    )
    return {**row, **facts, "updated_at": now}


def _next_number(connection: Connection) -> int:
    """The next number, in this transaction: one that is undone leaves no gap."""
    number: int = _NUMBERING.first(connection, {})[0]
    return number


def _numbering(dialect: str) -> Executable:
    first = insert_of(dialect)(counters).values(name=history.NUMBERING, value=1)
    found: Executable = first.on_conflict_do_update(
        index_elements=[counters.c.name], set_={"value": counters.c.value + 1}
    ).returning(counters.c.value)
    return found


_NUMBERING = PreparedWrite(_numbering)


# ── Evidence ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class EvidenceAdded:
    """What adding evidence to a claim came to."""

    row: Row
    """The claim's row, as it is now."""
    added: Sequence[Mapping[str, Any]]
    all: Sequence[Row]
    """Every piece the claim has."""

    def completeness(self, language: str) -> evidence.Completeness:
        """What the claim has and lacks."""
        return evidence.completeness(
            self.row["problem_category"], self.row["computed_priority"], self.all, language
        )


def add_evidence(
    connection: Connection,
    chain: Chain,
    number: int,
    pieces: Sequence[evidence.Piece],
    now: datetime,
    *,
    actor: str,
) -> EvidenceAdded:
    """Add evidence to a claim that the caller may change; complete, it goes on to analysis.

    `actor` is `customer` or `staff`. Nothing is fetched. Raises LookupError without such a claim,
    Problem 409 for one that has ended, was merged, or has as much as it can have, and 400 for a
    file offered as what it is not.
    """
    row = progress.held_number(connection, number)
    if row is None:
        raise LookupError(f"there is no claim {number}")
    progress.check_room(row)
    if row["status"] in progress.ENDED:
        raise _ended()
    kept = evidence.of(connection, number)
    delivery_date = None
    if row["order_number"] and "order_number" not in row["claimed"]:
        order = orders.find(connection, row["order_number"])
        delivery_date = order.delivery_date if order else None
    added = evidence.rows_of(
        connection, number, pieces, now, actor=actor, kept=kept, delivery_date=delivery_date
    )
    files.attach(connection, [piece.reference for piece in pieces], number, now)
    evidence.write(connection, added)
    for piece in added:
        history.append(
            connection,
            chain,
            number,
            now,
            actor=actor,
            action_type="evidence_added",
            description=EVIDENCE_ADDED[piece["evidence_type"]],
            metadata={"evidence_type": piece["evidence_type"], "quality": piece["quality"]},
            evidence_rows=[piece],
        )
    everything: list[Row] = [*kept, *added]
    return EvidenceAdded(
        _go_on_if_complete(connection, chain, row, everything, now), added, everything
    )


def _ended() -> errors.Problem:
    return errors.Problem(
        409,
        "ticket_ended",
        Text(
            "Cette demande est terminée. Rouvrez-la, ou faites-en une nouvelle.",
            "This claim has ended. Reopen it, or make a new one.",
        ),
    )


# ── Forgetting a person ───────────────────────────────────────────────────────────────────


def forget_person(
    connection: Connection, chain: Chain, account_id: str, now: datetime
) -> list[int]:
    """Empty the claims of an account of what is personal; the numbers of these claims.

    Number, status, category, severity, priorities and dates stay, and the history still verifies.
    The files that were sent are the caller's to expire.
    """
    numbers = list(
        connection.scalars(
            select(tickets.c.number)
            .where(tickets.c.account_id == account_id)
            .order_by(tickets.c.number)
            .with_for_update()
        )
    )
    for number in numbers:
        forget(connection, chain, number, now)
    return numbers


def forget(connection: Connection, chain: Chain, number: int, now: datetime) -> None:
    """Empty one claim of what is personal."""
    connection.execute(
        update(tickets)
        .where(tickets.c.number == number)
        .values(
            account_id=None,
            conversation_id=None,
            order_number=None,
            problem_description="",
            said={},
            photos=[],
            rating_comment=None,
        )
    )
    connection.execute(
        update(evidence_rows)
        .where(evidence_rows.c.ticket_number == number)
        .values(
            url=None, file_token=None, description=None, metadata={}, analysis={"similar": False}
        )
    )
    ticket_search.forget(connection, [number])
    history.erase(connection, chain, number, now)


# ── Reading ───────────────────────────────────────────────────────────────────────────────


def find(connection: Connection, number: int) -> RowMapping | None:
    """The claim of this number."""
    return (
        connection.execute(select(tickets).where(tickets.c.number == number))
        .mappings()
        .one_or_none()
    )


def surviving(connection: Connection, row: RowMapping) -> RowMapping:
    """The claim in which this one goes on, if it was merged; else itself."""
    while row["merged_into"] is not None:
        merged = select(tickets).where(tickets.c.number == row["merged_into"])
        row = connection.execute(merged).mappings().one()
    return row


def earlier_claims(connection: Connection, order_number: str, sku: str | None) -> int:
    """How many claims were made before for the same article of the same order.

    Two that were merged are one.
    """
    same_article = tickets.c.product_sku == sku if sku else tickets.c.product_sku.is_(None)
    return connection.execute(
        select(func.count()).where(
            tickets.c.order_number == order_number, same_article, tickets.c.merged_into.is_(None)
        )
    ).scalar_one()


def access_token(secret: str, row: Row) -> str:
    """The unguessable word that opens this claim to whoever made it.

    Derived, not kept: a repeated request gets the same one.
    """
    named = f"meuble ticket {row['number']} {iso(row['created_at'])}"
    return hmac.new(secret.encode(), named.encode(), hashlib.sha256).hexdigest()[:40]


def token_opens(secrets: tuple[str, ...], row: Row, given: str) -> bool:
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
        "product_sku": claim.product_sku,
        "product_name": claim.product_name,
        "problem_description": claim.problem.description,
        "problem_category": claim.problem.category,
        "problem_severity": claim.problem.severity,
        "priority": assessment.triage.priority,
        "danger": claim.problem.danger,
        "photos": list(claim.photos),
        "warranty": warranty_body(assessment.verdict),
        "claimed": list(claim.claimed),
    }


def created_body(row: Row, language: str) -> dict[str, Any]:
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
        "required_evidence": required_body(required),
        "next_steps": next_steps(row["status"], language),
        "created_at": iso(row["created_at"]),
    }


def required_body(required: Sequence[evidence_requirements.Requirement]) -> list[dict[str, Any]]:
    """What a claim needs, as the wire lists it."""
    return [
        {
            "type": each.type,
            "minimum_count": each.minimum_count,
            "description": each.description,
        }
        for each in required
    ]


def next_steps(status: str, language: str) -> list[str]:
    """What happens now, in English for `en`, else in French."""
    if status in progress.ENDED:
        return [SETTLED.in_language(language)]
    steps = [EXAMINED, ANSWERED]
    if status == deadlines.AWAITING_CUSTOMER:
        steps.insert(0, SEND_EVIDENCE)
    return [step.in_language(language) for step in steps]
