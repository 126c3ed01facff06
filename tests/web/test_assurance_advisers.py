"""The pages of the insurer's advisers in a real browser, and those of whoever keeps webhooks."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiohttp import web
from anyio import Path as AsyncPath
from httpx2 import AsyncClient
from playwright.async_api import Page, expect
from standardwebhooks import Webhook

from customer import PHONE, serious_findings
from insured import CAMILLE, CLAUDE
from policyholder import fits, sign_in, write
from receiver import listening

pytestmark = [pytest.mark.anyio, pytest.mark.services]


@pytest.fixture
def call(visit, assurance_url):
    """Visit the insurer."""

    async def call(place: str = "", **settings: Any) -> Page:
        return await visit(place, at=assurance_url, **settings)

    return call


async def admin_key(home: Path) -> str:
    return (await AsyncPath(home / "admin.key").read_text(encoding="utf-8")).strip()


@asynccontextmanager
async def program(url: str, home: Path) -> AsyncIterator[AsyncClient]:
    """A program that answers customers with a key, as a colleague would."""
    key = {"X-API-Key": await admin_key(home)}
    async with AsyncClient(base_url=url, headers=key, timeout=30) as client:
        yield client


async def asking_for_a_person(page: Page, words: str) -> str:
    """Have a customer ask for a person; a word that only their conversation has."""
    word = f"marqueur{uuid4().hex[:8]}"
    await write(page, f"{words} {word}")
    await expect(page.locator("assurance-log .adviser")).to_be_visible()
    return word


async def test_a_conversation_is_taken_answered_and_given_back(call, assurance_home):
    customer = await call(locale="en-GB", **PHONE)
    word = await asking_for_a_person(customer, "I want to talk to a person about")
    await expect(customer.get_by_text("handed to an adviser, a person.")).to_be_visible()
    assert await serious_findings(customer) == []

    page = await call("conseillers/", forgive="status of 404")
    assert await serious_findings(page) == []
    await sign_in(page, assurance_home, CAMILLE)
    waiting = page.locator("advisers-desk li a").filter(has_text=word)
    await expect(waiting).to_contain_text("Attend depuis 0 min")
    await expect(waiting).to_contain_text("À prendre")
    assert await serious_findings(page) == []
    await waiting.click()
    await page.get_by_role("button", name="Prendre la conversation").click()
    field = page.get_by_placeholder("Votre réponse au client…")
    await expect(field).to_be_focused()
    await field.fill("Hello, this is Camille.")
    await field.press("Enter")
    await expect(customer.get_by_text("Hello, this is Camille.")).to_be_visible()
    await expect(customer.get_by_text("An adviser has this conversation")).to_be_visible()
    await expect(field).to_have_value("")
    await expect(waiting).to_contain_text("A reçu une réponse")
    await write(customer, "Hello Camille, what about my windscreen?")
    thread = page.locator("advisers-thread")
    await expect(thread.get_by_text("what about my windscreen?")).to_be_visible()
    assert await serious_findings(page) == []

    # Whoever was away finds the words of the adviser in the conversation.
    await customer.goto("about:blank")
    await field.fill("It is covered.")
    await field.press("Enter")
    await expect(thread.locator(".turn.staff")).to_have_count(2)
    await customer.go_back()
    await expect(customer.get_by_text("It is covered.")).to_be_visible()
    await page.get_by_role("button", name="Rendre à l'assistant").click()
    await expect(page.get_by_text("Conversation rendue à l'assistant.")).to_be_visible()
    await expect(page.locator("advisers-desk li").filter(has_text=word)).to_have_count(0)
    await expect(customer.get_by_text("The adviser has handed back")).to_be_visible()
    await expect(customer.get_by_text("An adviser has this conversation")).to_have_count(0)
    await write(customer, "How does the deductible work?")
    await expect(customer.locator("assurance-bubble").last).to_contain_text("deductible")
    assert await fits(customer)


async def test_two_at_once_are_told_and_lose_nothing_typed(call, assurance_url, assurance_home):
    customer = await call()
    word = await asking_for_a_person(customer, "Je veux parler à un conseiller de")
    page = await call(
        "conseillers/", locale="en-GB", color_scheme="dark", forgive="status of 40", **PHONE
    )
    await sign_in(page, assurance_home, CAMILLE)
    await page.locator("advisers-desk li a").filter(has_text=word).click()
    handover = f"/api/handovers/{page.url.rpartition('/')[2]}"
    thread = page.locator("advisers-thread")
    take = page.get_by_role("button", name="Take the conversation")
    await expect(take).to_be_visible()
    async with program(assurance_url, assurance_home) as colleague:
        as_it_was = (await colleague.get(handover)).json()
        await page.route(f"**{handover}", lambda route: route.fulfill(json=as_it_was))
        assert (await colleague.post(f"{handover}/take", json={})).is_success
        await take.click()
        await expect(thread.get_by_role("alert").last).to_contain_text("Too late: a program took")
        await page.unroute(f"**{handover}")
        await expect(thread.get_by_text("With a program")).to_be_visible()
        assert await serious_findings(page) == []
        await page.get_by_role("button", name="Take it over from a program").click()
        field = page.get_by_placeholder("Your reply to the customer…")
        await field.fill("I was about to say")
        seen = (await colleague.get(handover)).json()
        assert seen["taken_by_name"] == "Camille Moreau"
        await colleague.post(f"{handover}/take", json={"instead_of": seen["taken_by"]})
        await expect(thread.get_by_text("With a program")).to_be_visible()
        await expect(field).to_have_value("I was about to say")
        await expect(thread.get_by_role("button", name="Send")).to_be_disabled()
        assert await fits(page)
        await page.reload()
        await expect(field).to_have_value("I was about to say")
        await colleague.post(f"{handover}/release")
        await expect(thread.get_by_text("was given back to the assistant")).to_be_visible()
        await expect(field).to_have_value("I was about to say")


async def test_a_customer_is_shown_the_way_back_and_an_adviser_the_way_there(call, assurance_home):
    page = await call("conseillers/")
    await sign_in(page, assurance_home, CLAUDE)
    heading = page.get_by_role("heading", name="Cet espace est celui des conseillers")
    await expect(heading).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_role("link", name="Page des clients").last.click()
    await expect(page.locator("assurance-composer")).to_be_visible()
    await expect(page.get_by_role("link", name="Espace conseillers")).to_have_count(0)
    page = await call("#/espace")
    await sign_in(page, assurance_home, CAMILLE)
    await page.get_by_role("link", name="Espace conseillers").click()
    await expect(page.locator("advisers-desk")).to_be_visible()


async def test_a_webhook_is_made_tried_rotated_and_deleted(call, assurance_url, assurance_home):
    page = await call("conseillers/#/webhooks", forgive="status of 40", **PHONE)
    key = page.get_by_label("Clé d'API")
    await key.fill("asr_live_wrong")
    await key.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("Cette clé n'existe pas")
    assert await serious_findings(page) == []
    await key.fill(await admin_key(assurance_home))
    await key.press("Enter")
    await expect(page.get_by_role("heading", name="Nouveau webhook")).to_be_visible()
    assert await serious_findings(page) == []

    async with listening() as receiver:
        await page.get_by_label("Adresse qui reçoit").fill(receiver.url)
        make = page.get_by_role("button", name="Créer le webhook")
        await make.click()
        await expect(page.get_by_role("alert").first).to_contain_text("au moins un événement")
        await page.get_by_role("checkbox", name="Devis fait").check()
        await make.click()
        dialog = page.get_by_role("dialog")
        secret = (await dialog.locator(".secret").inner_text()).strip()
        assert secret.startswith("whsec_")
        await expect(dialog.get_by_role("button", name="Copier le secret")).to_be_visible()
        assert await serious_findings(page) == []
        await dialog.get_by_role("button", name="Je l'ai gardé").click()
        assert secret not in await page.content()
        row = page.locator("advisers-webhooks li").filter(has_text=receiver.url)
        await expect(row).to_contain_text("Actif")

        receiver.answer = lambda: web.Response(status=500)
        await row.get_by_role("button", name="Envoyer un essai").click()
        delivery = row.locator("webhook-deliveries tbody tr")
        await expect(delivery).to_contain_text(re.compile("En échec\\s+· HTTP 500"))
        await expect(delivery).to_contain_text("prochain essai")
        receiver.answer = lambda: web.Response(status=204)
        await delivery.get_by_role("button", name="Renvoyer").click()
        await expect(delivery).to_have_count(2)
        await expect(delivery.first).to_contain_text(re.compile("Reçu\\s+· HTTP 204"))
        assert await fits(page)
        assert await serious_findings(page) == []
        headers, body = receiver.heard[-1]
        assert Webhook(secret).verify(body, {k.lower(): v for k, v in headers.items()})

        # Gone for good: the page says so, and a trial enables it again.
        receiver.answer = lambda: web.Response(status=410)
        await row.get_by_role("button", name="Envoyer un essai").click()
        await expect(row.get_by_text("Désactivé")).to_be_visible()
        receiver.answer = lambda: web.Response(status=204)
        await row.get_by_role("button", name="Réactiver par un essai").click()
        await expect(row.get_by_text("Actif")).to_be_visible()

        await row.get_by_role("button", name="Changer le secret").click()
        await dialog.get_by_role("button", name="Changer le secret").click()
        await expect(dialog.locator(".secret")).to_contain_text("whsec_")
        assert (await dialog.locator(".secret").inner_text()).strip() != secret
        await dialog.get_by_role("button", name="Je l'ai gardé").click()
        await row.get_by_role("button", name="Supprimer").click()
        assert await serious_findings(page) == []
        await dialog.get_by_role("button", name="Supprimer").click()
        await expect(row).to_have_count(0)
    await page.get_by_role("button", name="Oublier la clé").click()
    await expect(key).to_be_visible()
