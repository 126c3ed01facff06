"""Taking a purchase back in conversation: declared, dated, received, through the front door."""

import asyncio
from email import message_from_bytes, policy

import pytest

from cast import ADMIN_KEY, CLAIRE, NO_ORDER, OLD_ORDER, ORDER, SAM

pytestmark = pytest.mark.anyio

RECENT, RECENT_BUYER = "CMD-2026-31588", "olivier.caron@example.com"
"""Bought online, delivered two days before every test begins."""
IN_SHOP, ON_ITS_WAY = "CMD-2026-31455", "CMD-2026-31752"


async def listed(shop) -> list[dict]:
    sam = await shop.signed_in(SAM)
    answer = await sam.http.get("/api/sav/withdrawals")
    body = answer.json()
    assert body["total"] == len(body["withdrawals"])
    return body["withdrawals"]


def mails(tmp_path) -> list:
    return [
        message_from_bytes(each.read_bytes(), policy=policy.default)
        for each in sorted((tmp_path / "mail").glob("*.eml"))
    ]


@pytest.mark.parametrize(
    ("declared", "language"),
    [
        (f"Bonjour, je me rétracte de ma commande {RECENT}.", "fr"),
        (f"I hereby withdraw from my purchase, order {RECENT}", "en"),
        (f"Desisto de la compra del pedido {RECENT}", "es"),
        (f"Esercito il mio diritto di recesso per l'ordine {RECENT}", "it"),
        (f"Ich widerrufe hiermit den Kaufvertrag {RECENT}", "de"),
        (f"أتراجع عن الشراء، رقم الطلب {RECENT}", "ar"),
    ],
)
async def test_a_declaration_gets_a_dated_receipt_at_once(shop, declared, language):
    said = await shop.visitor().says(declared)
    assert said["withdrawal"] == {
        "receipt_id": "RET-00001",
        "order_number": RECENT,
        "received_at": "2026-01-31T10:00:00Z",
        "until": "2026-02-12",
    }
    assert said["language"] == language
    assert "RET-00001" in said["response"]
    assert said["ticket_id"] is None
    assert said["requires_validation"] is False
    assert said["conversation_type"] == "commande"
    (row,) = await listed(shop)
    assert (row["words"], row["standing"], row["claimed"]) == (declared, "in_time", [])


@pytest.mark.parametrize(
    "asked",
    [
        f"Puis-je me rétracter de la commande {RECENT} ?",
        f"Quel est le délai pour me rétracter, commande {RECENT} ?",
        "Je ne me rétracte pas",
        "Can I withdraw?",
    ],
)
async def test_a_question_is_no_declaration(shop, asked):
    said = await shop.visitor().says(asked)
    assert said["withdrawal"] is None
    assert await listed(shop) == []


async def test_who_asks_about_the_right_is_told_how_to_use_it(shop):
    said = await shop.visitor().says("Quel est le délai de rétractation ?")
    assert said["sources"][0]["type"] == "faq"
    assert "je me rétracte de la commande" in said["response"]


async def test_the_order_is_asked_for_and_the_day_of_the_declaration_counts(shop):
    nora = shop.visitor()
    said = await nora.says("Par la présente je vous notifie ma rétractation du contrat de vente")
    assert said["withdrawal"] is None
    assert "numéro de commande" in said["response"]
    shop.clock.advance(hours=20)
    unknown = await nora.says(f"C'est la {NO_ORDER}")
    assert unknown["withdrawal"] is None
    assert "introuvable" in unknown["response"]
    said = await nora.says(RECENT)
    assert said["withdrawal"]["received_at"] == "2026-01-31T10:00:00Z"
    (row,) = await listed(shop)
    assert "notifie ma rétractation" in row["words"]


async def test_the_order_the_conversation_is_about_is_meant(shop):
    nora = shop.visitor()
    await nora.says(f"Où en est la commande {RECENT} ?")
    assert (await nora.says("Je me rétracte"))["withdrawal"]["order_number"] == RECENT


async def test_an_order_has_one_receipt_however_often_it_is_declared(shop):
    nora, paul = shop.visitor(), shop.visitor()
    first = await nora.says(f"Je me rétracte de la commande {RECENT}")
    shop.clock.advance(days=1)
    again = await nora.says(f"Je me rétracte de la commande {RECENT}")
    assert again["withdrawal"] == first["withdrawal"]
    assert "déjà" in again["response"]
    elsewhere = await paul.says(f"Je me rétracte de la commande {RECENT}")
    assert elsewhere["withdrawal"] == first["withdrawal"]
    assert len(await listed(shop)) == 1


async def test_two_declarations_at_the_same_moment_get_one_receipt(shop):
    visitors = [shop.visitor() for _ in range(4)]
    said = await asyncio.gather(*(v.says(f"Je me rétracte de {RECENT}") for v in visitors))
    assert {each["withdrawal"]["receipt_id"] for each in said} == {"RET-00001"}
    assert len(await listed(shop)) == 1


