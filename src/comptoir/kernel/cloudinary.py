"""Files at Cloudinary, by its signed HTTP upload; people fetch them from its network.

https://cloudinary.com/documentation/authentication_signatures: the parameters in alphabetical
order, `&` between them, the secret after them, SHA-1. Cloudinary's own library is left out: it is
synchronous and takes half a second to load.
"""

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import aiohttp

from comptoir.kernel.files import CHUNK_BYTES, checked_name, unreachable

API, DELIVERY = "https://api.cloudinary.com", "https://res.cloudinary.com"
TIMEOUT = aiohttp.ClientTimeout(total=30, connect=3, sock_read=20)
MAXIMUM_ANSWER_BYTES = 64 * 1024
PROBE_TIMEOUT_S = 5.0
_RESOURCE_TYPES = {
    **dict.fromkeys(("jpg", "png", "gif", "bmp"), "image"),
    **dict.fromkeys(("mp4", "mov", "avi", "webm"), "video"),
}
"""What Cloudinary treats as what; anything else is `raw`, and keeps its extension in its id."""


def signature(parameters: dict[str, str], secret: str) -> str:
    """What proves that we sent these parameters."""
    named = "&".join(f"{name}={value}" for name, value in sorted(parameters.items()))
    return hashlib.sha1(f"{named}{secret}".encode(), usedforsecurity=False).hexdigest()


def _address(given: str) -> str:
    return given if "://" in given else f"https://{given}"


class CloudinaryFiles:
    """Files of one cloud, named by `cloudinary://KEY:SECRET@cloud`.

    As in Cloudinary's own library, `?upload_prefix=` and `&secure_distribution=` name other
    addresses for the API and for what is fetched.
    """

    storage = "cloudinary"
    breaker = None

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        more = parse_qs(parts.query)
        self._cloud = parts.hostname or ""
        self._key, self._secret = unquote(parts.username or ""), unquote(parts.password or "")
        self._api = _address(more.get("upload_prefix", [API])[0])
        self._delivery = _address(more.get("secure_distribution", [DELIVERY])[0])
        self._session: aiohttp.ClientSession | None = None

    async def put(self, name: str, source: Path, media_type: str) -> None:
        """Upload `source` under an id that is its name."""
        kind, public_id = self._place(name)
        file = await asyncio.to_thread(source.open, "rb")
        try:
            form = self._signed(public_id=public_id)
            form.add_field("file", file, content_type=media_type, filename=source.name)
            answer = await self._ask(f"{kind}/upload", form)
        finally:
            file.close()
        if answer.get("public_id") != public_id:
            raise unreachable()

    async def open(self, name: str, start: int, stop: int) -> AsyncGenerator[bytes, None]:
        """The bytes from `start` up to `stop`. Raises FileNotFoundError."""
        headers = {"Range": f"bytes={start}-{stop - 1}", "Accept-Encoding": "identity"}
        try:
            answer = await self._open_session().get(
                self.url(name), headers=headers, allow_redirects=False
            )
        except (aiohttp.ClientError, TimeoutError) as error:
            raise unreachable() from error
        if answer.status == 206:
            return _pieces(answer)
        answer.close()
        if answer.status == 404:
            raise FileNotFoundError(name)
        raise unreachable()

    async def delete(self, name: str) -> None:
        """Forget a file, in the network's caches too."""
        kind, public_id = self._place(name)
        await self._ask(f"{kind}/destroy", self._signed(public_id=public_id, invalidate="true"))

    def url(self, name: str) -> str:
        """Where its network serves it."""
        kind, _ = self._place(name)
        return f"{self._delivery}/{self._cloud}/{kind}/upload/{name}"

    async def probe(self) -> str | None:
        """Whether the API knows our key."""
        try:
            async with (
                asyncio.timeout(PROBE_TIMEOUT_S),
                self._open_session().get(
                    f"{self._api}/v1_1/{self._cloud}/ping",
                    headers={"Authorization": aiohttp.encode_basic_auth(self._key, self._secret)},
                    allow_redirects=False,
                ) as answer,
            ):
                return None if answer.status == 200 else f"HTTP {answer.status}"
        except (aiohttp.ClientError, TimeoutError) as error:
            return type(error).__name__

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session

    @staticmethod
    def _place(name: str) -> tuple[str, str]:
        """What Cloudinary takes a file for, and its id there."""
        stem, _, extension = checked_name(name).rpartition(".")
        kind = _RESOURCE_TYPES.get(extension, "raw")
        return kind, name if kind == "raw" else stem

    def _signed(self, **parameters: str) -> aiohttp.FormData:
        parameters["timestamp"] = str(int(time.time()))
        signed = {
            **parameters,
            "api_key": self._key,
            "signature": signature(parameters, self._secret),
        }
        return aiohttp.FormData(signed)

    async def _ask(self, what: str, form: aiohttp.FormData) -> dict[str, Any]:
        """Post to the API; its answer. Raises Unavailable, never in its words."""
        url = f"{self._api}/v1_1/{self._cloud}/{what}"
        try:
            async with self._open_session().post(url, data=form, allow_redirects=False) as answer:
                if answer.status != 200 or (answer.content_length or 0) > MAXIMUM_ANSWER_BYTES:
                    raise unreachable()
                found: dict[str, Any] = await answer.json(content_type=None)
                return found
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise unreachable() from error


async def _pieces(answer: aiohttp.ClientResponse) -> AsyncGenerator[bytes, None]:
    try:
        async for piece in answer.content.iter_chunked(CHUNK_BYTES):
            yield piece
    finally:
        answer.close()
