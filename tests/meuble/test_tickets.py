"""One claim, read by either of its names, in the words of the document that name is from."""

import re
from datetime import datetime

import pytest
from sqlalchemy import update

from cast import ORDER
from comptoir.meuble import deadlines, history
from comptoir.meuble.models import tickets

pytestmark = pytest.mark.anyio

SAID = f"Le ressort du canapé est cassé, commande {ORDER}"
PHOTO = "https://example.com/photo1.jpg"


def instant(value):
    """An instant as the documents write it: UTC, with a final Z."""
    return value.endswith("Z") and datetime.fromisoformat(value) is not None


def text(value):
    return isinstance(value, str) and value != ""


def whole(value):
    return type(value) is int


def share(value):
    return isinstance(value, float) and 0 <= value <= 1


def links(value):
    return isinstance(value, list) and all(map(text, value))


def one_of(*words):
    return lambda value: value in words


STATUSES = one_of(*deadlines.TRANSITIONS)
PRIORITIES = one_of("P1", "P2", "P3")

# What the documents promise of each answer, ours beside it where they leave room.
READ_IN_2026 = {
    "ticket_id": re.compile(r"SAV-MDF-\d{5,}").fullmatch,
    "order_number": ORDER.__eq__,
    "problem_description": text,
    "priority": PRIORITIES,
    "status": STATUSES,
    "photos": links,
    "created_at": instant,
    "updated_at": instant,
}
READ_IN_2025 = {
    "ticket_id": re.compile(r"TKT-\d{4}-\d{6,}").fullmatch,
    "status": one_of("open", "resolved", "rejected", "closed"),
    "priority": one_of("high", "medium", "low"),
    "created_at": instant,
    "sla_response_deadline": instant,
    "description": text,
    "attachments": links,
}
SAV_STATUS = {
    "ticket_id": text,
    "status": text,
    "priority": text,
    "problem_category": text,
    "warranty_covered": one_of(True, False),
    "completion_percentage": range(101).__contains__,
    "actions_count": whole,
    "evidence_count": whole,
    "next_milestone": text,
    # As the claim's creation answers:
    "priority_score": range(101).__contains__,
    "problem_severity": text,
    "problem_confidence": share,
    "warranty_component": text,
    "sla_response_deadline": instant,
    "sla_intervention_deadline": instant,
    "created_at": instant,
}
ACTION = {
    "action_id": re.compile(r"ACT-\d{3}").fullmatch,
    "timestamp": instant,
    "actor": text,
    "action_type": text,
    "description": text,
    "metadata": lambda value: isinstance(value, dict),
}


def unlike(body, table):
    """The fields of `table` that `body` lacks or has otherwise."""
    return {
        name: body.get(name, "missing")
        for name, promised in table.items()
        if name not in body or not promised(body[name])
    }


@pytest.fixture
async def nora(shop):
    """A customer without an account, who has made the shop's first claim."""
    nora = shop.visitor()
    await nora.says(SAID, photos=[PHOTO])
    made = await nora.says("Oui")
    assert made["ticket_id"] == "SAV-MDF-00001", "a claim was made, or these tests mean nothing"
    return nora


async def read(visitor, path):
    answer = await visitor.http.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.json()["success"] is True
    return answer.json()


async def becomes(shop, status):
    """The first claim goes to another status."""
    change = update(tickets).where(tickets.c.number == 1).values(status=status)
    await shop.platform.db.write(lambda connection: connection.execute(change))


# ── Both dialects ─────────────────────────────────────────────────────────────────────────


async def test_the_name_of_2026_is_answered_in_the_words_of_2026(nora):
    ticket = (await read(nora, "/api/tickets/SAV-MDF-00001"))["ticket"]
    assert unlike(ticket, READ_IN_2026) == {}
    assert ticket["ticket_id"] == "SAV-MDF-00001"
    assert ticket["problem_description"] == SAID
    assert ticket["photos"] == [PHOTO]
    assert ticket["status"] == "en_attente_preuves"
    assert ticket["created_at"] == "2026-01-31T10:00:00Z"


