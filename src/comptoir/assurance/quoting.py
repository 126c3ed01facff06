"""From what was said to a price with everything behind it. Pure: no clock, no database.

The same slots, day and tables give the same answer. Each figure of advice is a price like any
other: priced again with that one thing changed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.assurance import places, vehicles, wire
from comptoir.assurance.bonus_malus import FLOOR, Aggravation, Use, cut
from comptoir.assurance.guarantees import (
    DEDUCTIBLES_EUR,
    PROPERTY,
    USUAL_DEDUCTIBLE_EUR,
    Cover,
    Formula,
)
from comptoir.assurance.interval import Interval, interval, questions
from comptoir.assurance.places import REGION_OF, Place
from comptoir.assurance.profile import MIN_DRIVER_AGE, Facts, Risk, completed
from comptoir.assurance.relativities import shipped
from comptoir.assurance.said.car import ELECTRIC_ONLY
from comptoir.assurance.tariff import Covered, Line, Price, options, price
from comptoir.assurance.vehicles import SEGMENTS, Vehicle
from comptoir.assurance.words_of_quotes import (
    ADVICE,
    FACTS,
    FORMULAS,
    SEGMENTS_IN_ENGLISH,
    USES,
    VALUES_IN_ENGLISH,
)

Slots = Mapping[str, Any]

LONG_SUSPENSION_MONTHS = 6
MAXIMUM_VEHICLE_AGE_YEARS = 150
_AGGRAVATIONS = {
    "alcool": Aggravation.ALCOHOL,
    "stupefiants": Aggravation.ALCOHOL,
    "delit_fuite": Aggravation.HIT_AND_RUN,
}
_ENGINE_LETTER = re.compile(r"(?<=\d)[di]$")


@dataclass(frozen=True)
class Basis:
    """What a price is made of: what was said, and what was taken for the rest."""

    facts: Facts
    """What was said, and what follows from it."""
    taken: Facts
    """The same, with what the name of the car and the words let expect."""
    cover: Cover
    vehicle: Vehicle | None
    place: Place | None
    powers: tuple[int, ...]
    """The fiscal powers that the car may have; empty where any."""


def basis_of(slots: Slots, day: date, deductible_eur: int = USUAL_DEDUCTIBLE_EUR) -> Basis:
    """The facts behind some slots. Raises ValueError for a value that is none."""
    vehicle = vehicle_of(slots)
    place = place_of(slots)
    years = _licence_years(slots, day)
    facts = Facts(
        driver_age=slots.get("driver_age"),
        licence_years=years,
        accompanied=True if slots.get("accompanied_driving") else None,
        insured_years=_insured_years(slots, years),
        crm=Decimal(f"{slots['crm']:.2f}") if "crm" in slots else None,
        at_fault_claims=slots.get("at_fault_claims"),
        aggravations=_aggravations(slots),
        use=Use(slots["usage"]) if "usage" in slots else None,
        power_cv=slots.get("fiscal_power"),
        segment=vehicle.segment if vehicle else None,
        vehicle_age_years=_vehicle_age(slots, day),
        fuel=slots.get("fuel") or _named_fuel(slots),
        density=place.density if place else None,
        region=place.region if place else REGION_OF.get(str(slots.get("departement", ""))),
        parking=slots.get("parking"),
    )
    taken, powers = facts, tuple[int, ...]()
    if vehicle and facts.power_cv is None:
        taken = replace(taken, power_cv=vehicle.power_usual)
        powers = _powers(vehicle)
    if slots.get("novice") and years is None:
        taken = replace(taken, licence_years=0)
    return Basis(facts, taken, _cover(slots, deductible_eur), vehicle, place, powers)


def vehicle_of(slots: Slots) -> Vehicle | None:
    """The car of the tables that was named."""
    make, model = slots.get("make"), slots.get("model")
    if not make or not model:
        return None
    return vehicles.find(make, model) or vehicles.find(make, _ENGINE_LETTER.sub("", model))


def place_of(slots: Slots) -> Place | None:
    """The commune that was said, by postcode, name and departement as far as given."""
    postcode, city = slots.get("postcode"), slots.get("city")
    found = places.at_postcode(str(postcode)) if postcode else ()
    if city and found:
        named = {each.name for each in places.named(str(city))}
        found = tuple(each for each in found if each.name in named) or found
    if not found and city:
        found = places.named(str(city), slots.get("departement")) or places.named(str(city))
    return found[0] if found else None


def _licence_years(slots: Slots, day: date) -> int | None:
    years: int | None = slots.get("licence_years")
    if years is None and "licence_year" in slots:
        years = max(0, day.year - int(slots["licence_year"]))
        if "driver_age" in slots:  # of a year only, whose months are not known
            years = min(years, max(0, int(slots["driver_age"]) - MIN_DRIVER_AGE))
    if years is None and {"licence_age", "driver_age"} <= slots.keys():
        years = int(slots["driver_age"]) - int(slots["licence_age"])
    return years


def _insured_years(slots: Slots, licence_years: int | None) -> int | None:
    years: int | None = slots.get("insured_years")
    if years is not None and licence_years is not None:
        years = min(years, licence_years)
    return years


def _vehicle_age(slots: Slots, day: date) -> int | None:
    if "vehicle_year" in slots:
        return min(max(0, day.year - int(slots["vehicle_year"])), MAXIMUM_VEHICLE_AGE_YEARS)
    age: int | None = slots.get("vehicle_age")
    return age


def _named_fuel(slots: Slots) -> str | None:
    """What the name of a car says of its energy."""
    electric = slots.get("make") == "Tesla" or slots.get("model") in ELECTRIC_ONLY
    if electric:
        return "electrique"
    return "diesel" if re.search(r"\dd$", str(slots.get("model", ""))) else None


def _aggravations(slots: Slots) -> frozenset[Aggravation]:
    said = slots.get("aggravating", [])
    found = {_AGGRAVATIONS[each] for each in said if each in _AGGRAVATIONS}
    if "suspension" in said:
        longer = slots.get("suspension_months", 0) > LONG_SUSPENSION_MONTHS
        found.add(
            Aggravation.SUSPENDED_OVER_6_MONTHS if longer else Aggravation.SUSPENDED_2_TO_6_MONTHS
        )
    if slots.get("cancelled") == "fausse_declaration":
        found.add(Aggravation.NON_DISCLOSURE)
    return frozenset(found)


def _cover(slots: Slots, deductible_eur: int) -> Cover:
    wanted = {code for code in slots.get("guarantees", ()) if code not in {"rc", "assistance"}}
    return Cover(Formula(slots.get("formula", "tiers")), frozenset(wanted), deductible_eur)


def _powers(vehicle: Vehicle) -> tuple[int, ...]:
    """One fiscal power of each class between the model's lowest and highest."""
    bounds = {
        bound
        for table in shipped("legal").tables
        for axis in table.axes
        if axis.factor == "VehPower"
        for bound in axis.bounds
        if vehicle.power_min < bound <= vehicle.power_max
    }
    return tuple(sorted(bounds | {vehicle.power_min, vehicle.power_max}))


