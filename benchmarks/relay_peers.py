"""Other programs that relay a model's answers, for `benchmarks.foyer_relay`.

Each is installed from its package into an environment of its own below the folder that BENCH_PEERS
names (LiteLLM 0.6 GB, Open WebUI 2.4 GB with a torch without CUDA, 6 with it), and served as its
makers say, with one worker. Both keep their defaults but for what would ask other machines.
"""

import asyncio
import json
import os
import socket
import subprocess
import time
import venv
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psutil
from drills.server import request
from websockets.asyncio.client import ClientConnection, connect

LITELLM, OPEN_WEBUI = "litellm[proxy]==1.106.2", "open-webui==0.12.4"
KEY = "sk-bench"
START_LIMIT_S = 600
OFFLINE = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "HF_HUB_OFFLINE": "1",
    "OFFLINE_MODE": "true",
    "ENABLE_OLLAMA_API": "false",
    # Else a model of embeddings is fetched at the start.
    "RAG_EMBEDDING_ENGINE": "openai",
    "ENABLE_VERSION_UPDATE_CHECK": "false",
    "DO_NOT_TRACK": "true",
    "ANONYMIZED_TELEMETRY": "false",
    "GLOBAL_LOG_LEVEL": "WARNING",
}


@dataclass
class Peer:
    """A program that runs, and how it is asked."""

    name: str
    process: psutil.Process
    port: int
    token: str = KEY

    def head(self, path: str) -> bytes:
        """A request of a client of the API."""
        body = json.dumps(
            {
                "model": "bench",
                "stream": True,
                "messages": [{"role": "user", "content": "Bonjour, une question"}],
            }
        ).encode()
        return (
            f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            f"Authorization: Bearer {self.token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body


def _installed(folder: Path, package: str) -> Path:
    """The programs of a package's own environment."""
    home = folder / package.partition("[")[0].partition("=")[0]
    programs = home / "bin"
    if not (home / "installed").exists():
        venv.create(home, with_pip=True)
        subprocess.run([programs / "pip", "install", "-q", package], check=True)
        (home / "installed").touch()
    return programs


def _started(
    stack: ExitStack, command: list[str], environ: dict[str, str], folder: Path, ready: str
) -> tuple[psutil.Process, int]:
    """A server that answers `ready`, and its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        env={**os.environ, **OFFLINE, **environ},
        cwd=folder,
        stdout=(folder / "server.log").open("ab"),
        stderr=subprocess.STDOUT,
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    until_s = time.monotonic() + START_LIMIT_S
    while True:
        if process.poll() is not None or time.monotonic() > until_s:
            raise RuntimeError((folder / "server.log").read_text()[-2000:])
        try:
            if request(port, "GET", ready)[0] == 200:
                return psutil.Process(process.pid), port
        except (OSError, ValueError):
            time.sleep(0.2)


def lite_llm(stack: ExitStack, peers: Path, folder: Path, source: str) -> Peer:
    """LiteLLM's proxy before the model server at `source`."""
    folder.mkdir()
    config = folder / "config.yaml"
    config.write_text(
        "model_list:\n"
        "  - model_name: bench\n"
        f"    litellm_params: {{model: openai/bench, api_base: '{source}', api_key: x}}\n"
        f"general_settings: {{master_key: {KEY}}}\n"
    )
    program = str(_installed(peers, LITELLM) / "litellm")
    process, port = _started(
        stack, [program, "--config", str(config)], {}, folder, "/health/liveliness"
    )
    return Peer("LiteLLM's proxy", process, port)


def open_webui(stack: ExitStack, peers: Path, folder: Path, source: str) -> Peer:
    """Open WebUI before the model server at `source`, with its first account."""
    folder.mkdir()
    program = str(_installed(peers, OPEN_WEBUI) / "open-webui")
    environ = {
        "DATA_DIR": str(folder),
        "WEBUI_SECRET_KEY": "bench" * 8,
        "OPENAI_API_BASE_URL": source,
        "OPENAI_API_KEY": "x",
    }
    process, port = _started(stack, [program, "serve"], environ, folder, "/health")
    person = {"name": "Ada", "email": "ada@example.com", "password": "comptoir-demo-1"}
    status, account = request(port, "POST", "/api/v1/auths/signup", person, timeout_s=60)
    assert status == 200, account
    peer = Peer("Open WebUI's API", process, port, account["token"])
    headers = {"Authorization": f"Bearer {peer.token}"}
    _, models = request(port, "GET", "/api/models", None, headers=headers, timeout_s=60)
    assert [model["id"] for model in models["data"]] == ["bench"], models
    return peer


# ── Open WebUI's own page ─────────────────────────────────────────────────────────────────


async def page_streams(peer: Peer, count: int) -> list[tuple[float, float]]:
    """Ask as its page does: by HTTP, answered over the socket while the chat is stored.

    One page asks in all the chats: with a socket for each, every one would be told all of them.
    """
    url = f"ws://127.0.0.1:{peer.port}/ws/socket.io/?EIO=4&transport=websocket"
    async with connect(url, max_size=None, compression=None) as page:
        await page.recv()
        await page.send("40" + json.dumps({"token": peer.token}))
        connected = str(await page.recv())
        session = json.loads(connected.removeprefix("40"))["sid"]
        began, asked = time.monotonic(), [str(uuid4()) for _ in range(count)]
        hearing = asyncio.create_task(_until_all_are_told(page, set(asked), began))
        taken = await asyncio.gather(
            *(asyncio.to_thread(_ask, peer, session, each) for each in asked)
        )
        assert all(taken), f"{taken.count(False)} of {count} questions were not taken"
        return await hearing


def _ask(peer: Peer, session: str, message_id: str) -> bool:
    question = str(uuid4())
    said = {"role": "user", "content": "Bonjour, une question"}
    body = {
        "model": "bench",
        "stream": True,
        "messages": [said],
        "parent_id": None,
        "user_message": {"id": question, "parentId": None, "models": ["bench"], **said},
        "message_ids": [{"model_id": "bench", "message_id": message_id}],
        "session_id": session,
        "background_tasks": {},
    }
    headers = {"Authorization": f"Bearer {peer.token}"}
    status, answer = request(
        peer.port, "POST", "/api/chat/completions", body, headers=headers, timeout_s=120
    )
    return status == 200 and bool(answer["task_ids"])


async def _until_all_are_told(
    page: ClientConnection, waited_for: set[str], began: float
) -> list[tuple[float, float]]:
    first: dict[str, float] = {}
    took = []
    async with asyncio.timeout(300):
        while waited_for:
            text = str(await page.recv())
            if text == "2":
                await page.send("3")
            if not text.startswith("42"):
                continue
            event = json.loads(text[2:])[1]
            message_id, data = event.get("message_id"), event.get("data", {})
            if message_id not in waited_for or not data.get("type", "").endswith(":completion"):
                continue
            since = time.monotonic() - began
            first.setdefault(message_id, since)
            if data.get("data", {}).get("done"):
                waited_for.discard(message_id)
                took.append((first[message_id], since))
    return took
