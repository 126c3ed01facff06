"""What time it is, and how it is written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from comptoir.kernel.clock import Clock, SetClock, iso

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def test_the_machine_s_clock_speaks_utc() -> None:
    assert Clock().now().tzinfo is UTC


def test_a_set_clock_moves_only_when_told() -> None:
    clock = SetClock(NOON)

    assert clock.now() == clock.now() == NOON
    clock.advance(hours=1, minutes=30)
    assert clock.now() == NOON + timedelta(minutes=90)


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (NOON, "2026-01-31T12:00:00Z"),
        (NOON.replace(microsecond=999_999), "2026-01-31T12:00:00Z"),
        (NOON.astimezone(timezone(timedelta(hours=-5))), "2026-01-31T12:00:00Z"),
    ],
)
def test_an_instant_is_written_in_utc_to_the_second_with_a_final_z(
    instant: datetime, written: str
) -> None:
    assert iso(instant) == written
    assert datetime.fromisoformat(written) == instant.replace(microsecond=0)


def test_an_instant_without_a_zone_is_not_written() -> None:
    with pytest.raises(ValueError, match="time zone"):
        iso(NOON.replace(tzinfo=None))
