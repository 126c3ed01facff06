"""The furniture page, used as a customer uses it: in a browser, against the running service."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Request, Route, expect

from customer import (
    CLAIM_NUMBER,
    PHONE,
    is_turn,
    kept,
    mine,
    press,
    read,
    say,
    serious_findings,
    sign_in,
    write,
)

pytestmark = [pytest.mark.anyio, pytest.mark.services]

KEPT_TOKENS = "comptoir.meuble.tokens"


async def test_a_broken_spring_becomes_a_claim_after_the_recap_is_confirmed(visit):
    page = await visit()
    assert await serious_findings(page) == []

    first = await say(page, "Mon canapé a un problème")
    await expect(page.get_by_text("Assistant automatique").first).to_be_visible()
    await say(page, "CMD-2025-30301")
    described = await say(page, "Le ressort est cassé")
    assert described["requires_validation"]
    assert described["session_id"] == first["session_id"]

    recap = page.get_by_role("article", name="Récapitulatif de votre demande")
    await expect(recap.get_by_text("CMD-2025-30301", exact=True)).to_be_visible()
    assert await serious_findings(page) == []

    confirmed = await press(page, "Confirmer")
    await expect(mine(page, "Oui, je confirme")).to_be_visible()
    claim = page.get_by_role("article", name="Réclamation enregistrée")
    await expect(claim.locator(".number strong")).to_have_text(CLAIM_NUMBER)
    await expect(claim.locator(".number strong")).to_have_text(confirmed["claim"]["ticket_id"])
    await expect(claim.get_by_text("Réponse avant le")).to_be_visible()
    await expect(claim.get_by_role("button", name="Copier le numéro")).to_be_visible()
    await expect(page.get_by_role("button", name="Confirmer")).to_have_count(0)
    assert await serious_findings(page) == []

    await page.reload()
    await expect(mine(page, "Mon canapé a un problème")).to_be_visible()
    await expect(mine(page, "Le ressort est cassé")).to_have_count(1)
    await expect(claim.locator(".number strong")).to_have_text(confirmed["claim"]["ticket_id"])


async def test_whoever_writes_from_far_above_is_shown_the_answer(visit):
    page = await visit()
    for words in ("Mon canapé a un problème", "CMD-2025-30301", "Le ressort est cassé"):
        await say(page, words)
    top = page.locator("meuble-bubble").first
    await page.locator("meuble-log .scroll").evaluate("(scroll) => (scroll.scrollTop = 0)")
    await expect(page.get_by_role("button", name="Aller au dernier message")).to_be_visible()
    await expect(top).to_be_in_viewport()
    await say(page, "Je veux parler à un conseiller")
    await expect(page.locator("meuble-log .adviser")).to_be_in_viewport()
    await expect(top).not_to_be_in_viewport()


async def test_a_no_to_the_recap_of_a_danger_creates_nothing_on_a_phone_at_night(visit):
    page = await visit(color_scheme="dark", **PHONE)
    for words in ("Mon canapé a un problème", "CMD-2025-30301", "Un ressort m'a blessé à la main"):
        await say(page, words)
    await expect(page.get_by_text("Votre sécurité d'abord")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await serious_findings(page) == []

    refused = await press(page, "Corriger")

    await expect(mine(page, "Non")).to_be_visible()
    assert refused["ticket_id"] is None
    assert refused["claim"] is None
    await expect(page.locator("meuble-claim")).to_have_count(0)
    await expect(page.get_by_role("button", name="Confirmer")).to_have_count(0)


async def test_an_english_reader_is_served_in_english(visit):
    page = await visit(locale="en-GB")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    first = await say(page, "My sofa has a problem")
    assert first["language"] == "en"
    await say(page, "CMD-2025-30301")
    await say(page, "The spring is broken")
    await press(page, "Confirm")
    await expect(mine(page, "Yes, I confirm")).to_be_visible()
    claim = page.get_by_role("article", name="Claim registered")
    await expect(claim.locator(".number strong")).to_have_text(CLAIM_NUMBER)

    await page.get_by_role("button", name="Français").click()

    await expect(page.locator("html")).to_have_attribute("lang", "fr")
    await expect(page.get_by_role("article", name="Réclamation enregistrée")).to_be_visible()


async def test_what_is_written_offline_leaves_once_when_the_line_is_back(visit):
    page = await visit()
    await say(page, "Bonjour")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if is_turn(request) else None)
    await page.context.set_offline(True)
    await write(page, "Mon canapé a un problème")
    await expect(page.get_by_text("Non envoyé")).to_be_visible()
    await expect(page.get_by_role("button", name="Réessayer")).to_be_visible()
    assert sent == []

    async with page.expect_response(is_turn):
        await page.context.set_offline(False)

    await expect(page.get_by_text("Non envoyé")).to_have_count(0)
    await expect(mine(page, "Mon canapé a un problème")).to_have_count(1)
    assert len(sent) == 1


async def test_a_message_whose_answer_was_lost_is_sent_again_under_the_same_key(visit):
    page = await visit(forgive="net::ERR")
    tries: list[tuple[str, Any]] = []

    async def lose_the_first_answer(route: Route) -> None:
        request = route.request
        tries.append((request.headers["idempotency-key"], request.post_data_json))
        answer = await route.fetch()
        if len(tries) == 1:
            await route.abort("connectionreset")
        else:
            await route.fulfill(response=answer)

    await page.route("**/api/chat/stream", lose_the_first_answer)
    await say(page, "Mon canapé a un problème")

    assert len(tries) == 2
    assert tries[0] == tries[1]
    await page.reload()
    await expect(mine(page, "Mon canapé a un problème")).to_have_count(1)
    session = (await kept(page, "comptoir.meuble.conversation"))["sessionId"]
    history = await read(page, f"/api/chat/history?session_id={session}")
    said = [entry["content"] for entry in history["history"] if entry["role"] == "user"]
    assert said == ["Mon canapé a un problème"]


async def test_what_was_on_its_way_at_a_reload_still_arrives(visit):
    page = await visit()
    keys: list[str] = []

    async def leave_the_first_unanswered(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) > 1:
            await route.continue_()

    await page.route("**/api/chat/stream", leave_the_first_unanswered)
    async with page.expect_request(is_turn):
        await write(page, "Bonjour")

    await page.reload()

    await expect(page.locator("meuble-bubble .assistant")).to_have_count(1)
    await expect(mine(page, "Bonjour")).to_have_count(1)
    assert len(keys) == 2
    assert keys[0] == keys[1]


async def test_a_refused_message_says_why_and_can_be_changed(visit):
    page = await visit(forgive="status of 400")
    body = {"success": False, "error": "invalid", "detail": "Ce message est vide."}
    refuse = {"status": 400, "content_type": "application/json", "body": json.dumps(body)}
    await page.route("**/api/chat/stream", lambda route: route.fulfill(**refuse), times=1)
    await write(page, "Bonjour")
    await expect(page.get_by_text("Ce message est vide.")).to_be_visible()

    await page.get_by_role("button", name="Modifier").click()

    await expect(page.get_by_role("textbox")).to_have_value("Bonjour")
    await expect(page.locator("meuble-bubble")).to_have_count(0)


async def test_too_many_messages_says_when_the_next_one_leaves(visit):
    page = await visit(forgive="status of 429")
    body = {"success": False, "error": "rate_limited", "detail": "…"}
    refuse = {
        "status": 429,
        "content_type": "application/json",
        "headers": {"Retry-After": "37"},
        "body": json.dumps(body),
    }
    await page.route("**/api/chat/stream", lambda route: route.fulfill(**refuse), times=1)
    await write(page, "Bonjour")
    await expect(page.get_by_text("Réessayez dans 37 s.")).to_be_visible()
    await expect(page.get_by_text(re.compile(r"Nouvel essai à \d\d:\d\d:\d\d\."))).to_be_visible()

    await press(page, "Réessayer")

    await expect(mine(page, "Bonjour")).to_have_count(1)


async def test_a_message_over_four_thousand_characters_is_not_sent(visit):
    page = await visit()
    field = page.get_by_role("textbox")
    await field.fill("é" * 3990)
    await expect(page.get_by_text("10 caractères restants")).to_be_visible()
    await field.fill("é" * 4002)
    await expect(page.get_by_text("2 caractères de trop")).to_be_visible()
    await field.press("Enter")
    await expect(page.get_by_role("button", name="Envoyer")).to_be_disabled()
    await expect(page.locator("meuble-bubble")).to_have_count(0)


async def test_a_new_account_finds_its_conversation_on_another_device(visit):
    name = f"lea-{uuid4().hex[:12]}"
    home = await visit()
    await home.get_by_role("button", name="Se connecter").click()
    await home.get_by_role("button", name="Je n'ai pas encore de compte").click()
    assert await serious_findings(home) == []
    await home.get_by_label("Prénom et nom").fill("Léa Martin")
    await home.get_by_label("Adresse e-mail").fill(f"{name}@example.com")
    await home.get_by_label("Nom d'utilisateur").fill(name)
    await home.get_by_role("dialog").get_by_label("Mot de passe").fill("un canapé bleu")
    await home.get_by_role("button", name="Créer un compte").click()
    account = "Mon compte (Léa Martin)"
    await expect(home.get_by_role("link", name=account)).to_be_visible()
    await say(home, "Mon canapé a un problème")

    phone = await visit(**PHONE)
    await sign_in(phone, name, "un canapé bleu")
    await expect(mine(phone, "Mon canapé a un problème")).to_be_visible()

    await phone.get_by_role("link", name=account).click()
    await phone.get_by_role("button", name="Se déconnecter").click()
    await expect(phone.locator("meuble-bubble")).to_have_count(0)
    await expect(phone.get_by_role("button", name="Se connecter").first).to_be_visible()
    assert await kept(phone, KEPT_TOKENS) is None


async def test_a_stale_access_token_is_renewed_unseen(visit):
    page = await visit(forgive="status of 401")
    name = f"tom-{uuid4().hex[:12]}"
    newcomer = {"email": f"{name}@example.com", "username": name, "full_name": "Tom Petit"}
    await page.evaluate(
        "(data) => fetch('/api/auth/register', {method: 'POST', body: JSON.stringify(data),"
        " headers: {'Content-Type': 'application/json'}})",
        {**newcomer, "password": "un canapé bleu"},
    )
    await sign_in(page, name, "un canapé bleu")
    await expect(page.get_by_role("link", name="Mon compte (Tom Petit)")).to_be_visible()
    before = await kept(page, KEPT_TOKENS)

    await page.evaluate(
        "([key, tokens]) => localStorage.setItem(key, JSON.stringify(tokens))",
        [KEPT_TOKENS, {**before, "access": "stale"}],
    )
    await page.reload()

    await expect(page.get_by_role("link", name="Mon compte (Tom Petit)")).to_be_visible()
    after = await kept(page, KEPT_TOKENS)
    assert after["access"] not in {"stale", before["access"]}


async def test_an_erased_conversation_is_gone_from_the_page_and_the_service(visit):
    page = await visit()
    answer = await say(page, "Bonjour")
    await page.get_by_role("button", name="Nouvelle conversation").click()
    await page.get_by_role("button", name="Effacer et recommencer").click()
    await expect(page.get_by_role("heading", name="que pouvons")).to_be_visible()
    await expect(page.get_by_role("textbox")).to_be_focused()
    history = await read(page, f"/api/chat/history?session_id={answer['session_id']}")
    assert history["total"] == 0


async def test_arabic_reads_from_right_to_left(visit):
    page = await visit()
    await write(page, "مرحبا")
    bubble = mine(page, "مرحبا")
    await expect(bubble).to_be_visible()
    assert await bubble.evaluate("element => getComputedStyle(element).direction") == "rtl"


async def test_the_page_also_opens_without_the_final_slash(visit, meuble_url):
    page = await visit()
    await page.goto(f"{meuble_url}/app")
    await expect(page.get_by_role("heading", name="que pouvons")).to_be_visible()


async def test_cards_and_unsent_words_outlive_a_look_at_the_history(visit):
    page = await visit()
    kept_turns = [
        {"id": "1", "role": "user", "content": "oui", "at": "2026-01-01T10:00:00Z"},
        {"id": "2", "role": "assistant", "content": "Fait.", "at": "…", "answer": {"claim": {}}},
        {"id": "3", "role": "user", "content": "oui", "at": "…"},
        {"id": "4", "role": "user", "content": "oui", "at": "…", "status": "unsent"},
    ]
    newest_first = [
        {"role": "staff", "content": "Bonjour.", "created_at": "2026-01-01T10:00:03Z"},
        {"role": "user", "content": "oui", "created_at": "2026-01-01T10:00:02Z"},
        {"role": "assistant", "content": "Fait.", "created_at": "2026-01-01T10:00:01Z"},
    ]
    merged = await page.evaluate(
        "([turns, history]) => import('/app/turns.js').then(({merge}) => merge(turns, history))",
        [kept_turns, newest_first],
    )
    assert [turn["id"] for turn in merged if turn["role"] != "staff"] == ["1", "2", "3", "4"]
    assert merged[1]["answer"] == {"claim": {}}
    assert [turn["role"] for turn in merged[3:]] == ["staff", "user"]


async def test_the_page_says_the_same_things_in_both_languages(visit):
    page = await visit()
    french, english = await page.evaluate(
        "async () => { const {fr} = await import('/app/words-fr.js');"
        " const {en} = await import('/app/words-en.js');"
        " const {words} = await import('/app/shared/words.js');"
        " return [{...fr, ...words.fr}, {...en, ...words.en}].map(Object.keys) }"
    )
    assert french
    assert sorted(french) == sorted(english)
