"""From a risk to a price, exact to the cent, that one can add up again line by line.

Nothing here reads a clock or a database: the same risk, cover, day and tables give the same cents
in every process. Each guarantee is priced so, all in `Decimal`:

    its base × one relativity of each factor          the technical premium, to the cent
      × what inexperience adds (liability)            the reference premium, to the cent
      × the coefficient (annexe à l'article A121-1)   the net premium, to the cent
      + surcharges, of the technical premium (liability; A121-1-2)
      + taxes, each to the cent

Article 14 of the annexe wants the reference premium, the coefficient, the net premium, surcharges
and reductions shown: each is a line.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from comptoir.assurance import guarantees, taxes
from comptoir.assurance.bonus_malus import CENT, NOVICE_YEARS, novice_percent, surcharge_percent
from comptoir.assurance.guarantees import BY_CODE, GUARANTEES, PROPERTY, Cover, Guarantee
from comptoir.assurance.profile import FUELS, Risk, novice_years
from comptoir.assurance.relativities import Model, Table, Value, shipped, written
from comptoir.assurance.taxes import LEVIES, On

ONE = Decimal(1)
FOUR_PLACES = Decimal("0.0001")
MONTHS = 12
ISSUED = "2026-11"
AGE_OF_EXPERIENCE = 25
"""Under this the effect of age is mostly that of a young licence. A novice pays the novice's
surcharge in its place; with three years of licence no more than a novice's last year."""


class Kind(StrEnum):
    """What a line of the detail does to the amount above it."""

    BASE = "base"  # begins a guarantee with its amount
    FACTOR = "facteur"  # multiplies by its value
    SUBTOTAL = "sous_total"  # what that came to, to the cent
    PERCENT = "pourcentage"  # its value in percent of the subtotal it names, to the cent, is added
    FLAT = "forfait"  # its amount is added
    TOTAL = "total"  # all that was added up


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a price, in order."""

    guarantee: str
    """The guarantee's code, or `contrat` for what is of the whole."""
    code: str
    label: str
    kind: Kind
    value: Decimal | None = None
    amount_eur: Decimal | None = None
    of: str | None = None
    """Which subtotal of the same guarantee a percentage is of."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One guarantee of a price."""

    guarantee: Guarantee
    net_eur: Decimal
    taxes_eur: Decimal
    deductible_eur: int | None

    @property
    def premium_eur(self) -> Decimal:
        """What it costs a year, tax included."""
        return self.net_eur + self.taxes_eur


@dataclass(frozen=True, slots=True)
class Price:
    """What a contract costs, and why."""

    annual_eur: Decimal
    covered: tuple[Covered, ...]
    detail: tuple[Line, ...]
    version: str

    @property
    def monthly_eur(self) -> Decimal:
        """A twelfth, to the cent."""
        return _cents(self.annual_eur / MONTHS)

    @property
    def monthly_difference_eur(self) -> Decimal:
        """What twelve months cost more than the year; at most six cents either way."""
        return self.monthly_eur * MONTHS - self.annual_eur


@dataclass(frozen=True, slots=True)
class Option:
    """What may be added to a contract, and what it would cost more a year, tax included."""

    guarantee: Guarantee
    with_it: tuple[str, ...]
    """The codes of all that comes with it."""
    premium_eur: Decimal


