"""The insurer's page in a real browser: prices, the conversation, signing in, one's own space."""

import re
from decimal import Decimal
from typing import Any

import pytest
from anyio import Path as AsyncPath
from playwright.async_api import Download, Page, WebSocketRoute, expect

from customer import PHONE, read, serious_findings
from insured import CAMILLE, CLAUDE
from policyholder import (
    LEA,
    MARC,
    OLGA,
    ZOE,
    code_for,
    codes_for,
    fits,
    paste,
    priced,
    sign_in,
    write,
)

pytestmark = [pytest.mark.anyio, pytest.mark.services]

ENGLISH_PHONE = {"locale": "en-GB", **PHONE}


@pytest.fixture
def call(visit, assurance_url):
    """Visit the insurer."""

    async def call(place: str = "", **settings: Any) -> Page:
        return await visit(place, at=assurance_url, **settings)

    return call


def euros(text: str) -> Decimal:
    """The first amount in a French text."""
    found = re.search(r"(\d[\d\s\u202f\u00a0]*,\d\d)", text)
    assert found, text
    return Decimal(re.sub(r"\s", "", found[1]).replace(",", "."))


def french(amount: Decimal) -> str:
    """An amount as the French page writes it."""
    return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",")


async def bytes_of(download: Download) -> bytes:
    """What was downloaded."""
    return await AsyncPath(await download.path()).read_bytes()


async def shown(page: Page) -> Decimal:
    """The yearly price on the card."""
    return euros(await page.locator("quote-card .year").first.inner_text())


async def test_a_card_speaks_the_language_of_the_page_whatever_was_written(call):
    page = await call(locale="fr-FR")
    card = await priced(page, "I want to insure a Peugeot 308 from 2019, licence for 5 years")
    await card.get_by_text("Comment ce prix est fait").click()
    french = card.locator("quote-detail").get_by_text("Responsabilité civile", exact=True)
    await expect(french).to_be_visible()
    await expect(card.get_by_text("Prime technique").first).to_be_visible()
    price = await shown(page)

    await page.get_by_role("button", name="en, English").click()
    await expect(card.get_by_text("Technical premium").first).to_be_visible()
    await page.get_by_role("button", name="fr, français").click()
    await expect(card.get_by_text("Prime technique").first).to_be_visible()
    assert await shown(page) == price


