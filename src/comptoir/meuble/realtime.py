"""Realtime: a browser talks with a provider's model itself, by a secret that soon ends.

The 2026 document hands the installation's own key to anyone. Here it never leaves: each answer is
a secret minted for one conversation, and in production only for people and keys we know.
"""

from fastapi import APIRouter, Request
from starlette.responses import Response

from comptoir.brain.speech import Mute, NotConfigured
from comptoir.kernel.bodies import json_response
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text, Unavailable
from comptoir.meuble.access import Anyone, GuardedRoute, person
from comptoir.platform import Platform

RETRY_AFTER_S = 30
NOT_CONFIGURED = Text(
    "Clé d'API non configurée : indiquez OPENAI_API_KEY, ou un fournisseur avec `realtime`.",
    "API key not configured: set OPENAI_API_KEY, or a provider with `realtime`.",
)

router = APIRouter(route_class=GuardedRoute, tags=["Realtime"])


@router.post("/api/realtime/token")
async def token(request: Request, caller: Anyone) -> Response:
    """A secret of a few minutes for the provider's realtime API."""
    platform: Platform = request.app.state.platform
    if platform.settings.production and caller.anonymous:
        await person(request)
    try:
        secret = await platform.speech.realtime_secret()
    except NotConfigured:
        # 500 is the document's own: meuble-v2.md, "Realtime"
        raise Problem(500, "realtime_not_configured", NOT_CONFIGURED) from None
    except Mute:
        raise Unavailable(
            Text(
                "Le service Realtime ne répond pas. Réessayez dans un instant.",
                "The Realtime service does not answer. Try again shortly.",
            ),
            RETRY_AFTER_S,
        ) from None
    return json_response(
        {
            "success": True,
            "token": secret.value,
            "expires_at": iso(secret.expires_at),
            "model": secret.model,
        }
    )


@router.get("/api/realtime/health")
async def health(request: Request) -> Response:
    """Whether a token can be asked for."""
    platform: Platform = request.app.state.platform
    configured = bool(platform.speech.realtime_by)
    return json_response(
        {
            "status": "ok",
            "realtime_configured": configured,
            "message": "Service Realtime API prêt" if configured else NOT_CONFIGURED.fr,
        }
    )
