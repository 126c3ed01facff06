"""How after-sales is doing, counted by both databases alike."""

from datetime import UTC, datetime, timedelta

import pytest

from at_the_desk import TICKET, does, keep, makes_a_claim, moves
from cast import ADMIN_KEY, OPENING, ORDER
from comptoir.meuble import deadlines, rights
from comptoir.meuble.ticket_stats import week_starts

pytestmark = pytest.mark.anyio


@pytest.fixture
def key(shop):
    return shop.visitor(**{"X-API-Key": ADMIN_KEY})


async def stats(key, **asked):
    answer = await key.http.get("/api/sav/stats", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_empty_shop_has_zeros(key):
    empty = await stats(key)
    assert (empty["open"], empty["overdue"]) == (0, 0)
    assert empty["by_status"] == dict.fromkeys(deadlines.TRANSITIONS, 0)
    assert {each["category"] for each in empty["by_category"]} == set(rights.COMPONENTS)
    assert {each["count"] for each in empty["by_category"]} == {0}
    assert len(empty["by_week"]) == 12
    assert empty["deadlines"] == {
        "response": {"kept": 0, "missed": 0},
        "intervention": {"kept": 0, "missed": 0},
    }
    assert empty["ratings"] == {
        "average": None,
        "count": 0,
        "by_rating": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0},
    }


async def test_statuses_categories_and_ratings_are_counted(shop, key):
    await keep(
        shop,
        {"status": "nouveau"},
        {"status": "en_analyse", "problem_category": "Autre"},
        {"status": "resolu", "problem_category": "Autre", "rating": 5, "ended_at": OPENING},
        {"status": "clos", "problem_category": "Autre", "rating": 2, "ended_at": OPENING},
    )
    counted = await stats(key)
    assert counted["open"] == 2
    assert counted["by_status"]["resolu"] == 1
    assert sum(counted["by_status"].values()) == 4
    assert counted["by_category"][:2] == [
        {"category": "Autre", "count": 3},
        {"category": "Defaut_structural", "count": 1},
    ]
    assert counted["ratings"]["average"] == 3.5
    assert counted["ratings"]["by_rating"] == {"1": 0, "2": 1, "3": 0, "4": 0, "5": 1}


async def test_weeks_begin_on_monday_at_midnight_and_empty_ones_are_there(shop, key):
    monday = datetime(2026, 1, 26, tzinfo=UTC)
    await keep(
        shop,
        {"created_at": monday - timedelta(weeks=2)},
        {"created_at": monday - timedelta(microseconds=1)},
        {"created_at": monday},
        {"created_at": OPENING},
    )
    assert (await stats(key, weeks=4))["by_week"] == [
        {"week": "2026-W02", "starts_on": "2026-01-05", "count": 0},
        {"week": "2026-W03", "starts_on": "2026-01-12", "count": 1},
        {"week": "2026-W04", "starts_on": "2026-01-19", "count": 1},
        {"week": "2026-W05", "starts_on": "2026-01-26", "count": 2},
    ]
    one = await stats(key, weeks=1)
    assert one["by_week"] == [{"week": "2026-W05", "starts_on": "2026-01-26", "count": 2}]
    assert one["by_category"][0]["count"] == 2, "of the weeks that were asked for"
    assert sum(one["by_status"].values()) == 4, "what is open is so whenever it was made"
    assert len((await stats(key, weeks=10_000))["by_week"]) == 104


def test_a_year_begins_with_the_week_of_its_first_thursday():
    starts = week_starts(datetime(2027, 1, 5, tzinfo=UTC), 2)
    assert [start.isocalendar()[:2] for start in starts] == [(2026, 53), (2027, 1)]


@pytest.mark.parametrize("weeks", [0, -1, "douze"])
async def test_weeks_are_a_number_of_weeks(key, weeks):
    answer = await key.http.get("/api/sav/stats", params={"weeks": weeks})
    assert answer.status_code == 400


async def test_deadlines_are_kept_or_missed_by_what_really_happened(shop, key):
    made_at = OPENING - timedelta(days=40)
    soon, late = made_at + timedelta(hours=1), made_at + timedelta(days=39)
    on_time = made_at + timedelta(hours=24)
    solved, closed = {"status": "resolu"}, {"status": "clos"}
    rows = [
        {"responded_at": soon, "ended_at": soon, **solved},  # kept, kept
        {"responded_at": on_time, "ended_at": late, **solved},  # kept (to the second), missed
        {"responded_at": late, "ended_at": late, **solved},  # missed, missed
        {},  # open and past both: missed, missed
        {"ended_at": soon, **closed},  # closed before an answer was due: neither, kept
        {"ended_at": late, **closed},  # closed unanswered and late: missed, missed
        {  # the clock stands still: kept, neither
            "responded_at": soon,
            "status": "en_attente_preuves",
            "waiting_since": soon,
        },
    ]
    await keep(shop, {"created_at": OPENING}, *({"created_at": made_at, **row} for row in rows))
    counted = await stats(key)
    assert counted["deadlines"] == {
        "response": {"kept": 3, "missed": 3},
        "intervention": {"kept": 2, "missed": 4},
    }
    assert counted["overdue"] == 1


async def test_a_ticket_that_passes_its_deadline_becomes_a_missed_one(shop, key):
    await makes_a_claim(shop.visitor(), f"Le ressort est cassé, commande {ORDER}")
    await moves(key, "en_analyse")
    fresh = await stats(key)
    assert fresh["deadlines"]["response"] == {"kept": 0, "missed": 0}
    shop.clock.advance(days=3)
    assert (await stats(key))["deadlines"]["response"] == {"kept": 0, "missed": 1}
    assert (await stats(key))["overdue"] == 1
    await does(key, "comment", TICKET, content="Pardon du retard", visibility="customer")
    assert (await stats(key))["deadlines"]["response"] == {"kept": 0, "missed": 1}
    assert (await stats(key))["overdue"] == 0
