"""Files of JSON lines: read one line at a time, each field checked, bad lines said by number."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, TypeVar

from comptoir.brain.words import MAX_CHARS
from comptoir.kernel.settings import SettingError

MAXIMUM_LINE_BYTES = 1_000_000
MAXIMUM_SAID = 20
"""Bad lines said one by one; the others are only counted."""

T = TypeVar("T")
_KINDS = {str: "text", bool: "true or false", list: "a list", dict: "an object"}


class LineError(ValueError):
    """A line that cannot be used; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line: an object with an `id`, a text or a whole number."""

    line: int
    fields: Mapping[str, Any]

    @property
    def id(self) -> str | int:
        """What the line is called. Raises LineError."""
        found = self.fields.get("id")
        if isinstance(found, bool) or not isinstance(found, str | int):
            raise LineError("id: text or a whole number expected")
        return _writable("id", found)

    def given(self, name: str, kind: type[T]) -> T | None:
        """A field that may be absent or null: a label. Raises LineError when it is another kind."""
        found = self.fields.get(name)
        if found is not None and not isinstance(found, kind):
            raise LineError(f"{name}: {_KINDS[kind]} expected")
        return _writable(name, found)

    def needed(self, name: str, kind: type[T]) -> T:
        """A field that must be there. Raises LineError."""
        found = self.given(name, kind)
        if found is None:
            raise LineError(f"{name}: missing")
        return found

    def text(self, name: str, maximum_chars: int = MAX_CHARS) -> str:
        """What somebody wrote, of a length that a service takes. Raises LineError."""
        found = self.needed(name, str)
        if not found.strip() or len(found) > maximum_chars:
            raise LineError(f"{name}: 1 to {maximum_chars} characters expected")
        return found

    def day(self, name: str) -> date:
        """A date as YYYY-MM-DD. Raises LineError."""
        try:
            return date.fromisoformat(self.needed(name, str))
        except ValueError as error:
            if isinstance(error, LineError):
                raise
            raise LineError(f"{name}: a date as YYYY-MM-DD expected") from error

    def words(self, name: str) -> tuple[str, ...] | None:
        """A label that is a list of texts. Raises LineError."""
        found = self.given(name, list)
        if found is None:
            return None
        if not all(isinstance(each, str) for each in found):
            raise LineError(f"{name}: a list of texts expected")
        return tuple(found)


def _writable(name: str, found: T) -> T:
    if isinstance(found, str):
        try:
            found.encode()
        except UnicodeEncodeError as error:
            raise LineError(f"{name}: half a character (a lone surrogate)") from error
    return found


class Records:
    """The records of a file, in its order; counts the lines that are none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bad = 0

    def __iter__(self) -> Iterator[Record]:
        """Read on; a line that is no record is refused and passed over. Raises SettingError."""
        try:
            with self.path.open("rb") as file:
                for number, line in enumerate(_lines(file), 1):
                    try:
                        found = _object(line, first=number == 1)
                    except LineError as error:
                        self.refuse(number, error)
                        continue
                    if found is not None:
                        yield Record(number, found)
        except OSError as error:
            raise SettingError(f"{self.path} cannot be read: {error.strerror}.") from error

    def refuse(self, line: int, error: LineError) -> None:
        """Say on standard error what is wrong with a line."""
        self.bad += 1
        if self.bad <= MAXIMUM_SAID:
            print(f"{self.path}, line {line}: {error}", file=sys.stderr)
        elif self.bad == MAXIMUM_SAID + 1:
            print(f"{self.path}: more lines are wrong", file=sys.stderr)

    def exit_code(self) -> int:
        """2 when a line was bad, and say so once more where the figures are."""
        if self.bad:
            lines = "1 line" if self.bad == 1 else f"{self.bad} lines"
            print(f"comptoir: {lines} of {self.path} left out.", file=sys.stderr)
        return 2 if self.bad else 0


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one that is too long, as much as shows that it is."""
    while line := file.readline(MAXIMUM_LINE_BYTES + 1):
        rest = line
        while len(line) > MAXIMUM_LINE_BYTES and rest and not rest.endswith(b"\n"):
            rest = file.readline(MAXIMUM_LINE_BYTES)
        yield line


def _object(line: bytes, *, first: bool) -> dict[str, Any] | None:
    """The object of a line, None of an empty one. Raises LineError."""
    if len(line) > MAXIMUM_LINE_BYTES:
        raise LineError(f"longer than {MAXIMUM_LINE_BYTES} bytes")
    try:
        # Some editors begin a file with a byte order mark.
        text = line.decode("utf-8-sig" if first else "utf-8")
        if not text.strip():
            return None
        found = json.loads(text)
    except UnicodeDecodeError as error:
        raise LineError("not UTF-8") from error
    except RecursionError as error:
        raise LineError("not JSON: too deeply nested") from error
    except ValueError as error:
        raise LineError("not JSON") from error
    if not isinstance(found, dict):
        raise LineError("a JSON object expected")
    return found
