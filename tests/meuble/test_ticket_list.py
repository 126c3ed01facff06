"""The list of tickets: staff's queue, a customer's own."""

from datetime import timedelta

import pytest

from at_the_desk import does, keep, makes_a_claim, moves
from cast import ADMIN_KEY, CLAIRE, OLD_ORDER, OPENING, ORDER, SAM
from comptoir.meuble import ticket_search

pytestmark = pytest.mark.anyio


@pytest.fixture
def key(shop):
    return shop.visitor(**{"X-API-Key": ADMIN_KEY})


async def listed(visitor, **asked):
    answer = await visitor.http.get("/api/tickets", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def numbers(visitor, **asked):
    """The numbers that are listed, and the total."""
    body = await listed(visitor, limit=100, **asked)
    found = [int(ticket["ticket_id"].rpartition("-")[2]) for ticket in body["tickets"]]
    assert body["total"] == len(found)
    return found


# ── Whose ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("production", [False, True], ids=["development", "production"])
async def test_a_customer_sees_their_own_tickets_and_staff_everybody_s(open_a_shop, production):
    shop = await open_a_shop(production=production)
    key = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    claire, mallory, nora = await shop.signed_in(CLAIRE), await shop.mallory(), shop.visitor()
    for place, visitor in enumerate((claire, mallory, nora, claire)):
        await makes_a_claim(visitor, f"Le ressort est cassé, commande {ORDER}", f"claim-{place}")
    assert await numbers(claire) == [4, 1]
    assert await numbers(mallory) == [2]
    # Development lists them all to whoever has no account, as documented.
    assert await numbers(nora) == ([] if production else [4, 3, 2, 1])
    assert await numbers(key) == [4, 3, 2, 1]


# ── Pages ─────────────────────────────────────────────────────────────────────────────────


async def test_the_list_has_the_documented_fields_newest_first_ten_at_a_time(shop, key):
    await keep(shop, *({} for _ in range(13)))
    first = await listed(key)
    assert (first["success"], first["total"], first["limit"], first["offset"]) == (True, 13, 10, 0)
    assert [ticket["ticket_id"] for ticket in first["tickets"]] == [
        f"SAV-MDF-{number:05}" for number in range(13, 3, -1)
    ]
    documented = {"ticket_id", "order_number", "status", "priority", "created_at"}
    assert documented <= first["tickets"][0].keys()
    rest = await listed(key, offset=10)
    assert [ticket["ticket_id"] for ticket in rest["tickets"]] == [
        "SAV-MDF-00003",
        "SAV-MDF-00002",
        "SAV-MDF-00001",
    ]
    assert (await listed(key, limit=1000))["limit"] == 100


@pytest.mark.parametrize(
    "asked",
    [
        {"limit": 0},
        {"limit": "dix"},
        {"offset": -1},
        {"status": "perdu"},
        {"status": "nouveau,perdu"},
        {"priority": "P0"},
        {"category": "Canape"},
        {"overdue": "peut-être"},
        {"q": "x" * 201},
    ],
    ids=str,
)
async def test_what_the_list_does_not_understand_is_said(key, asked):
    answer = await key.http.get("/api/tickets", params=asked)
    assert answer.status_code == 400
    assert next(iter(asked)) in answer.json()["detail"]


# ── Filters ───────────────────────────────────────────────────────────────────────────────


async def test_filters_choose_and_combine(shop, key):
    await keep(
        shop,
        {"status": "nouveau", "computed_priority": "P1"},
        {"status": "en_analyse", "computed_priority": "P1", "problem_category": "Autre"},
        {"status": "resolu", "computed_priority": "P3"},
        {"status": "clos", "computed_priority": "P1"},
        {"status": "rejete", "priority": "P1"},
    )
    assert await numbers(key, status="nouveau") == [1]
    assert await numbers(key, status="clos, resolu") == [4, 3]
    assert await numbers(key, status="open") == [2, 1]
    assert await numbers(key, status="open,clos") == [4, 2, 1]
    assert await numbers(key, priority="P1") == [4, 2, 1], "the queue follows the computed one"
    assert await numbers(key, category="Autre") == [2]
    assert await numbers(key, status="open", priority="P1", category="Defaut_structural") == [1]
    assert await numbers(key, status="", q="", priority="") == [5, 4, 3, 2, 1]


async def test_whose_a_ticket_is_chooses(shop):
    sam = await shop.signed_in(SAM)
    await keep(shop, {}, {}, {})
    mine = (await does(sam, "assign", "SAV-MDF-00002", assignee="me"))["ticket"]["assigned_to"]
    assert await numbers(sam, assigned_to="me") == [2]
    assert await numbers(sam, assigned_to="none") == [3, 1]
    for name in (mine["id"], SAM):
        assert await numbers(sam, assigned_to=name) == [2]
    assert await numbers(sam, assigned_to="personne") == []
    key = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    assert await numbers(key, assigned_to="me") == [], "a key is nobody"


async def test_overdue_is_open_and_past_a_deadline_that_runs(shop, key):
    long_ago, lately = OPENING - timedelta(days=30), OPENING - timedelta(hours=30)
    answered = {"responded_at": long_ago}
    await keep(
        shop,
        {"created_at": OPENING},
        {"created_at": lately},
        {"created_at": lately, "responded_at": lately},
        {"created_at": long_ago, **answered},
        {"created_at": long_ago, "status": "resolu", "ended_at": OPENING},
        {  # waits since before its deadline: the clock stands still
            "created_at": long_ago,
            "status": "en_attente_preuves",
            "waiting_since": long_ago + timedelta(days=9),
            **answered,
        },
        {  # began to wait when it was late already
            "created_at": long_ago,
            "status": "en_attente_preuves",
            "waiting_since": long_ago + timedelta(days=11),
            **answered,
        },
        {"created_at": long_ago, "status": "en_attente_preuves", **answered},
    )
    assert await numbers(key, overdue=True) == [7, 4, 2]
    assert await numbers(key, overdue=False) == [8, 6, 5, 3, 1]


# ── Searching ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def searched(shop, key):
    await keep(
        shop,
        {"problem_description": "Le ressort du canapé est cassé", "order_number": ORDER},
        {"problem_description": "La charnière grince", "product_name": "Armoire Bergen"},
        {"problem_description": "Une couture est déchirée", "product_sku": "SAL-CAP-001"},
        {"problem_description": "The lamp flickers", "language": "en", "order_number": OLD_ORDER},
    )
    return key


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("SAV-MDF-00002", [2]),
        ("sav-mdf-00002", [2]),
        ("TKT-2026-000003", [3]),
        ("4", [4]),
        (ORDER, [1]),
        (ORDER.lower(), [1]),
        ("30301", [1]),
        ("armoire", [2]),
        ("charniere", [2]),
        ("SAL-CAP-001", [3]),
        ("cannapé cassé", [1]),
        ("coutures déchirées", [3]),
        ("lamp flickers", [4]),
        ("piscine", []),
        ("%", []),
        ("'; DROP TABLE", []),
    ],
)
async def test_staff_find_a_ticket_by_what_is_in_it(searched, asked, found):
    assert await numbers(searched, q=asked) == found


