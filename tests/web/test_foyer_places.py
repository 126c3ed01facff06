"""The places of the agents' pages beside the conversation: accounts, agents, lists, memory."""

import json
import re
from random import randrange

import pytest
from playwright.async_api import expect

from colleague import PASSWORD, PHONE, answered, answers, ask, composer, until
from customer import serious_findings
from papers import grey, mixed_pdf, pdf, photographed

pytestmark = [pytest.mark.anyio, pytest.mark.services]

REFUSED = "Failed to load resource"


async def at(visit, person, url, place="", **settings):
    page = await visit(place, at=url, begins=person.tokens(), **settings)
    await page.get_by_role("navigation", name="Navigation").or_(composer(page)).first.wait_for()
    return page


async def test_an_account_is_opened_with_a_trigramme_that_nobody_else_has(
    visit, colleague, foyer_url
):
    ada = await colleague(foyer_url)
    page = await visit(at=foyer_url, forgive=REFUSED)
    assert await serious_findings(page) == []
    await page.get_by_role("button", name="Créer un compte").first.click()
    await expect(page.get_by_text("Vos collègues vous invitent")).to_be_visible()
    email = f"{randrange(10**9)}@example.com"
    await page.get_by_label("Adresse e-mail").fill(email)
    await page.get_by_label("Mot de passe").fill(PASSWORD)
    await page.get_by_label("Trigramme").fill(ada.trigramme)
    create = page.get_by_role("button", name="Créer un compte").last
    await create.click()
    await expect(page.get_by_role("alert").get_by_text("déjà")).to_be_visible()
    await expect(page.get_by_label("Adresse e-mail")).to_have_value(email)
    assert await serious_findings(page) == []

    for trigramme in ("QQQ", "QZX", "ZQJ", "JQX", "XQZ", "WQK"):  # one is nobody's
        await page.get_by_label("Trigramme").fill(trigramme)
        await create.click()
        title = page.get_by_role("heading", name="À qui voulez-vous parler ?")
        taken = page.get_by_role("alert").get_by_text("déjà")
        await expect(title.or_(taken).first).to_be_visible()
        if await title.count():
            break
    await expect(title).to_be_visible()
    await expect(page.get_by_role("article", name="Assistant Général")).to_be_visible()
    assert await serious_findings(page) == []
    await page.reload()
    await expect(title).to_be_visible()
    await page.get_by_role("link", name="Compte", exact=True).click()
    await page.get_by_role("button", name="Se déconnecter").click()
    await expect(page.get_by_role("heading", name="Des agents qui répondent")).to_be_visible()


async def test_an_agent_is_made_given_a_document_changed_and_rolled_back(
    visit, colleague, foyer_url
):
    ada = await colleague(foyer_url)
    page = await at(visit, ada, foyer_url, "#/agents/nouveau")
    await page.get_by_label("Nom").fill("Guide 🏡 des frais")
    await page.get_by_label("Consignes").fill("Tu réponds en une phrase.")
    await page.get_by_label("Modèle").select_option("parleur-grand")
    await page.get_by_label("Répondre d'après ses documents seulement").check()
    await page.reload()  # nothing typed is lost
    await expect(page.get_by_label("Nom")).to_have_value("Guide 🏡 des frais")
    await page.get_by_role("button", name="Créer l'agent").click()
    await expect(page.get_by_text("À vous · version 1")).to_be_visible()
    agent_id = int(page.url.rsplit("/", 1)[1])
    made = await ada.read(f"/api/agents/{agent_id}")
    assert (made["model"], made["documents_only"]) == ("parleur-grand", True)

    paper = {
        "name": "frais.pdf",
        "mimeType": "application/pdf",
        "buffer": pdf("Les frais sont remboursés à hauteur de dix euros."),
    }
    await page.locator("foyer-documents input[type=file]").set_input_files([paper])
    await expect(page.locator("foyer-documents").get_by_text("1 page ·")).to_be_visible()
    await page.get_by_role("button", name="Relire frais.pdf").click()
    await expect(page.locator("foyer-documents").get_by_text("1 page ·")).to_be_visible()

    await expect(page.locator("foyer-documents .note")).to_have_count(0)

    await page.get_by_label("Consignes").fill("Tu réponds en vers.")
    await page.get_by_role("button", name="Enregistrer une nouvelle version").click()
    await expect(page.get_by_text("À vous · version 2")).to_be_visible()
    await page.get_by_text("Versions", exact=True).click()
    await page.get_by_role("button", name="Rétablir la version 1").click()
    await expect(page.get_by_text("À vous · version 3")).to_be_visible()
    await expect(page.get_by_label("Consignes")).to_have_value("Tu réponds en une phrase.")
    await expect(page.get_by_text("rétablie de la version 1")).to_be_visible()
    assert await serious_findings(page) == []

    await page.get_by_role("button", name="Supprimer l'agent").click()
    await page.locator("foyer-confirm").get_by_role("button", name="Supprimer").click()
    await expect(page.get_by_role("heading", name="Agents", exact=True)).to_be_visible()
    await expect(page.get_by_text("Vous n'avez pas encore d'agent.")).to_be_visible()


