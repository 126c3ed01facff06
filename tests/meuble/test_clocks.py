"""What happens to a claim when a deadline passes: the clock is set by hand, the jobs are real."""

import email
from email import policy

import pytest
from sqlalchemy import select

from cast import ADA, CLAIRE, ORDER, SAM
from comptoir.kernel import jobs
from comptoir.meuble import clocks, history, progress
from comptoir.meuble.models import accounts, tickets

pytestmark = pytest.mark.anyio

TICKET = {
    "order_number": ORDER,
    "problem_description": "Le canapé a un ressort cassé",
    "problem_category": "Defaut_structural",
    "problem_severity": "Haute",  # P1: 24 hours, 5 days
}


def mails(shop):
    """Every mail so far, as (to, subject, text), by when it was written."""
    found = []
    for path in sorted((shop.platform.settings.home / "mail").glob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        text = message.get_body(("plain",)).get_content()
        found.append((message["To"], message["Subject"], text))
    return found


async def told(shop, number=1):
    entries = await shop.platform.db.read(
        lambda connection: history.entries(connection, number, staff=True)
    )
    return [
        (entry["action_type"], entry["metadata"].get("deadline"))
        for entry in entries
        if entry["actor"] == "system"
    ]


async def row_of(shop, number=1):
    return await shop.platform.db.read(
        lambda connection: (
            connection.execute(select(tickets).where(tickets.c.number == number)).mappings().one()
        )
    )


async def passes(shop, **delta):
    shop.clock.advance(**delta)
    await shop.works_off_jobs()


async def set_by_staff(shop, **facts):
    """Staff change a claim, as its routes do."""

    def change(connection):
        row = progress.held_number(connection, 1)
        target = facts.get("status")
        move = progress.facts_of_move(row, target, shop.clock.now()) if target else {}
        history.append(
            connection,
            history.chain(shop.platform.settings.secrets),
            1,
            shop.clock.now(),
            actor="staff",
            action_type="status_changed",
            description="Changement",
            facts=move | facts,
        )

    await shop.platform.db.write(change)


@pytest.fixture
async def claire(shop):
    claire = await shop.signed_in(CLAIRE)
    made = await claire.http.post("/api/tickets", json=TICKET)
    assert made.json()["ticket"]["computed_priority"] == "P1"
    return claire


async def test_an_answer_that_is_late_is_told_to_staff_once(shop, claire):
    await passes(shop, hours=23)
    assert await told(shop) == []
    await passes(shop, hours=2)
    assert await told(shop) == [("escalated", "response")]
    assert (await row_of(shop))["escalated_at"] == shop.clock.now()
    ((to, subject, text),) = mails(shop)
    assert to == SAM
    assert subject == "SAV-MDF-00001 : délai de réponse dépassé"
    assert "Defaut_structural" in text
    await passes(shop, hours=2)
    assert len(mails(shop)) == 1


async def test_an_answer_in_time_is_told_to_nobody(shop, claire):
    await set_by_staff(shop, responded_at=shop.clock.now())
    await passes(shop, hours=25)
    assert (await told(shop), mails(shop)) == ([], [])


async def test_an_intervention_that_is_late_is_told_after_the_answer(shop, claire):
    await passes(shop, days=6)
    assert await told(shop) == [("escalated", "response"), ("escalated", "intervention")]
    assert len(mails(shop)) == 2


async def test_whoever_has_the_claim_in_hand_hears_of_it(shop, claire):
    ada = await shop.platform.db.read(
        lambda connection: connection.scalar(select(accounts.c.id).where(accounts.c.email == ADA))
    )
    await set_by_staff(shop, assigned_to=ada)
    await passes(shop, hours=25)
    assert [to for to, _, _ in mails(shop)] == [ADA]


async def test_a_claim_that_waits_for_its_customer_is_late_as_much_later(shop, claire):
    await set_by_staff(shop, responded_at=shop.clock.now())
    await passes(shop, days=1)
    await set_by_staff(shop, status="en_attente_preuves")
    await passes(shop, days=7)
    assert await told(shop) == [], "five days of ours are not over"
    await set_by_staff(shop, status="en_analyse")
    await passes(shop, days=3, hours=23)
    assert await told(shop) == []
    await passes(shop, hours=1)
    assert await told(shop) == [("escalated", "intervention")]


async def test_a_claim_that_ended_is_never_late(shop, claire):
    await set_by_staff(shop, status="resolu", responded_at=shop.clock.now())
    await passes(shop, days=40)
    assert (await told(shop), mails(shop)) == ([], [])


async def test_a_claim_that_is_reopened_has_its_clock_again(shop, claire):
    claire = shop.visitor()  # the sign-in would be over
    await set_by_staff(shop, status="resolu", responded_at=shop.clock.now())
    await passes(shop, days=2)
    answer = await claire.http.post("/api/tickets/SAV-MDF-00001/reopen")
    assert answer.status_code == 200, answer.text
    await passes(shop, days=4)
    assert await told(shop) == [("escalated", "intervention")]


async def test_the_law_warns_staff_at_twenty_days_and_tells_the_customer_at_thirty(shop, claire):
    await passes(shop, days=19)
    assert ("legal_warning", None) not in await told(shop)
    await passes(shop, days=1)
    assert ("legal_warning", None) in await told(shop)
    assert "02/03/2026" in mails(shop)[-1][2]
    await passes(shop, days=9)
    assert ("legal_right", None) not in await told(shop)
    await passes(shop, days=1)
    assert (await told(shop))[-1] == ("legal_right", None)
    (text,) = [text for to, _, text in mails(shop) if to == CLAIRE]
    assert "remboursement (L217-14)" in text
    seen = await shop.visitor().http.get("/api/sav/ticket/SAV-MDF-00001/history")
    types = [entry["action_type"] for entry in seen.json()["actions"]]
    assert "legal_right" in types
    assert "legal_warning" not in types, "that one is for staff"
    number_of_mails = len(mails(shop))
    await passes(shop, days=60)
    assert len(mails(shop)) == number_of_mails


async def test_waiting_for_the_customer_does_not_stop_the_law(shop, claire):
    await set_by_staff(shop, status="en_attente_preuves", responded_at=shop.clock.now())
    await passes(shop, days=31)
    assert await told(shop) == [("legal_warning", None), ("legal_right", None)]


async def test_outside_the_legal_guarantee_the_law_has_no_clock(shop):
    nora = shop.visitor()
    await nora.http.post("/api/tickets", json=TICKET | {"order_number": "CMD-2023-10077"})
    status = (await nora.http.get("/api/sav/ticket/SAV-MDF-00001")).json()["ticket"]
    assert status["legal_clock"] is None
    await passes(shop, days=40)
    assert {name for name, _ in await told(shop)} == {"escalated"}


async def test_an_english_customer_is_told_in_english(shop):
    claire = await shop.signed_in(CLAIRE)
    english = {"Accept-Language": "en"}
    await claire.http.post("/api/tickets", json=TICKET, headers=english)
    await passes(shop, days=31)
    subjects = [subject for to, subject, _ in mails(shop) if to == CLAIRE]
    assert subjects == ["Your rights on your claim (SAV-MDF-00001)"]


async def test_a_clock_that_strikes_twice_tells_once(shop, claire):
    shop.clock.advance(days=6)
    chain = history.chain(shop.platform.settings.secrets)
    for _ in range(2):
        await shop.platform.db.write(clocks.strike, chain, 1, shop.clock.now())
    await shop.works_off_jobs()
    assert await told(shop) == [("escalated", "response"), ("escalated", "intervention")]
    waiting = await shop.platform.db.read(jobs.counts)
    assert waiting["waiting"] == 1, "one clock a claim"
    assert (await shop.platform.db.read(history.verify, chain, shop.clock.now())).faults == []
