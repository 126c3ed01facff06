"""A price can be checked to the cent, and does only what it should."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comptoir.assurance import guarantees, tariff
from comptoir.assurance.bonus_malus import Aggravation, Use
from comptoir.assurance.guarantees import (
    DEDUCTIBLES_EUR,
    GUARANTEES,
    PARKING,
    SEGMENT,
    Cover,
    Formula,
)
from comptoir.assurance.interval import interval, questions
from comptoir.assurance.places import REGION_OF
from comptoir.assurance.profile import (
    FUELS,
    USUAL_CRM,
    USUAL_SEGMENTS,
    USUAL_USES,
    Facts,
    Risk,
    answered,
    completed,
    lowest_crm,
)
from comptoir.assurance.tariff import Kind, Line, Price, options, price, version

TODAY = date(2026, 11, 27)
CENT = Decimal("0.01")
LEO = Facts(licence_years=5, power_cv=6, segment="C")
"""Who says "Peugeot 308, 5 ans d'expérience"."""


def sum_up(detail: tuple[Line, ...]) -> Decimal:
    """The premium from its lines alone, as anyone with a pencil would."""
    total = running = Decimal(0)
    subtotals: dict[str, Decimal] = {}
    for line in detail:
        if line.kind is Kind.BASE:
            total, running, subtotals = total + running, line.amount_eur or Decimal(0), {}
        elif line.kind is Kind.FACTOR:
            assert line.value is not None
            running *= line.value
        elif line.kind is Kind.SUBTOTAL:
            running = running.quantize(CENT, ROUND_HALF_UP)
            assert line.amount_eur == running, f"{line.guarantee} {line.code}"
            subtotals[line.code] = running
        elif line.kind is Kind.PERCENT:
            assert line.value is not None
            assert line.of
            more = (subtotals[line.of] * line.value / 100).quantize(CENT, ROUND_HALF_UP)
            assert line.amount_eur == more, f"{line.guarantee} {line.code}"
            running += more
        elif line.kind is Kind.FLAT:
            total += line.amount_eur or Decimal(0)
        else:
            assert line.amount_eur == total + running
    return total + running


COVERS = st.builds(
    Cover,
    st.sampled_from(Formula),
    st.frozensets(st.sampled_from([guarantee.code for guarantee in GUARANTEES])),
    st.sampled_from(DEDUCTIBLES_EUR),
)
CRMS = st.integers(50, 350).map(lambda percent: Decimal(percent) / 100)
RISKS = st.builds(
    Risk,
    driver_age=st.integers(17, 110),
    licence_years=st.integers(0, 90),
    accompanied=st.booleans(),
    insured_years=st.integers(0, 90),
    crm=CRMS,
    aggravations=st.frozensets(st.sampled_from(Aggravation), max_size=3),
    use=st.sampled_from(Use),
    power_cv=st.integers(1, 60),
    segment=st.sampled_from(sorted(SEGMENT)),
    vehicle_age_years=st.integers(0, 60),
    fuel=st.sampled_from(sorted(FUELS)),
    density=st.integers(0, 30_000),
    region=st.sampled_from([None, *sorted(set(REGION_OF.values()))]),
    parking=st.sampled_from(sorted(PARKING)),
)
DAYS = st.dates(date(2017, 1, 1), date(2030, 12, 31))
THOUSANDS = settings(max_examples=2000, deadline=None)


@THOUSANDS
@given(RISKS, COVERS, DAYS)
def test_the_lines_alone_give_the_premium_to_the_cent(risk: Risk, cover: Cover, day: date) -> None:
    found = price(risk, cover, day)
    assert sum_up(found.detail) == found.annual_eur
    assert found.annual_eur == found.annual_eur.quantize(CENT)
    flat = sum(line.amount_eur or 0 for line in found.detail if line.kind is Kind.FLAT)
    assert sum(each.premium_eur for each in found.covered) + flat == found.annual_eur


def test_a_line_that_lies_is_found_out() -> None:
    found = price(completed(LEO)[0], Cover(), TODAY)
    for at, line in enumerate(found.detail):
        if line.kind in {Kind.SUBTOTAL, Kind.PERCENT, Kind.TOTAL}:
            assert line.amount_eur is not None
            lying = replace(line, amount_eur=line.amount_eur + CENT)
            with pytest.raises(AssertionError):
                sum_up((*found.detail[:at], lying, *found.detail[at + 1 :]))


@THOUSANDS
@given(RISKS, COVERS)
def test_twelve_months_are_within_six_cents_of_the_year(risk: Risk, cover: Cover) -> None:
    found = price(risk, cover, TODAY)
    assert found.monthly_eur * 12 == found.annual_eur + found.monthly_difference_eur
    assert abs(found.monthly_difference_eur) <= Decimal("0.06")


SAFER = {
    "crm": lambda risk: replace(risk, crm=max(Decimal("0.50"), risk.crm - CENT)),
    "licence": lambda risk: replace(risk, licence_years=risk.licence_years + 1),
    "insured": lambda risk: replace(risk, insured_years=risk.insured_years + 1),
    "accompanied": lambda risk: replace(risk, accompanied=True),
    "garage": lambda risk: replace(risk, parking="garage"),
    "fenced": lambda risk: replace(
        risk, parking="garage" if risk.parking == "garage" else "parking_ferme"
    ),
    "private": lambda risk: replace(risk, use=Use.PRIVATE),
    "no rounds": lambda risk: replace(
        risk, use=Use.COMMUTE if risk.use in {Use.ROUNDS, Use.ALL_TRAVEL} else risk.use
    ),
    "clean": lambda risk: replace(risk, aggravations=frozenset(sorted(risk.aggravations)[1:])),
}


@pytest.mark.parametrize("fact", SAFER)
@settings(max_examples=200, deadline=None)
@given(risk=RISKS, cover=COVERS)
def test_a_safer_fact_never_raises_the_price(fact: str, risk: Risk, cover: Cover) -> None:
    safer = SAFER[fact](risk)
    assert price(safer, cover, TODAY).annual_eur <= price(risk, cover, TODAY).annual_eur


@pytest.mark.parametrize("age", [17, 18, 19, 20, 21, 22, 23, 24, 25, 30])
@pytest.mark.parametrize("accompanied", [False, True])
def test_years_of_licence_only_lower_the_price(age: int, accompanied: bool) -> None:
    prices = [
        price(
            replace(
                completed(LEO)[0],
                driver_age=age,
                licence_years=years,
                insured_years=years,
                accompanied=accompanied,
                crm=Decimal(1),
            ),
            Cover(),
            TODAY,
        ).annual_eur
        for years in range(5)
    ]
    assert prices == sorted(prices, reverse=True)
    assert prices[0] > prices[3]


@THOUSANDS
@given(RISKS, COVERS, st.sampled_from(DEDUCTIBLES_EUR))
def test_bearing_more_oneself_and_covering_less_never_cost_more(
    risk: Risk, cover: Cover, deductible: int
) -> None:
    now = price(risk, cover, TODAY).annual_eur
    other = price(risk, replace(cover, deductible_eur=deductible), TODAY).annual_eur
    assert (other <= now) if deductible >= cover.deductible_eur else (other >= now)
    assert price(risk, replace(cover, added=frozenset()), TODAY).annual_eur <= now


ANSWERS = {
    "driver_age": st.integers(17, 110),
    "licence_years": st.integers(0, 60),
    "insured_years": st.integers(0, 60),
    "accompanied": st.booleans(),
    "crm": st.integers(50, 125).map(lambda percent: Decimal(percent) / 100),
    "use": st.sampled_from(USUAL_USES),
    "segment": st.sampled_from(USUAL_SEGMENTS),
    "power_cv": st.integers(1, 60),
    "vehicle_age_years": st.integers(0, 60),
    "fuel": st.sampled_from(sorted(FUELS)),
    "density": st.integers(0, 30_000),
    "region": st.sampled_from(sorted(set(REGION_OF.values()))),
    "parking": st.sampled_from(sorted(PARKING)),
}
"""Anything inside the published ranges."""


@settings(max_examples=150, deadline=None)  # thirteen intervals each
@given(st.data(), COVERS)
def test_the_interval_holds_every_completion_and_no_answer_widens_it(
    data: st.DataObject, cover: Cover
) -> None:
    facts = Facts(
        aggravations=data.draw(st.frozensets(st.sampled_from(Aggravation), max_size=2)),
        at_fault_claims=data.draw(st.sampled_from([None, 0, 1])),
    )
    now = interval(facts, cover, TODAY)
    for fact in data.draw(st.permutations(sorted(ANSWERS))):
        more = answered(facts, **{fact: data.draw(ANSWERS[fact], label=fact)})
        if more.conflicts():
            continue
        facts = more
        then = interval(facts, cover, TODAY)
        assert now.low_eur <= then.low_eur <= then.high_eur <= now.high_eur, fact
        assumed = price(completed(facts)[0], cover, TODAY).annual_eur
        assert then.low_eur <= assumed <= then.high_eur, fact
        now = then
    assume(not facts.missing())
    exact = price(completed(facts)[0], cover, TODAY).annual_eur
    assert now.low_eur == now.high_eur == exact


def test_a_heavy_malus_is_outside_its_range_and_has_its_own_interval() -> None:
    for percent in (150, 350):
        facts = answered(LEO, crm=Decimal(percent) / 100)
        assert facts.crm is not None
        assert facts.crm > USUAL_CRM[1]
        found = interval(facts, Cover(), TODAY)
        assumed = price(completed(facts)[0], Cover(), TODAY).annual_eur
        assert found.low_eur <= assumed <= found.high_eur


def test_the_first_question_is_the_one_that_narrows_most() -> None:
    asked = questions(LEO, Cover(), TODAY)
    assert [question.width_eur for question in asked] == sorted(q.width_eur for q in asked)
    assert asked[0].fact == "crm"
    assert {question.fact for question in asked} == {
        *("crm", "insured_years", "density", "driver_age", "vehicle_age_years", "fuel", "use"),
    }, "neither parking nor what is known moves the price of third-party cover"
    assert "parking" in {q.fact for q in questions(LEO, Cover(Formula.TIERS_PLUS), TODAY)}


def test_the_level_is_that_of_the_market() -> None:
    """A 308 and five years' licence: 420 to 450 EUR third-party, about 890 with full cover."""
    risk = completed(LEO)[0]
    third_party = price(risk, Cover(), TODAY).annual_eur
    full = price(risk, Cover(Formula.TOUS_RISQUES), TODAY).annual_eur
    assert 420 <= third_party <= 450
    assert 870 <= full <= 910


