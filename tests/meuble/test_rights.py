"""What the buyer is entitled to, day by day: boundaries, law of the time, chains of repairs."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.meuble.law import LAW, Rule, add_months, public_holidays, rule_for, working_day_from
from comptoir.meuble.rights import (
    COMPONENTS,
    EXCLUDED,
    Purchase,
    Repair,
    assess,
    compliance_due_on,
    hidden_defects_until,
    money_is_due,
    withdrawal_until,
)

SOFA = Purchase(purchase_date=date(2025, 11, 15), delivery_date=date(2025, 11, 20))
LONG_WARRANTY = replace(SOFA, commercial_years={"Structural": 5, "Comfort": 2, "Covering": 3})
ALL_LEGAL = ("reparation", "remplacement", "reduction_prix", "remboursement")
DAYS = st.dates(date(2006, 1, 1), date(2060, 12, 31))


def delivered(day: date, **facts: object) -> Purchase:
    return Purchase(purchase_date=day, delivery_date=day, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2025, 11, 20), 24, date(2027, 11, 20)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 2, 28), 24, date(2028, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 31), 1, date(2026, 1, 31)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 10, 31), 1, date(2025, 11, 30)),
        (date(2025, 5, 10), 0, date(2025, 5, 10)),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(start: date, months: int, expected: date):
    assert add_months(start, months) == expected


@given(DAYS, st.integers(0, 240))
def test_months_never_spill_into_the_next_month(start: date, months: int):
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("delivery", "on", "covered", "days_left"),
    [
        (date(2025, 11, 20), date(2025, 11, 20), True, 730),
        (date(2025, 11, 20), date(2026, 1, 31), True, 658),
        (date(2025, 11, 20), date(2027, 11, 19), True, 1),
        (date(2025, 11, 20), date(2027, 11, 20), True, 0),
        (date(2025, 11, 20), date(2027, 11, 21), False, 0),
        (date(2024, 2, 29), date(2026, 2, 28), True, 0),
        (date(2024, 2, 29), date(2026, 3, 1), False, 0),
        (date(2026, 2, 28), date(2028, 2, 28), True, 0),
        (date(2026, 2, 28), date(2028, 2, 29), False, 0),
        (date(2024, 1, 31), date(2026, 1, 31), True, 0),
        (date(2024, 1, 31), date(2026, 2, 1), False, 0),
        (date(2023, 3, 10), date(2026, 1, 31), False, 0),
    ],
)
def test_the_legal_guarantee_ends_two_years_after_delivery(
    delivery: date, on: date, covered: bool, days_left: int
):
    verdict = assess(delivered(delivery), "Defaut_structural", on)
    assert (verdict.covered, verdict.days_left) == (covered, days_left)
    assert verdict.certain
    assert verdict.reason == ("couvert" if covered else "hors_delai")


def test_the_guarantee_counts_from_delivery_and_not_from_purchase():
    late = Purchase(purchase_date=date(2024, 1, 5), delivery_date=date(2024, 6, 5))
    assert assess(late, "Defaut_confort", date(2026, 6, 5)).covered
    assert not assess(late, "Defaut_confort", date(2026, 6, 6)).covered


def test_the_verdict_names_its_basis_and_the_remedies_in_order():
    verdict = assess(SOFA, "Defaut_structural", date(2026, 1, 31))
    assert verdict.basis == "legale_conformite"
    assert verdict.component == "Structural"
    assert verdict.until == verdict.presumption_until == date(2027, 11, 20)
    assert verdict.remedies == ALL_LEGAL


def test_the_wrong_product_is_replaced_and_never_repaired():
    remedies = assess(SOFA, "Erreur_produit", date(2026, 1, 31)).remedies
    assert remedies == ("remplacement", "reduction_prix", "remboursement")


@pytest.mark.parametrize("category", sorted(COMPONENTS))
def test_every_category_is_covered_but_wear_accidents_and_the_unexplained(category: str):
    verdict = assess(SOFA, category, date(2026, 1, 31))
    assert verdict.covered == (category not in {"Usure_normale", "Dommage_accidentel", "Autre"})
    assert verdict.certain


@pytest.mark.parametrize("category", sorted(EXCLUDED))
def test_no_warranty_ever_covers_an_excluded_category(category: str):
    verdict = assess(LONG_WARRANTY, category, date(2026, 1, 31))
    assert (verdict.covered, verdict.reason) == (False, "exclu")
    assert verdict.remedies == ()
    assert verdict.basis is None


@pytest.mark.parametrize(
    ("category", "component"),
    [
        ("Defaut_structural", "Structural"),
        ("Defaut_mecanisme", "Mechanism"),
        ("Defaut_electrique", "Electrical"),
        ("Defaut_revetement", "Covering"),
        ("Defaut_confort", "Comfort"),
        ("Dommage_livraison", None),
        ("Piece_manquante", None),
    ],
)
def test_a_category_concerns_its_component(category: str, component: str | None):
    assert assess(SOFA, category, date(2026, 1, 31)).component == component


def test_a_category_of_no_contract_is_an_error():
    with pytest.raises(KeyError):
        assess(SOFA, "Defaut_inconnu", date(2026, 1, 31))


# --- The shop's own warranty --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "on", "basis"),
    [
        ("Defaut_structural", date(2027, 11, 20), "legale_conformite"),
        ("Defaut_structural", date(2027, 11, 21), "commerciale"),
        ("Defaut_structural", date(2030, 11, 20), "commerciale"),
        ("Defaut_structural", date(2030, 11, 21), None),
        ("Defaut_revetement", date(2028, 11, 20), "commerciale"),
        ("Defaut_revetement", date(2028, 11, 21), None),
        ("Defaut_confort", date(2027, 11, 21), None),
        ("Defaut_mecanisme", date(2027, 11, 21), None),
        ("Piece_manquante", date(2027, 11, 21), None),
    ],
)
def test_the_commercial_warranty_takes_over_for_its_component(
    category: str, on: date, basis: str | None
):
    verdict = assess(LONG_WARRANTY, category, on)
    assert verdict.basis == basis
    assert verdict.covered == (basis is not None)


def test_after_the_law_the_commercial_warranty_says_its_own_last_day():
    verdict = assess(LONG_WARRANTY, "Defaut_structural", date(2030, 11, 1))
    assert (verdict.until, verdict.days_left) == (date(2030, 11, 20), 19)
    assert verdict.remedies == ("reparation", "remplacement", "vices_caches")


def test_once_every_warranty_is_over_the_verdict_says_since_when():
    assert assess(LONG_WARRANTY, "Defaut_structural", date(2031, 1, 1)).until == date(2030, 11, 20)
    assert assess(LONG_WARRANTY, "Defaut_confort", date(2031, 1, 1)).until == date(2027, 11, 20)


# --- Dates that are missing ---------------------------------------------------------------------


def test_without_any_date_nothing_is_certain():
    verdict = assess(Purchase(None, None), "Defaut_structural", date(2026, 1, 31))
    assert (verdict.covered, verdict.certain) == (False, False)
    assert verdict.reason == "dates_inconnues"


@pytest.mark.parametrize(
    ("on", "covered", "certain"),
    [(date(2027, 11, 15), True, True), (date(2027, 11, 16), False, False)],
)
def test_a_purchase_without_its_delivery_proves_cover_but_not_its_end(
    on: date, covered: bool, certain: bool
):
    verdict = assess(replace(SOFA, delivery_date=None), "Defaut_structural", on)
    assert (verdict.covered, verdict.certain) == (covered, certain)
    assert verdict.remedies == (ALL_LEGAL if covered else ()), "what is uncertain promises nothing"


def test_a_delivery_without_its_purchase_is_enough():
    verdict = assess(replace(SOFA, purchase_date=None), "Defaut_structural", date(2027, 11, 20))
    assert (verdict.covered, verdict.certain) == (True, True)


# --- Used goods and the burden of proof ---------------------------------------------------------


@pytest.mark.parametrize(
    ("bought", "used", "on", "reason"),
    [
        (date(2025, 3, 1), False, date(2027, 3, 1), "couvert"),
        (date(2025, 3, 1), True, date(2026, 3, 1), "couvert"),
        (date(2025, 3, 1), True, date(2026, 3, 2), "preuve_a_apporter"),
        (date(2025, 3, 1), True, date(2027, 3, 1), "preuve_a_apporter"),
        (date(2025, 3, 1), True, date(2027, 3, 2), "hors_delai"),
        (date(2021, 12, 31), True, date(2022, 6, 30), "couvert"),
        (date(2021, 12, 31), True, date(2022, 7, 1), "preuve_a_apporter"),
        (date(2022, 1, 1), True, date(2022, 7, 1), "couvert"),
        (date(2016, 3, 17), False, date(2016, 9, 17), "couvert"),
        (date(2016, 3, 17), False, date(2016, 9, 18), "preuve_a_apporter"),
        (date(2016, 3, 18), False, date(2016, 9, 18), "couvert"),
    ],
)
def test_the_presumption_lasts_what_the_law_of_the_contract_gave(
    bought: date, used: bool, on: date, reason: str
):
    assert assess(delivered(bought, used=used), "Defaut_mecanisme", on).reason == reason


# --- Repairs and replacement --------------------------------------------------------------------

SPRING = Repair(requested_on=date(2026, 3, 1), returned_on=date(2026, 3, 11))  # ten days away
AUTUMN = Repair(requested_on=date(2028, 5, 30), returned_on=date(2028, 6, 4))  # five days away


@pytest.mark.parametrize(
    ("repairs", "until"),
    [
        ((), date(2027, 11, 20)),
        ((Repair(date(2026, 3, 1), date(2026, 3, 1)),), date(2028, 5, 20)),
        ((SPRING,), date(2028, 5, 30)),
        ((SPRING, AUTUMN), date(2028, 12, 4)),
        ((AUTUMN, SPRING), date(2028, 12, 4)),
        ((AUTUMN,), date(2027, 11, 20)),
        ((replace(SPRING, requested_on=date(2027, 11, 20), returned_on=date(2027, 11, 20)),),
         date(2028, 5, 20)),
        ((Repair(date(2025, 11, 1), date(2025, 11, 10)),), date(2027, 11, 20)),
    ],
    ids=[
        "none",
        "back the same day",
        "ten days away",
        "the second asked on the last day won by the first",
        "told in any order",
        "asked after the end",
        "asked on the last day",
        "before delivery",
    ],
)  # fmt: skip
def test_each_repair_suspends_the_guarantee_then_adds_six_months(
    repairs: tuple[Repair, ...], until: date
):
    purchase = replace(SOFA, repairs=repairs)
    assert assess(purchase, "Defaut_mecanisme", until).until == until
    assert not assess(purchase, "Defaut_mecanisme", until + timedelta(days=1)).covered


def test_days_away_are_counted_once_when_repairs_overlap():
    twice = replace(SOFA, repairs=(SPRING, replace(SPRING, requested_on=date(2026, 3, 6))))
    assert assess(twice, "Defaut_mecanisme", date(2026, 4, 1)).until == date(2028, 11, 30)


def test_a_repair_suspends_the_commercial_warranty_without_adding_months():
    repaired = replace(LONG_WARRANTY, repairs=(SPRING,))
    assert assess(repaired, "Defaut_structural", date(2030, 1, 1)).until == date(2030, 11, 30)


def test_a_repair_added_nothing_before_2022():
    before = delivered(date(2021, 6, 1), repairs=(Repair(date(2021, 9, 1), date(2021, 9, 20)),))
    assert assess(before, "Defaut_mecanisme", date(2023, 6, 1)).until == date(2023, 6, 1)
    assert not assess(before, "Defaut_mecanisme", date(2023, 6, 2)).covered


def test_an_imposed_replacement_starts_two_new_years():
    replaced = replace(SOFA, replaced_on=date(2026, 5, 4), repairs=(SPRING,))
    verdict = assess(replaced, "Defaut_structural", date(2028, 5, 4))
    assert verdict.covered
    assert verdict.until == verdict.presumption_until == date(2028, 5, 4)
    assert not assess(replaced, "Defaut_structural", date(2028, 5, 5)).covered


def test_a_repair_of_the_replacement_prolongs_the_new_two_years():
    repair = Repair(date(2027, 1, 10), date(2027, 1, 10))
    replaced = replace(SOFA, replaced_on=date(2026, 5, 4), repairs=(repair,))
    assert assess(replaced, "Defaut_structural", date(2028, 5, 4)).until == date(2028, 11, 4)


def test_a_replacement_started_nothing_anew_before_2022():
    before = delivered(date(2021, 6, 1), replaced_on=date(2022, 6, 1))
    assert assess(before, "Defaut_structural", date(2023, 1, 1)).until == date(2023, 6, 1)


@given(DAYS, DAYS, st.booleans())
def test_cover_never_comes_back_once_it_is_over(delivery: date, on: date, used: bool):
    purchase = delivered(delivery, used=used, commercial_years={"Structural": 3})
    if not assess(purchase, "Defaut_structural", on).covered:
        assert not assess(purchase, "Defaut_structural", on + timedelta(days=1)).covered


@given(DAYS, st.integers(0, 900), st.integers(0, 90), DAYS)
def test_a_repair_never_takes_cover_away(delivery: date, after: int, away: int, on: date):
    requested_on = delivery + timedelta(days=after)
    repair = Repair(requested_on, requested_on + timedelta(days=away))
    if assess(delivered(delivery), "Defaut_confort", on).covered:
        assert assess(delivered(delivery, repairs=(repair,)), "Defaut_confort", on).covered


# --- Rows of law --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted({rule.name for rule in LAW}))
def test_the_rows_of_a_rule_follow_each_other_without_gap_or_overlap(name: str):
    rows = [rule for rule in LAW if rule.name == name]
    for earlier, later in pairwise(rows):
        assert earlier.until is not None
        assert later.since == earlier.until + timedelta(days=1)
    assert rows[-1].until is None
    assert all(rule.source for rule in rows)


def test_a_change_of_law_is_a_new_row_and_old_cases_replay():
    def ends_in_2029(rule: Rule) -> Rule:
        return rule._replace(until=date(2029, 12, 31)) if rule.until is None else rule

    reformed = [
        *(ends_in_2029(rule) if rule.name == "conformity" else rule for rule in LAW),
        Rule("conformity", date(2030, 1, 1), None, 36, 0, "a law to come"),
    ]
    old, new = delivered(date(2029, 12, 31)), delivered(date(2030, 1, 1))
    assert assess(old, "Defaut_confort", date(2031, 1, 1), reformed).until == date(2031, 12, 31)
    assert assess(new, "Defaut_confort", date(2031, 1, 1), reformed).until == date(2033, 1, 1)


def test_a_contract_older_than_the_law_has_no_row():
    assert rule_for("conformity", date(2005, 2, 17)) is None
    assert not assess(delivered(date(2005, 2, 17)), "Defaut_confort", date(2005, 3, 1)).covered


# --- Hidden defects, the thirty days, withdrawal ------------------------------------------------


@pytest.mark.parametrize(
    ("discovered", "sold", "until"),
    [
        (date(2028, 6, 1), date(2025, 11, 15), date(2030, 6, 1)),
        (date(2028, 2, 29), date(2025, 11, 15), date(2030, 2, 28)),
        (date(2045, 1, 10), date(2025, 11, 15), date(2045, 11, 15)),
        (date(2008, 1, 10), date(2007, 1, 1), date(2010, 1, 10)),
        (date(2004, 1, 10), date(2004, 1, 1), None),
    ],
)
def test_a_hidden_defect_gives_two_years_from_discovery_within_twenty_of_the_sale(
    discovered: date, sold: date, until: date | None
):
    assert hidden_defects_until(discovered, sold) == until


@pytest.mark.parametrize(
    ("category", "on", "mentioned"),
    [
        ("Defaut_structural", date(2027, 11, 20), False),
        ("Defaut_structural", date(2027, 11, 21), True),
        ("Defaut_structural", date(2045, 11, 15), True),
        ("Defaut_structural", date(2045, 11, 16), False),
        ("Piece_manquante", date(2027, 11, 21), False),
        ("Usure_normale", date(2027, 11, 21), False),
    ],
)
def test_hidden_defects_are_mentioned_once_the_legal_guarantee_is_over(
    category: str, on: date, mentioned: bool
):
    assert ("vices_caches" in assess(SOFA, category, on).remedies) == mentioned


@pytest.mark.parametrize(
    ("requested", "contracted", "due"),
    [
        (date(2026, 1, 31), date(2025, 11, 15), date(2026, 3, 2)),
        (date(2028, 1, 31), date(2027, 11, 15), date(2028, 3, 1)),
        (date(2026, 1, 31), date(2021, 12, 31), date(2026, 2, 28)),
        (date(2026, 1, 31), date(2004, 1, 1), None),
    ],
)
def test_the_seller_has_thirty_days_and_had_a_month_before_2022(
    requested: date, contracted: date, due: date | None
):
    assert compliance_due_on(requested, contracted) == due


@pytest.mark.parametrize(
    ("on", "circumstance", "due"),
    [
        (date(2026, 2, 1), {}, False),
        (date(2026, 3, 2), {}, False),
        (date(2026, 3, 3), {}, True),
        (date(2026, 2, 1), {"refused": True}, True),
        (date(2026, 2, 1), {"failed": True}, True),
        (date(2026, 2, 1), {"serious": True}, True),
    ],
)
def test_money_may_be_asked_for_when_conformity_is_late_refused_failed_or_too_serious(
    on: date, circumstance: dict[str, bool], due: bool
):
    assert money_is_due(date(2026, 1, 31), on, date(2025, 11, 15), **circumstance) == due


@pytest.mark.parametrize(
    ("received", "last", "why"),
    [
        (date(2025, 11, 20), date(2025, 12, 4), "a Thursday"),
        (date(2026, 1, 9), date(2026, 1, 23), "a Friday"),
        (date(2026, 1, 10), date(2026, 1, 26), "Saturday moves to Monday"),
        (date(2026, 1, 11), date(2026, 1, 26), "Sunday moves to Monday"),
        (date(2025, 12, 18), date(2026, 1, 2), "New Year's Day, a Thursday"),
        (date(2025, 12, 11), date(2025, 12, 26), "Christmas, a Thursday"),
        (date(2026, 4, 17), date(2026, 5, 4), "1 May, a Friday, then the weekend"),
        (date(2026, 3, 21), date(2026, 4, 7), "Saturday, then Easter Monday"),
        (date(2026, 4, 30), date(2026, 5, 15), "Ascension, a Thursday"),
        (date(2026, 5, 9), date(2026, 5, 26), "Saturday, then Whit Monday"),
        (date(2024, 2, 15), date(2024, 2, 29), "29 February"),
    ],
)
def test_withdrawal_lasts_fourteen_days_and_ends_on_a_working_day(
    received: date, last: date, why: str
):
    assert withdrawal_until(delivered(received)) == last, why


def test_only_an_online_purchase_that_was_received_can_be_withdrawn_from():
    assert withdrawal_until(replace(SOFA, online=False)) is None
    assert withdrawal_until(replace(SOFA, delivery_date=None)) is None
    assert withdrawal_until(delivered(date(2014, 6, 13))) is None, "this law is of the next day"


@pytest.mark.parametrize(
    ("year", "easter_monday"),
    [
        (2000, date(2000, 4, 24)),
        (2008, date(2008, 3, 24)),
        (2011, date(2011, 4, 25)),
        (2024, date(2024, 4, 1)),
        (2025, date(2025, 4, 21)),
        (2026, date(2026, 4, 6)),
        (2038, date(2038, 4, 26)),
    ],
)
def test_the_movable_holidays_follow_easter(year: int, easter_monday: date):
    holidays = public_holidays(year)
    assert easter_monday in holidays
    assert easter_monday + timedelta(days=38) in holidays, "Ascension"
    assert easter_monday + timedelta(days=49) in holidays, "Whit Monday"


@given(DAYS)
def test_the_next_working_day_is_near_and_is_one(day: date):
    working = working_day_from(day)
    assert timedelta(0) <= working - day <= timedelta(days=5)
    assert working.weekday() < 5
    assert working not in public_holidays(working.year)