# ── The price ─────────────────────────────────────────────────────────────────────────────


def range_of(basis: Basis, day: date) -> Interval:
    """Every price that what was said can come to."""
    if not basis.powers:
        return interval(basis.facts, basis.cover, day)
    found = [
        interval(replace(basis.facts, power_cv=power), basis.cover, day) for power in basis.powers
    ]
    return Interval(min(each.low_eur for each in found), max(each.high_eur for each in found))


def quotation(
    slots: Slots, day: date, deductible_eur: int = USUAL_DEDUCTIBLE_EUR
) -> dict[str, Any]:
    """The whole answer to a quotation, but for what names and dates it.

    Raises ValueError where the facts contradict each other or a value is out of its range.
    """
    basis = basis_of(slots, day, deductible_eur)
    risk, _ = completed(basis.taken)
    cost = price(risk, basis.cover, day)
    span = range_of(basis, day)
    span = Interval(min(span.low_eur, cost.annual_eur), max(span.high_eur, cost.annual_eur))
    asked = questions(basis.taken, basis.cover, day)
    return {
        "prime_annuelle": _euros(cost.annual_eur),
        "prime_mensuelle": _euros(cost.monthly_eur),
        "ecart_mensuel": _euros(cost.monthly_difference_eur),
        "devise": "EUR",
        "formule": basis.cover.formula.value,
        "formule_libelle": FORMULAS[basis.cover.formula].fr,
        "franchise": basis.cover.deductible_eur,
        "garanties": [_guarantee(each) for each in cost.covered],
        "options": [
            {
                "code": each.guarantee.code,
                "libelle": each.guarantee.label,
                "avec": [code for code in each.with_it if code != each.guarantee.code],
                "prime": _euros(each.premium_eur),
            }
            for each in options(risk, basis.cover, day)
        ],
        "variantes": variants(risk, basis.cover, day),
        "profil": profile(slots, basis),
        "hypotheses": assumptions(basis, risk),
        "detail": [_line(line) for line in cost.detail],
        "intervalle": {"min": _euros(span.low_eur), "max": _euros(span.high_eur)},
        "prochaine_question": _question(basis, asked[0].fact) if asked else None,
        "conseils": advice(risk, basis.cover, day, cost),
        "tarif_version": cost.version,
    }


def _euros(amount: Decimal) -> float:
    """As JSON carries it: a number of euros with the cents it has."""
    return float(amount)