async def test_a_price_is_asked_in_a_sentence_corrected_compared_and_kept(call, visit):
    page = await call(forgive="status of 400")
    assert await serious_findings(page) == []
    card = await priced(page)
    first = await shown(page)
    monthly = euros(await card.locator(".month").inner_text())
    assert abs(monthly * 12 - first) <= Decimal("0.06")
    await expect(card.get_by_text("Payé en 12 mois")).to_be_visible()
    await expect(card.get_by_text(re.compile("le prix peut aller de 277,54"))).to_be_visible()
    assert await serious_findings(page) == []

    # The question that narrows it most, answered by the keyboard.
    question = card.locator("quote-range fact-field")
    await question.get_by_role("button", name="3 ans").press("Enter")
    status = card.get_by_role("status")
    await expect(status).to_contain_text("3 ans (avant : 3 ans, supposé)")
    await expect(status).to_contain_text("Le prix ne change pas.")
    await card.get_by_role("radio", name="Tous risques").check()
    await expect(status).to_contain_text("tous risques (avant : au tiers)")
    dear = await shown(page)
    assert french(dear - first) in await status.inner_text()
    await card.get_by_role("radio", name="600").check()
    await expect(status).to_contain_text("de moins par an")
    await status.get_by_role("button", name="Revenir à").click()
    await expect(card.locator(".year")).to_contain_text(french(dear))

    # What was assumed is corrected where it stands; what cannot be is said, not priced.
    await card.get_by_text("Vos informations").click()
    await card.get_by_role("button", name="Corriger : Âge du conducteur").click()
    age = card.locator("quote-facts fact-field input")
    await expect(age).to_be_focused()
    await age.fill("deux")
    await age.press("Enter")
    await expect(card.get_by_role("alert").last).to_contain_text("un nombre de 17 à 110")
    await age.fill("18")
    await age.press("Enter")
    await expect(card.locator(".problem")).to_contain_text("se contredisent")
    assert await shown(page) == dear
    await card.get_by_role("button", name="Corriger : Code postal").click()
    await card.locator("quote-facts fact-field input").fill("75011")
    await card.locator("quote-facts fact-field input").press("Enter")
    await expect(status).to_contain_text("Paris (75) (avant : une commune moyenne")
    await expect(card.locator(".problem")).to_have_count(0)
    assert await serious_findings(page) == []

    # The steps of the detail multiply and add out to the price.
    await card.get_by_text("Comment ce prix est fait").click()
    premiums = await card.locator("quote-detail summary strong").all_inner_texts()
    flat = await card.locator("quote-detail .total").all_inner_texts()
    assert sum(map(euros, [*premiums, *flat[:-1]])) == euros(flat[-1]) == await shown(page)
    await expect(card.get_by_role("columnheader", name="Opération").first).to_be_visible()
    assert await serious_findings(page) == []

    advice = card.locator("quote-advice li").filter(has_text="garage")
    await card.get_by_text("Ce qui ferait baisser le prix").click()
    promised = euros(re.sub("^.*soit", "", await advice.inner_text(), flags=re.DOTALL))
    await advice.get_by_role("button", name="Essayer").click()
    await expect(status).to_contain_text("garage (avant : rue, supposé)")
    last = await shown(page)
    assert last == promised

    async with page.expect_download() as download:
        await card.get_by_role("button", name="PDF").click()
    assert (await bytes_of(await download.value)).startswith(b"%PDF-")

    # It is there after a reload, and whoever has the link sees the same cents.
    await page.reload()
    await expect(page.locator("quote-card .year")).to_contain_text(french(last))
    await page.get_by_role("link", name="Ouvrir en grand").click()
    await expect(page.get_by_role("heading", name="Votre devis")).to_be_focused()
    other = await call("#" + page.url.partition("#")[2], color_scheme="dark", **ENGLISH_PHONE)
    await expect(other.locator("quote-card .year")).to_contain_text(f"€{last:,.2f}")
    assert await fits(other)
    assert await serious_findings(other) == []
    quote_id = page.url.rpartition("/")[2]
    kept = await read(other, f"/api/quotation/{quote_id}")
    assert Decimal(str(kept["quotation"]["prime_annuelle"])) == last
    await page.get_by_role("link", name="Mes devis", exact=True).click()
    await expect(page.locator("quote-list li")).to_have_count(1)
    await page.go_back()
    await expect(page.locator("assurance-quote .year")).to_contain_text(french(last))


async def test_what_was_set_on_the_card_stays_for_the_next_price(call):
    page = await call(**ENGLISH_PHONE)
    card = await priced(page, "Peugeot 308, licence for 5 years")
    await card.get_by_role("radio", name="Comprehensive").check()
    await expect(card.get_by_role("status")).to_contain_text("comprehensive (before: third-party)")
    await card.get_by_text("Your details").click()
    await card.get_by_role("button", name="Correct: Parked at night").click()
    await card.locator("quote-facts").get_by_role("button", name="garage").click()
    await expect(card.get_by_role("status")).to_contain_text("garage (before: street, assumed)")
    assert await fits(page)
    await write(page, "I am 40 years old and my bonus is 0.80")
    await expect(card.get_by_role("status")).to_contain_text("Your settings were kept.")
    await expect(card.get_by_role("radio", name="Comprehensive")).to_be_checked()
    await card.get_by_text("Your details").click()
    await expect(card.locator("quote-facts li").filter(has_text="coefficient")).to_contain_text(
        "0.80"
    )
    await expect(card.locator("quote-facts li").filter(has_text="Parked")).not_to_contain_text(
        "assumed"
    )
    # One card at a time; the price before it is a link to what it was.
    await expect(page.locator("quote-card")).to_have_count(1)
    await expect(page.get_by_role("link", name="See this quotation")).to_have_count(1)
    # What the conversation says anew counts more than what was set before.
    revised = []
    page.on("request", lambda sent: revised.append(sent.url) if "/revise" in sent.url else None)
    await write(page, "third-party cover and parked in the street")
    await expect(page.get_by_role("link", name="See this quotation")).to_have_count(2)
    await expect(card.get_by_role("radio", name="Third-party", exact=False).first).to_be_checked()
    assert revised == [], "the price that was told stands"
    assert await serious_findings(page) == []


