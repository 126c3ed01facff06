"""What staff do with a ticket: give it away, move it along, write about it."""

import asyncio
import re
from datetime import datetime, timedelta

import pytest

from at_the_desk import TICKET, does, history_of, intact, mails, makes_a_claim, moves, words
from cast import ADA, ADMIN_KEY, CLAIRE, OPENING, SAM, SOMEBODY_ELSES_ORDER
from comptoir.meuble import deadlines, history

pytestmark = pytest.mark.anyio


@pytest.fixture
async def claire(shop):
    claire = await shop.signed_in(CLAIRE)
    await makes_a_claim(claire)
    return claire


@pytest.fixture
async def sam(shop, claire):
    return await shop.signed_in(SAM)


@pytest.fixture
async def key(shop, claire):
    """Staff whose sign-in does not end while the clock moves on."""
    return shop.visitor(**{"X-API-Key": ADMIN_KEY})


# ── Whose it is ───────────────────────────────────────────────────────────────────────────


async def test_staff_take_a_ticket_and_give_it_to_each_other(shop, claire, sam):
    ada = await shop.signed_in(ADA)
    mine = (await does(sam, "assign", assignee="me"))["ticket"]["assigned_to"]
    assert mine["name"]
    hers = (await does(sam, "assign", assignee=ADA))["ticket"]["assigned_to"]
    assert hers["id"] != mine["id"]
    by_id = (await does(ada, "assign", assignee=mine["id"]))["ticket"]["assigned_to"]
    assert by_id == mine
    assert (await does(ada, "assign", assignee=None))["ticket"]["assigned_to"] is None
    assert await intact(shop)


async def test_staff_see_whose_a_ticket_is_and_whom_it_could_be_given_to(shop, claire, sam):
    ada = await shop.signed_in(ADA)
    path = f"/api/sav/ticket/{TICKET}"
    assert (await sam.http.get(path)).json()["ticket"]["assigned_to"] is None
    colleagues = (await sam.http.get("/api/sav/staff")).json()["staff"]
    hers = (await does(ada, "assign", assignee="me"))["ticket"]["assigned_to"]
    assert hers in colleagues
    assert [each["name"] for each in colleagues] == sorted(each["name"] for each in colleagues)
    customer = (await claire.http.get("/api/auth/me")).json()
    assert customer["id"] not in {each["id"] for each in colleagues}
    assert (await sam.http.get(path)).json()["ticket"]["assigned_to"] == hers
    assert "assigned_to" not in (await claire.http.get(path)).json()["ticket"]


@pytest.mark.parametrize("nobody", [CLAIRE, "personne", "00000000", "me"])
async def test_a_ticket_is_given_to_staff_alone(key, nobody):
    refused = await does(key, "assign", expected=400, assignee=nobody)
    assert refused["error"] == "unknown_assignee"


async def test_a_customer_does_not_see_whose_their_ticket_is(claire, sam):
    await does(sam, "assign", assignee="me")
    [listed] = (await claire.http.get("/api/tickets")).json()["tickets"]
    assert listed["assigned_to"] is None
    assert "assigned" not in {action["action_type"] for action in await history_of(claire)}
    assert "assigned" in {action["action_type"] for action in await history_of(sam)}


# ── Moving ────────────────────────────────────────────────────────────────────────────────

WAYS = {
    "en_attente_preuves": [],
    "en_analyse": ["en_analyse"],
    "en_attente_validation": ["en_analyse", "en_attente_validation"],
    "intervention_planifiee": ["en_analyse", "intervention_planifiee"],
    "resolu": ["resolu"],
    "rejete": ["rejete"],
    "clos": ["clos"],
}
"""How a claim that was just made gets to each status."""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("status", WAYS)
async def test_a_ticket_goes_only_where_its_status_allows(shop, sam, status):
    if WAYS[status]:
        await moves(sam, *WAYS[status])
    before = await history_of(sam)
    allowed = deadlines.TRANSITIONS[status]
    for target in deadlines.TRANSITIONS.keys() - allowed:
        refused = await moves(sam, target, expected=409)
        assert refused["error"] == "transition_not_allowed"
        assert refused["details"]["allowed"] == sorted(allowed)
    assert await history_of(sam) == before, "a refused move leaves no trace"
    if allowed:
        target = min(allowed)
        assert (await moves(sam, target))["ticket"]["status"] == target


