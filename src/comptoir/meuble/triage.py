"""How urgent a claim is, and why.

Pure functions of facts. Severity says what happened, priority how soon we act, and the score
orders a queue of equals: it is the sum of named factors, so that it can be explained to the
customer it concerns. Categories, severities and priorities are the words of the contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

# Chosen so that the documented example of `POST /api/sav/create-claim` (Haute, covered, premium,
# 1,299.99 EUR, ten weeks after delivery) scores its documented 95.
SEVERITY_POINTS: Final[Mapping[str, int]] = {
    "Basse": 10,
    "Moyenne": 25,
    "Haute": 45,
    "Critique": 60,
}
WARRANTY_POINTS: Final = 20
TIER_POINTS: Final[Mapping[str, int]] = {"premium": 10, "vip": 15}
VALUE_POINTS: Final = ((Decimal(1000), 10), (Decimal(500), 6), (Decimal(200), 3))
AGE_POINTS: Final = ((90, 10), (365, 5), (730, 2))
EARLIER_CLAIM_POINTS, EARLIER_CLAIMS_COUNTED = 5, 2
MAXIMUM_SCORE: Final = 100

# What clients of the 2025 document say. Its one documented category is only a default: the
# description, when it is clear, decides.
V1_CATEGORIES: Final[Mapping[str, str]] = {"défaut_fabrication": "Defaut_structural"}
V1_SEVERITIES: Final[Mapping[str, str]] = {
    "faible": "Basse",
    "moyen": "Moyenne",
    "élevé": "Haute",
    "critique": "Critique",
}
V1_ASKED_PRIORITIES: Final[Mapping[str, str]] = {
    "faible": "P3",
    "moyen": "P2",
    "élevé": "P1",
    "critique": "P1",
}
V1_PRIORITIES: Final[Mapping[str, str]] = {"P1": "high", "P2": "medium", "P3": "low"}


@dataclass(frozen=True)
class Facts:
    """What triage needs to know of a claim; None is unknown."""

    severity: str
    danger: bool = False
    covered: bool = False
    """By law or by the shop's own warranty: `rights.Verdict.covered`."""
    tier: str | None = None
    product_value_eur: Decimal | None = None
    days_since_delivery: int | None = None
    earlier_claims: int = 0
    """Claims already made for the same product, from our own records."""
    claimed: bool = False
    """Tier, value and dates are the caller's word: no order confirms them."""


@dataclass(frozen=True)
class Factor:
    """One reason for a score, in points, with a French phrase for the customer."""

    name: str
    points: int
    detail: str


@dataclass(frozen=True)
class Triage:
    """A priority (P1, P2 or P3) and a score from 0 to 100, the sum of its factors."""

    priority: str
    score: int
    factors: tuple[Factor, ...]


def triage(facts: Facts) -> Triage:
    """Give a claim its priority and its explained score.

    What only the caller says of tier, value and age is shown and earns nothing; the warranty
    earns its points until staff have checked its dates. Raises KeyError for an unknown severity.
    """
    factors = [
        _severity(facts),
        _warranty(facts),
        _tier(facts),
        _value(facts),
        _age(facts),
        _earlier_claims(facts),
    ]
    total = sum(factor.points for factor in factors)
    if total > MAXIMUM_SCORE:
        factors.append(Factor("cap", MAXIMUM_SCORE - total, "score limité à 100"))
    return Triage(priority_of(facts), min(total, MAXIMUM_SCORE), tuple(factors))


def priority_of(facts: Facts) -> str:
    """P1: danger, or main function lost under warranty; P2: lost otherwise, or degraded."""
    if facts.danger or facts.severity == "Critique":
        return "P1"
    if facts.severity == "Haute":
        return "P1" if facts.covered else "P2"
    return "P2" if facts.severity == "Moyenne" else "P3"


def _severity(facts: Facts) -> Factor:
    points = SEVERITY_POINTS[facts.severity]
    if facts.danger:
        return Factor("severity", SEVERITY_POINTS["Critique"], "danger signalé")
    return Factor("severity", points, f"gravité {facts.severity.lower()}")


def _warranty(facts: Facts) -> Factor:
    if not facts.covered:
        return Factor("warranty", 0, "garantie non établie")
    detail = "sous garantie, dates déclarées à vérifier" if facts.claimed else "sous garantie"
    return Factor("warranty", WARRANTY_POINTS, detail)


def _tier(facts: Facts) -> Factor:
    if not facts.tier:
        return Factor("customer_tier", 0, "niveau de client inconnu")
    points = TIER_POINTS.get(facts.tier.casefold(), 0)
    return _confirmed("customer_tier", points, f"client {facts.tier}", facts)


def _value(facts: Facts) -> Factor:
    value_eur = facts.product_value_eur
    if value_eur is None:
        return Factor("product_value", 0, "valeur du produit inconnue")
    points = next((p for at_least, p in VALUE_POINTS if value_eur >= at_least), 0)
    amount = f"{value_eur:.2f}".replace(".", ",")
    return _confirmed("product_value", points, f"produit de {amount} €", facts)


def _age(facts: Facts) -> Factor:
    days = facts.days_since_delivery
    if days is None or days < 0:
        return Factor("days_since_delivery", 0, "livraison à venir ou de date inconnue")
    points = next((p for at_most, p in AGE_POINTS if days <= at_most), 0)
    return _confirmed("days_since_delivery", points, f"livré il y a {days} j", facts)


def _earlier_claims(facts: Facts) -> Factor:
    counted = min(facts.earlier_claims, EARLIER_CLAIMS_COUNTED)
    detail = f"demandes antérieures pour ce produit : {facts.earlier_claims}"
    return Factor("repeat_claim", counted * EARLIER_CLAIM_POINTS, detail)


def _confirmed(name: str, points: int, detail: str, facts: Facts) -> Factor:
    """The points of a fact that an order confirms; none for one that is only claimed."""
    if facts.claimed:
        return Factor(name, 0, f"{detail} (déclaré, non vérifié)")
    return Factor(name, points, detail)
