"""What time it is: UTC, and settable by tests."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.now(UTC)


class SetClock(Clock):
    """A clock that stands still until told otherwise."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        """The instant last set."""
        return self._now

    def advance(self, **delta: float) -> None:
        """Move on by `timedelta(**delta)`."""
        self._now += timedelta(**delta)


def iso(instant: datetime) -> str:
    """ISO 8601 in UTC with a final `Z`, to the second: the form of the documents' examples."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
