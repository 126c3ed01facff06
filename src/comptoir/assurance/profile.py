"""Whom and what is insured: the facts a price needs, what is assumed of those not given.

A `Facts` holds what somebody said; `completed` makes a `Risk` of it, in which everything is known,
and says what it assumed. Sex, name and nationality are nowhere here (Code des assurances L111-7).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from comptoir.assurance.bonus_malus import (
    CAP,
    FLOOR,
    NOVICE_YEARS,
    START,
    Aggravation,
    Claim,
    Use,
    Year,
    history,
)
from comptoir.assurance.guarantees import PARKING, SEGMENT
from comptoir.assurance.places import REGION_OF

MIN_DRIVER_AGE = 17  # Code de la route R211-5-1 and R221-5: a car licence from 17 since 2024
MAX_DRIVER_AGE = 110
USUAL_LICENCE_AGE = 20

FUELS: Final[Mapping[str, str]] = {
    "essence": "Regular",
    "diesel": "Diesel",
    "hybride": "Regular",
    "hybride_rechargeable": "Regular",
    "electrique": "Regular",
}
"""What the portfolio, which had two fuels, calls each: all but diesel are priced as petrol."""

DEFAULT_POWER_CV = 6
DEFAULT_SEGMENT = "C"
DEFAULT_VEHICLE_AGE_YEARS = 6
DEFAULT_LICENCE_YEARS = 5
MEDIAN_DENSITY = 393
"""Inhabitants a square kilometre: the median of the portfolio."""


@dataclass(frozen=True)
class Risk:
    """Everything a price depends on, besides what is to be covered."""

    driver_age: int
    licence_years: int
    accompanied: bool
    """Whether the licence came after accompanied driving."""
    insured_years: int
    crm: Decimal
    aggravations: frozenset[Aggravation]
    use: Use
    power_cv: int
    segment: str
    vehicle_age_years: int
    fuel: str
    density: int
    region: str | None
    """A region of before 2016; None where unknown, or overseas: its relativity is 1."""
    parking: str


@dataclass(frozen=True)
class Facts:
    """What was said; None is what was not."""

    driver_age: int | None = None
    licence_years: int | None = None
    accompanied: bool | None = None
    insured_years: int | None = None
    crm: Decimal | None = None
    at_fault_claims: int | None = None
    """In the last insured years; says something only while the coefficient is not known."""
    aggravations: frozenset[Aggravation] = field(default_factory=frozenset)
    """What is not declared is not there: the law asks the customer, and punishes silence."""
    use: Use | None = None
    power_cv: int | None = None
    segment: str | None = None
    vehicle_age_years: int | None = None
    fuel: str | None = None
    density: int | None = None
    region: str | None = None
    parking: str | None = None

    def __post_init__(self) -> None:
        for name, (least, most) in LIMITS.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                raise ValueError(f"{name}: {least} to {most} is expected")
        for name, known in NAMES.items():
            value = getattr(self, name)
            if value is not None and value not in known:
                raise ValueError(f"{name}: one of {', '.join(sorted(known))} is expected")

    def missing(self) -> tuple[str, ...]:
        """What a price depends on and was not said, as `Risk` names it."""
        return tuple(
            f.name
            for f in fields(Risk)
            if f.name != "aggravations" and getattr(self, f.name) is None
        )

    def conflicts(self) -> tuple[str, ...]:
        """Facts that cannot all be true; these are asked about, never priced."""
        found = []
        age, licence, insured = self.driver_age, self.licence_years, self.insured_years
        if age is not None and licence is not None and age - licence < MIN_DRIVER_AGE:
            found.append("driver_age/licence_years")
        if age is not None and insured is not None and age - insured < MIN_DRIVER_AGE:
            found.append("driver_age/insured_years")
        if licence is not None and insured is not None and insured > licence:
            found.append("licence_years/insured_years")
        if self.crm is not None and self.crm < lowest_crm(self.most_insured_years()):
            found.append("crm/licence_years")
        return tuple(found)

    def most_licence_years(self) -> int:
        """The longest that the licence can have been held."""
        oldest = MAX_DRIVER_AGE if self.driver_age is None else self.driver_age
        most = oldest - MIN_DRIVER_AGE
        return most if self.licence_years is None else min(most, self.licence_years)

    def most_insured_years(self) -> int:
        """The longest that the driver can have been insured."""
        most = self.most_licence_years()
        return most if self.insured_years is None else min(most, self.insured_years)


LIMITS: Final[Mapping[str, tuple[Any, Any]]] = {
    "driver_age": (MIN_DRIVER_AGE, MAX_DRIVER_AGE),
    "licence_years": (0, MAX_DRIVER_AGE - MIN_DRIVER_AGE),
    "insured_years": (0, MAX_DRIVER_AGE - MIN_DRIVER_AGE),
    "crm": (FLOOR, CAP),
    "at_fault_claims": (0, 20),
    "power_cv": (1, 200),
    "vehicle_age_years": (0, 150),
    "density": (0, 100_000),
}
"""The least and the most that each may be."""
NAMES: Final[Mapping[str, frozenset[str]]] = {
    "segment": frozenset(SEGMENT),
    "fuel": frozenset(FUELS),
    "region": frozenset(REGION_OF.values()),
    "parking": frozenset(PARKING),
}

USUAL_CRM: Final = (FLOOR, Decimal("1.25"))
USUAL_USES: Final = (Use.PRIVATE, Use.COMMUTE)
USUAL_SEGMENTS: Final = ("A", "B", "C", "D", "E", "L", "M", "S")
"""Published ranges of three facts while they are missing: a heavy malus, rounds and a luxury car,
sports car or van are declared by whoever has one. Of the portfolio 99.9 % have a coefficient in
this range. Every other missing fact ranges over all that it may be."""


@dataclass(frozen=True)
class Assumption:
    """One fact that was not said, and what was taken for it."""

    fact: str
    value: Any


def completed(facts: Facts) -> tuple[Risk, tuple[Assumption, ...]]:
    """A whole risk, and what was assumed of it.

    Raises ValueError where facts contradict each other: those are no risk to price.
    """
    if facts.conflicts():
        raise ValueError(f"facts contradict each other: {', '.join(facts.conflicts())}")
    licence = _first(facts.licence_years, _usual_licence_years(facts))
    age = _first(facts.driver_age, max(MIN_DRIVER_AGE, licence + USUAL_LICENCE_AGE))
    insured = _first(facts.insured_years, licence)
    risk = Risk(
        driver_age=age,
        licence_years=licence,
        accompanied=bool(facts.accompanied),
        insured_years=insured,
        crm=_first(facts.crm, usual_crm(insured, facts.at_fault_claims or 0)),
        aggravations=facts.aggravations,
        use=_first(facts.use, Use.COMMUTE),
        power_cv=_first(facts.power_cv, DEFAULT_POWER_CV),
        segment=_first(facts.segment, DEFAULT_SEGMENT),
        vehicle_age_years=_first(facts.vehicle_age_years, DEFAULT_VEHICLE_AGE_YEARS),
        fuel=_first(facts.fuel, "essence"),
        density=_first(facts.density, MEDIAN_DENSITY),
        region=facts.region,
        parking=_first(facts.parking, "rue"),
    )
    return risk, tuple(Assumption(name, getattr(risk, name)) for name in facts.missing())


def _first(said: Any, assumed: Any) -> Any:
    return assumed if said is None else said


def _usual_licence_years(facts: Facts) -> int:
    """From the age, or the years insured; five where neither was said."""
    years = DEFAULT_LICENCE_YEARS
    if facts.driver_age is not None:
        # Whoever is younger than the usual age has just passed.
        years = max(0, facts.driver_age - USUAL_LICENCE_AGE)
        years = min(years, facts.driver_age - MIN_DRIVER_AGE)
    if facts.insured_years is not None:
        years = max(years, facts.insured_years)
    if facts.crm is not None:
        while lowest_crm(years) > facts.crm and years < facts.most_licence_years():
            years += 1
    return years


@lru_cache(maxsize=1024)
def usual_crm(insured_years: int, at_fault_claims: int) -> Decimal:
    """All years quiet, but for the latest, which had one claim each."""
    claims = min(at_fault_claims, insured_years)
    years = [Year()] * min(insured_years - claims, 40) + [Year((Claim.AT_FAULT,))] * claims
    standings = history(years)
    return standings[-1].coefficient if standings else START


@lru_cache(maxsize=128)
def lowest_crm(insured_years: int) -> Decimal:
    """The best coefficient that so many years can earn: on rounds, 7 % a year."""
    years = history([Year(use=Use.ROUNDS)] * min(insured_years, 40))
    return years[-1].coefficient if years else START


def answered(facts: Facts, **said: Any) -> Facts:
    """The facts with some more of them known."""
    return replace(facts, **said)


def novice_years(risk: Risk) -> int:
    """Whole years behind a novice, who is one while under three (A121-1-1)."""
    return min(risk.licence_years, risk.insured_years, NOVICE_YEARS)
