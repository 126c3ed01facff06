"""Claims that are posted as a whole, in the words of either document."""

import asyncio

import pytest
from sqlalchemy import func, select

from cast import CLAIRE, NO_ORDER, OLD_ORDER, ORDER, SAM, SOMEBODY_ELSES_ORDER
from comptoir.brain import ProblemReading, Reading
from comptoir.brain.scripted import ScriptedBrain
from comptoir.meuble import history
from comptoir.meuble.models import tickets
from pictures import photo

pytestmark = pytest.mark.anyio

LINK = "https://example.com/photo1.jpg"
IN_2025 = {
    "customer_id": "CUST123",
    "product_sku": "CANAPÉ-OSLO-3P",
    "problem_category": "défaut_fabrication",
    "problem_severity": "moyen",
    "description": "Déchirure sur l'accoudoir gauche",
    "attachments": ["upload_123"],
}
IN_2026 = {
    "order_number": ORDER,
    "problem_description": "Le canapé a un ressort cassé",
    "priority": "P1",
    "photos": [LINK],
}
CLAIM = {
    "customer_id": "CUST-12345",
    "order_number": ORDER,
    "product_sku": "SAL-CAP-001",
    "product_name": "Canapé Premium",
    "problem_description": "Le canapé a un ressort cassé après 2 mois",
    "purchase_date": "2025-11-15T10:00:00Z",
    "delivery_date": "2025-11-20T10:00:00Z",
    "customer_tier": "premium",
    "product_value": 1299.99,
}
LAMP = {
    "order_number": "CMD-2024-23508",  # a lamp of 19.90 EUR, delivered in December 2024
    "problem_description": "Il manque une pièce : la vis de l'abat-jour n'est pas dans le carton",
    "problem_category": "Piece_manquante",
    "problem_severity": "Basse",
}


async def post(visitor, path, form, status=None, **headers):
    answer = await visitor.http.post(f"/api/{path}", json=form, headers=headers)
    assert answer.status_code == (status or {"tickets": 201}.get(path, 200)), answer.text
    return answer.json()


async def count(shop):
    return await shop.platform.db.read(
        lambda connection: connection.scalar(select(func.count()).select_from(tickets))
    )


# ── The documents' own examples ───────────────────────────────────────────────────────────


async def test_the_ticket_of_2025_is_answered_in_its_words(shop):
    ticket = (await post(shop.visitor(), "tickets", IN_2025))["ticket"]
    assert ticket["ticket_id"] == "TKT-2026-000001"
    assert (ticket["status"], ticket["priority"]) == ("open", "medium")
    assert ticket["created_at"] == "2026-01-31T10:00:00Z"
    assert ticket["sla_response_deadline"] == "2026-02-01T10:00:00Z"
    assert ticket["attachments"] == ["upload_123"]
    assert ticket["claimed"] == ["product_sku", "attachments"], "nobody knows that file"
    assert ticket["access_token"]


async def test_the_ticket_of_2026_is_answered_in_its_words(shop):
    ticket = (await post(shop.visitor(), "tickets", IN_2026))["ticket"]
    documented = {
        "ticket_id": "SAV-MDF-00001",
        "order_number": ORDER,
        "problem_description": IN_2026["problem_description"],
        "priority": "P1",
        "photos": [LINK],
        "status": "nouveau",
        "created_at": "2026-01-31T10:00:00Z",
    }
    assert ticket == ticket | documented
    assert ticket["computed_priority"] == "P2", "what a caller asks for is shown, and no more"
    assert ticket["product_name"] == "Canapé Premium"
    assert ticket["claimed"] == []
    assert ticket["access_token"]


async def test_the_claim_of_2026_has_its_fields(open_a_shop):
    def haute(text):
        problem = ProblemReading("Defaut_structural", "Haute", 0.92)
        return Reading("declarer_probleme", 0.9, "fr", problem=problem)

    shop = await open_a_shop(brain=ScriptedBrain(haute))
    body = await post(shop.visitor(), "sav/create-claim", CLAIM)
    documented = {
        "ticket_id": "SAV-MDF-00001",
        "status": "en_attente_preuves",
        "priority": "P1",
        "priority_score": 95,
        "problem_category": "Defaut_structural",
        "problem_severity": "Haute",
        "problem_confidence": 0.92,
        "warranty_covered": True,
        "warranty_component": "Structural",
        "auto_resolved": False,
        "resolution_type": None,
        "sla_response_deadline": "2026-02-01T10:00:00Z",
        "sla_intervention_deadline": "2026-02-05T10:00:00Z",
        "created_at": "2026-01-31T10:00:00Z",
    }
    assert body["ticket"] == body["ticket"] | documented
    assert "2 photos" in body["evidence_requirements"]
    assert body["next_steps"][0] == "Envoyer les preuves demandées"
    assert body["ticket"]["access_token"]


