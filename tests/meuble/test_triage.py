"""How urgent a claim is, what it asks for, and by when: tables of cases and their laws."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.meuble.deadlines import (
    AWAITING_CUSTOMER,
    INTERVENTION_DAYS,
    TRANSITIONS,
    V1_STATUSES,
    Interval,
    Pause,
    after_waiting,
    deadlines,
    legal_clock,
    may_become,
)
from comptoir.meuble.evidence_requirements import evidence_required, evidence_sentence
from comptoir.meuble.rights import COMPONENTS
from comptoir.meuble.triage import (
    SEVERITY_POINTS,
    V1_ASKED_PRIORITIES,
    V1_CATEGORIES,
    V1_PRIORITIES,
    V1_SEVERITIES,
    Facts,
    triage,
)

SEVERITIES = ("Basse", "Moyenne", "Haute", "Critique")
ALLOWED = {
    "Basse": {"P3"},
    "Moyenne": {"P2", "P3"},
    "Haute": {"P1", "P2"},
    "Critique": {"P1"},
}
DOCUMENTED = Facts(
    severity="Haute",
    covered=True,
    tier="premium",
    product_value_eur=Decimal("1299.99"),
    days_since_delivery=72,
)
ANY_FACTS = st.builds(
    Facts,
    severity=st.sampled_from(SEVERITIES),
    danger=st.booleans(),
    covered=st.booleans(),
    tier=st.none() | st.sampled_from(["standard", "premium", "VIP", "platine"]),
    product_value_eur=st.none() | st.decimals(0, 20_000, places=2),
    days_since_delivery=st.none() | st.integers(-30, 5_000),
    earlier_claims=st.integers(0, 30),
    claimed=st.booleans(),
)


def points(facts: Facts, name: str) -> int:
    return next(f.points for f in triage(facts).factors if f.name == name)


# --- Priority -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "covered", "danger", "priority"),
    [
        ("Critique", True, False, "P1"),
        ("Critique", False, False, "P1"),
        ("Critique", False, True, "P1"),
        ("Haute", True, False, "P1"),
        ("Haute", False, False, "P2"),
        ("Haute", False, True, "P1"),
        ("Moyenne", True, False, "P2"),
        ("Moyenne", False, False, "P2"),
        ("Moyenne", False, True, "P1"),
        ("Basse", True, False, "P3"),
        ("Basse", False, False, "P3"),
        ("Basse", False, True, "P1"),
    ],
)
def test_priority_comes_from_danger_severity_and_cover(
    severity: str, covered: bool, danger: bool, priority: str
):
    assert triage(Facts(severity, danger=danger, covered=covered)).priority == priority


@given(ANY_FACTS)
def test_a_severity_without_danger_keeps_to_its_priorities(facts: Facts):
    assert triage(replace(facts, danger=False)).priority in ALLOWED[facts.severity]


@given(ANY_FACTS)
def test_danger_is_always_first_priority(facts: Facts):
    assert triage(replace(facts, danger=True)).priority == "P1"


@given(ANY_FACTS)
def test_a_graver_claim_is_never_less_urgent(facts: Facts):
    graver = [triage(replace(facts, severity=severity)) for severity in SEVERITIES]
    for milder, worse in pairwise(graver):
        assert worse.priority <= milder.priority  # "P1" sorts before "P2"
        assert worse.score >= milder.score


def test_a_severity_of_no_contract_is_an_error():
    with pytest.raises(KeyError):
        triage(Facts("Énorme"))


# --- Score --------------------------------------------------------------------------------------


@given(ANY_FACTS)
def test_the_score_is_the_sum_of_its_factors_and_stays_within_bounds(facts: Facts):
    result = triage(facts)
    assert 0 <= result.score <= 100
    assert sum(factor.points for factor in result.factors) == result.score
    assert len({factor.name for factor in result.factors}) == len(result.factors)
    assert all(factor.detail for factor in result.factors)


def test_the_documented_claim_has_its_documented_priority_and_score():
    result = triage(DOCUMENTED)
    assert (result.priority, result.score) == ("P1", 95)
    assert [(f.name, f.points) for f in result.factors] == [
        ("severity", 45),
        ("warranty", 20),
        ("customer_tier", 10),
        ("product_value", 10),
        ("days_since_delivery", 10),
        ("repeat_claim", 0),
    ]


def test_a_score_that_would_pass_a_hundred_names_its_cap():
    result = triage(replace(DOCUMENTED, severity="Critique", tier="vip", earlier_claims=2))
    assert result.score == 100
    assert (result.factors[-1].name, result.factors[-1].points) == ("cap", -25)


def test_what_the_caller_merely_claims_of_itself_earns_nothing():
    claimed = triage(replace(DOCUMENTED, claimed=True))
    earned = {factor.name: factor.points for factor in claimed.factors}
    assert earned["customer_tier"] == earned["product_value"] == 0
    assert earned["days_since_delivery"] == 0
    marked = {f.name for f in claimed.factors if "déclaré" in f.detail}
    assert marked == {"warranty", "customer_tier", "product_value", "days_since_delivery"}
    assert claimed.priority == "P1", "the dates count until staff have checked them"


@pytest.mark.parametrize(
    ("value_eur", "expected"),
    [("0", 0), ("199.99", 0), ("200", 3), ("499.99", 3), ("500", 6), ("999.99", 6), ("1000", 10)],
)
def test_a_dearer_product_earns_more(value_eur: str, expected: int):
    assert points(Facts("Basse", product_value_eur=Decimal(value_eur)), "product_value") == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, 0), (0, 10), (90, 10), (91, 5), (365, 5), (366, 2), (730, 2), (731, 0), (None, 0)],
)
def test_a_younger_product_earns_more(days: int | None, expected: int):
    assert points(Facts("Basse", days_since_delivery=days), "days_since_delivery") == expected


@pytest.mark.parametrize(
    ("tier", "expected"),
    [("premium", 10), ("Premium", 10), ("vip", 15), ("standard", 0), ("nobody", 0), (None, 0)],
)
def test_a_known_tier_earns_its_points(tier: str | None, expected: int):
    assert points(Facts("Basse", tier=tier), "customer_tier") == expected


@pytest.mark.parametrize(("earlier", "expected"), [(0, 0), (1, 5), (2, 10), (9, 10)])
def test_a_repeated_claim_earns_more_up_to_two(earlier: int, expected: int):
    assert points(Facts("Basse", earlier_claims=earlier), "repeat_claim") == expected


def test_danger_weighs_as_much_as_the_worst_severity():
    danger = points(Facts("Basse", danger=True), "severity")
    assert danger == points(Facts("Critique"), "severity") == max(SEVERITY_POINTS.values())


# --- Deadlines ----------------------------------------------------------------------------------

CREATED = datetime(2026, 1, 31, 10, tzinfo=UTC)


def at(days: float) -> datetime:
    return CREATED + timedelta(days=days)


@pytest.mark.parametrize(
    ("priority", "created_at", "response_at", "intervention_at"),
    [
        ("P1", CREATED, datetime(2026, 2, 1, 10, tzinfo=UTC), datetime(2026, 2, 5, 10, tzinfo=UTC)),
        (
            "P2",
            CREATED,
            datetime(2026, 2, 1, 10, tzinfo=UTC),
            datetime(2026, 2, 10, 10, tzinfo=UTC),
        ),
        (
            "P3",
            CREATED,
            datetime(2026, 2, 2, 10, tzinfo=UTC),
            datetime(2026, 2, 20, 10, tzinfo=UTC),
        ),
        (
            "P1",
            datetime(2026, 3, 28, 10, tzinfo=UTC),  # clocks change in France on the 29th
            datetime(2026, 3, 29, 10, tzinfo=UTC),
            datetime(2026, 4, 2, 10, tzinfo=UTC),
        ),
        (
            "P1",
            datetime(2028, 2, 26, 23, 59, tzinfo=UTC),
            datetime(2028, 2, 27, 23, 59, tzinfo=UTC),
            datetime(2028, 3, 2, 23, 59, tzinfo=UTC),
        ),
    ],
)
def test_deadlines_are_wall_clock_from_creation(
    priority: str, created_at: datetime, response_at: datetime, intervention_at: datetime
):
    given_ = deadlines(priority, created_at, created_at)
    assert given_.response_at == response_at
    assert given_.intervention_at == intervention_at
    assert given_.intervals == (Interval(created_at, intervention_at, paused=False),)


@pytest.mark.parametrize(
    ("pauses", "now", "moved_days"),
    [
        ([], 9, 0),
        ([(1, 3)], 9, 2),
        ([(0, 2)], 9, 2),
        ([(0, 0)], 9, 0),
        ([(1, 3), (2, 4)], 9, 3),
        ([(1, 4), (2, 3)], 9, 3),
        ([(1, 2), (2, 3)], 9, 2),
        ([(2, 3), (1, 2)], 9, 2),
        ([(1, 2), (4, 5)], 9, 2),
        ([(-3, 1)], 9, 1),
        ([(-3, -1)], 9, 0),
        ([(1, None)], 1, 0),
        ([(1, None)], 3, 2),
        ([(1, None)], 30, 29),
        ([(1, 2), (3, None)], 4, 2),
        ([(3, None)], 2, 0),
        ([(4.5, 8)], 9, 3.5),
        ([(5, 8)], 9, 0),
        ([(6, 8)], 9, 0),
        ([(1, 2), (5.5, 6)], 9, 1.5),
        ([(1, 2), (6, 7)], 9, 1),
    ],
    ids=[
        "none",
        "one",
        "from creation",
        "empty",
        "overlapping",
        "one inside the other",
        "adjacent",
        "told in any order",
        "apart",
        "begun before creation",
        "ended before creation",
        "just opened",
        "still open",
        "open past the deadline it had",
        "one closed and one open",
        "opened later than now",
        "begun in time and ended late",
        "begun on the deadline",
        "begun after the deadline",
        "an earlier pause made room for it",
        "begun on the moved deadline",
    ],
)
def test_a_wait_moves_the_intervention_by_exactly_its_length(
    pauses: list[tuple[float, float | None]], now: float, moved_days: float
):
    waits = [Pause(at(start), None if end is None else at(end)) for start, end in pauses]
    given_ = deadlines("P1", CREATED, at(now), waits)
    assert given_.intervention_at == at(5 + moved_days)
    assert given_.response_at == at(1), "the first answer never waits for the customer"


def test_the_intervals_are_listed_as_they_happened():
    waits = [Pause(at(3), at(4)), Pause(at(1), at(2)), Pause(at(2), at(2.5))]
    assert deadlines("P1", CREATED, at(9), waits).intervals == (
        Interval(at(0), at(1), paused=False),
        Interval(at(1), at(2.5), paused=True),
        Interval(at(2.5), at(3), paused=False),
        Interval(at(3), at(4), paused=True),
        Interval(at(4), at(7.5), paused=False),
    )


HOURS = st.integers(-48, 1_000)
PAUSES = st.lists(
    st.builds(
        lambda start, length: Pause(
            CREATED + timedelta(hours=start),
            None if length is None else CREATED + timedelta(hours=start + length),
        ),
        HOURS,
        st.none() | st.integers(0, 300),
    ),
    max_size=6,
)


@given(st.sampled_from(["P1", "P2", "P3"]), PAUSES, HOURS)
def test_intervals_follow_each_other_and_count_to_the_promised_days(
    priority: str, pauses: list[Pause], now_h: int
):
    given_ = deadlines(priority, CREATED, CREATED + timedelta(hours=now_h), pauses)
    assert given_.intervals[0].start == CREATED
    assert given_.intervals[-1].end == given_.intervention_at
    for earlier, later in pairwise(given_.intervals):
        assert earlier.end == later.start
        assert earlier.paused != later.paused
    counted = sum((i.end - i.start for i in given_.intervals if not i.paused), timedelta(0))
    assert counted == timedelta(days=INTERVENTION_DAYS[priority])


@given(st.sampled_from(["P1", "P2", "P3"]), PAUSES, PAUSES, HOURS)
def test_one_more_pause_never_brings_the_deadline_nearer(
    priority: str, pauses: list[Pause], more: list[Pause], now_h: int
):
    now = CREATED + timedelta(hours=now_h)
    before = deadlines(priority, CREATED, now, pauses).intervention_at
    assert deadlines(priority, CREATED, now, pauses + more).intervention_at >= before


@given(
    st.sampled_from(["P1", "P2", "P3"]),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=6),
)
def test_one_wait_after_another_comes_to_what_all_of_them_do(
    priority: str, waits: list[tuple[int, int]]
):
    due_at, now, pauses = deadlines(priority, CREATED, CREATED).intervention_at, CREATED, []
    for worked_h, waited_h in waits:
        began = now + timedelta(hours=worked_h)
        now = began + timedelta(hours=waited_h)
        due_at = after_waiting(due_at, began, now)
        pauses.append(Pause(began, now))
    assert due_at == deadlines(priority, CREATED, now, pauses).intervention_at


@pytest.mark.parametrize(
    ("requested", "warn_staff", "tell_customer"),
    [
        (date(2026, 1, 31), date(2026, 2, 20), date(2026, 3, 2)),
        (date(2028, 2, 10), date(2028, 3, 1), date(2028, 3, 11)),
    ],
)
def test_the_legal_clock_warns_staff_at_day_20_and_tells_the_customer_at_day_30(
    requested: date, warn_staff: date, tell_customer: date
):
    clock = legal_clock(requested, contracted_on=date(2025, 11, 15))
    assert clock is not None
    assert (clock.warn_staff_on, clock.tell_customer_on) == (warn_staff, tell_customer)


def test_there_is_no_legal_clock_without_a_law():
    assert legal_clock(date(2026, 1, 31), contracted_on=date(2004, 1, 1)) is None


# --- Statuses and the words of the 2025 document ------------------------------------------------


def test_every_status_leads_to_known_ones_and_in_the_end_to_closed():
    for status, targets in TRANSITIONS.items():
        assert targets <= TRANSITIONS.keys()
        assert status not in targets
        assert "clos" in targets or status == "clos"
    assert AWAITING_CUSTOMER in TRANSITIONS


@pytest.mark.parametrize(
    ("status", "target", "allowed"),
    [
        ("nouveau", "en_attente_preuves", True),
        ("en_attente_preuves", "en_analyse", True),
        ("en_analyse", "en_attente_preuves", True),
        ("en_analyse", "intervention_planifiee", True),
        ("intervention_planifiee", "resolu", True),
        ("resolu", "en_analyse", True),
        ("en_attente_preuves", "intervention_planifiee", False),
        ("nouveau", "intervention_planifiee", False),
        ("resolu", "nouveau", False),
        ("clos", "en_analyse", False),
        ("en_analyse", "en_analyse", False),
    ],
)
def test_a_claim_moves_only_where_its_status_lets_it(status: str, target: str, allowed: bool):
    assert may_become(status, target) == allowed


def test_the_2025_words_name_todays_statuses_severities_and_categories():
    assert V1_STATUSES.keys() == TRANSITIONS.keys()
    assert set(V1_STATUSES.values()) == {"open", "resolved", "rejected", "closed"}
    assert set(V1_SEVERITIES.values()) == set(SEVERITIES)
    assert set(V1_CATEGORIES.values()) <= COMPONENTS.keys()
    assert V1_PRIORITIES[V1_ASKED_PRIORITIES["moyen"]] == "medium"
    for word, severity in V1_SEVERITIES.items():
        assert V1_ASKED_PRIORITIES[word] in ALLOWED[severity]


# --- Evidence -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "priority", "expected"),
    [
        ("Defaut_structural", "P1", [("photo", 2)]),
        ("Defaut_structural", "P2", [("photo", 3)]),
        ("Defaut_structural", "P3", [("photo", 3)]),
        ("Defaut_mecanisme", "P2", [("photo", 3), ("video", 1)]),
        ("Defaut_electrique", "P1", [("photo", 2), ("video", 1)]),
        ("Dommage_livraison", "P2", [("photo", 3), ("photo", 1)]),
        ("Piece_manquante", "P3", [("photo", 3), ("document", 1)]),
        ("Autre", "P3", [("photo", 3)]),
    ],
)
def test_evidence_depends_on_category_and_priority(
    category: str, priority: str, expected: list[tuple[str, int]]
):
    assert [(r.type, r.minimum_count) for r in evidence_required(category, priority)] == expected


def test_evidence_is_that_of_the_second_priority_unless_told():
    assert evidence_required("Defaut_structural")[0].minimum_count == 3
    assert evidence_required("Defaut_structural")[0].description.startswith("Dégâts visibles")


@pytest.mark.parametrize(
    ("category", "priority"), [("Defaut_inconnu", "P2"), ("Defaut_structural", "P4")]
)
def test_evidence_for_words_of_no_contract_is_an_error(category: str, priority: str):
    with pytest.raises(KeyError):
        evidence_required(category, priority)


@pytest.mark.parametrize(("category", "language"), list(product(sorted(COMPONENTS), ["fr", "en"])))
def test_every_requirement_is_said_in_the_sentence(category: str, language: str):
    required = evidence_required(category, "P2", language)
    sentence = evidence_sentence(required, language)
    for number, requirement in enumerate(required, start=1):
        assert f"{number}. " in sentence
        assert requirement.description[1:] in sentence
    other = "en" if language == "fr" else "fr"
    assert sentence != evidence_sentence(evidence_required(category, "P2", other), other)


def test_the_sentence_agrees_in_number():
    sentence = evidence_sentence(evidence_required("Defaut_mecanisme", "P1"))
    assert "au moins 2 photos (" in sentence
    assert "au moins 1 vidéo (" in sentence
