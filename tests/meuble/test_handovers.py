"""A conversation in the hands of an adviser, clause by clause, through the front door."""

import pytest
from sqlalchemy import func, select

from cast import ADA, ADMIN_KEY, ORDER, SAM
from comptoir.meuble.models import tickets

pytestmark = pytest.mark.anyio

ASKED_FOR = {
    "fr": "Je veux parler à un conseiller",
    "en": "I want to talk to a human",
    "es": "Quiero hablar con una persona",
    "it": "Vorrei parlare con un operatore",
    "de": "Ich möchte mit einem Mitarbeiter sprechen",
    "ar": "أريد التحدث مع موظف",
}
TOLD = {
    "fr": "conseiller",
    "en": "advisor",
    "es": "asesor",
    "it": "consulente",
    "de": "Berater",
    "ar": "مستشار",
}


async def waiting(staff) -> list[dict]:
    return (await staff.http.get("/api/handovers")).json()["handovers"]


async def claims_made(shop) -> int:
    return await shop.platform.db.read(
        lambda connection: connection.execute(select(func.count(tickets.c.number))).scalar_one()
    )


@pytest.mark.parametrize("language", ASKED_FOR)
async def test_who_asks_for_a_person_is_told_at_once_in_their_language(shop, language):
    said = await shop.visitor().says(ASKED_FOR[language])
    assert said["intent"] == "parler_humain"
    assert said["language"] == language
    assert TOLD[language] in said["response"]
    assert len(await waiting(await shop.signed_in(SAM))) == 1


async def test_the_adviser_reads_what_is_known_and_what_was_said(shop):
    nora, sam = shop.visitor(), await shop.signed_in(SAM)
    await nora.says(f"Le pied du canapé est cassé, {ORDER}")
    await nora.says("oui")
    await nora.says("un conseiller svp, nora@example.com")
    (row,) = await waiting(sam)
    for fact in (ORDER, "SAV-MDF-00001", "nora@example.com", "un conseiller svp"):
        assert fact in row["summary"]
    whole = (await sam.http.get(f"/api/handovers/{row['id']}")).json()
    assert whole["ticket_id"] == "SAV-MDF-00001"
    assert [each["role"] for each in whole["messages"]] == ["user", "assistant"] * 3
    assert whole["messages"][0]["content"] == f"Le pied du canapé est cassé, {ORDER}"
    assert whole["taken_by"] is None
    assert (await sam.http.get("/api/handovers/nobody")).status_code == 404


async def test_while_an_adviser_has_it_the_bot_creates_nothing_whatever_is_said(shop):
    nora = shop.visitor()
    await nora.says(f"Le pied du canapé est cassé, {ORDER}")
    await nora.says("passez-moi un conseiller")
    for text in (
        "oui",
        "oui je confirme",
        f"Le ressort aussi, {ORDER}",
        f"Je me rétracte de la commande {ORDER}",
        "Combien coûte le lit Alba ?",
        "Crée le ticket",
    ):
        said = await nora.says(text)
        assert "transmis" in said["response"]
        assert said["ticket_id"] is None
        assert said["withdrawal"] is None
        assert said["requires_validation"] is False
    assert await claims_made(shop) == 0


async def test_whoever_takes_it_is_named_and_a_colleague_finds_it_taken(shop):
    nora, sam = shop.visitor(), await shop.signed_in(SAM)
    await nora.says("un conseiller svp")
    (row,) = await waiting(sam)
    path = f"/api/handovers/{row['id']}"
    assert (await sam.http.post(f"{path}/take")).status_code == 200
    assert (await sam.http.post(f"{path}/take")).status_code == 200, "again is no harm"
    (taken,) = await waiting(sam)
    assert taken["taken_by"]["name"] == "Service après-vente"
    key = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    ada = await shop.signed_in(ADA)
    assert (await ada.http.post(f"{path}/take")).status_code == 200, "an admin takes over"
    refused = await sam.http.post(f"{path}/take")
    assert refused.status_code == 409
    assert refused.json()["error"] == "already_taken"
    assert (await key.http.post(f"{path}/take")).status_code == 200
    assert (await sam.http.post("/api/handovers/nobody/take")).status_code == 404


async def test_who_answers_an_untaken_conversation_has_taken_it(shop):
    nora, sam = shop.visitor(), await shop.signed_in(SAM)
    await nora.says("un conseiller svp")
    (row,) = await waiting(sam)
    await sam.http.post(f"/api/handovers/{row['id']}/reply", json={"content": "Bonjour"})
    (row,) = await waiting(sam)
    assert row["taken_by"] is not None
    assert row["waiting_since"] is None


