"""Sending evidence for a claim, and asking what a claim needs.

Serves `POST /api/sav/add-evidence` and `GET /api/sav/evidence-requirements/{category}`.
"""

from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Request
from pydantic import AfterValidator, Field
from sqlalchemy import Connection
from starlette.responses import Response

from comptoir.kernel.bodies import Body, answer_response, json_response, once_of
from comptoir.kernel.callers import preferred_language
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.meuble import claims, deadlines, evidence, history, rights, tickets, wire
from comptoir.meuble.access import Anyone, GuardedRoute, is_staff
from comptoir.meuble.evidence_requirements import evidence_required, evidence_sentence
from comptoir.platform import Platform

MAXIMUM_METADATA_BYTES = 8 * 1024


def _storable(metadata: dict[str, Any]) -> dict[str, Any]:
    """`metadata` as any database gives it back."""
    try:
        text = orjson.dumps(metadata)
    except orjson.JSONEncodeError:
        text = b""
    if not text or len(text) > MAXIMUM_METADATA_BYTES:
        raise ValueError(
            Text(
                f"objet JSON simple d'au plus {MAXIMUM_METADATA_BYTES} octets attendu",
                f"plain JSON object of at most {MAXIMUM_METADATA_BYTES} bytes expected",
            )
        )
    kept: dict[str, Any] = orjson.loads(text)
    return kept


class EvidenceForm(Body):
    """A piece of evidence. Its size and metadata are what the caller says."""

    ticket_id: Annotated[str, Field(max_length=40)]
    evidence_type: Literal["photo", "video", "document", "receipt"]
    evidence_url: Annotated[str, Field(min_length=1, max_length=2048)] | None = None
    file_id: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    file_size_bytes: Annotated[int, Field(ge=0, le=2**53)] | None = None
    description: Annotated[str, Field(max_length=wire.MAXIMUM_DESCRIPTION_CHARS)] | None = None
    metadata: Annotated[dict[str, Any], AfterValidator(_storable)] = Field(default_factory=dict)


def _reference(body: EvidenceForm) -> str:
    """What the form names. Raises Problem 400 for what nobody could look at."""
    reference = body.evidence_url or body.file_id
    if reference is not None and evidence.may_be(reference):
        return reference
    raise Problem(
        400,
        "invalid_request",
        Text(
            "evidence_url : adresse http(s) ou file_id d'un fichier envoyé attendu.",
            "evidence_url: http(s) address, or file_id of a file that was sent, expected.",
        ),
    )


router = APIRouter(route_class=GuardedRoute, tags=["SAV"])


@router.post("/api/sav/add-evidence")
async def add_evidence(request: Request, body: EvidenceForm, caller: Anyone) -> Response:
    """Add a photo, a film or a document to a claim."""
    platform: Platform = request.app.state.platform
    reference = _reference(body)
    once_request = await once_of(request, wire.SERVICE)
    row = await tickets.readable(request, caller, body.ticket_id)
    language = preferred_language(request.headers)
    said = {"file_size_bytes": body.file_size_bytes} if body.file_size_bytes is not None else {}
    piece = evidence.Piece(
        reference, body.evidence_type, body.description, {**said, **body.metadata}
    )

    def effect(connection: Connection) -> Answer:
        done = claims.add_evidence(
            connection,
            history.chain(platform.settings.secrets),
            row["number"],
            [piece],
            platform.clock.now(),
            actor="staff" if is_staff(caller) else "customer",
        )
        status = done.row["status"]
        return Answer(
            200,
            {
                "success": True,
                "ticket_id": body.ticket_id,
                "evidence_analysis": evidence.analysis_body(done.added[0], language),
                "completeness": evidence.completeness_body(
                    done.completeness(language), done.all, language
                ),
                "ticket_status": deadlines.V1_STATUSES[status]
                if tickets.asked_in_2025(body.ticket_id)
                else status,
                "evidence_count": len(done.all),
            },
        )

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/api/sav/evidence-requirements/{problem_category}")
async def read_requirements(
    request: Request,
    problem_category: str,
    caller: Anyone,
    priority: Literal["P1", "P2", "P3"] = "P2",
) -> Response:
    """What a claim of this category needs."""
    if problem_category not in rights.COMPONENTS:
        raise Problem(
            404, "category_not_found", Text("Catégorie inconnue.", "There is no such category.")
        )
    language = preferred_language(request.headers)
    required = evidence_required(problem_category, priority, language)
    return json_response(
        {
            "success": True,
            "category": problem_category,
            "priority": priority,
            "requirements": evidence_sentence(required, language),
            "required_evidence": claims.required_body(required),
        }
    )
