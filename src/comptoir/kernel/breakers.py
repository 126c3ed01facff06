"""Circuit breakers: what keeps failing is left alone for a while, and how its calls ended is told.

After some failures in a row a breaker is open; whoever asks it then does not call. When its rest
is over it is half open: the next call is a trial, which closes it or opens it again. With no rest
it only tells: what there is no doing without (a database, a mail server) is always asked.
"""

import time
from typing import Literal

from comptoir.kernel import metrics

FAILURES_BEFORE_REST, REST_S = 5, 30.0

State = Literal["closed", "open", "half_open"]


class Breaker:
    """The breaker of one dependency, by the name its calls are counted under."""

    def __init__(
        self,
        name: str,
        *,
        rest_s: float = REST_S,
        failures_before_rest: int = FAILURES_BEFORE_REST,
    ) -> None:
        self.name = name
        self.rest_s = rest_s
        self.failures_in_a_row = 0
        self._failures_before_rest = failures_before_rest
        self._rests_until_s = 0.0

    @property
    def state(self) -> State:
        """Whether calls are made."""
        if self.failures_in_a_row < self._failures_before_rest:
            return "closed"
        return "open" if not self.rest_s or self.resting else "half_open"

    @property
    def resting(self) -> bool:
        """Whether no call is to be made now."""
        return time.monotonic() < self._rests_until_s

    def done(self) -> None:
        """A call did what it was for."""
        self.failures_in_a_row = 0
        self._rests_until_s = 0.0
        metrics.CALLS.add(self.name, metrics.DONE)

    def failed(self, why: str = "failed") -> None:
        """A call failed."""
        self.failures_in_a_row += 1
        if self.failures_in_a_row >= self._failures_before_rest:
            self._rests_until_s = time.monotonic() + self.rest_s
        metrics.CALLS.add(self.name, why)

    def refused(self) -> None:
        """No call was made, since it rests."""
        metrics.CALLS.add(self.name, metrics.RESTING)

    def watching(self, failures: type[Exception] | tuple[type[Exception], ...]) -> "_Watch":
        """Count the call in the block: `failures` are its failures, anything else is an answer.

        A call that its caller gave up says nothing.
        """
        return _Watch(self, failures)


class _Watch:
    """The block of `Breaker.watching`; a generator's would cost each call three times as much."""

    __slots__ = ("_breaker", "_failures")

    def __init__(
        self, breaker: Breaker, failures: type[Exception] | tuple[type[Exception], ...]
    ) -> None:
        self._breaker, self._failures = breaker, failures

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, self._failures):
            self._breaker.failed()
        elif error is None or isinstance(error, Exception):
            self._breaker.done()
