"""A claim's history: any edit of it is found, and an erasure is none."""

import pytest
from sqlalchemy import delete, insert, select, update

from cast import CLAIRE, ORDER
from comptoir.meuble import claims, history
from comptoir.meuble.models import counters, evidence, ticket_actions, tickets

pytestmark = pytest.mark.anyio

PHOTO = "https://example.com/photo1.jpg"


def chain_of(shop):
    return history.chain(shop.platform.settings.secrets)


async def write(shop, *statements):
    def run(connection):
        for statement in statements:
            connection.execute(statement)

    await shop.platform.db.write(run)


async def verify(shop, chain=None, until=None):
    chain = chain or chain_of(shop)
    return await shop.platform.db.read(history.verify, chain, until or shop.clock.now())


async def append(shop, number=1, **more):
    await shop.platform.db.write(
        lambda connection: history.append(
            connection,
            chain_of(shop),
            number,
            shop.clock.now(),
            **{
                "actor": "staff",
                "action_type": "comment",
                "description": "Commentaire",
                "personal": {"content": "Nous venons mardi.", "by": {"name": "Sam"}},
            }
            | more,
        )
    )


@pytest.fixture
async def claire(shop):
    """Claire, with two claims; the first has evidence, and four entries of history."""
    claire = await shop.signed_in(CLAIRE)
    form = {"order_number": ORDER, "problem_description": "Le ressort a cassé", "photos": [PHOTO]}
    for _ in range(2):
        assert (await claire.http.post("/api/tickets", json=form)).status_code == 201
    shop.clock.advance(minutes=1)
    await append(shop)
    shop.clock.advance(minutes=1)
    await append(shop, facts={"status": "en_analyse"}, action_type="status_changed", personal=None)
    shop.clock.advance(minutes=1)
    await append(shop, internal=True)
    found = await verify(shop)
    assert (found.faults, found.notes) == ([], []), "whole, or these tests mean nothing"
    assert (found.tickets, found.entries) == (2, 5)
    return claire


def action(seq, number=1):
    return (ticket_actions.c.ticket_number == number) & (ticket_actions.c.seq == seq)


