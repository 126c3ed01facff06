"""The places beside the conversation: catalogue, questions, claims, account, in a real browser."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient
from playwright.async_api import Locator, Page, expect

import pictures
from comptoir.meuble.demo_data import PASSWORD
from customer import (
    CLAIM_NUMBER,
    PHONE,
    kept,
    mine,
    press,
    say,
    serious_findings,
    sign_in,
    write,
)
from upstream import HEARD

pytestmark = [pytest.mark.anyio, pytest.mark.services]

ROOM = pictures.encoded(pictures.scene(), "JPEG", quality=85)
WALL = pictures.encoded(pictures.scene(1200, 1600).rotate(180), "JPEG", quality=85)
DOOR = pictures.encoded(pictures.scene(1500, 1300).rotate(90, expand=True), "JPEG", quality=85)
NIGHT = pictures.encoded(pictures.scene().point(lambda value: value // 16), "JPEG", quality=85)


def file(name: str, content: bytes, kind: str = "image/jpeg") -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": content}


@asynccontextmanager
async def staff(url: str) -> AsyncIterator[AsyncClient]:
    """Somebody of after-sales, over HTTP."""
    async with AsyncClient(base_url=url, headers={"X-Forwarded-For": "192.0.2.77"}) as client:
        given = {"username": "sav", "password": PASSWORD}
        answer = await client.post("/api/auth/login", data=given)
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield client


async def fits(page: Page) -> bool:
    """Whether the page as a whole scrolls nowhere: its parts do."""
    return bool(
        await page.evaluate(
            "() => { const {scrollWidth, scrollHeight} = document.documentElement;"
            " return scrollWidth <= innerWidth && scrollHeight <= innerHeight }"
        )
    )


async def claim_by_talking(page: Page, *, words: str = "Le ressort est cassé") -> str:
    """Make a claim about the demonstration's sofa in French; return its number."""
    for said in ("Mon canapé a un problème", "CMD-2025-30301", words):
        await say(page, said)
    claim = (await press(page, "Confirmer"))["claim"]
    assert CLAIM_NUMBER.match(claim["ticket_id"])
    assert await fits(page)
    return str(claim["ticket_id"])


# ── Catalogue and questions ───────────────────────────────────────────────────────────────


async def test_a_sofa_is_found_as_one_types_and_its_problem_begins_a_conversation(visit):
    page = await visit()
    await page.get_by_role("link", name="Catalogue", exact=True).click()
    await expect(page.get_by_text("180 articles")).to_be_visible()
    assert await serious_findings(page) == []

    await page.get_by_role("searchbox").press_sequentially("canape dangle gris", delay=10)
    await expect(page.locator("meuble-product-card").first).to_contain_text("angle")
    await page.get_by_role("link", name=re.compile("Canapé Oslo d'angle")).click()
    await expect(page.get_by_role("heading", name="Canapé Oslo d'angle")).to_be_focused()
    await expect(page).to_have_title(re.compile("Canapé Oslo d'angle"))
    assert await serious_findings(page) == []

    await page.go_back()
    await expect(page.get_by_role("searchbox")).to_have_value("canape dangle gris")
    await page.go_forward()
    await page.get_by_role("button", name="Signaler un problème avec ce produit").click()
    field = page.locator("meuble-composer").get_by_role("textbox")
    await expect(field).to_be_focused()
    await expect(field).to_have_value(re.compile(r"Canapé Oslo d'angle \(SAL-CAP-003\)"))


async def test_a_department_opens_by_its_address_on_an_english_phone(visit):
    page = await visit("#/catalogue?rayon=chambre", locale="en-GB", **PHONE)
    bedroom = page.get_by_role("link", name="Bedroom 38")
    await expect(bedroom).to_have_attribute("aria-current", "true")
    await expect(page.get_by_text("38 items")).to_be_visible()
    await page.get_by_role("searchbox").fill("zzzz qqqq")
    await expect(page.get_by_text("Nothing matches this search.")).to_be_visible()
    assert await fits(page)
    assert await serious_findings(page) == []


async def test_a_product_that_is_gone_says_so_without_a_complaint(visit):
    page = await visit("#/catalogue/SAL-XXX-999", forgive="status of 404")
    await expect(page.get_by_role("heading", name="n'est plus au catalogue")).to_be_visible()


