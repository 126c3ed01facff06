"""What the tests of staff and customers at work on a ticket share."""

import email
import email.policy
from datetime import timedelta

from sqlalchemy import insert

from cast import OPENING, ORDER
from comptoir.meuble import history
from comptoir.meuble.models import counters, tickets

TICKET = "SAV-MDF-00001"
SAID = f"Le ressort du canapé est cassé, commande {ORDER}"


async def does(visitor, deed, ticket=TICKET, expected=200, **body):
    """Do something to a ticket; the answer, which must be of this status."""
    answer = await visitor.http.post(f"/api/tickets/{ticket}/{deed}", json=body)
    assert answer.status_code == expected, answer.text
    return answer.json()


async def makes_a_claim(visitor, said=SAID, session_id="claim"):
    """Make a claim in conversation; its ticket."""
    await visitor.says(said, session_id)
    ticket = (await visitor.says("Oui", session_id))["ticket_id"]
    assert ticket, "without a claim these tests mean nothing"
    return ticket


async def history_of(visitor, ticket=TICKET):
    """What was done to a ticket, as this visitor may read it."""
    answer = await visitor.http.get(f"/api/sav/ticket/{ticket}/history")
    assert answer.status_code == 200, answer.text
    return answer.json()["actions"]


def mails(shop):
    """What was sent, the oldest first."""
    folder = shop.platform.settings.home / "mail"
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    ]


def words(mail):
    """What a mail says, as plain text."""
    return mail.get_body("plain").get_content().replace("\r\n", "\n")


async def intact(shop):
    """Whether every history is what was written."""
    chain = history.chain(shop.platform.settings.secrets)
    found = await shop.platform.db.read(history.verify, chain, shop.clock.now())
    assert found.entries, "there is a history to verify"
    return found.faults == []


async def moves(visitor, *targets, ticket=TICKET, expected=200, **more):
    """Take a ticket to one status after another; the last answer."""
    for target in targets:
        answer = await visitor.http.post(
            f"/api/tickets/{ticket}/transition", json={"status": target, **more}
        )
        assert answer.status_code == expected, answer.text
    return answer.json()


def a_ticket(number, **more):
    """The row of a ticket, as it stands in the database."""
    made_at = more.pop("created_at", OPENING)
    return {
        "number": number,
        "status": "nouveau",
        "order_number": None,
        "product_sku": None,
        "product_name": None,
        "problem_description": "Le ressort est cassé",
        "problem_category": "Defaut_structural",
        "problem_severity": "Moyenne",
        "problem_confidence": 0.9,
        "danger": False,
        "priority": "P2",
        "computed_priority": "P2",
        "priority_score": 50,
        "priority_factors": [],
        "warranty": {"covered": True, "basis": "legale_conformite", "component": None},
        "claimed": [],
        "photos": [],
        "sla_response_deadline": made_at + timedelta(hours=24),
        "sla_intervention_deadline": made_at + timedelta(days=10),
        "created_at": made_at,
        "updated_at": made_at,
        **more,
    }


async def keep(shop, *rows):
    """Put tickets into the database, numbered from 1 in this order."""

    def write(connection):
        for number, row in enumerate(rows, start=1):
            connection.execute(insert(tickets), a_ticket(number, **row))
        connection.execute(insert(counters).values(name="tickets", value=len(rows)))

    await shop.platform.db.write(write)
