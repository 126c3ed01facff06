"""One small client of the OpenAI-compatible chat API, over a shared aiohttp session.

https://platform.openai.com/docs/api-reference/chat, as far as OpenAI, Mistral, vLLM, Ollama and
llama.cpp agree on it; `audio` asks the same servers for speech. It waits for nothing without a
deadline, reads nothing without a bound, follows no redirect, and neither logs nor quotes a key, a
question or an answer.
"""

import asyncio
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import orjson
import structlog
from purgatory import AsyncCircuitBreakerFactory

from comptoir.brain import Turn
from comptoir.brain.answer import Answer, BrokenAnswer, Engine, ModelError, NoAnswer, Usage, Why
from comptoir.brain.arrival import (
    MAXIMUM_BODY_BYTES,
    Arrival,
    Completion,
    UnusableError,
    clean,
    loaded,
)
from comptoir.brain.providers import Model, Provider
from comptoir.kernel import metrics

CONNECTIONS = 200
"""At once, over all providers; further requests wait for one as long as for a connection."""
RETRIES = 2
RETRY_PAUSE_S = 0.5
MAXIMUM_RETRY_PAUSE_S = 5.0
FAILURES_BEFORE_REST, REST_S = 5, 30
CHARS_A_TOKEN = 4
"""To estimate what a provider does not count."""
LIST_DEADLINE_S = 3.0
MAXIMUM_LISTED = 1000
_AGAIN = {429, 500, 502, 503, 504, 529}
_INNOCENT: set[Why] = {"refused", "empty", "resting"}
"""What says nothing of the next request."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long an answer is waited for, in seconds."""

    connect_s: float = 3.0
    first_piece_s: float = 20.0
    """Retries included."""
    between_s: float = 20.0
    """Without a byte."""
    whole_s: float = 300.0


def open_session(deadlines: Deadlines | None = None) -> aiohttp.ClientSession:
    """The session that every provider shares; whoever opens it closes it."""
    deadlines = deadlines or Deadlines()
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=CONNECTIONS),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(
            total=None,
            connect=deadlines.connect_s,
            sock_connect=deadlines.connect_s,
            sock_read=deadlines.between_s,
        ),
        headers={"Accept-Encoding": "identity"},
    )


class Api:
    """What one provider is asked for, left alone for a while when it keeps failing."""

    def __init__(
        self,
        provider: Provider,
        session: aiohttp.ClientSession,
        deadlines: Deadlines | None = None,
    ) -> None:
        self.provider = provider
        self.name = provider.name
        """As its calls are counted."""
        self._session = session
        self._deadlines = deadlines or Deadlines()
        self._breakers = AsyncCircuitBreakerFactory(
            default_threshold=FAILURES_BEFORE_REST,
            default_ttl=REST_S,
            exclude=[GeneratorExit, asyncio.CancelledError, (ModelError, _is_innocent)],
        )
        self._breaker: Any = None  # purgatory does not export its type
        self.failures_in_a_row = 0
        self._headers: dict[str, str] = {}
        if provider.key:
            self._headers["Authorization"] = f"Bearer {provider.key}"

    @property
    def state(self) -> str:
        """`closed` when it is asked, `opened` while it rests, `half-opened` when it is tried."""
        return str(self._breaker.context.state) if self._breaker else "closed"

    @asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        """Count what fails; refuse at once while the provider rests."""
        name = self.provider.name
        if self._breaker is None:
            self._breaker = await self._breakers.get_breaker(name)
        circuit = self._breaker.context
        # Asked here: the breaker would raise one exception again and again, with all its frames.
        if circuit.opened_at is not None and time.time() <= circuit.opened_at + circuit.ttl:
            metrics.CALLS.add(self.name, metrics.RESTING)
            raise NoAnswer(name, "resting")
        try:
            async with self._breaker:
                yield
        except ModelError as error:
            metrics.CALLS.add(self.name, error.why)
            self.failures_in_a_row += not _is_innocent(error)
            log.warning("model_failed", provider=name, why=error.why)
            raise
        else:
            metrics.CALLS.add(self.name, metrics.DONE)
            self.failures_in_a_row = 0

    async def _tried(
        self, send: Callable[[], Awaitable[aiohttp.ClientResponse]], within_s: float
    ) -> aiohttp.ClientResponse:
        """The server's 200 to what `send` sends, after a bounded number of tries."""
        clock = asyncio.get_running_loop().time
        until_s, tried = clock() + within_s, 0
        while True:
            told_s: float | None = None
            why: Why
            try:
                response = await send()
            except aiohttp.ServerDisconnectedError:
                # Most often a kept connection that the server closed as we took it up again.
                why, may_pass = "cut", True
            else:
                if response.status == 200:
                    return response
                response.close()
                why, may_pass = why_status(response.status), response.status in _AGAIN
                told_s = _retry_after_s(response.headers.get("Retry-After"))
            pause_s = RETRY_PAUSE_S * 2**tried if told_s is None else told_s
            pause_s *= random.uniform(1.0, 1.25)
            too_late = pause_s > MAXIMUM_RETRY_PAUSE_S or clock() + pause_s >= until_s
            if not may_pass or tried == RETRIES or too_late:
                raise _RefusedError(why, told_s)
            await asyncio.sleep(pause_s)
            tried += 1

    async def _sent(
        self, method: str, path: str, body: dict[str, Any] | aiohttp.FormData | None
    ) -> aiohttp.ClientResponse:
        json = {} if isinstance(body, aiohttp.FormData) else {"Content-Type": "application/json"}
        return await self._session.request(
            method,
            self.provider.base_url + path,
            data=orjson.dumps(body) if isinstance(body, dict) else body,
            headers=self._headers | json,
            allow_redirects=False,
        )


