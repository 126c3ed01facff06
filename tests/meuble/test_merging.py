"""Two tickets about the same thing become one."""

import asyncio
from datetime import datetime, timedelta

import pytest

from at_the_desk import does, history_of, intact, makes_a_claim, moves
from cast import ADMIN_KEY, CLAIRE, OLD_ORDER, ORDER
from comptoir.meuble import claims
from comptoir.meuble.models import evidence
from pictures import photo

pytestmark = pytest.mark.anyio

FIRST, SECOND, THIRD = "SAV-MDF-00001", "SAV-MDF-00002", "SAV-MDF-00003"
SPRING = f"Le ressort du canapé est cassé, commande {ORDER}"


@pytest.fixture
async def claire(shop):
    claire = await shop.signed_in(CLAIRE)
    for session_id in ("one", "two"):
        await makes_a_claim(claire, SPRING, session_id)
    return claire


@pytest.fixture
async def key(shop, claire):
    return shop.visitor(**{"X-API-Key": ADMIN_KEY})


async def read(visitor, ticket):
    answer = await visitor.http.get(f"/api/tickets/{ticket}")
    assert answer.status_code == 200
    return answer.json()["ticket"]


async def test_a_merged_ticket_closes_and_both_histories_tell_it(shop, claire, key):
    merged = await does(key, "merge", ticket=SECOND, into=FIRST)
    assert merged["ticket"]["status"] == "clos"
    assert merged["ticket"]["merged_into"] == FIRST
    assert merged["ticket"]["ended_at"]
    closed, gained = (await history_of(claire, SECOND))[-1], (await history_of(claire, FIRST))[-1]
    assert FIRST in closed["description"]
    assert closed["metadata"]["to"] == "clos"
    assert gained["metadata"] == {"merged_from": SECOND}
    assert (await read(key, FIRST))["status"] == "en_attente_preuves"
    assert await intact(shop)


async def test_photos_and_evidence_serve_the_other_ticket(shop, key, claire):
    url = (await claire.http.post("/api/upload", files={"file": ("a.jpg", photo())})).json()[
        "file_url"
    ]
    await claire.says(SPRING, "three", photos=[url, "https://example.com/x.jpg"])
    assert (await claire.says("Oui", "three"))["ticket_id"] == THIRD
    await does(key, "merge", ticket=THIRD, into=FIRST)
    assert (await read(key, FIRST))["photos"] == [url, "https://example.com/x.jpg"]

    def pieces(connection):
        rows = connection.execute(evidence.select().order_by(evidence.c.seq)).mappings()
        return [dict(row) for row in rows]

    kept = await shop.platform.db.read(pieces)
    same = ("evidence_type", "url", "file_token", "quality", "added_at", "added_by")

    def of(number):
        return [[row[name] for name in same] for row in kept if row["ticket_number"] == number]

    assert len(of(3)) == 2
    assert of(1) == of(3)
    assert await intact(shop)


async def test_the_earlier_deadline_is_kept(shop, claire, key):
    early = await moves(key, "en_analyse", ticket=FIRST)
    shop.clock.advance(hours=10)
    nora = shop.visitor()
    await makes_a_claim(nora, SPRING, "later")
    await moves(key, "en_analyse", ticket=THIRD)
    into = (await does(key, "merge", ticket=FIRST, into=THIRD))["merged_into"]
    assert into == THIRD
    late = await read(key, THIRD)
    for name in ("sla_response_deadline", "sla_intervention_deadline"):
        assert late[name] == early["ticket"][name]


async def test_the_earlier_deadline_is_kept_by_a_ticket_that_waits(shop, key):
    shop.clock.advance(hours=10)
    early = await moves(key, "en_analyse", ticket=FIRST)
    shop.clock.advance(hours=20)
    await does(key, "merge", ticket=FIRST, into=SECOND)
    shop.clock.advance(hours=5)
    late = await moves(key, "en_analyse", ticket=SECOND)

    def due(answer):
        return datetime.fromisoformat(answer["ticket"]["sla_intervention_deadline"])

    # The one that waited longer has the later deadline; it takes the other's, and goes on waiting.
    assert due(late) == due(early) + timedelta(hours=5)


async def test_what_the_customer_wrote_still_waits_to_be_read(shop, claire, key):
    await does(claire, "reply", ticket=SECOND, content="Alors ?")
    await does(key, "merge", ticket=SECOND, into=FIRST)
    listed = (await key.http.get("/api/tickets")).json()["tickets"]
    waiting = {each["ticket_id"]: each["customer_replied_at"] for each in listed}
    assert waiting[FIRST] is not None
    assert waiting[SECOND] is None


