"""A customer's own: contracts, quotations, claims; their certificates; all of it to take along.

Everything is looked up through its owner, so that somebody else's is simply not found.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection, RowMapping, select
from starlette.responses import Response

from comptoir.assurance import accounts, certificates, documents, personal, wire
from comptoir.assurance.access import GuardedRoute, Person
from comptoir.assurance.conversations import speaker
from comptoir.assurance.models import (
    claims,
    contracts,
    conversations,
    messages,
    quotes,
    withdrawals,
)
from comptoir.assurance.skill.quote_words import kind_words
from comptoir.assurance.told import told
from comptoir.assurance.words_of_quotes import FORMULAS
from comptoir.kernel import tokens
from comptoir.kernel.bodies import json_response
from comptoir.kernel.callers import preferred_language
from comptoir.kernel.clock import iso
from comptoir.platform import Platform

MAXIMUM_LISTED = 100


def contract_body(row: RowMapping, language: str) -> dict[str, Any]:
    """A contract as its owner sees it, its label in their `language`."""
    return {
        "numero": row["number"],
        "statut": row["status"],
        "formule": row["formula"],
        "formule_libelle": FORMULAS[row["formula"]].in_language(language),
        "vehicule": row["vehicle"],
        "immatriculation": row["registration"],
        "prime_annuelle": row["premium_cents"] / 100,
        "crm": row["crm_hundredths"] / 100,
        "franchise": row["deductible_eur"],
        "debut": row["begins_on"].isoformat(),
        "echeance": row["renews_on"].isoformat(),
    }


def quote_body(row: RowMapping) -> dict[str, Any]:
    """A quotation in a list."""
    profile: Mapping[str, Any] = row["answer"]["profil"]
    car = " ".join(str(profile[name]) for name in ("make", "model") if name in profile)
    return {
        "id": row["id"],
        "vehicule": car,
        "formule": row["answer"]["formule"],
        "prime_annuelle": row["premium_cents"] / 100,
        "date": iso(row["created_at"]),
        "valable_jusqu_au": row["valid_until"].isoformat(),
    }


def claim_body(row: RowMapping, language: str) -> dict[str, Any]:
    """A claim as its owner sees it, its label in their `language`."""
    return {
        "numero": row["number"],
        "contrat": row["contract_number"],
        "type": row["kind"],
        "type_libelle": kind_words(row["kind"], language),
        "date": row["happened"],
        "lieu": row["place"],
        "circonstances": row["circumstances"],
        "blesses": row["injured"],
        "statut": row["status"],
        "indemnite": None if row["paid_cents"] is None else row["paid_cents"] / 100,
        "declare_le": iso(row["created_at"]),
    }


def contracts_of(connection: Connection, account_id: str) -> list[RowMapping]:
    """An account's contracts, newest first."""
    statement = select(contracts).where(contracts.c.account_id == account_id)
    ordered = statement.order_by(contracts.c.begins_on.desc(), contracts.c.number)
    return list(connection.execute(ordered).mappings())


def quotes_of(connection: Connection, account_id: str) -> list[RowMapping]:
    """An account's latest quotations, newest first."""
    statement = select(quotes).where(quotes.c.account_id == account_id)
    ordered = statement.order_by(quotes.c.created_at.desc(), quotes.c.id).limit(MAXIMUM_LISTED)
    return list(connection.execute(ordered).mappings())


def claims_of(connection: Connection, account_id: str) -> list[RowMapping]:
    """An account's claims, newest first."""
    statement = select(claims).where(claims.c.account_id == account_id)
    ordered = statement.order_by(claims.c.created_at.desc(), claims.c.number.desc())
    return list(connection.execute(ordered).mappings())


def everything_of(connection: Connection, account_id: str, language: str) -> dict[str, Any]:
    """Contracts, quotations and claims, each newest first, their labels in `language`."""
    return {
        "contrats": [contract_body(row, language) for row in contracts_of(connection, account_id)],
        "devis": [quote_body(row) for row in quotes_of(connection, account_id)],
        "sinistres": [claim_body(row, language) for row in claims_of(connection, account_id)],
    }


def contract_of(connection: Connection, account_id: str, number: str) -> RowMapping:
    """One of an account's contracts. Raises Problem 404."""
    for row in contracts_of(connection, account_id):
        if row["number"] == number:
            return row
    raise wire.not_found()


