"""Between which two prices somebody is, while not all is known; and what to ask next.

Each fact that is missing may be anything in its published range: `profile.LIMITS` and `NAMES`, but
for the coefficient, the use and the segment the usual ones (`profile.USUAL_CRM` and after), and
only what the known facts leave possible. Each guarantee is priced at its lowest and highest:
the sums hold every completion. Knowing a fact only takes possibilities away, so an answer never
widens the interval, unless it says what is outside its range.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import product
from math import prod

from comptoir.assurance import guarantees, taxes
from comptoir.assurance.bonus_malus import (
    NOVICE_YEARS,
    surcharge_percent,
)
from comptoir.assurance.guarantees import PROPERTY, Cover, Guarantee
from comptoir.assurance.profile import (
    FUELS,
    MIN_DRIVER_AGE,
    USUAL_CRM,
    USUAL_SEGMENTS,
    USUAL_USES,
    Facts,
    answered,
    completed,
    lowest_crm,
)
from comptoir.assurance.relativities import Model, Table, Value, shipped
from comptoir.assurance.tariff import (
    AGE_OF_EXPERIENCE,
    ONE,
    Covered,
    Factor,
    Part,
    disasters,
    liability_base_eur,
    part,
    relativity_factors,
    youth,
)
from comptoir.assurance.taxes import On

DRIVER_FACTORS = ("DrivAge", "VehPower", "VehGas")
"""Factors that share tables."""


@dataclass(frozen=True)
class Interval:
    """The lowest and the highest annual price, tax included."""

    low_eur: Decimal
    high_eur: Decimal

    @property
    def width_eur(self) -> Decimal:
        """How much is still open."""
        return self.high_eur - self.low_eur


@dataclass(frozen=True)
class Span:
    """The lowest and the highest of what multiplies."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, values: Iterable[Decimal]) -> "Span":
        """The span of some values."""
        known = list(values)
        return cls(min(known), max(known))

    def __mul__(self, other: "Span") -> "Span":
        return Span(self.low * other.low, self.high * other.high)


@dataclass(frozen=True)
class _Ends:
    """All that multiplies, at its lowest or at its highest."""

    crm: Decimal
    young: Decimal
    surcharge: int
    relativities: dict[str, Decimal]
    """Of each guarantee, by its code."""


def interval(facts: Facts, cover: Cover, day: date, model: Model | None = None) -> Interval:
    """Every price that `facts` can come to. Raises ValueError where they contradict each other."""
    assumed, _ = completed(facts)
    model = model or shipped("legal")
    crm, young = _crm(facts, assumed.crm), _young(facts, model)
    surcharge = surcharge_percent(facts.aggravations)
    spans = {
        guarantee.code: _liability(facts, model)
        if guarantee.code == "rc"
        else _property(guarantee, facts, cover)
        for guarantee in cover.guarantees
        if guarantee.crm
    }
    lowest = _Ends(crm.low, young.low, surcharge, {c: span.low for c, span in spans.items()})
    highest = _Ends(crm.high, young.high, surcharge, {c: span.high for c, span in spans.items()})
    return Interval(_total(cover, day, model, lowest), _total(cover, day, model, highest))


@dataclass(frozen=True)
class Question:
    """A missing fact, and how wide the interval would be if it were as assumed."""

    fact: str
    width_eur: Decimal


def questions(
    facts: Facts, cover: Cover, day: date, model: Model | None = None
) -> tuple[Question, ...]:
    """The missing facts that matter to this cover, the one that narrows the interval most first."""
    risk, _ = completed(facts)
    now = interval(facts, cover, day, model).width_eur
    found = []
    for fact in facts.missing():
        assumed = getattr(risk, fact)
        if assumed is None:
            continue
        then = interval(answered(facts, **{fact: assumed}), cover, day, model).width_eur
        if then < now:
            found.append(Question(fact, then))
    return tuple(sorted(found, key=lambda question: question.width_eur))


def _total(cover: Cover, day: date, model: Model, ends: _Ends) -> Decimal:
    """The annual price at one end of everything."""
    covered: list[Covered] = []
    for guarantee in cover.guarantees:
        own = _part(guarantee, day, covered, model, ends)
        covered.append(Covered(guarantee, own.net_eur, own.taxes_eur, None))
    total = sum((each.premium_eur for each in covered), Decimal(0))
    if any(each.guarantee.code in PROPERTY for each in covered):
        total += sum((levy.amount_eur for levy in taxes.in_force(On.CONTRACT, day)), Decimal(0))
    return total


def _part(
    guarantee: Guarantee, day: date, before: Sequence[Covered], model: Model, ends: _Ends
) -> Part:
    if guarantee.code == "cat_nat":
        return disasters(before, day)
    crm = ends.crm if guarantee.crm else None
    factors = (Factor("tous", "", ends.relativities[guarantee.code]),) if guarantee.crm else ()
    if guarantee.code == "rc":
        base_eur = liability_base_eur(model)
        young = Factor("jeune", "", ends.young)
        return part("rc", base_eur, factors, young, crm, ends.surcharge, day)
    return part(guarantee.code, guarantee.reference_eur, factors, None, crm, 0, day)


def _crm(facts: Facts, assumed: Decimal) -> Span:
    if facts.crm is not None:
        return Span(facts.crm, facts.crm)
    lowest = max(USUAL_CRM[0], lowest_crm(facts.most_insured_years()))
    return Span(min(assumed, lowest), max(assumed, USUAL_CRM[1]))


