"""A chat with an agent, as people hold it: in a browser, against a running service and a model."""

import re
from contextlib import suppress

import pytest
from httpx2 import ReadTimeout
from playwright.async_api import expect

from colleague import PHONE, answered, answers, ask, composer, until
from customer import serious_findings
from line import line_to
from papers import pdf

pytestmark = [pytest.mark.anyio, pytest.mark.services]

CHARTER = (
    "Charte\nLe télétravail est permis trois jours par semaine.\nLe mardi, chacun est sur place.",
    "Frais\nLes frais d'électricité sont remboursés à hauteur de dix euros par mois.",
)
HOW_MANY = "Combien de jours de télétravail ?"
CITED = ["Le télétravail est permis ", "**trois jours par semaine** ", "[1]."]
REFUSED = "Failed to load resource"
CUT = ("net::ERR_", "WebSocket")


async def with_charter(person, url, **more):
    """An agent that has read the charter."""
    agent_id = await person.agent(**more)
    sent = await person.http.post(
        "/api/documents/upload",
        files={"file": ("charte.pdf", pdf(*CHARTER))},
        data={"entity_type": "agent", "entity_id": str(agent_id)},
    )
    document_id = sent.json()["id"]

    async def is_read():
        return (await person.read(f"/api/documents/{document_id}/state"))["state"] == "ready"

    await until(is_read)
    return agent_id


async def opened(visit, person, url, chat_id, **settings):
    page = await visit(f"#/discussions/{chat_id}", at=url, begins=person.tokens(), **settings)
    await composer(page).wait_for()
    return page


async def stored(person, chat_id):
    """What the service has of a chat: its messages' words."""
    chat = await person.read(f"/api/chats/{chat_id}")
    return [message["content"] for message in chat["messages"]]


async def said_in(page):
    """The one answer that is shown, letter for letter."""
    return (await answers(page).locator("p").text_content()).strip()


