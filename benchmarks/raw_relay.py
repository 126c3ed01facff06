"""A raw asyncio relay for `benchmarks.foyer_relay`: no account, no row, no limit, no deadline.

Each request opens a connection to the model server, cuts its lines, parses each event's JSON and
writes one event a token.
"""

import asyncio
import contextlib
import sys

import orjson
import uvloop

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


async def _relay(port: int, speed: str, writer: asyncio.StreamWriter) -> None:
    body = orjson.dumps({"model": "bench", "messages": [{"role": "user", "content": "Bonjour"}]})
    upstream, asking = await asyncio.open_connection("127.0.0.1", port)
    asking.write(
        b"POST /%b/v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (speed.encode(), len(body), body)
    )
    writer.write(HEAD)
    while line := await upstream.readline():
        if line.startswith(b"data: {"):
            choices = orjson.loads(line[6:])["choices"]
            text = choices[0]["delta"].get("content") if choices else None
            if text:
                writer.write(b'data: {"token":%b,"message_id":5}\n\n' % orjson.dumps(text))
                await writer.drain()
    writer.write(b"data: [DONE]\n\n")
    asking.close()


async def _serve(port: int) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            await _relay(port, head.split(b"/", 2)[1].decode(), writer)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=500)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1])))
