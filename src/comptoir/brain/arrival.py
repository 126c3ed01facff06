"""A streamed answer of the chat API as it arrives: bytes in, pieces of text out.

Everything a server may send is expected here: events cut anywhere, an error object among them, a
last chunk with the token counts, no `[DONE]`, one JSON object instead of a stream, another charset.
"""

import asyncio
import json
from typing import Any

import aiohttp
import orjson

from comptoir.brain.answer import Why
from comptoir.brain.sse import Events, EventTooLongError

TURN_BYTES = 16 * 1024
"""What one stream takes before the others have their turn."""
MAXIMUM_STREAM_BYTES = 16 * 2**20
MAXIMUM_ANSWER_CHARS = 200_000
MAXIMUM_BODY_BYTES = 2**20
MAXIMUM_TOKENS = 10**9
AFTER_FINISH_S = 1.0
"""How long the token counts are waited for once the answer has ended."""


class UnusableError(Exception):
    """What came cannot be used, and why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Arrival:
    """One streamed answer. `piece()` until it gives None; then the fields below are final."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.finish_reason: str | None = None
        self.tokens: tuple[int, int] | None = None
        """In and out, when the server said."""
        self.deltas = 0
        self._content = response.content
        # Only where there is one: aiohttp has the standard library's parser of mails look for it.
        declared = "charset" in response.headers.get("Content-Type", "").lower()
        self._charset = response.charset if declared else None
        self._events = Events()
        self._json: bytearray | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._fault: UnusableError | None = None
        """What came after words that are still to be given."""
        self._begun = self._over = False
        self._bytes = self._chars = 0

    async def piece(self) -> str | None:
        """The text that came together, or None when the answer is whole.

        Raises UnusableError, TimeoutError or aiohttp.ClientError.
        """
        while True:
            if self._fault is not None:
                raise self._fault
            try:
                data = await self._content.read(TURN_BYTES)
            except (TimeoutError, aiohttp.ClientError):
                if self.finish_reason is not None:  # nothing was waited for but the counts
                    return None
                raise
            if len(data) == TURN_BYTES:  # more is waiting here: the other streams go first
                await asyncio.sleep(0)
            text = self._taken(data) if data else self._last()
            if text:
                self._chars += len(text)
                if self._chars > MAXIMUM_ANSWER_CHARS:
                    raise UnusableError("too_long")
                return text
            if not data:
                if self.finish_reason is None:
                    raise UnusableError("cut" if self.deltas else "garbled")
                return None

    def close(self) -> None:
        """Wait for nothing any more."""
        if self._patience is not None:
            self._patience.cancel()

    def _taken(self, data: bytes) -> str:
        self._bytes += len(data)
        if self._bytes > MAXIMUM_STREAM_BYTES:
            raise UnusableError("too_long")
        if not self._begun:
            data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
            if not data:
                return ""
            self._begun = True
            if data.startswith(b"{"):
                self._json = bytearray()
        if self._json is not None:
            self._json += data
            if len(self._json) > MAXIMUM_BODY_BYTES:
                raise UnusableError("too_long")
            return ""
        try:
            return self._said(self._events.feed(data))
        except EventTooLongError:
            raise UnusableError("too_long") from None

    def _last(self) -> str:
        if self._json is None:
            return self._said(self._events.rest())
        body, self._json = bytes(self._json), None
        self._events = Events()
        completion = Completion(body, self._charset)
        self.deltas, self.tokens = 1, completion.tokens
        self._finish(completion.finish_reason)
        return completion.text

    def _said(self, events: list[bytes]) -> str:
        pieces: list[str] = []
        try:
            for event in events:
                if self._over:
                    break
                if event.strip() == b"[DONE]":
                    self._finish(self.finish_reason or "stop")
                    self._over = True
                else:
                    pieces += [self._delta(chunk) for chunk in _chunks(event, self._charset)]
        except UnusableError as fault:
            if not any(pieces):
                raise
            self._fault = fault
        return "".join(pieces)

    def _delta(self, chunk: Any) -> str:
        try:
            if chunk.get("error"):
                raise UnusableError("failed")
            if chunk.get("usage"):
                self.tokens = token_counts(chunk["usage"])
            choices = chunk.get("choices")
            if not choices:
                return ""
            choice = choices[0]
            content = choice.get("delta", {}).get("content")
            if choice.get("finish_reason"):
                self._finish(str(choice["finish_reason"])[:40])
        except (AttributeError, TypeError, KeyError, IndexError):
            raise UnusableError("garbled") from None
        if not content:
            return ""
        self.deltas += 1
        return clean(content)

    def _finish(self, reason: str) -> None:
        if self.finish_reason is None:
            self._patience = asyncio.get_running_loop().call_later(
                AFTER_FINISH_S, self._content.set_exception, TimeoutError()
            )
        self.finish_reason = reason


class Completion:
    """A whole answer of the chat API. Raises UnusableError when it is none."""

    def __init__(self, body: bytes, charset: str | None = None) -> None:
        answer = loaded(body, charset)
        try:
            if answer.get("error"):
                raise UnusableError("failed")
            choice = answer["choices"][0]
            self.text = clean(choice["message"].get("content") or "")
            self.finish_reason = str(choice.get("finish_reason") or "stop")[:40]
            self.tokens = token_counts(answer.get("usage"))
        except (AttributeError, TypeError, KeyError, IndexError):
            raise UnusableError("garbled") from None
        if not self.text.strip():
            raise UnusableError("empty")


def loaded(data: bytes, charset: str | None) -> Any:
    """JSON in UTF-8, else in the charset that was declared. Raises UnusableError."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        try:
            # The standard parser also takes half of a surrogate pair, which `clean` then drops.
            return json.loads(data.decode(charset or "utf-8"))
        except (ValueError, LookupError, RecursionError):
            raise UnusableError("garbled") from None


def _chunks(event: bytes, charset: str | None) -> list[Any]:
    """The JSON of an event; of each of its lines where a server forgot the blank ones."""
    if b"\n" not in event:
        return [loaded(event, charset)] if event.strip() else []
    try:
        return [loaded(event, charset)]
    except UnusableError:
        lines = [line for line in event.split(b"\n") if line.strip() not in {b"", b"[DONE]"}]
        return [loaded(line, charset) for line in lines]


def clean(content: Any) -> str:
    """The text of a content, which may come in parts, without what no database would keep."""
    if not isinstance(content, str):
        content = "".join(part["text"] for part in content if isinstance(part.get("text"), str))
    if content.isascii():
        return str(content).replace("\x00", "")
    return str(content).replace("\x00", "").encode(errors="replace").decode()


def token_counts(usage: Any) -> tuple[int, int] | None:
    """Tokens in and out, if they are numbers that can be."""
    if not isinstance(usage, dict):
        return None
    counts = usage.get("prompt_tokens"), usage.get("completion_tokens")
    tokens_in, tokens_out = (count if type(count) is int else -1 for count in counts)
    if not (0 <= tokens_in <= MAXIMUM_TOKENS and 0 <= tokens_out <= MAXIMUM_TOKENS):
        return None
    return tokens_in, tokens_out
