"""What a customer does with the insurer's pages, and the codes that come to them by mail."""

import asyncio
import csv
import os
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from cast import SECRET
from insured import code_in

CLIO = "bjr jvoudrais assurer ma clio 4 dci de 2016, perm depuis 3 ans"


LEA, MARC, ZOE, OLGA = (f"{name}@example.com" for name in ("lea", "marc", "zoe", "olga"))
"""Insured, each for one journey; Olga has a fleet, whose cars have trying names."""


OF_A_CONTRACT = ("premium", "crm", "begins_on", "renews_on")


def take_in(home: Path, contracts: int = 120) -> None:
    """Insure them with the insurer that keeps its things in `home`."""
    fleet = [(OLGA, f"Škoda {'Octavia ' * 9}🚗 {n}", f"FLEET-{n:05}") for n in range(contracts)]
    one_each = [(email, "Renault Clio", f"ONE-{n:05}") for n, email in enumerate((LEA, MARC, ZOE))]
    path = home / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow([*("email", "number", "formula", "vehicle", "registration"), *OF_A_CONTRACT])
        for email, car, number in [*one_each, *fleet]:
            dates = ("2026-01-01", "2027-01-01")
            rows.writerow([email, number, "tiers", car, f"ZZ-{number[-3:]}-ZZ", 412.5, 0.5, *dates])
    subprocess.run(
        [Path(sys.executable).parent / "comptoir", "import", "portfolio", path],
        env={**os.environ, "COMPTOIR_HOME": str(home), "COMPTOIR_SECRET": SECRET},
        check=True,
        capture_output=True,
        timeout=60,
    )


def codes_for(home: Path, email: str) -> list[str]:
    """The codes that were mailed to `email` so far, oldest first."""
    found = []
    for path in sorted((home / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        if message["To"].addresses[0].addr_spec == email and body is not None:
            found.append(code_in(body.get_content()))
    return found


async def code_for(home: Path, email: str, *, after: int = 0) -> str:
    """The code mailed to `email` after so many others; it must come within seconds."""
    for _ in range(150):
        codes = codes_for(home, email)
        if len(codes) > after:
            return codes[-1]
        await asyncio.sleep(0.1)
    raise AssertionError(f"no code came to {email}")


async def write(page: Page, words: str) -> None:
    """Write `words` to the insurer and press Enter."""
    field = page.locator("assurance-composer textarea")
    await field.fill(words)
    await field.press("Enter")


async def priced(page: Page, words: str = CLIO) -> Locator:
    """Ask for a price; its card."""
    await write(page, words)
    card = page.locator("quote-card")
    await expect(card.locator("article")).to_be_visible()
    return card


async def sign_in(page: Page, home: Path, email: str) -> None:
    """Ask for a code where the page asks for an address, and paste it."""
    before = len(codes_for(home, email))
    form = page.locator("mail-code:visible")
    await form.locator("input[type=email]").fill(email)
    await form.locator("input[type=email]").press("Enter")
    field = form.locator("code-field input")
    await expect(field).to_be_focused()
    await paste(field, f"code : {await code_for(home, email, after=before)} .")
    await expect(form).to_have_count(0)


async def paste(field: Locator, text: str) -> None:
    """Paste `text` into a field."""
    await field.evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text", text);
            const paste = { clipboardData, bubbles: true, cancelable: true, composed: true };
            field.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        text,
    )


async def fits(page: Page) -> bool:
    """Whether nothing on the page is wider than the screen."""
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
