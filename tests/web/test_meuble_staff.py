"""The pages of after-sales in a real browser: queue, claim file, conversations, catalogue, keys."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from pathlib import Path
from random import randrange
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient
from playwright.async_api import Page, expect

import pictures
from comptoir.meuble.demo_data import PASSWORD
from customer import PHONE, say, serious_findings, sign_in

pytestmark = [pytest.mark.anyio, pytest.mark.services]

ORDER = "CMD-2025-30301"
ROOM = pictures.encoded(pictures.scene(), "JPEG", quality=85)


@asynccontextmanager
async def somebody(url: str, name: str | None = None) -> AsyncIterator[AsyncClient]:
    """A caller over HTTP, from an address of their own; signed in when they have a name."""
    address = {"X-Forwarded-For": f"198.19.{randrange(256)}.{randrange(1, 255)}"}
    async with AsyncClient(base_url=url, headers=address, timeout=30) as client:
        if name:
            given = {"username": name, "password": PASSWORD}
            answer = await client.post("/api/auth/login", data=given)
            client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield client


async def claim_of(url: str, words: str, *, photo: bool = False) -> str:
    """Report a problem with the demonstration's sofa; the claim's number."""
    async with somebody(url) as customer:
        photos = []
        if photo:
            file = {"files": ("salon.jpg", ROOM, "image/jpeg")}
            sent = (await customer.post("/api/upload", files=file)).json()
            photos = [sent["files"][0]["url"]]
        body = {"order_number": ORDER, "problem_description": words, "photos": photos}
        made = await customer.post("/api/tickets", json=body)
        assert made.status_code == 201, made.text
        return str(made.json()["ticket"]["ticket_id"])


async def arrive(page: Page, name: str = "sav") -> None:
    """Sign in at the door of the staff's pages, in the language the page speaks."""
    await page.locator("staff-sign-in input[name=username]").fill(name)
    await page.locator("staff-sign-in input[name=password]").fill(PASSWORD)
    await page.locator("staff-sign-in button").click()
    await page.locator("page-navigation").wait_for()


async def mailed_about(home: Path, number: str, *, words: str) -> str:
    """The text of a mail about a claim in which `words` stand; it must come within seconds."""
    for _ in range(150):
        for path in (home / "mail").glob("*.eml"):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = message.get_body(("plain",))
            text = body.get_content() if body is not None else ""
            if number in text and words in text:
                return str(text)
        await asyncio.sleep(0.1)
    raise AssertionError(f"no mail about {number} says: {words}")


async def fits(page: Page) -> bool:
    """Whether nothing on the page is wider than the screen."""
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


