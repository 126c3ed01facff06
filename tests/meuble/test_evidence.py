"""Evidence of a claim: judged by its bytes, or kept for a person; complete, the claim goes on."""

import asyncio

import pytest
from PIL import ImageOps

from cast import CLAIRE, ORDER, SAM
from comptoir.meuble import claims, history
from comptoir.meuble.evidence import MAXIMUM_PIECES, Piece
from pictures import encoded, film, lit, photo, scene

pytestmark = pytest.mark.anyio

CLAIM = {
    "order_number": ORDER,
    "problem_description": "Le canapé a un ressort cassé",
    "problem_category": "Defaut_structural",
    "problem_severity": "Haute",  # under guarantee: P1, which asks for two photos
}
TICKET = "SAV-MDF-00001"
LINK = {
    "ticket_id": TICKET,
    "evidence_type": "photo",
    "evidence_url": "https://cdn.example.com/evidence1.jpg",
    "file_size_bytes": 2048576,
    "description": "Photo du ressort cassé",
    "metadata": {"taken_at": "2026-01-31T09:00:00Z", "camera": "iPhone 13"},
}


GOOD = encoded(scene())
ANOTHER = encoded(ImageOps.flip(scene()))


@pytest.fixture
async def nora(shop):
    nora = shop.visitor()
    made = await nora.http.post("/api/sav/create-claim", json=CLAIM)
    assert made.json()["ticket"]["computed_priority"] == "P1"
    return nora


async def add(visitor, status=200, **changes):
    answer = await visitor.http.post("/api/sav/add-evidence", json=LINK | changes)
    assert answer.status_code == status, answer.text
    return answer.json()


async def upload(visitor, content, name="a.jpg"):
    answer = await visitor.http.post("/api/upload", files={"file": (name, content)})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def status_of(visitor, name=TICKET):
    return (await visitor.http.get(f"/api/sav/ticket/{name}")).json()["ticket"]


async def test_a_link_elsewhere_is_kept_and_never_looked_at(nora):
    body = await add(nora)
    assert body["evidence_analysis"] == {
        "quality": "unknown",
        "quality_score": 0.0,
        "issues": ["Lien extérieur : son contenu n'a pas été vérifié"],
        "strengths": [],
        "recommendations": ["Envoyez le fichier lui-même, plutôt qu'un lien."],
        "verified": False,
    }
    assert body["completeness"] == {
        "is_complete": False,
        "completeness_score": 0.5,
        "missing_items": ["1 photo (dégâts visibles, en vue d'ensemble puis de près)"],
        "additional_requests": [],
        "can_proceed": False,
    }
    assert (body["ticket_status"], body["evidence_count"]) == ("en_attente_preuves", 1)


async def test_a_file_of_ours_is_judged_by_its_bytes_by_either_of_its_names(nora):
    for content, field in ((GOOD, "file_id"), (ANOTHER, "file_url")):
        sent = await upload(nora, content)
        body = await add(nora, evidence_url=sent[field])
        analysis = body["evidence_analysis"]
        assert analysis == sent["files"][0]["analysis"] | {"verified": True}
        assert 0 < analysis["quality_score"] <= 1
    assert body["completeness"]["is_complete"]
    assert body["ticket_status"] == "en_analyse"


async def test_complete_evidence_moves_the_claim_on_and_its_deadline_with_it(shop, nora):
    await add(nora)
    shop.clock.advance(days=3)
    assert (await status_of(nora))["sla_intervention_deadline"] == "2026-02-08T10:00:00Z"
    body = await add(nora, evidence_url="https://cdn.example.com/evidence2.jpg")
    assert body["ticket_status"] == "en_analyse"
    assert body["completeness"]["completeness_score"] == 1.0
    shop.clock.advance(days=1)
    status = await status_of(nora)
    assert status["status"] == "en_analyse"
    assert status["missing_evidence"] == []
    assert status["sla_intervention_deadline"] == "2026-02-08T10:00:00Z", "three days later"
    assert status["intervals"] == [
        {"start": "2026-01-31T10:00:00Z", "end": "2026-02-03T10:00:00Z", "paused": True},
        {"start": "2026-02-03T10:00:00Z", "end": "2026-02-08T10:00:00Z", "paused": False},
    ]
    told = (await nora.http.get(f"/api/sav/ticket/{TICKET}/history")).json()["actions"]
    assert [(each["actor"], each["action_type"]) for each in told] == [
        ("customer", "ticket_created"),
        ("customer", "evidence_added"),
        ("customer", "evidence_added"),
        ("system", "status_changed"),
    ]
    assert told[1]["metadata"]["evidence_type"] == "photo"
    assert told[3]["metadata"] == {"from": "en_attente_preuves", "to": "en_analyse"}