async def test_one_claim_is_the_same_thing_whichever_way_it_came(shop):
    nora = shop.visitor()
    await post(nora, "tickets", IN_2025)
    await post(nora, "tickets", IN_2026)
    await post(nora, "sav/create-claim", CLAIM)
    await nora.says(f"Le ressort du canapé est cassé, commande {ORDER}")
    assert (await nora.says("Oui"))["ticket_id"] == "SAV-MDF-00004"
    for number in range(1, 5):
        for path in (
            "tickets/SAV-MDF-0000{}",
            "tickets/TKT-2026-00000{}",
            "sav/ticket/SAV-MDF-0000{}",
        ):
            answer = await nora.http.get(f"/api/{path.format(number)}")
            assert answer.status_code == 200
        told = await nora.http.get(f"/api/sav/ticket/SAV-MDF-0000{number}/history")
        assert [entry["action_type"] for entry in told.json()["actions"]] == ["ticket_created"]
    chain = history.chain(shop.platform.settings.secrets)
    assert (await shop.platform.db.read(history.verify, chain, shop.clock.now())).faults == []


# ── What is refused ───────────────────────────────────────────────────────────────────────

REFUSED = [
    ("tickets", {}, "order_number"),
    ("tickets", {"problem_description": "Cassé"}, "order_number"),
    ("tickets", {"order_number": ORDER}, "problem_description"),
    ("tickets", {"customer_id": "CUST123"}, "description"),
    ("tickets", IN_2026 | {"order_number": "30301"}, "order_number"),
    ("tickets", IN_2026 | {"order_number": ""}, "order_number"),
    ("tickets", IN_2026 | {"priority": "P9"}, "priority"),
    ("tickets", IN_2026 | {"photos": [""]}, "photos"),
    ("tickets", IN_2026 | {"photos": [LINK] * 11}, "photos"),
    ("tickets", IN_2026 | {"photos": ["x" * 3000]}, "photos"),
    ("tickets", IN_2026 | {"problem_description": "x" * 4001}, "problem_description"),
    ("tickets", IN_2026 | {"problem_description": "  "}, "description"),
    ("tickets", IN_2026 | {"problem_description": 3}, "problem_description"),
    ("tickets", IN_2025 | {"problem_severity": "terrible"}, "problem_severity"),
    ("tickets", IN_2025 | {"product_sku": "x" * 41}, "product_sku"),
    ("sav/create-claim", CLAIM | {"order_number": None}, "order_number"),
    ("sav/create-claim", CLAIM | {"purchase_date": "hier"}, "purchase_date"),
    ("sav/create-claim", CLAIM | {"delivery_date": "9999-12-31"}, "delivery_date"),
    ("sav/create-claim", CLAIM | {"delivery_date": 20251120}, "delivery_date"),
    ("sav/create-claim", CLAIM | {"product_value": -1}, "product_value"),
    ("sav/create-claim", CLAIM | {"product_value": "nan"}, "product_value"),
    ("sav/create-claim", CLAIM | {"customer_tier": "x" * 21}, "customer_tier"),
]


async def test_what_a_form_lacks_or_has_wrongly_is_named(shop):
    for place, (path, form, field) in enumerate(REFUSED):
        body = await post(shop.visitor(), path, form, status=400)
        assert body["success"] is False
        assert field in body["detail"], place
    assert await count(shop) == 0


# ── Reading the form ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("word", "severity", "asked"),
    [
        ("faible", "Basse", "low"),
        ("moyen", "Moyenne", "medium"),
        ("élevé", "Haute", "high"),
        ("critique", "Critique", "high"),
    ],
)
async def test_the_severities_of_2025_ask_for_their_priorities(shop, word, severity, asked):
    nora = shop.visitor()
    ticket = (await post(nora, "tickets", IN_2025 | {"problem_severity": word}))["ticket"]
    assert ticket["priority"] == asked
    same = (await nora.http.get("/api/tickets/SAV-MDF-00001")).json()["ticket"]
    assert same["problem_severity"] == severity


async def test_the_category_of_2025_is_what_the_description_tells_else_its_default(shop):
    nora = shop.visitor()
    for said, category in (
        ("Déchirure sur l'accoudoir gauche", "Defaut_revetement"),
        ("Ce n'est pas bien fait", "Defaut_structural"),
    ):
        made = await post(nora, "tickets", IN_2025 | {"description": said})
        name = made["ticket"]["ticket_id"]
        ticket = (await nora.http.get(f"/api/sav/ticket/{name}")).json()["ticket"]
        assert ticket["problem_category"] == category