async def test_a_dangerous_claim_is_found_answered_and_asked_for_evidence(
    visit, meuble_url, meuble_home
):
    word = "Anastasie"  # a name says nothing of what is wrong, which a random word may
    said = f"Le ressort est cassé et a blessé mon enfant {word}"
    number = await claim_of(meuble_url, said, photo=True)
    other = await claim_of(meuble_url, f"Le tissu se décolore, signé {word}")
    page = await visit("staff/")
    assert await serious_findings(page) == []
    await arrive(page)
    await page.get_by_role("searchbox").fill(word)
    rows = page.locator("staff-queue li a")
    await expect(rows).to_have_count(2)
    await expect(rows.first).to_contain_text(number)
    await expect(rows.first).to_contain_text("Danger")
    await expect(rows.first).to_contain_text(re.compile(r"Réponse\s+23 h"))
    assert await serious_findings(page) == []
    await page.get_by_label("Priorité").select_option("P1")
    await expect(rows).to_have_count(1)
    await page.get_by_label("Priorité").select_option("")
    await expect(rows).to_have_count(2)
    await rows.first.focus()
    await page.keyboard.press("ArrowDown")
    await expect(rows.nth(1)).to_be_focused()
    await expect(rows.nth(1)).to_contain_text(other)
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")

    claim = page.locator("staff-claim")
    await expect(claim.get_by_text(said)).to_be_visible()
    await expect(claim.locator("staff-evidence img")).to_have_count(1)
    await expect(claim.locator("staff-evidence").get_by_text("Bonne qualité")).to_be_visible()
    await expect(claim.get_by_text("Garantie légale de conformité")).to_be_visible()
    assert await serious_findings(page) == []
    await claim.get_by_role("button", name="Me la confier").click()
    await expect(claim.get_by_text("Confiée à Service après-vente")).to_be_visible()

    # What is for colleagues and what is for the customer never share a field.
    secret, open_words = f"Secret d'atelier {word}", f"Nous venons jeudi {word}."
    field = claim.locator("staff-comment textarea")
    await field.fill(secret)
    await claim.get_by_role("tab", name="Message au client").click()
    await expect(field).to_have_value("")
    await field.fill(open_words)
    await claim.get_by_role("tab", name="Note interne").click()
    await expect(field).to_have_value(secret)
    await claim.get_by_role("button", name="Ajouter la note").click()
    timeline = claim.locator("staff-timeline")
    noted = timeline.locator("li.internal").filter(has_text=secret)
    await expect(noted.get_by_text("Interne", exact=True)).to_be_visible()
    await claim.get_by_role("tab", name="Message au client").click()
    await claim.get_by_role("button", name="Relire et envoyer").click()
    await expect(page.get_by_role("dialog").get_by_text(open_words)).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_role("dialog").get_by_role("button", name="Envoyer au client").click()
    await expect(timeline.get_by_text(open_words)).to_be_visible()
    await expect(field).to_have_value("")
    assert secret not in await mailed_about(meuble_home, number, words=open_words)

    await claim.get_by_role("button", name="Demander des preuves").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("(1 sur 2)")).to_be_visible()
    await dialog.get_by_label("Raison").fill("Le ressort se voit mal")
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Demander des preuves").click()
    await expect(page.get_by_text("Le client est prévenu par e-mail.")).to_be_visible()
    await expect(claim.get_by_text(re.compile("en pause, 4 j 23 h"))).to_be_visible()
    await expect(timeline.get_by_text("Le ressort se voit mal")).to_be_visible()
    asked = await mailed_about(meuble_home, number, words="suspendu jusqu'à votre envoi")
    assert "Le ressort se voit mal" not in asked


async def test_two_at_once_see_what_the_other_did_and_lose_nothing_typed(visit, meuble_url):
    number, other = [await claim_of(meuble_url, "Un pied grince") for _ in range(2)]
    page = await visit(f"staff/#/demandes/{number}", locale="en-GB", **PHONE)
    await arrive(page)
    claim = page.locator("staff-claim")
    field = claim.locator("staff-comment textarea")
    await claim.get_by_role("tab", name="Message to the customer").click()
    await field.fill("Half a sentence")
    await claim.get_by_role("button", name="Reject").click()
    async with somebody(meuble_url, "admin") as colleague:
        moved = await colleague.post(
            f"/api/tickets/{number}/transition", json={"status": "en_analyse"}
        )
        assert moved.status_code == 200, moved.text
    await page.get_by_role("dialog").get_by_role("button", name="Reject").click()
    await expect(claim.get_by_text("A colleague changed this claim meanwhile.")).to_be_visible()
    await expect(claim.locator(".heading").get_by_text("Being examined")).to_be_visible()
    await expect(field).to_have_value("Half a sentence")
    assert await fits(page)
    assert await serious_findings(page) == []

    await page.reload()
    await expect(field).to_have_value("Half a sentence")
    await claim.locator("staff-assign select").select_option(label="Administratrice")
    await expect(claim.get_by_text("Assigned to Administratrice")).to_be_visible()
    await claim.get_by_role("button", name="Merge with another claim").click()
    await page.get_by_role("dialog").get_by_role("button", name=other).click()
    assert await serious_findings(page) == []
    await page.get_by_role("dialog").get_by_role("button", name="Merge", exact=True).click()
    await expect(claim.get_by_text("This claim was merged and goes on here:")).to_be_visible()
    await claim.get_by_role("link", name=other).click()
    await expect(claim.get_by_text("Claims merged")).to_be_visible()
    assert await fits(page)


