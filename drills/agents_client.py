"""A client of the agents' service that can leave in the middle of any byte, and come back."""

import asyncio
import hashlib
import itertools
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

PASSWORD = "comptoir-demo"
DEADLINE_S = 60
_NUMBERS = itertools.count(1)


@dataclass
class Answered:
    """A response as far as it was received."""

    status: int
    body: bytes
    whole: bool
    """Whether the server ended it, and not the client."""

    def json(self) -> Any:
        """Its body."""
        return json.loads(self.body)


def next_address() -> str:
    """An address that nobody had before: each request has its own limits."""
    number = next(_NUMBERS)
    return f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"


async def send(
    port: int,
    method: str,
    path: str,
    headers: dict[str, str] | None = None,
    content: bytes = b"",
    stop_at: int | None = None,
) -> Answered:
    """One request, from an address of its own; cut off at byte `stop_at` of its answer.

    Raises OSError, and TimeoutError after DEADLINE_S.
    """
    given = {
        "Host": "office.example",
        "Connection": "close",
        "Content-Type": "application/json",
        "Content-Length": str(len(content)),
        "X-Forwarded-For": next_address(),
        **(headers or {}),
    }
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
    async with asyncio.timeout(DEADLINE_S):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write("\r\n".join([*lines, "", ""]).encode() + content)
            raw, whole = await _received(reader, stop_at)
        finally:
            writer.transport.abort()
    return _parsed(raw, whole)


async def _received(reader: asyncio.StreamReader, stop_at: int | None) -> tuple[bytes, bool]:
    raw = bytearray()
    while stop_at is None or len(raw) < stop_at:
        piece = await reader.read(65_536 if stop_at is None else stop_at - len(raw))
        if not piece:
            return bytes(raw), True
        raw += piece
    return bytes(raw), False


def _parsed(raw: bytes, whole: bool) -> Answered:
    opening, _, rest = raw.partition(b"\r\n\r\n")
    parts = opening.split(b" ", 2)
    status = int(parts[1]) if len(parts) > 2 else 0
    chunked = b"transfer-encoding: chunked" in opening.lower()
    return Answered(status, _joined(rest) if chunked else rest, whole)


def _joined(chunks: bytes) -> bytes:
    """The body of chunks that may end anywhere."""
    body = bytearray()
    while b"\r\n" in chunks:
        size, _, chunks = chunks.partition(b"\r\n")
        length = int(size, 16)
        if not length:
            break
        body += chunks[:length]
        chunks = chunks[length + 2 :]
    return bytes(body)


class Seen:
    """What a reader has of an answer: its words, and the place where it left off."""

    def __init__(self) -> None:
        self.text, self.last_id = "", ""
        self.done = False
        self.resets = 0
        self.names: list[str] = []

    def take(self, body: bytes) -> None:
        """Take the events that came whole, as a browser would."""
        for block in body.split(b"\n\n")[:-1]:
            lines = [line.decode() for line in block.split(b"\n") if not line.startswith(b":")]
            fields = dict(line.split(": ", 1) for line in lines if ": " in line)
            if "data" not in fields:
                continue
            self.last_id = fields.get("id", self.last_id)
            self._take(fields.get("event", ""), fields["data"])

    def _take(self, name: str, data: str) -> None:
        self.names.append(name)
        if name == "reset":
            self.text = json.loads(data)["content"]
            self.resets += 1
        elif not name and data == "[DONE]":
            self.done = True
        elif not name:
            self.text += json.loads(data)["token"]


class Person:
    """Somebody signed in, to every process of the service."""

    def __init__(self, ports: list[int], token: str) -> None:
        self.ports = ports
        self.headers = {"Authorization": f"Bearer {token}"}
        self._ids = itertools.count(1)

    async def asks(self, method: str, path: str, body: Any = None) -> Any:
        """One request to the first process; its JSON. Raises RuntimeError for an error."""
        content = b"" if body is None else json.dumps(body).encode()
        answer = await send(self.ports[0], method, path, self.headers, content)
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body[:300]!r}")
        return answer.json()

    async def begins_chats(self, count: int, **agent: Any) -> list[int]:
        """Chats with an agent of theirs; their ids."""
        given = {"name": "Aide", "system_prompt": "Tu aides.", **agent}
        agent_id = (await self.asks("POST", "/api/agents", given))["id"]
        chats = [
            await self.asks("POST", "/api/chats", {"agent_id": agent_id}) for _ in range(count)
        ]
        return [chat["id"] for chat in chats]

    async def sends(self, name: bytes, content: bytes, kind: str, entity: int) -> Answered:
        """Upload a document for an agent or a chat."""
        body = b""
        for field, value in (("entity_type", kind), ("entity_id", str(entity))):
            opening = f'--cut\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
            body += opening.encode()
        body += b'--cut\r\nContent-Disposition: form-data; name="file"; filename="'
        body += name + b'"\r\n\r\n' + content + b"\r\n--cut--\r\n"
        headers = {**self.headers, "Content-Type": "multipart/form-data; boundary=cut"}
        return await send(self.ports[0], "POST", "/api/documents/upload", headers, body)

    async def awaits(self, document: int, within_s: float = 90) -> dict[str, Any]:
        """A document once it was read, or could not be."""
        async with asyncio.timeout(within_s):
            while True:
                body: dict[str, Any] = await self.asks("GET", f"/api/documents/{document}/state")
                if body["state"] != "processing":
                    return body
                await asyncio.sleep(0.05)

    async def reads(
        self, port: int, chat_id: int, question: str, seen: Seen, stop_at: int | None = None
    ) -> Answered:
        """Stream the answer to a question from where it was left; the question is put once."""
        path = f"/api/messages/stream/{chat_id}"
        if seen.last_id:
            headers = {"Last-Event-ID": seen.last_id}
        else:
            key = hashlib.sha256(f"{chat_id} {question}".encode()).hexdigest()
            headers = {"Idempotency-Key": key}
            path += f"?message={quote(question)}"
        answer = await send(port, "GET", path, self.headers | headers, stop_at=stop_at)
        if answer.status == 200:
            seen.take(answer.body)
        elif answer.whole and answer.status not in {409, 503}:
            raise RuntimeError(f"{path[:200]}: {answer.status} {answer.body[:300]!r}")
        return answer


async def signed_in(ports: list[int], email: str = "ada@foyer.example") -> Person:
    """Somebody of the demonstration."""
    body = json.dumps({"email": email, "password": PASSWORD}).encode()
    answer = await send(ports[0], "POST", "/api/auth/login", content=body)
    if answer.status != 200:
        raise RuntimeError(f"nobody signs in: {answer.status} {answer.body[:300]!r}")
    return Person(ports, answer.json()["access_token"])
