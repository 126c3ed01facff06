"""Nothing a conversation does makes the event loop wait: no file, no name look-up, no sleep.

An audit hook notes what Python is about to do in the loop's own thread; `time.sleep`, which raises
no audit event in Python 3.11, is seen by a profiler. SQLite's own files are opened by its library
before anything is served, and read in statements that are short.
"""

import asyncio
import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from cast import CLAIRE, ORDER, SAM, open_shop
from pictures import photo

pytestmark = pytest.mark.anyio

ALWAYS_BLOCKING = {
    *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "sqlite3.connect"),
    *("subprocess.Popen", "os.system", "os.posix_spawn", "os.fork"),
    *("os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename", "os.truncate"),
    *("shutil.copyfile", "shutil.rmtree", "urllib.Request", "http.client.connect"),
}
CODE = (".py", ".pyc", ".so")
"""A module that is loaded at its first use is read once, like the program itself."""


class Recorder:
    """Notes what blocks, in one thread, while it is recording."""

    def __init__(self) -> None:
        self.noted: list[str] = []
        self._thread: int | None = None

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if threading.get_ident() == self._thread and self._blocks(event, arguments):
            self.noted.append(f"{event} {arguments[:1]}")

    @staticmethod
    def _blocks(event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            path = str(arguments[0])
            # /proc is memory, where this process reads its own figures for /health.
            return not path.startswith("/proc/") and not path.endswith(CODE)
        if event == "socket.connect":
            return bool(arguments[0].gettimeout() != 0)
        return event in ALWAYS_BLOCKING

    @contextlib.contextmanager
    def recording(self) -> Iterator[list[str]]:
        self.noted = []
        self._thread = threading.get_ident()
        sys.setprofile(self._profile)
        try:
            yield self.noted
        finally:
            sys.setprofile(None)
            self._thread = None

    def _profile(self, _: FrameType, event: str, argument: Any) -> None:
        if event == "c_call" and argument is time.sleep:
            self.noted.append("time.sleep")


@pytest.fixture(scope="session")
def recorder() -> Recorder:
    made = Recorder()
    sys.addaudithook(made.hook)  # there is no way to take it back: it stays, and stays silent
    return made


async def test_a_whole_conversation_never_makes_the_loop_wait(
    recorder: Recorder, database_url: str
) -> None:
    async with open_shop(database_url) as shop:
        nora, claire, sam = shop.visitor(), shop.visitor(CLAIRE), shop.visitor(SAM)
        with recorder.recording() as noted:
            for path in ("/", "/health", "/ready", "/app/", "/nowhere"):
                await nora.http.get(path)
            await nora.says("Bonjour")
            await nora.says(f"La couture de mon canapé est déchirée, commande {ORDER}")
            made = await nora.says("Oui")
            await claire.signs_in()
            await claire.signs_in("a wrong password")
            await claire.says("Where is my order?", session_id="claire")
            await claire.says("Je veux parler à une personne", session_id="claire")
            await sam.signs_in()
            waiting = await sam.http.get("/api/handovers")
            await nora.http.post("/api/chat", content=b"{")
            await asyncio.gather(*(nora.says("Bonjour", session_id=f"s{n}") for n in range(5)))

    assert made["ticket_id"], "the conversation must have come to its end"
    assert waiting.status_code == 200
    assert noted == []


async def test_nor_do_photos_that_are_sent_and_shown(
    recorder: Recorder, database_url: str, tmp_path: Path
) -> None:
    async with open_shop(database_url, COMPTOIR_HOME=str(tmp_path)) as shop:
        nora = shop.visitor()
        sent = {"files": ("a.jpg", photo(1600, 1200))}
        await nora.http.post("/api/upload", files=sent)  # starts the child, once for many files
        with recorder.recording() as noted:
            answer = await nora.http.post("/api/upload", files=sent)
            shown = await nora.http.get(answer.json()["file_url"])
            await nora.http.post("/api/upload", files={"files": ("a.jpg", b"no photo")})
            await nora.http.get("/api/upload/health")

    assert shown.status_code == 200, "a photo must have gone all the way"
    assert noted == []


def open_a_file(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("hello")


def look_up_a_name(_: Path) -> None:
    socket.getaddrinfo("localhost", 80)


def connect_and_wait(_: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        socket.create_connection(listener.getsockname()).close()


def sleep(_: Path) -> None:
    time.sleep(0)


def start_a_program(_: Path) -> None:
    subprocess.run([sys.executable, "--version"], check=True, capture_output=True)


@pytest.mark.parametrize(
    "block", [open_a_file, look_up_a_name, connect_and_wait, sleep, start_a_program]
)
async def test_the_recorder_would_have_noticed(
    recorder: Recorder, tmp_path: Path, block: Callable[[Path], None]
) -> None:
    with recorder.recording() as noted:
        await asyncio.to_thread(block, tmp_path)
        assert noted == [], "in another thread it may"
        block(tmp_path)

    assert noted != []