async def test_a_quick_hand_gets_the_last_choice_it_made(call):
    page = await call()
    card = await priced(page)
    for formula in ("Tiers plus", "Tous risques", "Tiers plus", "Tous risques"):
        await card.locator("quote-choices").get_by_text(formula).click()
    await expect(card.get_by_text("Formule : tous risques", exact=True)).to_be_visible()
    await expect(card.get_by_role("radio", name="Tous risques")).to_be_checked()
    await expect(card.locator("[aria-busy=true]")).to_have_count(0)
    await expect(card.get_by_text("Formule : tous risques", exact=True)).to_be_visible()


async def test_signing_in_within_the_conversation_signs_the_page_in(
    call, assurance_home, assurance_url
):
    page = await call(**PHONE)
    before = len(codes_for(assurance_home, CLAUDE))
    await page.get_by_role("button", name="Voir mes contrats").click()
    asked = page.locator("assurance-asked")
    await asked.get_by_label("Adresse e-mail").fill(CLAUDE)
    await asked.get_by_label("Adresse e-mail").press("Enter")
    await expect(asked.get_by_label("Code à six chiffres")).to_be_visible()
    code = await code_for(assurance_home, CLAUDE, after=before)
    await asked.get_by_label("Code à six chiffres").fill("000000" if code[0] != "0" else "111111")
    await expect(page.get_by_text("Ce code n'est pas le bon")).to_be_visible()
    assert await serious_findings(page) == []
    await paste(asked.get_by_label("Code à six chiffres"), f"Votre code : {code[:3]} {code[3:]}")
    await expect(page.get_by_text("AUTO-2024-00017").first).to_be_visible()
    assert await fits(page)

    await page.get_by_role("link", name="Ouvrir mon espace").click()
    contract = page.locator("contract-card").filter(has_text="AUTO-2024-00017")
    await expect(contract).to_contain_text("Peugeot 308")
    await expect(contract).to_contain_text("843,12")
    await expect(page.get_by_text("SIN-2025-00031")).to_be_visible()
    for paper in ("Attestation d'assurance", "Relevé d'information"):
        async with page.expect_download() as download:
            await contract.get_by_role("button", name=paper).click()
        assert (await bytes_of(await download.value)).startswith(b"%PDF-")
    assert await fits(page)
    assert await serious_findings(page) == []


async def test_the_same_words_for_every_address_and_nothing_left_after_signing_out(
    call, assurance_home
):
    page = await call("#/espace", locale="en-GB", forgive="status of 401", color_scheme="dark")
    form = page.locator("mail-code:visible")
    assert await serious_findings(page) == []
    said = []
    for email in ("nobody@example.com", CLAUDE):
        await form.get_by_label("E-mail address").fill(email)
        await form.get_by_role("button", name="Receive a code").click()
        await expect(form.get_by_label("Six-digit code")).to_be_focused()
        said.append((await form.get_by_role("status").inner_text()).replace(email, "…"))
        again = form.get_by_role("button", name=re.compile(r"Send another code in \d+ s"))
        await expect(again).to_be_disabled()
        await form.get_by_label("Six-digit code").fill("999999")
        await expect(form.get_by_role("alert")).to_contain_text("Wrong address or code.")
        await form.get_by_role("button", name="Change the address").click()
    assert said[0] == said[1]
    assert codes_for(assurance_home, "nobody@example.com") == []
    await sign_in(page, assurance_home, CLAUDE)
    await expect(page.locator("contract-card")).to_have_count(2)
    await page.get_by_role("link", name="Conversation", exact=True).click()
    await priced(page, "I want to insure a Peugeot 308, licence for 5 years")
    await page.get_by_role("link", name="My space").click()
    await expect(page.locator("quote-list li").first).to_contain_text("Peugeot 308")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_label("E-mail address").first).to_be_visible()
    await page.get_by_role("link", name="My quotations").click()
    await expect(page.get_by_text("No quotation yet")).to_be_visible()
    assert await serious_findings(page) == []
    left = await page.evaluate("JSON.stringify(localStorage)")
    assert "308" not in left
    assert CLAUDE not in left