def _novice_years(facts: Facts) -> tuple[int, ...]:
    """How many years may be behind a driver, three for all who are no novices."""
    most = min(NOVICE_YEARS, facts.most_insured_years())
    known = [years for years in (facts.licence_years, facts.insured_years) if years is not None]
    if facts.insured_years is not None and facts.licence_years is None:
        # Whoever was insured for so long has had a licence for as long.
        return (most,)
    return (most,) if len(known) == 2 else tuple(range(most + 1))


def _uses(facts: Facts) -> Span:
    uses = USUAL_USES if facts.use is None else (facts.use,)
    return Span.of(guarantees.USE[use] for use in uses)


def _liability(facts: Facts, model: Model) -> Span:
    """The relativities, and the use; what youth adds is apart."""
    fuel = None if facts.fuel is None else FUELS[facts.fuel]
    span = _grown(model, facts.driver_age, facts.power_cv, fuel) * _uses(facts)
    for table in model.tables:
        if table not in _drivers_tables(model):
            span *= _alone(table, facts)
    return span


_SAID = {"VehAge": "vehicle_age_years", "Density": "density", "Region": "region"}


def _alone(table: Table, facts: Facts) -> Span:
    """The span of a table whose one factor is in no other."""
    axis = table.axes[0]
    said = getattr(facts, _SAID[axis.factor])
    if said is not None:
        return Span.of([table.of({axis.factor: said})])
    # A region that is unknown, or overseas, has the relativity 1.
    return Span.of([*table.relativities, *([ONE] if axis.groups else [])])


@lru_cache(maxsize=8)
def _drivers_tables(model: Model) -> tuple[Table, ...]:
    """The tables that share age, power and energy: what these may be is looked through together."""
    return tuple(t for t in model.tables if {a.factor for a in t.axes} & set(DRIVER_FACTORS))


@lru_cache(maxsize=10_000)
def _grown(model: Model, age: int | None, power_cv: int | None, fuel: str | None) -> Span:
    """What they come to, youth apart."""
    grown = None if age is None else max(age, AGE_OF_EXPERIENCE)
    values = _drivers(model, grown, power_cv, fuel, AGE_OF_EXPERIENCE)
    tables = _drivers_tables(model)
    return Span.of(
        prod((f.value for f in relativity_factors(each, tables)), start=ONE) for each in values
    )


def _young(facts: Facts, model: Model) -> Span:
    fuel = None if facts.fuel is None else FUELS[facts.fuel]
    known = (facts.driver_age, facts.power_cv, fuel)
    accompanied = (False, True) if facts.accompanied is None else (facts.accompanied,)
    spans = [
        _young_after(model, *known, years, each)
        for years in _novice_years(facts)
        for each in accompanied
    ]
    return Span(min(span.low for span in spans), max(span.high for span in spans))


@lru_cache(maxsize=10_000)
def _young_after(
    model: Model,
    age: int | None,
    power_cv: int | None,
    fuel: str | None,
    years: int,
    accompanied: bool,
) -> Span:
    """What youth adds after so many whole years."""
    tables = _drivers_tables(model)
    values = _drivers(model, age, power_cv, fuel, MIN_DRIVER_AGE)
    if years < NOVICE_YEARS:
        values = values[:1]  # the novice's surcharge is the same whoever it is
    factors = [youth(years, accompanied, each, tables) for each in values]
    return Span.of(ONE if factor is None else factor.value for factor in factors)


def _drivers(
    model: Model, age: int | None, power_cv: int | None, fuel: str | None, youngest: int
) -> list[dict[str, Value]]:
    """One of each class of drivers and cars that may be."""
    tables = _drivers_tables(model)
    ages = _classes(tables, "DrivAge", age, (youngest, AGE_OF_EXPERIENCE))
    powers = _classes(tables, "VehPower", power_cv, (1,))
    fuels = sorted(set(FUELS.values())) if fuel is None else [fuel]
    return [
        {"DrivAge": one, "VehPower": power, "VehGas": energy}
        for one, power, energy in product((a for a in ages if a >= youngest), powers, fuels)
    ]


def _classes(
    tables: Sequence[Table], factor: str, said: int | None, more: Sequence[int]
) -> tuple[int, ...]:
    """One value of each class that a number may be in."""
    if said is not None:
        return (said,)
    bounds = {
        bound
        for table in tables
        for axis in table.axes
        for bound in axis.bounds
        if axis.factor == factor
    }
    return tuple(sorted(bounds | set(more)))


def _property(guarantee: Guarantee, facts: Facts, cover: Cover) -> Span:
    """The relativities of a cover of the car itself."""
    segments = USUAL_SEGMENTS if facts.segment is None else (facts.segment,)
    span = Span.of(guarantees.SEGMENT[segment] for segment in segments) * _uses(facts)
    span *= _stepped(guarantees.VEHICLE_AGE, facts.vehicle_age_years)
    if guarantee.code in {"vol", "incendie"}:
        span *= _named(guarantees.PARKING, facts.parking)
    if guarantee.code == "vol":
        span *= _stepped(guarantees.THEFT_DENSITY, facts.density)
    if guarantee.deductible:
        span *= Span.of([guarantees.DEDUCTIBLE[cover.deductible_eur]])
    return span


def _named(table: dict[str, Decimal], said: str | None) -> Span:
    return Span.of(table.values() if said is None else [table[said]])


def _stepped(steps: tuple[tuple[int, Decimal], ...], said: int | None) -> Span:
    if said is not None:
        return Span.of([guarantees.from_steps(steps, said)])
    return Span.of(relativity for _, relativity in steps)
