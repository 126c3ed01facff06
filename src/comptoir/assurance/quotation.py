"""`POST /api/quotation`: a price from one sentence, kept so that its id gives the same cents again.

`quote` serves the route and the conversation alike.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping, select
from starlette.responses import Response

from comptoir.assurance import events, quote_pdf, quoting, said, wire
from comptoir.assurance.access import Anyone, GuardedRoute
from comptoir.assurance.guarantees import USUAL_DEDUCTIBLE_EUR
from comptoir.assurance.models import quotes
from comptoir.assurance.said import Said
from comptoir.assurance.told import told
from comptoir.assurance.words_of_quotes import (
    CONFLICTS,
    CONTRADICTION,
    NO_CAR,
    OUT_OF_SCOPE,
    SEVERAL,
    UNSUPPORTED,
)
from comptoir.kernel.bodies import Body, answer_response, json_response, once_of
from comptoir.kernel.callers import Caller, preferred_language
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, Once, once
from comptoir.platform import Platform

PARIS = ZoneInfo("Europe/Paris")
_DEDUCTIBLE = re.compile(r"(?:franchise|deductible|excess)\D{0,12}(150|300|600)\b", re.IGNORECASE)
_PRICED = {"quote", "quote_with_defaults"}


class Asked(Body):
    """A quotation in words. `user_id` identifies nobody."""

    query: Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_QUERY_CHARS)]
    user_id: Annotated[str, Field(max_length=200)] | None = None


class Changes(Body):
    """Facts corrected in a quotation, by the names of its `profil`; null forgets one."""

    formula: Literal["tiers", "tiers_plus", "tous_risques"] | None = None
    guarantees: (
        Annotated[
            list[Literal["rc", "vol", "incendie", "bris_glace", "dommages", "assistance"]],
            Field(max_length=6),
        ]
        | None
    ) = None
    deductible: Literal[150, 300, 600] | None = None
    make: Annotated[str, Field(max_length=40)] | None = None
    model: Annotated[str, Field(max_length=40)] | None = None
    vehicle_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    fuel: Literal["essence", "diesel", "hybride", "hybride_rechargeable", "electrique"] | None = (
        None
    )
    fiscal_power: Annotated[int, Field(ge=1, le=200)] | None = None
    driver_age: Annotated[int, Field(ge=17, le=110)] | None = None
    licence_years: Annotated[int, Field(ge=0, le=93)] | None = None
    accompanied_driving: bool | None = None
    insured_years: Annotated[int, Field(ge=0, le=93)] | None = None
    crm: Annotated[float, Field(ge=0.5, le=3.5)] | None = None
    at_fault_claims: Annotated[int, Field(ge=0, le=20)] | None = None
    usage: Literal["prive", "trajet_travail", "tournees", "tous_deplacements"] | None = None
    parking: Literal["garage", "parking_ferme", "rue"] | None = None
    postcode: Annotated[str, Field(pattern=r"^[0-9]{5}$")] | None = None
    city: Annotated[str, Field(max_length=60)] | None = None


class Revised(Body):
    """What to change in a quotation."""

    changes: Changes


@dataclass(frozen=True, slots=True)
class Quoted:
    """A price that is about to be kept."""

    inputs: dict[str, Any]
    answer: dict[str, Any]


def day_of(platform: Platform) -> date:
    """The insurer's day, on which a contract would begin."""
    return platform.clock.now().astimezone(PARIS).date()


# ── Pricing ───────────────────────────────────────────────────────────────────────────────


def quote(text: str, day: date) -> Quoted:
    """The price that a sentence asks for. Raises Problem 400 where none can be told."""
    read = said.read(text, day)
    if read.behaviour not in _PRICED:
        raise failed(read)
    found = _DEDUCTIBLE.search(text)
    deductible_eur = int(found[1]) if found else USUAL_DEDUCTIBLE_EUR
    return priced({"query": text, "slots": read.slots, "deductible": deductible_eur}, day, read)


def priced(inputs: dict[str, Any], day: date, read: Said | None = None) -> Quoted:
    """The price of what was understood. Raises Problem 400 where facts contradict each other."""
    try:
        answer = quoting.quotation(inputs["slots"], day, inputs["deductible"])
    except ValueError:
        conflicts = said.contradictions(inputs["slots"], day) or ["valeurs"]
        raise failed(Said(inputs["slots"], "clarify", conflicts)) from None
    behaviour = read.behaviour if read else "quote_with_defaults"
    return Quoted(inputs | {"day": day.isoformat()}, answer | {"behaviour": behaviour})


def question_of(read: Said) -> Text:
    """What to ask of, or tell, somebody whose sentence has no price."""
    if read.behaviour == "ask":
        return SEVERAL if "models" in read.slots else NO_CAR
    if read.behaviour == "unsupported_vehicle":
        return UNSUPPORTED
    if read.behaviour == "out_of_scope":
        return OUT_OF_SCOPE
    which = [CONFLICTS[each] for each in read.conflicts if each in CONFLICTS]
    return Text(
        CONTRADICTION.fr.format(which=", ".join(each.fr for each in which) or "valeurs"),
        CONTRADICTION.en.format(which=", ".join(each.en for each in which) or "values"),
    )


