"""The dialect of the furniture shop on one page: error body, limits, identifiers, dates, lengths.

What stands here is a promise of the documents, so it is a constant and not a setting.
"""

import re
from datetime import date, timedelta
from typing import Any

from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.limits import Limit
from comptoir.kernel.web import Allowance

SERVICE = "meuble"
APP, VERSION = "Meuble de France", "2.0"

INVALID_STATUS = 400
ACCESS_TOKEN_LIFETIME = timedelta(minutes=30)
REFRESH_TOKEN_LIFETIME = timedelta(days=30)
ANONYMOUS_CONVERSATION_LIFETIME = timedelta(hours=24)
MAXIMUM_MESSAGE_CHARS = 4000
MAXIMUM_PHOTOS = 10
MAXIMUM_FILES = 10
MAXIMUM_FILE_MB = 10
ALLOWED_EXTENSIONS = ("jpg", "jpeg", "png", "gif", "bmp", "mp4", "mov", "avi", "webm")
MAXIMUM_DESCRIPTION_CHARS = 2000
MAXIMUM_SPOKEN_CHARS = 4096
MAXIMUM_HISTORY_TURNS, MAXIMUM_TURN_CHARS = 200, 8000
UNATTACHED_FILE_LIFETIME = timedelta(hours=24)

PER_MINUTE = 60
STANDARD = Limit(60, PER_MINUTE)
UNSPECIFIED = Limit(600, PER_MINUTE)
"""Where the documents say "no specific limit"."""
LIMITS: dict[str, Limit | None] = {
    "GET /": None,
    "GET /health": None,
    "GET /ready": None,
    "POST /api/auth/register": Limit(5, PER_MINUTE),
    "POST /api/auth/login": Limit(10, PER_MINUTE),
    "POST /api/auth/refresh": Limit(10, PER_MINUTE),
    "DELETE /api/auth/me": Limit(10, PER_MINUTE),
    "GET /api/auth/me/export": Limit(5, PER_MINUTE),
    "POST /api/auth/password/forgot": Limit(5, PER_MINUTE),
    "POST /api/auth/password/reset": Limit(10, PER_MINUTE),
    "POST /api/auth/email/send": Limit(5, PER_MINUTE),
    "POST /api/auth/email/confirm": Limit(10, PER_MINUTE),
    "POST /api/auth/api-keys": STANDARD,
    "GET /api/auth/api-keys": STANDARD,
    "DELETE /api/auth/api-keys/{key_id}": STANDARD,
    "POST /api/chat": Limit(30, PER_MINUTE),
    "POST /api/chat/stream": Limit(30, PER_MINUTE),
    "DELETE /api/chat/{session_id}": STANDARD,
    "POST /api/upload": Limit(10, PER_MINUTE),
    "GET /api/upload/health": None,
    "POST /api/tickets": STANDARD,
    "POST /api/sav/create-claim": STANDARD,
    "POST /api/sav/add-evidence": STANDARD,
    "GET /api/sav/evidence-requirements/{problem_category}": STANDARD,
    "GET /api/tickets": STANDARD,
    "GET /api/tickets/{ticket_id}": STANDARD,
    "POST /api/tickets/{ticket_id}/assign": STANDARD,
    "POST /api/tickets/{ticket_id}/transition": STANDARD,
    "POST /api/tickets/{ticket_id}/comment": STANDARD,
    "POST /api/tickets/{ticket_id}/merge": STANDARD,
    "POST /api/tickets/{ticket_id}/reply": STANDARD,
    "POST /api/tickets/{ticket_id}/close": STANDARD,
    "POST /api/tickets/{ticket_id}/reopen": STANDARD,
    "POST /api/tickets/{ticket_id}/rate": STANDARD,
    "GET /api/sav/stats": STANDARD,
    "GET /api/sav/staff": STANDARD,
    "GET /api/sav/ticket/{ticket_id}": STANDARD,
    "GET /api/sav/ticket/{ticket_id}/history": STANDARD,
    "GET /api/faq": STANDARD,
    "GET /api/faq/categories": STANDARD,
    "GET /api/faq/category/{category_id}": STANDARD,
    "POST /api/faq/vote": STANDARD,
    "POST /api/faq/add": STANDARD,
    "GET /api/faq/stats": STANDARD,
    "GET /api/faq/{question_id}": STANDARD,
    "PUT /api/faq/{question_id}": STANDARD,
    "DELETE /api/faq/{question_id}": STANDARD,
    "GET /api/products": UNSPECIFIED,
    "GET /api/products/categories": UNSPECIFIED,
    "GET /api/products/catalog/summary": UNSPECIFIED,
    "GET /api/products/{product_id}": UNSPECIFIED,
    "PUT /api/products/{product_id}": STANDARD,
    "GET /api/sav/withdrawals": STANDARD,
    "POST /api/voice/transcribe": STANDARD,
    "POST /api/voice/chat": Limit(30, PER_MINUTE),
    "POST /api/voice/generate-speech": STANDARD,
    "POST /api/voice/tts": STANDARD,
    "GET /api/voice/health": None,
    "POST /api/realtime/token": STANDARD,
    "GET /api/realtime/health": None,
    "GET /api/handovers": STANDARD,
    "GET /api/handovers/{handover_id}": STANDARD,
    "POST /api/handovers/{handover_id}/take": STANDARD,
    "POST /api/handovers/{handover_id}/reply": STANDARD,
    "POST /api/handovers/{handover_id}/release": STANDARD,
}
UPLOAD = Allowance(
    maximum_body_bytes=MAXIMUM_FILES * MAXIMUM_FILE_MB * 2**20 + 2**20, deadline_s=60
)
"""Ten files of ten megabytes, with what a form puts around them."""
TRANSCRIPTION = Allowance(maximum_body_bytes=(MAXIMUM_FILE_MB + 1) * 2**20, deadline_s=60)
STRANGERS_VOICE = Limit(10, PER_MINUTE)
"""In production, whoever uses the voice routes without saying who they are."""
UNKNOWN_ORDERS = Limit(10, 3600)
"""Order numbers that do not exist, an address an hour: more is a search for other people's."""
SAME_UNKNOWN_ORDER = Limit(1, 3600)
"""The same one counts once."""

