"""The bonus-malus ladder of the law, step by step (Code des assurances, annexe à l'art. A121-1)."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.assurance.bonus_malus import (
    CAP,
    FLOOR,
    Aggravation,
    Claim,
    Standing,
    Use,
    Year,
    after,
    coefficient_after,
    history,
    novice_percent,
    surcharge_percent,
)

# fmt: off
LADDER = [
    "1.00", ".95", ".90", ".85", ".80", ".76", ".72", ".68", ".64", ".60", ".57", ".54", ".51",
    ".50", ".50",
]
# fmt: on
ROUNDS_LADDER = ["1.00", ".93", ".86", ".79", ".73", ".67", ".62", ".57", ".53", ".50", ".50"]
AT_FAULT = Year((Claim.AT_FAULT,))
SHARED = Year((Claim.SHARED,))
QUIET = Year()


def years(*words: str) -> list[Year]:
    """Years as one writes them: `libre` for none, else claims with `+` between."""
    return [
        Year(tuple(Claim(claim) for claim in word.split("+"))) if word != "libre" else QUIET
        for word in words
    ]


def test_thirteen_quiet_years_reach_the_floor() -> None:
    assert [coefficient_after(count) for count in range(15)] == [Decimal(c) for c in LADDER]


def test_cutting_is_not_rounding_and_floats_would_arrive_early() -> None:
    rounded = [1.0]
    while rounded[-1] > 0.5:
        rounded.append(max(0.5, int(rounded[-1] * 0.95 * 100) / 100))
    assert len(rounded) - 1 == 12, "binary floats lose a cent on the way: this is what we avoid"
    assert coefficient_after(12) == Decimal("0.51")
    assert coefficient_after(13) == FLOOR


def test_rounds_go_down_by_seven_percent() -> None:
    reached = history([Year(use=Use.ROUNDS)] * 10)
    assert [standing.coefficient for standing in reached] == [Decimal(c) for c in ROUNDS_LADDER[1:]]
    assert reached == history([Year(use=Use.ALL_TRAVEL)] * 10)


@pytest.mark.parametrize(
    ("start", "year", "expected"),
    [
        ("1.00", AT_FAULT, "1.25"),
        ("1.00", SHARED, "1.12"),  # 1.125 cut
        ("1.00", Year((Claim.AT_FAULT,) * 2), "1.56"),  # 1.5625 cut
        ("1.00", Year((Claim.AT_FAULT,) * 3), "1.95"),  # each step is cut: 1.56 × 1.25
        ("1.00", Year((Claim.AT_FAULT, Claim.SHARED)), "1.40"),  # 1.25 × 1.125 = 1.40625
        ("1.00", Year((Claim.AT_FAULT,), Use.ROUNDS), "1.20"),
        ("1.00", Year((Claim.SHARED,), Use.ROUNDS), "1.10"),
        ("0.50", AT_FAULT, "0.62"),  # 0.625 cut
        ("0.76", AT_FAULT, "0.95"),
        ("3.00", AT_FAULT, "3.50"),  # 3.75: the cap
        ("3.50", SHARED, "3.50"),
        ("0.51", QUIET, "0.50"),  # 0.4845: the floor
        ("1.25", QUIET, "1.18"),  # 1.1875 cut
    ],
)
def test_one_year_changes_the_coefficient_so(start: str, year: Year, expected: str) -> None:
    assert after(Standing(Decimal(start)), year).coefficient == Decimal(expected)


@pytest.mark.parametrize(
    "claim", [c for c in Claim if c not in {Claim.AT_FAULT, Claim.SHARED}], ids=lambda c: c.value
)
def test_what_is_nobodys_fault_here_is_a_quiet_year(claim: Claim) -> None:
    assert after(Standing(), Year((claim, claim))) == after(Standing(), QUIET)


@pytest.mark.parametrize(
    ("at_floor", "words", "expected"),
    [
        (2, ("responsable",), "0.62"),
        (3, ("responsable",), "0.50"),
        (7, ("responsable",), "0.50"),
        (3, ("partage",), "0.50"),
        (3, ("responsable+responsable",), "0.62"),  # the first alone is forgiven
        (3, ("responsable", "responsable"), "0.62"),  # three more years, or none forgiven
        (3, ("responsable", "libre", "libre", "libre", "responsable"), "0.50"),
        (3, ("responsable", "libre", "libre", "responsable"), "0.62"),
    ],
)
def test_the_first_claim_after_three_years_at_the_floor_is_forgiven(
    at_floor: int, words: tuple[str, ...], expected: str
) -> None:
    assert history([QUIET] * (13 + at_floor))[-1].years_at_floor == at_floor
    reached = history([QUIET] * (13 + at_floor) + years(*words))
    assert reached[-1].coefficient == Decimal(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("responsable", "libre"), "1.18"),
        (("responsable", "libre", "libre"), "1.00"),  # 1.12 by steps, 1.00 by right
        (("responsable+responsable+responsable", "libre", "libre"), "1.00"),
        (("responsable", "libre", "vol", "libre"), "0.95"),  # theft does not break the two years
        (("responsable+responsable", "libre", "responsable", "libre"), "1.75"),
        (("responsable+responsable", "libre", "responsable", "libre", "libre"), "1.00"),
    ],
)
def test_two_quiet_years_bring_any_malus_to_one(words: tuple[str, ...], expected: str) -> None:
    assert history(years(*words))[-1].coefficient == Decimal(expected)


YEARS = st.lists(
    st.builds(Year, st.lists(st.sampled_from(Claim), max_size=4).map(tuple), st.sampled_from(Use)),
    max_size=40,
)


@given(YEARS)
def test_no_life_leaves_the_law(lived: list[Year]) -> None:
    for before, now in pairwise([Standing(), *history(lived)]):
        assert FLOOR <= now.coefficient <= CAP
        assert now.coefficient == now.coefficient.quantize(Decimal("0.01"))
        assert now.claim_free_years < 2 or now.coefficient <= 1
        assert now.claim_free_years == 0 or now.coefficient <= before.coefficient


@given(YEARS, st.integers(0, 39), st.sampled_from([Claim.AT_FAULT, Claim.SHARED]))
def test_one_claim_more_never_helps_in_its_year(lived: list[Year], at: int, claim: Claim) -> None:
    start = history(lived)[-1] if lived else Standing()
    year = Year(tuple([Claim.SHARED] * (at % 3)))
    worse = Year((*year.claims, claim))
    assert after(start, worse).coefficient >= after(start, year).coefficient


@pytest.mark.parametrize(
    ("full_years", "accompanied", "percent"),
    [
        (0, False, "100"),
        (1, False, "50"),
        (2, False, "25"),
        (3, False, "0"),
        (40, False, "0"),
        (0, True, "50"),
        (1, True, "25"),
        (2, True, "12.5"),
        (3, True, "0"),
    ],
)
def test_a_novice_pays_half_as_much_more_each_year(
    full_years: int, accompanied: bool, percent: str
) -> None:
    assert novice_percent(full_years, accompanied) == Decimal(percent)


@pytest.mark.parametrize(
    ("aggravations", "percent"),
    [
        ((), 0),
        ((Aggravation.ALCOHOL,), 150),
        ((Aggravation.SUSPENDED_2_TO_6_MONTHS,), 50),
        ((Aggravation.SUSPENDED_OVER_6_MONTHS,), 100),
        ((Aggravation.SEVERAL_SUSPENSIONS,), 200),
        ((Aggravation.SUSPENDED_2_TO_6_MONTHS, Aggravation.SUSPENDED_OVER_6_MONTHS), 100),
        ((Aggravation.HIT_AND_RUN, Aggravation.HIT_AND_RUN), 100),
        ((Aggravation.NON_DISCLOSURE, Aggravation.THREE_CLAIMS), 150),
        (tuple(Aggravation), 400),  # 600 without the cap
    ],
)
def test_surcharges_are_a_closed_list_with_a_cap(
    aggravations: tuple[Aggravation, ...], percent: int
) -> None:
    assert surcharge_percent(aggravations) == percent
