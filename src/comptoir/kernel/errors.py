"""The one error a service raises on purpose, and the few that the kernel itself raises.

    Problem(status, code, message)
    ├── Unavailable   503  a dependency or a queue cannot take the work now; carries Retry-After
    └── TooMany       429  a limit is reached; carries Retry-After

Raise a problem where it is known, with words the person can act on. `kernel.web` renders it
once, in the service's own body and the caller's language.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Text(NamedTuple):
    """The same words in the two languages that errors are written in."""

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """English for `en`, French for anything else."""
        return self.en if language == "en" else self.fr


class Problem(Exception):
    """An answer that is not the one hoped for: a status, a stable code, and words."""

    def __init__(
        self,
        status: int,
        code: str,
        message: Text,
        headers: Mapping[str, str] | None = None,
        **details: Any,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})
        self.details = details


class Unavailable(Problem):
    """Something this needs cannot serve now; the caller may try again in `retry_after_s`."""

    def __init__(self, message: Text, retry_after_s: int = 1) -> None:
        super().__init__(
            503, "service_unavailable", message, headers={"Retry-After": str(retry_after_s)}
        )


class TooMany(Problem):
    """A limit is reached; it opens again in `retry_after_s`."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            429,
            "rate_limit_exceeded",
            Text(
                f"Trop de requêtes. Réessayez dans {retry_after_s} s.",
                f"Too many requests. Try again in {retry_after_s} s.",
            ),
            headers={"Retry-After": str(retry_after_s)},
            retry_after=retry_after_s,
        )
