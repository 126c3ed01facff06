"""How many sockets are open at once: in this process, from an address, of an account.

Each holds memory while it is open, talking or not; whoever opens too many is told so, and the
others go on. A caller with an API key is a program that speaks for many: only the process counts.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator

from comptoir.assurance import wire
from comptoir.kernel.callers import Caller
from comptoir.kernel.errors import Problem, Text

AGAIN_S = 10

_WORDS = {
    "process": Text(
        "Trop de conversations sont ouvertes en ce moment. Réessayez dans un instant.",
        "Too many conversations are open right now. Try again in a moment.",
    ),
    "address": Text(
        "Trop de conversations sont ouvertes depuis votre adresse. Fermez-en une.",
        "Too many conversations are open from your address. Close one.",
    ),
    "account": Text(
        "Trop de conversations sont ouvertes avec votre compte. Fermez-en une.",
        "Too many conversations are open with your account. Close one.",
    ),
}


class Lines:
    """The open sockets of a process."""

    def __init__(self) -> None:
        self._open = 0
        self._addresses: Counter[str] = Counter()
        self._accounts: Counter[str] = Counter()

    @contextlib.contextmanager
    def one_more(self, caller: Caller) -> Iterator[None]:
        """A socket of this process and its address. Raises Problem 429 where one is too many."""
        if self._open >= wire.MAXIMUM_SOCKETS:
            raise _too_many("process")
        # An account and a key say who they are: many may share the address of an office.
        place = caller.address if caller.anonymous else None
        with contextlib.ExitStack() as held:
            if place is not None:
                most = wire.MAXIMUM_SOCKETS_AN_ADDRESS
                held.enter_context(_counted(self._addresses, place, most, "address"))
            self._open += 1
            try:
                yield
            finally:
                self._open -= 1

    @contextlib.contextmanager
    def of_account(self, account_id: str) -> Iterator[None]:
        """A socket of an account. Raises Problem 429 where one is too many."""
        most = wire.MAXIMUM_SOCKETS_AN_ACCOUNT
        with _counted(self._accounts, account_id, most, "account"):
            yield


@contextlib.contextmanager
def _counted(counter: Counter[str], name: str, most: int, what: str) -> Iterator[None]:
    if counter[name] >= most:
        raise _too_many(what)
    counter[name] += 1
    try:
        yield
    finally:
        counter[name] -= 1
        if not counter[name]:
            del counter[name]


def _too_many(what: str) -> Problem:
    return Problem(
        429,
        "rate_limit_exceeded",
        _WORDS[what],
        headers={"Retry-After": str(AGAIN_S)},
        retry_after=AGAIN_S,
        open_sockets=what,
    )
