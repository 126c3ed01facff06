"""Files in a bucket: Amazon's S3, or whatever speaks its protocol (MinIO, Garage, Ceph, …)."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from comptoir.kernel.files import CHUNK_BYTES, checked_name, unreachable

CONNECT_TIMEOUT_S = 3
DEADLINE_S = 30.0
BETWEEN_S = 20.0
"""Without a byte."""
PROBE_TIMEOUT_S = 5.0


def _bucket(url: str) -> S3Store:
    """The bucket that `https://KEY:SECRET@host/bucket/prefix?region=…` names."""
    parts = urlsplit(url)
    bucket, _, prefix = parts.path.strip("/").partition("/")
    credentials: dict[str, Any] = {}
    if parts.username and parts.password:  # else as AWS's own tools find them
        credentials = {
            "access_key_id": unquote(parts.username),
            "secret_access_key": unquote(parts.password),
        }
    return S3Store(
        bucket,
        prefix=prefix or None,
        endpoint=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
        region=parse_qs(parts.query).get("region", ["us-east-1"])[0],
        client_options={
            "allow_http": parts.scheme == "http",
            "connect_timeout": timedelta(seconds=CONNECT_TIMEOUT_S),
            "read_timeout": timedelta(seconds=BETWEEN_S),
            "timeout": timedelta(seconds=DEADLINE_S),
        },
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=DEADLINE_S / 2)},
        **credentials,
    )


class S3Files:
    """Files as objects of one bucket, which nobody else needs to be able to read."""

    storage = "s3"
    breaker = None

    def __init__(self, url: str) -> None:
        self._bucket = _bucket(url)

    async def put(self, name: str, source: Path, media_type: str) -> None:
        """Send `source`, in parts where it is large."""
        place = checked_name(name)
        try:
            async with asyncio.timeout(DEADLINE_S):
                await obstore.put_async(
                    self._bucket,
                    place,
                    source,
                    attributes={"Content-Type": media_type},
                )
        except (BaseError, TimeoutError) as error:
            raise unreachable() from error

    async def open(self, name: str, start: int, stop: int) -> AsyncGenerator[bytes, None]:
        """The bytes from `start` up to `stop`. Raises FileNotFoundError."""
        try:
            async with asyncio.timeout(DEADLINE_S):
                found = await obstore.get_async(
                    self._bucket, checked_name(name), options={"range": (start, stop)}
                )
        except FileNotFoundError:
            raise
        except (BaseError, TimeoutError) as error:
            raise unreachable() from error
        return _pieces(found.stream(min_chunk_size=CHUNK_BYTES))

    async def delete(self, name: str) -> None:
        """Forget an object."""
        place = checked_name(name)
        try:
            async with asyncio.timeout(DEADLINE_S):
                await obstore.delete_async(self._bucket, place)
        except FileNotFoundError:
            pass
        except (BaseError, TimeoutError) as error:
            raise unreachable() from error

    def url(self, name: str) -> str | None:
        """The bucket is private."""
        return None

    async def probe(self) -> str | None:
        """Whether the bucket answers and lets us look."""
        try:
            async with asyncio.timeout(PROBE_TIMEOUT_S):
                await obstore.list_with_delimiter_async(self._bucket)
        except (BaseError, TimeoutError, OSError) as error:
            return type(error).__name__
        return None

    async def close(self) -> None:
        """Its connections close with it."""


async def _pieces(stream: AsyncIterator[Any]) -> AsyncGenerator[bytes, None]:
    async for piece in stream:
        yield bytes(piece)