async def test_the_same_thing_again_does_not_count_twice(nora):
    sent = await upload(nora, GOOD)
    for reference in (LINK["evidence_url"], sent["file_id"]):
        first = await add(nora, evidence_url=reference)
        again = await add(nora, evidence_url=reference)
        assert (
            again["completeness"]["completeness_score"]
            == (first["completeness"]["completeness_score"])
        )
    assert again["evidence_count"] == 4


async def test_almost_the_same_photo_is_told(nora):
    await add(nora, evidence_url=(await upload(nora, GOOD))["file_id"])
    smaller = await upload(nora, encoded(scene(), quality=60))
    body = await add(nora, evidence_url=smaller["file_id"])
    assert "Presque identique à une autre photo" in body["evidence_analysis"]["issues"]
    assert body["completeness"]["is_complete"] is False
    assert body["completeness"]["additional_requests"] == ["Envoyez une photo sous un autre angle."]
    assert body["completeness"]["can_proceed"], "a person can look at what there is"


async def test_what_shows_nothing_does_not_count(nora):
    for content in (photo(), encoded(ImageOps.flip(lit(0.02)))):  # tiny; black
        sent = await upload(nora, content)
        body = await add(nora, evidence_url=sent["file_id"])
        assert body["evidence_analysis"]["quality"] == "poor"
    assert body["completeness"]["completeness_score"] == 0
    assert body["ticket_status"] == "en_attente_preuves"


async def test_words_are_in_the_language_of_whoever_reads(nora):
    nora.http.headers["Accept-Language"] = "en"
    body = await add(nora)
    assert body["evidence_analysis"]["recommendations"] == [
        "Send the file itself rather than a link."
    ]
    assert body["completeness"]["missing_items"][0].startswith("1 photo (visible damage")
    assert (await status_of(nora))["evidence"][0]["issues"] == [
        "Outside link: its content was not checked"
    ]


async def test_a_mechanism_wants_a_film_and_takes_no_photo_for_one(shop):
    nora = shop.visitor()
    form = CLAIM | {"problem_category": "Defaut_mecanisme"}
    await nora.http.post("/api/sav/create-claim", json=form)
    sent = await upload(nora, photo())
    body = await add(nora, status=400, evidence_type="video", evidence_url=sent["file_id"])
    assert body["error"] == "evidence_type_mismatch"
    moving = await upload(nora, film(), "a.mp4")
    body = await add(nora, evidence_type="video", evidence_url=moving["file_id"])
    assert body["evidence_analysis"]["verified"]
    missing = (await status_of(nora))["missing_evidence"]
    assert [(each["type"], each["minimum_count"], each["provided"]) for each in missing] == [
        ("photo", 2, 0)
    ]


async def test_the_status_lists_every_piece(nora):
    await add(nora, evidence_type="receipt", description="Facture")
    (piece,) = (await status_of(nora))["evidence"]
    assert piece == piece | {
        "evidence_type": "receipt",
        "url": LINK["evidence_url"],
        "file_id": None,
        "verified": False,
        "description": "Facture",
        "metadata": {"file_size_bytes": 2048576, **LINK["metadata"]},
        "added_at": "2026-01-31T10:00:00Z",
        "added_by": "customer",
    }