@dataclass(frozen=True, slots=True)
class Factor:
    """A number a premium is multiplied by."""

    code: str
    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One guarantee, priced."""

    lines: tuple[Line, ...]
    net_eur: Decimal
    """With its surcharges, before tax."""
    taxes_eur: Decimal


def price(risk: Risk, cover: Cover, day: date, model: Model | None = None) -> Price:
    """What `cover` costs for a contract beginning on `day`."""
    model = model or shipped("legal")
    lines: list[Line] = []
    covered: list[Covered] = []
    for guarantee in cover.guarantees:
        own = part_of(guarantee, risk, cover, day, covered, model)
        lines += own.lines
        deductible_eur = cover.deductible_of(guarantee)
        covered.append(Covered(guarantee, own.net_eur, own.taxes_eur, deductible_eur))
    annual = sum((each.premium_eur for each in covered), Decimal(0))
    if any(each.guarantee.code in PROPERTY for each in covered):
        for levy in taxes.in_force(On.CONTRACT, day):
            lines.append(
                Line("contrat", levy.code, levy.label, Kind.FLAT, amount_eur=levy.amount_eur)
            )
            annual += levy.amount_eur
    lines.append(Line("contrat", "total", "Prime annuelle TTC", Kind.TOTAL, amount_eur=annual))
    return Price(annual, tuple(covered), tuple(lines), version(model))


def options(risk: Risk, cover: Cover, day: date, model: Model | None = None) -> tuple[Option, ...]:
    """What each guarantee that is not covered would add, with what is sold with it."""
    now = price(risk, cover, day, model)
    have = {guarantee.code for guarantee in cover.guarantees}
    found = []
    for guarantee in GUARANTEES:
        if guarantee.code in have or guarantee.code == "cat_nat":
            continue
        more = Cover(cover.formula, cover.added | {guarantee.code}, cover.deductible_eur)
        codes = tuple(g.code for g in more.guarantees if g.code not in have)
        added = price(risk, more, day, model).annual_eur - now.annual_eur
        found.append(Option(guarantee, codes, added))
    return tuple(found)


def version(model: Model | None = None) -> str:
    """Names this tariff: it changes with any figure of it."""
    return _version(model or shipped("legal"))


@lru_cache(maxsize=8)
def _version(model: Model) -> str:
    figures = [
        *(GUARANTEES, LEVIES, guarantees.SEGMENT, guarantees.VEHICLE_AGE, guarantees.PARKING),
        *(guarantees.THEFT_DENSITY, guarantees.USE, guarantees.DEDUCTIBLE, AGE_OF_EXPERIENCE),
    ]
    return f"{ISSUED}." + hashlib.sha256(f"{written(model)}{figures}".encode()).hexdigest()[:8]


def part_of(
    guarantee: Guarantee,
    risk: Risk,
    cover: Cover,
    day: date,
    before: Sequence[Covered],
    model: Model,
) -> Part:
    """One guarantee of a price; `before`: those already priced, which natural disasters need."""
    if guarantee.code == "cat_nat":
        return disasters(before, day)
    if guarantee.code == "rc":
        factors = liability_factors(risk, model)
        young = youth(novice_years(risk), risk.accompanied, values_of(risk), model.tables)
        surcharge = surcharge_percent(risk.aggravations)
        base_eur = liability_base_eur(model)
        return part(guarantee.code, base_eur, tuple(factors), young, risk.crm, surcharge, day)
    factors = property_factors(guarantee, risk, cover) if guarantee.crm else []
    crm = risk.crm if guarantee.crm else None
    return part(guarantee.code, guarantee.reference_eur, tuple(factors), None, crm, 0, day)


@lru_cache(maxsize=2048)
def part(
    code: str,
    base_eur: Decimal,
    factors: tuple[Factor, ...],
    young: Factor | None,
    crm: Decimal | None,
    surcharge: int,
    day: date,
) -> Part:
    """A guarantee from its base to its taxes; `surcharge` in percent.

    Remembered: the variants, options, advice and intervals of a quotation share most of theirs.
    """
    guarantee = BY_CODE[code]
    lines = [Line(code, "base", guarantee.label, Kind.BASE, amount_eur=base_eur)]
    running = base_eur
    for factor in factors:
        running *= factor.value
        lines.append(Line(code, factor.code, factor.label, Kind.FACTOR, factor.value))
    running = technical = _cents(running)
    lines.append(_subtotal(code, "technique", "Prime technique", running))
    if young is not None:
        running = _cents(running * young.value)
        lines.append(Line(code, young.code, young.label, Kind.FACTOR, young.value))
    if crm is not None:
        lines.append(_subtotal(code, "reference", "Prime de référence", running))
        running = _cents(running * crm)
        lines.append(Line(code, "crm", "Coefficient de réduction-majoration", Kind.FACTOR, crm))
    lines.append(_subtotal(code, "nette", "Prime nette", running))
    if surcharge:
        more = _cents(technical * surcharge / 100)
        lines.append(
            Line(
                code,
                "majorations",
                "Majorations légales (A121-1-2)",
                Kind.PERCENT,
                Decimal(surcharge),
                more,
                "technique",
            )
        )
        running += more
        lines.append(_subtotal(code, "taxable", "Prime hors taxes", running))
    taxed = _tax_lines(guarantee, running, "taxable" if surcharge else "nette", day)
    return Part((*lines, *taxed), running, _taxes_eur(taxed))


def disasters(before: Sequence[Covered], day: date) -> Part:
    """Natural disasters: a share of theft and fire that the law sets."""
    base = sum((c.net_eur for c in before if c.guarantee.code in {"vol", "incendie"}), Decimal(0))
    return _disasters(base, day)


@lru_cache(maxsize=1024)
def _disasters(base: Decimal, day: date) -> Part:
    levy = taxes.in_force(On.DISASTER_BASE, day)[0]
    rate = levy.percent / 100
    running = _cents(base * rate)
    lines = [
        Line("cat_nat", "base", "Primes nettes vol et incendie", Kind.BASE, amount_eur=base),
        Line("cat_nat", levy.code, levy.label, Kind.FACTOR, rate),
        _subtotal("cat_nat", "nette", "Prime nette", running),
    ]
    taxed = _tax_lines(BY_CODE["cat_nat"], running, "nette", day)
    return Part((*lines, *taxed), running, _taxes_eur(taxed))


def _subtotal(guarantee: str, code: str, label: str, amount_eur: Decimal) -> Line:
    return Line(guarantee, code, label, Kind.SUBTOTAL, amount_eur=amount_eur)


def _tax_lines(guarantee: Guarantee, net_eur: Decimal, of: str, day: date) -> list[Line]:
    on = On.LIABILITY if guarantee.code == "rc" else On.OTHER
    return [
        Line(
            guarantee.code,
            levy.code,
            levy.label,
            Kind.PERCENT,
            levy.percent,
            _cents(net_eur * levy.percent / 100),
            of,
        )
        for levy in taxes.in_force(on, day)
    ]


def _taxes_eur(lines: Sequence[Line]) -> Decimal:
    return sum((line.amount_eur for line in lines if line.amount_eur is not None), Decimal(0))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


# Liability: the portfolio's relativities


def liability_base_eur(model: Model) -> Decimal:
    """What the policy whose relativities are all 1 pays before tax at coefficient 1.00.

    The market's average premium, times how much rarer or more frequent its claims are than those
    of the portfolio's average, whose coefficients are in its frequency.
    """
    mean = Decimal(model.provenance["mean_frequency"])
    return _cents(guarantees.MARKET_LIABILITY_EUR * model.base_frequency / mean)


def liability_factors(risk: Risk, model: Model) -> list[Factor]:
    """The relativities of liability, the use of the car last."""
    found = _relativities(model, tuple(values_of(risk).items()))
    return [*found, Factor("usage", "Usage du véhicule", guarantees.USE[risk.use])]


@lru_cache(maxsize=512)
def _relativities(model: Model, values: tuple[tuple[str, Value], ...]) -> tuple[Factor, ...]:
    return tuple(relativity_factors(dict(values), model.tables))


def values_of(risk: Risk) -> dict[str, Value]:
    """A risk in the words of the portfolio."""
    return {
        "VehPower": risk.power_cv,
        "VehAge": risk.vehicle_age_years,
        "DrivAge": risk.driver_age,
        "Density": risk.density,
        "VehGas": FUELS[risk.fuel],
        "Region": risk.region or "",
    }


def relativity_factors(values: dict[str, Value], tables: Iterable[Table]) -> list[Factor]:
    """One factor for each table, of an experienced driver: youth is `youth`'s."""
    grown = {**values, "DrivAge": max(int(values["DrivAge"]), AGE_OF_EXPERIENCE)}
    return [Factor(table.name, LABELS[table.name], table.of(grown)) for table in tables]


