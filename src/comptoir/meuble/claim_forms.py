"""Claims that are posted as a whole: the ticket forms of both documents, and the SAV form.

Serves `POST /api/tickets` and `POST /api/sav/create-claim`. What the caller leaves out is read
from the description; danger is read from it always, by the deterministic reader.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Request
from pydantic import BeforeValidator, Field
from sqlalchemy import Connection
from starlette.responses import Response

from comptoir.brain import ProblemReading, signals
from comptoir.brain.offline.reader import LONG_TEXT_CHARS
from comptoir.kernel.bodies import Body, answer_response, once_of
from comptoir.kernel.callers import Caller, preferred_language
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, kept, once
from comptoir.meuble import (
    claims,
    history,
    order_access,
    orders,
    rights,
    tickets,
    triage,
    wire,
)
from comptoir.meuble.access import Anyone, GuardedRoute, is_staff
from comptoir.meuble.claims import Claim, Said
from comptoir.meuble.dialogue import (
    CRITICAL,
    UNCLASSIFIED_CATEGORY,
    UNCLASSIFIED_SEVERITY,
    UNNAMED_DANGER,
)
from comptoir.meuble.models import Row
from comptoir.meuble.orders import Order
from comptoir.meuble.skill import SKILL
from comptoir.meuble.skill.safety import advice
from comptoir.platform import Platform

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
GIVEN_BY_CALLER: Final = 1.0
"""How sure we are of a category and a severity that the caller chose."""


# ── What is sent ──────────────────────────────────────────────────────────────────────────


def _day(given: Any) -> Any:
    """The day of an ISO date or instant."""
    if given is None:
        return None
    try:
        day = datetime.fromisoformat(given).date() if isinstance(given, str) else None
    except ValueError:
        day = None
    if day is None or not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(Text("date ISO 8601 attendue", "ISO 8601 date expected"))
    return day


_SEVERITY_WORDS: Final = ", ".join((*triage.SEVERITY_POINTS, *triage.V1_SEVERITIES))


def _severity(given: Any) -> Any:
    """A severity, by the word of either document."""
    if not isinstance(given, str):
        return given
    severity = triage.V1_SEVERITIES.get(given.strip().lower(), given.strip().capitalize())
    if severity not in triage.SEVERITY_POINTS:
        raise ValueError(
            Text(f"valeur attendue : {_SEVERITY_WORDS}", f"expected value: {_SEVERITY_WORDS}")
        )
    return severity


Words = Annotated[str, Field(max_length=200)]
Reference = Annotated[str, Field(min_length=1, max_length=2048)]
References = Annotated[tuple[Reference, ...], Field(max_length=wire.MAXIMUM_PHOTOS)]
Description = Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_MESSAGE_CHARS)]
Day = Annotated[date | None, BeforeValidator(_day)]
Severity = Annotated[str | None, BeforeValidator(_severity)]
Euros = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]


class TicketForm(Body):
    """The ticket of either document: of 2026 with `order_number`, of 2025 with `customer_id`."""

    order_number: Words | None = None
    customer_id: Words | None = None
    product_sku: Annotated[str, Field(max_length=40)] | None = None
    problem_category: Words | None = None
    problem_severity: Severity = None
    problem_description: Description | None = None
    description: Description | None = None
    priority: Literal["P1", "P2", "P3"] | None = None
    photos: References = ()
    attachments: References = ()


class ClaimForm(Body):
    """The claim of the 2026 document, with what its caller says of the purchase."""

    order_number: Words
    customer_id: Words | None = None
    product_sku: Annotated[str, Field(max_length=40)] | None = None
    product_name: Annotated[str, Field(max_length=120)] | None = None
    problem_description: Description
    problem_category: Words | None = None
    problem_severity: Severity = None
    purchase_date: Day = None
    delivery_date: Day = None
    customer_tier: Annotated[str, Field(max_length=20)] | None = None
    product_value: Euros | None = None
    photos: References = ()


# ── Reading it ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Read:
    """What is wrong, and the dangers that the description tells of."""

    problem: claims.Problem
    dangers: tuple[str, ...]


async def _read(
    platform: Platform, description: str, category: str | None, severity: str | None
) -> _Read:
    """Classify a description, as far as the caller did not."""
    if not description.strip():
        raise Problem(
            400,
            "invalid_request",
            Text("description : texte attendu.", "description: text expected."),
        )
    if len(description) <= LONG_TEXT_CHARS:
        dangers = signals.dangers(description)
    else:
        dangers = await asyncio.to_thread(signals.dangers, description)
    confidence = GIVEN_BY_CALLER
    # A category that the contract does not know is a caller's own word: the description decides.
    known = category if category in rights.COMPONENTS else None
    if known is None or severity is None:
        problem = (await platform.brain.read(description, (), SKILL)).problem
        if problem is not None and problem.severity == CRITICAL and not dangers:
            dangers = (UNNAMED_DANGER,)
        if known is None:
            known, confidence = _category(category, problem)
        severity = severity or (problem.severity if problem else UNCLASSIFIED_SEVERITY)
    return _Read(
        claims.Problem(
            description=description.strip(),
            category=known,
            severity=CRITICAL if dangers else severity,
            confidence=round(confidence, 2),
            danger=bool(dangers),
        ),
        dangers,
    )


def _category(word: str | None, problem: ProblemReading | None) -> tuple[str, float]:
    """The category a description tells of, else the one that `word` of 2025 stands for."""
    if problem is not None and problem.category != UNCLASSIFIED_CATEGORY:
        return problem.category, problem.confidence
    return triage.V1_CATEGORIES.get((word or "").strip().lower(), UNCLASSIFIED_CATEGORY), 0.0


# ── Making it ─────────────────────────────────────────────────────────────────────────────


Show = Callable[[Row, str], dict[str, Any]]
"""A new claim's row, and a language, as what is answered."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form, whichever it was, in our own words."""

    description: str
    category: str | None
    severity: str | None
    order_number: str | None
    said: Said
    photos: tuple[str, ...]
    files_called: str = "photos"
    asked_priority: str | None = None


