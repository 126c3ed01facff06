"""The shapes of documented answers: what a client may rely on, written as an example with types.

`TEXT`, `WHOLE`, `NUMBER` and the like stand for a value of that type; a literal for itself; a list
for as many of its one element as there are, at least one. More fields than shown are welcome.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Typed:
    """A value that a documented field may have."""

    name: str
    fits: Callable[[Any], bool]

    def __repr__(self) -> str:
        return self.name


def _is_instant(value: Any) -> bool:
    return isinstance(value, str) and len(value) >= 20 and value[10] == "T" and value[-1] == "Z"


TEXT = Typed("text", lambda v: isinstance(v, str) and v != "")
WHOLE = Typed("a whole number", lambda v: type(v) is int)
NUMBER = Typed("a number", lambda v: type(v) in {int, float})
TRUTH = Typed("true or false", lambda v: type(v) is bool)
INSTANT = Typed("an instant, UTC", _is_instant)
TEXTS = Typed("texts", lambda v: isinstance(v, list) and all(isinstance(e, str) for e in v))
OBJECT = Typed("an object", lambda v: isinstance(v, dict))


def nothing_or(kind: Typed) -> Typed:
    return Typed(f"null or {kind}", lambda v: v is None or kind.fits(v))


def misfits(documented: Any, answered: Any, where: str = "body") -> list[str]:
    """What of the documented shape the answer does not have."""
    if isinstance(documented, Typed):
        fits = documented.fits(answered)
        return [] if fits else [f"{where}: {documented} expected, got {answered!r}"]
    if isinstance(documented, dict):
        if not isinstance(answered, dict):
            return [f"{where}: an object expected, got {answered!r}"]
        return [
            wrong
            for name, value in documented.items()
            for wrong in (
                misfits(value, answered[name], f"{where}.{name}")
                if name in answered
                else [f"{where}.{name} is missing"]
            )
        ]
    if isinstance(documented, list):
        if not isinstance(answered, list) or not answered:
            return [f"{where}: a list with something in it expected, got {answered!r}"]
        return [
            wrong
            for place, each in enumerate(answered)
            for wrong in misfits(documented[0], each, f"{where}[{place}]")
        ]
    same = documented == answered and isinstance(answered, bool) == isinstance(documented, bool)
    return [] if same else [f"{where}: {documented!r} expected, got {answered!r}"]