@pytest.mark.parametrize(
    ("into", "code"),
    [(SECOND, "merge_into_itself"), ("TKT-2026-000002", "merge_into_itself")],
)
async def test_a_ticket_is_not_merged_into_itself(key, into, code):
    assert (await does(key, "merge", ticket=SECOND, expected=409, into=into))["error"] == code


async def test_a_ticket_is_not_merged_twice_nor_in_a_circle(shop, claire, key):
    await makes_a_claim(claire, SPRING, "three")
    await does(key, "merge", ticket=SECOND, into=FIRST)
    twice = await does(key, "merge", ticket=SECOND, expected=409, into=THIRD)
    assert (twice["error"], twice["details"]["merged_into"]) == ("ticket_merged", FIRST)
    circle = await does(key, "merge", ticket=FIRST, expected=409, into=SECOND)
    assert circle["error"] == "ticket_merged"
    await does(key, "merge", ticket=FIRST, into=THIRD)
    assert (await read(key, SECOND))["status"] == "clos"
    assert await intact(shop)


async def test_a_ticket_that_has_ended_takes_nothing_over(key):
    await moves(key, "resolu", ticket=FIRST)
    refused = await does(key, "merge", ticket=SECOND, expected=409, into=FIRST)
    assert refused["error"] == "target_ended"
    await moves(key, "clos", ticket=SECOND)
    refused = await does(key, "merge", ticket=SECOND, expected=409, into=FIRST)
    assert refused["error"] == "ticket_closed"


async def test_an_unknown_ticket_takes_nothing_over(key):
    refused = await does(key, "merge", ticket=SECOND, expected=404, into="SAV-MDF-00099")
    assert refused["error"] == "ticket_not_found"


async def test_different_customers_tickets_stay_apart(shop, claire, key):
    mallory = await shop.mallory()
    await makes_a_claim(mallory, SPRING, "hers")
    refused = await does(key, "merge", ticket=THIRD, expected=409, into=FIRST)
    assert refused["error"] == "different_customers"
    nora = shop.visitor()
    other = await makes_a_claim(nora, f"Une couture est déchirée, commande {OLD_ORDER}", "other")
    refused = await does(key, "merge", ticket=other, expected=409, into=FIRST)
    assert refused["error"] == "different_customers"


async def test_one_order_s_tickets_with_and_without_an_account_become_one(shop, claire, key):
    nora = shop.visitor()
    anonymous = await makes_a_claim(nora, SPRING, "before-signing-in")
    await does(key, "merge", ticket=anonymous, into=FIRST)
    assert await intact(shop)


async def test_a_danger_is_not_merged_into_what_is_none(shop, claire, key):
    danger = await makes_a_claim(
        claire, f"Le canapé s'est effondré sous moi et mon enfant est blessé, {ORDER}", "danger"
    )
    assert (await read(key, danger))["computed_priority"] == "P1"
    refused = await does(key, "merge", ticket=danger, expected=409, into=FIRST)
    assert refused["error"] == "less_urgent"
    await does(key, "merge", ticket=FIRST, into=danger)


@pytest.mark.parametrize(
    ("deed", "body"),
    [
        ("assign", {"assignee": None}),
        ("transition", {"status": "en_analyse"}),
        ("comment", {"content": "Bonjour", "visibility": "customer"}),
        ("reply", {"content": "Bonjour"}),
        ("close", {}),
        ("reopen", {}),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_merged_ticket_says_where_it_goes_on(key, deed, body):
    await does(key, "merge", ticket=SECOND, into=FIRST)
    refused = await does(key, deed, ticket=SECOND, expected=409, **body)
    assert (refused["error"], refused["details"]["merged_into"]) == ("ticket_merged", FIRST)


async def test_of_two_merges_in_a_circle_at_once_one_is_done(shop, key):
    answers = await asyncio.gather(
        *(
            key.http.post(f"/api/tickets/{ticket}/merge", json={"into": into})
            for ticket, into in ((FIRST, SECOND), (SECOND, FIRST))
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await intact(shop)


async def test_a_merged_claim_is_no_earlier_claim_of_its_own_article(shop, key, claire):
    def earlier(connection):
        return claims.earlier_claims(connection, ORDER, "SAL-CAP-001")

    assert await shop.platform.db.read(earlier) == 2
    await does(key, "merge", ticket=SECOND, into=FIRST)
    assert await shop.platform.db.read(earlier) == 1


async def test_the_assistant_tells_of_the_ticket_in_which_it_goes_on(shop, claire, key):
    await moves(key, "en_analyse", ticket=FIRST)
    await does(key, "merge", ticket=SECOND, into=FIRST)
    said = (await claire.says(f"Où en est ma demande {SECOND} ?", "news"))["response"]
    assert "en cours d'analyse" in said
