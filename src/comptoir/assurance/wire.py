"""The dialect of the insurer on one page: error body and codes, limits, lengths, lifetimes.

What stands here is a promise of the document, so it is a constant and not a setting.
"""

from datetime import timedelta
from typing import Any

from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.limits import Limit

SERVICE = "assurance"
APP, VERSION = "Assurance", "1.0"
INVALID_STATUS = 400

TOKEN_LIFETIME = timedelta(hours=1)
CODE_LIFETIME = timedelta(minutes=10)
CODE_TRIES = 5
QUOTE_VALID_DAYS = 30
MAXIMUM_MESSAGE_CHARS = 4000
MAXIMUM_QUERY_CHARS = 2000
MAXIMUM_FRAME_BYTES = 64 * 1024
FRAMES_A_SECOND, FRAMES_AT_ONCE = 20, 100
MAXIMUM_HISTORY_BYTES = 256 * 1024
"""Of the frame with what was said; what is older stays away."""
MAXIMUM_SOCKETS, MAXIMUM_SOCKETS_AN_ADDRESS, MAXIMUM_SOCKETS_AN_ACCOUNT = 5000, 500, 50
"""Open at once in a process; an address counts those that nobody signed in to."""
ANONYMOUS_CONVERSATION_LIFETIME = timedelta(hours=24)

PER_MINUTE = 60
CHAT = Limit(60, PER_MINUTE)
AUTH = Limit(5, PER_MINUTE)
OTHER = Limit(60, PER_MINUTE)
CODE_MAILS = Limit(3, 15 * 60)
"""In production, to one mailbox: for all strange addresses together, and for the known together."""
LIMITS: dict[str, Limit | None] = {
    "GET /": None,
    "GET /health": None,
    "GET /ready": None,
    "POST /api/quotation": Limit(10, PER_MINUTE),
    "POST /api/auth/request": AUTH,
    "POST /api/auth/verify": AUTH,
}
"""What is not named has OTHER."""

_CODES = {
    "authentication_required": "AUTH_REQUIRED",
    "invalid_credentials": "INVALID_CREDENTIALS",
    "rate_limit_exceeded": "RATE_LIMITED",
    "error": "INVALID_REQUEST",
}


def render(problem: Problem, language: str, request_id: str) -> dict[str, Any]:
    """The error body of this service."""
    code = _CODES.get(problem.code, problem.code.upper())
    if problem.status == 503 and problem.code == "service_unavailable":
        code = "DATABASE_ERROR"
    return {
        "error": True,
        "message": problem.message.in_language(language),
        "code": code,
        "details": {
            **{
                name: value.in_language(language) if isinstance(value, Text) else value
                for name, value in problem.details.items()
            },
            "request_id": request_id,
        },
    }


AUTHENTICATION_REQUIRED = Text("Connectez-vous pour continuer.", "Sign in to continue.")
FORBIDDEN = Text("Vous n'avez pas le droit de faire cela.", "You may not do this.")


def not_found() -> Problem:
    """There is no such thing, or none for this caller: the two look the same."""
    return Problem(404, "not_found", Text("Ressource introuvable.", "There is no such thing."))