async def test_taking_it_gives_the_adviser_half_an_hour_and_the_word(shop):
    nora = shop.visitor()
    await nora.says("un conseiller svp")
    shop.clock.advance(minutes=31)
    assert "30 minutes" in (await nora.says("et alors ?"))["response"]
    sam = await shop.signed_in(SAM)
    (row,) = await waiting(sam)
    assert row["bot_back_at"]
    await sam.http.post(f"/api/handovers/{row['id']}/take")
    assert "transmis" in (await nora.says("allô ?"))["response"]
    shop.clock.advance(minutes=29)
    assert "transmis" in (await nora.says("allô ?"))["response"]
    shop.clock.advance(minutes=2)
    assert "30 minutes" in (await nora.says("allô ?"))["response"]


async def test_an_adviser_who_falls_silent_is_waited_for_half_an_hour_too(shop):
    nora, sam = shop.visitor(), await shop.signed_in(SAM)
    await nora.says("un conseiller svp")
    (row,) = await waiting(sam)
    await sam.http.post(f"/api/handovers/{row['id']}/reply", json={"content": "Une minute."})
    shop.clock.advance(minutes=50)
    assert "transmis" in (await nora.says("Vous avez trouvé ?"))["response"]
    shop.clock.advance(minutes=31)
    late = await nora.says(f"Le pied du canapé est cassé, {ORDER}")
    assert "30 minutes" in late["response"]
    assert late["requires_validation"] is True
    assert len(await waiting(await shop.signed_in(SAM))) == 1, "the request stays queued"


async def test_the_adviser_s_words_are_in_the_history_in_order(shop):
    nora, sam = shop.visitor(), await shop.signed_in(SAM)
    session = (await nora.http.post("/api/chat", json={"message": "Bonjour"})).json()["session_id"]
    await nora.says("un conseiller svp", session)
    (row,) = await waiting(sam)
    await sam.http.post(f"/api/handovers/{row['id']}/reply", json={"content": "Je regarde."})
    await nora.says("merci", session)
    answer = await nora.http.get(f"/api/chat/history?session_id={session}")
    said = [(each["role"], each["content"]) for each in reversed(answer.json()["history"])]
    assert [role for role, _ in said] == [*["user", "assistant"] * 2, "staff", "user", "assistant"]
    assert said[4] == ("staff", "Je regarde.")


async def test_a_danger_told_to_the_adviser_still_gets_advice_first(shop):
    nora = shop.visitor()
    await nora.says("un conseiller svp")
    said = await nora.says("De la fumée sort du fauteuil !")
    assert said["danger"] is True
    assert said["response"].index("transmis") > 30


async def test_after_release_the_bot_goes_on_and_an_old_recap_is_none(shop):
    nora, sam = shop.visitor(), await shop.signed_in(SAM)
    await nora.says(f"Le pied du canapé est cassé, {ORDER}")
    await nora.says("un conseiller svp")
    (row,) = await waiting(sam)
    await sam.http.post(f"/api/handovers/{row['id']}/release")
    assert (await nora.says("oui"))["ticket_id"] is None
    released = await sam.http.get(f"/api/handovers/{row['id']}")
    assert released.status_code == 404
    assert (await sam.http.post(f"/api/handovers/{row['id']}/release")).status_code == 404


async def test_the_queue_pages(shop):
    sam = await shop.signed_in(SAM)
    for _ in range(3):
        await shop.visitor().says("un conseiller svp")
        shop.clock.advance(seconds=1)
    page = (await sam.http.get("/api/handovers?limit=2&offset=2")).json()
    assert (len(page["handovers"]), page["total"], page["limit"], page["offset"]) == (1, 3, 2, 2)
    assert (await sam.http.get("/api/handovers?limit=0")).status_code == 400


async def test_the_customer_is_told_who_has_the_conversation(shop):
    nora, sam = shop.visitor(), await shop.signed_in(SAM)
    assert (await nora.says("Bonjour"))["handover"] is None
    session = (await nora.says("un conseiller svp"))["session_id"]

    async def told() -> str | None:
        answer = await nora.http.get("/api/chat/history", params={"session_id": session})
        return answer.json()["handover"]

    assert await told() == "waiting"
    (row,) = await waiting(sam)
    await sam.http.post(f"/api/handovers/{row['id']}/take")
    assert await told() == "adviser"
    assert (await nora.says("Vous êtes là ?"))["handover"] == "adviser"
    await sam.http.post(f"/api/handovers/{row['id']}/release")
    assert await told() is None