def test_what_was_not_said_is_assumed_and_told() -> None:
    risk, assumed = completed(Facts(licence_years=5))
    told = {each.fact: each.value for each in assumed}
    assert told == {
        "driver_age": 25,
        "accompanied": False,
        "insured_years": 5,
        "crm": Decimal("0.76"),
        "use": Use.COMMUTE,
        "power_cv": 6,
        "segment": "C",
        "vehicle_age_years": 6,
        "fuel": "essence",
        "density": 393,
        "region": None,
        "parking": "rue",
    }
    assert all(getattr(risk, fact) == value for fact, value in told.items())
    assert completed(Facts())[0] == risk


@pytest.mark.parametrize(
    ("facts", "conflict"),
    [
        (Facts(driver_age=19, licence_years=12), "driver_age/licence_years"),
        (Facts(driver_age=19, insured_years=5), "driver_age/insured_years"),
        (Facts(licence_years=2, insured_years=6), "licence_years/insured_years"),
        (Facts(licence_years=1, crm=Decimal("0.50")), "crm/licence_years"),
        (Facts(driver_age=20, crm=Decimal("0.50")), "crm/licence_years"),
    ],
)
def test_contradictions_are_named_and_never_priced(facts: Facts, conflict: str) -> None:
    assert conflict in facts.conflicts()
    with pytest.raises(ValueError, match="contradict"):
        completed(facts)
    with pytest.raises(ValueError, match="contradict"):
        interval(facts, Cover(), TODAY)


