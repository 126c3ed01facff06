"""Numbers of passages in a text that comes in pieces: `[2]` is kept, or taken out without a trace.

What surrounds a number that goes would be left alone with nothing in it: a space before a full
stop, two spaces, brackets, commas between numbers. It goes too. For that a piece's last spaces and
opening brackets wait for what follows them, and nothing else does.
"""

import re
from collections.abc import Callable

SAID_CHARS = 600
MAXIMUM_HELD_CHARS = 400
_SPACE = " \\t\u00a0\u202f"
_OPEN = rf"(?:[{_SPACE}({{*_]|\[(?!\d))"
_AROUND = rf"(?:[{_SPACE}(){{}}\]*_]|\[(?!\d))"
_CLOSE = rf"[{_SPACE})}}\]*_]"
_MARK = r"\[\d{1,2}\]"
_MORE = "{0,60}"  # a run of more is taken for several, lest every number begin a long look
_BETWEEN = rf"{_AROUND}*+(?:[,;/&–-]|et\b|and\b|ou\b|or\b)?{_AROUND}*+"
_BEGUN = rf"{_AROUND}*+(?:[,;/&–-]|e|et|a|an|and|o|ou|or)?{_AROUND}*+"
_START = rf"(?<![{_SPACE}({{*_\[]){_OPEN}*+"
_RUN = re.compile(
    rf"(?P<lead>{_START})(?P<marks>{_MARK}(?:{_BETWEEN}{_MARK}){_MORE}+)(?P<tail>{_CLOSE}*+)"
)
_HELD = re.compile(rf"{_START}(?:{_MARK}(?:{_BETWEEN}{_MARK}){_MORE}+{_BEGUN})?(?:\[\d{{0,2}})?\Z")
_EACH = re.compile(r"(?P<between>.*?)(?P<mark>\[(?P<number>\d{1,2})\])", re.DOTALL)
_PAIRS = {"(": ")", "[": "]", "{": "}", "*": "*", "_": "_"}
_SPACES = " \t\u00a0\u202f"

Keeps = Callable[[str, int], bool]
"""Whether a number stays, after these words."""


class Marks:
    """A text as it comes, and the numbers in it as they may stay."""

    def __init__(self, keeps: Keeps) -> None:
        self._keeps = keeps
        self._held = ""
        self._said = ""
        self._last = ""
        """The last character that was let through."""

    def through(self, piece: str) -> str:
        """What of `piece`, and of what was held back before it, may be seen now."""
        text = self._held + piece
        found = _HELD.search(text)
        start = found.start() if found else len(text)
        if len(text) - start > MAXIMUM_HELD_CHARS:
            start = len(text)
        self._held = text[start:]
        return self._let(text[:start], self._held[:1])

    def rest(self) -> str:
        """What was held back, once nothing follows it."""
        text, self._held = self._held, ""
        return self._let(text, "")

    def _let(self, text: str, after: str) -> str:
        out, start = [], 0
        for run in _RUN.finditer(text):
            out.append(self._plain(text[start : run.start()]))
            start = run.end()
            out.append(self._run(run, text[start : start + 1] or after))
        out.append(self._plain(text[start:]))
        return "".join(out)

    def _plain(self, text: str) -> str:
        if text:
            self._said = (self._said + text)[-SAID_CHARS:]
            self._last = text[-1]
        return text

    def _run(self, run: re.Match[str], after: str) -> str:
        """Numbers that stand together, as far as they stay."""
        self._said = (self._said + run["lead"])[-SAID_CHARS:]
        kept = ""
        for each in _EACH.finditer(run["marks"]):
            if self._keeps(self._said, int(each["number"])):
                kept += (each["between"] if kept else "") + each["mark"]
            self._said = (self._said + each["between"])[-SAID_CHARS:]
        if kept:
            left = run["lead"] + kept + run["tail"]
        else:
            left = _closed(run["lead"], run["tail"], self._last, after)
        self._said = (self._said + run["tail"])[-SAID_CHARS:]
        self._last = left[-1:] or self._last
        return left


def _closed(lead: str, tail: str, before: str, after: str) -> str:
    """What is left of what surrounded numbers that are gone, after `before` and before `after`."""
    left, right = lead.rstrip(_SPACES), tail.lstrip(_SPACES)
    while left and right and _PAIRS[left[-1]] == right[0]:
        lead, tail = left[:-1], right[1:]
        left, right = lead.rstrip(_SPACES), tail.lstrip(_SPACES)
    gap_before, gap_after = lead[len(left) :], tail[: len(tail) - len(right)]
    last, following = left[-1:] or before, right[:1] or after
    if last in {"", "\n"}:
        return left + gap_before + right
    if last in set("([{") or following in {"", *"\n.,…)]}"}:
        return left + right
    if not gap_after and following in {*";:!?»*_"}:
        return left + right
    return left + (gap_after or gap_before) + right