async def test_a_word_that_is_no_status_is_refused(sam):
    refused = await moves(sam, "perdu", expected=400)
    assert "status" in refused["detail"]


async def test_each_move_is_one_entry_that_says_from_where_to_where_and_by_whom(shop, claire, sam):
    before = len(await history_of(sam))
    await moves(sam, "en_analyse", reason="Photos illisibles, je vois avec l'atelier")
    [entry] = (await history_of(sam))[before:]
    assert (entry["actor"], entry["action_type"]) == ("staff", "status_changed")
    assert (entry["metadata"]["from"], entry["metadata"]["to"]) == (
        "en_attente_preuves",
        "en_analyse",
    )
    assert entry["metadata"]["by"]["name"]
    assert "atelier" in entry["metadata"]["reason"]
    [seen] = (await history_of(claire))[before:]
    assert seen["metadata"] == {"from": "en_attente_preuves", "to": "en_analyse"}
    assert await intact(shop)


async def test_time_spent_waiting_moves_the_intervention_by_exactly_that_time(shop, key):
    def deadline(body):
        return datetime.fromisoformat(body["ticket"]["sla_intervention_deadline"])

    # A claim from a conversation begins by waiting for its evidence.
    shop.clock.advance(hours=3)
    first = await moves(key, "en_analyse")
    assert first["ticket"]["waiting_since"] is None
    shop.clock.advance(hours=5)
    asked = await moves(key, "en_attente_preuves")
    assert asked["ticket"]["waiting_since"] == "2026-01-31T18:00:00Z"
    assert deadline(asked) == deadline(first)
    shop.clock.advance(days=4, minutes=7)
    [waiting] = (await key.http.get("/api/tickets")).json()["tickets"]
    assert waiting["waiting_since"] == "2026-01-31T18:00:00Z"
    assert deadline({"ticket": waiting}) == deadline(first) + timedelta(days=4, minutes=7)
    back = await moves(key, "en_analyse")
    assert deadline(back) == deadline(first) + timedelta(days=4, minutes=7)
    assert back["ticket"]["sla_response_deadline"] == first["ticket"]["sla_response_deadline"]
    days = deadlines.INTERVENTION_DAYS[back["ticket"]["computed_priority"]]
    assert deadline(back) == OPENING + timedelta(days=days + 4, hours=3, minutes=7)
    assert await intact(shop)


async def test_asking_for_evidence_after_the_deadline_does_not_mend_it(shop, key):
    before = await moves(key, "en_analyse")
    shop.clock.advance(days=40)
    await moves(key, "en_attente_preuves")
    shop.clock.advance(days=3)
    after = await moves(key, "en_analyse")
    assert (
        after["ticket"]["sla_intervention_deadline"]
        == before["ticket"]["sla_intervention_deadline"]
    )


async def test_the_end_is_dated_and_reopening_takes_that_back(shop, key):
    shop.clock.advance(hours=1)
    solved = await moves(key, "resolu")
    assert solved["ticket"]["ended_at"] == "2026-01-31T11:00:00Z"
    shop.clock.advance(hours=1)
    assert (await moves(key, "en_analyse"))["ticket"]["ended_at"] is None
    await moves(key, "rejete")
    shop.clock.advance(hours=1)
    closed = await moves(key, "clos")
    assert closed["ticket"]["ended_at"] == "2026-01-31T12:00:00Z", "it ended when it was rejected"