@given(st.integers(17, 110), CRMS)
def test_an_age_and_a_coefficient_make_a_risk_that_can_be(age: int, crm: Decimal) -> None:
    facts = Facts(driver_age=age, crm=crm)
    assume(not facts.conflicts())
    risk, _ = completed(facts)
    assert risk.driver_age - risk.licence_years >= 17
    assert risk.insured_years <= risk.licence_years
    assert lowest_crm(risk.licence_years) <= crm


@pytest.mark.parametrize(
    "facts",
    [
        {"driver_age": 12},
        {"crm": Decimal("0.49")},
        {"crm": Decimal("3.51")},
        {"power_cv": 0},
        {"fuel": "vapeur"},
        {"region": "Atlantide"},
        {"parking": "lune"},
    ],
)
def test_what_cannot_be_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(facts))):
        Facts(**facts)  # type: ignore[arg-type]


def lines_of(found: Price, guarantee: str) -> dict[str, Line]:
    return {line.code: line for line in found.detail if line.guarantee == guarantee}


def test_the_law_wants_reference_coefficient_net_and_surcharges_shown() -> None:
    drunk = replace(completed(LEO)[0], aggravations=frozenset({Aggravation.ALCOHOL}))
    lines = lines_of(price(drunk, Cover(), TODAY), "rc")
    assert {"reference", "crm", "nette", "majorations"} <= lines.keys()
    technical = lines["technique"].amount_eur
    assert technical
    assert lines["majorations"].amount_eur == (technical * Decimal("1.5")).quantize(
        CENT, ROUND_HALF_UP
    )


