"""The dialect of this service: its error body."""

from typing import Any

from comptoir.kernel.errors import Problem

SERVICE = "intranet"
APP, VERSION = "Intranet", "0.1"
INVALID_STATUS = 422


def render(problem: Problem, language: str, request_id: str) -> dict[str, Any]:
    """The error body of this service."""
    return {
        "detail": problem.message.in_language(language),
        "code": problem.code,
        "request_id": request_id,
    }