async def test_a_conversation_is_taken_answered_and_given_back(visit, meuble_url):
    customer = await visit(locale="en-GB")
    word = f"marker {uuid4().hex[:8]}"
    await say(customer, f"I want to talk to a person about {word}")
    page = await visit("staff/", forgive="status of 404", **PHONE)
    await arrive(page)
    await page.get_by_role("link", name=re.compile("^Messages")).click()
    waiting = page.locator("staff-conversations li a").filter(has_text=word)
    await expect(waiting).to_contain_text("Attend depuis 0 min")
    await expect(waiting).to_contain_text("À prendre")
    assert await fits(page)
    assert await serious_findings(page) == []
    await waiting.click()
    await page.get_by_role("button", name="Prendre la conversation").click()
    field = page.get_by_placeholder("Votre réponse au client…")
    await expect(field).to_be_focused()
    await field.fill("Hello, this is Nadia.")
    await field.press("Enter")
    await expect(customer.get_by_text("Hello, this is Nadia.")).to_be_visible()
    thread = page.locator("staff-thread")
    await expect(thread.locator(".turn.staff")).to_contain_text("Hello, this is Nadia.")
    await expect(field).to_have_value("")

    await say_to_adviser(customer, "Hello Nadia, my sofa is late.")
    await expect(thread.get_by_text("Hello Nadia, my sofa is late.")).to_be_visible()
    assert await fits(page)
    assert await serious_findings(page) == []
    async with somebody(meuble_url, "admin") as colleague:
        handover = page.url.rpartition("/")[2]
        taken = await colleague.post(f"/api/handovers/{handover}/take")
        assert taken.status_code == 200, taken.text
        await field.fill("I was about to say")
        await expect(thread.get_by_text("Suivie par Administratrice")).to_be_visible()
        await expect(field).to_have_value("I was about to say")
        assert (await colleague.post(f"/api/handovers/{handover}/release")).is_success
    await expect(thread.get_by_text("a été rendue à l'assistant")).to_be_visible()
    await expect(field).to_have_value("I was about to say")


async def say_to_adviser(page: Page, words: str) -> None:
    field = page.locator("meuble-composer").get_by_role("textbox")
    await field.fill(words)
    await field.press("Enter")


async def test_a_conversation_is_given_back_to_the_assistant_from_the_page(visit):
    customer = await visit()
    word = f"marqueur {uuid4().hex[:8]}"
    await say(customer, f"Je veux parler à une personne de {word}")
    page = await visit("staff/#/conversations")
    await arrive(page)
    await page.locator("staff-conversations li a").filter(has_text=word).click()
    await page.get_by_role("button", name="Prendre la conversation").click()
    await expect(customer.get_by_text("Un conseiller suit cette conversation.")).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_role("button", name="Rendre à l'assistant").click()
    await expect(page.get_by_text("Conversation rendue à l'assistant.")).to_be_visible()
    await expect(page.locator("staff-conversations li").filter(has_text=word)).to_have_count(0)
    await expect(customer.get_by_text("Un conseiller suit cette conversation.")).to_have_count(0)


async def test_a_conversation_that_a_colleague_took_a_moment_before_says_so(visit, meuble_url):
    customer = await visit()
    word = f"marqueur {uuid4().hex[:8]}"
    await say(customer, f"Je veux parler à une personne de {word}")
    page = await visit("staff/#/conversations", forgive="status of 409")
    await arrive(page)
    await page.locator("staff-conversations li a").filter(has_text=word).click()
    take = page.get_by_role("button", name="Prendre la conversation")
    await expect(take).to_be_visible()
    handover = f"/api/handovers/{page.url.rpartition('/')[2]}"
    async with somebody(meuble_url, "admin") as colleague:
        as_it_was = (await colleague.get(handover)).json()
        await page.route(f"**{handover}", lambda route: route.fulfill(json=as_it_was))
        assert (await colleague.post(f"{handover}/take")).is_success
        await take.click()
        await expect(page.get_by_text("Trop tard : un collègue a pris")).to_be_visible()
        await page.unroute(f"**{handover}")
        await expect(page.locator("staff-thread .top .quiet")).to_have_text(
            "Suivie par Administratrice"
        )
        await expect(take).to_have_count(0)


