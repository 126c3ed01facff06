"""Taxes and contributions on a motor contract, as dated rows.

A change of law is one more row; a contract is taxed by the rows in force on its first day.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple


class On(StrEnum):
    """What a row is levied on."""

    LIABILITY = "rc"
    OTHER = "autres_garanties"
    DISASTER_BASE = "vol_et_incendie"
    CONTRACT = "contrat"


class Levy(NamedTuple):
    """One tax or contribution, for contracts beginning from `since` to `until`, both included."""

    code: str
    label: str
    on: On
    since: date
    until: date | None
    percent: Decimal
    amount_eur: Decimal
    source: str


_TERROR = "Contribution au fonds de garantie des victimes d'actes de terrorisme"
_GUARANTEE_FUND = "Contribution au Fonds de garantie des assurances obligatoires"
_2016, _2017 = date(2016, 1, 1), date(2017, 1, 1)
_2000, _2025 = date(2000, 1, 1), date(2025, 1, 1)
_JULY_2024 = date(2024, 7, 1)


def _percent(
    code: str, label: str, on: On, since: date, until: date | None, percent: str, source: str
) -> Levy:
    return Levy(code, label, on, since, until, Decimal(percent), Decimal(0), source)


def _flat(code: str, label: str, since: date, until: date | None, eur: str, source: str) -> Levy:
    return Levy(code, label, On.CONTRACT, since, until, Decimal(0), Decimal(eur), source)


_TAX, _DISASTERS = "Taxe sur les conventions d'assurance", "Surprime catastrophes naturelles"
_L421_4, _L422_1 = "Code des assurances art. L421-4", "Code des assurances art. L422-1"
_A125_2 = "Code des assurances art. A125-2"
LEVIES: Final[tuple[Levy, ...]] = (
    _percent("tsca_rc", _TAX, On.LIABILITY, _2016, None, "33", "CGI art. 1001, 5° quater"),
    _percent("fgao", _GUARANTEE_FUND, On.LIABILITY, _2016, None, "1.2", _L421_4),
    _percent(
        "fgao_rentes", f"{_GUARANTEE_FUND}, rentes", On.LIABILITY, _2016, None, "0.8", _L421_4
    ),
    # A rise to 19 % was voted on for 2026: once in force, end this row and add the next.
    _percent("tsca", _TAX, On.OTHER, _2016, None, "18", "CGI art. 1001"),
    _percent("cat_nat", _DISASTERS, On.DISASTER_BASE, _2000, date(2024, 12, 31), "6", _A125_2),
    _percent("cat_nat", _DISASTERS, On.DISASTER_BASE, _2025, None, "9", _A125_2),
    _flat("attentats", _TERROR, _2017, date(2024, 6, 30), "5.90", _L422_1),
    _flat("attentats", _TERROR, _JULY_2024, None, "6.50", _L422_1),
)


@lru_cache(maxsize=256)
def in_force(on: On, day: date) -> tuple[Levy, ...]:
    """What is levied on this, for a contract beginning that day."""
    return tuple(
        levy
        for levy in LEVIES
        if levy.on is on and levy.since <= day and (levy.until is None or day <= levy.until)
    )
