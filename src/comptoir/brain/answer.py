"""An answer while it is written: its pieces, who writes it, how it ended, what it cost.

ModelError(provider, why)
├── NoAnswer        nothing was said yet: somebody else may be asked
└── BrokenAnswer    it broke half way: what was said stands, and nobody else goes on with it
"""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass
from decimal import Decimal
from types import TracebackType
from typing import Literal, Self

Why = Literal[
    "unauthorised",  # the key is refused
    "too_many",  # the provider's own limit
    "refused",  # this request is refused: a model it does not have, a text it does not take
    "failed",  # the provider says it failed
    "unreachable",
    "slow",  # a deadline passed
    "cut",  # the connection ended too early
    "garbled",  # what came is no answer
    "empty",  # an answer without a word
    "too_long",
    "redirected",
    "resting",  # it failed several times in a row and is left alone for a while
]


class ModelError(Exception):
    """A provider did not answer, or not to the end. Quotes nothing that was sent or received."""

    def __init__(self, provider: str, why: Why, retry_after_s: float | None = None) -> None:
        super().__init__(f"{provider}: {why}")
        self.provider = provider
        self.why = why
        self.retry_after_s = retry_after_s
        """When the provider said that it may be asked again, if it did."""


class NoAnswer(ModelError):
    """Nothing was said: another provider may be asked the same."""


class BrokenAnswer(ModelError):
    """The answer stopped half way. The pieces that came are whole, and are all there is."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Who answers."""

    provider: str
    """A provider's name, or `offline` for the embedded engine."""
    model: str
    """The model's name in this installation."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took."""

    tokens_in: int = 0
    tokens_out: int = 0
    cost_eur: Decimal | None = None
    """None where no price is configured."""
    estimated: bool = False
    """Counted here, because the provider did not say (or was not heard to the end)."""


class Answer:
    """An answer that is being written: iterate over it for its pieces of text.

    `engine` is known from the first piece on; `usage` and `finish_reason` once the iteration has
    ended, however it did. Leaving `async with answer` stops an answer that is not at its end.
    Iterating raises NoAnswer before the first piece, BrokenAnswer after it.
    """

    def __init__(self, write: Callable[["Answer"], AsyncGenerator[str, None]]) -> None:
        self.engine: Engine | None = None
        self.finish_reason: str | None = None
        """`stop`, `length`, … as the provider says; None for one that broke or was stopped."""
        self.usage = Usage()
        self._pieces = write(self)

    def __aiter__(self) -> AsyncIterator[str]:
        return self._pieces

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._pieces.aclose()
