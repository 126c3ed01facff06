"""What a contract may cover: guarantees, formulas, deductibles, and their level on the market.

Amounts are before tax and at coefficient 1.00, for the policy whose relativities are all 1. Those
of liability come from the portfolio (`relativities`) and the market's average; the portfolio says
nothing of the other guarantees, whose amounts and relativities are the market's as we judge it,
2025-2026. docs/tariff.md tells which is which.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class Formula(StrEnum):
    """The three packages, each holding all of the one before."""

    TIERS = "tiers"
    TIERS_PLUS = "tiers_plus"
    TOUS_RISQUES = "tous_risques"


MARKET_LIABILITY_EUR = Decimal(175)
"""What an average policy pays for liability in a year before tax, 2025-2026."""


@dataclass(frozen=True)
class Guarantee:
    """One thing that is covered."""

    code: str
    label: str
    label_en: str
    formula: Formula
    """The first formula that includes it."""
    reference_eur: Decimal
    crm: bool
    """Whether the coefficient multiplies it (annexe à l'article A121-1, art. 3)."""
    ceiling_eur: int | None
    """The most that is paid for one claim; None for the value of the car, or no limit."""
    deductible: bool
    """Whether the customer's choice of deductible applies."""


GUARANTEES = (
    # Code des assurances art. L211-1, A211-1-3: injury without limit, damage at least 1.3 million.
    Guarantee(
        "rc",
        "Responsabilité civile",
        "Third-party liability",
        Formula.TIERS,
        MARKET_LIABILITY_EUR,
        True,
        100_000_000,
        False,
    ),
    Guarantee(
        "conducteur",
        "Protection du conducteur",
        "Driver cover",
        Formula.TIERS,
        Decimal(32),
        False,
        500_000,
        False,
    ),
    Guarantee(
        "protection_juridique",
        "Protection juridique",
        "Legal cover",
        Formula.TIERS,
        Decimal(12),
        False,
        20_000,
        False,
    ),
    Guarantee(
        "assistance",
        "Assistance 0 km",
        "Roadside assistance",
        Formula.TIERS,
        Decimal(60),
        False,
        None,
        False,
    ),
    Guarantee(
        "bris_glace",
        "Bris de glace",
        "Glass",
        Formula.TIERS_PLUS,
        Decimal(57),
        True,
        None,
        False,
    ),
    Guarantee(
        "vol",
        "Vol",
        "Theft",
        Formula.TIERS_PLUS,
        Decimal(123),
        True,
        None,
        True,
    ),
    Guarantee(
        "incendie",
        "Incendie",
        "Fire",
        Formula.TIERS_PLUS,
        Decimal(12),
        True,
        None,
        True,
    ),
    # Its premium is a share of theft and fire set by decree: `taxes`. It follows the coefficient
    # because they do.
    Guarantee(
        "cat_nat",
        "Catastrophes naturelles",
        "Natural disasters",
        Formula.TIERS_PLUS,
        Decimal(0),
        True,
        None,
        False,
    ),
    Guarantee(
        "dommages",
        "Dommages tous accidents",
        "Own damage",
        Formula.TOUS_RISQUES,
        Decimal(314),
        True,
        None,
        True,
    ),
)
BY_CODE = {guarantee.code: guarantee for guarantee in GUARANTEES}
PROPERTY = frozenset({"bris_glace", "vol", "incendie", "cat_nat", "dommages"})
NEEDS = {
    "dommages": ("vol", "incendie", "cat_nat"),
    "vol": ("incendie", "cat_nat"),
    "incendie": ("vol", "cat_nat"),
    "cat_nat": ("vol", "incendie"),
}
"""What a guarantee is sold with. Natural disasters come with any cover of the car against fire or
theft (Code des assurances art. L125-1)."""

LEGAL_DISASTER_DEDUCTIBLE_EUR = 380  # Code des assurances art. A125-6, motor vehicles
GLASS_DEDUCTIBLE_EUR = 75
DEDUCTIBLES_EUR = (150, 300, 600)
"""What may be chosen for own damage, theft and fire."""
USUAL_DEDUCTIBLE_EUR = 300
DEDUCTIBLE = {150: Decimal("1.12"), 300: Decimal("1.00"), 600: Decimal("0.86")}

# Market judgement: what a newer, larger, busier or less guarded car changes for its own cover.
SEGMENT = {
    "A": Decimal("0.82"),
    "B": Decimal("0.90"),
    "C": Decimal("1.00"),
    "D": Decimal("1.16"),
    "E": Decimal("1.40"),
    "F": Decimal("1.95"),
    "G": Decimal("1.45"),
    "L": Decimal("0.92"),
    "M": Decimal("1.00"),
    "Q": Decimal("0.70"),
    "S": Decimal("1.06"),
    "U": Decimal("1.10"),
}
VEHICLE_AGE = (
    (0, Decimal("1.18")),
    (2, Decimal("1.10")),
    (4, Decimal("1.03")),
    (6, Decimal("0.97")),
    (8, Decimal("0.88")),
    (10, Decimal("0.78")),
    (13, Decimal("0.66")),
    (16, Decimal("0.56")),
)
"""From so many years on."""
PARKING = {"garage": Decimal("0.85"), "parking_ferme": Decimal("0.92"), "rue": Decimal("1.00")}
"""For theft and fire."""
THEFT_DENSITY = (
    (0, Decimal("0.82")),
    (100, Decimal("0.92")),
    (500, Decimal("1.04")),
    (2000, Decimal("1.20")),
    (6000, Decimal("1.35")),
)
"""For theft, from so many inhabitants a square kilometre on."""
USE = {
    "prive": Decimal("0.96"),
    "trajet_travail": Decimal("1.00"),
    "tournees": Decimal("1.20"),
    "tous_deplacements": Decimal("1.30"),
}
"""For all that the coefficient multiplies: more kilometres, more accidents."""


def from_steps(steps: tuple[tuple[int, Decimal], ...], value: int) -> Decimal:
    """The relativity of the last step that `value` reaches."""
    return next(relativity for start, relativity in reversed(steps) if value >= start)


@dataclass(frozen=True)
class Cover:
    """What is to be covered: a formula, guarantees added to it, and the deductible chosen."""

    formula: Formula = Formula.TIERS
    added: frozenset[str] = frozenset()
    deductible_eur: int = USUAL_DEDUCTIBLE_EUR

    def __post_init__(self) -> None:
        unknown = self.added - BY_CODE.keys()
        if unknown:
            raise ValueError(f"no guarantee is called {', '.join(sorted(unknown))}")
        if self.deductible_eur not in DEDUCTIBLES_EUR:
            raise ValueError(f"deductible: one of {DEDUCTIBLES_EUR} is expected")

    @property
    def guarantees(self) -> tuple[Guarantee, ...]:
        """All that is covered, in the order of `GUARANTEES`."""
        return _included(self.formula, self.added)

    def deductible_of(self, guarantee: Guarantee) -> int | None:
        """What the customer bears of a claim in EUR; None where nothing."""
        if guarantee.deductible:
            return self.deductible_eur
        fixed = {"cat_nat": LEGAL_DISASTER_DEDUCTIBLE_EUR, "bris_glace": GLASS_DEDUCTIBLE_EUR}
        return fixed.get(guarantee.code)


@lru_cache(maxsize=256)
def _included(formula: Formula, added: frozenset[str]) -> tuple[Guarantee, ...]:
    order = list(Formula)
    last = order.index(formula)
    codes = {g.code for g in GUARANTEES if order.index(g.formula) <= last} | added
    for code in added:
        codes.update(NEEDS.get(code, ()))
    return tuple(guarantee for guarantee in GUARANTEES if guarantee.code in codes)
