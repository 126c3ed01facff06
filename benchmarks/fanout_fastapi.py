"""The peer that a tutorial shows: FastAPI, and `await send_text` to each member in turn."""

import json
import sys

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
members: set[WebSocket] = set()


@app.websocket("/")
async def room(socket: WebSocket) -> None:
    """Whatever one says, all hear."""
    await socket.accept()
    members.add(socket)
    try:
        while True:
            said = json.loads(await socket.receive_text())
            if said["type"] == "join":
                await socket.send_text('{"type":"joined"}')
                continue
            frame = json.dumps(said)
            for each in list(members):
                await each.send_text(frame)
    except WebSocketDisconnect:
        members.discard(socket)


if __name__ == "__main__":
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="error",
    )
