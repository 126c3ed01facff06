"""The stores that files can be kept in, each speaking its real protocol over a socket.

S3 is moto's server in a process of its own. Cloudinary is a double that checks the signature, as
https://cloudinary.com/documentation/authentication_signatures says it is made, and keeps files.
"""

import asyncio
import contextlib
import hashlib
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
from aiohttp import web

from services import accepts_connections, free_port

START_DEADLINE_S = 30


@contextlib.contextmanager
def s3_server() -> Iterator[str]:
    """An S3 with one empty bucket; the address that names it in COMPTOIR_S3_URL."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            deadline_s = time.monotonic() + START_DEADLINE_S
            while not accepts_connections(port):
                assert process.poll() is None, "moto's server ended"
                assert time.monotonic() < deadline_s, "moto's server did not start"
                time.sleep(0.05)
            client = boto3.client(
                "s3",
                endpoint_url=f"http://127.0.0.1:{port}",
                region_name="us-east-1",
                aws_access_key_id="a key",
                aws_secret_access_key="a/secret",
            )
            client.create_bucket(Bucket="files")
            yield f"http://a%20key:a%2Fsecret@127.0.0.1:{port}/files/shop?region=us-east-1"
        finally:
            process.terminate()


@dataclass
class Cloudinary:
    """The double: what it keeps, and how it misbehaves when told to."""

    key: str = "4711"
    secret: str = "hush"
    cloud: str = "a-cloud"
    files: dict[str, bytes] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    broken: bool = False
    address: str = ""

    @property
    def url(self) -> str:
        """What CLOUDINARY_URL is set to."""
        at = f"upload_prefix={self.address}&secure_distribution={self.address}"
        return f"cloudinary://{self.key}:{self.secret}@{self.cloud}?{at}"

    def _signed(self, form: dict[str, Any]) -> bool:
        unsigned = {"file", "api_key", "signature", "resource_type", "cloud_name"}
        named = sorted((k, v) for k, v in form.items() if k not in unsigned)
        text = "&".join(f"{k}={v}" for k, v in named) + self.secret
        good = (
            form.get("signature") == hashlib.sha1(text.encode()).hexdigest()
            and form.get("api_key") == self.key
            and abs(int(form["timestamp"]) - time.time()) < 3600
        )
        if not good:
            self.refused.append(str(named))
        return good

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One request of either address."""
        if self.broken:
            return web.json_response({"error": {"message": "out of order"}}, status=500)
        if request.path == f"/v1_1/{self.cloud}/ping":
            known = request.headers.get("Authorization", "").startswith("Basic ")
            return web.json_response({"status": "ok"}, status=200 if known else 401)
        called = re.fullmatch(
            rf"/v1_1/{self.cloud}/(image|video|raw)/(upload|destroy)", request.path
        )
        if called is None:
            return self._give(request)
        form: dict[str, Any] = dict(await request.post())
        if not self._signed(form):
            return web.json_response({"error": {"message": "Invalid Signature"}}, status=401)
        place = f"{called[1]}/upload/{form['public_id']}"
        if called[2] == "destroy":
            known = self.files.pop(place, None) is not None
            return web.json_response({"result": "ok" if known else "not found"})
        self.files[place] = form["file"].file.read()
        return web.json_response({"public_id": form["public_id"]})

    def _give(self, request: web.Request) -> web.StreamResponse:
        place = request.path.removeprefix(f"/{self.cloud}/")
        if not place.startswith("raw/"):  # whose id keeps its extension
            place = place.rpartition(".")[0]
        if place not in self.files:
            return web.Response(status=404)
        found = re.fullmatch(r"bytes=(\d+)-(\d+)", request.headers.get("Range", ""))
        if not found:
            return web.Response(body=self.files[place])
        part = self.files[place][int(found[1]) : int(found[2]) + 1]
        return web.Response(body=part, status=206)


@contextlib.contextmanager
def cloudinary_server() -> Iterator[Cloudinary]:
    """The double on a free port, in a thread of its own."""
    double, ready = Cloudinary(), threading.Event()
    loop, enough = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        app = web.Application(client_max_size=100 * 2**20)
        app.router.add_route("*", "/{path:.*}", double.answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        double.address = "http://127.0.0.1:{}".format(*runner.addresses[0][1:2])
        ready.set()
        await enough.wait()
        await runner.cleanup()

    def run() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(serve())

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(START_DEADLINE_S), "the double did not start"
        yield double
    finally:
        loop.call_soon_threadsafe(enough.set)
        thread.join()