async def test_a_claim_is_told_seen_again_agreed_to_and_found_in_ones_space(call, assurance_home):
    page = await call("#/espace", **PHONE)
    await sign_in(page, assurance_home, LEA)
    await expect(page.get_by_text("Aucun sinistre.")).to_be_visible()
    await page.get_by_role("button", name="Déclarer un sinistre").click()
    await expect(page.get_by_text("désolé", exact=False).first).to_be_visible()
    await write(page, "hier à Nantes, on m'a percuté au feu rouge, pas de blessé")
    recap = page.locator("assurance-recap")
    await expect(recap).to_contain_text("Nantes")
    assert await serious_findings(page) == []
    await recap.get_by_role("button", name="Non, corriger").click()
    await expect(recap.get_by_role("button")).to_have_count(0)
    await write(page, "c'était avant-hier")
    await expect(recap).to_have_count(2)
    await recap.last.get_by_role("button", name="Oui, déclarer").dblclick()
    made = page.locator("assurance-claim-made")
    await expect(made).to_contain_text(re.compile(r"Sinistre SIN-\d{4}-\d{5} déclaré"))
    assert await fits(page)
    await made.get_by_role("link", name="Suivre dans mon espace").click()
    claims = page.locator("assurance-space .claims li")
    await expect(claims).to_have_count(1)
    await expect(claims).to_contain_text("Déclaré")
    await expect(claims).to_contain_text("avant-hier")


async def test_the_hurt_are_told_to_call_for_help_and_a_withdrawal_has_its_receipt(call):
    page = await call(locale="en-GB")
    await write(page, "I had a crash and my wife is hurt")
    await expect(page.get_by_text("112").first).to_be_visible()
    await write(page, "I withdraw from my contract")
    receipt = page.locator("assurance-receipt")
    await expect(receipt).to_contain_text(re.compile(r"REN-\d{4}-\d{5}"))
    await expect(page.get_by_text("Your conversation was handed to an adviser")).to_be_visible()
    assert await serious_findings(page) == []


async def test_what_is_said_offline_leaves_once_when_the_line_is_back(call):
    page = await call(**PHONE)
    await priced(page)
    await page.context.set_offline(True)
    await expect(page.get_by_text("Vous êtes hors ligne. Vos messages")).to_be_visible()
    words = "et en tous risques 🚗 ?"
    await write(page, words)
    await write(page, "Comment marche la franchise ?")
    await page.locator("assurance-composer textarea").fill("pas encore dit")
    await expect(page.get_by_text("Pas encore parti", exact=True)).to_have_count(2)
    assert await serious_findings(page) == []
    await page.context.set_offline(False)
    await expect(page.get_by_text("Pas encore parti", exact=True)).to_have_count(0)
    await expect(page.get_by_text("Formule : tous risques", exact=True)).to_be_visible()
    await expect(page.locator(".user .words").get_by_text(words)).to_have_count(1)
    await expect(page.locator("assurance-bubble .turn.assistant")).to_have_count(3)
    await page.reload()
    await expect(page.locator("assurance-bubble .turn.user")).to_have_count(3)
    await expect(page.locator("assurance-composer textarea")).to_have_value("pas encore dit")


