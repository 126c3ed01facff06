"""What customers do with their ticket: answer, close it, reopen it, rate it."""

import asyncio

import pytest

from at_the_desk import TICKET, does, history_of, intact, makes_a_claim, moves
from cast import ADMIN_KEY, CLAIRE, SAM
from pictures import photo

pytestmark = pytest.mark.anyio


@pytest.fixture
async def nora(shop):
    """A customer without an account, who made the shop's first claim: her clock may move on."""
    nora = shop.visitor()
    await makes_a_claim(nora)
    return nora


@pytest.fixture
async def key(shop, nora):
    """Staff whose sign-in does not end."""
    return shop.visitor(**{"X-API-Key": ADMIN_KEY})


async def in_the_queue(key):
    [ticket] = (await key.http.get("/api/tickets")).json()["tickets"]
    return ticket


# ── Answering ─────────────────────────────────────────────────────────────────────────────


async def test_an_answer_of_the_customer_waits_for_staff_to_read_it(shop, nora, key):
    shop.clock.advance(minutes=5)
    await does(nora, "reply", content="Le bruit empire.")
    shop.clock.advance(minutes=5)
    await does(nora, "reply", content="Allô ?")
    assert (await in_the_queue(key))["customer_replied_at"] == "2026-01-31T10:05:00Z"
    last = (await history_of(nora))[-1]
    assert (last["actor"], last["action_type"]) == ("customer", "customer_replied")
    assert last["metadata"] == {"content": "Allô ?"}
    await does(key, "comment", content="Rappelée")
    assert (await in_the_queue(key))["customer_replied_at"], "she was not answered"
    await does(key, "comment", content="Nous venons.", visibility="customer")
    assert (await in_the_queue(key))["customer_replied_at"] is None
    assert await intact(shop)


async def test_an_answer_to_a_solved_ticket_is_read_and_one_to_a_closed_one_refused(nora, key):
    await moves(key, "resolu")
    await does(nora, "reply", content="Merci !")
    assert (await in_the_queue(key))["customer_replied_at"]
    await moves(key, "clos")
    refused = await does(nora, "reply", expected=409, content="Encore moi")
    assert refused["error"] == "ticket_closed"


@pytest.mark.parametrize("content", ["", " \n ", "x" * 4001, "\0", 7, None])
async def test_an_answer_says_something_and_not_too_much(nora, content):
    await does(nora, "reply", expected=400, content=content)


async def test_a_ticket_with_a_full_history_takes_no_more_words(shop, nora, key, monkeypatch):
    monkeypatch.setattr("comptoir.meuble.progress.MAXIMUM_ENTRIES", len(await history_of(key)) + 1)
    await does(nora, "reply", content="Un de plus")
    refused = await does(nora, "reply", expected=409, content="Un de trop")
    assert refused["error"] == "too_many_messages"
    assert (await moves(key, "resolu"))["ticket"]["status"] == "resolu", "it still moves"


async def test_photos_of_an_answer_become_evidence(shop, nora, key):
    sent = await nora.http.post("/api/upload", files={"file": ("a.jpg", photo())})
    await does(
        nora, "reply", content="Voici", photos=[sent.json()["file_url"], "https://example.com/x"]
    )
    ticket = (await key.http.get(f"/api/sav/ticket/{TICKET}")).json()["ticket"]
    assert [piece["verified"] for piece in ticket["evidence"]] == [True, False]
    assert [piece["added_by"] for piece in ticket["evidence"]] == ["customer"] * 2
    assert await intact(shop)


@pytest.mark.parametrize("photos", [["javascript:alert(1)"], ["/etc/passwd"], ["x" * 3000], "x"])
async def test_photos_are_files_of_ours_or_links(nora, photos):
    await does(nora, "reply", expected=400, content="Voici", photos=photos)


async def test_complete_evidence_in_an_answer_ends_the_wait(shop, nora, key):
    shop.clock.advance(hours=6)
    links = [f"https://example.com/{n}.jpg" for n in range(3)]
    ticket = (await does(nora, "reply", content="Voici", photos=links))["ticket"]
    assert (ticket["status"], ticket["waiting_since"]) == ("en_analyse", None)
    assert await intact(shop)


async def test_a_ticket_closes_while_evidence_arrives_and_nothing_is_half_done(shop, nora, key):
    answers = await asyncio.gather(
        *(
            nora.http.post(
                f"/api/tickets/{TICKET}/reply",
                json={"content": "Encore", "photos": [f"https://example.com/{n}"]},
            )
            for n in range(6)
        ),
        key.http.post(f"/api/tickets/{TICKET}/transition", json={"status": "clos"}),
    )
    taken = [answer.status_code for answer in answers[:-1]].count(200)
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert answers[-1].status_code == 200
    ticket = (await key.http.get(f"/api/sav/ticket/{TICKET}")).json()["ticket"]
    assert ticket["evidence_count"] == taken
    entries = [entry["action_type"] for entry in await history_of(key)]
    assert entries.count("customer_replied") == entries.count("evidence_added") == taken
    assert entries[-1] == "status_changed", "after the end came nothing"
    assert await intact(shop)


