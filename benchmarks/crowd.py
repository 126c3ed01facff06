"""Ten thousand people in one process: what an idle connection keeps, and all back after a cut.

Each is somebody of their own, in a room of a hundred. All sockets are reset at once; while all are
away something is said in each room; then all come back, each with the last `seq` it has.
`BENCH_PEOPLE=10000` for the whole count; 2,000 without.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import uvloop
from drills.server import Server, request
from sqlalchemy import Connection, insert, select, update

from benchmarks.rooms import HERE, cpu_s
from comptoir import demo, migrations
from comptoir.intranet import wire
from comptoir.intranet.models import accounts, members, rooms
from comptoir.kernel import tokens
from comptoir.kernel.clock import Clock
from comptoir.kernel.passwords import Passwords
from comptoir.kernel.settings import Settings
from comptoir.platform import Platform, open_platform

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "2000"))
IN_A_ROOM, SAID_MEANWHILE, TOGETHER = 100, 3, 200
IDLE_S = 10.0
SECRET = "of a benchmark, and long enough to sign with"


def _populate(connection: Connection, now: Any) -> list[tuple[int, str, str]]:
    """Everybody, their sign-ins and their rooms: account, sign-in, room."""
    people = [
        {
            "email": f"p{number}@intranet.example",
            "username": f"p{number}",
            "username_folded": f"p{number}",
            "password_hash": "none",
            "role": "member",
            "status": "active",
            "created_at": now,
            "updated_at": now,
        }
        for number in range(PEOPLE)
    ]
    connection.execute(insert(accounts), people)
    ids = list(
        connection.scalars(
            select(accounts.c.id).where(accounts.c.password_hash == "none").order_by(accounts.c.id)
        )
    )
    here = []
    for start in range(0, PEOPLE, IN_A_ROOM):
        name = f"r{start // IN_A_ROOM}-salon"
        room_id = connection.execute(
            insert(rooms)
            .values(
                kind="room",
                name=name,
                name_folded=name,
                is_private=False,
                topic="",
                created_at=now,
                seq=0,
                revision=0,
                members_version=1,
            )
            .returning(rooms.c.id)
        ).scalar_one()
        some = ids[start : start + IN_A_ROOM]
        connection.execute(
            insert(members),
            [
                {"room_id": room_id, "user_id": each, "joined_at": now, "read_seq": 0}
                for each in some
            ],
        )
        for each in some:
            family = tokens.open_family(
                connection, wire.SERVICE, str(each), now, wire.REFRESH_TOKEN_LIFETIME
            )
            here.append((each, family.id, name))
    connection.execute(
        update(accounts).where(accounts.c.password_hash == "none").values(password_hash="!")
    )
    return here


async def _prepare(settings: Settings, path: Path) -> list[tuple[str, str]]:
    """Fill a home; write a token and a room a line; a token of one person of each room."""
    async with open_platform(settings) as platform:
        passwords = Passwords(memory_kib=8, passes=1)
        await demo.load_if_empty(platform.db, passwords, Clock())
        passwords.close()
        here = await platform.db.write(_populate, Clock().now())
        lines = [(_token(platform, who, family), room) for who, family, room in here]
    path.write_text("".join(f"{token} {room}\n" for token, room in lines))
    return lines[::IN_A_ROOM]


def _token(platform: Platform, who: int, family: str) -> str:
    claims = {"sub": str(who), "sid": family}
    return platform.tokens.sign(wire.SERVICE, "access", claims, wire.ACCESS_TOKEN_LIFETIME)


def _say(port: int, talkers: list[tuple[str, str]], words: str) -> None:
    for token, room in talkers:
        headers = {"Authorization": f"Bearer {token}"}
        path = f"/chat/rooms/{room}/messages"
        status, answer = request(port, "POST", path, {"content": words}, headers=headers)
        assert status == 201, answer


def _memory(process: psutil.Process) -> int:
    return int(process.memory_full_info().pss)


def main() -> None:
    """Measure and print."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    assert most > PEOPLE + 500, f"only {most} open files are allowed: ulimit -n"
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home, tokens_path = Path(folder) / "home", Path(folder) / "tokens"
        environ = {"COMPTOIR_SECRET": SECRET, "COMPTOIR_HOME": str(home)}
        settings = Settings.from_environment(environ)
        migrations.upgrade(settings)
        talkers = uvloop.run(_prepare(settings, tokens_path))
        server = Server(home, ("intranet",), environ={"COMPTOIR_SECRET": SECRET})
        server.start()
        stack.callback(server.stop)
        assert server.process is not None
        process, port = psutil.Process(server.process.pid), server.ports["intranet"]
        program = Path(folder) / "crowd_load"
        subprocess.run(
            ["cc", "-O2", "-o", str(program), str(HERE / "crowd_load.c")], check=True
        )
        _say(port, talkers[:1], "bonjour")
        before, used_s = _memory(process), cpu_s(process)
        load = stack.enter_context(
            subprocess.Popen(
                [str(program), str(port), str(tokens_path), str(PEOPLE), str(TOGETHER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        assert load.stdin is not None
        assert load.stdout is not None

        def ordered(order: str) -> str:
            load.stdin.write(f"{order}\n")  # type: ignore[union-attr]
            load.stdin.flush()  # type: ignore[union-attr]
            return load.stdout.readline()  # type: ignore[union-attr]

        came = json.loads(load.stdout.readline())
        assert came["here"] == PEOPLE, came
        print(
            f"  {PEOPLE} came in {came['seconds']:.1f} s,"
            f" {(cpu_s(process) - used_s) / PEOPLE * 1e6:.0f} µs of CPU each",
            flush=True,
        )
        time.sleep(IDLE_S)
        idle_s = cpu_s(process)
        time.sleep(IDLE_S)
        idle_s = cpu_s(process) - idle_s
        after = _memory(process)
        print(
            f"  the process {before / 2**20:.0f} MB without them, {after / 2**20:.0f} with them:"
            f" {(after - before) / PEOPLE / 1024:.1f} KB each; idle, it takes"
            f" {idle_s / IDLE_S * 100:.1f} % of a core",
            flush=True,
        )
        _say(port, talkers, "tout le monde est là")
        assert ordered("cut") == "cut\n"
        for number in range(SAID_MEANWHILE):
            _say(port, talkers, f"dit pendant la coupure, {number}")
        used_s = cpu_s(process)
        back = json.loads(ordered("back"))
        print(
            f"  all reset at once: {back['here']} back in {back['seconds']:.1f} s"
            f" ({(cpu_s(process) - used_s) / PEOPLE * 1e6:.0f} µs of CPU each, the slowest"
            f" {back['slowest_ms']:.0f} ms, {back['again']} tried again),"
            f" {back['messages']} messages of {PEOPLE * SAID_MEANWHILE} brought,"
            f" {back['out_of_order']} not the next one;"
            f" then {_memory(process) / 2**20:.0f} MB",
            flush=True,
        )
        load.stdin.close()
        assert back["here"] == PEOPLE, back
        assert back["messages"] == PEOPLE * SAID_MEANWHILE, back
        assert not back["out_of_order"], back
