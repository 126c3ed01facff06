"""A room of 1,000 messages in a real browser: what a frame costs the page's main thread.

The messages are all in the page and scrolled through by the wheel while Chromium traces. Measured
in turns: all of them drawn, as the page does it, and with `content-visibility: auto`, where what is
out of sight is neither laid out nor painted. Then more are said while the end is in sight.
"""

import json
import shutil
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from drills.server import request
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.rooms import intranet

MESSAGES, ROUNDS, STEPS, STEP_PX, ARRIVALS = 1_000, 3, 120, 600, 20
TIMELINE = "disabled-by-default-devtools.timeline"
CATEGORIES = ["toplevel", "devtools.timeline", TIMELINE, f"{TIMELINE}.frame"]
LOG = """document.querySelector('intranet-app').shadowRoot.querySelector('intranet-room')
  .shadowRoot.querySelector('room-log').shadowRoot"""
LOADED = f"{LOG}?.querySelectorAll('room-message').length"
WORDS = "Bonjour à tous, voici où nous en sommes : **trois** points, un `code` et un lien. "


def _fill(port: int, tokens: list[str]) -> int:
    """Let three people say a thousand things; the room's number."""
    headers = [{"Authorization": f"Bearer {token}"} for token in tokens]
    _, room = request(port, "POST", "/chat/rooms", {"name": "beaucoup"}, headers=headers[0])
    path = f"/chat/rooms/{room['id']}/messages"
    for number in range(MESSAGES):
        who = headers[number // 3 % 3]
        body = {"content": f"{number}. " + WORDS * (1 + number % 5)}
        status, answer = request(port, "POST", path, body, headers=who)
        assert status == 201, answer
    return int(room["id"])


def _open(page: Page, port: int, token: str, room: int) -> None:
    """Show the room with all its messages loaded."""
    kept = {"access": token, "refresh": None, "expiresAt": (time.time() + 3_600) * 1_000}
    page.add_init_script(
        f"localStorage.setItem('comptoir.intranet.tokens', JSON.stringify({json.dumps(kept)}))"
    )
    page.goto(f"http://127.0.0.1:{port}/app/#/salons/{room}")
    page.locator("room-message").first.wait_for()
    while page.evaluate(LOADED) < MESSAGES:
        page.evaluate(f"{LOG}.querySelector('.scroll').scrollTop = 0")
        page.wait_for_timeout(50)


def _scroll(page: Page) -> None:
    """Scroll down and back, a step a frame, among all the messages."""
    page.mouse.move(640, 400)
    for step in range(STEPS):
        page.mouse.wheel(0, STEP_PX if step < STEPS / 2 else -STEP_PX)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")


def _traced(browser: Browser, page: Page, work: Callable[[], None]) -> list[dict[str, Any]]:
    """Do `work`; what Chromium noted."""
    browser.start_tracing(page=page, categories=CATEGORIES)
    work()
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    return events


def _frames_ms(events: list[dict[str, Any]]) -> list[float]:
    """The CPU time of the page's main thread in each of its frames, in milliseconds."""
    began: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for event in events:
        if event["name"] == "BeginMainThreadFrame":
            began[event["pid"], event["tid"]].append(event["ts"])
    thread = max(began, key=lambda each: len(began[each]))
    starts = sorted(began[thread])
    spent: dict[int, float] = defaultdict(float)
    place = 0
    tasks = sorted(
        (event["ts"], event.get("tdur", 0))
        for event in events
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) == thread
    )
    for at, used_us in tasks:
        while place + 1 < len(starts) and starts[place + 1] <= at + used_us:
            place += 1
        spent[place] += used_us / 1_000
    return sorted(spent.values())


def _line(name: str, frames_ms: list[float]) -> str:
    p95 = frames_ms[int(len(frames_ms) * 0.95)]
    slow = sum(ms > 1_000 / 60 for ms in frames_ms)
    return (
        f"  {name}: {len(frames_ms)} frames, main thread CPU a frame p50"
        f" {statistics.median(frames_ms):.1f}, p95 {p95:.1f}, longest {frames_ms[-1]:.1f} ms;"
        f" {slow} over 16.7 ms"
    )


def main() -> None:
    """Measure both ways in turns."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if chromium is None:
        print("  chromium is not installed")
        return
    found: defaultdict[str, list[float]] = defaultdict(list)
    with intranet() as (_, port, tokens_file), sync_playwright() as playwright:
        tokens = Path(tokens_file).read_text().split()
        room = _fill(port, tokens)
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        _open(page, port, tokens[1], room)

        def say() -> None:
            for number in range(ARRIVALS):
                body = {"content": f"{number}. {WORDS}"}
                path = f"/chat/rooms/{room}/messages"
                request(port, "POST", path, body, headers={"Authorization": f"Bearer {tokens[2]}"})
                page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")

        for _ in range(ROUNDS):
            for value in ("visible", "auto"):
                style = f"content-visibility: {value}; contain-intrinsic-size: auto 3rem"
                page.evaluate(
                    f"{LOG}.querySelectorAll('room-message')"
                    f".forEach((one) => (one.style.cssText = '{style}'))"
                )
                name = f"{MESSAGES} messages scrolled, content-visibility: {value}"
                found[name] += _frames_ms(_traced(browser, page, lambda: _scroll(page)))
        page.evaluate(f"{LOG}.querySelector('.scroll').scrollTop = 1e9")
        page.wait_for_function(f"{LOADED} < {MESSAGES}")
        found["messages coming, read at the end"] += _frames_ms(_traced(browser, page, say))
        browser.close()
    for name, frames_ms in found.items():
        print(_line(name, sorted(frames_ms)))
