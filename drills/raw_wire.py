"""A WebSocket client that can be as wrong as it likes."""

import asyncio
import base64
import contextlib
import json
import os
import socket
from typing import Any

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
DEADLINE_S, HANDSHAKE_DEADLINE_S = 10, 30
UNASKED = frozenset({"dm", "message", "presence"})
"""What others say comes too."""


def frame(opcode: int, payload: bytes, *, fin: bool = True, masked: bool = True) -> bytes:
    """A frame as a client sends it; the mask of zeros changes nothing."""
    size = len(payload)
    bit = 0x80 if masked else 0
    head = bytes([(0x80 if fin else 0) | opcode])
    if size < 126:
        head += bytes([bit | size])
    elif size < 65_536:
        head += bytes([bit | 126]) + size.to_bytes(2, "big")
    else:
        head += bytes([bit | 127]) + size.to_bytes(8, "big")
    return head + (b"\0\0\0\0" if masked else b"") + payload


class RawWire:
    """One connection, after its handshake."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.status = 0
        self.sent_bytes = 0

    @classmethod
    async def opened(
        cls, port: int, headers: dict[str, str], path: str = "/", receive_bytes: int = 0
    ) -> "RawWire":
        """Whatever the server answers to this handshake is its `status`.

        With `receive_bytes` the system takes hardly more than so much that nobody reads.
        """
        wired = socket.socket()
        if receive_bytes:
            wired.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        wired.setblocking(False)
        await asyncio.get_running_loop().sock_connect(wired, ("127.0.0.1", port))
        reader, writer = await asyncio.open_connection(sock=wired, limit=2**20)
        wire = cls(reader, writer)
        lines = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Version": "13",
            **headers,
        }
        said = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        writer.write(f"GET {path} HTTP/1.1\r\n{said}\r\n".encode())
        async with asyncio.timeout(HANDSHAKE_DEADLINE_S):
            head = await reader.readuntil(b"\r\n\r\n")
        wire.status = int(head.split()[1])
        return wire

    async def send(self, data: bytes) -> bool:
        """Send bytes as they are; whether the other side still takes them."""
        try:
            self.writer.write(data)
            async with asyncio.timeout(DEADLINE_S):
                await self.writer.drain()
        except (OSError, TimeoutError):
            return False
        self.sent_bytes += len(data)
        return not self.reader.at_eof()

    async def say(self, text: str | bytes) -> None:
        """Send one message."""
        await self.send(frame(TEXT, text if isinstance(text, bytes) else text.encode()))

    async def next(self) -> tuple[int, bytes]:
        """The next frame: its opcode and what it holds; (CLOSE, b"") where there is none."""
        try:
            async with asyncio.timeout(DEADLINE_S):
                head = await self.reader.readexactly(2)
                size = head[1] & 127
                if size > 125:
                    size = int.from_bytes(await self.reader.readexactly(2 if size == 126 else 8))
                return head[0] & 15, await self.reader.readexactly(size)
        except (OSError, asyncio.IncompleteReadError):
            return CLOSE, b""

    async def answer(self, unasked: frozenset[str] = UNASKED) -> dict[str, Any]:
        """The next message, but for `unasked`; `{"type": "closed"}` with its code at the end."""
        while True:
            opcode, payload = await self.next()
            if opcode == TEXT:
                said: dict[str, Any] = json.loads(payload)
                if said["type"] not in unasked:
                    return said
            if opcode == PING:
                await self.send(frame(PONG, payload))
            if opcode == CLOSE:
                return {"type": "closed", "code": int.from_bytes(payload[:2])}

    async def answers_to_ping(self) -> list[dict[str, Any]]:
        """Everything that comes before the answer to a ping of the service."""
        await self.say('{"type": "ping"}')
        found = []
        async with asyncio.timeout(DEADLINE_S):  # what others say would keep one waiting for ever
            while True:
                said = await self.answer()
                if said["type"] in {"pong", "closed"}:
                    return [*found, said] if said["type"] == "closed" else found
                found.append(said)

    async def close_code(self) -> int:
        """The code that the server closes with; 0 where it just goes, -1 where it stays."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DEADLINE_S):
                while True:
                    said = await self.answer()
                    if said["type"] == "closed":
                        return int(said["code"])
        return -1

    def stall(self) -> None:
        """Read no more."""
        self.writer.transport.pause_reading()  # type: ignore[attr-defined]

    def close(self) -> None:
        """Go without a word."""
        self.writer.transport.abort()