async def test_an_answer_is_found_opened_and_said_to_have_helped(visit):
    page = await visit("#/questions", **PHONE)
    await expect(page.get_by_text("Comment nettoyer mon canapé en tissu ?")).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_role("searchbox").fill("retractaton delai")
    question = page.locator("meuble-question").filter(has_text="rétract").first
    await expect(question).to_be_visible()
    await question.locator("summary").click()
    async with page.expect_response("**/api/faq/vote") as voted:
        await question.get_by_role("button", name="Oui").click()
    assert (await voted.value).status == 200
    await expect(question.get_by_text("Merci de votre avis.")).to_be_visible()
    assert await fits(page)
    assert await serious_findings(page) == []

    await question.get_by_role("link", name="Lien vers cette question").click()
    await expect(page.locator("meuble-question")).to_have_count(1)
    await page.reload()
    await expect(page.locator("meuble-question details[open]")).to_have_count(1)


async def test_an_answer_names_its_source_and_shows_the_products_it_speaks_of(visit):
    page = await visit()
    await say(page, "Comment nettoyer un canapé en tissu ?")
    await say(page, "Je cherche un canapé d'angle gris pas cher")
    card = page.get_by_role("link", name=re.compile("Canapé Oslo d'angle"))
    await expect(card).to_contain_text("1 890,00 €")
    assert await serious_findings(page) == []

    await page.get_by_role("link", name="Comment nettoyer mon canapé en tissu ?").click()
    await expect(page.locator("meuble-question details[open]")).to_have_count(1)
    await page.go_back()
    await expect(mine(page, "Comment nettoyer un canapé en tissu ?")).to_be_visible()


# ── Photos ────────────────────────────────────────────────────────────────────────────────


async def test_photos_are_looked_at_before_they_go_with_the_message(visit):
    page = await visit()
    composer = page.locator("meuble-composer")
    for words in ("Mon canapé a un problème", "CMD-2025-30301"):
        await say(page, words)
    async with page.expect_file_chooser() as choosing:
        await composer.get_by_role("button", name="Joindre des photos ou une vidéo").click()
    notes = file("notes.txt", b"rien", "text/plain")
    await (await choosing.value).set_files(
        [file("salon.jpg", ROOM), file("nuit.jpg", NIGHT), notes]
    )

    tray = page.locator("meuble-tray").first
    await expect(tray.get_by_text("Bonne qualité")).to_be_visible()
    await expect(tray.get_by_text("Difficile à exploiter")).to_be_visible()
    await expect(tray.get_by_text("lumière du jour")).to_be_visible()
    await expect(tray.get_by_text("Format non accepté.")).to_be_visible()
    assert await serious_findings(page) == []
    await composer.get_by_role("textbox").fill("Le ressort est cassé")
    await composer.get_by_role("button", name="Envoyer").click()
    await expect(page.get_by_text("Retirez les fichiers refusés")).to_be_visible()
    await tray.get_by_role("button", name="Retirer notes.txt").click()
    await tray.get_by_role("button", name="Retirer nuit.jpg").click()

    described = await press(page, "Envoyer")

    assert len(described["recap"]["photos"]) == 1
    await expect(mine(page, "Le ressort est cassé")).to_be_visible()
    await expect(page.locator("meuble-bubble .photos img")).to_have_count(1)
    recap = page.get_by_role("article", name="Récapitulatif de votre demande")
    await expect(recap.get_by_role("img", name="Photo 1")).to_be_visible()
    await expect(tray.get_by_role("listitem")).to_have_count(0)


async def test_a_message_waits_for_its_photo_and_outlives_a_cut_line(visit):
    page = await visit(forgive="net::ERR")
    await page.route("**/api/upload", lambda route: route.abort("connectionreset"), times=1)
    await page.locator("meuble-composer input[type=file]").first.set_input_files(
        [file("salon.jpg", ROOM)]
    )
    tray = page.locator("meuble-tray").first
    await expect(tray.get_by_text("Le service ne répond pas.")).to_be_visible()
    await write(page, "Voyez ce ressort")
    await expect(page.get_by_text("Retirez les fichiers refusés")).to_be_visible()

    released = asyncio.Event()

    async def slowly(route: Any) -> None:
        await released.wait()
        await route.continue_()

    await page.route("**/api/upload", slowly)
    await tray.get_by_role("button", name="Réessayer").click()
    await page.locator("meuble-composer").get_by_role("textbox").press("Enter")
    await expect(page.get_by_text("Le message partira avec ses photos.")).to_be_visible()
    released.set()

    await expect(mine(page, "Voyez ce ressort")).to_be_visible()
    await expect(page.locator("meuble-bubble .photos img")).to_have_count(1)