async def test_the_first_thing_the_customer_is_told_is_the_response(shop, key):
    quiet = await moves(key, "en_analyse")
    assert quiet["ticket"]["responded_at"] is None, "nobody has told the customer anything"
    await does(key, "comment", content="Client à rappeler")
    shop.clock.advance(hours=2)
    told = await does(key, "comment", content="Nous regardons.", visibility="customer")
    assert told["ticket"]["responded_at"] == "2026-01-31T12:00:00Z"
    shop.clock.advance(hours=2)
    assert (await moves(key, "resolu"))["ticket"]["responded_at"] == "2026-01-31T12:00:00Z"


# ── The customer's mail ───────────────────────────────────────────────────────────────────


async def test_words_for_the_customer_go_by_mail_and_say_how_to_answer(shop, claire, sam):
    await does(sam, "comment", content="Secret de la maison : client difficile.")
    told = await does(
        sam, "comment", content="Un technicien\nvous appelle demain.", visibility="customer"
    )
    assert told["mailed"] is True
    await shop.works_off_jobs()
    [mail] = mails(shop)
    assert mail["To"] == CLAIRE
    assert TICKET in mail["Subject"]
    assert "Un technicien\nvous appelle demain." in words(mail)
    assert f"/app/#ticket={TICKET}\n" in words(mail), "she has an account: no token"
    assert "Secret" not in mail.as_string()
    assert "sav@" not in mail.as_string()
    [entry] = [e for e in await history_of(claire) if e["action_type"] == "comment_added"]
    assert entry["metadata"] == {"content": "Un technicien\nvous appelle demain."}
    assert await intact(shop)


async def test_an_internal_note_is_for_staff_and_goes_nowhere(shop, claire, sam):
    assert (await does(sam, "comment", content="Client difficile"))["mailed"] is False
    await shop.works_off_jobs()
    assert mails(shop) == []
    assert "difficile" not in str(await history_of(claire))
    entry = (await history_of(sam))[-1]
    assert entry["metadata"]["content"] == "Client difficile"
    assert entry["metadata"]["by"]["name"]


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("en_attente_preuves", "3 photos"),
        ("intervention_planifiee", "planifiée"),
        ("resolu", "résolue"),
        ("rejete", "rejetée"),
        ("en_attente_validation", None),
        ("clos", None),
    ],
)
async def test_what_becomes_of_a_claim_is_mailed_where_it_matters_to_the_customer(
    shop, sam, target, word
):
    await moves(sam, "en_analyse")
    moved = await moves(sam, target, reason="Mot interne")
    await shop.works_off_jobs()
    sent = mails(shop)
    assert moved["mailed"] is (word is not None) is (len(sent) == 1)
    for mail in sent:
        assert word in words(mail)
        assert "interne" not in mail.as_string()


async def test_without_an_account_the_order_s_address_is_written_to(shop):
    nora = shop.visitor()
    await makes_a_claim(nora)
    sam = await shop.signed_in(SAM)
    await does(sam, "comment", content="Bonjour", visibility="customer")
    await shop.works_off_jobs()
    [mail] = mails(shop)
    assert mail["To"] == CLAIRE, "whose order it is"
    token = re.search(r"#ticket=SAV-MDF-00001&token=([0-9a-f]{40})", words(mail))
    production = await shop.signed_in(CLAIRE)
    answer = await production.http.get(
        f"/api/tickets/{TICKET}", headers={"X-Ticket-Token": token[1]}
    )
    assert answer.status_code == 200


async def test_an_order_that_is_only_said_is_nobody_s_address(open_a_shop):
    shop = await open_a_shop(production=True)
    mallory = shop.visitor()
    await makes_a_claim(mallory, f"Le ressort est cassé, commande {SOMEBODY_ELSES_ORDER}")
    key = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    before = await history_of(key)
    refused = await does(key, "comment", expected=409, content="Bonjour", visibility="customer")
    assert refused["error"] == "no_address"
    assert await history_of(key) == before, "what was not sent was not said"
    moved = await moves(key, "resolu")
    assert moved["mailed"] is False
    await shop.works_off_jobs()
    assert mails(shop) == []


