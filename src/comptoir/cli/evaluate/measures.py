"""What is counted while predictions and labels go by; no measure keeps the lines themselves."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

BINS = 10


def share(part: float, of: float) -> float | None:
    """`part` of `of`, or None of nothing."""
    return part / of if of else None


def f1(right: int, wrong: int, missed: int) -> float | None:
    """The harmonic mean of precision and recall, or None where there was nothing to find."""
    return share(2 * right, 2 * right + wrong + missed)


@dataclass(slots=True)
class Share:
    """How many of how many."""

    part: int = 0
    of: int = 0

    def count(self, yes: bool) -> None:
        """One more, that is or is not so."""
        self.of += 1
        self.part += yes

    @property
    def value(self) -> float | None:
        """From 0 to 1."""
        return share(self.part, self.of)


class Confusion:
    """How often each label was read as each."""

    def __init__(self) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()

    def count(self, label: str, predicted: str) -> None:
        """One line of this label."""
        self._pairs[label, predicted] += 1

    @property
    def lines(self) -> int:
        """How many were labelled."""
        return self._pairs.total()

    def labelled(self, label: str) -> int:
        """How many lines have this label."""
        return sum(n for (gold, _), n in self._pairs.items() if gold == label)

    def read_as(self, label: str) -> int:
        """How many lines were read as this label."""
        return sum(n for (_, read), n in self._pairs.items() if read == label)

    def accuracy(self) -> float | None:
        """The share that was read as labelled."""
        return share(sum(n for (gold, read), n in self._pairs.items() if gold == read), self.lines)

    def recall(self, label: str) -> float | None:
        """Of the lines with this label, the share that was read so."""
        return share(self._pairs[label, label], self.labelled(label))

    def precision(self, label: str) -> float | None:
        """Of the lines read as this label, the share that has it."""
        return share(self._pairs[label, label], self.read_as(label))

    def macro_f1(self) -> float | None:
        """The mean of the F1 of every label that occurs, each weighing the same."""
        labels = sorted({gold for gold, _ in self._pairs})
        each = [2 * self._pairs[x, x] / (self.labelled(x) + self.read_as(x)) for x in labels]
        return share(sum(each), len(each))


@dataclass(slots=True)
class Calibration:
    """Whether confidence means something: in `BINS` equal bins, how far it is from being right."""

    _lines: list[int] = field(default_factory=lambda: [0] * BINS)
    _right: list[int] = field(default_factory=lambda: [0] * BINS)
    _confidence: list[float] = field(default_factory=lambda: [0.0] * BINS)

    def count(self, confidence: float, *, right: bool) -> None:
        """One line, read with a confidence from 0 to 1."""
        bin_ = min(int(confidence * BINS), BINS - 1)
        self._lines[bin_] += 1
        self._right[bin_] += right
        self._confidence[bin_] += confidence

    def expected_error(self) -> float | None:
        """The mean distance between confidence and share of right answers, weighed by lines."""
        gaps = zip(self._right, self._confidence, strict=True)
        return share(sum(abs(right - said) for right, said in gaps), sum(self._lines))


@dataclass(slots=True)
class Found:
    """Values read: right, wrong (another was there, or none), missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return f1(self.right, self.wrong, self.missed)


class Slots:
    """Each slot's values, as labelled and as read."""

    def __init__(self) -> None:
        self._found: dict[str, Found] = defaultdict(Found)

    def count(self, labelled: Mapping[str, str], read: Mapping[str, str]) -> None:
        """One line's slots; a value that differs is both wrong and missed."""
        for slot in labelled.keys() | read.keys():
            found = self._found[slot]
            if slot in labelled and labelled[slot] == read.get(slot):
                found.right += 1
            else:
                found.wrong += slot in read
                found.missed += slot in labelled

    @property
    def names(self) -> list[str]:
        """The slots that were labelled or read, sorted."""
        return sorted(self._found)

    def of(self, slots: Collection[str]) -> Found:
        """These slots together: each value weighs the same."""
        chosen = [self._found[slot] for slot in slots if slot in self._found]
        return Found(
            right=sum(each.right for each in chosen),
            wrong=sum(each.wrong for each in chosen),
            missed=sum(each.missed for each in chosen),
        )