async def test_a_photo_is_dropped_and_another_pasted(visit):
    page = await visit()
    give = """(kind) => {
        const canvas = new OffscreenCanvas(400, 300);
        canvas.getContext('2d').fillRect(20, 20, 200, 100);
        return canvas.convertToBlob({type: 'image/png'}).then((blob) => {
          const carried = new DataTransfer();
          carried.items.add(new File([blob], `${kind}.png`, {type: 'image/png'}));
          const talk = document.querySelector('meuble-app').shadowRoot.querySelector('meuble-talk');
          const composer = talk.shadowRoot.querySelector('meuble-composer');
          const field = composer.shadowRoot.querySelector('textarea');
          const how = {bubbles: true, composed: true, cancelable: true};
          const dropped = new DragEvent('drop', {...how, dataTransfer: carried});
          const pasted = new ClipboardEvent('paste', {...how, clipboardData: carried});
          (kind === 'drop' ? talk : field).dispatchEvent(kind === 'drop' ? dropped : pasted);
        });
    }"""
    await page.evaluate(give, "drop")
    await page.evaluate(give, "paste")
    tray = page.locator("meuble-tray").first
    await expect(tray.get_by_role("listitem")).to_have_count(2)
    await expect(tray.get_by_role("progressbar")).to_have_count(0)


async def test_what_was_being_written_is_there_after_a_reload(visit):
    page = await visit()
    field = page.locator("meuble-composer").get_by_role("textbox")
    await page.locator("meuble-composer input[type=file]").first.set_input_files(
        [file("salon.jpg", ROOM)]
    )
    await expect(page.get_by_text("Bonne qualité")).to_be_visible()
    await field.fill("Le pied droit")
    await page.wait_for_function(
        "() => localStorage.getItem('comptoir.meuble.draft')?.includes('pied')"
    )
    await page.reload()
    await expect(field).to_have_value("Le pied droit")
    await expect(page.get_by_text("Bonne qualité")).to_be_visible()


# ── Claims ────────────────────────────────────────────────────────────────────────────────


async def test_a_stranger_follows_a_claim_sends_what_is_missing_and_writes(visit):
    page = await visit(**PHONE)
    number = await claim_by_talking(page)
    await page.get_by_role("link", name="Suivre ma demande").click()
    await expect(page.get_by_role("heading", name="Canapé Premium")).to_be_visible()
    for seen in (
        "En attente de vos photos",
        "Réponse avant le",
        "l'horloge repart à la réception de vos photos",
        "Délai légal de 30 jours",
        "Garantie légale de conformité",
        "la réparation",
        "0 sur 3",
    ):
        await expect(page.locator("meuble-claim-page").get_by_text(seen).first).to_be_visible()
    assert await fits(page)
    assert await serious_findings(page) == []

    evidence = page.locator("meuble-evidence")
    sent = [file("salon.jpg", ROOM), file("mur.jpg", WALL), file("porte.jpg", DOOR)]
    await evidence.locator("input[type=file]").first.set_input_files(sent)
    await expect(page.get_by_text("Nous avons tout ce qu'il faut.")).to_be_visible()
    claim = page.locator("meuble-claim-page")
    await expect(claim.get_by_text("En cours d'analyse").first).to_be_visible()
    await expect(evidence.locator(".sent img")).to_have_count(3)

    await page.get_by_placeholder("Une précision, une question…").fill("Le grincement empire.")
    await page.get_by_role("button", name="Envoyer", exact=True).click()
    timeline = page.locator("meuble-timeline")
    await expect(timeline.get_by_text("Le grincement empire.")).to_be_visible()
    await expect(timeline.get_by_text("Preuve ajoutée")).to_have_count(3)
    assert await serious_findings(page) == []

    await page.get_by_role("button", name="Clore ma demande").click()
    await page.get_by_role("dialog").get_by_role("button", name="Clore ma demande").click()
    await expect(page.get_by_text("Cette demande est close.")).to_be_visible()
    await page.get_by_role("link", name="Mes demandes").first.click()
    await expect(page.get_by_role("heading", name="Demandes terminées")).to_be_visible()
    await expect(page.get_by_role("link", name=number)).to_be_visible()


