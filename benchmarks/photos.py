"""What a photo costs: looking at one of 12 megapixels, and whether memory grows with their number.

The first part runs what the child runs, here, by CPU. The second sends photos to a server and looks
at the memory of both processes; BENCH_UPLOADS says how many (1,000; 10,000 for the figure in
docs/performance.md). The third times every callback of the event loop while photos arrive.
"""

import http.client
import io
import os
import re
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import psutil
from drills.server import Server, loopback
from PIL import Image, ImageDraw

from comptoir.kernel.media import images

TWELVE_MEGAPIXELS = (4032, 3024)
TIMES = 15
SENDERS, SETTLE_AFTER = 4, 200


def _photo(width: int, height: int) -> bytes:
    """A photo with noise, as a sensor leaves it: without, a JPEG would be easy to read."""
    image = Image.effect_noise((width, height), 60).convert("RGB")
    draw = ImageDraw.Draw(image)
    for n in range(200):
        x, y = (n * 7919) % width, (n * 104_729) % height
        draw.rectangle(
            (x, y, x + width // 9, y + height // 9),
            outline=((n * 37) % 256, (n * 91) % 256, (n * 53) % 256),
            width=9,
        )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _cpu_ms(since_s: float) -> float:
    return (time.process_time() - since_s) * 1000


def _look(folder: Path) -> None:
    path, clean = folder / "a.jpg", folder / "clean.jpg"
    path.write_bytes(_photo(*TWELVE_MEGAPIXELS))
    steps_ms: list[tuple[float, float, float]] = []
    for _ in range(TIMES):
        began_s = time.process_time()
        image = images.decode(path, "jpg")
        decoded_ms = _cpu_ms(began_s)
        images.measure(image)
        measured_ms = _cpu_ms(began_s)
        images.rewrite(image, "jpg", clean)
        steps_ms.append((decoded_ms, measured_ms - decoded_ms, _cpu_ms(began_s) - measured_ms))
    decoding, measuring, writing = (median(step) for step in zip(*steps_ms, strict=True))
    print(f"photo of 12 megapixels                 {path.stat().st_size / 2**20:.1f} MB")
    print(f"CPU to decode and measure it           {decoding + measuring:.0f} ms")
    print(f"  of which decoding, measuring         {decoding:.0f} ms, {measuring:.0f} ms")
    print(f"CPU to write it again                  {writing:.0f} ms")


def _post(port: int, content: bytes, source: str) -> None:
    head = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=60, source_address=(source, 0)
    )
    connection.request(
        "POST",
        "/api/upload",
        head + content + b"\r\n--cut--\r\n",
        {"Content-Type": "multipart/form-data; boundary=cut"},
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, body


def _send(port: int, content: bytes, numbers: range) -> None:
    """Photos from many customers: each address may send ten a minute."""

    def some(first: int) -> None:
        for number in numbers[first::SENDERS]:
            _post(port, content, loopback(number // 5))

    senders = [threading.Thread(target=some, args=(first,)) for first in range(SENDERS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()


def _memory_mb(process: psutil.Process) -> float:
    return float(process.memory_info().rss / 2**20)


def _grow(folder: Path) -> None:
    count = int(os.environ.get("BENCH_UPLOADS", "1000"))
    server, content = Server(folder / "home"), _photo(1280, 960)
    server.start()
    assert server.process is not None
    process, port = psutil.Process(server.process.pid), server.ports["meuble"]
    _send(port, content, range(SETTLE_AFTER))
    before_mb, began_s = _memory_mb(process), time.monotonic()
    cpu_before = process.cpu_times()
    marks_mb, children_mb = [before_mb], []
    step = max(1, count // 10)
    for first in range(0, count, step):
        numbers = range(SETTLE_AFTER + first, SETTLE_AFTER + min(count, first + step))
        _send(port, content, numbers)
        marks_mb.append(_memory_mb(process))
        children_mb += [_memory_mb(child) for child in process.children()]
    cpu = process.cpu_times()
    took_s = time.monotonic() - began_s
    own_s = cpu.user + cpu.system - cpu_before.user - cpu_before.system
    server.stop()
    print(f"photos of 1.2 megapixels sent          {count}, {count / took_s:.0f} a second")
    print(f"server's own CPU a photo               {own_s * 1000 / count:.1f} ms")
    print(
        f"server's memory, first and last        {before_mb:.0f} MB, {marks_mb[-1]:.0f} MB"
        f" (between {min(marks_mb):.0f} and {max(marks_mb):.0f})"
    )
    print(f"child's memory, at most                {max(children_mb):.0f} MB")


def _watch(folder: Path) -> None:
    watched = Path(__file__).with_name("watched_loop.py")
    server = Server(folder / "home", command=(sys.executable, str(watched)))
    server.start()
    content = _photo(*TWELVE_MEGAPIXELS)
    _send(server.ports["meuble"], content, range(40))
    server.stop()
    words = (folder / "server.log").read_text()
    found = re.findall(r"longest callback ([\d.]+) ms \((\d+) callbacks\)", words)
    print(f"longest callback in the loop           {found[-1][0]} ms of {found[-1][1]} callbacks")


def main() -> None:
    """Print the figures."""
    for part in (_look, _grow, _watch):
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder))
