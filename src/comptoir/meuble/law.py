"""French consumer law as dated rows, and how its durations are counted.

Every duration is a row of `LAW` with its article, chosen by the day of the contract, so that a
change of law is one more row and an old case replays. `rights.py` says what follows from them.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Final, NamedTuple


class Rule(NamedTuple):
    """One duration, for contracts made from `since` to `until`, both included."""

    name: str
    since: date
    until: date | None
    months: int
    days: int
    source: str


# Ordonnances 2005-136 and 2021-1247 apply to contracts made from the day they came into force.
# Articles without another code are of the Code de la consommation.
_2005, _2016, _2022 = date(2005, 2, 18), date(2016, 3, 18), date(2022, 1, 1)
_END_2015, _END_2021 = date(2016, 3, 17), date(2021, 12, 31)
LAW: Final[tuple[Rule, ...]] = (
    Rule("conformity", _2005, _END_2021, 24, 0, "L217-12 (L211-12 until July 2016); Ord. 2005-136"),
    Rule("conformity", _2022, None, 24, 0, "L217-3; Ord. 2021-1247"),
    Rule("presumption_new", _2005, _END_2015, 6, 0, "L211-7; Ord. 2005-136"),
    Rule("presumption_new", _2016, _END_2021, 24, 0, "L217-7; loi 2014-344 art. 15"),
    Rule("presumption_new", _2022, None, 24, 0, "L217-7; Ord. 2021-1247"),
    Rule("presumption_used", _2005, _END_2021, 6, 0, "L217-7 (L211-7); loi 2014-344 art. 15"),
    Rule("presumption_used", _2022, None, 12, 0, "L217-7; Ord. 2021-1247"),
    Rule("repair", _2022, None, 6, 0, "L217-13 al. 1; suspended meanwhile: L217-28"),
    Rule("replacement", _2022, None, 24, 0, "L217-13 al. 2 and L217-3"),
    Rule("compliance", _2005, _END_2021, 1, 0, "L217-10 (L211-10 until July 2016)"),
    Rule("compliance", _2022, None, 0, 30, "L217-10; Ord. 2021-1247"),
    Rule("hidden_defect", _2005, None, 24, 0, "Code civil 1641, 1648 al. 1"),
    # Cass. ch. mixte, 21 July 2023: the two years run inside twenty years from the sale.
    Rule("hidden_defect_ceiling", date(2008, 6, 19), None, 240, 0, "Code civil 2232"),
    Rule("withdrawal", date(2014, 6, 14), None, 0, 14, "L221-18; loi 2014-344"),
)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day if it has no such day.

    So 29 February plus 24 months is 28 February. Source: Code de procédure civile, art. 641 al. 2.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def rule_for(name: str, contracted_on: date, law: Sequence[Rule] = LAW) -> Rule | None:
    """The row in force for a contract of that day, or None where the law gave nothing."""
    for rule in law:
        in_force = rule.since <= contracted_on and (not rule.until or contracted_on <= rule.until)
        if rule.name == name and in_force:
            return rule
    return None


def last_day(name: str, contracted_on: date, start: date, law: Sequence[Rule] = LAW) -> date | None:
    """The last day of the duration `name` counted from `start`; None where there is no such row."""
    rule = rule_for(name, contracted_on, law)
    return rule and add_months(start, rule.months) + timedelta(days=rule.days)


def working_day_from(day: date) -> date:
    """That day, or the first after it that is no Saturday, Sunday or public holiday."""
    days = (day + timedelta(days=n) for n in count())
    return next(d for d in days if d.weekday() < 5 and d not in public_holidays(d.year))


def public_holidays(year: int) -> frozenset[date]:
    """The eleven of Code du travail L3133-1; not the two more of Alsace-Moselle."""
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    movable = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday, in days after Easter
    return frozenset(
        {date(year, month, day) for month, day in fixed}
        | {_easter(year) + timedelta(days=days) for days in movable}
    )


def _easter(year: int) -> date:
    """Gregorian Easter Sunday, by the algorithm known as Meeus, Jones and Butcher."""
    golden, (century, short) = year % 19, divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    correction = (32 + 2 * (century % 4) + 2 * (short // 4) - epact - short % 4) % 7
    shift = (golden + 11 * epact + 22 * correction) // 451
    month, day = divmod(epact + correction - 7 * shift + 114, 31)
    return date(year, month, day + 1)