async def test_pages_read_on_pictures_are_said_beside_their_document(
    visit, colleague, foyer_url, tesseract
):
    ada = await colleague(foyer_url)
    agent_id = await ada.agent()
    words = "Les clés du local sont chez la gardienne.\nElles se rendent avant vingt heures."
    content = mixed_pdf(
        ("", photographed(words)), ("Annexe", None), ("", photographed(words)), ("", grey(40))
    )
    page = await at(visit, ada, foyer_url, f"#/agents/{agent_id}", **PHONE)
    paper = {"name": "clés.pdf", "mimeType": "application/pdf", "buffer": content}
    await page.locator("foyer-documents input[type=file]").set_input_files([paper])
    listed = page.locator("foyer-documents")
    await expect(listed.get_by_text("4 pages ·")).to_be_visible(timeout=30_000)
    await expect(listed.get_by_text("Lu sur une image : p. 1, 3")).to_be_visible()
    await expect(listed.get_by_text("Non lu : p. 4 (aucun texte lisible)")).to_be_visible()
    assert await serious_findings(page) == []


async def test_the_fifty_first_agent_is_not_offered(visit, colleague, foyer_url):
    ada = await colleague(foyer_url)
    for number in range(50):
        ada.http.headers["X-Forwarded-For"] = f"198.19.{number}.{randrange(1, 255)}"
        await ada.agent(f"Agent {number}")
    page = await at(visit, ada, foyer_url, "#/agents", locale="en-GB", **PHONE)
    await expect(page.get_by_text("50 agents of your own, of at most 50.")).to_be_visible()
    await expect(page.get_by_text("You have 50 agents, which is the maximum")).to_be_visible()
    await expect(page.get_by_role("link", name="New agent")).to_have_count(0)
    await expect(page.get_by_role("article")).to_have_count(50 + await _others(ada))
    assert await serious_findings(page) == []


async def _others(person):
    return sum(
        agent["owner"]["trigramme"] != person.trigramme
        for agent in (await person.read("/api/agents?limit=30"))["agents"]
    )


