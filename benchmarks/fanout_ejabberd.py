"""The peer that organisations run: ejabberd, one room (MUC) in memory, nothing stored.

A server of its own with anonymous sign-in, and people over TCP in this process: what they cost is
not counted, since the CPU is that of the server's process.
"""

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

import psutil
import uvloop

from benchmarks.rooms import cpu_s

DEADLINE_S = 60.0
CONFIGURATION = """
hosts: [localhost]
loglevel: error
listen:
  - {{port: {port}, ip: "127.0.0.1", module: ejabberd_c2s, shaper: none, access: all}}
auth_method: [anonymous]
anonymous_protocol: sasl_anon
allow_multiple_connections: true
acl: {{}}
modules:
  mod_muc:
    host: conference.localhost
    max_users: 5000
    history_size: 0
    access: all
    access_create: all
"""
HELLO = b"<stream:stream to='localhost' xmlns='jabber:client' version='1.0' xmlns:stream='http://etherx.jabber.org/streams'>"
SIGN_IN = b"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"
BIND = b"<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"


class _Person(asyncio.Protocol):
    """Somebody in the room, who counts what they hear."""

    def __init__(self, number: int, heard: list[int]) -> None:
        self._number, self._heard = number, heard
        self._steps = [
            (b"</stream:features>", SIGN_IN),
            (b"<success", HELLO),
            (b"</stream:features>", BIND),
            (b"id='b'", self._join()),
            (b"code='110'", b""),
        ]
        self._seen = b""
        self.joined = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport

    def _join(self) -> bytes:
        to = f"room@conference.localhost/p{self._number}"
        inside = "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>"
        return f"<presence to='{to}'>{inside}</presence>".encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport = cast("asyncio.Transport", transport)
        self.transport = transport
        transport.write(HELLO)

    def data_received(self, data: bytes) -> None:
        if not self._steps:
            data = self._seen + data
            self._heard[0] += data.count(b"<body>")
            self._seen = data[-5:]  # of a word that comes in two parts
            return
        self._seen += data
        while self._steps and self._steps[0][0] in self._seen.replace(b'"', b"'"):
            _, answer = self._steps.pop(0)
            self._seen = b""
            if answer:
                self.transport.write(answer)
            if not self._steps:
                self.joined.set_result(None)

    def say(self, words: str) -> None:
        to = "room@conference.localhost"
        said = f"<message type='groupchat' to='{to}'><body>{words}</body></message>"
        self.transport.write(said.encode())


NEVER_WAITING_AWAKE = "+sbwt none +sbwtdcpu none +sbwtdio none"
"""Erlang's threads by themselves look for work for a while before they sleep."""


@contextmanager
def ejabberd(port: int, erlang: str = "") -> Iterator[psutil.Process]:
    """A server in a process of its own, as the system's own user for it; `erlang`: its options."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ejabberd.yml").write_text(CONFIGURATION.format(port=port))
        # Names are looked up in it alone, and not by a program of Erlang's own.
        (Path(folder) / "inetrc").write_text(
            '{lookup,["file"]}.\n{host,{127,0,0,1},["localhost"]}.\n'
        )
        for name in ("logs", "spool"):
            (Path(folder) / name).mkdir()
        owner = pwd.getpwnam("ejabberd")
        for path in (Path(folder), *Path(folder).iterdir()):
            os.chown(path, owner.pw_uid, owner.pw_gid)
        command = ["runuser", "-u", "ejabberd", "--", "ejabberdctl", "--config-dir",
                   folder, "--logs", f"{folder}/logs", "--spool",
                   f"{folder}/spool", "--node", f"bench{port}@localhost", "foreground"]  # fmt: skip
        environment = os.environ | {"ERL_OPTIONS": erlang}
        started = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
        try:
            yield _server(started.pid)
        finally:
            for child in psutil.Process(started.pid).children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    child.terminate()
            started.wait(20)


def _server(pid: int) -> psutil.Process:
    give_up_s = time.monotonic() + DEADLINE_S
    while time.monotonic() < give_up_s:
        for child in psutil.Process(pid).children(recursive=True):
            if child.name() == "beam.smp":
                return child
        time.sleep(0.1)
    raise TimeoutError("ejabberd did not start")


async def _measure(
    process: psutil.Process, port: int, members: int, senders: int, per_s: int, seconds: float
) -> float:
    loop, heard = asyncio.get_running_loop(), [0]
    people = []
    for number in range(members):
        while True:
            with suppress(OSError):
                _, person = await loop.create_connection(
                    lambda number=number: _Person(number, heard), "127.0.0.1", port
                )
                break
            await asyncio.sleep(0.2)
        async with asyncio.timeout(DEADLINE_S):
            await person.joined
        people.append(person)
    await asyncio.sleep(2)
    costs = []
    for _ in range(3):
        heard[0], before_s, sent = 0, cpu_s(process), 0
        next_s = end_s = loop.time()
        end_s += seconds
        while next_s < end_s:
            people[sent % senders].say(
                "un message de taille ordinaire pour la mesure, et encore un"
            )
            sent += 1
            next_s += 1 / per_s
            await asyncio.sleep(max(0, next_s - loop.time()))
        async with asyncio.timeout(DEADLINE_S):
            while heard[0] < sent * members:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        costs.append((cpu_s(process) - before_s) / heard[0] * 1e6)
    for person in people:
        person.transport.abort()
    return sorted(costs)[1]


def measured(
    port: int, members: int, senders: int, per_s: int, seconds: float, erlang: str = ""
) -> float | None:
    """µs of CPU a delivery, the median of three rounds; None where it is not installed."""
    if shutil.which("ejabberdctl") is None:
        return None
    with ejabberd(port, erlang) as process:
        return uvloop.run(_measure(process, port, members, senders, per_s, seconds))