# ── Closing, reopening ────────────────────────────────────────────────────────────────────


async def test_a_customer_closes_their_ticket_for_good(shop, nora, key):
    closed = (await does(nora, "close"))["ticket"]
    assert closed["status"] == "clos"
    assert closed["ended_at"]
    last = (await history_of(nora))[-1]
    assert (last["actor"], last["metadata"]["to"]) == ("customer", "clos")
    assert (await does(nora, "close", expected=409))["error"] == "transition_not_allowed"
    assert (await does(nora, "reopen", expected=409))["error"] == "ticket_closed"
    assert await intact(shop)


@pytest.mark.parametrize("status", ["resolu", "rejete"])
async def test_a_customer_reopens_what_is_not_at_its_end(shop, nora, key, status):
    await moves(key, status)
    shop.clock.advance(hours=1)
    again = (await does(nora, "reopen", reason="Il grince encore."))["ticket"]
    assert (again["status"], again["ended_at"]) == ("en_analyse", None)
    assert (await in_the_queue(key))["customer_replied_at"] == "2026-01-31T11:00:00Z"
    last = (await history_of(key))[-1]
    assert last["metadata"] == {"from": status, "to": "en_analyse", "content": "Il grince encore."}
    assert await intact(shop)


async def test_reopening_needs_no_body(nora, key):
    await moves(key, "resolu")
    answer = await nora.http.post(f"/api/tickets/{TICKET}/reopen")
    assert answer.status_code == 200, answer.text


async def test_an_open_ticket_is_not_reopened(nora, key):
    before = await history_of(key)
    refused = await does(nora, "reopen", expected=409)
    assert refused["error"] == "transition_not_allowed"
    assert await history_of(key) == before


async def test_staff_who_act_for_a_customer_are_named(nora, shop):
    sam = await shop.signed_in(SAM)
    await does(sam, "close")
    last = (await history_of(sam))[-1]
    assert last["actor"] == "staff"
    assert last["metadata"]["by"]["name"]


# ── Rating ────────────────────────────────────────────────────────────────────────────────


async def test_a_ticket_that_has_ended_is_rated_and_the_rating_changed_for_two_weeks(
    shop, nora, key
):
    await moves(key, "resolu")
    assert (await does(nora, "rate", rating=2, comment="Long"))["ticket"]["rating"] == 2
    shop.clock.advance(days=13, hours=23)
    assert (await does(nora, "rate", rating=4))["ticket"]["rating"] == 4
    shop.clock.advance(hours=2)
    refused = await does(nora, "rate", expected=409, rating=1)
    assert refused["error"] == "rating_is_final"
    assert (await in_the_queue(key))["rating"] == 4
    assert await intact(shop)


async def test_a_ticket_that_ended_again_is_rated_again(shop, nora, key):
    await moves(key, "resolu")
    await does(nora, "rate", rating=1)
    shop.clock.advance(days=30)
    await does(nora, "reopen")
    refused = await does(nora, "rate", expected=409, rating=5)
    assert refused["error"] == "not_ended"
    shop.clock.advance(days=1)
    await moves(key, "resolu")
    assert (await does(nora, "rate", rating=5))["ticket"]["rating"] == 5


async def test_an_open_ticket_is_not_rated(nora):
    assert (await does(nora, "rate", expected=409, rating=5))["error"] == "not_ended"


@pytest.mark.parametrize("rating", [0, 6, 2.5, "5", True, None])
async def test_a_rating_is_one_to_five(nora, key, rating):
    await moves(key, "resolu")
    await does(nora, "rate", expected=400, rating=rating)


async def test_staff_do_not_rate_their_own_work(shop, nora, key):
    await moves(key, "resolu")
    await does(key, "rate", expected=403, rating=5)
    await does(await shop.signed_in(SAM), "rate", expected=403, rating=5)


# ── Whose ─────────────────────────────────────────────────────────────────────────────────

DEEDS = {
    "reply": {"content": "C'est moi"},
    "close": {},
    "reopen": {},
    "rate": {"rating": 1},
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("deed", DEEDS)
async def test_in_production_a_stranger_finds_no_ticket_and_its_token_opens_it(open_a_shop, deed):
    shop = await open_a_shop(production=True)
    claire = await shop.signed_in(CLAIRE)
    await claire.says("Le ressort du canapé est cassé, commande CMD-2025-30301", "claim")
    made = await claire.says("Oui", "claim")
    assert made["ticket_id"] == TICKET
    key = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    await moves(key, "resolu")
    before = await history_of(key)
    for stranger in (await shop.mallory(), shop.visitor(**{"X-Ticket-Token": "0" * 40})):
        refused = await does(stranger, deed, expected=404, **DEEDS[deed])
        assert refused["error"] == "ticket_not_found"
    assert await history_of(key) == before
    holder = shop.visitor(**{"X-Ticket-Token": made["ticket_access_token"]})
    await does(holder, deed, **DEEDS[deed])
