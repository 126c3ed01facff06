"""Parts of a file, as HTTP asks for them and gets them (RFC 9110, section 14)."""

import re
from collections.abc import AsyncGenerator, Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from comptoir.kernel.errors import Problem, Text

_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def asked_range(header: str | None, size_bytes: int) -> tuple[int, int] | None:
    """Where the part that `header` asks for starts and stops; None for the whole.

    Several parts at once, which nobody here needs, and what is no range get the whole. Raises
    Problem 416 for a part beyond the end.
    """
    found = _ONE_RANGE.fullmatch(header.strip()) if header else None
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        start, stop = max(0, size_bytes - int(last)), size_bytes
    else:
        start, stop = int(first), min(size_bytes, int(last) + 1) if last else size_bytes
        if last and int(last) < int(first):
            return None
    if start >= stop:
        raise Problem(
            416,
            "range_not_satisfiable",
            Text("Cette partie n'existe pas.", "There is no such part."),
            headers={"Content-Range": f"bytes */{size_bytes}"},
        )
    return start, stop


class PiecesResponse(Response):
    """An answer in pieces; closes what they come from. Its length, if known, is in its headers.

    Unlike Starlette's own it does not read the request meanwhile: a body that announces itself
    as too large must not break an answer that has begun.
    """

    def __init__(
        self,
        pieces: AsyncGenerator[bytes, None],
        status: int,
        headers: Mapping[str, str],
        media_type: str,
    ) -> None:
        super().__init__(None, status, headers, media_type)
        if "Content-Length" not in headers:
            del self.headers["content-length"]
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head, then each piece as it comes."""
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            async for piece in self._pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await self._pieces.aclose()
