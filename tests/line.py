"""The line between a browser and a service: it can be cut, and it can lose what is said."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from urllib.parse import urlsplit


class Line:
    """Everything between a browser and `service`, at an address of its own."""

    def __init__(self, service: str) -> None:
        self._service = urlsplit(service)
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._is_cut = False
        self._is_deaf = False
        self.url = ""

    async def lay(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def cut(self) -> None:
        """Nothing passes any more, and what was open is broken."""
        self._is_cut = True
        for writer in list(self._open):
            writer.transport.abort()

    def deafen(self) -> None:
        """What the service says is lost; what it is told still arrives."""
        self._is_deaf = True

    def mend(self) -> None:
        self._is_cut = self._is_deaf = False

    async def close(self) -> None:
        self.cut()
        if self._server is not None:
            self._server.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        host, port = self._service.hostname, self._service.port
        there, to_service = await asyncio.open_connection(host, port)
        self._open |= {writer, to_service}
        with contextlib.suppress(ConnectionError, OSError):
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pipe(reader, to_service, may_be_lost=False))
                both.create_task(self._pipe(there, writer, may_be_lost=True))
        self._open -= {writer, to_service}

    async def _pipe(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, may_be_lost: bool
    ) -> None:
        with contextlib.suppress(ConnectionError, OSError):
            while data := await reader.read(65_536):
                if may_be_lost and self._is_deaf:
                    continue
                writer.write(data)
                await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def line_to(service: str) -> AsyncIterator[Line]:
    """A line to `service` for as long as this lasts."""
    line = Line(service)
    await line.lay()
    try:
        yield line
    finally:
        await line.close()