def failed(read: Said) -> Problem:
    """A sentence that has no price, and why."""
    question = question_of(read)
    return Problem(
        400,
        "quotation_failed",
        question,
        behaviour=read.behaviour,
        missing=["vehicle"] if read.behaviour == "ask" else [],
        conflicts=read.conflicts,
        question=question,
        profil=read.slots,
    )


# ── Keeping ───────────────────────────────────────────────────────────────────────────────


def keep(
    connection: Connection, quoted: Quoted, account_id: str | None, now: datetime
) -> dict[str, Any]:
    """Keep a price; its whole answer, with its id and until when it holds."""
    quote_id = secrets.token_urlsafe(24)
    until = quoting.valid_until(date.fromisoformat(quoted.inputs["day"]))
    answer = {
        "id": quote_id,
        **quoted.answer,
        "date": iso(now),
        "valable_jusqu_au": until.isoformat(),
    }
    connection.execute(
        quotes.insert().values(
            id=quote_id,
            account_id=account_id,
            tariff_version=answer["tarif_version"],
            inputs=quoted.inputs,
            answer=answer,
            premium_cents=round(answer["prime_annuelle"] * 100),
            created_at=now,
            valid_until=until,
        )
    )
    told = {"quotation_id": quote_id, "prime_annuelle": answer["prime_annuelle"]}
    events.emit(connection, "quotation.generated", told, now)
    return answer


def find(connection: Connection, quote_id: str, caller: Caller) -> RowMapping:
    """A kept quotation: its id is the right to it; a customer's is theirs alone.

    Raises Problem 404.
    """
    row = connection.execute(select(quotes).where(quotes.c.id == quote_id)).mappings().first()
    if row is None or (row["account_id"] and row["account_id"] != caller.account_id):
        raise wire.not_found()
    return row


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Devis"])


async def _answer(
    request: Request, caller: Caller, once_request: Once | None, quoted: Quoted
) -> Response:
    platform: Platform = request.app.state.platform
    language = preferred_language(request.headers)
    now = platform.clock.now()

    def effect(connection: Connection) -> Answer:
        kept = keep(connection, quoted, caller.account_id, now)
        return Answer(200, {"success": True, "quotation": told(kept, language)})

    return answer_response(await platform.db.write(once, once_request, effect))


@router.post("/api/quotation", status_code=200)
async def make(request: Request, body: Asked, caller: Anyone) -> Response:
    """A price from one sentence."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)
    return await _answer(request, caller, once_request, quote(body.query, day_of(platform)))


@router.get("/api/quotation/{quotation_id}")
async def show(request: Request, quotation_id: str, caller: Anyone) -> Response:
    """The same cents again, whatever the tariff has become."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(find, quotation_id, caller)
    answer = told(row["answer"], preferred_language(request.headers))
    return json_response({"success": True, "quotation": answer})


@router.post("/api/quotation/{quotation_id}/revise", status_code=200)
async def revise(request: Request, quotation_id: str, body: Revised, caller: Anyone) -> Response:
    """Another quotation, with some facts corrected."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)
    row = await platform.db.read(find, quotation_id, caller)
    inputs = revised(row["inputs"], body.changes.model_dump(exclude_unset=True))
    day = day_of(platform)
    conflicts = said.contradictions(inputs["slots"], day)
    if conflicts:
        raise failed(Said(inputs["slots"], "clarify", conflicts))
    return await _answer(request, caller, once_request, priced(inputs, day))


def revised(inputs: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """What was understood, with what was corrected in it."""
    slots, changes = dict(inputs["slots"]), dict(changes)
    deductible_eur = changes.pop("deductible", None) or inputs["deductible"]
    if {"postcode", "city"} & changes.keys():
        for name in ("postcode", "city", "departement"):
            slots.pop(name, None)
    if "vehicle_year" in changes:
        slots.pop("vehicle_age", None)
    if "licence_years" in changes:
        for name in ("licence_year", "licence_age", "novice"):
            slots.pop(name, None)
    if "formula" in changes:
        slots.pop("guarantees", None)
    for name, value in changes.items():
        if value is None:
            slots.pop(name, None)
        else:
            slots[name] = value
    return {"query": inputs["query"], "slots": slots, "deductible": deductible_eur}


@router.get(
    "/api/quotation/{quotation_id}/pdf",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}},
)
async def as_pdf(request: Request, quotation_id: str, caller: Anyone) -> Response:
    """The quotation as a document, with the product information document."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(find, quotation_id, caller)
    language = preferred_language(request.headers)
    content = await quote_pdf.drawn(told(row["answer"], language))
    name = "quotation" if language == "en" else "devis"
    return Response(
        content,
        media_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}-{quotation_id[:8]}.pdf"'},
    )
