"""The dialect of the agents' service on one page: bodies, limits, lengths, lifetimes.

What stands here is a promise of the document, so it is a constant and not a setting.
"""

from datetime import timedelta
from typing import Any

from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.limits import Limit
from comptoir.kernel.web import Allowance

SERVICE = "foyer"
APP, VERSION = "FoyerGPT", "1.0"

INVALID_STATUS = 422
SESSION_LIFETIME = timedelta(days=7)
MAXIMUM_MESSAGE_CHARS = 4000
MAXIMUM_AGENTS = 50
MAXIMUM_FILE_MB = 10
MAXIMUM_TITLE_CHARS = 200
MAXIMUM_NAME_CHARS = 100
MAXIMUM_PROMPT_CHARS = 20_000
MAXIMUM_MEMBERS = 50
MAXIMUM_FILES = 10
"""Documents that one message may name."""
MAXIMUM_DOCUMENTS = 200
"""Of an agent, and of a chat."""
DEFAULT_PAGE, MAXIMUM_PAGE = 20, 100
MAXIMUM_ID = 2**31 - 1
ALLOWED_EXTENSIONS = ("pdf", "docx", "txt", "md", "png", "jpg", "jpeg")

STANDARD = Limit(60, 60)
"""A minute, an address; every route under `/api` together."""
LIMITS: dict[str, Limit | None] = {"GET /": None, "GET /health": None, "GET /ready": None}
UPLOAD = Allowance(maximum_body_bytes=(MAXIMUM_FILE_MB + 1) * 2**20, deadline_s=60)


def render(problem: Problem, language: str, request_id: str) -> dict[str, Any]:
    """The documented error body, with what names it for programs and for the log."""
    return {
        "detail": problem.message.in_language(language),
        "status": "error",
        "code": problem.code,
        "request_id": request_id,
        **problem.details,
    }


FORBIDDEN = Text("Vous n'avez pas le droit de faire cela.", "You may not do this.")


def forbidden() -> Problem:
    """The caller sees it, and may not do this to it."""
    return Problem(403, "forbidden", FORBIDDEN)


def not_found(what: str, french: str, english: str) -> Problem:
    """There is no such thing, or none for this caller: the two look the same."""
    return Problem(404, f"{what}_not_found", Text(french, english))


def no_agent() -> Problem:
    """No agent of this id that the caller may see."""
    return not_found("agent", "Agent introuvable.", "Agent not found.")


def no_chat() -> Problem:
    """No chat of this id that the caller takes part in."""
    return not_found("chat", "Conversation introuvable.", "Chat not found.")


def no_message() -> Problem:
    """No message of this id in a chat that the caller takes part in."""
    return not_found("message", "Message introuvable.", "Message not found.")


def no_document() -> Problem:
    """No document of this id that the caller may read."""
    return not_found("document", "Document introuvable.", "Document not found.")