def _to_classify(sent: _Sent) -> bool:
    return sent.severity is None or sent.category not in rights.COMPONENTS


async def _make(
    request: Request, caller: Caller, sent: _Sent, *, status: str, answer_status: int, show: Show
) -> Response:
    """Make the claim of a form, once."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)
    # A repeat is not classified again; where nothing is to classify, `once` finds it as well.
    repeated = await platform.db.read(kept, once_request) if _to_classify(sent) else None
    if repeated is not None:
        return answer_response(repeated)
    read = await _read(platform, sent.description, sent.category, sent.severity)
    order = None
    if sent.order_number is not None:
        order = await order_access.shown(platform, caller, sent.order_number)
    language = preferred_language(request.headers)
    now = platform.clock.now()

    def effect(connection: Connection) -> Answer:
        row = claims.create(
            connection,
            history.chain(platform.settings.secrets),
            _claim(connection, sent, read.problem, order),
            now,
            status=status,
            actor="staff" if is_staff(caller) else "customer",
            language=language,
            account_id=None if is_staff(caller) else caller.account_id,
        )
        body = show(row, language)
        body["ticket"]["access_token"] = claims.access_token(platform.settings.secrets[0], row)
        if read.dangers:
            body["safety_advice"] = advice(read.dangers, language)
        return Answer(answer_status, {"success": True, **body})

    return answer_response(await platform.db.write(once, once_request, effect))


def _claim(
    connection: Connection, sent: _Sent, problem: claims.Problem, order: Order | None
) -> Claim:
    line = _line(order, sent.said.product_sku) if order else None
    earlier = 0
    if sent.order_number:
        sku = line.sku if line else sent.said.product_sku
        earlier = claims.earlier_claims(connection, sent.order_number, sku)
    return Claim(
        problem=problem,
        order_number=sent.order_number,
        order=order,
        line=line,
        photos=sent.photos,
        earlier_claims=earlier,
        said=sent.said,
        files_called=sent.files_called,
        asked_priority=sent.asked_priority,
    )


def _line(order: Order, sku: str | None) -> orders.Line | None:
    """The article of an order that is meant; None where the order has no such article."""
    if sku is None:
        return order.line_of(None)
    return next((line for line in order.lines if line.sku == sku), None)


router = APIRouter(route_class=GuardedRoute)


@router.post("/api/tickets", status_code=201, tags=["Tickets"])
async def create_ticket(request: Request, body: TicketForm, caller: Anyone) -> Response:
    """A new ticket, in the dialect of the form."""
    if body.order_number is None and body.customer_id is None:
        raise Problem(
            400,
            "invalid_request",
            Text(
                "order_number : champ obligatoire (ou customer_id, pour le document de 2025).",
                "order_number: required field (or customer_id, for the 2025 document).",
            ),
        )
    number = body.order_number
    in_2026 = number is not None
    description = body.problem_description or body.description
    if description is None:
        name = "problem_description" if in_2026 else "description"
        raise Problem(
            400,
            "invalid_request",
            Text(f"{name} : champ obligatoire.", f"{name}: required field."),
        )
    sent = _Sent(
        description=description,
        category=body.problem_category,
        severity=body.problem_severity,
        order_number=None if number is None else wire.checked_order_number(number),
        said=Said(product_sku=body.product_sku, other=_other(body)),
        photos=(*body.photos, *body.attachments)[: wire.MAXIMUM_PHOTOS],
        files_called="photos" if in_2026 else "attachments",
        asked_priority=body.priority or (None if in_2026 else _ASKED.get(body.problem_severity)),
    )
    show = _ticket_of_2026 if in_2026 else _ticket_of_2025
    return await _make(request, caller, sent, status="nouveau", answer_status=201, show=show)


@router.post("/api/sav/create-claim", tags=["SAV"])
async def create_claim(request: Request, body: ClaimForm, caller: Anyone) -> Response:
    """A new claim, with what it needs and what comes next."""
    value = body.product_value
    sent = _Sent(
        description=body.problem_description,
        category=body.problem_category,
        severity=body.problem_severity,
        order_number=wire.checked_order_number(body.order_number),
        said=Said(
            customer_tier=body.customer_tier,
            product_sku=body.product_sku,
            product_name=body.product_name,
            product_value_eur=None if value is None else Decimal(str(value)),
            purchase_date=body.purchase_date,
            delivery_date=body.delivery_date,
            other=_other(body),
        ),
        photos=body.photos,
    )
    return await _make(
        request, caller, sent, status="en_attente_preuves", answer_status=200, show=_claim_body
    )


def _other(body: TicketForm | ClaimForm) -> Mapping[str, str]:
    """What is kept as said for staff, and decides nothing."""
    said = {"customer_id": body.customer_id, "problem_category": body.problem_category}
    return {name: value for name, value in said.items() if value}


_ASKED: Final[Mapping[str | None, str]] = {
    severity: triage.V1_ASKED_PRIORITIES[word] for word, severity in triage.V1_SEVERITIES.items()
}
"""In 2025 a caller asks for a priority by a severity."""


def _ticket_of_2026(row: Row, language: str) -> dict[str, Any]:
    return {"ticket": tickets.ticket_body(row)}


def _ticket_of_2025(row: Row, language: str) -> dict[str, Any]:
    return {"ticket": tickets.ticket_body_v1(row)}


def _claim_body(row: Row, language: str) -> dict[str, Any]:
    created = claims.created_body(row, language)
    told = {
        name: created.pop(name)
        for name in ("evidence_requirements", "required_evidence", "next_steps")
    }
    return {"ticket": tickets.ticket_body(row) | tickets.sav_body(row) | created, **told}