def test_a_surcharge_is_taken_before_novice_and_coefficient() -> None:
    plain = replace(
        completed(LEO)[0], aggravations=frozenset({Aggravation.ALCOHOL}), crm=Decimal(1)
    )
    novice = replace(plain, licence_years=0, insured_years=0, crm=Decimal("3.50"))
    amounts = [
        lines_of(price(risk, Cover(), TODAY), "rc")["majorations"].amount_eur
        for risk in (plain, novice)
    ]
    assert amounts[0] == amounts[1]


def test_the_coefficient_leaves_assistance_legal_and_driver_cover_alone() -> None:
    full = Cover(Formula.TOUS_RISQUES)
    low, high = (
        price(replace(completed(LEO)[0], crm=Decimal(crm)), full, TODAY) for crm in ("0.50", "3.50")
    )
    moved = {
        one.guarantee.code
        for one, other in zip(low.covered, high.covered, strict=True)
        if one.net_eur != other.net_eur
    }
    assert moved == {"rc", "dommages", "vol", "incendie", "bris_glace", "cat_nat"}


@pytest.mark.parametrize(
    ("day", "disasters", "terror"),
    [
        (date(2024, 6, 30), "0.06", "5.90"),
        (date(2024, 7, 1), "0.06", "6.50"),
        (date(2024, 12, 31), "0.06", "6.50"),
        (date(2025, 1, 1), "0.09", "6.50"),
    ],
)
def test_taxes_are_those_of_the_day(day: date, disasters: str, terror: str) -> None:
    found = price(completed(LEO)[0], Cover(Formula.TIERS_PLUS), day)
    assert lines_of(found, "cat_nat")["cat_nat"].value == Decimal(disasters)
    assert lines_of(found, "contrat")["attentats"].amount_eur == Decimal(terror)
    assert "attentats" not in lines_of(price(completed(LEO)[0], Cover(), day), "contrat")


def test_each_formula_holds_the_one_before_and_options_say_what_they_add() -> None:
    risk = completed(LEO)[0]
    codes = [[g.code for g in Cover(formula).guarantees] for formula in Formula]
    assert codes[0] == ["rc", "conducteur", "protection_juridique", "assistance"]
    assert set(codes[0]) < set(codes[1]) < set(codes[2])
    found = {option.guarantee.code: option for option in options(risk, Cover(), TODAY)}
    assert found["vol"].with_it == ("vol", "incendie", "cat_nat")
    theft = Cover(added=frozenset({"vol"}))
    added = price(risk, theft, TODAY).annual_eur - price(risk, Cover(), TODAY).annual_eur
    assert found["vol"].premium_eur == added
    assert options(risk, Cover(Formula.TOUS_RISQUES), TODAY) == ()


def test_own_damage_is_not_sold_without_theft_and_fire() -> None:
    full = {g.code for g in Cover(added=frozenset({"dommages"})).guarantees}
    assert {"vol", "incendie", "cat_nat"} <= full


def test_any_figure_changes_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = version()
    assert before.startswith("2026-11.")
    monkeypatch.setitem(guarantees.SEGMENT, "C", Decimal("1.01"))
    tariff._version.cache_clear()
    assert version() != before
    monkeypatch.undo()
    tariff._version.cache_clear()
    assert version() == before


def _run(program: str, seed: str) -> str:
    """What a program prints in a process of its own, whose sets are in an order of their own."""
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": seed},
    ).stdout


def test_every_process_gives_the_same_cents() -> None:
    program = (
        "from datetime import date; from decimal import Decimal\n"
        "from comptoir.assurance.guarantees import Cover, Formula\n"
        "from comptoir.assurance.profile import Facts, completed\n"
        "from comptoir.assurance.tariff import price\n"
        "for years in range(40):\n"
        "    risk, _ = completed(Facts(licence_years=years, density=years * 97))\n"
        "    found = price(risk, Cover(Formula.TOUS_RISQUES), date(2026, 11, 27))\n"
        "    print(found.annual_eur, found.version)\n"
        "import json\n"
        "from comptoir.assurance.quotation import quote\n"
        "for town in ('Nantes', 'Paris', 'Die'):\n"
        "    text = f'clio 4 dci 2016, 31 ans, permis 2014, à {town}, tous risques, alcool'\n"
        "    print(json.dumps(quote(text, date(2026, 11, 27)).answer))\n"
    )
    answers = Counter(_run(program, seed) for seed in ("0", "1", "42"))
    assert len(answers) == 1
    [answer] = answers
    assert len(answer.splitlines()) == 43
    changed = program.replace("date(2026, 11, 27)", "date(2024, 11, 27)")
    assert _run(changed, "0") != answer, "another year's taxes are other cents"