async def test_an_answer_comes_word_by_word_and_its_number_opens_the_very_passage(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat(await with_charter(ada, foyer_url))
    page = await opened(visit, ada, foyer_url, chat_id)
    talker.will_say(HOW_MANY, CITED, paced=True)

    await ask(page, HOW_MANY)
    talker.lets(1)
    await expect(answers(page)).to_contain_text("Le télétravail est permis")
    await expect(answers(page)).not_to_contain_text("semaine")
    await expect(page.get_by_role("button", name="Arrêter")).to_be_visible()
    talker.lets(9)
    await answered(page, "trois jours par semaine")
    await expect(page.get_by_role("heading", name="Combien de jours")).to_be_visible()
    await expect(answers(page).locator("strong")).to_have_text("trois jours par semaine")
    assert await serious_findings(page) == []

    number = page.get_by_role("button", name="Source 1 : charte.pdf, page 1")
    await number.click()
    source = page.locator("foyer-side")
    marked = source.locator("mark")
    await expect(marked).to_have_text("Le télétravail est permis trois jours par semaine.")
    await expect(source.get_by_text("Page 1")).to_be_visible()
    assert await serious_findings(page) == []
    async with page.expect_download() as download:
        await source.get_by_role("button", name="Télécharger").click()
    assert (await download.value).suggested_filename == "charte.pdf"
    await page.keyboard.press("Escape")
    await expect(source).to_have_count(0)
    await expect(number).to_be_focused()


async def test_on_an_english_phone_the_passage_is_a_sheet_over_the_chat(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat(await with_charter(ada, foyer_url))
    talker.will_say(HOW_MANY, CITED)
    await ada.says(chat_id, HOW_MANY)
    page = await opened(visit, ada, foyer_url, chat_id, **PHONE, locale="en-GB")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    await page.get_by_role("button", name="Source 1: charte.pdf, page 1").tap()
    source = page.locator("foyer-side")
    await expect(source.locator("mark")).to_contain_text("trois jours")
    assert await serious_findings(page) == []
    await source.get_by_role("button", name="Close").tap()
    await expect(source).to_have_count(0)
    await page.get_by_role("link", name="All chats").tap()
    await expect(page.get_by_role("link", name="New chat")).to_be_visible()
    assert await serious_findings(page) == []


@pytest.mark.parametrize("settings", [{}, PHONE], ids=["desktop", "phone"])
async def test_offline_and_back_in_the_middle_of_an_answer_it_is_whole_and_nothing_twice(
    visit, colleague, foyer_url, talker, settings
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    # Words among which a doubled or a lost piece shows: each has its number.
    words = [f"mot{number}🏡é " for number in range(80)]
    talker.will_say("Raconte", words, paced=True)
    async with line_to(foyer_url) as line:
        page = await opened(visit, ada, line.url, chat_id, forgive=CUT, **settings)
        await ask(page, "Raconte")
        talker.lets(20)
        await expect(answers(page)).to_contain_text("mot19🏡é")

        line.cut()
        await page.context.set_offline(True)
        await expect(page.get_by_text("Vous êtes hors ligne")).to_be_visible()
        await expect(page.get_by_text("La ligne est coupée.")).to_be_visible()
        talker.lets(20)

        async def goes_on():  # without a reader
            return "mot39" in (await stored(ada, chat_id))[-1]

        await until(goes_on)
        await expect(answers(page)).not_to_contain_text("mot39")
        line.mend()
        await page.context.set_offline(False)
        await expect(answers(page)).to_contain_text("mot39🏡é")
        await expect(page.get_by_text("La ligne est coupée.")).to_have_count(0)

        for _ in range(3):  # and again, while it is being said
            talker.lets(10)
            line.cut()
            line.mend()
        talker.lets(10)
        await answered(page, "mot79🏡é")
        assert await said_in(page) == "".join(words).strip()
        assert (await stored(ada, chat_id))[-1] == "".join(words)
        await page.reload()
        await answered(page, "mot79")
        assert await said_in(page) == "".join(words).strip()


async def test_what_is_sent_without_a_line_waits_and_leaves_once(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    async with line_to(foyer_url) as line:
        page = await opened(visit, ada, line.url, chat_id, forgive=CUT)
        line.cut()
        await ask(page, "Es-tu là ?")
        await expect(page.locator("foyer-message").get_by_text("Es-tu là ?")).to_be_visible()
        await expect(page.get_by_text("Votre message est gardé")).to_be_visible()
        await composer(page).fill("Et ceci reste")
        await composer(page).press("Enter")
        await expect(composer(page)).to_have_value("Et ceci reste")

        line.mend()
        await page.reload()  # what is on its way outlives the page
        await answered(page, "Voici une réponse.")
        await expect(composer(page)).to_have_value("Et ceci reste")
        assert await stored(ada, chat_id) == ["Es-tu là ?", "Voici une réponse."]


async def test_what_arrived_while_its_answer_was_lost_is_not_said_twice(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    talker.will_say("Raconte", ["Il était ", "une fois."], paced=True)
    page = await opened(visit, ada, foyer_url, chat_id, forgive=CUT)
    arrived = []

    async def lose(route):
        if not arrived:
            asked = route.request
            arrived.append(asked.headers["idempotency-key"])
            with suppress(ReadTimeout):  # it goes on without a reader
                await ada.http.post(
                    "/api/messages/stream",
                    content=asked.post_data_buffer,
                    headers={
                        "Content-Type": "application/json",
                        "Idempotency-Key": arrived[0],
                    },
                    timeout=1,
                )
        await route.abort()

    await page.route("**/api/messages/stream", lose)
    await ask(page, "Raconte")
    await expect(page.get_by_text("Votre message est gardé")).to_be_visible()
    await page.unroute_all()
    await page.reload()
    talker.lets(2)
    await answered(page, "une fois.")
    await expect(page.locator("foyer-message")).to_have_count(2)
    assert await stored(ada, chat_id) == ["Raconte", "Il était une fois."]
    await ask(page, "Encore ?")
    await answered(page, "Voici une réponse.")


async def test_a_second_tab_and_a_page_loaded_again_see_the_same_stream(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    page = await opened(visit, ada, foyer_url, chat_id)
    second = await page.context.new_page()
    await second.goto(page.url)
    await composer(second).wait_for()
    words = [f"mot{number} " for number in range(30)]
    talker.will_say("Raconte", words, paced=True)

    await ask(page, "Raconte")
    talker.lets(10)
    for tab in (page, second):
        await expect(answers(tab)).to_contain_text("mot9")
    await page.reload()
    await expect(answers(page)).to_contain_text("mot9")
    talker.lets(20)
    for tab in (page, second):
        await answered(tab, "mot29")
        assert await said_in(tab) == "".join(words).strip()
        await expect(tab.locator("foyer-message")).to_have_count(2)

    talker.will_say("Raconte", ["Alpha ", "bêta."], paced=True)
    await page.get_by_role("button", name="Répondre à nouveau").click()
    talker.lets(1)
    await expect(answers(second)).to_contain_text("Alpha")
    talker.lets(1)
    for tab in (page, second):
        await answered(tab, "Alpha bêta.")
        await expect(tab.get_by_text("2/2")).to_be_visible()


async def test_what_a_second_tab_writes_meanwhile_waits_and_is_answered(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    page = await opened(visit, ada, foyer_url, chat_id, forgive=REFUSED)
    second = await page.context.new_page()
    await second.goto(page.url)
    talker.will_say("Moi ?", ["Toi."], paced=True)
    await ask(page, "Moi ?")
    await expect(page.get_by_role("button", name="Arrêter")).to_be_visible()
    await composer(second).fill("Et moi ?")
    await expect(second.get_by_text("Une réponse est en cours")).to_be_visible()
    await composer(second).press("Enter")
    await expect(composer(second)).to_have_value("Et moi ?")
    talker.lets(1)
    for tab in (page, second):
        await expect(answers(tab)).to_have_count(2)
        await answered(tab, "Voici une réponse.")
    words = await stored(ada, chat_id)
    assert words == ["Moi ?", "Toi.", "Et moi ?", "Voici une réponse."]


async def test_stopped_asked_again_and_edited_each_version_stays(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    page = await opened(visit, ada, foyer_url, chat_id)
    talker.will_say("Raconte", ["Il était ", "une fois ", "un roi."], paced=True)

    await ask(page, "Raconte")
    talker.lets(2)
    await expect(answers(page)).to_contain_text("une fois")
    await page.get_by_role("button", name="Arrêter").click()
    await expect(page.get_by_text("Arrêtée : ce qui avait été dit reste.")).to_be_visible()
    await expect(answers(page)).to_have_text("Il était une fois")

    talker.will_say("Raconte", ["Autrement."])
    await page.get_by_role("button", name="Répondre à nouveau").click()
    await answered(page, "Autrement.")
    await expect(page.get_by_text("Version 2 sur 2")).to_have_count(1)
    await page.get_by_role("button", name="Version précédente").click()
    await answered(page, "Il était une fois")
    await expect(page.get_by_text("Arrêtée")).to_be_visible()

    talker.will_say("Raconte mieux", ["Mieux."])
    await page.get_by_role("button", name="Modifier ce message").click()
    field = page.get_by_label("Votre message, autrement")
    await expect(field).to_be_focused()
    assert await serious_findings(page) == []
    await field.fill("Raconte mieux")
    await field.press("Control+Enter")
    await answered(page, "Mieux.")
    await expect(page.get_by_text("2/2")).to_have_count(1)
    await page.get_by_role("button", name="Version précédente").click()
    await expect(page.locator("foyer-message").get_by_text("Raconte", exact=True)).to_be_visible()
    await answered(page, "Autrement.")
    await page.reload()
    await answered(page, "Autrement.")


async def test_a_document_goes_along_and_the_answer_waits_until_it_is_read(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    page = await opened(visit, ada, foyer_url, chat_id)
    talker.will_say(HOW_MANY, CITED)
    document = {"name": "charte.pdf", "mimeType": "application/pdf", "buffer": pdf(*CHARTER)}

    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Joindre un document").click()
    await (await chooser.value).set_files([document])
    await ask(page, HOW_MANY)
    await answered(page, "trois jours par semaine")
    await expect(page.get_by_role("button", name="Source 1 : charte.pdf, page 1")).to_be_visible()
    await expect(page.locator("foyer-message .files")).to_have_text(re.compile("charte.pdf"))

    await page.get_by_role("button", name="Documents de la discussion").click()
    listed = page.locator("foyer-documents")
    await expect(listed.get_by_text("2 pages")).to_be_visible()
    broken = {"name": "vide.pdf", "mimeType": "application/pdf", "buffer": pdf("")}
    await listed.locator("input[type=file]").set_input_files([broken])
    await expect(listed.get_by_text("Non lu : aucun texte")).to_be_visible()
    assert await serious_findings(page) == []
    await listed.get_by_role("button", name="Supprimer vide.pdf").click()
    sure = page.locator("foyer-confirm")
    await sure.get_by_role("button", name="Supprimer").click()
    await expect(listed.get_by_text("vide.pdf")).to_have_count(0)
    await expect(listed.get_by_text("charte.pdf")).to_be_visible()


async def test_two_people_in_one_chat_see_each_other_type_and_write(
    visit, colleague, foyer_url, talker
):
    ada, bob = await colleague(foyer_url), await colleague(foyer_url)
    chat_id = await ada.chat(await ada.agent(is_public=True))
    page = await opened(visit, ada, foyer_url, chat_id)
    await page.get_by_role("button", name="Partager la discussion").click()
    dialog = page.locator("foyer-members")
    await dialog.get_by_label("Trigramme de la personne").fill(bob.trigramme.lower())
    await dialog.get_by_role("button", name="Inviter").click()
    await expect(dialog.get_by_text(bob.trigramme, exact=True)).to_be_visible()
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Fermer").click()

    other = await opened(visit, bob, foyer_url, chat_id, **PHONE)
    await expect(other.get_by_text(f"de {ada.trigramme}")).to_be_visible()
    await composer(other).press_sequentially("Bonj")
    await expect(page.get_by_text(f"{bob.trigramme} écrit…")).to_be_visible()
    await ask(other, "Bonjour à tous")
    said = page.get_by_role("article", name=bob.trigramme)
    await expect(said.get_by_text("Bonjour à tous")).to_be_visible()
    await answered(page, "Voici une réponse.")
    await ask(page, "Merci")
    await expect(
        other.get_by_role("article", name=ada.trigramme).get_by_text("Merci")
    ).to_be_visible()
    await expect(answers(other)).to_have_count(2)

    await page.get_by_role("button", name="Participants : 2").click()
    await dialog.get_by_role("button", name=f"Retirer {bob.trigramme}").click()
    await expect(dialog.get_by_text(bob.trigramme, exact=True)).to_have_count(0)


async def test_without_a_model_the_page_says_so_and_the_documents_answer(
    visit, colleague, foyer_alone_url
):
    ada = await colleague(foyer_alone_url)
    chat_id = await ada.chat(await with_charter(ada, foyer_alone_url))
    page = await opened(visit, ada, foyer_alone_url, chat_id, locale="en-GB")
    await expect(page.get_by_text("No language model is configured: answers are")).to_be_visible()
    await ask(page, "Combien de jours par semaine le télétravail est-il permis ?")
    await expect(answers(page)).to_contain_text("trois jours par semaine")
    await page.get_by_role("button", name="Source 1: charte.pdf, page 1").click()
    await expect(page.locator("foyer-source mark")).to_contain_text("trois jours")
    assert await serious_findings(page) == []


async def test_what_a_model_writes_is_words_and_never_a_part_of_the_page(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    page = await opened(visit, ada, foyer_url, chat_id)
    hostile = (
        "<img src=x onerror=alert(1)> ![p](http://evil.example/p.png) "
        "[a](javascript:alert(1)) [b](https://example.com/) <script>alert(2)</script>"
    )
    talker.will_say("Piège", [hostile])
    await ask(page, "Piège")
    await answered(page, "alert(2)")
    assert await answers(page).locator("img, script").count() == 0
    links = answers(page).locator("a")
    hrefs = [await link.get_attribute("href") for link in await links.all()]
    assert "https://example.com/" in hrefs
    assert not [href for href in hrefs if not href.startswith("http")]
    for link in await links.all():
        assert "noopener" in (await link.get_attribute("rel") or "")


async def test_markdown_is_read_as_people_write_it(visit, foyer_url):
    page = await visit(at=foyer_url)
    cases = {
        "**gras** et *fin*": "paragraph strong em",
        "```py\nsans fin": "code",
        "- un\n  - deux\n- trois": "list paragraph list paragraph paragraph",
        "| a | b |\n|---|---|\n| 1 | 2 |": "table",
        "> dit\n> ailleurs": "quote paragraph break",
        "snake_case_name 2 * 3 * 4": "paragraph",
        "selon [2] et [x](javascript:1)": "paragraph source",
        "[y](https://a.example/b_(c))": "paragraph link",
        "un\n\n---\n\n# deux": "paragraph rule heading",
        "**pas fini": "paragraph",
    }
    kinds = await page.evaluate(
        """async (texts) => {
          const { blocksOf } = await import("./markdown.js");
          const kinds = (part) => Array.isArray(part) ? part.flatMap(kinds)
            : part && typeof part === "object" ? [part.kind, ...Object.values(part).flatMap(kinds)]
            : [];
          const told = (kind) => kind && kind !== "text";
          return texts.map((text) => kinds(blocksOf(text)).filter(told).join(" "));
        }""",
        list(cases),
    )
    assert dict(zip(cases, kinds, strict=True)) == cases


async def test_an_answer_asked_for_again_arrives_word_by_word_for_everybody(
    visit, colleague, foyer_url, talker
):
    ada, bob = await colleague(foyer_url), await colleague(foyer_url)
    chat_id = await ada.chat()
    await ada.http.post(f"/api/chats/{chat_id}/members", json={"trigramme": bob.trigramme})
    talker.will_say("Un mot ?", ["Premier."])
    await ada.says(chat_id, "Un mot ?")
    adas = await opened(visit, ada, foyer_url, chat_id)
    bobs = await opened(visit, bob, foyer_url, chat_id)
    for page in (adas, bobs):
        await answered(page, "Premier.")
    talker.will_say("Un mot ?", ["Deuxième ", "jet."], paced=True)
    await adas.get_by_role("button", name="Répondre à nouveau").click()
    talker.lets(1)
    # Nobody lets it say its last word before both have seen the first.
    await expect(answers(bobs).last).to_have_text("Deuxième")
    await expect(answers(adas).last).to_have_text("Deuxième")
    await expect(bobs.get_by_role("button", name="Arrêter")).to_be_visible()
    talker.lets(10)
    for page in (adas, bobs):
        await answered(page, "Deuxième jet.")

    talker.will_say("Deux mots ?", ["Troisième ", "jet."], paced=True)
    await adas.get_by_role("button", name="Modifier ce message").click()
    await adas.get_by_label("Votre message, autrement").fill("Deux mots ?")
    await adas.get_by_label("Votre message, autrement").press("Control+Enter")
    talker.lets(1)
    await expect(answers(bobs).last).to_have_text("Troisième")
    talker.lets(10)
    for page in (adas, bobs):
        await answered(page, "Troisième jet.")
    await expect(bobs.locator("foyer-message").get_by_text("Deux mots ?")).to_be_visible()


async def test_a_message_sent_during_an_answer_leaves_after_it_unless_taken_back(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    page = await opened(visit, ada, foyer_url, chat_id, **PHONE)
    talker.will_say("Raconte", ["Il était ", "une fois."], paced=True)
    await ask(page, "Raconte")
    talker.lets(1)
    await expect(answers(page)).to_contain_text("Il était")

    waits = page.get_by_text("Votre message partira quand la réponse sera finie.")
    await composer(page).fill("Et ensuite ?")
    await expect(page.get_by_text("Entrée : ce message partira après elle.")).to_be_visible()
    await composer(page).press("Enter")
    await expect(waits).to_be_visible()
    assert await serious_findings(page) == []
    await page.get_by_role("button", name="Ne pas envoyer").click()
    await expect(waits).to_have_count(0)
    await composer(page).press("Enter")
    await expect(waits).to_be_visible()
    await composer(page).press("End")
    await composer(page).type("?")  # whoever goes on writing has not finished
    await expect(waits).to_have_count(0)
    await composer(page).press("Enter")
    await expect(waits).to_be_visible()
    await expect(composer(page)).to_have_value("Et ensuite ??")
    talker.will_say("Et ensuite ??", ["Rien."])  # lets the first go on
    await answered(page, "Rien.")
    assert await stored(ada, chat_id) == ["Raconte", "Il était une fois.", "Et ensuite ??", "Rien."]
    await expect(composer(page)).to_have_value("")


async def test_a_message_that_waits_for_one_sent_again_leaves_after_its_answer(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat_id = await ada.chat()
    page = await opened(visit, ada, foyer_url, chat_id, forgive=(REFUSED, *CUT))
    await page.context.set_offline(True)
    await ask(page, "Première")
    await expect(page.get_by_text("Votre message est gardé et partira")).to_be_visible()
    await composer(page).fill("Seconde")
    await composer(page).press("Enter")
    await page.context.set_offline(False)

    async def both_are_answered():
        return len(await stored(ada, chat_id)) == 4

    await until(both_are_answered)
    said = await stored(ada, chat_id)
    assert (said[0], said[2]) == ("Première", "Seconde")
    await expect(composer(page)).to_have_value("")