async def test_in_production_an_address_that_is_not_confirmed_is_not_written_to(open_a_shop):
    shop = await open_a_shop(production=True)
    mallory = await shop.mallory()
    await makes_a_claim(mallory, f"Le ressort est cassé, commande {SOMEBODY_ELSES_ORDER}")
    key = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    refused = await does(key, "comment", expected=409, content="Bonjour", visibility="customer")
    assert refused["error"] == "no_address"


LANGUAGES = {
    "fr": "Bonjour",
    "en": "Hello",
    "es": "Hola",
    "it": "Buongiorno",
    "de": "Guten Tag",
    "ar": "مرحبًا",
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_letter_is_in_the_language_of_the_claim(shop, sam, language):
    await shop.platform.db.write(
        lambda connection: history.append(
            connection,
            history.chain(shop.platform.settings.secrets),
            1,
            shop.clock.now(),
            actor="system",
            action_type="language",
            description="",
            facts={"language": language},
        )
    )
    await moves(sam, "en_analyse", "en_attente_preuves", "en_analyse", "intervention_planifiee")
    await moves(sam, "resolu", "en_analyse", "rejete")
    await does(sam, "comment", content="…", visibility="customer")
    await shop.works_off_jobs()
    sent = mails(shop)
    assert len(sent) == 5
    for mail in sent:
        assert words(mail).startswith(LANGUAGES[language])
        assert TICKET in mail["Subject"]
        assert "{" not in words(mail) + mail["Subject"]


async def test_a_repeated_request_writes_once(shop, claire, sam):
    body = {"content": "Bonjour", "visibility": "customer"}
    for _ in range(3):
        answer = await sam.http.post(
            f"/api/tickets/{TICKET}/comment", json=body, headers={"Idempotency-Key": "k1"}
        )
        assert answer.status_code == 200
    await shop.works_off_jobs()
    assert len(mails(shop)) == 1
    assert len([e for e in await history_of(claire) if e["action_type"] == "comment_added"]) == 1


# ── Two at once ───────────────────────────────────────────────────────────────────────────


async def test_of_two_who_move_a_ticket_at_once_the_second_sees_what_the_first_did(shop, sam):
    ada = await shop.signed_in(ADA)
    before = len(await history_of(sam))
    answers = await asyncio.gather(
        *(
            who.http.post(f"/api/tickets/{TICKET}/transition", json={"status": target})
            for _ in range(4)
            for who, target in ((sam, "resolu"), (ada, "rejete"))
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert len(await history_of(sam)) == before + 1
    assert await intact(shop)


async def test_everything_at_once_leaves_a_history_that_holds(shop, claire, sam):
    await asyncio.gather(
        *(does(sam, "comment", content=f"Note {n}") for n in range(5)),
        *(does(claire, "reply", content=f"Message {n}") for n in range(5)),
        does(sam, "assign", assignee="me"),
        moves(sam, "en_analyse"),
    )
    entries = await history_of(sam)
    assert [e["action_id"] for e in entries] == [f"ACT-{n:03}" for n in range(1, len(entries) + 1)]
    assert len(entries) >= 13
    assert await intact(shop)


# ── Names ─────────────────────────────────────────────────────────────────────────────────


async def test_the_answer_speaks_the_dialect_of_the_name(sam):
    spoken = await sam.http.post(
        "/api/tickets/TKT-2026-000001/transition", json={"status": "resolu"}
    )
    assert spoken.json()["ticket"]["status"] == "resolved"
    assert spoken.json()["ticket"]["ticket_id"] == "TKT-2026-000001"


@pytest.mark.parametrize("name", ["SAV-MDF-00099", "TKT-2025-000001", "tout", "SAV-MDF-1"])
async def test_a_ticket_that_is_not_there_is_not_found(sam, name):
    answer = await sam.http.post(f"/api/tickets/{name}/transition", json={"status": "resolu"})
    assert answer.status_code == 404
    assert answer.json()["error"] == "ticket_not_found"