FIRST = "SAV-MDF-00001"
EDITS = {
    "an actor": (
        [update(ticket_actions).where(action(2)).values(actor="customer")],
        [f"{FIRST}: entry 2 was edited or inserted"],
    ),
    "a description": (
        [update(ticket_actions).where(action(3)).values(description="Rien")],
        [f"{FIRST}: entry 3 was edited or inserted"],
    ),
    "metadata": (
        [update(ticket_actions).where(action(1)).values(metadata={})],
        [f"{FIRST}: entry 1 was edited or inserted"],
    ),
    "who may see it": (
        [update(ticket_actions).where(action(4)).values(internal=False)],
        [f"{FIRST}: entry 4 was edited or inserted"],
    ),
    "a digest": (
        [update(ticket_actions).where(action(2)).values(digest="0" * 64)],
        [f"{FIRST}: entry 2 was edited or inserted", f"{FIRST}: entry 3 was edited or inserted"],
    ),
    "a personal value": (
        [
            update(ticket_actions)
            .where(action(2))
            .values(personal={"content": {"salt": "00", "value": "Jamais."}})
        ],
        [f"{FIRST}: entry 2: by was added or removed", f"{FIRST}: entry 2: content was edited"],
    ),
    "personal fields removed without an erasure": (
        [update(ticket_actions).where(action(2)).values(personal=None)],
        [f"{FIRST}: entry 2: its personal fields were removed"],
    ),
    "the last entry cut off": (
        [delete(ticket_actions).where(action(4))],
        [f"{FIRST}: entries from 4 on were cut off (there were 4)"],
    ),
    "an entry cut out": (
        [delete(ticket_actions).where(action(2))],
        [f"{FIRST}: entry 2 is missing"],
    ),
    "two entries exchanged": (
        [
            update(ticket_actions).where(action(2)).values(seq=9),
            update(ticket_actions).where(action(3)).values(seq=2),
            update(ticket_actions).where(action(9)).values(seq=3),
        ],
        [
            f"{FIRST}: entry 2 was entry 3: moved",
            f"{FIRST}: entry 3 was entry 2: moved",
            f"{FIRST}: entry 4 was edited or inserted",
        ],
    ),
    "an entry added": (
        [
            insert(ticket_actions).from_select(
                [column.name for column in ticket_actions.columns],
                select(
                    *(
                        (column + 1).label("seq") if column.name == "seq" else column
                        for column in ticket_actions.columns
                    )
                ).where(action(4)),
            )
        ],
        [
            f"{FIRST}: entry 5 was entry 4: moved",
            f"{FIRST}: entries from 5 on were added",
        ],
    ),
    "the status of the row": (
        [update(tickets).where(tickets.c.number == 1).values(status="resolu")],
        [f"{FIRST}: its status was edited"],
    ),
    "the severity of the row": (
        [update(tickets).where(tickets.c.number == 2).values(problem_severity="Basse")],
        ["SAV-MDF-00002: its problem_severity was edited"],
    ),
    "the description of the row": (
        [update(tickets).where(tickets.c.number == 2).values(problem_description="Rien")],
        ["SAV-MDF-00002: its problem_description was edited"],
    ),
    "the order of the row": (
        [update(tickets).where(tickets.c.number == 2).values(order_number="CMD-2023-10077")],
        ["SAV-MDF-00002: its order_number was edited"],
    ),
    "the deadline of the row": (
        [
            update(tickets)
            .where(tickets.c.number == 2)
            .values(sla_response_deadline=tickets.c.created_at)
        ],
        ["SAV-MDF-00002: its sla_response_deadline was edited"],
    ),
    "the head of the row": (
        [update(tickets).where(tickets.c.number == 1).values(history_head="0" * 64)],
        [f"{FIRST}: the last entry is not the one that its row names"],
    ),
    "all seals": (
        [
            update(tickets).values(history_head=None, history_length=0),
            update(ticket_actions).values(digest=None),
        ],
        [f"{FIRST}: its seals were removed", "SAV-MDF-00002: its seals were removed"],
    ),
    "evidence": (
        [update(evidence).where(evidence.c.ticket_number == 1).values(verified=True)],
        [f"{FIRST}: evidence 1 was edited"],
    ),
    "evidence removed": (
        [delete(evidence).where(evidence.c.ticket_number == 1)],
        [f"{FIRST}: evidence 1 was removed"],
    ),
    "a ticket": (
        [
            delete(table).where(column == 1)
            for table, column in (
                (evidence, evidence.c.ticket_number),
                (ticket_actions, ticket_actions.c.ticket_number),
                (tickets, tickets.c.number),
            )
        ],
        [f"{FIRST}: the ticket is missing"],
    ),
    "the last ticket": (
        [
            delete(table).where(column == 2)
            for table, column in (
                (evidence, evidence.c.ticket_number),
                (ticket_actions, ticket_actions.c.ticket_number),
                (tickets, tickets.c.number),
            )
        ],
        ["SAV-MDF-00002: the ticket is missing"],
    ),
    "the counter": (
        [update(counters).values(value=1)],
        ["the counter of ticket numbers was set back"],
    ),
}


async def test_every_edit_is_found_and_named(shop, claire):
    """One shop for all: each edit is undone before the next."""

    class Undone(Exception):
        pass

    chain = chain_of(shop)
    for name, (statements, faults) in EDITS.items():
        found = []

        def edit(connection, statements=statements, found=found):
            for statement in statements:
                connection.execute(statement)
            found.append(history.verify(connection, chain, shop.clock.now()))
            raise Undone

        with pytest.raises(Undone):
            await shop.platform.db.write(edit)
        assert found[0].faults == faults, name
    assert (await verify(shop)).faults == [], "nothing is left of the edits"


async def test_another_secret_verifies_nothing_and_an_older_one_still_does(shop, claire):
    stranger = history.chain(("another secret",))
    assert (await verify(shop, stranger)).faults
    newer = history.chain(("another secret", *shop.platform.settings.secrets))
    assert (await verify(shop, newer)).faults == []