async def test_a_search_keeps_to_the_filters_and_sees_what_was_just_made(shop, searched):
    assert await numbers(searched, q="ressort", status="clos") == []
    await makes_a_claim(shop.visitor(), f"Le ressort est cassé, commande {ORDER}")
    assert await numbers(searched, q="ressort") == [5, 1]
    assert await numbers(searched, q="ressort", status="nouveau") == [1]


async def test_a_customer_searches_their_own(shop):
    claire, mallory = await shop.signed_in(CLAIRE), await shop.mallory()
    await makes_a_claim(claire, f"Le ressort est cassé, commande {ORDER}", "one")
    await makes_a_claim(claire, f"Une couture est déchirée, commande {ORDER}", "two")
    assert await numbers(claire, q="RESSORT") == [1]
    assert await numbers(claire, q=ORDER) == [2, 1]
    assert await numbers(claire, q="100%") == []
    assert await numbers(mallory, q="ressort") == []
    assert await numbers(mallory, q="SAV-MDF-00001") == []


async def test_the_housekeeping_indexes_what_nobody_searched(shop, key, monkeypatch):
    monkeypatch.setattr(ticket_search, "INDEXED_TOGETHER", 2)
    await keep(shop, *({"problem_description": f"Mot{n}a"} for n in range(1, 6)))
    for _ in range(3):
        await shop.platform.db.write(ticket_search.index_at_leisure, shop.clock.now())
    monkeypatch.setattr(ticket_search, "MAXIMUM_ROUNDS", 0)
    assert await numbers(key, q="mot5a") == [5]


async def test_an_erased_ticket_is_not_found_by_its_words(shop, searched):
    assert await numbers(searched, q="charnière") == [2]
    await shop.platform.db.write(ticket_search.forget, [2])
    assert await numbers(searched, q="charnière") == []


async def test_a_waiting_ticket_is_shown_with_the_deadline_as_it_moves(shop, key):
    await makes_a_claim(shop.visitor(), f"Le ressort est cassé, commande {ORDER}")
    [before] = (await listed(key))["tickets"]
    shop.clock.advance(days=2)
    [after] = (await listed(key))["tickets"]
    assert before["waiting_since"] == after["waiting_since"] == "2026-01-31T10:00:00Z"
    assert before["sla_intervention_deadline"] < after["sla_intervention_deadline"]
    moved = await moves(key, "en_analyse")
    assert moved["ticket"]["sla_intervention_deadline"] == after["sla_intervention_deadline"]