async def test_a_claim_made_here_is_found_elsewhere_by_its_code_alone(visit):
    page = await visit()
    number = await claim_by_talking(page)
    code = (await kept(page, "comptoir.meuble.claims"))[0]["token"]
    await page.goto(f"{page.url.partition('#')[0]}#/demandes")
    await expect(page.get_by_role("link", name=number)).to_be_visible()
    assert await serious_findings(page) == []

    mailed = await visit(f"#ticket={number}&token={code}")
    await expect(mailed.get_by_role("heading", name="Canapé Premium")).to_be_focused()
    assert code not in mailed.url

    elsewhere = await visit("#/demandes")
    await expect(elsewhere.get_by_text("Aucune demande n'a été faite")).to_be_visible()
    await elsewhere.get_by_text("Retrouver une demande").click()
    await elsewhere.get_by_label("Numéro de réclamation").fill(number)
    await elsewhere.get_by_label("Votre code de suivi").fill(code)
    await elsewhere.get_by_role("button", name="Ouvrir").click()
    await expect(elsewhere.get_by_role("heading", name="Canapé Premium")).to_be_visible()
    assert [claim["id"] for claim in await kept(elsewhere, "comptoir.meuble.claims")] == [number]


async def test_a_resolved_claim_is_rated_and_reopened_in_english(visit, meuble_url):
    page = await visit(locale="en-GB")
    for said in ("My sofa has a problem", "CMD-2025-30301", "The spring is broken"):
        await say(page, said)
    number = (await press(page, "Confirm"))["claim"]["ticket_id"]
    await page.get_by_role("link", name="Follow my claim").click()
    await expect(page.get_by_role("heading", name="Canapé Premium")).to_be_visible()
    claim = page.locator("meuble-claim-page")
    await expect(claim.get_by_text("Waiting for your photos")).to_be_visible()
    await page.get_by_placeholder("A detail, a question…").fill("Half a sentence")

    async with staff(meuble_url) as adviser:
        content = {"content": "Call the doctor of sofas.", "visibility": "internal"}
        await adviser.post(f"/api/tickets/{number}/comment", json=content)
        content = {"content": "A new spring is coming.", "visibility": "customer"}
        said_ = await adviser.post(f"/api/tickets/{number}/comment", json=content)
        assert said_.status_code == 200, said_.text
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        timeline = page.locator("meuble-timeline")
        await expect(timeline.get_by_text("A new spring is coming.")).to_be_visible()
        await expect(page.get_by_text("doctor of sofas")).to_have_count(0)
        await expect(page.get_by_placeholder("A detail, a question…")).to_have_value(
            "Half a sentence"
        )
        moved = await adviser.post(f"/api/tickets/{number}/transition", json={"status": "resolu"})
        assert moved.status_code == 200, moved.text
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(page.get_by_text("Your claim is resolved.")).to_be_visible()
    await page.get_by_label("4 out of 5").check()
    await page.get_by_label("A word to help us").fill("Fast.")
    assert await serious_findings(page) == []
    await page.get_by_role("button", name="Send my opinion").click()
    await expect(page.get_by_text("Thank you for your opinion.")).to_be_visible()

    await page.get_by_label("Tell us what is still wrong").fill("It broke again.")
    await page.get_by_role("button", name="Reopen my claim").click()
    await expect(claim.get_by_text("Being examined").first).to_be_visible()
    await expect(page.locator("meuble-timeline").get_by_text("It broke again.")).to_be_visible()


async def test_a_claim_of_somebody_else_is_not_shown(visit):
    page = await visit("#/demandes/SAV-MDF-99999", forgive="status of 404")
    await expect(page.get_by_role("heading", name="n'est pas accessible d'ici")).to_be_visible()
    assert await serious_findings(page) == []


# ── Conversation: withdrawal, an adviser ──────────────────────────────────────────────────


async def test_a_withdrawal_gets_its_receipt(visit):
    page = await visit(**PHONE)
    answer = await say(page, "Je me rétracte de la commande CMD-2026-31640")
    receipt = page.get_by_role("article", name="Rétractation reçue")
    await expect(receipt.get_by_text(answer["withdrawal"]["receipt_id"])).to_be_visible()
    await expect(receipt.get_by_text("CMD-2026-31640", exact=True)).to_be_visible()
    assert await fits(page)
    assert await serious_findings(page) == []