def export_of(connection: Connection, account_id: str, language: str) -> dict[str, Any]:
    """All that is kept of a customer (GDPR, art. 15 and 20), told in `language`."""
    account = accounts.find(connection, account_id)
    if account is None:
        raise wire.not_found()
    talks = select(conversations).where(conversations.c.account_id == account_id)
    return {
        "compte": {
            "email": account["email"],
            "nom": account["full_name"],
            "role": account["role"],
            "cree_le": iso(account["created_at"]),
        },
        **everything_of(connection, account_id, language),
        "devis_complets": [
            told(row["answer"], language) for row in quotes_of(connection, account_id)
        ],
        "renonciations": [
            {"numero": row.number, "contrat": row.contract_number, "recue_le": iso(row.received_at)}
            for row in connection.execute(
                select(withdrawals).where(withdrawals.c.account_id == account_id)
            )
        ],
        "conversations": [
            {
                "commencee_le": iso(talk.created_at),
                "messages": [
                    {"role": speaker(m.role), "content": m.content, "date": iso(m.created_at)}
                    for m in connection.execute(
                        select(messages)
                        .where(messages.c.session_id == talk.session_id)
                        .order_by(messages.c.seq)
                    )
                ],
            }
            for talk in connection.execute(talks)
        ],
        "connexions": [
            {"debut": iso(each["created_at"]), "fin": iso(each["expires_at"])}
            for each in tokens.families_of(connection, wire.SERVICE, account_id)
        ],
    }


router = APIRouter(route_class=GuardedRoute, tags=["Données personnelles"])


@router.get("/api/personal-data")
async def personal_data(request: Request, caller: Person) -> Response:
    """One's contracts, quotations and claims."""
    platform: Platform = request.app.state.platform
    language = preferred_language(request.headers)
    found = await platform.db.read(everything_of, str(caller.account_id), language)
    return json_response({"success": True, "data": found})


@router.get("/api/personal-data/export")
async def export(request: Request, caller: Person) -> Response:
    """All that is kept of oneself, to take along."""
    platform: Platform = request.app.state.platform
    language = preferred_language(request.headers)
    found = await platform.db.read(export_of, str(caller.account_id), language)
    name = "my-data" if language == "en" else "mes-donnees"
    return json_response(
        {"success": True, "data": found},
        headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
    )


@router.delete("/api/personal-data", status_code=200)
async def erase(request: Request, caller: Person) -> Response:
    """Erase oneself, with everything that is kept."""
    platform: Platform = request.app.state.platform

    def forget(connection: Connection) -> None:
        account = accounts.find(connection, str(caller.account_id))
        if account is not None:
            personal.erase(connection, account, platform.clock.now())

    await platform.db.write(forget)
    return json_response({"success": True})


def _pdf(content: bytes, name: str) -> Response:
    return Response(
        content,
        media_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


_PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}


def _papers(
    connection: Connection, account_id: str, number: str
) -> tuple[RowMapping, RowMapping | None, list[RowMapping]]:
    contract = contract_of(connection, account_id, number)
    of_contract = [
        row for row in claims_of(connection, account_id) if row["contract_number"] == number
    ]
    return contract, accounts.find(connection, account_id), of_contract


@router.get("/api/contracts/{number}/attestation", response_class=Response, responses=_PDF)
async def attestation(request: Request, number: str, caller: Person) -> Response:
    """The certificate that a car is insured."""
    platform: Platform = request.app.state.platform
    contract, account, _ = await platform.db.read(_papers, str(caller.account_id), number)
    now: datetime = platform.clock.now()
    content = await documents.drawn(lambda: certificates.attestation(contract, account, now))
    return _pdf(content, f"attestation-{number}")


@router.get("/api/contracts/{number}/releve-information", response_class=Response, responses=_PDF)
async def record(request: Request, number: str, caller: Person) -> Response:
    """The record of the coefficient and claims that another insurer asks for."""
    platform: Platform = request.app.state.platform
    contract, account, own = await platform.db.read(_papers, str(caller.account_id), number)
    now: datetime = platform.clock.now()
    content = await documents.drawn(lambda: certificates.record(contract, account, own, now))
    return _pdf(content, f"releve-information-{number}")