@pytest.mark.parametrize(
    ("order", "standing", "until", "told"),
    [
        (ORDER, "late", "2025-12-04", "pris fin"),
        (OLD_ORDER, "late", "2023-03-24", "pris fin"),
        (IN_SHOP, "in_shop", None, "en magasin"),
        (ON_ITS_WAY, "before_delivery", None, "dès maintenant"),
    ],
)
async def test_what_stands_in_its_way_is_said_and_it_is_received_all_the_same(
    shop, order, standing, until, told
):
    said = await shop.visitor().says(f"Je me rétracte de ma commande {order}")
    assert said["withdrawal"]["until"] == until
    assert told in said["response"]
    assert [row["standing"] for row in await listed(shop)] == [standing]


async def test_the_last_day_is_in_time(shop):
    shop.clock.advance(days=12, hours=13)
    in_time = await shop.visitor().says(f"Je me rétracte de {RECENT}")
    assert "vous l'avez respecté" in in_time["response"]


async def test_the_day_after_the_last_is_late(shop):
    shop.clock.advance(days=13)
    late = await shop.visitor().says(f"Je me rétracte de {RECENT}")
    assert "pris fin le 12/02/2026" in late["response"]


async def test_the_receipt_is_mailed_to_the_buyer_once(shop, tmp_path):
    nora = shop.visitor()
    await nora.says(f"Je me rétracte de ma commande {RECENT}, le canapé est trop grand")
    await nora.says(f"Je me rétracte de ma commande {RECENT}")
    await shop.works_off_jobs()
    (mail,) = mails(tmp_path)
    assert mail["To"] == RECENT_BUYER
    text = mail.get_body(("plain",)).get_content()
    assert "RET-00001" in mail["Subject"]
    assert "RET-00001" in text
    assert "trop grand" in text, "the receipt repeats what was declared"


async def test_in_production_a_stranger_s_declaration_is_received_and_shows_nothing(
    open_shop_in_production, tmp_path
):
    shop = open_shop_in_production
    mallory, buyer = shop.visitor(), shop.visitor()
    said = await mallory.says(f"Je me rétracte de ma commande {RECENT}")
    assert said["withdrawal"]["until"] is None
    assert "Milo" not in said["response"]
    real = await buyer.says(f"Je me rétracte de ma commande {RECENT}, mon e-mail: {RECENT_BUYER}")
    assert real["withdrawal"]["receipt_id"] == "RET-00002"
    assert "Milo" in real["response"]
    await shop.works_off_jobs()
    assert [mail["To"] for mail in mails(tmp_path)] == [RECENT_BUYER]
    sam = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    rows = (await sam.http.get("/api/sav/withdrawals")).json()["withdrawals"]
    assert [row["claimed"] for row in rows] == [[], ["order_number"]]


async def test_in_production_the_buyer_s_email_given_next_makes_the_same_receipt_whole(
    open_shop_in_production,
):
    nora = open_shop_in_production.visitor()
    first = await nora.says(f"Je me rétracte de ma commande {RECENT}")
    wrong = await nora.says("mon adresse est nora@example.com")
    assert wrong["withdrawal"]["until"] is None
    right = await nora.says(f"pardon, {RECENT_BUYER}")
    assert right["withdrawal"] == first["withdrawal"] | {"until": "2026-02-12"}


async def test_danger_comes_first_and_a_person_is_given_at_once(shop):
    nora = shop.visitor()
    said = await nora.says(f"La lampe fume et sent le brûlé ! Je me rétracte de {RECENT}")
    assert said["danger"] is True
    assert said["response"].index("RET-00001") > 40
    paul = shop.visitor()
    handed = await paul.says("Je veux parler à un conseiller. Je me rétracte de mon achat.")
    assert handed["intent"] == "parler_humain"
    assert handed["withdrawal"] is None
    sam = await shop.signed_in(SAM)
    waiting = (await sam.http.get("/api/handovers")).json()["handovers"]
    assert "Rétractation déclarée" in waiting[-1]["summary"]


async def test_a_recap_that_waits_is_not_agreed_to_by_withdrawing(shop):
    nora = shop.visitor()
    assert (await nora.says(f"Le pied est cassé, {RECENT}"))["requires_validation"]
    said = await nora.says("Non, je me rétracte")
    assert said["withdrawal"]["order_number"] == RECENT
    assert (await nora.says("oui"))["ticket_id"] is None


async def test_a_receipt_survives_the_conversation(shop):
    claire = await shop.signed_in(CLAIRE)
    await claire.says(f"Je me rétracte de {ON_ITS_WAY}")
    assert (await claire.http.delete("/api/chat/visit")).status_code == 200
    (row,) = await listed(shop)
    assert row["order_number"] == ON_ITS_WAY
    assert row["account_id"]
