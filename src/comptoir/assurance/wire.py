"""The dialect of this service: its error body."""

from typing import Any

from comptoir.kernel.errors import Problem

SERVICE = "assurance"
APP, VERSION = "Assurance", "0.1"
INVALID_STATUS = 400


def render(problem: Problem, language: str, request_id: str) -> dict[str, Any]:
    """The error body of this service."""
    return {
        "error": True,
        "message": problem.message.in_language(language),
        "code": problem.code.upper(),
        "details": {**problem.details, "request_id": request_id},
    }
