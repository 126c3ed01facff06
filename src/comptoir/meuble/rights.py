"""What a buyer of furniture is entitled to: by law, and by the shop's own warranty.

Pure functions of dates and facts; they decide `warranty_covered` for the claims of the meuble
service and say why. The durations are the dated rows of `law.py`. Articles without another code
are of the Code de la consommation. It is product behaviour, not legal advice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from comptoir.meuble.law import LAW, Rule, add_months, last_day, rule_for, working_day_from

# Which component of the shop's own warranty a category of problem concerns. Those without one
# are faults of delivery: the legal guarantee answers for them (L217-3 al. 2), ours does not.
COMPONENTS: Final[Mapping[str, str | None]] = {
    "Defaut_structural": "Structural",
    "Defaut_mecanisme": "Mechanism",
    "Defaut_electrique": "Electrical",
    "Defaut_revetement": "Covering",
    "Defaut_confort": "Comfort",
    "Dommage_livraison": None,
    "Piece_manquante": None,
    "Erreur_produit": None,
    "Probleme_montage": None,
    "Odeur_hygiene": None,
    "Usure_normale": None,
    "Dommage_accidentel": None,
    "Autre": None,
}
EXCLUDED: Final = frozenset({"Usure_normale", "Dommage_accidentel", "Autre"})

# L217-8: bring into conformity first, money after; L217-14 says when money may be asked for.
CONFORMING: Final = ("reparation", "remplacement")
MONEY: Final = ("reduction_prix", "remboursement")


@dataclass(frozen=True)
class Repair:
    """A repair under guarantee, from the customer's request to the day the good came back."""

    requested_on: date
    returned_on: date


@dataclass(frozen=True)
class Purchase:
    """What is known of a purchase; an unknown date is None."""

    purchase_date: date | None
    delivery_date: date | None
    used: bool = False
    online: bool = True
    commercial_years: Mapping[str, int] = field(default_factory=dict)
    """The shop's own warranty, in years from delivery, by component."""
    repairs: Sequence[Repair] = ()
    replaced_on: date | None = None
    """Delivery of a replacement that the seller imposed on a buyer who had chosen repair."""

    @property
    def start(self) -> date | None:
        """Where durations start: delivery, else the purchase, which no delivery precedes."""
        return self.delivery_date or self.purchase_date

    @property
    def contracted_on(self) -> date | None:
        """The day that chooses the rows of law."""
        return self.purchase_date or self.delivery_date


@dataclass(frozen=True)
class Verdict:
    """Whether a problem is covered, and on what ground."""

    covered: bool
    certain: bool
    """False when a missing date could change `covered`: ask for it, promise nothing."""
    reason: str
    """couvert | preuve_a_apporter | hors_delai | exclu | dates_inconnues"""
    basis: str | None = None
    """legale_conformite | commerciale"""
    component: str | None = None
    until: date | None = None
    """Last covered day on that basis; without a basis, the last day there was cover."""
    days_left: int = 0
    """Days after the day asked about; 0 on the last covered day."""
    presumption_until: date | None = None
    """Until then the defect is presumed to have existed at delivery; later the buyer proves it."""
    remedies: tuple[str, ...] = ()
    """In order: reparation, remplacement, reduction_prix, remboursement, vices_caches."""


def assess(purchase: Purchase, category: str, on: date, law: Sequence[Rule] = LAW) -> Verdict:
    """Say whether a problem of `category` that appeared on `on` is covered, and on what ground.

    Covered is legal or commercial; the legal guarantee, the stronger, is named first. Without a
    delivery date, cover counted from the purchase is certain, its absence is not.
    Raises KeyError for a category that is not of the contract.
    """
    component = COMPONENTS[category]
    if category in EXCLUDED:
        return Verdict(covered=False, certain=True, reason="exclu")
    contracted_on, start = purchase.contracted_on, purchase.start
    if contracted_on is None or start is None:
        return Verdict(covered=False, certain=False, reason="dates_inconnues", component=component)

    legal_until, presumption_until = _legal_cover(purchase, contracted_on, start, law)
    if legal_until and on <= legal_until:
        presumed = presumption_until is not None and on <= presumption_until
        return Verdict(
            covered=True,
            certain=True,
            reason="couvert" if presumed else "preuve_a_apporter",
            basis="legale_conformite",
            component=component,
            until=legal_until,
            days_left=(legal_until - on).days,
            presumption_until=presumption_until,
            remedies=_legal_remedies(category),
        )

    discovery_until = hidden_defects_until(on, contracted_on, law)
    hidden = ("vices_caches",) if component and discovery_until and on <= discovery_until else ()
    commercial_until = _commercial_cover(purchase, component, contracted_on, start, law)
    if commercial_until and on <= commercial_until:
        return Verdict(
            covered=True,
            certain=True,
            reason="couvert",
            basis="commerciale",
            component=component,
            until=commercial_until,
            days_left=(commercial_until - on).days,
            remedies=CONFORMING + hidden,
        )
    certain = purchase.delivery_date is not None
    return Verdict(
        covered=False,
        certain=certain,
        reason="hors_delai" if certain else "dates_inconnues",
        component=component,
        until=max(filter(None, (legal_until, commercial_until)), default=None),
        presumption_until=presumption_until,
        remedies=hidden if certain else (),
    )


