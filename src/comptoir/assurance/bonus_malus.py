"""The bonus-malus coefficient (CRM): the ladder every French motor insurer must climb by.

Source, unless a line names another: Code des assurances, annexe à l'article A121-1, cited here by
its own articles. Coefficients are `Decimal` and cut, never rounded, after the second decimal
(art. 4 and 5); binary floats would reach 0.50 a year early.

The surcharges and the novice rule (A121-1-1, A121-1-2) are no part of the coefficient and live
here because the same decree orders them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from functools import lru_cache

START = Decimal("1.00")  # art. 1
FLOOR, CAP = Decimal("0.50"), Decimal("3.50")  # art. 4 and 5: the lowest and the highest
CENT = Decimal("0.01")

YEARS_AT_FLOOR_FOR_MERCY = 3  # art. 4: the first claim after three years at 0.50 costs nothing
CLAIM_FREE_YEARS_TO_START = 2  # art. 5: after two claim-free years, no more than 1.00

NOVICE_YEARS = 3  # A121-1-1: licence under three years, or three years without insurance
NOVICE_PERCENT = (
    Decimal(100),
    Decimal(50),
    Decimal(25),
)  # A121-1-1: by year without an at-fault claim, half of it each time
ACCOMPANIED_PERCENT = (
    Decimal(50),
    Decimal(25),
    Decimal("12.5"),
)  # A121-1-1: after accompanied driving at most half
SURCHARGE_CAP_PERCENT = 400  # A121-1-2, last paragraph


class Use(StrEnum):
    """What the car is for, as far as the ladder cares."""

    PRIVATE = "prive"
    COMMUTE = "trajet_travail"
    ROUNDS = "tournees"
    ALL_TRAVEL = "tous_deplacements"


class Claim(StrEnum):
    """A claim by what it says of the driver's fault."""

    AT_FAULT = "responsable"
    SHARED = "partage"
    THIRD_PARTY = "tiers"  # art. 6: the cause is wholly another's
    FORCE_MAJEURE = "force_majeure"  # art. 6
    PARKED = "stationnement"  # art. 6: hit while parked, by someone unknown
    THEFT = "vol"  # art. 6: these three guarantees alone
    FIRE = "incendie"
    GLASS = "bris_de_glace"


COUNTED = frozenset({Claim.AT_FAULT, Claim.SHARED})

# art. 4: 5 % a claim-free year, 7 % for rounds ("tournées") and for all travel.
CLAIM_FREE = {False: Decimal("0.95"), True: Decimal("0.93")}
# art. 5: 25 % a claim at fault, 20 % for rounds; half of that where the fault is shared.
AT_FAULT = {False: Decimal("1.25"), True: Decimal("1.20")}
SHARED = {False: Decimal("1.125"), True: Decimal("1.10")}


class Aggravation(StrEnum):
    """What a surcharge may be asked for: a closed list (A121-1-2)."""

    ALCOHOL = "alcool"
    SUSPENDED_2_TO_6_MONTHS = "suspension_2_a_6_mois"
    SUSPENDED_OVER_6_MONTHS = "suspension_plus_de_6_mois"
    SEVERAL_SUSPENSIONS = "annulation_ou_plusieurs_suspensions"
    HIT_AND_RUN = "delit_de_fuite"
    NON_DISCLOSURE = "non_declaration"
    THREE_CLAIMS = "trois_sinistres"


SURCHARGE_PERCENT = {
    Aggravation.ALCOHOL: 150,
    Aggravation.SUSPENDED_2_TO_6_MONTHS: 50,
    Aggravation.SUSPENDED_OVER_6_MONTHS: 100,
    Aggravation.SEVERAL_SUSPENSIONS: 200,
    Aggravation.HIT_AND_RUN: 100,
    Aggravation.NON_DISCLOSURE: 100,
    Aggravation.THREE_CLAIMS: 50,
}


