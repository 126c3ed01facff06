"""A local model server for `benchmarks.relay`: 200 tokens a stream, a write and a chunk each.

`/fast/…` sends them at once, `/slow/…` one each 10 ms, and keep the connection, as model servers
do; `/cold/…` is slow and closes it, so that every stream begins with a new one. A token's text is
the time it was written at, in nanoseconds of the monotonic clock that all processes share.
"""

import asyncio
import contextlib
import time

import uvloop

TOKENS = 200
PAUSES_S = {b"fast": 0.0, b"slow": 0.010, b"cold": 0.010}
HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
    b"Connection: %b\r\n\r\n"
)
EVENT = (
    b'data: {"id":"chatcmpl-0123456789","object":"chat.completion.chunk","created":1760000000,'
    b'"model":"bench","choices":[{"index":0,"delta":{"content":"%d "},"finish_reason":null}]}\n\n'
)
END = (
    b'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'
    b'data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":200}}\n\n'
    b"data: [DONE]\n\n"
)
_MODELS = b'{"object":"list","data":[{"id":"bench","object":"model"}]}'
MODELS = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
    len(_MODELS),
    _MODELS,
)


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while await _stream(reader, writer):
            pass
    writer.close()


async def _stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Answer one request; whether another may follow on this connection."""
    head = await reader.readuntil(b"\r\n\r\n")
    if head.startswith(b"GET "):
        writer.write(MODELS)
        return True
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n") if b": " in line)
    await reader.readexactly(int(fields[b"content-length"]))
    kind = head.split(b"/", 2)[1]
    keeps = kind != b"cold" and fields.get(b"connection") != b"close"
    writer.write(HEAD % (b"keep-alive" if keeps else b"close"))
    clock = asyncio.get_running_loop().time
    due_s = clock()
    for _ in range(TOKENS):
        writer.write(_chunk(EVENT % time.monotonic_ns()))
        if PAUSES_S[kind]:
            due_s += PAUSES_S[kind]
            await asyncio.sleep(due_s - clock())
        else:
            await writer.drain()
    writer.write(_chunk(END) + b"0\r\n\r\n")
    return keeps


async def _serve() -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0, backlog=500)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve())