async def test_the_name_of_2025_is_answered_in_the_words_of_2025(nora):
    ticket = (await read(nora, "/api/tickets/TKT-2026-000001"))["ticket"]
    assert unlike(ticket, READ_IN_2025) == {}
    assert ticket["ticket_id"] == "TKT-2026-000001"
    assert ticket["description"] == SAID
    assert ticket["attachments"] == [PHOTO]
    assert ticket["status"] == "open"


async def test_both_names_tell_of_the_same_claim(nora):
    in_2026 = (await read(nora, "/api/tickets/SAV-MDF-00001"))["ticket"]
    in_2025 = (await read(nora, "/api/tickets/TKT-2026-000001"))["ticket"]
    words = {"P1": "high", "P2": "medium", "P3": "low"}
    assert in_2025["priority"] == words[in_2026["priority"]]
    for name in ("created_at", "updated_at", "sla_response_deadline", "product_sku"):
        assert in_2025[name] == in_2026[name], name


IN_2025 = {
    "nouveau": "open",
    "en_attente_preuves": "open",
    "en_analyse": "open",
    "en_attente_validation": "open",
    "intervention_planifiee": "open",
    "resolu": "resolved",
    "rejete": "rejected",
    "clos": "closed",
}


@pytest.mark.parametrize("path", ["/api/tickets", "/api/sav/ticket"])
async def test_every_status_has_its_word_in_both_documents(shop, nora, path):
    assert set(IN_2025) == set(deadlines.TRANSITIONS)
    for status, word in IN_2025.items():
        await becomes(shop, status)
        in_2026 = (await read(nora, f"{path}/SAV-MDF-00001"))["ticket"]
        in_2025 = (await read(nora, f"{path}/TKT-2026-000001"))["ticket"]
        assert (in_2026["status"], in_2025["status"]) == (status, word)


@pytest.mark.parametrize("path", ["/api/tickets", "/api/sav/ticket"])
async def test_the_answer_names_the_ticket_as_it_was_asked_for(nora, path):
    for name in ("SAV-MDF-00001", "TKT-2026-000001"):
        assert (await read(nora, f"{path}/{name}"))["ticket"]["ticket_id"] == name
        assert (await read(nora, f"/api/sav/ticket/{name}/history"))["ticket_id"] == name


@pytest.mark.parametrize("ending", ["", "/history"])
async def test_with_and_without_a_slash_is_one_route(nora, ending):
    for path in ("/api/tickets/SAV-MDF-00001", f"/api/sav/ticket/TKT-2026-000001{ending}"):
        assert await read(nora, f"{path}/") == await read(nora, path)


# ── Names that name nothing ───────────────────────────────────────────────────────────────


NOTHING = [
    "TKT-2025-000001",  # the number of another year
    "TKT-2027-000001",
    "SAV-MDF-00002",  # none yet
    "SAV-MDF-00000",
    "SAV-MDF-999999999",
    "SAV-MDF-99999999999999999999",
    "TKT-2026-000002",
    "SAV-MDF-1",
    "SAV-MDF-",
    "SAV-MDF-0000x",
    "SAV-MDF--0001",
    "SAV-MDF-00001%20",
    "SAV-MDF-00001'--",
    "TKT-26-000001",
    "TKT-2026-00001",
    "1",
    "%C3%A9",
]


@pytest.mark.parametrize(
    "path", ["/api/tickets/{}", "/api/sav/ticket/{}", "/api/sav/ticket/{}/history"]
)
async def test_a_name_that_names_nothing_is_not_found(nora, path):
    for name in NOTHING:
        answer = await nora.http.get(path.format(name))
        assert answer.status_code == 404, name
        body = answer.json()
        assert (body["success"], body["status_code"]) == (False, 404)
        assert body["error"] == "ticket_not_found"
        assert body["detail"]
        assert body["request_id"] == answer.headers["X-Request-ID"]


async def test_what_is_not_found_is_said_in_the_language_asked_for(nora):
    for language, words in (("fr", "Ticket introuvable."), ("en", "Ticket not found.")):
        answer = await nora.http.get(
            "/api/tickets/SAV-MDF-00002", headers={"Accept-Language": language}
        )
        assert answer.json()["detail"] == words


# ── Where it stands ───────────────────────────────────────────────────────────────────────