async def test_an_advisers_words_appear_without_reloading_wherever_one_is(visit, meuble_url):
    page = await visit()
    session = (await say(page, "Je veux parler à une personne"))["session_id"]
    await expect(page.get_by_text("Un conseiller a été prévenu.")).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_role("link", name="Questions", exact=True).click()

    async with staff(meuble_url) as adviser:
        queue = (await adviser.get("/api/handovers")).json()["handovers"]
        handover = next(each for each in queue if each["session_id"] == session)["id"]
        words = {"content": "Bonjour, ici Nadia."}
        assert (await adviser.post(f"/api/handovers/{handover}/reply", json=words)).is_success
        await expect(page.get_by_text("nouveau message d'un conseiller")).to_have_count(1)
        await page.get_by_role("link", name=re.compile("^Conversation")).click()
        await expect(page.get_by_text("Bonjour, ici Nadia.")).to_be_visible()
        await expect(page.get_by_text("Un conseiller suit cette conversation.")).to_be_visible()
        assert (await adviser.post(f"/api/handovers/{handover}/release")).is_success
    await expect(page.get_by_text("Un conseiller suit cette conversation.")).to_have_count(0)


# ── Voice ─────────────────────────────────────────────────────────────────────────────────


async def test_an_answer_is_read_aloud(visit):
    page = await visit()
    await say(page, "Bonjour")
    async with page.expect_response("**/api/voice/tts") as spoken:
        await page.get_by_role("button", name="Écouter ce message").click()
    assert (await spoken.value).headers["content-type"] == "audio/mpeg"
    await page.get_by_role("button", name="Arrêter la lecture").click()
    await expect(page.get_by_role("button", name="Écouter ce message")).to_be_visible()


async def test_what_is_dictated_can_be_read_before_it_leaves(visit, hearing_url):
    page = await visit(at=hearing_url)
    await page.get_by_role("button", name="Dicter le message").click()
    await expect(page.get_by_text("À l'écoute…")).to_be_visible()
    await expect(page.get_by_text("0:01")).to_be_visible()
    await page.get_by_role("button", name="Arrêter la dictée").click()
    field = page.locator("meuble-composer").get_by_role("textbox")
    await expect(field).to_have_value(HEARD)
    await expect(page.locator("meuble-bubble")).to_have_count(0)


# ── Account ───────────────────────────────────────────────────────────────────────────────


async def mailed_link(home: Path, to: str, word: str) -> str:
    """The fragment of the newest link that was mailed to `to`, which must come within seconds."""
    for _ in range(100):
        found = []
        for path in sorted((home / "mail").glob("*.eml"), key=lambda each: each.stat().st_mtime_ns):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = message.get_body(("plain",))
            if message["To"] == to and body is not None:
                found += re.findall(rf"#{word}=\S+", body.get_content())
        if found:
            return str(found[-1])
        await asyncio.sleep(0.1)
    raise AssertionError(f"no link to {word} was mailed to {to}")


async def register(page: Page, name: str) -> None:
    await page.get_by_role("button", name="Se connecter").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Je n'ai pas encore de compte").click()
    await dialog.get_by_label("Prénom et nom").fill("Léa Martin")
    await dialog.get_by_label("Adresse e-mail").fill(f"{name}@example.com")
    await dialog.get_by_label("Nom d'utilisateur").fill(name)
    await dialog.get_by_label("Mot de passe").fill("un canapé bleu")
    await dialog.get_by_role("button", name="Créer un compte").click()
    await expect(page.get_by_role("link", name="Mon compte (Léa Martin)")).to_be_visible()


def dialog_of(page: Page) -> Locator:
    return page.get_by_role("dialog")