class ChatApi(Api):
    """The chat API of one provider."""

    def __init__(
        self,
        provider: Provider,
        session: aiohttp.ClientSession,
        deadlines: Deadlines | None = None,
    ) -> None:
        super().__init__(provider, session, deadlines)
        self._not_taken: set[str] = set()
        self._listed: tuple[Model, ...] | None = None

    async def models(self) -> tuple[Model, ...]:
        """The models on offer: as configured, else as the server lists them. Raises NoAnswer."""
        if self.provider.models:
            return self.provider.models
        if self._listed is None:
            async with self._watched():
                self._listed = tuple(Model(name, name) for name in await self.listed())
        return self._listed

    async def model(self, name: str | None) -> Model:
        """The model of this name, else the first on offer. Raises NoAnswer."""
        models = await self.models()
        return next((model for model in models if model.name == name), models[0])

    async def listed(self) -> list[str]:
        """The names that `GET /models` gives. Raises NoAnswer."""
        try:
            async with asyncio.timeout(LIST_DEADLINE_S):
                response = await self._sent("GET", "/models", None)
                if response.status != 200:
                    response.close()
                    raise UnusableError(why_status(response.status))
                rows = loaded(await bounded(response), response.charset)["data"]
                names = [clean(row["id"]) for row in rows[:MAXIMUM_LISTED]]
        except (KeyError, TypeError, AttributeError):
            raise NoAnswer(self.provider.name, "garbled") from None
        except FAILURES as error:
            raise NoAnswer(self.provider.name, why_of(error)) from None
        if not names:
            raise NoAnswer(self.provider.name, "empty")
        return names

    async def complete(
        self,
        messages: Sequence[Turn],
        model: Model,
        deadline_s: float,
        schema: Mapping[str, Any] | None = None,
    ) -> str:
        """A whole answer, in JSON of `schema` if the server can be held to it. Raises NoAnswer."""
        extras = {} if schema is None else {"response_format": _response_format(schema)}
        async with self._watched():
            try:
                async with asyncio.timeout(deadline_s):
                    response = await self._asked(
                        _body(messages, model, stream=False), extras, deadline_s
                    )
                    return Completion(await bounded(response), response.charset).text
            except FAILURES as error:
                raise NoAnswer(self.provider.name, why_of(error), again_in_s(error)) from None

    async def look(self, order: str, picture: str, deadline_s: float) -> str:
        """What the model that sees answers to an order about a picture. Raises NoAnswer.

        `picture` is its address; the answer comes as a stream, so that silence is noticed.
        """
        content = [
            {"type": "text", "text": order},
            {"type": "image_url", "image_url": {"url": picture}},
        ]
        body = {
            "model": self.provider.sees,
            "messages": [{"role": "user", "content": content}],
            "stream": True,
        }
        async with self._watched():
            try:
                async with asyncio.timeout(deadline_s):
                    arrival = Arrival(await self._asked(body, {}, deadline_s))
                    pieces = []
                    try:
                        while (piece := await arrival.piece()) is not None:
                            pieces.append(piece)
                    finally:
                        arrival.close()
                    return "".join(pieces)
            except FAILURES as error:
                raise NoAnswer(self.provider.name, why_of(error), again_in_s(error)) from None

    async def write(
        self,
        messages: Sequence[Turn],
        model: Model,
        answer: Answer,
        temperature: float | None = None,
    ) -> AsyncGenerator[str, None]:
        """The pieces of an answer, as they come; `answer` is told the rest.

        Raises NoAnswer before the first piece, BrokenAnswer after it.
        """
        extras: dict[str, Any] = {"stream_options": {"include_usage": True}}
        if temperature is not None:
            extras["temperature"] = temperature
        async with self._watched():
            arrival: Arrival | None = None
            response: aiohttp.ClientResponse | None = None
            watch: asyncio.TimerHandle | None = None
            try:
                async with asyncio.timeout(self._deadlines.first_piece_s):
                    response = await self._asked(
                        _body(messages, model, stream=True),
                        extras,
                        self._deadlines.first_piece_s,
                    )
                    arrival = Arrival(response)
                    piece = await arrival.piece()
                if piece is None:
                    raise UnusableError("empty")
                answer.engine = Engine(self.provider.name, model.name)
                # A generator cannot hold a timeout while its reader has the turn: a timer can.
                watch = asyncio.get_running_loop().call_later(
                    self._deadlines.whole_s, response.content.set_exception, TimeoutError()
                )
                while piece is not None:
                    yield piece
                    piece = await arrival.piece()
                answer.finish_reason = arrival.finish_reason
            except FAILURES as error:
                kind = BrokenAnswer if answer.engine else NoAnswer
                raise kind(self.provider.name, why_of(error), again_in_s(error)) from None
            finally:
                if watch is not None:
                    watch.cancel()
                if response is not None:
                    response.close()
                if arrival is not None:
                    arrival.close()
                if answer.engine is not None and arrival is not None:
                    answer.usage = _usage(messages, model, arrival)

    # ── One request ───────────────────────────────────────────────────────────────────────

    async def _asked(
        self, body: dict[str, Any], extras: Mapping[str, Any], within_s: float
    ) -> aiohttp.ClientResponse:
        return await self._tried(lambda: self._sent_as_taken(body, extras), within_s)

    async def _sent_as_taken(
        self, body: dict[str, Any], extras: Mapping[str, Any]
    ) -> aiohttp.ClientResponse:
        """Send `body` with the extras; a server that refuses them gets no more of them."""
        wanted = {name: value for name, value in extras.items() if name not in self._not_taken}
        response = await self._sent("POST", "/chat/completions", body | wanted)
        if not wanted or response.status not in {400, 422}:
            return response
        response.close()
        response = await self._sent("POST", "/chat/completions", body)
        if response.status == 200:
            self._not_taken |= wanted.keys()
        return response