async def test_the_sav_status_has_its_fields(nora):
    ticket = (await read(nora, "/api/sav/ticket/SAV-MDF-00001"))["ticket"]
    assert unlike(ticket, SAV_STATUS | READ_IN_2026) == {}
    assert ticket["problem_category"] == "Defaut_structural"
    assert ticket["warranty_covered"] is True
    assert ticket["warranty_component"] == "Structural"
    assert (ticket["actions_count"], ticket["evidence_count"]) == (1, 1)


async def test_a_claim_comes_nearer_to_its_end_with_each_status(shop, nora):
    on_the_way = [
        *("nouveau", "en_attente_preuves", "en_analyse", "en_attente_validation"),
        *("intervention_planifiee", "resolu"),
    ]
    percentages, milestones = [], set()
    for status in on_the_way:
        await becomes(shop, status)
        ticket = (await read(nora, "/api/sav/ticket/SAV-MDF-00001"))["ticket"]
        percentages.append(ticket["completion_percentage"])
        milestones.add(ticket["next_milestone"])
    assert percentages == sorted(set(percentages))
    assert percentages[-1] == 100
    assert len(milestones) == len(on_the_way)
    for status in ("rejete", "clos"):
        await becomes(shop, status)
        ticket = (await read(nora, "/api/sav/ticket/SAV-MDF-00001"))["ticket"]
        assert ticket["completion_percentage"] == 100
        assert unlike(ticket, SAV_STATUS) == {}


# ── What was done ─────────────────────────────────────────────────────────────────────────


async def test_the_history_tells_everything_in_order(shop, nora):
    for number in range(1, 12):
        shop.clock.advance(minutes=1)
        await shop.platform.db.write(
            lambda connection, number=number: history.append(
                connection,
                history.chain(shop.platform.settings.secrets),
                1,
                shop.clock.now(),
                actor="staff",
                action_type="note_added",
                description=f"Note {number}",
                metadata={"number": number},
            )
        )
    told = await read(nora, "/api/sav/ticket/SAV-MDF-00001/history")
    actions = told["actions"]
    assert [unlike(action, ACTION) for action in actions] == [{}] * 12
    assert [action["action_id"] for action in actions] == [f"ACT-{n:03}" for n in range(1, 13)]
    assert actions[0]["action_type"] == "ticket_created"
    assert actions[0]["timestamp"] == "2026-01-31T10:00:00Z"
    assert [action["metadata"]["number"] for action in actions[1:]] == list(range(1, 12))
    assert actions[-1]["timestamp"] == "2026-01-31T10:11:00Z"
    status = (await read(nora, "/api/sav/ticket/SAV-MDF-00001"))["ticket"]
    assert status["actions_count"] == 12


async def test_each_claim_has_a_history_of_its_own(nora):
    await nora.says(f"La couture de mon canapé est déchirée, {ORDER}", "second")
    assert (await nora.says("Oui", "second"))["ticket_id"] == "SAV-MDF-00002"
    for name in ("SAV-MDF-00001", "SAV-MDF-00002"):
        assert len((await read(nora, f"/api/sav/ticket/{name}/history"))["actions"]) == 1


# ── Limits ────────────────────────────────────────────────────────────────────────────────

ROUTES = (
    "/api/tickets/SAV-MDF-00001",
    "/api/sav/ticket/SAV-MDF-00001",
    "/api/sav/ticket/SAV-MDF-00001/history",
)


@pytest.mark.parametrize("path", ROUTES)
async def test_the_sixty_first_reading_in_a_minute_waits(shop, path):
    reader = shop.visitor()
    for left in range(59, -1, -1):
        # Found or not, and however the path is spelt, it is one limit.
        answer = await reader.http.get(path + "/" * (left % 2))
        assert answer.status_code == 404
        assert answer.headers["X-RateLimit-Limit"] == "60"
        assert answer.headers["X-RateLimit-Remaining"] == str(left)
    refused = await reader.http.get(path)
    assert refused.status_code == 429
    assert refused.json()["retry_after"] == int(refused.headers["Retry-After"])
    assert (await shop.visitor().http.get(path)).status_code == 404, "others are not held up"
