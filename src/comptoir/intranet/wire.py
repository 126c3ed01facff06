"""The dialect of the intranet on one page: error body, limits, lengths, names, instants.

What stands here is a promise of the document, so it is a constant and not a setting.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.limits import Limit
from comptoir.kernel.text import folded
from comptoir.kernel.web import Allowance

SERVICE = "intranet"
APP, VERSION = "Intranet", "1.0"
INVALID_STATUS = 422

ACCESS_TOKEN_LIFETIME = timedelta(hours=1)
REFRESH_TOKEN_LIFETIME = timedelta(days=30)
CLIENT_ID_LIFETIME = timedelta(days=7)

MAXIMUM_FRAME_BYTES = 64 * 1024
MAXIMUM_CONTENT_CHARS = 64 * 1024
MAXIMUM_CLIENT_ID_CHARS = 64
MAXIMUM_ROOM_NAME_CHARS = 80
MAXIMUM_TOPIC_CHARS = 500
MAXIMUM_EMOJI_CHARS = 32
MAXIMUM_REACTIONS = 20
"""Different ones, of a message."""
MAXIMUM_FILES_A_MESSAGE = 10
MAXIMUM_FILE_MB = 10
HISTORY = 50
MAXIMUM_LISTED = 100
FRAMES_A_SECOND, FRAMES_AT_ONCE = 20, 100

PER_MINUTE = 60
UNSPECIFIED = Limit(600, PER_MINUTE)
LIMITS: dict[str, Limit | None] = {
    "GET /": None,
    "GET /health": None,
    "GET /ready": None,
    "POST /login": Limit(10, PER_MINUTE),
    "POST /refresh": Limit(10, PER_MINUTE),
    "POST /me/password": Limit(10, PER_MINUTE),
    "DELETE /me": Limit(10, PER_MINUTE),
    "GET /me/export": Limit(5, PER_MINUTE),
}
UPLOAD = Allowance(maximum_body_bytes=(MAXIMUM_FILE_MB + 1) * 2**20, deadline_s=60)


def render(problem: Problem, language: str, request_id: str) -> dict[str, Any]:
    """The error body of this service."""
    return {
        "detail": problem.message.in_language(language),
        "code": problem.code,
        "request_id": request_id,
        **problem.details,
    }


def instant(at: datetime) -> str:
    """UTC to the millisecond: several messages come in one second."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def maybe(at: datetime | None) -> str | None:
    """An instant, or nothing."""
    return instant(at) if at else None


# ── Messages by number ────────────────────────────────────────────────────────────────────

_SEQ_BITS = 28
_MAXIMUM_ROOM = 2**25


def message_id(room_id: int, seq: int) -> int:
    """The one number of a room's message; JavaScript holds it exactly.

    A room's messages are neighbours in the primary key, in their order: reading a page of a room of
    a million touches a page of the database, and no message needs an index of its own.
    """
    return room_id << _SEQ_BITS | seq


def place_of(number: int) -> tuple[int, int]:
    """The room and the `seq` of a message's number."""
    return number >> _SEQ_BITS, number & (1 << _SEQ_BITS) - 1


def is_message_id(number: int) -> bool:
    """Whether `number` can name a message; smaller ones are a `seq`."""
    return 1 << _SEQ_BITS <= number < _MAXIMUM_ROOM << _SEQ_BITS


# ── Names ─────────────────────────────────────────────────────────────────────────────────

_MENTION = re.compile(r"(?<![\w@])@([\w.-]{1,50})")


def shown(name: str) -> str:
    """A name as it is kept: composed letters, no space around."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def mentioned(content: str) -> set[str]:
    """The names that a message calls, folded; a final dot or hyphen ends a sentence."""
    if "@" not in content:
        return set()
    return {folded(name.rstrip(".-")) for name in _MENTION.findall(content)}


# ── Problems that several parts raise ─────────────────────────────────────────────────────

AUTHENTICATION_REQUIRED = Text("Connectez-vous pour continuer.", "Sign in to continue.")
FORBIDDEN = Text("Vous n'avez pas le droit de faire cela.", "You may not do this.")


def room_not_found() -> Problem:
    """There is no such room, or none for this caller: the two look the same."""
    return Problem(404, "room_not_found", Text("Salon introuvable.", "Room not found."))


def user_not_found() -> Problem:
    """Nobody has this number."""
    return Problem(404, "user_not_found", Text("Personne introuvable.", "User not found."))


def message_not_found() -> Problem:
    """There is no such message, or none for this caller."""
    return Problem(404, "message_not_found", Text("Message introuvable.", "Message not found."))


def file_not_found() -> Problem:
    """There is no such file, or none for this caller."""
    return Problem(404, "file_not_found", Text("Fichier introuvable.", "File not found."))


def forbidden() -> Problem:
    """The caller knows that it is there, and may not do this with it."""
    return Problem(403, "forbidden", FORBIDDEN)


def invalid(field: str, french: str, english: str) -> Problem:
    """A field that is not as expected."""
    words = Text(f"{field} : {french}.", f"{field}: {english}.")
    return Problem(INVALID_STATUS, "invalid_request", words)