async def test_chats_are_found_by_what_was_said_renamed_taken_away_forked_and_deleted(
    visit, colleague, foyer_url
):
    ada = await colleague(foyer_url)
    agent_id = await ada.agent()
    fridge, garden = await ada.chat(agent_id), await ada.chat(agent_id)
    await ada.says(fridge, "Le réfrigérateur ronronne la nuit")
    await ada.says(garden, "Les tomates du jardin")
    page = await at(visit, ada, foyer_url, forgive=REFUSED)
    listed = page.locator("foyer-chats")
    await expect(listed.get_by_role("link", name="Les tomates du jardin")).to_be_visible()
    await listed.get_by_role("searchbox").fill("ronronne")
    found = listed.get_by_role("listitem").filter(has=page.locator("mark"))
    await expect(found).to_have_count(1)
    await found.get_by_role("link").click()
    await expect(page.locator("foyer-message[found]")).to_contain_text("ronronne")
    assert await serious_findings(page) == []
    await listed.get_by_role("searchbox").fill("")

    more = page.get_by_role("button", name="Plus d'actions")
    await more.click()
    await page.keyboard.press("Enter")  # the first deed has the keyboard
    await page.get_by_label("Titre de la discussion").fill("Bruits")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Bruits")).to_be_visible()
    await expect(listed.get_by_role("link", name="Bruits")).to_be_visible()

    for name, ending in (("Exporter en Markdown", ".md"), ("Exporter en JSON", ".json")):
        await more.click()
        async with page.expect_download() as download:
            await page.get_by_role("menuitem", name=name).click()
        saved = await download.value
        assert saved.suggested_filename == f"Bruits{ending}"
        content = (await saved.path()).read_text(encoding="utf-8")
        assert "Le réfrigérateur ronronne la nuit" in content
    assert json.loads(content)["messages"][1]["content"] == "Voici une réponse."

    await page.get_by_role("button", name="Continuer d'ici").last.click()
    await expect(page).not_to_have_url(re.compile(f"/{fridge}$"))
    await answered(page, "Voici une réponse.")
    await expect(listed.get_by_role("link", name="Bruits")).to_have_count(2)
    await more.click()
    await page.get_by_role("menuitem", name="Supprimer la discussion").click()
    await page.locator("foyer-confirm").get_by_role("button", name="Supprimer").click()
    await expect(listed.get_by_role("link", name="Bruits")).to_have_count(1)
    await page.go_back()
    await expect(page.get_by_role("heading", name="Cette discussion n'est pas là")).to_be_visible()