def _legal_remedies(category: str) -> tuple[str, ...]:
    if category == "Erreur_produit":  # the wrong good cannot be repaired into the right: L217-12
        return ("remplacement", *MONEY)
    return CONFORMING + MONEY


def _legal_cover(
    purchase: Purchase, contracted_on: date, start: date, law: Sequence[Rule]
) -> tuple[date | None, date | None]:
    """The last days of the guarantee of conformity and of its presumption."""
    duration, replaced_on = "conformity", purchase.replaced_on
    if replaced_on and rule_for("replacement", contracted_on, law):
        duration, start = "replacement", replaced_on
    presumption = "presumption_used" if purchase.used else "presumption_new"
    until = last_day(duration, contracted_on, start, law)
    repair = rule_for("repair", contracted_on, law)
    if until and repair:
        until = _prolonged(until, start, purchase.repairs, repair.months)
    return until, last_day(presumption, contracted_on, start, law)


def _commercial_cover(
    purchase: Purchase, component: str | None, contracted_on: date, start: date, law: Sequence[Rule]
) -> date | None:
    """The last day of the shop's own warranty; repairs suspend it (L217-28), no more."""
    years = purchase.commercial_years.get(component, 0) if component else 0
    if not years:
        return None
    until = add_months(start, 12 * years)
    suspends = rule_for("repair", contracted_on, law) is not None
    return _prolonged(until, start, purchase.repairs, months=0) if suspends else until


def _prolonged(until: date, start: date, repairs: Sequence[Repair], months: int) -> date:
    """Add, for each repair asked for under cover, the days the good was away, then `months`."""
    back_on = start
    for repair in sorted(repairs, key=lambda r: r.requested_on):
        if start <= repair.requested_on <= until:
            away = repair.returned_on - max(repair.requested_on, back_on)
            until = add_months(until + max(away, timedelta(0)), months)
            back_on = max(back_on, repair.returned_on)
    return until


def hidden_defects_until(
    discovered_on: date, contracted_on: date, law: Sequence[Rule] = LAW
) -> date | None:
    """The last day to act on a hidden defect, which the buyer proves; None before these rules."""
    from_discovery = last_day("hidden_defect", contracted_on, discovered_on, law)
    from_sale = last_day("hidden_defect_ceiling", contracted_on, contracted_on, law)
    return min(filter(None, (from_discovery, from_sale)), default=None)


def compliance_due_on(
    requested_on: date, contracted_on: date, law: Sequence[Rule] = LAW
) -> date | None:
    """The seller's last day to repair or replace, free of charge, after the request (L217-10)."""
    return last_day("compliance", contracted_on, requested_on, law)


def money_is_due(
    requested_on: date,
    on: date,
    contracted_on: date,
    *,
    refused: bool = False,
    failed: bool = False,
    serious: bool = False,
    law: Sequence[Rule] = LAW,
) -> bool:
    """Whether a price reduction or a refund may already be asked for (L217-14).

    That is when the seller refused, the repair or replacement failed or is late, or the defect
    is serious enough to justify it at once.
    """
    due_on = compliance_due_on(requested_on, contracted_on, law)
    return refused or failed or serious or (due_on is not None and on > due_on)


def withdrawal_until(purchase: Purchase, law: Sequence[Rule] = LAW) -> date | None:
    """The last day to withdraw from an online purchase; None in a shop or before delivery.

    The day of receipt does not count, and a last day that is a Saturday, a Sunday or a public
    holiday moves to the next working day. Source: L221-18, L221-19.
    """
    if not purchase.online or not purchase.delivery_date:
        return None
    contracted_on = purchase.contracted_on or purchase.delivery_date
    last = last_day("withdrawal", contracted_on, purchase.delivery_date, law)
    return last and working_day_from(last)