async def test_an_account_is_made_confirmed_changed_taken_away_and_erased(
    visit, meuble_url, meuble_home
):
    page = await visit(forgive="status of 40", accept_downloads=True)
    name = f"lea-{uuid4().hex[:12]}"
    await register(page, name)
    await page.get_by_role("link", name="Mon compte (Léa Martin)").click()
    await expect(page.get_by_text("Adresse e-mail à confirmer")).to_be_visible()
    assert await serious_findings(page) == []

    await page.goto(
        f"{meuble_url}/app/" + await mailed_link(meuble_home, f"{name}@example.com", "confirm")
    )
    await expect(page.get_by_text("Adresse e-mail confirmée")).to_be_visible()
    assert "confirm=" not in page.url

    await page.get_by_role("main").get_by_label("Prénom et nom").fill("Léa Petit")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("link", name="Mon compte (Léa Petit)")).to_be_visible()
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Télécharger mes données").click()
    assert (await download.value).suggested_filename.endswith(".zip")

    await page.get_by_role("button", name="Supprimer mon compte…").click()
    await expect(page.get_by_text("C'est définitif.")).to_be_visible()
    assert await serious_findings(page) == []
    await dialog_of(page).get_by_label("Mot de passe").fill("un autre mot")
    await dialog_of(page).get_by_role("button", name="Tout supprimer").click()
    await expect(dialog_of(page).get_by_role("alert")).to_contain_text("passe")
    await dialog_of(page).get_by_label("Mot de passe").fill("un canapé bleu")
    await dialog_of(page).get_by_role("button", name="Tout supprimer").click()
    await expect(page.get_by_text("Votre compte est supprimé.")).to_be_visible()
    await expect(page.get_by_role("button", name="Se connecter").first).to_be_visible()
    assert await kept(page, "comptoir.meuble.tokens") is None


async def test_a_forgotten_password_is_replaced_by_a_mailed_link_on_a_phone(
    visit, meuble_url, meuble_home
):
    page = await visit(**PHONE)
    name = f"tom-{uuid4().hex[:12]}"
    await register(page, name)
    await page.get_by_role("link", name=re.compile("^Mon compte")).click()
    await page.get_by_role("button", name="Se déconnecter").click()
    await page.get_by_role("button", name="Se connecter").first.click()
    await dialog_of(page).get_by_role("button", name="Mot de passe oublié ?").click()
    await dialog_of(page).get_by_label("Adresse e-mail").fill(f"{name}@example.com")
    assert await serious_findings(page) == []
    await dialog_of(page).get_by_role("button", name="Recevoir le lien").click()
    await expect(page.get_by_text("Si cette adresse a un compte")).to_be_visible()

    await page.goto(
        f"{meuble_url}/app/" + await mailed_link(meuble_home, f"{name}@example.com", "reset")
    )
    await expect(dialog_of(page)).to_be_visible()
    assert "reset=" not in page.url
    await dialog_of(page).get_by_label("Nouveau mot de passe").fill("une table en chêne")
    await dialog_of(page).get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_text("Votre mot de passe est changé.")).to_be_visible()
    await dialog_of(page).get_by_role("button", name="Fermer").click()
    await sign_in(page, name, "une table en chêne")
    await expect(page.get_by_role("link", name=re.compile("^Mon compte"))).to_be_visible()


async def test_ones_claims_are_the_accounts_wherever_one_signs_in(visit):
    page = await visit()
    name = f"ana-{uuid4().hex[:12]}"
    await register(page, name)
    number = await claim_by_talking(page)
    assert await kept(page, "comptoir.meuble.claims") is None
    elsewhere = await visit("#/demandes", **PHONE)
    await sign_in(elsewhere, name, "un canapé bleu")
    await expect(elsewhere.get_by_role("link", name=number)).to_be_visible()
    assert await serious_findings(elsewhere) == []
    await elsewhere.locator("page-navigation").get_by_role("link", name="Conversation").click()
    await elsewhere.locator("meuble-composer").get_by_role("textbox").fill("Un secret")
    await elsewhere.get_by_role("link", name=re.compile("^Mon compte")).click()
    await elsewhere.get_by_role("button", name="Se déconnecter").click()
    await expect(elsewhere.get_by_text("Vous êtes déconnecté.")).to_be_visible()
    assert await kept(elsewhere, "comptoir.meuble.draft") is None
    await elsewhere.get_by_role("link", name="Mes demandes").click()
    await expect(elsewhere.get_by_text("Aucune demande n'a été faite")).to_be_visible()


# ── Without a line ────────────────────────────────────────────────────────────────────────


async def test_a_list_that_could_not_be_read_says_so_and_offers_to_try_again(visit):
    page = await visit(forgive="net::ERR")
    await page.route("**/api/products/?*", lambda route: route.abort("connectionreset"), times=1)
    await page.get_by_role("link", name="Catalogue", exact=True).click()
    await expect(page.get_by_text("Le service ne répond pas.")).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_role("button", name="Réessayer").click()
    await expect(page.get_by_text("180 articles")).to_be_visible()
