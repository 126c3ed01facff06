"""What a sentence says of a car, its driver and the cover wanted, in the names of the taxonomy.

Deterministic, without a model: a price must not depend on how a model felt. Each reader takes what
it understands away, so that no word is understood twice; order matters, and is here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.assurance.profile import MIN_DRIVER_AGE, lowest_crm
from comptoir.assurance.said import car, cover, driver, place, scope
from comptoir.assurance.said.sheet import Sheet

Slots = dict[str, Any]

FLOOR_YEARS = 13
"""Insured years that it takes to reach a coefficient of 0.50."""
ENOUGH = (
    {"model"},
    {"vehicle_year", "vehicle_age"},
    {"driver_age", "licence_age"},
    {"licence_years", "licence_year", "licence_age"},
    {"crm"},
    {"city", "postcode"},
    {"usage"},
    {"formula", "guarantees"},
)
"""One of each, and nothing that matters is assumed."""


@dataclass(frozen=True)
class Said:
    """What was understood of a sentence, and what to do with it."""

    slots: Slots
    behaviour: str
    """`quote`, `quote_with_defaults`, `ask`, `clarify`, `unsupported_vehicle`, `out_of_scope`."""
    conflicts: list[str] = field(default_factory=list)


def read(text: str, today: date) -> Said:
    """Read one sentence."""
    sheet = Sheet(text)
    slots, conflicts = read_slots(sheet, today)
    return judged(sheet, slots, conflicts, today)


def read_slots(sheet: Sheet, today: date) -> tuple[Slots, list[str]]:
    """Everything a sentence says, and what of it cannot be by itself."""
    slots: Slots = {}
    cover.read_price(sheet, slots)
    conflicts = driver.read_crm(sheet, slots)
    driver.read_aggravations(sheet, slots)
    driver.read_birth(sheet, slots, today)
    driver.read_licence(sheet, slots, today)
    conflicts += driver.read_claims(sheet, slots)
    of_car, wrong = car.read_car(sheet, today)
    slots |= of_car
    conflicts += wrong
    place.read_parking(sheet, slots)
    driver.read_use(sheet, slots)
    conflicts += cover.read_cover(sheet, slots)
    place.read_place(sheet, slots)
    conflicts += car.read_year(sheet, slots, today)
    driver.read_age(sheet, slots)
    driver.settle_licence(sheet, slots)
    return slots, conflicts


def judged(sheet: Sheet, slots: Slots, conflicts: list[str], today: date) -> Said:
    """What to do with what was read."""
    if scope.is_unsupported(sheet, car_named="model" in slots):
        told = ("make", "driver_age", "city")
        kept: Slots = {name: slots[name] for name in told if name in slots}
        return Said(kept, "unsupported_vehicle")
    named = (
        slots.get("model")
        or slots.get("models")
        or slots.get("fiscal_power")
        or slots.get("power_ch")
    )
    if named and scope.is_other(sheet):
        return Said(slots, "out_of_scope")
    if not named and not slots.get("make"):
        behaviour = scope.behaviour_without_car(sheet)
        if behaviour == "out_of_scope" and not _says_of_driving(slots):
            return Said({}, behaviour)
    conflicts = [*conflicts, *contradictions(slots, today)]
    if conflicts:
        return Said(slots, "clarify", list(dict.fromkeys(conflicts)))
    if not named or "models" in slots:
        return Said(slots, "ask")
    enough = all(any(name in slots for name in names) for names in ENOUGH)
    return Said(slots, "quote" if enough else "quote_with_defaults")


def _says_of_driving(slots: Mapping[str, Any]) -> bool:
    return any(
        name in slots
        for name in (
            "licence_years",
            "licence_year",
            "crm",
            "novice",
            "formula",
            "accompanied_driving",
        )
    )


def contradictions(slots: Mapping[str, Any], today: date) -> list[str]:
    """Facts that cannot all be true, by name."""
    found = []
    age, years = slots.get("driver_age"), slots.get("licence_years")
    year, licence_age = slots.get("licence_year"), slots.get("licence_age")
    held = years if years is not None else today.year - year if year else None
    if age is not None and age < MIN_DRIVER_AGE:
        found.append("driver_age_too_young")
    if age is not None and years is not None and age - years < MIN_DRIVER_AGE:
        found.append("driver_age_vs_licence_years")
    if age is not None and years is None and held is not None and age - held < MIN_DRIVER_AGE - 1:
        found.append("driver_age_vs_licence_year")
    if age is not None and licence_age is not None and licence_age > age:
        found.append("driver_age_vs_licence_age")
    if year is not None and year > today.year:
        found.append("licence_year_in_future")
    if year is not None and years is not None and abs(today.year - year - years) > 1:
        found.append("licence_years_vs_licence_year")
    electric = slots.get("make") == "Tesla" or slots.get("model") in car.ELECTRIC_ONLY
    if electric and slots.get("fuel") not in {None, "electrique"}:
        found.append("fuel_vs_model")
    found += _history_contradictions(slots, held, age)
    return found


def _history_contradictions(
    slots: Mapping[str, Any], held: int | None, age: int | None
) -> list[str]:
    found = []
    insured, crm = slots.get("insured_years"), slots.get("crm")
    if insured is not None and held is not None and insured > held + 1:
        found.append("insured_years_vs_licence_years")
    if insured is not None and age is not None and age - insured < MIN_DRIVER_AGE:
        found.append("driver_age_vs_insured_years")
    known = [years for years in (held, insured) if years is not None]
    most = min([*known, *([age - MIN_DRIVER_AGE] if age is not None else [])], default=None)
    earned = most is None or most < 0 or crm is None or Decimal(str(crm)) >= lowest_crm(most)
    if not earned:
        found.append("crm_vs_licence_years")
    at_floor = slots.get("crm050_years")
    if at_floor is not None and most is not None and at_floor + FLOOR_YEARS - 3 > most:
        found.append("crm050_years_vs_licence_years")
    if slots.get("novice") and held is not None and held > 5:
        found.append("novice_vs_licence_years")
    return found