async def test_earlier_messages_come_when_one_scrolls_up_and_nothing_jumps(
    visit, colleague, foyer_url
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    for number in range(40):
        ada.http.headers["X-Forwarded-For"] = f"198.19.{number}.{randrange(1, 255)}"
        await ada.says(chat_id, f"Question {number}")
    page = await at(visit, ada, foyer_url, f"#/discussions/{chat_id}")
    await expect(page.get_by_text("Question 39", exact=True)).to_be_in_viewport()
    await expect(page.locator("foyer-message")).to_have_count(60)
    await expect(page.get_by_text("Question 9", exact=True)).to_have_count(0)
    await page.get_by_role("region", name="Messages").focus()
    await page.keyboard.press("Home")
    await expect(page.locator("foyer-message")).to_have_count(80)
    await expect(page.get_by_text("Question 10", exact=True)).to_be_in_viewport()
    await page.get_by_role("button", name="Aller au dernier message").click()
    await expect(page.get_by_text("Question 39", exact=True)).to_be_in_viewport()


async def test_what_an_agent_keeps_is_seen_with_its_source_and_forgotten(
    visit, colleague, foyer_url
):
    ada = await colleague(foyer_url)
    agent_id = await ada.agent("Mémo", learn_from_interaction=True)
    chat_id = await ada.chat(agent_id)
    page = await at(visit, ada, foyer_url, f"#/discussions/{chat_id}", locale="en-GB", **PHONE)
    await ask(page, "Mon chien s'appelle Rex.")
    await expect(answers(page)).to_contain_text("Voici une réponse.")
    await page.get_by_role("link", name="All chats").tap()
    await page.get_by_role("link", name="Memory").tap()
    await page.get_by_role("link", name="Mémo").tap()
    await expect(page.get_by_text("Mon chien s'appelle Rex.")).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_role("button", name="the message").tap()
    await expect(page.locator("foyer-message[found]")).to_contain_text("Rex")
    await page.go_back()
    await page.get_by_role("button", name="Forget: Mon chien s'appelle Rex.").tap()
    await expect(page.get_by_text("It keeps nothing of you.")).to_be_visible()
    assert (await ada.read(f"/api/agents/{agent_id}/memory"))["total"] == 0


async def test_sessions_are_ended_data_taken_away_and_the_account_erased(
    visit, colleague, foyer_url
):
    ada = await colleague(foyer_url)
    other = await ada.http.post(
        "/api/auth/login",
        json={"email": ada.email, "password": PASSWORD},
        headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"},
    )
    page = await at(visit, ada, foyer_url, "#/compte", forgive=REFUSED)
    theirs = page.get_by_role("listitem").filter(has_text="Firefox · Windows")
    await expect(page.get_by_text("celle-ci")).to_have_count(1)
    await theirs.get_by_role("button").click()
    await expect(theirs).to_have_count(0)
    refused = await ada.http.get(
        "/api/auth/me", headers={"Authorization": f"Bearer {other.json()['access_token']}"}
    )
    assert refused.status_code == 401

    async with page.expect_download() as download:
        await page.get_by_role("button", name="Tout télécharger").click()
    assert (await download.value).suggested_filename == f"foyer-{ada.trigramme}.zip"
    await page.get_by_role("button", name="Effacer le compte").click()
    dialog = page.locator("foyer-confirm")
    await dialog.get_by_label("Mot de passe").fill("pas le bon")
    await dialog.get_by_role("button", name="Effacer pour de bon").click()
    await expect(dialog.get_by_text("Mot de passe incorrect.")).to_be_visible()
    assert await serious_findings(page) == []
    await dialog.get_by_label("Mot de passe").fill(PASSWORD)
    await dialog.get_by_role("button", name="Effacer pour de bon").click()
    await expect(page.get_by_role("heading", name="Des agents qui répondent")).to_be_visible()
    assert await page.evaluate("Object.keys(localStorage).join()") in {"", "comptoir.language"}


async def test_a_deactivated_account_lets_nobody_in(visit, colleague, foyer_url):
    ada = await colleague(foyer_url)
    page = await at(visit, ada, foyer_url, "#/compte", forgive=REFUSED, locale="en-GB", **PHONE)
    await page.get_by_role("button", name="Deactivate the account").tap()
    dialog = page.locator("foyer-confirm")
    await dialog.get_by_label("Password").fill(PASSWORD)
    await dialog.get_by_role("button", name="Deactivate").tap()
    await page.get_by_label("E-mail address").fill(ada.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_label("Password").press("Enter")
    await expect(page.get_by_text("This account is inactive.")).to_be_visible()
    assert await serious_findings(page) == []


async def test_a_sign_in_that_ran_out_keeps_what_was_typed(visit, colleague, foyer_url):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    page = await at(visit, ada, foyer_url, f"#/discussions/{chat_id}", forgive=REFUSED)
    await composer(page).fill("Une longue question")
    await ada.http.post("/api/auth/logout")
    await composer(page).press("Enter")
    await expect(page.get_by_text("Votre connexion a expiré.")).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_label("Adresse e-mail").fill(ada.email)
    await page.get_by_label("Mot de passe").fill(PASSWORD)
    await page.get_by_label("Mot de passe").press("Enter")
    # It was on its way: it arrives, once.
    await answered(page, "Voici une réponse.")
    login = await ada.http.post(
        "/api/auth/login",
        json={"email": ada.email, "password": PASSWORD},
        headers={"Authorization": ""},
    )
    ada.http.headers["Authorization"] = f"Bearer {login.json()['access_token']}"

    async def is_there_once():
        chat = await ada.read(f"/api/chats/{chat_id}")
        return [each["content"] for each in chat["messages"]][::2] == ["Une longue question"]

    await until(is_there_once)


async def test_what_is_not_ones_own_is_said_not_to_be_there(visit, colleague, foyer_url):
    ada, eve = await colleague(foyer_url), await colleague(foyer_url)
    agent_id = await ada.agent()
    chat_id = await ada.chat(agent_id)
    page = await at(
        visit, eve, foyer_url, f"#/discussions/{chat_id}", forgive=REFUSED, color_scheme="dark"
    )
    await expect(page.get_by_role("heading", name="Cette discussion n'est pas là")).to_be_visible()
    assert await serious_findings(page) == []
    await page.goto(f"{foyer_url}/app/#/agents/{agent_id}")
    await expect(page.get_by_role("heading", name="Cet agent n'est pas là")).to_be_visible()
    await page.goto(f"{foyer_url}/app/#/memoire/{agent_id}")
    await expect(page.get_by_text("Agent introuvable.")).to_be_visible()