def _guarantee(covered: Covered) -> dict[str, Any]:
    guarantee = covered.guarantee
    return {
        "code": guarantee.code,
        "libelle": guarantee.label,
        "label": guarantee.label_en,
        "incluse": True,
        "prime": _euros(covered.premium_eur),
        "prime_nette": _euros(covered.net_eur),
        "taxes": _euros(covered.taxes_eur),
        "franchise": covered.deductible_eur or 0,
        "plafond": guarantee.ceiling_eur,
    }


def _line(line: Line) -> dict[str, Any]:
    """A line of the detail; factors as text, so that no digit is lost."""
    return {
        "garantie": line.guarantee,
        "code": line.code,
        "libelle": line.label,
        "type": line.kind.value,
        "valeur": None if line.value is None else str(line.value),
        "montant": None if line.amount_eur is None else str(line.amount_eur),
        "de": line.of,
    }


def variants(risk: Risk, cover: Cover, day: date) -> list[dict[str, Any]]:
    """The premium of every formula at every deductible, for whoever compares."""
    found = []
    for formula in Formula:
        for deductible_eur in DEDUCTIBLES_EUR:
            other = Cover(formula, frozenset(), deductible_eur)
            cost = price(risk, other, day)
            found.append(
                {
                    "formule": formula.value,
                    "franchise": deductible_eur,
                    "prime_annuelle": _euros(cost.annual_eur),
                    "prime_mensuelle": _euros(cost.monthly_eur),
                }
            )
    return found


def profile(slots: Slots, basis: Basis) -> dict[str, Any]:
    """What was understood, and what follows from it."""
    found = dict(slots)
    if basis.vehicle:
        found["segment"] = SEGMENTS[basis.vehicle.segment]
    if basis.place:
        found["commune"] = basis.place.name
        found["departement"] = basis.place.departement
    return found


def assumptions(basis: Basis, risk: Risk) -> list[dict[str, Any]]:
    """What was taken for what was not said, each in words."""
    return [
        {
            "fait": fact,
            "valeur": _plain(getattr(risk, fact)),
            "texte": FACTS[fact].assumed.fr.format(value=_shown(getattr(risk, fact))),
            "text": FACTS[fact].assumed.en.format(value=_shown(getattr(risk, fact), "en")),
        }
        for fact in basis.facts.missing()
        if fact != "region" and getattr(risk, fact) is not None
    ]


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _shown(value: Any, language: str = "fr") -> str:
    if isinstance(value, Use):
        return USES[value].in_language(language)
    if isinstance(value, Decimal):
        return f"{value:.2f}" if language == "en" else f"{value:.2f}".replace(".", ",")
    if value in SEGMENTS:
        return SEGMENTS_IN_ENGLISH[value] if language == "en" else SEGMENTS[value]
    return VALUES_IN_ENGLISH.get(value, str(value)) if language == "en" else str(value)


def _question(basis: Basis, fact: str) -> dict[str, Any]:
    asked = FACTS[fact].question
    return {"fait": FACTS[fact].slot, "question": asked.fr, "question_en": asked.en}


# ── Advice ────────────────────────────────────────────────────────────────────────────────


def advice(risk: Risk, cover: Cover, day: date, now: Price) -> list[dict[str, Any]]:
    """What would lower this price, each priced again; the largest saving first."""
    tried: list[tuple[str, Risk, Cover]] = []
    if any(each.guarantee.code in PROPERTY for each in now.covered):
        higher = [each for each in DEDUCTIBLES_EUR if each > cover.deductible_eur]
        tried += [
            (f"franchise_{each}", risk, replace(cover, deductible_eur=each)) for each in higher
        ]
    if risk.parking != "garage":
        tried.append(("garage", replace(risk, parking="garage"), cover))
    if risk.use is not Use.PRIVATE:
        tried.append(("usage_prive", replace(risk, use=Use.PRIVATE), cover))
    if risk.crm > FLOOR:
        better = max(FLOOR, cut(risk.crm * Decimal("0.95")))
        tried.append(("annee_sans_sinistre", replace(risk, crm=better), cover))
    if cover.formula is not Formula.TIERS:
        lower = list(Formula)[list(Formula).index(cover.formula) - 1]
        tried.append(
            (f"formule_{lower.value}", risk, Cover(lower, cover.added, cover.deductible_eur))
        )
    found = []
    for code, other, other_cover in tried:
        cost = price(other, other_cover, day).annual_eur
        if cost < now.annual_eur:
            saved = now.annual_eur - cost
            found.append(
                {
                    "code": code,
                    "texte": ADVICE[code].fr,
                    "text": ADVICE[code].en,
                    "prime_annuelle": _euros(cost),
                    "economie": _euros(saved),
                }
            )
    return sorted(found, key=lambda each: -each["economie"])


def valid_until(day: date) -> date:
    """Until when a quotation may be taken up."""
    return day + timedelta(days=wire.QUOTE_VALID_DAYS)