async def test_prices_stock_and_answers_are_changed_in_place(visit, meuble_url):
    page = await visit(forgive="status of 40")
    await sign_in(page, "sav", PASSWORD)
    await page.get_by_role("link", name="Espace équipe").click()
    await page.get_by_role("link", name="Catalogue").click()
    await page.get_by_role("searchbox").fill("canape oslo angle")
    product = page.locator("staff-product").filter(has_text="SAL-CAP-003")
    await expect(product).to_be_visible()
    price = product.get_by_label("Prix TTC (€)")
    await expect(price).to_have_value("1890,00")
    assert await serious_findings(page) == []
    await price.fill("beaucoup")
    await price.press("Enter")
    await expect(product.get_by_role("alert")).to_contain_text("Un prix s'écrit 1299,90")
    await price.press("Escape")
    await expect(price).to_have_value("1890,00")
    await price.fill("1 849,50")
    await price.press("Enter")
    await expect(product.get_by_text("Canapé Oslo d'angle : enregistré.")).to_have_count(1)
    await expect(price).to_have_value("1849,50")
    async with somebody(meuble_url, "sav") as caller:
        now = (await caller.get("/api/products/SAL-CAP-003")).json()["product"]
        assert now["price"] == 1849.5
        before = {"price": 1890, "stock": now["stock"]}
        assert (await caller.put("/api/products/SAL-CAP-003", json=before)).is_success

    await page.get_by_role("link", name="FAQ").click()
    await expect(page.get_by_text("Comment nettoyer mon canapé en tissu ?")).to_be_visible()
    assert await serious_findings(page) == []
    word = f"zorglub{uuid4().hex[:6]}"
    await page.get_by_role("button", name="Ajouter une question").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Question", exact=True).fill(f"Qu'est-ce qu'un {word} ?")
    await dialog.get_by_label("Réponse").fill("Un meuble rare.")
    await dialog.get_by_label("Mots-clés").fill(f"{word}, rare")
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_text("Question enregistrée.")).to_be_visible()
    await page.get_by_role("searchbox").fill(word)
    question = page.locator("staff-faq li button").filter(has_text=word)
    await question.click()
    await expect(dialog.get_by_label("Mots-clés")).to_have_value(f"{word}, rare")
    await dialog.get_by_label("Réponse").fill("Un meuble très rare.")
    await dialog.get_by_role("button", name="Enregistrer").click()
    await expect(question).to_contain_text("Un meuble très rare.")
    await question.click()
    await dialog.get_by_role("button", name="Supprimer").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Appuyez encore")
    await dialog.get_by_role("button", name="Supprimer définitivement").click()
    await expect(question).to_have_count(0)


async def test_a_key_is_made_shown_once_and_revoked_in_english(visit, meuble_url):
    page = await visit("staff/#/chiffres", locale="en-GB", **PHONE)
    await arrive(page, "admin")
    await expect(page.get_by_role("heading", name="Claims by week")).to_be_visible()
    await page.get_by_text("See the figures as a table").first.click()
    await expect(page.get_by_role("columnheader", name="Week")).to_be_visible()
    assert await fits(page)
    assert await serious_findings(page) == []

    await page.get_by_role("link", name="Keys").click()
    name = f"Till {uuid4().hex[:8]}"
    await page.get_by_label("Name").fill(name)
    await page.get_by_role("checkbox", name="after-sales").check()
    assert await serious_findings(page) == []
    await page.get_by_role("button", name="Create the key").click()
    dialog = page.get_by_role("dialog")
    key = (await dialog.locator(".secret").text_content() or "").strip()
    assert key.startswith("mdf_live_")
    await expect(dialog.get_by_role("button", name="Copy the key")).to_be_visible()
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="I have kept it").click()
    assert key not in await page.content()
    asked: dict[str, Any] = {"headers": {"X-API-Key": key}}
    async with somebody(meuble_url) as program:
        assert (await program.get("/api/handovers", **asked)).status_code == 200
        await page.get_by_role("button", name=f"Revoke {name}").click()
        await dialog.get_by_role("button", name="Revoke").click()
        await expect(page.get_by_text(f"The key “{name}” no longer works.")).to_be_visible()
        assert (await program.get("/api/handovers", **asked)).status_code == 401
    assert await fits(page)


async def test_a_customer_is_shown_the_way_back_and_no_claim(visit):
    page = await visit("staff/")
    await arrive_as_customer(page)
    await expect(
        page.get_by_role("heading", name="Cet espace est celui de l'équipe")
    ).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_role("link", name="Page des clients").last.click()
    await expect(page.locator("meuble-composer")).to_be_visible()
    await expect(page.get_by_role("link", name="Espace équipe")).to_have_count(0)


async def arrive_as_customer(page: Page) -> None:
    await page.get_by_label("E-mail ou nom d'utilisateur").fill("client")
    await page.get_by_label("Mot de passe").fill(PASSWORD)
    await page.get_by_role("button", name="Se connecter").click()
