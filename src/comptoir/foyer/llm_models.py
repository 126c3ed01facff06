"""The models that agents may be given: what the configured providers offer, and the engine."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from comptoir.foyer.access import Anyone, GuardedRoute
from comptoir.foyer.replies import reply
from comptoir.platform import Platform

DOCUMENTED = ("mistral-small", "mistral-medium", "mistral-large")
"""Names that the document's agents have; whoever is configured answers to them."""

router = APIRouter(route_class=GuardedRoute, tags=["Agents IA"])


@router.get("/api/models")
async def list_models(request: Request, caller: Anyone) -> Response:
    """Every model there is, the one that answers by default first."""
    platform: Platform = request.app.state.platform
    offered = await platform.models.offered() if platform.models else []
    listed: list[dict[str, Any]] = [
        {"id": model.name, "name": model.name, "provider": provider} for provider, model in offered
    ]
    known = {each["id"] for each in listed}
    answers_by = offered[0] if offered else None
    aliases = [
        {
            "id": name,
            "name": name,
            "provider": answers_by[0] if answers_by else "offline",
            "resolves_to": answers_by[1].name if answers_by else "offline",
        }
        for name in DOCUMENTED
        if name not in known
    ]
    engine = {"id": "offline", "name": "offline", "provider": "offline"}
    return reply(
        request,
        {"models": [*listed, *aliases, engine], "configured": bool(offered)},
    )