SESSION_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
ORDER_NUMBER = re.compile(r"CMD-[0-9]{4}-[0-9]{5}")
_TICKET_V2 = re.compile(r"SAV-MDF-([0-9]{5,9})")
_TICKET_V1 = re.compile(r"TKT-([0-9]{4})-([0-9]{6,9})")
_QUESTION = re.compile(r"faq-([0-9]{3,9})")


def render(problem: Problem, language: str, request_id: str) -> dict[str, Any]:
    """The error body of both documents in one."""
    return {
        "success": False,
        "error": problem.code,
        "detail": problem.message.in_language(language),
        "status_code": problem.status,
        "request_id": request_id,
        **problem.details,
    }


def ticket_id(number: int) -> str:
    """A ticket's name as the 2026 document writes it."""
    return f"SAV-MDF-{number:05}"


def ticket_id_v1(number: int, year: int) -> str:
    """The same ticket's name as the 2025 document writes it."""
    return f"TKT-{year}-{number:06}"


def ticket_number(name: str) -> tuple[int, int | None] | None:
    """The number that either name means, with the year when the 2025 name gives one."""
    found = _TICKET_V2.fullmatch(name)
    if found:
        return int(found[1]), None
    found = _TICKET_V1.fullmatch(name)
    if found:
        return int(found[2]), int(found[1])
    return None


def question_id(number: int) -> str:
    """The name of a question of the FAQ."""
    return f"faq-{number:03}"


def question_number(name: str) -> int | None:
    """The number of the question that `name` names, if it is such a name."""
    found = _QUESTION.fullmatch(name)
    return int(found[1]) if found and question_id(int(found[1])) == name else None


def checked_session_id(given: str) -> str:
    """`given` if it can name a conversation. Raises Problem 400 otherwise."""
    if not SESSION_ID.fullmatch(given):
        raise Problem(
            400,
            "invalid_session_id",
            Text(
                "session_id : 1 à 64 lettres, chiffres, tirets ou soulignés attendus.",
                "session_id: 1 to 64 letters, digits, hyphens or underscores expected.",
            ),
        )
    return given


def checked_order_number(given: str) -> str:
    """`given` in capitals if it has the form of an order number. Raises Problem 400 otherwise."""
    order_number = given.strip().upper()
    if not ORDER_NUMBER.fullmatch(order_number):
        raise Problem(
            400,
            "invalid_order_number",
            Text(
                "order_number : la forme attendue est CMD-2025-30301.",
                "order_number: the expected form is CMD-2025-30301.",
            ),
        )
    return order_number


def iso_day(day: date | None) -> str | None:
    """A day as ISO 8601, or nothing."""
    return day.isoformat() if day else None


AUTHENTICATION_REQUIRED = Text("Connectez-vous pour continuer.", "Sign in to continue.")
FORBIDDEN = Text("Vous n'avez pas le droit de faire cela.", "You may not do this.")


def not_found_ticket() -> Problem:
    """There is no such ticket, or none for this caller: the two look the same."""
    return Problem(404, "ticket_not_found", Text("Ticket introuvable.", "Ticket not found."))