async def test_danger_makes_it_p1_whatever_is_asked_and_says_what_to_do(shop):
    said = "Le canapé s'est effondré sous mon fils, il saigne"
    form = IN_2026 | {"priority": "P3", "problem_description": said}
    body = await post(shop.visitor(), "tickets", form)
    ticket = body["ticket"]
    assert (ticket["priority"], ticket["computed_priority"]) == ("P1", "P1")
    assert (ticket["danger"], ticket["problem_severity"]) == (True, "Critique")
    assert "15" in body["safety_advice"]
    await shop.works_off_jobs()
    (mail,) = (shop.platform.settings.home / "mail").glob("*.eml")
    assert f"To: {SAM}" in mail.read_text()
    assert "SAV-MDF-00001" in mail.read_text()


async def test_what_the_order_says_stands_against_what_the_caller_says(shop):
    lies = {"customer_tier": "vip", "product_value": 9999, "purchase_date": "2026-01-01"}
    nora = shop.visitor()
    honest = (await post(nora, "sav/create-claim", CLAIM))["ticket"]
    form = CLAIM | lies | {"order_number": OLD_ORDER, "delivery_date": "2026-01-30"}
    ticket = (await post(nora, "sav/create-claim", form))["ticket"]
    assert honest["warranty_covered"] is True
    assert honest["warranty"]["basis"] == "legale_conformite"
    assert ticket["warranty"]["basis"] == "commerciale", "the order was delivered in 2023"
    details = [factor["detail"] for factor in ticket["priority_factors"]]
    assert not any("vip" in detail or "9999" in detail for detail in details)
    assert ticket["claimed"] == []


async def test_without_an_order_what_is_said_is_claimed_and_earns_nothing(shop):
    form = CLAIM | {"order_number": NO_ORDER, "customer_tier": "vip"}
    ticket = (await post(shop.visitor(), "sav/create-claim", form))["ticket"]
    assert set(ticket["claimed"]) == {
        *("order_number", "customer_tier", "product_sku", "product_name"),
        *("product_value", "purchase_date", "delivery_date"),
    }
    points = {factor["name"]: factor["points"] for factor in ticket["priority_factors"]}
    assert points["customer_tier"] == points["product_value"] == 0
    assert ticket["warranty"]["certain"] is False
    assert ticket["product_sku"] == "SAL-CAP-001"


async def test_an_article_that_the_order_does_not_have_is_only_claimed(shop):
    form = CLAIM | {"product_sku": "CANAPÉ-OSLO-3P"}
    ticket = (await post(shop.visitor(), "sav/create-claim", form))["ticket"]
    assert ticket["claimed"] == ["product_sku"]
    assert ticket["product_sku"] == "CANAPÉ-OSLO-3P"


# ── Once, and apart ───────────────────────────────────────────────────────────────────────


async def test_equal_claims_without_a_key_are_two_and_with_a_key_one(shop):
    nora = shop.visitor()
    for path, form in (("tickets", IN_2026), ("tickets", IN_2025), ("sav/create-claim", CLAIM)):
        before = await count(shop)
        first = await post(nora, path, form)
        assert await post(nora, path, form) != first
        assert await count(shop) == before + 2
        key = {"Idempotency-Key": f"key-{before}"}
        kept = await post(nora, path, form, **key)
        assert await post(nora, path, form, **key) == kept
        assert kept["ticket"]["access_token"], "derived, so that a repeat has it too"
        assert await count(shop) == before + 3
        await post(nora, path, form | {"customer_id": "CUST9"}, status=409, **key)


async def test_a_claim_sent_five_times_at_once_is_made_once(shop):
    nora = shop.visitor()
    answers = await asyncio.gather(
        *(post(nora, "tickets", IN_2026, **{"Idempotency-Key": f"k{n % 4}"}) for n in range(20))
    )
    assert len({answer["ticket"]["ticket_id"] for answer in answers}) == 4
    assert await count(shop) == 4


async def test_two_yeses_to_one_recap_at_once_make_one_claim(shop):
    nora = shop.visitor()
    recap = await nora.says(f"Le ressort du canapé est cassé, commande {ORDER}")
    assert recap["requires_validation"]
    answers = await asyncio.gather(nora.says("Oui"), nora.says("Oui"))
    assert sorted(bool(answer["ticket_id"]) for answer in answers) == [False, True]
    assert await count(shop) == 1


# ── Files ─────────────────────────────────────────────────────────────────────────────────


