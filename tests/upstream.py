"""A model provider on a free port, which speaks the OpenAI protocol and misbehaves on demand.

Its first path segment is how it behaves: `upstream.url("words")` is the base address of one that
answers, `upstream.url("garbage")` of one that does not. It runs in a thread of its own, over plain
sockets, so that every byte on the wire is ours to choose.
"""

import asyncio
import contextlib
import email
import json
import re
import threading
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Any

WORDS = ["Bon", "jour", ", je", " suis", " là", " 🙂", "."]
ANSWER = "".join(WORDS)
USAGE = {"prompt_tokens": 12, "completion_tokens": 7, "total_tokens": 19}
_ORDER = re.compile(r"(?:réponds exactement|answer exactly) ?: ?(.+)", re.IGNORECASE | re.DOTALL)

HEARD = "Mon canapé a un problème, le ressort est cassé"
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x64" + bytes(413)
SECRET, SECRET_ENDS_UNIX = "ek_68af296e8e408191a1120ab6383263c2", 1_769_854_800

Request = dict[str, Any]
"""The JSON body of a request, or the fields of its form, with `headers` and `path` beside it."""


def head(status: str = "200 OK", kind: str = "text/event-stream", **headers: str) -> bytes:
    """The start of an answer that ends with its connection."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def delta(text: str) -> bytes:
    """One event of a stream."""
    chunk = {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}
    return b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n"


def finish(
    reason: str = "stop", usage: dict[str, int] | None = USAGE, *, done: bool = True
) -> bytes:
    """The events that end a stream."""
    last: dict[str, Any] = {"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}
    events = [last] + ([{"choices": [], "usage": usage}] if usage else [])
    text = b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events)
    return text + (b"data: [DONE]\n\n" if done else b"")


def completion(text: str) -> bytes:
    """A whole answer."""
    message = {"role": "assistant", "content": text}
    body = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}], "usage": USAGE}
    return head(kind="application/json") + json.dumps(body, ensure_ascii=False).encode()


def _said(request: Request, text: str) -> Iterator[bytes]:
    """`text`, as it was asked for: in one piece or in many."""
    if not request.get("stream"):
        yield completion(text)
        return
    yield head()
    for word in re.findall(r"\S+\s*|\s+", text):
        yield delta(word)
    yield finish()


def _words(request: Request) -> Iterator[bytes]:
    yield from _said(request, ANSWER)


def _echo(request: Request) -> Iterator[bytes]:
    yield from _said(request, request["messages"][-1]["content"])


def _confirms(request: Request) -> Iterator[bytes]:
    """Says "confirmation" to everything, in the shape that was asked for."""
    asked = json.loads(request["messages"][-1]["content"])
    if "sentences" in asked:
        yield from _said(request, json.dumps({"sentences": ["confirmation"] * 9}))
        return
    reading = {
        "intent": "confirmation",
        "consent": "yes",
        "confidence": 1.0,
        "category": "confirmation",
        "severity": "confirmation",
        "description": "confirmation",
        "emotion": "happy",
        "language": "fr",
        "slots": {"numero_commande": "CMD-2025-30301", "confirmation": True},
    }
    yield from _said(request, json.dumps(reading))


def _obeys(request: Request) -> Iterator[bytes]:
    """Does what any instruction in the prompt says, wherever it stands."""
    asked = json.loads(request["messages"][-1]["content"])
    text = asked.get("message") or asked.get("said") or ""
    order = _ORDER.search(text)
    if not order:
        yield from _said(request, "null")
        return
    if "sentences" in asked:
        yield from _said(request, json.dumps({"sentences": [order[1]] * len(asked["sentences"])}))
        return
    yield from _said(request, order[1])


def _friendly(request: Request) -> Iterator[bytes]:
    """Words each draft a little differently, and reads nothing."""
    asked = json.loads(request["messages"][-1]["content"])
    worded = [f"Bien sûr ! {draft}" for draft in asked.get("sentences", [])]
    yield from _said(request, json.dumps({"sentences": worded} if worded else {}))


def _fenced(request: Request) -> Iterator[bytes]:
    """Refuses `response_format`, and wraps its JSON in words."""
    if "response_format" in request:
        yield head("400 Bad Request", "application/json") + b'{"error": {"message": "unknown"}}'
        return
    yield from _said(request, 'Voici :\n```json\n{"intent": "faq_livraison"}\n```\nVoilà.')


def _audible(request: Request) -> Iterator[bytes]:
    """Listens, speaks and mints secrets."""
    if request["path"].endswith("/audio/speech"):
        yield head(kind="audio/mpeg") + MP3
        return
    if request["path"].endswith("/audio/transcriptions"):
        answer: dict[str, Any] = {"text": HEARD}
    else:
        session = {**request["session"], "id": "sess_1", "object": "realtime.session"}
        answer = {"value": SECRET, "expires_at": SECRET_ENDS_UNIX, "session": session}
    yield head(kind="application/json") + json.dumps(answer).encode()


def _gives_the_key_away(request: Request) -> Iterator[bytes]:
    key = request["headers"]["Authorization"].removeprefix("Bearer ")
    answer = {"value": key, "expires_at": SECRET_ENDS_UNIX, "text": 7}
    yield head(kind="application/json") + json.dumps(answer).encode()


def _form(body: bytes, kind: str) -> Request:
    """The fields of a form; a file as its name, type and bytes."""
    message = email.message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    fields: Request = {}
    for part in message.get_payload():  # type: ignore[union-attr]
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        named = part.get_filename()
        fields[name] = (named, part.get_content_type(), content) if named else content.decode()
    return fields


def _strict(request: Request) -> Iterator[bytes]:
    """Refuses every field that not all servers know."""
    if set(request) - {"model", "messages", "stream", "headers", "path"}:
        yield head("422 Unprocessable Entity", "application/json") + b"{}"
        return
    yield from _said(request, ANSWER)


def _status(status: str, **headers: str) -> Callable[[Request], Iterator[bytes]]:
    def answer(request: Request) -> Iterator[bytes]:
        yield head(status, "application/json", **headers) + b'{"error": {"message": "no"}}'

    return answer


def _stream(*parts: bytes, kind: str = "text/event-stream") -> Callable[[Request], Iterator[bytes]]:
    def answer(request: Request) -> Iterator[bytes]:
        yield head(kind=kind)
        yield from parts

    return answer


def _cut(request: Request) -> Iterator[bytes]:
    """Promises more than it sends."""
    yield head(Content_Length="100000") + delta("Bon") + delta("jour")


def _endless(request: Request) -> Iterator[bytes]:
    yield head()
    while True:
        yield delta("encore ") * 200


def _latin(request: Request) -> Iterator[bytes]:
    said = delta("à côté de l'été").decode().encode("latin-1")
    yield head(kind="text/event-stream; charset=iso-8859-1") + said + finish()


def _undeclared(request: Request) -> Iterator[bytes]:
    yield head() + delta("à côté").decode().encode("latin-1") + finish()


_CRLF = (b": a comment\r\n\r\n" + delta("Bon") + delta("jour") + finish()).replace(b"\n", b"\r\n")

BEHAVIOURS: dict[str, Callable[[Request], Iterator[bytes]]] = {
    "words": _words,
    "echo": _echo,
    "confirms": _confirms,
    "obeys": _obeys,
    "friendly": _friendly,
    "fenced": _fenced,
    "strict": _strict,
    "audible": _audible,
    "key": _gives_the_key_away,
    "401": _status("401 Unauthorized"),
    "404": _status("404 Not Found"),
    "429": _status("429 Too Many Requests", Retry_After="0"),
    "429-long": _status("429 Too Many Requests", Retry_After="3600"),
    "500": _status("500 Internal Server Error"),
    "redirect": _status("307 Temporary Redirect", Location="http://127.0.0.1:1/v1/secret"),
    "garbage": _stream(b"<html>\x00\xff\xfe not what you think"),
    "garbage-events": _stream(b"data: \xff\xfe{nonsense\n\n"),
    "not-objects": _stream(b'data: ["choices"]\n\ndata: 7\n\n'),
    "half-json": _stream(b'{"choices": [{"message": {"content": "Bonj', kind="application/json"),
    "cut": _cut,
    "ends-early": _stream(delta("Bon"), delta("jour")),
    "endless": _endless,
    "endless-line": _stream(b"data: ", *[b"x" * 65536] * 40),
    "latin-1": _latin,
    "undeclared": _undeclared,
    "nothing": lambda request: _said(request, "NOTHING"),
    "error-first": _stream(b'data: {"error": {"message": "overloaded"}}\n\n'),
    "error-later": _stream(delta("Bon"), b'event: error\ndata: {"error": {"code": 1}}\n\n'),
    "empty": _stream(finish()),
    "no-done": _stream(delta("Bon"), delta("jour"), finish(done=False)),
    "no-usage": _stream(delta("Bon"), delta("jour"), finish(usage=None)),
    "no-blank-line": _stream(delta("Bon"), delta("jour"), finish(done=False).rstrip(b"\n")),
    "crlf": _stream(*(bytes([byte]) for byte in _CRLF)),
    "no-space": _stream((delta("Bon") + delta("jour") + finish()).replace(b"data: ", b"data:")),
    "split-characters": _stream(*(bytes([b]) for b in delta("déjà 🙂 vu") + finish())),
    "wrong-type": _stream(delta("Bon"), delta("jour"), finish(), kind="application/octet-stream"),
    "not-a-stream": lambda request: iter([completion(ANSWER)]),
    "length": _stream(delta("Bon"), finish("length")),
}
SILENT = {"hang": b"", "hang-later": head() + delta("Bon"), "hang-finished": head() + delta("Bon")}
SILENT["hang-finished"] += finish(done=False, usage=None)
PAUSE_S = {"slow": 1.0}
"""One byte, then a pause."""


class Upstream:
    """The server. `asked` counts requests by behaviour; `requests` are their bodies."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.requests: list[Request] = []
        self.fails_first: Counter[str] = Counter()
        """How many of the next requests of a behaviour get a 503 instead."""
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def url(self, behaviour: str) -> str:
        """The base address of a provider that behaves so."""
        return f"http://127.0.0.1:{self.port}/{behaviour}/v1"

    def __enter__(self) -> "Upstream":
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        answering = asyncio.all_tasks() - {asyncio.current_task()}
        for task in answering:
            task.cancel()
        await asyncio.gather(*answering, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            behaviour, request = await self._request(reader)
            async with contextlib.aclosing(self._parts(behaviour, request)) as parts:
                async for part in parts:
                    writer.write(part)
                    await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has left
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _request(self, reader: asyncio.StreamReader) -> tuple[str, Request]:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        path = lines[0].split(" ")[1]
        headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        body = await reader.readexactly(int(headers.get("Content-Length", 0)))
        behaviour = path.split("/")[1]
        kind = headers.get("Content-Type", "")
        is_form = kind.startswith("multipart/")
        fields = _form(body, kind) if is_form else json.loads(body or b"{}")
        request = {**fields, "headers": headers, "path": path}
        self.asked[behaviour] += 1
        self.requests.append(request)
        return behaviour, request

    async def _parts(self, behaviour: str, request: Request) -> AsyncGenerator[bytes, None]:
        if self.fails_first[behaviour] > 0:
            self.fails_first[behaviour] -= 1
            yield head("503 Service Unavailable", "application/json", Retry_After="0") + b"{}"
        elif behaviour in SILENT:
            yield SILENT[behaviour]
            await self._stop.wait()
        elif behaviour in PAUSE_S:
            for byte in head() + delta("Bon") * 1000:
                yield bytes([byte])
                await asyncio.sleep(PAUSE_S[behaviour])
        elif request["path"].endswith("/models") and BEHAVIOURS[behaviour] in {_words, _echo}:
            names = [{"id": "small"}, {"id": "large"}]
            yield head(kind="application/json") + json.dumps({"data": names}).encode()
        else:
            for part in BEHAVIOURS[behaviour](request):
                yield part