async def test_an_erased_history_still_verifies_and_holds_no_word(shop, claire):
    def texts(connection):
        rows = [*connection.execute(select(ticket_actions)), *connection.execute(select(tickets))]
        return repr([*rows, *connection.execute(select(evidence))])

    before = await shop.platform.db.read(texts)
    for word in ("ressort", "mardi", PHOTO, ORDER):
        assert word in before, "there is something to erase"
    account = await claire.http.get("/api/auth/me")
    numbers = await shop.platform.db.write(
        claims.forget_person, chain_of(shop), account.json()["id"], shop.clock.now()
    )
    assert numbers == [1, 2]
    after = await shop.platform.db.read(texts)
    for word in ("ressort", "mardi", "Sam", PHOTO, ORDER, "salt"):
        assert word not in after, word
    assert (await verify(shop)).faults == []
    await append(shop)
    assert (await verify(shop)).faults == [], "it goes on afterwards"
    told = await shop.platform.db.read(lambda c: history.entries(c, 1, staff=True))
    assert [entry["action_type"] for entry in told] == [
        *("ticket_created", "comment", "status_changed", "comment", "erased", "comment")
    ]
    row = await shop.platform.db.read(claims.find, 1)
    assert row["problem_category"] == "Defaut_structural", "what is not personal is kept"
    assert row["created_at"] is not None


async def test_personal_fields_cannot_be_removed_after_an_erasure(shop, claire):
    await shop.platform.db.write(claims.forget, chain_of(shop), 1, shop.clock.now())
    await append(shop)
    await write(shop, update(ticket_actions).where(action(6)).values(personal=None))
    assert (await verify(shop)).faults == [f"{FIRST}: entry 6: its personal fields were removed"]


async def test_customers_see_the_words_meant_for_them_and_staff_see_all(shop, claire):
    for staff, contents in ((True, 2), (False, 1)):
        told = await shop.platform.db.read(
            lambda connection, staff=staff: history.entries(connection, 1, staff=staff)
        )
        assert sum("content" in entry["metadata"] for entry in told) == contents
        assert sum("by" in entry["metadata"] for entry in told) == (2 if staff else 0)
        assert not any("facts" in entry["metadata"] for entry in told)


async def test_one_digest_stands_for_all_histories_at_an_instant(shop, claire):
    then = shop.clock.now()
    before = (await verify(shop, until=then)).heads
    shop.clock.advance(minutes=1)
    await append(shop)
    assert (await verify(shop, until=then)).heads == before
    assert (await verify(shop)).heads != before
    await shop.platform.db.write(claims.forget, chain_of(shop), 1, shop.clock.now())
    assert (await verify(shop, until=then)).heads == before, "an erasure changes no digest"


async def test_a_claim_from_before_the_chain_is_told_and_sealed_by_its_next_entry(shop, claire):
    await write(
        shop,
        update(tickets).where(tickets.c.number == 1).values(history_head=None, history_length=0),
        update(ticket_actions)
        .where(ticket_actions.c.ticket_number == 1)
        .values(digest=None, personal=None, personal_digests={}),
        delete(evidence).where(evidence.c.ticket_number == 1),
        insert(counters).values(name=history.UNCHAINED, value=1),
    )
    found = await verify(shop)
    assert found.faults == []
    assert found.notes == [f"{FIRST}: from before there was a chain, not sealed"]
    await append(shop)
    found = await verify(shop)
    assert found.faults == []
    assert found.notes == [f"{FIRST}: entries before 5 are vouched for since 2026-01-31"]
    await write(shop, update(ticket_actions).where(action(2)).values(actor="customer"))
    assert (await verify(shop)).faults == [f"{FIRST}: entry 2 was edited or inserted"]


ODD_VALUES = [
    *(0, -0.0, 1.0, 0.1, 1e-7, 1e15, 1e22, 2**53, 2**60, -1.5e300),
    *(True, None, "é\u2028", []),
]


async def test_values_read_back_from_either_database_have_the_same_digest(shop, claire):
    await append(shop, metadata={"b": ODD_VALUES, "a": {"z": 1, "y": {"x": ODD_VALUES}}})
    await append(shop, personal={"content": {"odd": ODD_VALUES}})
    assert (await verify(shop)).faults == []