async def test_files_of_ours_become_evidence_and_are_kept(shop):
    nora = shop.visitor()
    sent = await nora.http.post("/api/upload", files={"file": ("a.jpg", photo())})
    file = sent.json()
    form = IN_2025 | {"attachments": [file["file_id"], "upload_123", LINK]}
    ticket = (await post(nora, "tickets", form))["ticket"]
    assert "attachments" in ticket["claimed"]
    status = (await nora.http.get("/api/sav/ticket/SAV-MDF-00001")).json()["ticket"]
    assert [piece["verified"] for piece in status["evidence"]] == [True, False]
    assert status["evidence"][0]["file_id"] == file["file_id"]
    assert status["evidence"][0]["quality"] == file["files"][0]["analysis"]["quality"]
    assert status["evidence_count"] == 2
    shop.clock.advance(hours=30)
    assert (await nora.http.get(file["file_url"])).status_code == 200, "no longer unattached"


# ── What settles itself ───────────────────────────────────────────────────────────────────


async def test_a_missing_part_of_little_value_is_sent(shop):
    ticket = (await post(shop.visitor(), "sav/create-claim", LAMP))["ticket"]
    assert (ticket["auto_resolved"], ticket["resolution_type"]) == (True, "envoi_piece")
    assert ticket["status"] == "resolu"
    told = (await shop.visitor().http.get("/api/sav/ticket/SAV-MDF-00001/history")).json()
    assert [entry["action_type"] for entry in told["actions"]] == [
        *("ticket_created", "auto_resolved")
    ]
    await shop.works_off_jobs()
    (mail,) = (shop.platform.settings.home / "mail").glob("*.eml")
    assert "To: antoine.leroy@example.com" in mail.read_text()


async def test_the_same_part_is_not_sent_twice(shop):
    nora = shop.visitor()
    await post(nora, "sav/create-claim", LAMP)
    assert (await post(nora, "sav/create-claim", LAMP))["ticket"]["auto_resolved"] is False


@pytest.mark.parametrize(
    "other",
    [
        {"order_number": ORDER},  # a sofa of 1,299.99 EUR
        {"order_number": NO_ORDER, "product_value": 19.9, "delivery_date": "2026-01-30"},
        {"problem_category": "Defaut_structural"},
        {"problem_description": "Il manque la vis et la lampe a pris feu, de la fumée sort"},
    ],
)
async def test_nothing_else_settles_itself(shop, other):
    ticket = (await post(shop.visitor(), "sav/create-claim", LAMP | other))["ticket"]
    assert ticket["auto_resolved"] is False
    assert ticket["status"] == "en_attente_preuves"


# ── Production ────────────────────────────────────────────────────────────────────────────


async def test_production_shows_an_order_to_its_owner_alone(open_shop_in_production):
    shop = open_shop_in_production
    for visitor, shown in (
        (await shop.signed_in(CLAIRE), True),
        (await shop.signed_in(SAM), True),
        (await shop.mallory(), False),
        (shop.visitor(), False),
    ):
        ticket = (await post(visitor, "tickets", IN_2026))["ticket"]
        assert (ticket["product_name"] == "Canapé Premium") is shown
        assert ("order_number" in ticket["claimed"]) is not shown
        assert ticket["order_number"] == ORDER


async def test_production_answers_a_known_and_an_unknown_order_alike(open_shop_in_production):
    nora = open_shop_in_production.visitor()
    known = await post(nora, "tickets", IN_2026 | {"order_number": SOMEBODY_ELSES_ORDER})
    unknown = await post(nora, "tickets", IN_2026 | {"order_number": NO_ORDER})
    differ = {name for name in known["ticket"] if known["ticket"][name] != unknown["ticket"][name]}
    assert differ == {"ticket_id", "order_number", "access_token"}


async def test_production_hears_ten_unknown_orders_an_hour(open_shop_in_production):
    shop = open_shop_in_production
    nora = shop.visitor()
    for number in range(10):
        await post(nora, "tickets", IN_2026 | {"order_number": f"CMD-2020-{number:05}"})
    await post(nora, "tickets", IN_2026 | {"order_number": "CMD-2020-00099"}, status=429)
    await post(shop.visitor(), "tickets", IN_2026 | {"order_number": "CMD-2020-00099"})


async def test_production_opens_a_posted_ticket_by_its_access_token(open_shop_in_production):
    shop = open_shop_in_production
    made = (await post(shop.visitor(), "tickets", IN_2026))["ticket"]
    for token, status in ((made["access_token"], 200), ("wrong", 404)):
        reader = shop.visitor(**{"X-Ticket-Token": token})
        answer = await reader.http.get("/api/tickets/SAV-MDF-00001")
        assert answer.status_code == status