def youth(
    licence_years: int, accompanied: bool, values: dict[str, Value], tables: Iterable[Table]
) -> Factor | None:
    """What inexperience multiplies liability by, after all else; None where by nothing.

    The novice's surcharge stands in place of the effect of age. After the three years that effect
    comes back, never above the surcharge of the last of them: a year more of licence never costs.
    """
    if licence_years < NOVICE_YEARS:
        percent = novice_percent(licence_years, accompanied)
        return Factor("novice", "Surprime conducteur novice (A121-1-1)", ONE + percent / 100)
    if int(values["DrivAge"]) >= AGE_OF_EXPERIENCE:
        return None
    grown = {**values, "DrivAge": AGE_OF_EXPERIENCE}
    effect = ONE
    for table in tables:
        if any(axis.factor == "DrivAge" for axis in table.axes):
            effect *= table.of(values) / table.of(grown)
    most = ONE + novice_percent(NOVICE_YEARS - 1, accompanied) / 100
    value = min(effect, most).quantize(FOUR_PLACES, rounding=ROUND_DOWN)
    return Factor("jeune", "Âge du jeune conducteur", value)


LABELS = {
    "VehPower": "Puissance fiscale",
    "VehAge": "Âge du véhicule",
    "DrivAge": "Âge du conducteur",
    "Density": "Densité du lieu de stationnement",
    "VehGas": "Énergie",
    "Region": "Région",
    "DrivAge × VehPower": "Âge du conducteur et puissance",
    "VehPower × VehGas": "Puissance et énergie",
    "DrivAge × VehGas": "Âge du conducteur et énergie",
}


# The other guarantees: the market's


def property_factors(guarantee: Guarantee, risk: Risk, cover: Cover) -> list[Factor]:
    """What changes the price of covering the car itself."""
    found = [
        Factor("segment", "Catégorie du véhicule", guarantees.SEGMENT[risk.segment]),
        Factor(
            "age_vehicule",
            "Âge du véhicule",
            guarantees.from_steps(guarantees.VEHICLE_AGE, risk.vehicle_age_years),
        ),
        Factor("usage", "Usage du véhicule", guarantees.USE[risk.use]),
    ]
    if guarantee.code in {"vol", "incendie"}:
        found.append(Factor("stationnement", "Stationnement", guarantees.PARKING[risk.parking]))
    if guarantee.code == "vol":
        density = guarantees.from_steps(guarantees.THEFT_DENSITY, risk.density)
        found.append(Factor("densite", "Densité du lieu de stationnement", density))
    if guarantee.deductible:
        value = guarantees.DEDUCTIBLE[cover.deductible_eur]
        found.append(Factor("franchise", "Franchise choisie", value))
    return found
