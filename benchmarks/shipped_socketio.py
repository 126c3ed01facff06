"""python-socketio as shipped, for `benchmarks.socketio`: a room, and its emit."""

import asyncio
import socket
from typing import Any

import uvicorn
import uvloop

import socketio

sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=[])


@sio.event
async def join_chat(sid: str, data: Any) -> dict[str, Any]:
    """Enter the one room."""
    await sio.enter_room(sid, "chat")
    return {"status": "success"}


@sio.event
async def typing(sid: str, data: Any) -> None:
    """Tell the others."""
    told = {"chat_id": data["chat_id"], "user_id": 7, "is_typing": True}
    await sio.emit("user_typing", told, room="chat", skip_sid=sid)


async def _serve() -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
    print(listener.getsockname()[1], flush=True)
    app = socketio.ASGIApp(sio, socketio_path="/ws/socket.io")
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
        access_log=False,
        log_config=None,
    )
    await uvicorn.Server(config).serve(sockets=[listener])


async def main() -> None:
    """Serve until ended."""
    await asyncio.gather(_serve())


if __name__ == "__main__":
    uvloop.run(main())