@dataclass(frozen=True)
class Standing:
    """Where a driver stands on the ladder at a yearly due date."""

    coefficient: Decimal = START
    years_at_floor: int = 0
    """Whole insured years spent at 0.50 since it was reached."""
    claim_free_years: int = 0
    """Whole insured years in a row without a counted claim."""


@dataclass(frozen=True)
class Year:
    """One insured year: twelve months before a due date (art. 9)."""

    claims: Sequence[Claim] = field(default=())
    use: Use = Use.PRIVATE


def after(standing: Standing, year: Year) -> Standing:
    """Where `standing` is after one more insured year."""
    rounds = year.use in {Use.ROUNDS, Use.ALL_TRAVEL}
    counted = [claim for claim in year.claims if claim in COUNTED]
    if not counted:
        return _after_a_claim_free_year(standing, rounds)
    spared = _spared(standing)
    coefficient = standing.coefficient
    for claim in counted[spared:]:
        rise = AT_FAULT if claim is Claim.AT_FAULT else SHARED
        coefficient = min(CAP, cut(coefficient * rise[rounds]))
    return Standing(coefficient)


def _after_a_claim_free_year(standing: Standing, rounds: bool) -> Standing:
    claim_free_years = standing.claim_free_years + 1
    coefficient = max(FLOOR, cut(standing.coefficient * CLAIM_FREE[rounds]))
    if claim_free_years >= CLAIM_FREE_YEARS_TO_START:
        coefficient = min(START, coefficient)
    # The year at whose end 0.50 is reached was not a year *at* 0.50.
    stayed = standing.coefficient == FLOOR
    return Standing(coefficient, standing.years_at_floor + 1 if stayed else 0, claim_free_years)


def _spared(standing: Standing) -> int:
    """How many claims cost nothing: the first one, after three years at the floor."""
    at_floor = standing.coefficient == FLOOR
    return int(at_floor and standing.years_at_floor >= YEARS_AT_FLOOR_FOR_MERCY)


def history(years: Iterable[Year], start: Standing | None = None) -> list[Standing]:
    """The standings at the end of each year, the oldest year first."""
    standing = start or Standing()
    standings = []
    for year in years:
        standing = after(standing, year)
        standings.append(standing)
    return standings


@lru_cache(maxsize=128)
def coefficient_after(claim_free_years: int) -> Decimal:
    """The coefficient of somebody insured so many whole years, all without a counted claim."""
    # Thirteen years reach the floor; more of them change nothing.
    standings = history([Year()] * min(claim_free_years, 40))
    return standings[-1].coefficient if standings else START


def cut(coefficient: Decimal) -> Decimal:
    """Two decimals, the others dropped: art. 4 and 5 both say "par défaut"."""
    return coefficient.quantize(CENT, rounding=ROUND_DOWN)


def novice_percent(full_years: int, accompanied: bool = False) -> Decimal:
    """The surcharge of a novice, on the reference premium's own part, in percent.

    `full_years`: whole years since the licence, or since insurance can be proven again, whichever
    is fewer, without an at-fault claim. 0 once the three years are over (A121-1-1).
    """
    if not 0 <= full_years < NOVICE_YEARS:
        return Decimal(0)
    return (ACCOMPANIED_PERCENT if accompanied else NOVICE_PERCENT)[full_years]


def surcharge_percent(aggravations: Iterable[Aggravation]) -> int:
    """What the closed list adds, in percent of the premium before novice and CRM (A121-1-2).

    Each counts once. Of the three about the licence the heaviest counts alone: they are
    degrees of the same event.
    """
    given = set(aggravations)
    licence = [
        Aggravation.SEVERAL_SUSPENSIONS,
        Aggravation.SUSPENDED_OVER_6_MONTHS,
        Aggravation.SUSPENDED_2_TO_6_MONTHS,
    ]
    held = [each for each in licence if each in given]
    given -= set(held[1:])
    return min(SURCHARGE_CAP_PERCENT, sum(SURCHARGE_PERCENT[each] for each in given))