REFUSED = [
    ({"evidence_type": "song"}, "evidence_type"),
    ({"evidence_type": None}, "evidence_type"),
    ({"evidence_url": None}, "evidence_url"),
    ({"evidence_url": "javascript:alert(1)"}, "evidence_url"),
    ({"evidence_url": "file:///etc/passwd"}, "evidence_url"),
    ({"evidence_url": "https://x.example/" + "x" * 3000}, "evidence_url"),
    ({"file_size_bytes": -1}, "file_size_bytes"),
    ({"description": "x" * 2001}, "description"),
    ({"metadata": []}, "metadata"),
    ({"metadata": {"a": "x" * 9000}}, "metadata"),
    ({"metadata": {"a": 2**70}}, "metadata"),
    ({"ticket_id": 1}, "ticket_id"),
]


async def test_what_is_wrong_with_a_form_is_named(nora):
    for changes, field in REFUSED:
        assert field in (await add(nora, status=400, **changes))["detail"], changes
    assert (await status_of(nora))["evidence_count"] == 0


async def test_a_claim_takes_fifty_pieces_and_no_more(shop, nora):
    await shop.platform.db.write(
        claims.add_evidence,
        history.chain(shop.platform.settings.secrets),
        1,
        [Piece(f"https://example.com/{n}.jpg") for n in range(MAXIMUM_PIECES)],
        shop.clock.now(),
        actor="customer",
    )
    assert (await add(nora, status=409))["error"] == "too_many_evidences"
    assert (await status_of(nora))["evidence_count"] == MAXIMUM_PIECES


async def test_evidence_that_comes_at_once_is_all_kept(nora):
    await asyncio.gather(
        *(add(nora, evidence_url=f"https://example.com/{n}.jpg") for n in range(8))
    )
    status = await status_of(nora)
    assert (status["evidence_count"], status["status"]) == (8, "en_analyse")


async def test_the_same_key_adds_one_piece(nora):
    nora.http.headers["Idempotency-Key"] = "once"
    first = await add(nora)
    assert await add(nora) == first
    del nora.http.headers["Idempotency-Key"]
    assert (await add(nora))["evidence_count"] == 2


async def test_the_answer_speaks_the_dialect_of_the_name(nora):
    assert (await add(nora, ticket_id="TKT-2026-000001"))["ticket_status"] == "open"


async def test_a_claim_that_has_ended_takes_no_more(shop):
    nora = shop.visitor()
    form = {
        "order_number": "CMD-2024-23508",
        "problem_description": "Il manque la vis",
        "problem_category": "Piece_manquante",
        "problem_severity": "Basse",
    }
    await nora.http.post("/api/sav/create-claim", json=form)
    assert (await add(nora, status=409))["error"] == "ticket_ended"


async def test_production_takes_evidence_from_the_owner_and_staff_alone(open_shop_in_production):
    shop = open_shop_in_production
    claire = await shop.signed_in(CLAIRE)
    made = (await claire.http.post("/api/sav/create-claim", json=CLAIM)).json()["ticket"]
    await add(claire)
    await add(await shop.signed_in(SAM))
    await add(await shop.mallory(), status=404)
    await add(shop.visitor(), status=404)
    await add(shop.visitor(**{"X-Ticket-Token": made["access_token"]}))
    status = await status_of(claire)
    assert [piece["added_by"] for piece in status["evidence"]] == ["customer", "staff", "customer"]


async def test_what_a_category_needs_is_answered(shop):
    nora = shop.visitor()
    path = "/api/sav/evidence-requirements"
    body = (await nora.http.get(f"{path}/Defaut_structural")).json()
    assert body["category"] == "Defaut_structural"
    assert "3 photos" in body["requirements"]
    (photos,) = body["required_evidence"]
    assert (photos["type"], photos["minimum_count"]) == ("photo", 3)
    urgent = (await nora.http.get(f"{path}/Defaut_structural?priority=P1")).json()
    assert urgent["required_evidence"][0]["minimum_count"] == 2
    assert (await nora.http.get(f"{path}/Defaut_structural?priority=P9")).status_code == 400
    assert (await nora.http.get(f"{path}/Nothing")).status_code == 404