class _RefusedError(UnusableError):
    def __init__(self, why: Why, retry_after_s: float | None) -> None:
        super().__init__(why)
        self.retry_after_s = retry_after_s


FAILURES = (UnusableError, aiohttp.ClientError, TimeoutError, OSError, ValueError)


def _is_innocent(error: BaseException) -> bool:
    return isinstance(error, ModelError) and error.why in _INNOCENT


def why_of(error: BaseException) -> Why:
    if isinstance(error, UnusableError):
        return error.why
    if isinstance(error, aiohttp.ConnectionTimeoutError | aiohttp.ClientConnectorError):
        return "unreachable"
    if isinstance(error, TimeoutError):
        return "slow"
    if isinstance(error, aiohttp.ClientResponseError | ValueError):
        return "garbled"
    return "cut"


def why_status(status: int) -> Why:
    if status in {401, 403}:
        return "unauthorised"
    if status == 429:
        return "too_many"
    if 300 <= status < 400:
        return "redirected"
    return "failed" if status >= 500 else "refused"


def again_in_s(error: BaseException) -> float | None:
    return error.retry_after_s if isinstance(error, _RefusedError) else None


def _retry_after_s(given: str | None) -> float | None:
    """Retry-After in seconds, from seconds or a date; None for neither."""
    if given is None:
        return None
    if given.isascii() and given.isdigit() and len(given) < 8:
        return float(given)
    try:
        at = parsedate_to_datetime(given)
        return max(0.0, (at - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _body(messages: Sequence[Turn], model: Model, *, stream: bool) -> dict[str, Any]:
    said = [
        {"role": "assistant" if turn.role == "staff" else turn.role, "content": turn.content}
        for turn in messages
    ]
    return {"model": model.sent_as, "messages": said, "stream": stream}


def _response_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": schema, "strict": True},
    }


async def bounded(
    response: aiohttp.ClientResponse, maximum_bytes: int = MAXIMUM_BODY_BYTES
) -> bytes:
    """A whole body of at most so many bytes. Raises UnusableError."""
    body = bytearray()
    try:
        while data := await response.content.read(maximum_bytes):
            body += data
            if len(body) > maximum_bytes:
                raise UnusableError("too_long")
    finally:
        response.close()
    return bytes(body)


def _usage(messages: Sequence[Turn], model: Model, arrival: Arrival) -> Usage:
    told = arrival.tokens
    tokens_in, tokens_out = told or (
        sum(len(turn.content) for turn in messages) // CHARS_A_TOKEN,
        arrival.deltas,
    )
    cost_eur = model.cost_eur(tokens_in, tokens_out)
    return Usage(tokens_in, tokens_out, cost_eur, estimated=told is None)