async def test_a_message_whose_answer_was_lost_is_not_said_twice(call):
    page = await call()
    await priced(page)
    cut = {"left": 1}

    async def lose(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        async def answer(text: str | bytes) -> None:
            if b'"type":"message"' in (text if isinstance(text, bytes) else text.encode()):
                cut["left"] -= 1
                if cut["left"] == 0:
                    await route.close()
                    return
            route.send(text)

        server.on_message(answer)

    await page.route_web_socket(re.compile("/ws$"), lose)
    await page.reload()
    words = "Comment marche la franchise ?"
    await write(page, words)
    await expect(page.locator("assurance-bubble .turn.assistant")).to_have_count(2)
    await expect(page.locator("assurance-bubble .turn.user")).to_have_count(2)
    await expect(page.locator("assurance-bubble .unsent")).to_have_count(0)
    assert cut["left"] == 0, "an answer must have been lost for this test to mean anything"
    await page.unroute_all()
    await page.reload()
    await expect(page.locator("assurance-bubble .turn.user")).to_have_count(2)


async def test_a_sign_in_that_ran_out_keeps_what_was_typed_and_said(call, assurance_home):
    page = await call("#/espace", forgive="status of 401")
    await sign_in(page, assurance_home, MARC)
    await page.get_by_role("link", name="Conversation", exact=True).click()
    await priced(page)
    await page.evaluate(
        "() => fetch('/api/auth/logout', {method: 'POST', headers: {Authorization:"
        " `Bearer ${JSON.parse(localStorage['comptoir.assurance.tokens']).access}`}})"
    )
    await write(page, "Je veux voir mes devis")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Votre connexion a expiré")
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Fermer").click()
    await expect(page.get_by_text("Je veux voir mes devis")).to_be_visible()
    await expect(page.locator("quote-card")).to_have_count(0)
    await page.locator("assurance-composer textarea").fill("à moitié écrit")
    await page.get_by_role("button", name="Se reconnecter").click()
    await expect(dialog.locator("input[type=email]")).to_have_value(MARC)
    await sign_in(page, assurance_home, MARC)
    await expect(page.get_by_text("Vos devis", exact=False).first).to_be_visible()
    await expect(page.locator("assurance-composer textarea")).to_have_value("à moitié écrit")
    await expect(page.locator(".user .words").get_by_text("clio 4 dci")).to_be_visible()


async def test_words_held_by_a_sign_in_that_ran_out_never_leave_as_somebody_elses(
    call, assurance_home
):
    page = await call("#/espace", forgive="status of 401", locale="en-GB")
    await sign_in(page, assurance_home, MARC)
    await page.get_by_role("link", name="Conversation", exact=True).click()
    await page.evaluate(
        "() => { const kept = JSON.parse(localStorage['comptoir.assurance.tokens']);"
        " localStorage['comptoir.assurance.tokens'] = JSON.stringify({...kept, expiresAt: 0}) }"
    )
    await page.reload()
    await write(page, "My secret is 1234")
    await expect(page.get_by_role("dialog")).to_contain_text("Your sign-in has expired")
    await page.get_by_role("dialog").locator("input[type=email]").fill("")
    await sign_in(page, assurance_home, LEA)
    await expect(page.get_by_text("Written before somebody else signed in")).to_be_visible()
    await expect(page.locator("assurance-bubble .turn.assistant")).to_have_count(0)
    await page.get_by_role("button", name="Edit").click()
    await expect(page.locator("assurance-composer textarea")).to_have_value("My secret is 1234")


async def test_one_takes_all_of_ones_data_along_and_erases_it(call, assurance_home):
    page = await call("#/espace", forgive="status of 401", **ENGLISH_PHONE)
    await sign_in(page, assurance_home, ZOE)
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Download my data").click()
    assert ZOE in (await bytes_of(await download.value)).decode()
    await page.get_by_role("button", name="Erase my account").click()
    dialog = page.get_by_role("dialog")
    assert await serious_findings(page) == []
    await dialog.get_by_label("To confirm").fill("no")
    await dialog.get_by_role("button", name="Erase everything").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Type “erase” to confirm")
    await dialog.get_by_label("To confirm").fill("Erase")
    await dialog.get_by_role("button", name="Erase everything").click()
    await expect(page.get_by_text("Your account and all that was about you")).to_be_visible()
    await page.get_by_role("link", name="My space").click()
    await expect(page.get_by_label("E-mail address").first).to_be_visible()


async def test_a_space_with_nothing_and_one_with_a_fleet_are_both_readable(call, assurance_home):
    page = await call("#/espace", locale="en-GB")
    await sign_in(page, assurance_home, CAMILLE)
    await expect(page.get_by_text("No contract yet.")).to_be_visible()
    await expect(page.get_by_text("No claim.")).to_be_visible()
    assert await serious_findings(page) == []
    phone = await call("#/espace", **PHONE)
    await sign_in(phone, assurance_home, OLGA)
    await expect(phone.locator("contract-card")).to_have_count(120)
    assert await fits(phone)


async def test_two_tabs_are_one_conversation(call):
    page = await call()
    card = await priced(page)
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(other.locator("quote-card article")).to_be_visible()
    await write(page, "Comment marche la franchise ?")
    await expect(other.locator("assurance-bubble .turn.assistant")).to_have_count(2)
    await write(other, "et en tous risques ?")
    await expect(page.locator("assurance-bubble .turn.assistant")).to_have_count(3)
    await expect(page.locator("assurance-bubble .turn.user")).to_have_count(3)
    await expect(card.get_by_text("Formule : tous risques", exact=True)).to_be_visible()


async def test_other_alphabets_long_words_and_markup_are_only_words(call):
    page = await call(**PHONE)
    for words in ("مرحبا", "<img src=x onerror=alert(1)>" + "é" * 300, "👩‍👩‍👧‍👦" * 40):
        await write(page, words)
        await expect(page.locator(".user .words").get_by_text(words)).to_be_visible()
    arabic = page.locator(".user .words").first
    assert await arabic.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert await fits(page)
    await page.get_by_role("button", name="Nouvelle conversation").click()
    await page.get_by_role("dialog").get_by_role("button", name="Recommencer").click()
    await expect(page.get_by_role("heading", name="Un prix en une phrase")).to_be_visible()


async def test_a_customers_own_quotation_opens_for_them_alone(call, assurance_home):
    page = await call("#/espace", locale="en-GB")
    await sign_in(page, assurance_home, LEA)
    await page.get_by_role("link", name="Conversation", exact=True).click()
    await priced(page, "I want to insure a Peugeot 308, licence for 5 years")
    price = await page.locator("quote-card .year").inner_text()
    await page.get_by_role("link", name="Open in full").click()
    link = "#" + page.url.partition("#")[2]
    other = await call(link, locale="en-GB", forgive="status of 404", **PHONE)
    await expect(other.get_by_text("This quotation cannot be shown here")).to_be_visible()
    await other.locator("quote-card").get_by_role("button", name="Sign in").click()
    await sign_in(other, assurance_home, LEA)
    await expect(other.locator("assurance-quote .year")).to_have_text(price)
    assert await serious_findings(other) == []


async def test_a_link_to_no_quotation_says_so_and_a_browser_finds_the_page(call, assurance_url):
    page = await call("#/devis/nowhere", forgive="status of 404")
    await expect(page.get_by_text("Ce devis n'est pas visible ici")).to_be_visible()
    assert await serious_findings(page) == []
    await page.goto(f"{assurance_url}/")
    await expect(page).to_have_url(f"{assurance_url}/app/")
    await page.get_by_role("button", name="Parler à un conseiller").click()
    await expect(page.get_by_text("Votre conversation est transmise")).to_be_visible()
    assert await serious_findings(page) == []


async def test_the_pages_say_the_same_things_in_both_languages(call):
    page = await call()
    for folder in ("", "conseillers/"):
        french, english = await page.evaluate(
            "async (folder) => { const {fr} = await import(`/app/${folder}words-fr.js`);"
            " const {en} = await import(`/app/${folder}words-en.js`);"
            " return [fr, en].map(Object.keys) }",
            folder,
        )
        # In French the service names the steps of a price itself.
        english = [key for key in english if not key.startswith("step.") or key in french]
        assert french
        assert sorted(french) == sorted(english)
